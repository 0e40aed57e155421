"""A command as a user calls it: arguments in, exit status and both outputs out. In this process, for speed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from click.testing import CliRunner

from monitor.cli.main import run


@dataclass(frozen=True)
class Said:
    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def one_line(self) -> str:
        """What was said of a failure: one clear line and nothing else."""
        assert self.status in {1, 2}, self
        assert "Traceback" not in self.out + self.err
        said = self.err.strip()
        assert said.startswith("sanctions-monitor: "), self
        assert "\n" not in said, self
        return said


def ask(*arguments: object, stdin: bytes = b"") -> Said:
    """Runs one command line."""
    with CliRunner().isolation(stdin) as (out, err, _):
        try:
            run([str(argument) for argument in arguments])
        except SystemExit as end:
            status = end.code
        assert isinstance(status, int)
        return Said(status, out.getvalue().decode(), err.getvalue().decode())
