"""The raw bytes of what was fetched, in the web's own evidence format (WARC 1.1, ISO 28500); not what was read out of them.

One file a day, one gzip member a record: whoever knows file, offset and length can cut a record out with plain tools.
A record is on the disk before the transaction that tells of it begins.
"""

from __future__ import annotations

import fcntl
import hashlib
import io
import os
import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import Self

from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord

from monitor.model.faults import BusyError, DamagedError
from monitor.model.place import Capture
from monitor.store.appending import Appender
from monitor.store.capture_records import Seen, records_of, warc_date
from monitor.store.complaints import in_plain_words
from monitor.store.members import Member, cut_torn_tail, members, read_member

REMEMBERED = 4096  # payloads of the day's file known by hash, so that the same bytes are kept once


@dataclass(frozen=True, slots=True)
class Kept:
    """Where one capture lies: `length` bytes of whole gzip members (response and request) from `offset` in `file`."""

    file: str  # name within the archive's folder
    offset: int
    sha256: str
    length: int


class Archive:
    """The folder of WARC files. One process writes; any may read. `repaired` tells what a crash had left torn."""

    def __init__(self, folder: Path, lock: int | None, repaired: tuple[str, ...]) -> None:
        self.folder = folder
        self.repaired = repaired
        self._lock = lock
        self._appender = Appender()
        self._remembering = threading.Lock()
        self._seen: OrderedDict[str, Seen] = OrderedDict()

    @classmethod
    def open(cls, folder: Path, *, read_only: bool = False) -> Archive:
        """Opens the archive and cuts off what a crash left half-written. A second process gets it for reading.

        Raises StoreError where the folder cannot be made or written.
        """
        if read_only:
            return cls(folder, None, ())
        with in_plain_words(folder):
            folder.mkdir(parents=True, exist_ok=True, mode=0o750)
            lock = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o640)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                repaired = tuple(note for path in _last_written(folder) if (note := cut_torn_tail(path)))
            except BlockingIOError:
                os.close(lock)
                return cls(folder, None, ())
            except BaseException:
                os.close(lock)
                raise
        return cls(folder, lock, repaired)

    def close(self) -> None:
        """Gives the archive free for another writer."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()

    def __del__(self) -> None:
        self.close()  # a forgotten archive must not keep the next writer out

    def keep(self, capture: Capture, request_headers: Mapping[str, str] | None = None) -> Kept:
        """Writes one capture for good: on the disk when this returns. Bytes that lie in the day's file are only referred to.

        The file is that of the capture's own day (UTC). May be called from several threads: their packing then overlaps, and
        they share the wait for the disk.
        Raises StoreError where the disk is full; then nothing was kept.
        """
        if self._lock is None:
            raise BusyError(f"{self.folder}: another process writes this archive")
        name = f"{capture.at.astimezone(UTC):%Y-%m-%d}.warc.gz"
        seen = self._seen.get(capture.sha256)
        # Only within one file: whoever holds the file up to a record then holds what the record refers to.
        records = records_of(capture, request_headers or {}, seen if seen and seen.file == name else None)
        with in_plain_words(self.folder / name):
            offset = self._appender.append(self.folder / name, records)
        with self._remembering:
            self._remember(capture, name, offset)
        return Kept(name, offset, capture.sha256, len(records))

    def _remember(self, capture: Capture, name: str, offset: int) -> None:
        seen = self._seen.get(capture.sha256)
        if seen is None or seen.file != name:
            self._seen[capture.sha256] = Seen(name, offset, capture.final_url, warc_date(capture.at))
        self._seen.move_to_end(capture.sha256)
        while len(self._seen) > REMEMBERED:
            self._seen.popitem(last=False)

    def body(self, file: str, offset: int) -> bytes:
        """The body of the capture that lies there. Raises DamagedError where there is none."""
        record, payload = self._response(file, offset)
        if record.rec_type == "revisit":
            earlier = record.rec_headers.get_header("WARC-Refers-To-Filename")
            return self.body(earlier, int(record.rec_headers.get_header("WARC-Refers-To-File-Offset")))
        return payload

    def _response(self, file: str, offset: int) -> tuple[ArcWarcRecord, bytes]:
        path = self.folder / file
        with in_plain_words(path):
            member = read_member(path, offset)
        record = next(iter(ArchiveIterator(io.BytesIO(member))), None) if member else None
        if record is None or record.rec_type not in {"response", "revisit"}:
            raise DamagedError(f"{path}: no response lies at {offset}; restore a backup")
        return record, record.raw_stream.read()

    def records(self, file: str, offset: int, length: int) -> bytes:
        """The bytes of a capture's records as they lie in the file: a WARC file by themselves."""
        path = self.folder / file
        with in_plain_words(path), path.open("rb") as handle:
            handle.seek(offset)
            found = handle.read(length)
        if len(found) != length:
            raise DamagedError(f"{path}: ends before {offset + length}; restore a backup")
        return found

    def files(self) -> list[Path]:
        """The WARC files in order of their days."""
        return sorted(self.folder.glob("*.warc.gz"))

    def verify(self) -> list[str]:
        """Reads every record and checks it against its own hashes. Tells what does not fit, in words."""
        return [f"{path.name}: {found.fault}" for path in self.files() for found in contents(path) if found.fault]


