"""Raw bytes come back as they were, whatever a crash or a disk did meanwhile."""

from __future__ import annotations

import gzip
import io
import shutil
import subprocess
import sys
import textwrap
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from monitor.model.faults import BusyError, DamagedError, StoreError
from monitor.store import Archive, Kept
from tests.store import samples


def bodies_in(archive: Archive, kept: list[Kept]) -> list[bytes]:
    return [archive.body(one.file, one.offset) for one in kept]


def test_a_capture_comes_back_as_it_was(tmp_path: Path) -> None:
    with Archive.open(tmp_path) as archive:
        captures = [samples.capture(body) for body in (b"", b"\x00\xff" * 9000, "Crédit".encode())]
        kept = [archive.keep(capture) for capture in captures]
        assert bodies_in(archive, kept) == [capture.body for capture in captures]
        assert archive.verify() == []


def test_a_record_says_what_was_asked_and_answered_and_keeps_no_secret(tmp_path: Path) -> None:
    answered = samples.capture(
        b"words" * 100, more={"content-encoding": "gzip", "date": "Fri, 06 May 2022 12:00:00 GMT"}
    )
    asked = {"user-agent": "Mozilla/5.0 (compatible)", "authorization": "Bearer token-x", "Cookie": "session-x"}
    with Archive.open(tmp_path) as archive:
        kept = archive.keep(answered, asked)
        cut = archive.records(kept.file, kept.offset, kept.length)
    assert kept.file == "2022-05-06.warc.gz"
    response, request = [(r.rec_headers, r.http_headers, r.raw_stream.read()) for r in ArchiveIterator(io.BytesIO(cut))]
    assert response[0].get_header("WARC-Date") == "2022-05-06T12:00:00.000000Z"
    assert response[0].get_header("WARC-Payload-Digest") == f"sha256:{kept.sha256}"
    assert response[1].get_header("date") == "Fri, 06 May 2022 12:00:00 GMT"
    assert response[1].get_header("X-Archive-Orig-content-encoding") == "gzip"
    assert response[2] == b"words" * 100
    assert request[0].get_header("WARC-Concurrent-To") == response[0].get_header("WARC-Record-ID")
    assert request[1].get_header("user-agent") == "Mozilla/5.0 (compatible)"
    assert b"token-x" not in gzip.decompress(cut)
    assert b"session-x" not in gzip.decompress(cut)


def test_bytes_that_come_again_on_a_day_are_referred_to_and_still_come_back(tmp_path: Path) -> None:
    body = b"the same page " * 4000
    with Archive.open(tmp_path) as archive:
        first = archive.keep(samples.capture(body))
        again = archive.keep(samples.capture(body, at=samples.NOON + timedelta(hours=1), url="https://example.org/b"))
        assert again.length < first.length
        tomorrow = archive.keep(samples.capture(body, at=samples.NOON + timedelta(days=1)))
        assert tomorrow.file == "2022-05-07.warc.gz"
        assert bodies_in(archive, [first, again, tomorrow]) == [body] * 3
        (tmp_path / first.file).unlink()
        assert archive.body(tomorrow.file, tomorrow.offset) == body
        assert archive.verify() == []


def test_threads_keep_without_getting_into_each_others_way(tmp_path: Path) -> None:
    bodies = [b"%d" % (n % 30) * 2000 for n in range(90)]
    with Archive.open(tmp_path) as archive:
        with ThreadPoolExecutor(8) as pool:
            kept = list(pool.map(archive.keep, map(samples.capture, bodies)))
        assert bodies_in(archive, kept) == bodies
        assert archive.verify() == []


def test_a_reference_to_other_bytes_is_found(tmp_path: Path) -> None:
    whole, first, _ = write_two(tmp_path)
    with Archive.open(tmp_path / "other") as archive:
        archive.keep(samples.capture(b"else"))
        archive.keep(samples.capture(b"third"))
        again = archive.keep(samples.capture(b"third"))
        reference = archive.records(again.file, again.offset, again.length)
    (tmp_path / first.file).write_bytes(whole + reference)
    (told,) = Archive.open(tmp_path, read_only=True).verify()
    assert "where other bytes lie" in told


def test_a_forged_record_that_unpacks_well_is_found_by_its_hash(tmp_path: Path) -> None:
    whole, first, second = write_two(tmp_path)
    genuine = gzip.decompress(whole[: first.length])
    forged = genuine.replace(b"\r\n\r\nfirst\r\n", b"\r\n\r\nF1RST\r\n")
    (tmp_path / first.file).write_bytes(gzip.compress(forged, mtime=0) + whole[second.offset :])
    assert "the record at 0 does not fit its hash" in Archive.open(tmp_path, read_only=True).verify()[0]


def test_hostile_headers_stay_one_line_each(tmp_path: Path) -> None:
    hostile = samples.capture(b"x", more={"x-evil": "a\r\nWARC-Type: metadata\r\n\r\nmore"})
    with Archive.open(tmp_path) as archive:
        kept = archive.keep(hostile, {"x": "b\r\nc: d"})
        cut = archive.records(kept.file, kept.offset, kept.length)
        assert [record.rec_type for record in ArchiveIterator(io.BytesIO(cut))] == ["response", "request"]
        assert archive.body(kept.file, kept.offset) == b"x"


