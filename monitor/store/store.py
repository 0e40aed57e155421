"""The database file: opening and migrating it, one daemon's lock, transactions. What is in it is the other modules'."""

from __future__ import annotations

import fcntl
import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self
from urllib.parse import quote

from sqlite_utils import Database

from monitor.model.faults import BusyError, StoreError
from monitor.store.complaints import in_plain_words
from monitor.store.schema import is_current, migrate, refuse_earlier, refuse_unknown
from monitor.store.tx import Tx
from monitor.store.views import are_current

WAIT_SECONDS = 15.0  # how long a short transaction waits for another process to finish its own


class Store:
    """One open database. May be used from several threads; transactions of one store wait for one another.

    Between a transaction's beginning and its end nothing may be awaited: others would find it unfinished.
    """

    def __init__(self, path: Path, writer: Database | None, reader: Database) -> None:
        self.path = path
        self._writer = writer
        self._reader = reader
        self._guard = threading.Lock()
        self._mine = threading.local()  # whether this thread is within a transaction

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False, create: bool = True) -> Store:
        """Opens the database, makes it where `create` allows, and brings it to this version.

        Raises StoreError in plain words: folder missing or not to be written, disk full, no database at all;
        NewerDatabaseError for one written by a later version. `read_only` never touches the file.
        """
        path = path.absolute()
        _check_place(path, may_create=create and not read_only)
        with in_plain_words(path):
            if read_only:
                return cls(path, None, _open_reader(path))
            writer = _connect(path, "rwc" if create else "rw")
            try:
                _prepare(writer, path)
                return cls(path, writer, _open_reader(path))
            except BaseException:
                writer.close()
                raise

    def close(self) -> None:
        """Closes the database; everything written is committed and on the disk."""
        self.settle()
        self._reader.close()
        if self._writer is not None:
            self._writer.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Holds the database as its one daemon. Raises BusyError where another process does; short commands need no lock."""
        lock_path = self.path.with_name(self.path.name + ".lock")
        with in_plain_words(lock_path):
            handle = os.open(lock_path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o640)
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                holder = os.pread(handle, 32, 0).decode("ascii", "replace").strip() or "unknown"
                raise BusyError(
                    f"{self.path}: another daemon (process {holder}) works on this database; stop it first"
                ) from None
            os.ftruncate(handle, 0)
            os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
            yield
        finally:
            os.close(handle)

    @contextmanager
    def writing(self, *, soon: bool = False) -> Iterator[Tx]:
        """One transaction that writes: all of it is kept, or, on any exception, nothing.

        It begins with the write lock, so what is read in it is still true when it is committed. With `soon` it may share its
        commit with those that follow: `settle` commits, and so does the next transaction without `soon`. Until then this store
        sees it and other processes wait; whoever uses `soon` settles within a second (DESIGN.md, rule 1).
        """
        if self._writer is None:
            raise StoreError(f"{self.path}: opened for reading only")
        with self._alone(), in_plain_words(self.path):
            alone = not self._writer.conn.in_transaction
            if alone:
                self._writer.execute("BEGIN IMMEDIATE")
            self._writer.execute("SAVEPOINT step")
            try:
                yield Tx(self._writer.conn)
            except BaseException:
                self._undo(self._writer, alone=alone)
                raise
            self._writer.execute("RELEASE step")
            if not soon:
                self._commit(self._writer)

    def settle(self) -> None:
        """Commits what was written `soon`."""
        with self._alone(), in_plain_words(self.path):
            if self._writer is not None and self._writer.conn.in_transaction:
                self._commit(self._writer)

    @contextmanager
    def reading(self) -> Iterator[Tx]:
        """A consistent view of what was last written through this store or committed by others."""
        with self._alone(), in_plain_words(self.path):
            if self._writer is not None and self._writer.conn.in_transaction:
                with _without_writing(self._writer, self.path):
                    yield Tx(self._writer.conn)
                return
            self._reader.execute("BEGIN")
            try:
                yield Tx(self._reader.conn)
            finally:
                self._reader.rollback()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One transaction of this store at a time. One within another is a mistake of the caller, told before it can hang."""
        if getattr(self._mine, "busy", False):
            raise RuntimeError("a transaction of the store within another one")
        with self._guard:
            self._mine.busy = True
            try:
                yield
            finally:
                self._mine.busy = False

    @staticmethod
    def _undo(writer: Database, *, alone: bool) -> None:
        """Takes back one step; those that wait for their commit stay. SQLite itself takes back everything where the disk is full."""
        if alone:
            writer.rollback()
        elif writer.conn.in_transaction:
            writer.execute("ROLLBACK TO step")
            writer.execute("RELEASE step")

    @staticmethod
    def _commit(writer: Database) -> None:
        try:
            writer.execute("COMMIT")
        except BaseException:
            writer.rollback()
            raise

    @contextmanager
    def separate(self) -> Iterator[sqlite3.Connection]:
        """A connection of its own for long reading (verify, backup), so that nobody waits for it."""
        db = _open_reader(self.path)
        try:
            yield db.conn
        finally:
            db.close()


def _check_place(path: Path, *, may_create: bool) -> None:
    """Raises StoreError where the path cannot hold a database, before SQLite says it in its own words."""
    if path.is_dir():
        raise StoreError(f"{path}: is a folder; give the path of the database file")
    if not path.parent.is_dir():
        raise StoreError(f"{path.parent}: no such folder; make it or set [store] database to another path")
    if not path.exists() and not may_create:
        raise StoreError(f"{path}: there is no database; `sanctions-monitor run` or `replay` makes one")


@contextmanager
def _without_writing(db: Database, path: Path) -> Iterator[None]:
    """Holds the writing connection to reading: what is written all the same is taken back and told.

    `PRAGMA query_only` would do it too, but makes SQLite compile every statement anew, which costs more than most of them.
    """
    before = db.conn.total_changes
    db.execute("SAVEPOINT look")
    try:
        yield
    finally:
        if written := db.conn.total_changes != before:
            db.execute("ROLLBACK TO look")
        db.execute("RELEASE look")
    if written:
        raise StoreError(
            f"{path}: something was to be written in a transaction that is read-only; nothing of it was kept"
        )


def _connect(path: Path, mode: str, more: str = "") -> Database:
    """A connection whose transactions are begun and ended by us alone."""
    connection = sqlite3.connect(
        f"file:{quote(str(path))}?mode={mode}{more}",
        uri=True,
        timeout=WAIT_SECONDS,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=256,
    )
    try:
        return Database(connection, execute_plugins=False)
    except BaseException:
        connection.close()
        raise


def _prepare(db: Database, path: Path) -> None:
    """Settings of the writing connection, and the schema of this version."""
    refuse_unknown(db, str(path))
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    db.execute("PRAGMA foreign_keys = ON")
    if not (is_current(db) and are_current(db)):
        migrate(db)


def _open_reader(path: Path) -> Database:
    """The reading connection; refuses a database of another version, for its tables would not be those expected."""
    try:
        return _checked_reader(path, "")
    except sqlite3.OperationalError:
        if path.with_name(path.name + "-wal").exists():
            raise
        # Closed cleanly in a folder that we may not write: no log lies beside the file, and nobody writes it.
        return _checked_reader(path, "&immutable=1")


def _checked_reader(path: Path, more: str) -> Database:
    db = _connect(path, "ro", more)
    try:
        refuse_unknown(db, str(path))
        refuse_earlier(db, str(path))
        db.execute("PRAGMA query_only = ON")
    except BaseException:
        db.close()
        raise
    return db
