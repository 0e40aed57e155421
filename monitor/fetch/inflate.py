"""Content-Encoding undone within bounds: never more out than allowed, whatever comes in. Not a reader of archives."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from monitor.fetch.limits import MEGABYTE, FetchLimits
from monitor.model.faults import FetchError
from monitor.model.words import Problem

OFFERED = "gzip, deflate"
_STEP = 256 * 1024  # the most that one call may make
_MEMBERS = 64  # honest servers send one; many empty ones cost time and make nothing
_GZIP, _ZLIB, _RAW = 16 + zlib.MAX_WBITS, zlib.MAX_WBITS, -zlib.MAX_WBITS


class Inflater:
    """Turns the bytes of the wire into those of the body, piece by piece."""

    def __init__(self, encoding: str, limits: FetchLimits) -> None:
        """`encoding` is the header's value. Raises FetchError for one that was not offered."""
        names = [name for part in encoding.lower().split(",") if (name := part.strip()) not in {"", "identity"}]
        if len(names) > 1 or any(name not in {"gzip", "x-gzip", "deflate"} for name in names):
            raise FetchError(Problem.UNREADABLE, f"the body is encoded as {encoding[:60]!r}, which was not asked for")
        self._plain = not names
        self._gzip = names != ["deflate"]
        self._limits = limits
        self._stream: zlib._Decompress | None = None  # None: at the beginning of a member
        self._held = b""  # less than it takes to tell what begins
        self._members = 0
        self._padding = False  # what follows the end of the body is nothing to us
        self.taken = 0
        self.made = 0

    def feed(self, piece: bytes) -> bytes:
        """What this piece of the wire makes. Raises FetchError: too large, or not what it says it is."""
        self.taken += len(piece)
        if self.taken > self._limits.wire:
            raise FetchError(Problem.TOO_LARGE, f"more than {self._limits.wire:,} bytes came", size=self.taken)
        if self._plain:
            self._count(len(piece))
            return piece
        try:
            return b"".join(self._inflate(self._held + piece))
        except zlib.error as error:
            raise FetchError(Problem.UNREADABLE, f"the body cannot be decompressed: {error}", size=self.taken) from None

    def finish(self) -> None:
        """Says that the wire has ended. Raises FetchError where the compressed body had not."""
        broken = self._stream is not None or (self._members == 0 and self.taken > 0)
        if broken and not self._plain:
            raise FetchError(
                Problem.NETWORK, f"the compressed body broke off after {self.taken:,} bytes", size=self.taken
            )

    def _inflate(self, wire: bytes) -> Iterator[bytes]:
        self._held = b""
        full = False
        while (wire or full) and not self._padding:
            if self._stream is None:
                if len(wire) < 2:
                    self._held = wire
                    return
                self._begin(wire)
                continue
            piece = self._stream.decompress(wire, _STEP)
            self._count(len(piece))
            yield piece
            full = len(piece) == _STEP  # then zlib may hold more, though it took everything in
            wire = self._stream.unconsumed_tail
            if self._stream.eof:
                wire, full, self._stream = self._stream.unused_data, False, None

    def _begin(self, wire: bytes) -> None:
        # A gzip body may be several, one after the other (RFC 1952, 2.2); anything else behind the end is padding.
        if self._members and not (self._gzip and wire.startswith(b"\x1f\x8b")):
            self._padding = True
            return
        self._members += 1
        if self._members > _MEMBERS:
            raise FetchError(Problem.UNREADABLE, f"the body is more than {_MEMBERS} gzip members", size=self.taken)
        self._stream = zlib.decompressobj(_GZIP if self._gzip else _ZLIB if _has_zlib_header(wire) else _RAW)

    def _count(self, size: int) -> None:
        self.made += size
        if self.made > self._limits.body:
            raise FetchError(
                Problem.TOO_LARGE, f"more than {self._limits.body:,} bytes after decompression", size=self.taken
            )
        if not self._plain and self.made > MEGABYTE and self.made > self._limits.ratio * self.taken:
            raise FetchError(
                Problem.TOO_LARGE,
                f"{self.taken:,} bytes grew to more than {self.made:,}, as only a trap does",
                size=self.taken,
            )


def _has_zlib_header(wire: bytes) -> bool:
    # "deflate" means zlib (RFC 9110, 8.4.1.2), but some servers send the bare stream.
    return wire[0] & 0x0F == 8 and (wire[0] << 8 | wire[1]) % 31 == 0
