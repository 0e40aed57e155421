"""One transaction's way to the tables: read rows, append journaled rows, put work rows. Knows no table's meaning."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from monitor.store.journal import APPENDED, Journal
from monitor.store.rows import Scalar

Parameters = Sequence[Scalar] | dict[str, Any]


class Ledger:
    """What every part of a transaction stands on. Table and column names come from this room's code, never from outside."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._journal = Journal(connection)

    def rows(self, sql: str, parameters: Parameters = ()) -> list[dict[str, Any]]:
        """The rows of any query, such as one to the views of the contract; columns by name."""
        cursor = self._connection.execute(sql, parameters)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    def row(self, sql: str, parameters: Parameters = ()) -> dict[str, Any] | None:
        """The first row of a query, if it has one."""
        cursor = self._connection.execute(sql, parameters)
        found = cursor.fetchone()
        if found is None:
            return None
        return dict(zip([column[0] for column in cursor.description], found, strict=True))

    def scalar(self, sql: str, parameters: Parameters = ()) -> Any:
        """The first column of the first row; None where there is no row."""
        found = self._connection.execute(sql, parameters).fetchone()
        return found[0] if found else None

    def count(self, table: str, where: str = "1", parameters: Parameters = ()) -> int:
        """How many rows a table or view has."""
        return int(self.scalar(f'SELECT count(*) FROM "{table}" WHERE {where}', parameters))

    def journal_head(self) -> str:
        """The hash that stands for everything appended so far; belongs into every heartbeat."""
        return self._journal.head()

    def _append(self, table: str, row: Mapping[str, Scalar]) -> int:
        """Appends a row for good and chains it. Returns its number."""
        assert table in APPENDED, f"{table} is no table of the journal"
        number = self._insert(table, row)
        self._journal.add(table, number, row)
        return number

    def _insert(self, table: str, row: Mapping[str, Scalar]) -> int:
        cursor = self._connection.execute(_insert_sql(table, tuple(row)), tuple(row.values()))
        assert cursor.lastrowid is not None
        return cursor.lastrowid

    def _put(self, table: str, row: Mapping[str, Scalar], key: tuple[str, ...]) -> None:
        """Puts a work row: a new one, or in place of the one with the same key."""
        self._connection.execute(_put_sql(table, tuple(row), key), tuple(row.values()))

    def _put_all(self, table: str, rows: Sequence[Mapping[str, Scalar]], key: tuple[str, ...]) -> None:
        """Puts many work rows that have the same columns."""
        if rows:
            self._connection.executemany(_put_sql(table, tuple(rows[0]), key), [tuple(row.values()) for row in rows])

    def _run(self, sql: str, parameters: Parameters = ()) -> int:
        """Runs one statement that changes work rows. Returns how many it touched."""
        return self._connection.execute(sql, parameters).rowcount


@cache
def _insert_sql(table: str, columns: tuple[str, ...]) -> str:
    names = ", ".join(f'"{name}"' for name in columns)
    return f'INSERT INTO "{table}" ({names}) VALUES ({", ".join("?" * len(columns))})'


@cache
def _put_sql(table: str, columns: tuple[str, ...], key: tuple[str, ...]) -> str:
    kept = ", ".join(f'"{name}" = excluded."{name}"' for name in columns if name not in key)
    return f"{_insert_sql(table, columns)} ON CONFLICT ({', '.join(key)}) DO UPDATE SET {kept}"
