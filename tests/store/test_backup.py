"""A backup is made beside the daemon, fits together, and comes back only where nothing lies."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from monitor.model.faults import DamagedError, StoreError
from monitor.store import Archive, Store
from monitor.store.backup import backup, restore
from monitor.store.verify import verify
from tests.store import samples


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A backup of a small history; the history goes on meanwhile."""
    with Store.open(tmp_path / "monitor.db") as store, Archive.open(tmp_path / "archive") as archive:
        samples.fill_with_evidence(store, archive)
        archive.keep(samples.capture(b"captured, but its transaction is not committed"))
        backup(store, archive, tmp_path / "backup", samples.NOON)
    return tmp_path / "backup"


def test_a_backup_comes_back_as_what_it_was(tmp_path: Path, made: Path) -> None:
    done = restore(made, tmp_path / "new" / "monitor.db", tmp_path / "new" / "archive")
    assert done.files == 1
    with (
        Store.open(tmp_path / "monitor.db") as old,
        Store.open(tmp_path / "new" / "monitor.db") as new,
        Archive.open(tmp_path / "new" / "archive") as archive,
    ):
        assert archive.repaired == ()
        assert verify(new, archive, anchor=done.journal_head) == []
        with old.reading() as before, new.writing() as after:
            assert after.journal_head() == before.journal_head() == done.journal_head
            for table in ("version", "journal", "delivery", "target", "poll", "measures", "documents_fts"):
                assert after.rows(f"SELECT * FROM {table}") == before.rows(f"SELECT * FROM {table}")
            after.add_event(samples.NOON, {"event": "change"})
    assert sorted(p.name for p in (tmp_path / "new").iterdir()) == ["archive", "monitor.db"]


def test_the_hashes_of_a_backup_are_checked_by_plain_tools(made: Path) -> None:
    assert sorted(p.name for p in made.iterdir()) == ["BACKUP.json", "SHA256SUMS", "archive", "monitor.db"]
    done = subprocess.run(
        ["sha256sum", "--strict", "-c", "SHA256SUMS"], cwd=made, capture_output=True, text=True, check=True
    )
    assert done.stdout.count("OK") == 3
    assert json.loads((made / "BACKUP.json").read_text())["made_at"] == "2022-05-06T12:00:00.000000Z"


def test_a_backup_beside_a_writing_daemon_is_one_moment(tmp_path: Path) -> None:
    script = """
        import sys
        from pathlib import Path
        from monitor.store import Archive, Store
        from tests.store import samples
        place = Path(sys.argv[1])
        with Store.open(place / "monitor.db") as store, Archive.open(place / "archive") as archive:
            samples.fill_with_evidence(store, archive)
            for n in range(100_000):
                kept = archive.keep(samples.capture(b"%d" % n))
                with store.writing() as tx:
                    tx.add_capture(kept.sha256, "u", samples.NOON, kept.file, kept.offset, 200, "", kept.length)
                    tx.add_version(samples.version(str(n), evidence=kept.sha256))
                print(n, flush=True)
    """
    daemon = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script), str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert daemon.stdout is not None
    try:
        for n in range(3):
            daemon.stdout.readline()
            with (
                Store.open(tmp_path / "monitor.db") as store,
                Archive.open(tmp_path / "archive", read_only=True) as archive,
            ):
                backup(store, archive, tmp_path / f"backup-{n}", samples.NOON)
    finally:
        daemon.kill()
        daemon.communicate(timeout=60)
    for n in range(3):
        restore(tmp_path / f"backup-{n}", tmp_path / f"new-{n}.db", tmp_path / f"new-{n}")


@pytest.mark.parametrize("there", ["monitor.db", "monitor.db-wal", "archive/2022-05-06.warc.gz"])
def test_restoring_never_overwrites(tmp_path: Path, made: Path, there: str) -> None:
    target = tmp_path / "new"
    (target / "archive").mkdir(parents=True)
    (target / there).write_text("mine")
    with pytest.raises(StoreError, match="never overwrites"):
        restore(made, target / "monitor.db", target / "archive")
    assert (target / there).read_text() == "mine"


@pytest.mark.parametrize("name", ["monitor.db", "BACKUP.json", "archive/2022-05-06.warc.gz"])
def test_a_backup_with_a_flipped_byte_or_a_missing_file_is_refused(tmp_path: Path, made: Path, name: str) -> None:
    raw = bytearray((made / name).read_bytes())
    raw[len(raw) // 2] ^= 1
    (made / name).write_bytes(raw)
    with pytest.raises(DamagedError, match="hash differs"):
        restore(made, tmp_path / "new.db", tmp_path / "new")
    (made / name).unlink()
    with pytest.raises(DamagedError, match="is missing"):
        restore(made, tmp_path / "new.db", tmp_path / "new")
    assert not (tmp_path / "new.db").exists()
    assert not (tmp_path / "new").exists()


def test_a_backup_whose_list_leads_elsewhere_is_refused(tmp_path: Path, made: Path) -> None:
    with (made / "SHA256SUMS").open("a") as handle:
        handle.write(f"{'ab' * 32}  archive/../../../etc/passwd.warc.gz\n")
    with pytest.raises(DamagedError, match="no part of a backup"):
        restore(made, tmp_path / "new.db", tmp_path / "new")


def test_a_backup_forged_with_fitting_hashes_is_refused_by_its_journal(tmp_path: Path) -> None:
    with Store.open(tmp_path / "monitor.db") as store, Archive.open(tmp_path / "archive") as archive:
        samples.fill_with_evidence(store, archive)
        with store.writing() as tx:
            tx._run("DROP TRIGGER version_is_append_only_update")
            tx._run("UPDATE version SET text = 'forged' WHERE id = 1")
        backup(store, archive, tmp_path / "backup", samples.NOON)
    with pytest.raises(DamagedError, match="does not fit journal"):
        restore(tmp_path / "backup", tmp_path / "new.db", tmp_path / "new")
    assert not (tmp_path / "new.db").exists()


def test_a_folder_that_is_no_backup_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no backup"):
        restore(tmp_path, tmp_path / "new.db", tmp_path / "new")


def test_a_backup_goes_into_a_new_folder_only(tmp_path: Path, made: Path) -> None:
    with (
        Store.open(tmp_path / "monitor.db") as store,
        Archive.open(tmp_path / "archive") as archive,
        pytest.raises(StoreError, match="exists already"),
    ):
        backup(store, archive, made, samples.NOON)


def test_a_backup_that_fails_leaves_nothing_behind_and_an_interrupted_one_does_not_stand_in_the_way(
    tmp_path: Path,
) -> None:
    with Store.open(tmp_path / "monitor.db") as store, Archive.open(tmp_path / "archive") as archive:
        samples.fill_with_evidence(store, archive)
        (path,) = archive.files()
        shutil.move(path, tmp_path / "aside")
        with pytest.raises(StoreError):
            backup(store, archive, tmp_path / "backup", samples.NOON)
        assert not (tmp_path / "backup.partial").exists()
        shutil.move(tmp_path / "aside", path)
        (tmp_path / "backup.partial").mkdir()
        (tmp_path / "backup.partial" / "monitor.db").write_text("half")
        assert backup(store, archive, tmp_path / "backup", samples.NOON).files == 1
