"""The memory of the daemon with its children, everything loaded, as a row of the comparison; `bench.memory` measures it."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from bench import memory
from bench.table import Line

TITLE = "Memory of the daemon with its children, everything loaded"


def measure(count: int) -> list[Line]:
    """The lines of this row, of so many daemons."""
    found = []
    for _ in range(count):
        with tempfile.TemporaryDirectory() as folder:
            found.append(asyncio.run(memory.measure(Path(folder))))
    return [
        Line("resident, shared pages once", "MB", tuple(one.proportional for one in found), most=memory.LIMIT),
        Line("resident, shared pages twice", "MB", tuple(one.resident for one in found)),
    ]
