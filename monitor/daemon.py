"""The daemon: the wall clock and APScheduler wake the cycle when something is due. Holds no work: the tables are the queues."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from monitor.assembly import Parts, assemble, prepare
from monitor.clock import WallClock
from monitor.fetch.aiohttp_transport import AiohttpTransport
from monitor.model.faults import StoreError
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
        self.turned = clock.now()  # when the loop last came round
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
                self._turn()
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

    def _turn(self) -> None:
        """One time round: time passes, what is due begins, and we are to be woken when the next thing is due.

        A fault of ours in one of these stops no other; but then we did not get round, and the watchdog learns of it.
        """
        cycle = self._parts.cycle
        well = [
            self._went_well(step)
            for step in (self.pump.pass_time, self.pump.begin, cycle.deliver, cycle.store.settle, self._plan)
        ]
        if all(well):
            self.turned = self._clock.now()
        if self.pump.failure is not None:
            log.error("the house itself could not work; it is tried again", fault=str(self.pump.failure))
            self.pump.failure = None

    def _went_well(self, step: Callable[[], object]) -> bool:
        try:
            step()
        except StoreError as error:
            self.pump.failure = error  # a full disk, a damaged file: a restart would not help
            self._wake_at(self._clock.now() + _AT_LEAST)
        except Exception:
            log.exception("a step failed by a fault of the monitor", step=getattr(step, "__name__", ""))
            self._wake_at(self._clock.now() + _AT_LEAST)
            return False
        return True

    def _plan(self) -> None:
        self._wake_at(min(self.pump.plan(), self._clock.now() + _AT_LEAST))

    async def _wake(self) -> None:
        # A coroutine: what is no coroutine APScheduler runs in a thread, from where no event of this loop may be set.
        self._nudged.set()

    def _wake_at(self, at: datetime) -> None:
        self._scheduler.add_job(self._wake, "date", run_date=at, id="wake", replace_existing=True)

    async def _let_finish(self) -> None:
        """What is under way may end; what does not end in time is found again in the tables at the next start."""
        tasks = self._clock.tasks()
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=_STOP_WITHIN)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)


def spare_the_collector() -> None:
    """What was loaded at the start stays: the collector is kept from walking through it at every few hundred new objects.

    A cycle of 200 unchanged feeds takes little more than half the time so.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@asynccontextmanager
async def opened(settings: Settings, clock: WallClock) -> AsyncIterator[Parts]:
    """Everything open, over the real network, and the database held as its one daemon."""
    transport = AiohttpTransport(allow=settings.fetch.allow, concurrency=settings.fetch.concurrency)
    async with assemble(settings, transport, clock, ThreadedReader(), deliver=True) as parts:
        with parts.cycle.store.lock():
            prepare(parts, clock.now())
            spare_the_collector()
            yield parts


async def serve_once(settings: Settings) -> Counts:
    """Looks at every source once, now, follows what comes of it, delivers, and ends. Raises StoreError where nothing can be kept."""
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
            if pump.failure is not None:
                raise pump.failure
        cycle.tick(clock.now())
        while cycle.deliver():
            await asyncio.gather(*clock.tasks(), return_exceptions=True)
        with cycle.store.reading() as tx:
            waiting = tx.count_waiting()
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
