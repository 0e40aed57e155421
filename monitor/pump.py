"""Takes what is due and starts it, politely and a bounded number at once: the same for the daemon and for a replay. Not what tells it when."""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog

from monitor.clock import Clock
from monitor.cycle import Cycle
from monitor.fetch.address import host_of
from monitor.fetch.politeness import Hosts, Pace, in_turn
from monitor.model.faults import MonitorError
from monitor.model.place import Source, Target
from monitor.schedule import backoff_bound
from monitor.steps.passing import next_moment
from monitor.store.tx import Tx

log = structlog.get_logger(__name__)

_TICK_EVERY = timedelta(minutes=10)  # the clock that the views go by is never older
_PAUSE = timedelta(seconds=30)  # after a failure of our own
_AT_ONCE = 512  # due targets looked at in one turn


class Pump:
    """Starts polls and deliveries. The tables are the queues: this holds only what is under way."""

    def __init__(self, cycle: Cycle, clock: Clock, *, pace: Pace | None = None) -> None:
        """The pace is that of the cycle's settings, unless another is given for an origin of one's own."""
        settings = cycle.knowledge.settings
        self._cycle, self._clock = cycle, clock
        self._sources: dict[str, Source] = {source.id: source for source in settings.sources}
        self._at_host: dict[str, list[Source]] = {}
        for source in settings.sources:
            self._at_host.setdefault(host_of(source.url), []).append(source)
        self._hosts = Hosts(pace or Pace(gap=settings.fetch.gap, concurrency=settings.fetch.concurrency))
        self._under_way: dict[tuple[str, str], datetime] = {}  # since when
        self._waiting: dict[tuple[str, str], Target] = {}  # due and not begun, in turn, as last read
        self._all_read = True  # whether that was all that is due
        self._wait_until: datetime | None = None
        self._tick_at: datetime | None = None
        self._ticked = clock.now()
        self._paused_until: datetime | None = None
        self.polling = True  # False: nothing new is begun (the disk is almost full)
        self.polled = 0
        self.began = self.ended_at = clock.now()  # this pump; the last poll that came to an end
        self.failure: MonitorError | None = None  # the last time that the house itself could not work

    @property
    def busy(self) -> bool:
        """True while a poll is under way."""
        return bool(self._under_way)

    @property
    def paused(self) -> bool:
        """True for a while after the house itself could not work."""
        return self._paused_until is not None and self._clock.now() < self._paused_until

    @property
    def begun(self) -> tuple[datetime, ...]:
        """When each poll under way began."""
        return tuple(self._under_way.values())

    def ready_since(self, tx: Tx) -> datetime | None:
        """Since when a poll could have been begun and was not; None where none waits, or something holds it back."""
        if self._under_way or not self.polling:
            return None
        now = self._clock.now()
        waiting = next((t.due for t in tx.due_targets(now, _AT_ONCE) if t.due is not None and self._may_go(t)), None)
        if waiting is None:
            return None
        since = max(at for at in (waiting, self.began, self._wait_until, self._paused_until) if at is not None)
        return since if since <= now else None

    def turn(self) -> None:
        """Lets time pass where it brings something, and starts every poll that is due and may go."""
        self.pass_time()
        self.begin()

    def pass_time(self) -> None:
        """Lets time pass, where it brings something by now."""
        now = self._clock.now()
        if self._tick_at is None or now >= self._tick_at:
            self._cycle.tick(now)
            self._ticked = now

    def begin(self) -> None:
        """Starts every poll that is due and may go."""
        now = self._clock.now()
        self._read(now)
        self.start_due(now)

    def plan(self) -> datetime:
        """When there is something to do next, as far as is known now."""
        now = self._clock.now()
        with self._cycle.store.reading() as tx:
            moment = next_moment(tx, self._cycle.knowledge, now)
            poll = self.next_due(tx)
        regular = self._ticked + _TICK_EVERY
        self._tick_at = min(moment, regular) if moment is not None else regular
        return max(min(m for m in (poll, moment, regular) if m is not None), now)

    def start_due(self, now: datetime) -> int:
        """Starts what is due; returns how many polls were started. After a failure of our own it waits a while."""
        if not self.polling or self.paused:
            return 0
        if not (self._waiting or self._all_read):
            self._read(now)
        admission = self._hosts.admit_in_turn(self._waiting.values(), now)
        self._wait_until = admission.wait_until
        for target in admission.go:
            del self._waiting[target.source, target.url]
            self._under_way[target.source, target.url] = now
            self._clock.spawn(self._poll(target))
        return len(admission.go)

    def _read(self, now: datetime) -> None:
        """Reads what is due: at every turn, and within one where there was more than one turn holds."""
        limit = _AT_ONCE + len(self._under_way)
        with self._cycle.store.reading() as tx:
            due = tx.due_targets(now, limit)
        self._waiting = {(target.source, target.url): target for target in in_turn(due) if self._may_go(target)}
        self._all_read = len(due) < limit

    def _read_of(self, source: str, now: datetime) -> None:
        """Adds what a poll of this source has just made due."""
        with self._cycle.store.reading() as tx:
            due = [target for target in tx.due_targets(now, _AT_ONCE, source=source) if self._may_go(target)]
        if any((target.source, target.url) not in self._waiting for target in due):
            every = {**self._waiting, **{(target.source, target.url): target for target in due}}
            self._waiting = {(target.source, target.url): target for target in in_turn(every.values())}

    def _may_go(self, target: Target) -> bool:
        return target.source in self._sources and (target.source, target.url) not in self._under_way

    async def _poll(self, target: Target) -> None:
        retry_after: timedelta | None = None
        learned = self._cycle.learned
        try:
            retry_after = await self._cycle.poll(self._sources[target.source], target)
        except MonitorError as error:
            self._fail(error)
        except Exception as bug:  # noqa: BLE001 -- a page that we stumble over must not be asked again and again
            self._stumbled(target, bug)
        finally:
            self.polled += 1
            self.ended_at = self._clock.now()
            del self._under_way[target.source, target.url]
            self._hosts.ended(target, self._clock.now(), self._bearable(target, retry_after))
        try:
            if self._cycle.learned != learned:
                self._read_of(target.source, self._clock.now())
            self.start_due(self._clock.now())  # the chain runs at once
        except MonitorError as error:
            self._fail(error)

    def _fail(self, error: MonitorError) -> None:
        """The house itself cannot work (a full disk, a damaged archive): nothing was written, so nothing is lost."""
        self.failure = error
        self._paused_until = self._clock.now() + _PAUSE

    def _bearable(self, target: Target, wait: timedelta | None) -> timedelta | None:
        """What a host asked for, and no more than trouble may delay any source of that host (DESIGN.md, politeness)."""
        if wait is None:
            return None
        there = [self._sources[target.source], *self._at_host.get(host_of(target.url), ())]
        return min([wait, *(backoff_bound(source, self._clock.now()) for source in there)])

    def _stumbled(self, target: Target, bug: Exception) -> None:
        """A fault in the monitor itself: the target is in trouble, and asked again as one in trouble is."""
        log.error("a poll failed by a fault of the monitor", source=target.source, target=target.url, exc_info=bug)
        try:
            self._cycle.give_up(self._sources[target.source], target, f"the monitor failed on it: {type(bug).__name__}")
        except MonitorError as error:
            self._fail(error)

    def next_due(self, tx: Tx) -> datetime | None:
        """When the next poll can be started; None where none is planned."""
        planned = tx.next_target_due()
        if planned is None or not self.polling:
            return None
        now = self._clock.now()
        if self._paused_until is not None and now < self._paused_until:
            return self._paused_until
        return (
            planned if planned > now else self._wait_until or (None if self._under_way else now + timedelta(seconds=1))
        )
