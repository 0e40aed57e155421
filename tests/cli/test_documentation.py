"""What docs/commands.md says: every command is in it, and every example does what stands below it."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from tests.cli.command import ask
from tests.cli.test_help import ALL, parse

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")
SHOWN = [line for block in re.findall(r"```console\n(.*?)```", PAGE, re.DOTALL) for line in block.splitlines()]
TOLD = [line for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL) for line in block.splitlines()]
COMMAND = "sanctions-monitor "


def fits(said: str, shown: str) -> bool:
    """True where a line of what was said is the line that is shown; `…` stands for anything."""
    pattern = ".*".join(map(re.escape, shown.split("…")))
    return any(re.fullmatch(pattern, line) for line in said.splitlines())


def test_every_command_is_named():
    for name in ALL:
        assert re.search(
            rf"`(?:[^`]*, `)?{re.escape(' '.join(name))}\b|{COMMAND}{re.escape(' '.join(name))}\b", PAGE
        ), name


def test_every_example_does_what_stands_below_it(history):
    said = None
    for line in SHOWN:
        if line.startswith("$ "):
            command = line.removeprefix("$ ").removeprefix(COMMAND)
            said = ask(*shlex.split(command))
            assert said.status == 0, (line, said)
        elif line:
            assert said is not None
            assert fits(said.out, line), (line, said.out)


def test_every_other_example_is_one_that_the_program_takes():
    examples = [line.removeprefix(COMMAND) for line in TOLD if line.startswith(COMMAND)]
    assert examples
    for example in examples:
        assert parse(shlex.split(example))
