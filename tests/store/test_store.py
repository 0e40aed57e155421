"""Opening, locking and transactions, with real files and real processes."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from monitor.model.faults import BusyError, DamagedError, MonitorError, StoreError
from monitor.store import Archive, Store, Tx
from monitor.store.journal import faults
from monitor.store.verify import verify
from tests.store import samples

NOBODY = 65534
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can try what another user may do")


def run_python(script: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script), *arguments],
        stdout=subprocess.PIPE,
        stdin=subprocess.PIPE,
        text=True,
    )


def test_a_new_database_writes_ahead_and_syncs_fully(store: Store) -> None:
    assert pragma(store, "PRAGMA journal_mode") == ("wal",)
    assert pragma(store, "PRAGMA synchronous") == (2,)


def pragma(store: Store, sql: str) -> Any:
    assert store._writer is not None
    return store._writer.execute(sql).fetchone()


def fill_and_fail(tx: Tx) -> None:
    samples.fill(tx)
    raise TypeError


def fill_the_disk(tx: Tx) -> None:
    for n in range(200):
        tx.add_version(samples.version(f"25-{n}", text="many words " * 100))


def test_a_transaction_that_fails_leaves_nothing(store: Store) -> None:
    with pytest.raises(TypeError), store.writing() as tx:
        fill_and_fail(tx)
    with store.writing() as tx:
        assert tx.count("measure") == tx.count("journal") == tx.count("target") == 0
        samples.fill(tx)
    with store.reading() as tx:
        assert tx.count("measure") == 1


def test_a_reader_sees_one_moment_however_long_it_reads(store: Store) -> None:
    with Store.open(store.path, read_only=True) as other:
        with other.reading() as before:
            assert before.count("measure") == 0
            with store.writing() as tx:
                tx.add_measure(samples.measure())
            assert before.count("measure") == 0
        with other.reading() as after:
            assert after.count("measure") == 1


def test_a_transaction_within_another_is_refused_before_it_can_hang(store: Store) -> None:
    for outer in (store.reading, store.writing):
        for inner in (store.reading, store.writing):
            with outer(), pytest.raises(RuntimeError, match="within another"), inner():
                raise AssertionError
        with outer(), pytest.raises(RuntimeError, match="within another"):
            store.settle()
    with store.writing() as tx:
        tx.add_measure(samples.measure())


def test_what_is_written_soon_is_seen_here_at_once_and_elsewhere_when_it_is_settled(store: Store) -> None:
    with Store.open(store.path, read_only=True) as other:
        for n in range(3):
            with store.writing(soon=True) as tx:
                tx.put_target(samples.target(f"/{n}"))
                assert tx.count("target") == n + 1
        with store.reading() as here:
            assert here.count("target") == 3
        with other.reading() as there:
            assert there.count("target") == 0
        store.settle()
        with other.reading() as there:
            assert there.count("target") == 3
        store.settle()


def test_a_transaction_that_cannot_wait_takes_those_before_it_along(store: Store) -> None:
    with Store.open(store.path, read_only=True) as other:
        with store.writing(soon=True) as tx:
            tx.put_target(samples.target())
        with store.writing() as tx:
            tx.add_measure(samples.measure())
        with other.reading() as there:
            assert there.count("target") == there.count("measure") == 1


@pytest.mark.parametrize("soon", [True, False])
def test_one_that_fails_takes_back_nothing_of_those_that_wait(store: Store, *, soon: bool) -> None:
    with store.writing(soon=True) as tx:
        tx.put_target(samples.target())
    with pytest.raises(TypeError), store.writing(soon=soon) as tx:
        fill_and_fail(tx)
    store.settle()
    with store.reading() as tx:
        assert tx.count("target") == 1
        assert tx.count("measure") == tx.count("journal") == 0


def test_closing_settles(tmp_path: Path) -> None:
    with Store.open(tmp_path / "monitor.db") as store, store.writing(soon=True) as tx:
        tx.add_measure(samples.measure())
    with Store.open(tmp_path / "monitor.db") as store, store.reading() as tx:
        assert tx.count("measure") == 1


def test_threads_write_in_turns(store: Store) -> None:
    def work(_: int) -> None:
        for _ in range(20):
            with store.writing(soon=draw.random() < 0.5) as tx:
                tx.add_event(samples.NOON, {"seen": tx.count("event")})

    draw = random.Random(1)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    with store.reading() as tx:
        assert [event["seen"] for _, event in tx.events_after(0)] == list(range(80))
        assert list(faults(tx._connection)) == []


@pytest.mark.parametrize("waiting", [False, True])
def test_reading_cannot_write(store: Store, *, waiting: bool) -> None:
    if waiting:
        with store.writing(soon=True) as tx:
            tx.put_target(samples.target())
    with pytest.raises(StoreError, match="read-only"), store.reading() as tx:
        tx.set_clock(samples.NOON)


def test_a_store_opened_for_reading_refuses_to_write(tmp_path: Path) -> None:
    Store.open(tmp_path / "monitor.db").close()
    with Store.open(tmp_path / "monitor.db", read_only=True) as store:
        with store.reading() as tx:
            assert tx.clock() is None
        with pytest.raises(StoreError, match="reading only"), store.writing():
            raise AssertionError


@pytest.mark.parametrize(
    ("place", "options", "sentence"),
    [
        ("nowhere/monitor.db", {}, "no such folder"),
        (".", {}, "is a folder"),
        ("monitor.db", {"create": False}, "there is no database"),
        ("monitor.db", {"read_only": True}, "there is no database"),
        ("text.db", {}, "not a SQLite database"),
        ("text.db", {"read_only": True}, "not a SQLite database"),
    ],
)
def test_a_place_that_cannot_hold_a_database_is_told_in_one_line(
    tmp_path: Path, place: Any, options: Any, sentence: Any
) -> None:
    (tmp_path / "text.db").write_text("Dear reader, this is a letter.\n" * 40)
    with pytest.raises(StoreError, match=sentence) as caught:
        Store.open(tmp_path / place, **options)
    assert "\n" not in str(caught.value)
    assert str(tmp_path) in str(caught.value)


def told_to_a_group_member(place: Path, attempt: Callable[[], None]) -> str:
    """What another user of the group is told: nothing where the attempt went well."""
    for path in (place, *place.iterdir()):
        os.chown(path, 0, NOBODY)
        path.chmod(0o750 if path.is_dir() else 0o640)
    reading, writing = os.pipe()
    if (child := os.fork()) == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
        try:
            attempt()
        except BaseException as error:  # noqa: BLE001 - the child must end here, whatever happened
            os.write(writing, f"{type(error).__name__}: {error}".encode())
        os._exit(0)
    os.waitpid(child, 0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        return pipe.read()


def reads(path: Path) -> None:
    with Store.open(path, read_only=True) as store, store.reading() as tx:
        assert tx.count("version") == 2
        assert tx.count("measures") == 1


def writes(path: Path) -> None:
    with Store.open(path) as store, store.writing() as tx:
        tx.set_clock(samples.NOON)


@needs_root
def test_a_member_of_the_group_reads_a_live_database_and_cannot_write() -> None:
    place = Path(tempfile.mkdtemp(prefix="store-"))  # pytest's own folders let no other user through
    try:
        with Store.open(place / "monitor.db") as store:
            with store.writing() as tx:
                samples.fill(tx)
            assert told_to_a_group_member(place, lambda: reads(place / "monitor.db")) == ""
            assert "read-only" in told_to_a_group_member(place, lambda: writes(place / "monitor.db"))
        assert told_to_a_group_member(place, lambda: reads(place / "monitor.db")) == ""
        assert "read-only" in told_to_a_group_member(place, lambda: writes(place / "monitor.db"))
        told = told_to_a_group_member(place, lambda: writes(place / "new.db"))
        assert told.startswith("StoreError")
        assert "cannot be opened" in told
    finally:
        shutil.rmtree(place)


def test_a_closed_database_can_be_read_in_a_folder_without_any_log(tmp_path: Path) -> None:
    path = tmp_path / "monitor.db"
    with Store.open(path) as store, store.writing() as tx:
        samples.fill(tx)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["monitor.db"]
    with Store.open(path, read_only=True) as store, store.reading() as tx:
        assert tx.held(samples.KEY) is not None


def test_a_full_disk_is_told_and_nothing_is_half_kept(store: Store) -> None:
    with store.writing() as tx:
        tx.add_measure(samples.measure())
    pages = pragma(store, "PRAGMA page_count")[0]
    pragma(store, f"PRAGMA max_page_count = {pages + 3}")
    with pytest.raises(StoreError, match="disk is full"), store.writing() as tx:
        fill_the_disk(tx)
    pragma(store, "PRAGMA max_page_count = 1000000")
    with store.writing() as tx:
        assert tx.count("version") == 0
        tx.add_version(samples.version("25"))
        assert list(faults(tx._connection)) == []


def test_a_file_that_may_not_grow_is_told_as_a_fault_of_the_disk(tmp_path: Path) -> None:
    script = """
        import resource, signal, sys
        from pathlib import Path
        from monitor.model.faults import StoreError
        from monitor.store import Archive, Store, Tx
        from tests.store import samples
        store = Store.open(Path(sys.argv[1]))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, resource.RLIM_INFINITY))
        try:
            for n in range(100):
                with store.writing() as tx:
                    tx.add_version(samples.version(f"25-{n}", text="words " * 5000))
        except StoreError as error:
            print(error)
    """
    worker = run_python(script, str(tmp_path / "monitor.db"))
    told, _ = worker.communicate(timeout=60)
    assert "disk" in told
    assert told.count("\n") == 1
    with Store.open(tmp_path / "monitor.db") as store, store.writing() as tx:
        assert list(faults(tx._connection)) == []
        assert tx.count("version") > 0


def test_a_damaged_database_is_told(tmp_path: Path) -> None:
    path = tmp_path / "monitor.db"
    with Store.open(path) as store, store.writing() as tx:
        samples.fill(tx)
    raw = bytearray(path.read_bytes())
    for start in range(4096, len(raw), 4096):
        raw[start : start + 64] = b"\xff" * 64
    path.write_bytes(raw)
    with pytest.raises(DamagedError, match="damaged"), Store.open(path) as store, store.reading() as tx:
        tx.held(samples.KEY)


def test_a_second_daemon_is_turned_away_and_told_which_one_holds_the_database(store: Store) -> None:
    script = """
        import sys
        from pathlib import Path
        from monitor.model.faults import BusyError
        from monitor.store import Archive, Store, Tx
        with Store.open(Path(sys.argv[1])) as store:
            try:
                with store.lock():
                    print("held")
            except BusyError as error:
                print(error)
    """
    with store.lock():
        told, _ = run_python(script, str(store.path)).communicate(timeout=60)
        assert f"process {os.getpid()}" in told
        with pytest.raises(BusyError), store.lock():
            raise AssertionError
    told, _ = run_python(script, str(store.path)).communicate(timeout=60)
    assert told == "held\n"


WRITER = """
    import sys
    from pathlib import Path
    from monitor.store import Archive, Store, Tx
    from tests.store import samples
    with Store.open(Path(sys.argv[1])) as store:
        for n in range(int(sys.argv[3])):
            with store.writing() as tx:
                seen = tx.count("event")
                tx.add_event(samples.NOON, {"writer": sys.argv[2], "n": n, "seen": seen})
                tx.add_version(samples.version(f"{sys.argv[2]}-{n}"))
            print(n, flush=True)
