"""The hash chain over every appended row, so that history cannot be rewritten unnoticed; not the rows themselves.

Each entry is SHA-256 over four lines: the hash before it, the table, the row's number, the row as canonical JSON (columns
in order of name, no spaces, columns without a value left out, so that a column added later changes no old hash).
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any

BEGINNING = "0" * 64  # what the first entry stands on

# Every table whose rows are never changed once written (DESIGN.md, rule 7).
APPENDED = (
    "measure",
    "version",
    "ending",
    "change",
    "operation",
    "change_update",
    "report",
    "confirmation",
    "story",
    "story_merge",
    "story_direction",
    "mention",
    "event",
    "document",
    "capture",
    "alert",
    "acknowledgement",
)


_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def canonical(row: Mapping[str, Any]) -> str:
    """The row as the one JSON text that is hashed."""
    held = {name: value for name, value in row.items() if value is not None and name != "id"}
    return _encode(held)


def entry_text(before: str, table: str, row_id: int, row: Mapping[str, Any]) -> str:
    """The four lines of one entry, without a line break at the end."""
    return f"{before}\n{table}\n{row_id}\n{canonical(row)}"


def entry(before: str, table: str, row_id: int, row: Mapping[str, Any]) -> str:
    """The hash of one entry, in hex."""
    return hashlib.sha256(entry_text(before, table, row_id, row).encode()).hexdigest()


class Journal:
    """The chain within one transaction: it knows its head and adds to it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._head: str | None = None

    def head(self) -> str:
        """The hash of the last entry; sixty-four zeros before the first."""
        if self._head is None:
            found = self._connection.execute("SELECT hash FROM journal ORDER BY id DESC LIMIT 1").fetchone()
            self._head = found[0] if found else BEGINNING
        return self._head

    def add(self, table: str, row_id: int, row: Mapping[str, Any]) -> None:
        """Chains a row that was just appended."""
        self._head = entry(self.head(), table, row_id, row)
        self._connection.execute(
            "INSERT INTO journal (entry_table, entry_row, hash) VALUES (?, ?, ?)", (table, row_id, self._head)
        )


def faults(connection: sqlite3.Connection, *, anchor: str | None = None) -> Iterator[str]:
    """Walks the whole chain and tells every row that does not fit it, in words.

    `anchor` is a head that was written down elsewhere (every heartbeat carries it): it must stand in the chain.
    """
    before = BEGINNING
    anchored = anchor in {None, BEGINNING}
    chained = dict.fromkeys(APPENDED, 0)
    rows = connection.cursor()
    rows.row_factory = sqlite3.Row
    entries = connection.execute("SELECT id, entry_table, entry_row, hash FROM journal ORDER BY id")
    for expected, (number, table, row_id, kept) in enumerate(entries, start=1):
        if number != expected:
            yield f"journal: entry {expected} is missing"
            return
        if table not in chained:
            yield f"journal: entry {number} names the table {table!r}, which is never journaled"
            return
        chained[table] += 1
        row = rows.execute(f'SELECT * FROM "{table}" WHERE id = ?', (row_id,)).fetchone()
        if row is None:
            yield f"{table} {row_id}: the row of journal entry {number} is gone"
        elif entry(before, table, row_id, dict(row)) != kept:
            yield f"{table} {row_id}: the row does not fit journal entry {number}"
        before = kept
        anchored = anchored or kept == anchor
    for table, entered in chained.items():
        held = connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]
        if held != entered:
            yield f"{table}: {held} rows, but {entered} in the journal"
    if not anchored:
        yield f"journal: the head {anchor} is not in the chain: entries were cut off or rewritten"
