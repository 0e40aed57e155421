"""A file of gzip members, one after the other: where each ends, and what a crash left half-written. Knows no WARC."""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

_CHUNK = 1 << 18
_MAGIC = b"\x1f\x8b\x08"


def read_member(path: Path, offset: int) -> bytes:
    """The content of the member that begins at `offset`; empty where no whole one does."""
    with path.open("rb") as handle:
        handle.seek(offset)
        inflate = zlib.decompressobj(wbits=31)
        parts: list[bytes] = []
        try:
            while not inflate.eof and (chunk := handle.read(_CHUNK)):
                parts.append(inflate.decompress(chunk))
        except zlib.error:
            return b""
    return b"".join(parts) if inflate.eof else b""


def member_ends(handle: BinaryIO, start: int = 0) -> Iterator[int]:
    """Where each whole member ends, from `start` on; stops before the first that is not whole."""
    position = start
    handle.seek(position)
    inflate = zlib.decompressobj(wbits=31)
    rest = b""
    while True:
        chunk = rest or handle.read(_CHUNK)
        rest = b""
        if not chunk:
            return
        try:
            inflate.decompress(chunk)
        except zlib.error:
            return
        position += len(chunk)
        if inflate.eof:
            rest = inflate.unused_data
            position -= len(rest)
            yield position
            inflate = zlib.decompressobj(wbits=31)


def cut_torn_tail(path: Path) -> str | None:
    """Cuts off a last member that was never finished, and says so. Damage before the end is left for `verify` to tell."""
    size = path.stat().st_size
    with path.open("r+b") as handle:
        whole = 0
        for whole in member_ends(handle):  # noqa: B007 - the last one counts
            pass
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
        if next(member_ends(handle, start + 1 + at), None) is not None:
            return True
        at = rest.find(_MAGIC, at + 1)
    return False
