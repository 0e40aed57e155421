"""What SQLite and the file system complain about, in one clear line with a remedy; not what is then done."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from monitor.model.faults import BusyError, DamagedError, StoreError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@contextmanager
def in_plain_words(path: Path) -> Iterator[None]:
    """Turns errors of SQLite and the file system about `path` into the tree of `StoreError`."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise  # a bug of ours
    except sqlite3.Error as error:
        raise of_sqlite(path, error) from error
    except OSError as error:
        raise of_system(path, error) from error


def of_sqlite(path: Path, error: sqlite3.Error) -> StoreError:
    """The store's error for one of SQLite's."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the low byte is the primary result code
    if code == sqlite3.SQLITE_FULL:
        return StoreError(f"{path}: the disk is full; nothing of this step was kept; make room and it goes on")
    if code == sqlite3.SQLITE_NOTADB:
        return StoreError(f"{path}: not a SQLite database; give another path or move the file away")
    if code == sqlite3.SQLITE_READONLY:
        return StoreError(f"{path}: the database cannot be written here (read-only); check owner and mount")
    if code in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}:
        return StoreError(f"{path}: cannot be opened; check that the folder exists and may be written by this user")
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return BusyError(f"{path}: another process is writing for longer than the time to wait; try again")
    if code == sqlite3.SQLITE_CORRUPT:
        return DamagedError(f"{path}: the database file is damaged ({error}); restore a backup")
    if code == sqlite3.SQLITE_IOERR:
        return StoreError(f"{path}: reading or writing failed ({error}); check the disk and the room left on it")
    return StoreError(f"{path}: {error}")


def of_system(path: Path, error: OSError) -> StoreError:
    """The store's error for one of the file system's."""
    if error.errno in _FULL:
        return StoreError(f"{path}: the disk is full; nothing of this step was kept; make room and it goes on")
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return StoreError(f"{path}: may not be written by this user ({error.strerror}); check owner and mount")
    if error.errno in {errno.ENOENT, errno.ENOTDIR}:
        return StoreError(f"{path}: the folder does not exist; make it or give another path")
    return StoreError(f"{path}: {error.strerror or error}")
