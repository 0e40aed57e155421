"""How the machine under the monitor is doing: room on its disks, steps of its clock. Measures and judges; tells nobody."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

LEAST_FREE = 200 * 2**20  # bytes; below this, or below a hundredth of the disk, polling stops (CONTRACT.md, [operator])
_ROOM_AGAIN = 1.1  # times the least: so much has to be free before polling goes on, so that it does not flutter
JUMP = timedelta(seconds=30)  # a step of the wall clock that is told; time servers slew what is less


@dataclass(frozen=True, slots=True)
class Room:
    """What is free for us on the disk that a path lies on, in bytes."""

    path: Path
    free: int
    total: int

    @property
    def least(self) -> int:
        """How much has to be free for polling to go on."""
        return max(LEAST_FREE, self.total // 100)


def room(path: Path) -> Room:
    """Asks the file system of a path, or of the nearest folder above it that exists. Raises OSError."""
    place = next((p for p in (path, *path.parents) if p.exists()), Path("/"))
    told = os.statvfs(place)
    return Room(path, told.f_bavail * told.f_frsize, told.f_blocks * told.f_frsize)


def fullest(rooms: Iterable[Room]) -> Room:
    """The one that has least beyond what it needs."""
    return min(rooms, key=lambda one: one.free - one.least)


def is_low(one: Room, *, before: bool) -> bool:
    """True where polling has to stop; `before` is what was so the last time."""
    return one.free < (one.least * _ROOM_AGAIN if before else one.least)


def wall_and_steady() -> tuple[datetime, float]:
    """The wall clock, and seconds of a clock that nobody sets and that goes on while the machine sleeps."""
    return datetime.now(UTC), time.clock_gettime(time.CLOCK_BOOTTIME)


class ClockWatch:
    """Compares the wall clock with the steady one, from one look to the next."""

    def __init__(self, read: Callable[[], tuple[datetime, float]] = wall_and_steady) -> None:
        self._read = read
        self._wall, self._steady = read()

    def jumped(self) -> timedelta | None:
        """By how much the wall clock was set since the last look (negative: back); None where it just went on."""
        wall, steady = self._read()
        by = (wall - self._wall) - timedelta(seconds=steady - self._steady)
        self._wall, self._steady = wall, steady
        return by if abs(by) > JUMP else None
