"""Runs in the container, in the service's own interpreter: while a file says so, a poll hangs for ever. A fault, put in from outside."""

import asyncio
from pathlib import Path

if Path("/opt/fault/hang").exists():
    from monitor.reader import ThreadedReader

    async def hang(*_):
        await asyncio.sleep(1e6)

    ThreadedReader.read = hang  # type: ignore[method-assign]  # that is the fault
