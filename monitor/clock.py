"""What time it is and how to wait: the wall clock, or a virtual one that never really waits. Not a schedule.

Both give aware UTC times. Code that is to run under either starts its tasks with `spawn`, waits with `sleep`, bounds
its waiting with `timeout`, and marks a wait for another task (a lock, a queue, a join) with `waiting`.
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import (
    AbstractAsyncContextManager,
    AbstractContextManager,
    asynccontextmanager,
    contextmanager,
    nullcontext,
)
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol, TypeVar

_T = TypeVar("_T")

_ROUNDS = 3  # turns of the event loop that a finished wait needs to reach the task behind it


@dataclass(order=True, slots=True)
class _Alarm:
    """Something to call when the virtual clock gets there. One that was called off leaves the heap when it comes up."""

    at: datetime
    number: int  # the order of setting decides between equal times
    call: Callable[[], None] = field(compare=False)
    live: bool = field(default=True, compare=False)


class Clock(Protocol):
    """The one clock of a run."""

    def now(self) -> datetime:
        """The present moment, aware, UTC."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Returns when that much time has passed; at once (after one turn of the loop) for nothing or less."""
        ...

    def timeout(self, seconds: float) -> AbstractAsyncContextManager[None]:
        """Raises `TimeoutError` in the block when that much time has passed and it has not ended."""
        ...

    def spawn(self, work: Coroutine[Any, Any, _T]) -> asyncio.Task[_T]:
        """Starts a task that this clock knows of and keeps alive. Its result is the caller's to collect."""
        ...

    def waiting(self) -> AbstractContextManager[None]:
        """Marks a wait inside a spawned task that only another task can end, so that virtual time may pass meanwhile."""
        ...


class WallClock:
    """Real time."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()

    def now(self) -> datetime:
        """The present moment, aware, UTC."""
        return datetime.now(UTC)

    async def sleep(self, seconds: float) -> None:
        """Waits."""
        await asyncio.sleep(max(0.0, seconds))

    @asynccontextmanager
    async def timeout(self, seconds: float) -> AsyncIterator[None]:
        """Raises `TimeoutError` in the block after that many seconds."""
        async with asyncio.timeout(max(0.0, seconds)):
            yield

    def spawn(self, work: Coroutine[Any, Any, _T]) -> asyncio.Task[_T]:
        """Starts a task; the clock holds it until it ends, so that the collector does not."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def waiting(self) -> AbstractContextManager[None]:
        """Means nothing in real time."""
        return nullcontext()

    def tasks(self) -> set[asyncio.Task[Any]]:
        """The spawned tasks that have not ended."""
        return set(self._tasks)


class VirtualClock:
    """A discrete-event clock: time stands still until a driver moves it, and then jumps from one sleeper to the next.

    The driver (not itself a spawned task) calls `advance_to` or `advance_by`. Sleepers wake one at a time, in the order of
    their times, at equal times in the order in which they went to sleep; each runs until it sleeps again or ends before
    the next one wakes. Short real work in a spawned task (a thread, a loopback connection) is waited for, and takes no
    virtual time. The order is the same in every run as long as that real work is not itself a race.
    """

    def __init__(self, start: datetime) -> None:
        """`start` is aware; it is kept in UTC."""
        if start.tzinfo is None:
            raise ValueError(f"a clock needs an aware time, not {start.isoformat()}")
        self._now = start.astimezone(UTC)
        self._order = itertools.count()
        self._alarms: list[_Alarm] = []
        self._tasks: set[asyncio.Task[Any]] = set()
        self._busy = 0  # spawned tasks that are neither parked nor finished, and timeouts that are just breaking off
        self._idle = asyncio.Event()
        self._idle.set()

    def now(self) -> datetime:
        """The virtual moment, aware, UTC."""
        return self._now

    async def sleep(self, seconds: float) -> None:
        """Parks the task until the driver has moved the clock that far; nothing or less only lets others run."""
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        woken: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        spawned = asyncio.current_task() in self._tasks

        def wake() -> None:
            if not woken.done():
                self._begin(spawned)
                woken.set_result(None)

        alarm = self._set(timedelta(seconds=seconds), wake)
        self._end(spawned)
        try:
            await woken
        finally:
            if not woken.done() or woken.cancelled():  # the task was cancelled in its sleep
                alarm.live = False
                self._begin(spawned)

    @asynccontextmanager
    async def timeout(self, seconds: float) -> AsyncIterator[None]:
        """Raises `TimeoutError` in the block when the clock has been moved that far and the block has not ended."""
        fired = False
        loop = asyncio.get_running_loop()

        def fire() -> None:
            nonlocal fired
            fired = True
            self._begin(spawned=True)
            scope.reschedule(loop.time())

        async with asyncio.timeout(None) as scope:
            alarm = self._set(timedelta(seconds=max(0.0, seconds)), fire)
            try:
                yield
            finally:
                if fired:
                    self._end(spawned=True)
                else:
                    alarm.live = False

    def spawn(self, work: Coroutine[Any, Any, _T]) -> asyncio.Task[_T]:
        """Starts a task that `settle` waits for."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        self._begin(spawned=True)
        task.add_done_callback(self._finished)
        return task

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Counts the task as parked while it waits for another task."""
        spawned = asyncio.current_task() in self._tasks
        self._end(spawned)
        try:
            yield
        finally:
            self._begin(spawned)

    async def settle(self) -> None:
        """Lets every spawned task go on until it is parked or finished. The clock does not move."""
        while True:
            await self._idle.wait()
            for _ in range(_ROUNDS):
                await asyncio.sleep(0)
            if self._idle.is_set():
                return

    def next_wake(self) -> datetime | None:
        """When the next sleeper wakes or the next timeout strikes; None where nobody waits for time."""
        while self._alarms and not self._alarms[0].live:
            heapq.heappop(self._alarms)
        return self._alarms[0].at if self._alarms else None

    async def advance_to(self, at: datetime) -> None:
        """Moves the clock to `at` (never back), waking on the way all who sleep until then or earlier."""
        await self.settle()
        while (wake := self.next_wake()) is not None and wake <= at:
            self._now = max(self._now, wake)
            heapq.heappop(self._alarms).call()
            await self.settle()
        self._now = max(self._now, at.astimezone(UTC))

    async def advance_by(self, seconds: float) -> None:
        """Moves the clock on by so many seconds."""
        await self.advance_to(self._now + timedelta(seconds=seconds))

    async def stop(self) -> None:
        """Cancels every task that still lives and waits until it has ended."""
        left = list(self._tasks)
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    def _set(self, wait: timedelta, call: Callable[[], None]) -> _Alarm:
        alarm = _Alarm(self._now + wait, next(self._order), call)
        heapq.heappush(self._alarms, alarm)
        return alarm

    def _begin(self, spawned: bool) -> None:
        if spawned:
            self._busy += 1
            self._idle.clear()

    def _end(self, spawned: bool) -> None:
        if spawned:
            self._busy -= 1
            if self._busy == 0:
                self._idle.set()

    def _finished(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        self._end(spawned=True)