def write_two(folder: Path) -> tuple[bytes, Kept, Kept]:
    with Archive.open(folder) as archive:
        first, second = archive.keep(samples.capture(b"first")), archive.keep(samples.capture(b"second"))
    return (folder / first.file).read_bytes(), first, second


@pytest.mark.long
def test_a_tail_torn_at_any_byte_is_cut_off_told_and_written_on(tmp_path: Path) -> None:
    whole, first, second = write_two(tmp_path / "whole")
    folder = tmp_path / "torn"
    for length in range(second.offset + 1, len(whole)):
        folder.mkdir()
        (folder / first.file).write_bytes(whole[:length])
        with Archive.open(folder) as archive:
            kept_whole = (folder / first.file).stat().st_size
            assert kept_whole <= length
            assert bool(archive.repaired) == (kept_whole < length)
            third = archive.keep(samples.capture(b"third"))
            assert bodies_in(archive, [first, third]) == [b"first", b"third"]
            assert archive.verify() == []
        shutil.rmtree(folder)


@settings(max_examples=40)
@given(tail=st.binary(min_size=1, max_size=200), zeros=st.booleans())
def test_garbage_that_a_crash_left_at_the_end_is_cut_off(
    tmp_path_factory: pytest.TempPathFactory, tail: bytes, *, zeros: bool
) -> None:
    folder = tmp_path_factory.mktemp("garbage")
    whole, first, second = write_two(folder)
    (folder / first.file).write_bytes(whole + (bytes(len(tail)) if zeros else tail))
    with Archive.open(folder) as archive:
        assert "cut off after a crash" in archive.repaired[0]
        assert (folder / first.file).read_bytes() == whole
        assert bodies_in(archive, [first, second]) == [b"first", b"second"]


def test_damage_in_the_middle_is_told_and_never_cut_off(tmp_path: Path) -> None:
    whole, first, second = write_two(tmp_path)
    damaged = bytearray(whole)
    damaged[40] ^= 0x10
    (tmp_path / first.file).write_bytes(damaged)
    with Archive.open(tmp_path) as archive:
        assert archive.repaired == ()
        assert (tmp_path / first.file).read_bytes() == damaged
        assert archive.verify()
        assert archive.body(second.file, second.offset) == b"second"
        with pytest.raises(DamagedError, match="no response lies at 0"):
            archive.body(first.file, first.offset)


@settings(max_examples=60, deadline=None)
@given(place=st.integers(0, 10_000), bit=st.integers(0, 7))
def test_any_flipped_bit_of_the_archive_is_found(
    tmp_path_factory: pytest.TempPathFactory, place: int, bit: int
) -> None:
    folder = tmp_path_factory.mktemp("flipped")
    whole, first, _ = write_two(folder)
    damaged = bytearray(whole)
    headers = [n for n in range(len(whole)) if whole[n : n + 4] == b"\x1f\x8b\x08\0"]
    ours = [n for n in range(len(whole)) if not any(at + 3 <= n < at + 10 for at in headers)]  # not flags, time, system
    damaged[ours[place % len(ours)]] ^= 1 << bit
    (folder / first.file).write_bytes(damaged)
    assert Archive.open(folder, read_only=True).verify()


def test_a_second_process_reads_but_does_not_write_or_repair(tmp_path: Path) -> None:
    with Archive.open(tmp_path) as archive:
        kept = archive.keep(samples.capture(b"first"))
        with (tmp_path / kept.file).open("ab") as handle:
            handle.write(b"\x1f\x8b\x08 being written")
        size = (tmp_path / kept.file).stat().st_size
        with Archive.open(tmp_path) as second:
            assert second.repaired == ()
            assert second.body(kept.file, kept.offset) == b"first"
            with pytest.raises(BusyError, match="another process"):
                second.keep(samples.capture(b"second"))
        assert (tmp_path / kept.file).stat().st_size == size


def test_a_full_disk_keeps_nothing_of_the_capture_and_says_so(tmp_path: Path) -> None:
    script = """
        import resource, signal, sys
        from pathlib import Path
        from monitor.model.faults import StoreError
        from monitor.store import Archive
        from tests.store import samples
        archive = Archive.open(Path(sys.argv[1]))
        archive.keep(samples.capture(b"first"))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (5000, resource.RLIM_INFINITY))
        try:
            archive.keep(samples.capture(b"".join(i.to_bytes(8, "big") * 3 for i in range(90_000))))
        except StoreError as error:
            print(error)
        archive.keep(samples.capture(b"third"))
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script), str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert "disk is full" in done.stdout
    with Archive.open(tmp_path) as archive:
        assert archive.repaired == ()
        assert archive.verify() == []
        (path,) = archive.files()
    assert len(list(ArchiveIterator(io.BytesIO(path.read_bytes())))) == 4


def test_a_place_that_cannot_hold_an_archive_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="file"):
        Archive.open(tmp_path / "file" / "archive")


def test_a_capture_that_lies_nowhere_is_told(tmp_path: Path) -> None:
    with Archive.open(tmp_path) as archive, pytest.raises(StoreError, match="does not exist"):
        archive.body("2022-05-06.warc.gz", 0)
