"""What the daemon does about itself, beside the cycle: feeds the watchdog, watches disk and clock, verifies what it keeps, pings. Polls nothing.

Every finding is judged elsewhere (progress, wellbeing, verify) and told once (steps/wellbeing); this is only the round.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from monitor.alerts import notices, outbox
from monitor.alerts.addresses import resolve
from monitor.alerts.send import TIMEOUT
from monitor.assembly import Parts, align
from monitor.fetch.fetcher import FetchRequest
from monitor.housekeeping import daily
from monitor.model.faults import ConfigurationError, FetchError, MonitorError
from monitor.notify import Notifier
from monitor.progress import Facts, limits, stuck
from monitor.pump import Pump
from monitor.steps import wellbeing as told
from monitor.store.archive import Archive
from monitor.store.verify import verify
from monitor.threads import beside
from monitor.wellbeing import ClockWatch, Room, fullest, is_low, room

log = structlog.get_logger(__name__)

_ROUND = timedelta(seconds=5)
_HOUR = timedelta(hours=1)
_FIRST_VERIFY = timedelta(minutes=1)
_VERIFY_EVERY = timedelta(days=1)


@dataclass(slots=True)
class Log:
    """What outlives a reload: how long all has been well, and when what is kept was last looked through. Times are UTC."""

    well_since: datetime
    verify_at: datetime
    clock: ClockWatch = field(default_factory=ClockWatch)


def new_log(now: datetime) -> Log:
    """At the start of the program: everything kept is looked through soon, and a day later again."""
    return Log(well_since=now, verify_at=now + _FIRST_VERIFY)


class Vigil:
    """One round every few seconds."""

    def __init__(
        self,
        parts: Parts,
        pump: Pump,
        turned: Callable[[], datetime],
        notifier: Notifier,
        log_book: Log,
        *,
        measure: Callable[[], Room] | None = None,
    ) -> None:
        """`turned` tells when the daemon's loop last came round. `measure` finds the fullest of the disks in use."""
        store = parts.settings.store
        self._parts, self._pump, self._turned, self._notifier, self._log = parts, pump, turned, notifier, log_book
        self._measure = measure or (lambda: fullest([room(store.database), room(store.archive)]))
        self.disk = self._measure()
        self._limits = limits(parts.settings.fetch.timeout, TIMEOUT)
        self._verifying: asyncio.Task[None] | None = None
        self._pinging: asyncio.Task[None] | None = None
        self.complaint = ""  # what does not get on, as the last round found it
        self._lasting: dict[str, datetime] = {}  # troubles of our own that were told

    async def run(self) -> None:
        """Until it is cancelled."""
        pause = min(_ROUND, self._notifier.patience / 4) if self._notifier.patience is not None else _ROUND
        try:
            while True:
                try:
                    self.round()
                except Exception:  # the next round may go well; while none does, the watchdog is not fed
                    log.exception("the monitor cannot look after itself")
                await asyncio.sleep(pause.total_seconds())
        finally:
            for task in (self._verifying, self._pinging):
                if task is not None:
                    task.cancel()

    def round(self) -> str | None:
        """Looks at everything once. Returns what does not get on, if something does not."""
        now = self._parts.cycle.clock.now()
        with self._parts.cycle.store.reading() as tx:
            self._lasting = told.lasting(tx)
        self._look_at_clock(now)
        self._look_at_disk(now)
        stalled = stuck(self.facts(now), self._limits)
        if stalled is None:
            self._notifier.alive()
        elif not self.complaint:
            log.error("no progress; the watchdog is not fed", what=stalled)
        self.complaint = stalled or ""
        self._notifier.status(self.status())
        self._ping(now, well=stalled is None and not self._lasting and not self._pump.paused)
        self._verify(now)
        return stalled

    def facts(self, now: datetime) -> Facts:
        """What can be seen of progress at this moment."""
        with self._parts.cycle.store.reading() as tx:
            open_ones = tx.delivery_heads(now)
            ready = self._pump.ready_since(tx)
        begun = tuple(one.last_try for one in open_ones if one.state.value == "sending" and one.last_try is not None)
        waiting = [one.next_try for one in outbox.due(open_ones, now) if one.next_try is not None]
        waiting = [max(at, self._pump.began) for at in waiting]  # what was due before we began could not be begun
        return Facts(
            now=now,
            turned=self._turned(),
            poll_ended=self._pump.ended_at,
            polls=self._pump.begun,
            poll_ready=ready,
            sending=begun,
            delivery_ready=min(waiting, default=None),
        )

    def status(self) -> str:
        """One line that says what the monitor does."""
        with self._parts.cycle.store.reading() as tx:
            troubles = len({outbreak.source for outbreak in tx.open_outbreaks()})
            waiting = tx.count_waiting()
            due = tx.next_target_due()
        polling = f"next poll {due:%H:%M:%S} UTC" if due is not None else "nothing to poll"
        if not self._pump.polling:
            polling = "polling has stopped: disk almost full"
        where = f"{troubles} in trouble" if troubles else "none in trouble"
        return f"watching {len(self._parts.settings.sources)} sources, {where}; {waiting} messages waiting; {polling}"

    # ---- clock and disk ----

    def _look_at_clock(self, now: datetime) -> None:
        by = self._log.clock.jumped()
        if by is None:
            return
        log.warning("the clock jumped", seconds=round(by.total_seconds()))
        with self._parts.cycle.store.writing() as tx:
            told.tell(tx, self._parts.cycle.knowledge, notices.clock_jumped(by, now))
            align(tx, self._parts.settings, now)  # what lies too far ahead by the new clock is due now
        self._log.well_since = now
        self._log.verify_at = min(self._log.verify_at, now + _VERIFY_EVERY)

    def _look_at_disk(self, now: datetime) -> None:
        try:
            disk = self.disk = self._measure()
        except OSError as error:
            log.warning("the disk cannot be measured", error=error.strerror)
            return
        low = is_low(disk, before=told.DISK in self._lasting)
        self._pump.polling = not low
        if low == (told.DISK in self._lasting):
            return
        knowledge = self._parts.cycle.knowledge
        with self._parts.cycle.store.writing() as tx:
            if low:
                told.begins(tx, knowledge, told.DISK, notices.disk_low(str(disk.path), disk.free, now))
            else:
                told.ends(tx, knowledge, told.DISK, notices.disk_well(str(disk.path), disk.free, now))
        log.warning("disk almost full" if low else "disk has room again", free=disk.free, path=str(disk.path))
        self._parts.cycle.nudge()

    # ---- what is kept ----

    def _verify(self, now: datetime) -> None:
        if now < self._log.verify_at or (self._verifying is not None and not self._verifying.done()):
            return
        self._log.verify_at = now + _VERIFY_EVERY
        self._verifying = asyncio.create_task(self._once_a_day())

    async def _once_a_day(self) -> None:
        await self._keep_house()
        await self._look_through()

    async def _keep_house(self) -> None:
        """What has grown old is kept in less detail; beside everything else, and not beyond our own end."""
        parts, over = self._parts, threading.Event()
        now = parts.cycle.clock.now()
        try:
            gone = await beside(lambda: daily(parts.cycle.store, parts.settings.store, now, lambda: not over.is_set()))
            log.info("old polls were folded", rows=gone)
        except MonitorError:
            log.exception("old polls could not be folded")
        finally:
            over.set()

    async def _look_through(self) -> None:
        """Slowly, beside everything else: each hash of what was kept."""
        cycle = self._parts.cycle
        archive = Archive.open(self._parts.settings.store.archive, read_only=True)
        try:
            faults = await beside(lambda: verify(cycle.store, archive))
            self.told_of(faults)
        except MonitorError:
            log.exception("what is kept could not be verified")

    def told_of(self, faults: list[str]) -> None:
        """Tells what a verification found, once, and once when it is over."""
        knowledge, now = self._parts.cycle.knowledge, self._parts.cycle.clock.now()
        of_archive = [fault for fault in faults if fault.startswith("capture ") or ".warc" in fault.partition(":")[0]]
        found = {told.ARCHIVE: of_archive, told.JOURNAL: [fault for fault in faults if fault not in of_archive]}
        with self._parts.cycle.store.writing() as tx:
            for what, wrong in found.items():
                if wrong:
                    more = f" (and {len(wrong) - 1} more)" if len(wrong) > 1 else ""
                    told.begins(tx, knowledge, what, notices.damaged(what, wrong[0] + more, now))
                else:
                    told.ends(tx, knowledge, what, notices.intact(what, now))
        for fault in faults:
            log.error("what is kept does not fit", fault=fault)
        self._parts.cycle.nudge()

    # ---- the dead man's switch ----

    def _ping(self, now: datetime, *, well: bool) -> None:
        if not well:
            self._log.well_since = now
        if now - self._log.well_since < _HOUR or self._parts.settings.operator.ping is None:
            return
        self._log.well_since = now
        self._pinging = asyncio.create_task(self._ask_dead_man())

    async def _ask_dead_man(self) -> None:
        """Asks the operator's outside address, whose silence is the alarm. The address is a secret: no error names it."""
        ping = self._parts.settings.operator.ping
        if ping is None:
            return
        try:
            await self._parts.cycle.fetcher.get(FetchRequest(resolve(ping)))
        except ConfigurationError as error:
            log.warning("the dead-man address is not known", fault=str(error))
        except FetchError as error:
            if error.status is None or error.status >= 300:
                log.warning(
                    "the dead-man address did not take the ping", problem=error.problem.value, status=error.status
                )
