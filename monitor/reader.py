"""Keeps the bytes of captures and reads them with the adapters, off the event loop where one is waiting. Not what they mean.

PDFs are read in a limited child process either way.
"""

from __future__ import annotations

import asyncio

from monitor.model.place import Capture, Reading, Source, Target
from monitor.read import pdf
from monitor.sources import adapter
from monitor.store.archive import Archive, Kept
from monitor.threads import beside

_SMALL = 128 * 1024  # bytes that are read in less time than handing them to a thread and back would cost everybody
_AT_ONCE = 4  # pages read at a time: more would only hold more of them in memory


class InlineReader:
    """Reads at once, in the caller's thread: the order of a replay is the same every time."""

    async def keep(self, archive: Archive, capture: Capture) -> Kept:
        """Raises StoreError."""
        return archive.keep(capture)

    async def read(self, source: Source, target: Target, capture: Capture) -> Reading:
        """Raises ReadError."""
        return adapter(source.kind).read(source, target, capture, pdf.text)


class ThreadedReader:
    """Reads what is large and waits for the disk in threads, so that neither delays other polls, deliveries, or the end of the program."""

    def __init__(self) -> None:
        self._free = asyncio.Semaphore(_AT_ONCE)

    async def keep(self, archive: Archive, capture: Capture) -> Kept:
        """Raises StoreError."""
        return await beside(lambda: archive.keep(capture))

    async def read(self, source: Source, target: Target, capture: Capture) -> Reading:
        """Raises ReadError."""
        if len(capture.body) <= _SMALL and b"%PDF" not in capture.body[:1024]:
            return adapter(source.kind).read(source, target, capture, pdf.text)
        async with self._free:
            return await beside(lambda: adapter(source.kind).read(source, target, capture, pdf.text))