@dataclass(frozen=True, slots=True)
class ArchivedResponse:
    """One response (or word that it came again) in a WARC file; `fault` says in words what is wrong there."""

    offset: int
    sha256: str
    fault: str = ""


def contents(path: Path, until: int | None = None) -> Iterator[ArchivedResponse]:
    """Every response of a WARC file with the hash of its bytes, checked against the record's own hashes.

    The file is read up to `until`. The first unreadable place ends it: what follows cannot be placed.
    """
    size = path.stat().st_size if until is None else until
    offset = 0
    responses: dict[int, str] = {}
    with path.open("rb") as handle:
        for member in members(handle):
            if offset >= size:
                break
            found = _found(member, responses)
            if found is not None:
                yield found
            offset = member.end
    if offset != size:
        yield ArchivedResponse(offset, "", f"from {offset} to {size} nothing can be read")


def _found(member: Member, responses: dict[int, str]) -> ArchivedResponse | None:
    """What one member holds; None for a request, which has no bytes to speak of. `responses` are those before it, by offset."""
    try:
        record = next(iter(ArchiveIterator(io.BytesIO(member.content), check_digests=True)))
        digest = hashlib.sha256(record.raw_stream.read()).hexdigest()
    except Exception as error:  # noqa: BLE001 - warcio raises what it likes on what is no record
        return ArchivedResponse(
            member.offset, "", f"what lies at {member.offset} is no record ({type(error).__name__})"
        )
    if record.digest_checker.passed is False:
        return ArchivedResponse(member.offset, digest, f"the record at {member.offset} does not fit its hash")
    if record.rec_type == "request":
        return None
    if record.rec_type == "revisit":
        digest = record.rec_headers.get_header("WARC-Payload-Digest").removeprefix("sha256:")
        earlier = int(record.rec_headers.get_header("WARC-Refers-To-File-Offset"))
        fits = responses.get(earlier) == digest
        fault = "" if fits else f"the record at {member.offset} refers to {earlier}, where other bytes lie"
        return ArchivedResponse(member.offset, digest, fault)
    responses[member.offset] = digest
    return ArchivedResponse(member.offset, digest)


def _last_written(folder: Path) -> list[Path]:
    """The files that a crash can have torn: the last by name and the last by time of change (a virtual clock may differ)."""
    files = sorted(folder.glob("*.warc.gz"))
    return list(dict.fromkeys([*files[-1:], *sorted(files, key=lambda path: path.stat().st_mtime_ns)[-1:]]))
