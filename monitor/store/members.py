"""A file of gzip members, one after the other: where each ends, and what a crash left half-written. Knows no WARC."""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_CHUNK = 1 << 18
_MAGIC = b"\x1f\x8b\x08"


@dataclass(frozen=True, slots=True)
class Member:
    """One whole gzip member: where it lies and what it holds."""

    offset: int
    end: int
    content: bytes


def members(handle: BinaryIO, start: int = 0) -> Iterator[Member]:
    """The whole members from `start` on, each checked against its own checksum; stops before the first that is not whole."""
    offset = start
    handle.seek(start)
    rest = b""
    while True:
        inflate = zlib.decompressobj(wbits=31)
        parts: list[bytes] = []
        taken = 0
        while not inflate.eof:
            chunk = rest or handle.read(_CHUNK)
            rest = b""
            if not chunk:
                return
            try:
                parts.append(inflate.decompress(chunk))
            except zlib.error:
                return
            taken += len(chunk)
        rest = inflate.unused_data
        end = offset + taken - len(rest)
        yield Member(offset, end, b"".join(parts))
        offset = end


def read_member(path: Path, offset: int) -> bytes | None:
    """The content of the member that begins at `offset`; None where no whole one does."""
    with path.open("rb") as handle:
        found = next(members(handle, offset), None)
    return found.content if found else None


def cut_torn_tail(path: Path) -> str | None:
    """Cuts off a last member that was never finished, and says so. Damage before the end is left for `verify` to tell."""
    size = path.stat().st_size
    with path.open("r+b") as handle:
        whole = 0
        for member in members(handle):
            whole = member.end
        if whole == size or _member_follows(handle, whole):
            return None
        handle.truncate(whole)
        os.fsync(handle.fileno())
    return f"{path.name}: {size - whole} bytes of an unfinished record cut off after a crash"


def _member_follows(handle: BinaryIO, start: int) -> bool:
    """True where a whole member lies somewhere after `start`: then the bytes there are damaged, not torn."""
    handle.seek(start + 1)
    rest = handle.read()
    at = rest.find(_MAGIC)
    while at >= 0:
        if next(members(handle, start + 1 + at), None) is not None:
            return True
        at = rest.find(_MAGIC, at + 1)
    return False
