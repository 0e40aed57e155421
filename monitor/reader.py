"""Reads captures with the adapters, PDFs in a limited child process, off the event loop where one is waiting. Not what they mean."""

from __future__ import annotations

import asyncio

from monitor.model.place import Capture, Reading, Source, Target
from monitor.read import pdf
from monitor.sources import adapter
from monitor.threads import beside

_AT_ONCE = 4  # pages read at a time: more would only hold more of them in memory


class InlineReader:
    """Reads at once, in the caller's thread: the order of a replay is the same every time."""

    async def read(self, source: Source, target: Target, capture: Capture) -> Reading:
        """Raises ReadError."""
        return adapter(source.kind).read(source, target, capture, pdf.text)


class ThreadedReader:
    """Reads in a thread, so that a slow page delays neither other polls nor deliveries, nor the end of the program."""

    def __init__(self) -> None:
        self._free = asyncio.Semaphore(_AT_ONCE)

    async def read(self, source: Source, target: Target, capture: Capture) -> Reading:
        """Raises ReadError."""
        async with self._free:
            return await beside(
                lambda: adapter(source.kind).read(source, target, capture, pdf.text), f"read-{source.id}"
            )
