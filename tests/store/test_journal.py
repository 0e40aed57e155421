"""The journal finds every change of what was appended, and says where."""

from __future__ import annotations

import hashlib
import sqlite3
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.store import Tx
from monitor.store.journal import APPENDED, BEGINNING, faults
from tests.store import samples


def connection_of(tx: Tx) -> sqlite3.Connection:
    """The connection, with the guards against changing appended rows taken off, as a forger would."""
    connection = tx._connection
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    return connection


def filled() -> sqlite3.Connection:
    tx = samples.memory()
    samples.fill(tx)
    return connection_of(tx)


FORGED = filled()
CELLS = [
    (table, row, column[1])
    for table in (*APPENDED, "journal")
    for row in [r[0] for r in FORGED.execute(f'SELECT id FROM "{table}"')]
    for column in FORGED.execute(f"SELECT * FROM pragma_table_info('{table}')").fetchall()
]


def flipped(value: Any, place: int, bit: int) -> Any:
    """The value with one bit of its stored form turned round."""
    if isinstance(value, str):
        raw = bytearray(value.encode())
        if not raw:
            return chr(bit + 1)
        raw[place % len(raw)] ^= 1 << bit
        return raw.decode("utf-8", "replace")
    if isinstance(value, int):
        return value ^ (1 << bit)
    if isinstance(value, float):
        return value + 2.0 ** (bit - 20)
    return "something"


def test_every_table_of_the_journal_is_tried() -> None:
    assert {table for table, _, _ in CELLS} == {*APPENDED, "journal"}
    assert list(faults(FORGED)) == []


@settings(max_examples=300)
@given(cell=st.sampled_from(CELLS), place=st.integers(0, 10_000), bit=st.integers(0, 6))
def test_any_flipped_bit_in_any_appended_row_is_found(cell: tuple[str, int, str], place: int, bit: int) -> None:
    table, row, column = cell
    (was,) = FORGED.execute(f'SELECT "{column}" FROM "{table}" WHERE id = ?', (row,)).fetchone()
    forged = flipped(was, place, bit)
    FORGED.execute("BEGIN")
    try:
        FORGED.execute("PRAGMA ignore_check_constraints = ON")
        try:
            FORGED.execute(f'UPDATE "{table}" SET "{column}" = ? WHERE id = ?', (forged, row))
        except sqlite3.IntegrityError:
            return  # the table itself refuses it: a number where text belongs, a key twice
        assert forged == was or list(faults(FORGED))
    finally:
        FORGED.execute("ROLLBACK")


@pytest.mark.parametrize("table", APPENDED)
def test_a_row_taken_away_is_found(table: str) -> None:
    connection = filled()
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute(f'DELETE FROM "{table}" WHERE id = 1')
    assert any(table in fault for fault in faults(connection))


@pytest.mark.parametrize("table", APPENDED)
def test_a_row_slipped_in_is_found(table: str) -> None:
    connection = filled()
    columns = [c[1] for c in connection.execute(f"SELECT * FROM pragma_table_info('{table}')") if c[1] != "id"]
    values = ["'x' || key" if c == "key" else "'x' || story" if (table, c) in UNIQUE else f'"{c}"' for c in columns]
    names = ", ".join(f'"{c}"' for c in columns)
    connection.execute(f'INSERT INTO "{table}" ({names}) SELECT {", ".join(values)} FROM "{table}" WHERE id = 1')
    assert [fault for fault in faults(connection) if "in the journal" in fault]


UNIQUE = {("story", "story"), ("story_merge", "story")}


def test_a_tail_cut_off_cleanly_is_found_by_a_head_that_was_written_down() -> None:
    connection = filled()
    (head,) = connection.execute("SELECT hash FROM journal ORDER BY id DESC LIMIT 1").fetchone()
    (last, table, row) = connection.execute(
        "SELECT id, entry_table, entry_row FROM journal ORDER BY id DESC LIMIT 1"
    ).fetchone()
    connection.execute("DELETE FROM journal WHERE id = ?", (last,))
    connection.execute(f'DELETE FROM "{table}" WHERE id = ?', (row,))
    assert list(faults(connection)) == []
    (told,) = faults(connection, anchor=head)
    assert "cut off or rewritten" in told


def test_an_entry_missing_in_the_middle_is_found() -> None:
    connection = filled()
    connection.execute("DELETE FROM journal WHERE id = 3")
    assert list(faults(connection)) == ["journal: entry 3 is missing"]


def test_an_older_head_stands_in_the_chain_for_ever() -> None:
    tx = samples.memory()
    assert tx.journal_head() == BEGINNING
    heads = [tx.journal_head()]
    for label in ("1", "2", "3"):
        tx.add_version(samples.version(label))
        heads.append(tx.journal_head())
    assert len(set(heads)) == 4
    for head in heads:
        assert list(faults(tx._connection, anchor=head)) == []


def test_an_entry_can_be_worked_out_by_hand() -> None:
    tx = samples.memory()
    tx.add_event(samples.NOON, {"event": "story", "into": "é"})
    row = r'{"at":"2022-05-06T12:00:00.000000Z","event":"{\"event\":\"story\",\"into\":\"é\"}"}'
    assert tx.journal_head() == hashlib.sha256(f"{BEGINNING}\nevent\n1\n{row}".encode()).hexdigest()


def test_a_column_added_later_changes_no_old_hash() -> None:
    connection = filled()
    connection.execute("ALTER TABLE version ADD COLUMN translated TEXT")
    assert list(faults(connection)) == []
