"""Whether everything kept still fits together: database, journal, archive, and the one to the other. Repairs nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from monitor.store import journal
from monitor.store.archive import Archive, contents
from monitor.store.complaints import in_plain_words
from monitor.store.store import Store

_WITHOUT_CAPTURE = """
SELECT 'version' AS kind, id, evidence AS sha256 FROM version v
WHERE evidence IS NOT NULL AND NOT EXISTS (SELECT 1 FROM capture c WHERE c.sha256 = v.evidence)
UNION ALL
SELECT 'change', id, sha256 FROM change h
WHERE sha256 IS NOT NULL AND NOT EXISTS (SELECT 1 FROM capture c WHERE c.sha256 = h.sha256)
"""


def verify(store: Store, archive: Archive, *, anchor: str | None = None) -> list[str]:
    """Everything that does not fit, one sentence each; an empty list where all is well.

    `anchor` is a journal head written down outside (heartbeats carry it): history up to it must be unchanged.
    May run beside the daemon: it looks at one committed moment and at what the archive held then.
    """
    with in_plain_words(store.path), store.separate() as connection:
        # Damaged bytes must be told as damage, so they are read even where they are no UTF-8 any more.
        connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
        connection.execute("BEGIN")
        return [
            *_faults_of_file(connection),
            *journal.faults(connection, anchor=anchor),
            *_faults_of_captures(connection, archive),
            *_faults_of_evidence(connection),
        ]


def _faults_of_file(connection: sqlite3.Connection) -> Iterator[str]:
    for (told,) in connection.execute("PRAGMA integrity_check"):
        if told != "ok":
            yield f"database: {told}"
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"{table} {row}: refers to a row of {parent} that does not exist"


def _faults_of_captures(connection: sqlite3.Connection, archive: Archive) -> Iterator[str]:
    """Every capture lies in the archive where its row says, with the bytes of its hash; every record fits its own hashes."""
    named = {name for (name,) in connection.execute("SELECT DISTINCT warc_file FROM capture")}
    for name in sorted(named | {path.name for path in archive.files()}):
        yield from _faults_of_warc(connection, archive.folder / name)


def _faults_of_warc(connection: sqlite3.Connection, path: Path) -> Iterator[str]:
    if not path.exists():
        yield f"{path.name}: the archive file is gone"
        return
    committed = connection.execute('SELECT max("offset" + length) FROM capture WHERE warc_file = ?', (path.name,))
    lying = {}
    for record in contents(path, committed.fetchone()[0]):
        if record.fault:
            yield f"{path.name}: {record.fault}"
        lying[record.offset] = record.sha256
    rows = connection.execute('SELECT id, "offset", sha256 FROM capture WHERE warc_file = ? ORDER BY id', (path.name,))
    for number, offset, sha256 in rows:
        if offset not in lying:
            yield f"capture {number}: no record lies at {offset} of {path.name}"
        elif lying[offset] != sha256:
            yield f"capture {number}: the record at {offset} of {path.name} holds other bytes than the row says"


def _faults_of_evidence(connection: sqlite3.Connection) -> Iterator[str]:
    for kind, number, sha256 in connection.execute(_WITHOUT_CAPTURE):
        yield f"{kind} {number}: the bytes that it was read from ({sha256[:16]}…) were never captured"