"""


def test_two_processes_write_in_turns_and_the_journal_holds(tmp_path: Path) -> None:
    path = str(tmp_path / "monitor.db")
    Store.open(tmp_path / "monitor.db").close()
    for worker in [run_python(WRITER, path, name, "60") for name in "ab"]:
        worker.communicate(timeout=60)
        assert worker.returncode == 0
    with Store.open(tmp_path / "monitor.db") as store, store.reading() as tx:
        events = [event for _, event in tx.events_after(0)]
        assert [event["seen"] for event in events] == list(range(120))  # what was read was still true when written
        assert list(faults(tx._connection)) == []


@pytest.mark.parametrize("commits", [1, 4, 9])
def test_a_daemon_killed_at_any_moment_leaves_whole_transactions(tmp_path: Path, commits: Any) -> None:
    path = tmp_path / "monitor.db"
    worker = run_python(WRITER, str(path), "a", "100000")
    assert worker.stdout is not None
    last = [int(worker.stdout.readline()) for _ in range(commits)][-1]
    worker.send_signal(signal.SIGKILL)
    worker.communicate(timeout=60)
    with Store.open(path) as store, store.writing() as tx:
        assert tx.count("event") == tx.count("version") >= last + 1
        assert list(faults(tx._connection)) == []
        tx.add_event(samples.NOON, {"after": True})


DAEMON = """
    import random, sys
    from pathlib import Path
    from monitor.store import Archive, Store
    from tests.store import samples
    place, seed = Path(sys.argv[1]), int(sys.argv[2])
    draw = random.Random(seed)
    with Store.open(place / "monitor.db") as store, store.lock(), Archive.open(place / "archive") as archive:
        print("ready", flush=True)
        for n in range(100_000):
            capture = samples.capture(draw.randbytes(draw.randrange(40_000)))
            kept = archive.keep(capture)
            with store.writing() as tx:
                tx.add_capture(kept.sha256, "u", samples.NOON, kept.file, kept.offset, 200, "", kept.length)
                tx.add_version(samples.version(f"{seed}-{n}", evidence=kept.sha256))
                tx.put_target(samples.target(f"/{n % 5}"))
"""


@pytest.mark.long
def test_database_and_archive_fit_together_after_sixty_kills(tmp_path: Path) -> None:
    draw = random.Random(2022)
    for seed in range(60):
        daemon = run_python(DAEMON, str(tmp_path), str(seed))
        assert daemon.stdout is not None
        assert daemon.stdout.readline() == "ready\n"
        with contextlib.suppress(subprocess.TimeoutExpired):
            daemon.wait(draw.random() * 0.25)
        daemon.kill()
        daemon.communicate(timeout=60)
        with Store.open(tmp_path / "monitor.db") as store, Archive.open(tmp_path / "archive") as archive:
            assert verify(store, archive) == []
            with store.reading() as tx:
                assert tx.count("version") == tx.count("capture")


def test_every_fault_of_the_store_is_one_of_the_house() -> None:
    assert issubclass(StoreError, MonitorError)
