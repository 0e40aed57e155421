"""Files that only grow: bytes are on the disk when `append` returns, and threads that append at one time share the wait. Not what they hold."""

from __future__ import annotations

import os
import threading
from pathlib import Path


class Appender:
    """The one writer of some files. May be used from several threads."""

    def __init__(self) -> None:
        self._writing = threading.Lock()
        self._syncing = threading.Lock()
        self._appended = 0  # pieces written so far, in order
        self._settled = 0  # of them on the disk, or given up
        self._dirty: dict[Path, int] = {}  # files with bytes that may not be on the disk, and how long they were before
        self._lost: list[tuple[range, OSError]] = []

    def append(self, path: Path, piece: bytes) -> int:
        """Appends and returns where; the bytes are on the disk. Raises OSError; then the file is as it was."""
        with self._writing:
            offset = _write_at_end(path, piece)
            self._dirty.setdefault(path, offset)
            self._appended += 1
            mine = self._appended
        with self._syncing:
            if self._settled < mine:
                self._sync()
            for pieces, error in self._lost:
                if mine in pieces:
                    raise error
        return offset

    def _sync(self) -> None:
        """Brings everything written so far to the disk, or takes it back."""
        with self._writing:
            dirty, self._dirty = self._dirty, {}
            upto = self._appended
        try:
            for path in dirty:
                _sync(path)
        except OSError as error:
            # What the system could not write once it may call written the next time: none of it can be trusted.
            with self._writing:
                upto = self._appended
                self._lost.append((range(self._settled + 1, upto + 1), error))
                for path, length in {**self._dirty, **dirty}.items():
                    os.truncate(path, length)
                self._dirty = {}
        self._settled = upto


def _write_at_end(path: Path, piece: bytes) -> int:
    fresh = not path.exists()
    with path.open("ab", buffering=0) as handle:
        offset = handle.seek(0, os.SEEK_END)
        try:
            view = memoryview(piece)
            while view:
                view = view[handle.write(view) :]
        except OSError:
            handle.truncate(offset)
            raise
    if fresh:
        _sync(path.parent)  # makes the new file's name durable
    return offset


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
