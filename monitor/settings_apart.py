"""Reads a configuration in a process of its own, which ends: what checking it takes (pydantic, 8 MB) a daemon need not hold for years.

Not how it is read: configuration.py does that, there as anywhere.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path

from monitor.model.faults import ConfigurationError
from monitor.settings import Settings

_PATIENCE = 60.0  # seconds
_NO_ANSWER = (
    OSError,
    subprocess.SubprocessError,
    pickle.PickleError,
    EOFError,
    ValueError,
    ImportError,
    AttributeError,
    IndexError,
)


def read_apart(file: Path, *, database: Path | None = None) -> Settings:
    """What `read_settings` returns and raises, without what it loads."""
    told = _asked(file, database)
    if isinstance(told, Settings):
        return told
    if isinstance(told, tuple):
        raise ConfigurationError(told)
    from monitor.configuration import read_settings  # noqa: PLC0415 -- brings what is to be left out

    return read_settings(file, database=database)  # whatever kept the other process from it is told here


def _asked(file: Path, database: Path | None) -> object:
    """Settings, or the faults of the configuration; None where the process did not come to say either."""
    words = [str(file), *([str(database)] if database is not None else [])]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    try:
        ended = subprocess.run(  # noqa: S603 -- this interpreter, a module of ours, and paths
            [sys.executable, "-P", "-m", "monitor.settings_apart", *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
            env=environment,
            timeout=_PATIENCE,
            check=True,
        )
        told: object = pickle.loads(ended.stdout)  # noqa: S301 -- written by ourselves, a moment ago
    except _NO_ANSWER:
        return None
    return told


def main(words: list[str]) -> None:
    """Answers to `read_apart` on standard output. Arguments: the configuration's path, and the database's where one was given."""
    from monitor.configuration import read_settings  # noqa: PLC0415 -- brings what the asking process leaves out

    told: object
    try:
        told = read_settings(Path(words[0]), database=Path(words[1]) if len(words) > 1 else None)
    except ConfigurationError as error:
        told = error.faults
    sys.stdout.buffer.write(pickle.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1:])
