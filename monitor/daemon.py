"""The daemon: the wall clock and APScheduler wake the cycle when something is due. Holds no work: the tables are the queues."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from monitor.assembly import Parts, assemble, prepare, read_settings
from monitor.clock import WallClock
from monitor.fetch.aiohttp_transport import AiohttpTransport
from monitor.model.faults import ConfigurationError, StoreError
from monitor.pump import Pump
from monitor.reader import ThreadedReader
from monitor.settings import Settings

log = structlog.get_logger(__name__)

_STOP_WITHIN = 4.0  # seconds that polls and deliveries under way are given when the daemon is told to stop
_SHARED_COMMIT = 0.5  # seconds that looks without news may wait for a common commit
_AT_LEAST = timedelta(seconds=15)  # nothing waits longer for its moment, whatever the plan says


@dataclass(frozen=True, slots=True)
class Counts:
    """What one round over all sources came to."""

    polls: int
    changes: int
    troubles: int
    waiting: int


class Daemon:
    """One database, one daemon: wakes at the next due moment, and whenever something was learned."""

    def __init__(self, parts: Parts, clock: WallClock) -> None:
        """`parts` are open; the caller closes them."""
        self._parts, self._clock = parts, clock
        self.pump = Pump(parts.cycle, clock)
        self._nudged = asyncio.Event()
        parts.cycle.nudge = self._nudged.set
        parts.cycle.nudge_soon = self._nudge_soon
        self._soon: asyncio.TimerHandle | None = None
        # The grace time of one second that APScheduler 3 has by default would skip late runs without a word.
        self._scheduler = AsyncIOScheduler(
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}, timezone="UTC"
        )

    async def run(self, stop: asyncio.Event) -> None:
        """Until `stop` is set."""
        self._scheduler.start()
        stopping = asyncio.create_task(stop.wait())
        try:
            while not stop.is_set():
                self._work()
                self._plan()
                nudged = asyncio.create_task(self._nudged.wait())
                await asyncio.wait({nudged, stopping}, return_when=asyncio.FIRST_COMPLETED)
                nudged.cancel()
                self._nudged.clear()
        finally:
            stopping.cancel()
            self._scheduler.shutdown(wait=False)
            await self._let_finish()

    def _nudge_soon(self) -> None:
        if self._soon is None:
            self._soon = asyncio.get_running_loop().call_later(_SHARED_COMMIT, self._nudge_now)

    def _nudge_now(self) -> None:
        self._soon = None
        self._nudged.set()

    def _work(self) -> None:
        try:
            self.pump.turn()
            self._parts.cycle.deliver()
        except StoreError as error:
            self.pump.failure = error
        if self.pump.failure is not None:
            log.error("the house itself could not work; it is tried again", fault=str(self.pump.failure))
            self.pump.failure = None

    def _plan(self) -> None:
        """Asks to be woken when the next thing is due."""
        at = min(self.pump.plan(), self._clock.now() + _AT_LEAST)
        self._scheduler.add_job(self._nudged.set, "date", run_date=at, id="wake", replace_existing=True)

    async def _let_finish(self) -> None:
        """What is under way may end; what does not end in time is found again in the tables at the next start."""
        tasks = self._clock.tasks()
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=_STOP_WITHIN)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)


@asynccontextmanager
async def opened(settings: Settings, clock: WallClock) -> AsyncIterator[Parts]:
    """Everything open, over the real network, and the database held as its one daemon."""
    transport = AiohttpTransport(allow=settings.fetch.allow, concurrency=settings.fetch.concurrency)
    async with assemble(settings, transport, clock, ThreadedReader(), deliver=True) as parts:
        with parts.cycle.store.lock():
            prepare(parts, clock.now())
            yield parts


async def serve(config: Path, settings: Settings) -> None:
    """Runs until SIGTERM or SIGINT. SIGHUP reads the configuration again, and keeps the old one if the new one is wrong."""
    stop, reload = asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)
    loop.add_signal_handler(signal.SIGHUP, reload.set)
    while not stop.is_set():
        reload.clear()
        settings = await _serve_settings(config, settings, stop, reload)


async def _serve_settings(config: Path, settings: Settings, stop: asyncio.Event, reload: asyncio.Event) -> Settings:
    """Runs with these settings until the end or until there are valid new ones, which are returned."""
    clock = WallClock()
    async with opened(settings, clock) as parts:
        log.info(
            "watching",
            sources=len(settings.sources),
            subscriptions=len(settings.subscriptions),
            database=str(settings.store.database),
        )
        for note in parts.repaired:
            log.warning("archive repaired", what=note)
        ended = asyncio.Event()
        daemon = asyncio.create_task(Daemon(parts, clock).run(ended))
        try:
            while True:
                waits = [asyncio.create_task(stop.wait()), asyncio.create_task(reload.wait())]
                await asyncio.wait([*waits, daemon], return_when=asyncio.FIRST_COMPLETED)
                for wait in waits:
                    wait.cancel()
                if daemon.done() or stop.is_set():
                    return settings
                reload.clear()
                try:
                    return read_settings(config, database=settings.store.database)
                except ConfigurationError as error:
                    log.warning("the new configuration is wrong; the old one stays in force", faults=str(error))
        finally:
            ended.set()
            await daemon


async def serve_once(settings: Settings) -> Counts:
    """Looks at every source once, now, follows what comes of it, delivers, and ends."""
    clock = WallClock()
    begun = clock.now()
    async with opened(settings, clock) as parts:
        cycle = parts.cycle
        with cycle.store.writing() as tx:
            tx.make_entrances_due(begun)
        pump = Pump(cycle, clock)
        before = _changes(parts)
        while (wait := _until_next_poll(parts, pump, clock)) is not None:
            await clock.sleep(wait)
            pump.turn()
            while tasks := clock.tasks():
                await asyncio.wait(tasks)
        cycle.tick(clock.now())
        while cycle.deliver():
            await asyncio.gather(*clock.tasks(), return_exceptions=True)
        with cycle.store.reading() as tx:
            waiting = len(tx.deliveries_in("pending", "sending", "failed"))
            troubles = len(tx.open_outbreaks())
        return Counts(pump.polled, _changes(parts) - before, troubles, waiting)


def _until_next_poll(parts: Parts, pump: Pump, clock: WallClock) -> float | None:
    """Seconds until politeness lets the next due target go; None where nothing is due any more."""
    with parts.cycle.store.reading() as tx:
        if not tx.due_targets(clock.now(), 1):
            return None
        due = pump.next_due(tx)
    return max(0.0, (due - clock.now()).total_seconds()) if due is not None else 0.0


def _changes(parts: Parts) -> int:
    with parts.cycle.store.reading() as tx:
        return tx.count("change")
