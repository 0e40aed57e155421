"""Verifying tells everything that does not fit, and nothing where all is well."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from monitor.store import Archive, Store
from monitor.store.verify import verify
from tests.store import samples


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with a database and an archive that fit together."""
    with Store.open(tmp_path / "monitor.db") as store, Archive.open(tmp_path / "archive") as archive:
        samples.fill_with_evidence(store, archive)
    return tmp_path


def faults_in(place: Path, anchor: str | None = None) -> list[str]:
    with Store.open(place / "monitor.db", read_only=True) as store:
        return verify(store, Archive.open(place / "archive", read_only=True), anchor=anchor)


def forge(place: Path, sql: str, *given: object) -> None:
    with closing(sqlite3.connect(place / "monitor.db", isolation_level=None)) as connection:
        for name, ddl in connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
            del ddl
        connection.execute(sql, given)


def test_what_fits_together_is_told_as_well(place: Path) -> None:
    assert faults_in(place) == []


def test_it_runs_beside_a_writer(place: Path) -> None:
    with Store.open(place / "monitor.db") as store, Archive.open(place / "archive") as archive:
        kept = archive.keep(samples.capture(b"not yet committed"))
        assert verify(store, Archive.open(place / "archive", read_only=True)) == []
        with store.writing() as tx:
            tx.add_capture(kept.sha256, "u", samples.NOON, kept.file, kept.offset, 200, "", kept.length)
            assert verify(store, archive) == []
        assert verify(store, archive) == []


def test_a_forged_row_is_told(place: Path) -> None:
    forge(place, "UPDATE version SET text = 'All transactions are authorized.' WHERE id = 2")
    assert faults_in(place)[0].startswith("version 2: the row does not fit")


def test_bytes_that_are_no_text_any_more_are_told(place: Path) -> None:
    forge(place, "UPDATE version SET text = CAST(x'ff41' AS TEXT) WHERE id = 2")
    assert faults_in(place)[0].startswith("version 2: the row does not fit")


def test_a_head_that_was_written_down_must_still_be_there(place: Path) -> None:
    assert "cut off or rewritten" in faults_in(place, anchor="ab" * 32)[0]


def test_an_archive_file_that_is_gone_is_told(place: Path) -> None:
    (path,) = (place / "archive").glob("*.warc.gz")
    path.unlink()
    assert faults_in(place) == [f"{path.name}: the archive file is gone"]


def test_an_archive_file_cut_short_is_told(place: Path) -> None:
    (path,) = (place / "archive").glob("*.warc.gz")
    path.write_bytes(path.read_bytes()[:-300])
    assert any(path.name in fault for fault in faults_in(place))


def test_a_capture_that_points_to_other_bytes_is_told(place: Path) -> None:
    with Store.open(place / "monitor.db") as store, store.writing() as tx:
        first = tx.rows("SELECT * FROM capture ORDER BY id")[0]
        tx.add_capture("cd" * 32, "u", samples.NOON, first["warc_file"], first["offset"], 200, "", first["length"])
        tx.add_capture("ab" * 32, "u", samples.NOON, first["warc_file"], 7, 200, "", 1)
    told = faults_in(place)
    assert "holds other bytes than the row says" in told[0]
    assert "no record lies at 7" in told[1]


def test_evidence_that_was_never_captured_is_told(place: Path) -> None:
    with Store.open(place / "monitor.db") as store, store.writing() as tx:
        tx.add_version(samples.version("25B", evidence="ee" * 32))
    assert faults_in(place) == ["version 3: the bytes that it was read from (eeeeeeeeeeeeeeee…) were never captured"]
