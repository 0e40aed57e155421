"""A backup is a folder that fits together: database, archive up to what that database knows of, and the hashes of both.

Made beside the running daemon; restored only where nothing lies yet. The hashes are a file that `sha256sum -c` reads.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from monitor.model.faults import DamagedError, StoreError
from monitor.store import journal
from monitor.store.archive import Archive
from monitor.store.complaints import in_plain_words
from monitor.store.rows import instant
from monitor.store.store import Store
from monitor.store.verify import verify

DATABASE, ARCHIVE, SUMS, NOTE = "monitor.db", "archive", "SHA256SUMS", "BACKUP.json"
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds."""

    folder: Path
    files: int  # WARC files
    bytes: int  # all files together
    journal_head: str


def backup(store: Store, archive: Archive, folder: Path, now: datetime) -> Backup:
    """Copies one committed moment of the database, and of the archive what it refers to, into a new folder.

    The folder appears under its name only when it is whole and on the disk. Raises StoreError where it exists or the disk is full.
    """
    if folder.exists():
        raise StoreError(f"{folder}: exists already; a backup goes into a new folder")
    partial = folder.with_name(folder.name + ".partial")
    with in_plain_words(folder):
        shutil.rmtree(partial, ignore_errors=True)  # what an interrupted backup left
        (partial / ARCHIVE).mkdir(parents=True, mode=0o750)
        try:
            head, lengths = _copy_database(store, partial / DATABASE)
            sums = {DATABASE: _hash_and_sync(partial / DATABASE)}
            for name, length in lengths.items():
                sums[f"{ARCHIVE}/{name}"] = _copy(archive.folder / name, partial / ARCHIVE / name, length)
            note = {"made_at": instant(now), "journal_head": head}
            (partial / NOTE).write_text(json.dumps(note, indent=1) + "\n")
            sums[NOTE] = _hash_and_sync(partial / NOTE)
            (partial / SUMS).write_text("".join(f"{sums[name]}  {name}\n" for name in sorted(sums)))
            _hash_and_sync(partial / SUMS)
            partial.rename(folder)
        except BaseException:
            shutil.rmtree(partial, ignore_errors=True)
            raise
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return Backup(folder, len(lengths), size, head)


def _copy_database(store: Store, to: Path) -> tuple[str, dict[str, int]]:
    """The journal's head in the copy, and how far it knows each WARC file."""
    with store.separate() as connection:
        connection.execute("PRAGMA query_only = OFF")  # VACUUM INTO writes, though not here
        connection.execute("VACUUM INTO ?", (str(to),))
    with closing(sqlite3.connect(to)) as copy:
        rows = copy.execute('SELECT warc_file, max("offset" + length) FROM capture GROUP BY warc_file').fetchall()
        return journal.Journal(copy).head(), dict(rows)


def restore(folder: Path, database: Path, archive: Path) -> Backup:
    """Puts a backup where nothing lies yet, after everything in it was found to fit together.

    Raises StoreError where something lies there already, DamagedError where the backup is not what was written.
    """
    for path in (database, database.with_name(database.name + "-wal"), *sorted(archive.glob("*.warc.gz"))[:1]):
        if path.exists():
            raise StoreError(f"{path}: exists already; restoring never overwrites, so move it away first")
    with in_plain_words(folder):
        names = _checked_names(folder)
    warcs = [name for name in names if PurePosixPath(name).parent.name == ARCHIVE]
    with in_plain_words(database):
        database.parent.mkdir(parents=True, exist_ok=True)
        waiting = database.with_name(database.name + ".restoring")
        shutil.rmtree(waiting, ignore_errors=True)
        (waiting / ARCHIVE).mkdir(parents=True)
        try:
            for name in (DATABASE, *warcs):
                _copy(folder / name, waiting / name)
            head = _verified_head(waiting, folder)
            archive.mkdir(parents=True, exist_ok=True, mode=0o750)
            for name in warcs:
                shutil.move(waiting / name, archive / PurePosixPath(name).name)
            (waiting / DATABASE).rename(database)
        finally:
            shutil.rmtree(waiting, ignore_errors=True)
    size = sum((folder / name).stat().st_size for name in names)
    return Backup(folder, len(warcs), size, head)


def _verified_head(waiting: Path, folder: Path) -> str:
    """The journal's head of the copy. Opening it brings a backup of an earlier version to this one."""
    anchor = json.loads((folder / NOTE).read_text())["journal_head"]
    with Store.open(waiting / DATABASE, create=False) as store:
        faults = verify(store, Archive.open(waiting / ARCHIVE, read_only=True), anchor=anchor)
        if faults:
            raise DamagedError(f"{folder}: {faults[0]} ({len(faults)} faults); take an older backup")
        with store.reading() as tx:
            return tx.journal_head()


def _checked_names(folder: Path) -> list[str]:
    """The names in the list of hashes, every one of them present and unchanged."""
    sums = folder / SUMS
    if not sums.is_file():
        raise StoreError(f"{folder}: no backup ({SUMS} is not there)")
    lines = [line.partition("  ") for line in sums.read_text().splitlines()]
    listed = {name: sha256 for sha256, _, name in lines}
    for name, sha256 in listed.items():
        if not _is_ours(name):
            raise DamagedError(f"{folder}: {SUMS} names {name!r}, which is no part of a backup")
        if not (folder / name).is_file():
            raise DamagedError(f"{folder}: {name} is missing; take another backup")
        if _hash(folder / name) != sha256:
            raise DamagedError(f"{folder}: {name} is not what was written (its hash differs); take another backup")
    if not {DATABASE, NOTE} <= listed.keys():
        raise DamagedError(f"{folder}: {SUMS} does not name {DATABASE} and {NOTE}; take another backup")
    return sorted(listed)


def _is_ours(name: str) -> bool:
    """True for the names that a backup has; a path that leads elsewhere is none."""
    path = PurePosixPath(name)
    return name in {DATABASE, NOTE} or (path.parts[:-1] == (ARCHIVE,) and path.name.endswith(".warc.gz"))


def _copy(source: Path, to: Path, length: int | None = None) -> str:
    """Copies a file, or its first `length` bytes, onto the disk. Returns the hash of what was written."""
    digest = hashlib.sha256()
    left = source.stat().st_size if length is None else length
    with source.open("rb") as reading, to.open("xb") as writing:
        while left and (chunk := reading.read(min(left, _CHUNK))):
            writing.write(chunk)
            digest.update(chunk)
            left -= len(chunk)
        writing.flush()
        os.fsync(writing.fileno())
    if left:
        raise DamagedError(f"{source}: {left} bytes shorter than the database says; run `verify`")
    return digest.hexdigest()


def _hash(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _hash_and_sync(path: Path) -> str:
    with path.open("rb") as handle:
        os.fsync(handle.fileno())
        return hashlib.file_digest(handle, "sha256").hexdigest()
