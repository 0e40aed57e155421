"""Our own cycle over a number of sources of one kind, on a database of its own and over the real network code. Not a measurement."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from ipaddress import ip_network
from pathlib import Path

from monitor.assembly import Parts, assemble, prepare
from monitor.clock import WallClock
from monitor.daemon import spare_the_collector
from monitor.fetch.aiohttp_transport import AiohttpTransport
from monitor.fetch.politeness import Pace
from monitor.model.place import Source
from monitor.pump import Pump
from monitor.reader import ThreadedReader
from monitor.settings import FetchSettings, Settings, StoreSettings

_LOOPBACK = (ip_network("127.0.0.0/8"),)
_AT_ONCE = 16


class House:
    """Open parts and a pump that may ask its origin as fast as it can."""

    def __init__(self, parts: Parts, clock: WallClock) -> None:
        self.parts = parts
        self._clock = clock
        self._pump = Pump(parts.cycle, clock, pace=Pace(timedelta(), per_host=_AT_ONCE, concurrency=_AT_ONCE))

    async def look_at_all(self) -> None:
        """Every source once, and what follows from it; committed when this returns."""
        store = self.parts.cycle.store
        with store.writing() as tx:
            tx.make_entrances_due(self._clock.now())
        while True:
            self._pump.turn()
            while tasks := self._clock.tasks():
                await asyncio.wait(tasks)
            store.settle()
            self._pump.plan()  # as the daemon does after every turn
            with store.reading() as tx:
                if not tx.due_targets(self._clock.now(), 1):
                    return

    def count(self, table: str) -> int:
        """How many rows a table has."""
        with self.parts.cycle.store.reading() as tx:
            return tx.count(table)


@asynccontextmanager
async def house(folder: Path, count: int, source: Callable[[int], Source]) -> AsyncIterator[House]:
    """A house in a folder that watches `count` sources."""
    settings = Settings(
        file=folder / "monitor.toml",
        store=StoreSettings(folder / "monitor.db", folder / "archive"),
        fetch=FetchSettings(allow=_LOOPBACK, concurrency=_AT_ONCE),
        sources=tuple(source(number) for number in range(count)),
    )
    clock = WallClock()
    transport = AiohttpTransport(allow=_LOOPBACK, concurrency=_AT_ONCE, per_host=_AT_ONCE)
    async with assemble(settings, transport, clock, ThreadedReader(), deliver=True) as parts:
        prepare(parts, clock.now())
        spare_the_collector()
        yield House(parts, clock)
