"""Every database that was ever made opens in this version with what it held, and a later one is refused."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from monitor.model.faults import NewerDatabaseError, StoreError
from monitor.store import Store
from monitor.store.history import CHANGE, ENDING, MEASURE, OPERATION, REPORT, UPDATE, VERSION
from monitor.store.journal import APPENDED, faults
from monitor.store.outbox import ALERT, DELIVERY
from monitor.store.rows import Shape
from monitor.store.schema import migrations, names
from monitor.store.work import HEALTH, OUTBREAK, POLL, TARGET
from tests.store import samples

SHAPES: dict[str, Shape[Any]] = {
    "measure": MEASURE, "version": VERSION, "ending": ENDING, "change": CHANGE, "change_update": UPDATE,
    "operation": OPERATION, "report": REPORT, "alert": ALERT, "delivery": DELIVERY, "health": HEALTH,
    "outbreak": OUTBREAK, "poll": POLL, "target": TARGET,
}  # fmt: skip


def schema_of(path: Path) -> list[tuple[str, str, str | None]]:
    with sqlite3.connect(path) as connection:
        found = connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name").fetchall()
    connection.close()
    return found


def build_as_of(path: Path, stop_before: str) -> None:
    """The database as the version before the migration `stop_before` would have left it, with a document in it."""
    db = Database(sqlite3.connect(path, isolation_level=None))
    migrations.apply(db, stop_before=stop_before)
    if db.table("document").exists():
        db.table("document").insert(
            {"source": "s", "url": "u", "identity": "i", "title": "Old words", "text": "kept", "at": "2022"}
        )
        if db.table("documents_fts").exists():
            db.table("documents_fts").insert({"rowid": 1, "title": "Old words", "text": "kept"})
    db.close()


@pytest.mark.parametrize("stop_before", names()[1:])
def test_a_database_of_every_earlier_version_is_brought_to_this_one(tmp_path: Path, stop_before: Any) -> None:
    build_as_of(tmp_path / "old.db", stop_before)
    with Store.open(tmp_path / "old.db") as store, store.reading() as tx:
        assert tx.rows("SELECT rowid FROM documents_fts WHERE documents_fts MATCH 'kept'") == [{"rowid": 1}]
        assert tx.count("measures") == 0
    Store.open(tmp_path / "new.db").close()
    assert schema_of(tmp_path / "old.db") == schema_of(tmp_path / "new.db")


def test_a_database_of_a_later_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "monitor.db"
    Store.open(path).close()
    db = Database(path)
    db.table("_sqlite_migrations").insert(
        {"migration_set": "sanctions-monitor", "name": "m999_later", "applied_at": "2030"}
    )
    db.close()
    before = path.read_bytes()
    for read_only in (False, True):
        with pytest.raises(NewerDatabaseError, match=r"later version.*m999_later"):
            Store.open(path, read_only=read_only)
    assert path.read_bytes() == before


def test_a_database_of_an_earlier_version_is_not_changed_by_reading(tmp_path: Path) -> None:
    build_as_of(tmp_path / "old.db", names()[-1])
    with pytest.raises(StoreError, match="earlier version"):
        Store.open(tmp_path / "old.db", read_only=True)


def test_somebody_elses_database_is_refused(tmp_path: Path) -> None:
    db = Database(tmp_path / "other.db")
    db.table("recipes").insert({"id": 1})
    db.close()
    with pytest.raises(StoreError, match="not one of sanctions-monitor"):
        Store.open(tmp_path / "other.db")
    assert [name for _, name, _ in schema_of(tmp_path / "other.db")] == ["recipes"]


def test_a_view_that_changed_is_made_anew_and_a_foreign_one_stays(tmp_path: Path) -> None:
    path = tmp_path / "monitor.db"
    Store.open(path).close()
    fresh = schema_of(path)
    db = Database(path)
    db.execute("DROP VIEW polls")
    db.execute("CREATE VIEW polls AS SELECT 1 AS stale")
    db.execute("CREATE VIEW mine AS SELECT 1 AS own")
    db.close()
    Store.open(path).close()
    assert [row for row in schema_of(path) if row[1] != "mine"] == fresh
    assert "mine" in {row[1] for row in schema_of(path)}


@pytest.mark.parametrize("table", SHAPES)
def test_every_field_of_the_model_has_its_column(store: Store, table: Any) -> None:
    with store.reading() as tx:
        columns = {row["name"] for row in tx.rows(f"SELECT name FROM pragma_table_info('{table}')")}
    assert set(SHAPES[table].columns) <= columns


@pytest.mark.parametrize("table", APPENDED)
def test_an_appended_row_can_neither_be_changed_nor_taken_away(store: Store, table: Any) -> None:
    with store.writing() as tx:
        samples.fill(tx)
    for deed in (f'UPDATE "{table}" SET id = id', f'DELETE FROM "{table}"'):
        with pytest.raises(StoreError, match=f"{table} is append only"), store.writing() as tx:
            tx.rows(deed)
    with store.reading() as tx:
        assert list(faults(tx._connection)) == []
