"""Reads captures with the adapters, PDFs in a limited child process, off the event loop where one is waiting. Not what they mean."""

from __future__ import annotations

import asyncio

from monitor.model.place import Capture, Reading, Source, Target
from monitor.read import pdf
from monitor.sources import adapter


class InlineReader:
    """Reads at once, in the caller's thread: the order of a replay is the same every time."""

    async def read(self, source: Source, target: Target, capture: Capture) -> Reading:
        """Raises ReadError."""
        return adapter(source.kind).read(source, target, capture, pdf.text)


class ThreadedReader:
    """Reads in a thread, so that a slow page delays neither other polls nor deliveries."""

    async def read(self, source: Source, target: Target, capture: Capture) -> Reading:
        """Raises ReadError."""
        return await asyncio.to_thread(adapter(source.kind).read, source, target, capture, pdf.text)
