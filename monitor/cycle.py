"""The whole product on one page: look at a place, let time pass, deliver what is to be told. Not who calls it, nor when.

    poll(target)   fetch ─▶ read ─▶ compare ─▶ keep and tell      one transaction a poll
    tick(now)      ends, deadlines, digests, silence              one transaction
    deliver()      the outbox, at least once                      one before and one after each attempt

Data walks one way. Whatever a reading asks for (a license behind a link, an article behind an item, a look back in an hour)
is written as a target that is due, in the same transaction as everything that was learned; the next poll is a new walk.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from monitor.clock import Clock
from monitor.fetch.fetcher import Fetcher, FetchRequest
from monitor.model.faults import FetchError, MonitorError, ReadError, StoreError
from monitor.model.message import Channel, Delivery, Message, Outcome
from monitor.model.place import Capture, Reading, Source, Target, Trouble
from monitor.model.words import Problem
from monitor.schedule import asks_afresh
from monitor.sources import adapter
from monitor.steps import looks, passing, posting
from monitor.steps.scene import Knowledge, Scene
from monitor.store.archive import Archive, Kept
from monitor.store.store import Store
from monitor.store.tx import Tx

log = structlog.get_logger(__name__)

_AGAIN, _TRIES = 30.0, 20  # seconds between the tries to write down how a delivery ended, and how many follow the first

Step = Callable[[Tx, Scene], None]


class Reader(Protocol):
    """Keeps one capture and reads it with the adapter of its source; PDFs in a child process."""

    async def keep(self, archive: Archive, capture: Capture) -> Kept:
        """The bytes are on the disk when this is done. Raises StoreError."""

    async def read(self, source: Source, target: Target, capture: Capture) -> Reading:
        """Raises ReadError."""


class Sender(Protocol):
    """Hands a message to a channel."""

    async def send(self, channel: Channel, message: Message) -> Outcome:
        """Never raises: an attempt that failed is an outcome."""


@dataclass(slots=True)
class Cycle:
    """The three steps and what they work with."""

    knowledge: Knowledge
    store: Store
    archive: Archive
    fetcher: Fetcher
    reader: Reader
    sender: Sender
    clock: Clock
    chance: random.Random = field(default_factory=random.Random)
    learned: int = 0  # transactions that may have made something due
    nudge: Callable[[], None] = lambda: None  # called when something may have become due
    nudge_soon: Callable[[], None] = lambda: None  # called when something waits to be committed, within a second

    async def poll(self, source: Source, target: Target) -> timedelta | None:
        """Looks at one address, and writes all that follows from it in one transaction, or nothing.

        Returns for how long the host asked to be left alone, if it did.
        """
        try:
            capture = await self.fetcher.get(self._request(source, target))
        except FetchError as error:
            refused = error
            self._write(source, target, lambda tx, scene: looks.failed(tx, scene, refused))
            return error.retry_after
        if capture.unchanged or capture.sha256 == target.sha256:
            self._write(source, target, lambda tx, scene: looks.same(tx, scene, capture), soon=True)
            return None
        # The bytes are in the archive before anything says that they were seen (DESIGN.md, rule 1).
        kept = await self.reader.keep(self.archive, capture)
        try:
            reading = await self.reader.read(source, target, capture)
            self._write(source, target, lambda tx, scene: looks.learn(tx, scene, capture, kept, reading), capture)
        except ReadError as problem:
            self._spoiled(source, target, capture, problem)
        except MonitorError:
            raise
        except Exception as fault:
            log.exception("a page could not be digested", source=source.id, url=target.url)
            detail = f"our own reading failed: {type(fault).__name__}: {fault}"
            self._spoiled(source, target, capture, ReadError(Problem.UNREADABLE, detail))
        return None

    def _spoiled(self, source: Source, target: Target, capture: Capture, problem: ReadError) -> None:
        self._write(source, target, lambda tx, scene: looks.failed(tx, scene, problem, capture), capture)

    def give_up(self, source: Source, target: Target, why: str) -> None:
        """Writes a look that failed by a fault of our own: trouble, and another try later."""
        self._write(source, target, lambda tx, scene: looks.failed(tx, scene, Trouble(Problem.UNREADABLE, why)))

    def tick(self, now: datetime) -> None:
        """Lets time pass up to `now` (UTC)."""
        with self.store.writing(soon=True) as tx:
            passing.pass_time(tx, self.knowledge, now)

    def deliver(self) -> int:
        """Starts every delivery that is due, one a channel at a time. Returns how many were started.

        Each goes its own way, so that a channel that hangs delays no other.
        """
        now = self.clock.now()
        with self.store.reading() as tx:
            due = tx.next_delivery_due()
        if due is None or due > now:
            return 0
        with self.store.writing() as tx:
            begun = posting.begin(tx, now)
        for delivery in begun:
            self.clock.spawn(self._hand_over(delivery))
        return len(begun)

    async def _hand_over(self, delivery: Delivery) -> None:
        channel = self.knowledge.post.channels.get(delivery.channel)
        if channel is None:
            outcome = Outcome(
                ok=False,
                permanent=True,
                detail=f"there is no channel {delivery.channel!r} in the configuration any more",
            )
        else:
            outcome = await self.sender.send(channel, delivery.message)
        if not outcome.ok:
            told = {"alert": delivery.alert, "channel": delivery.channel, "attempt": delivery.attempts}
            log.warning("a message was not taken", **told, error=outcome.detail)
        await self._write_down(delivery, outcome)
        self.nudge()

    async def _write_down(self, delivery: Delivery, outcome: Outcome) -> None:
        """How an attempt ended. A message that was taken and not written down would be sent twice, so it is tried for a while."""
        ended = self.clock.now()
        for last in (*[False] * _TRIES, True):
            try:
                with self.store.writing() as tx:
                    posting.end(tx, self.knowledge, delivery, outcome, ended, self.chance.random())
            except StoreError as fault:
                if last:
                    raise
                log.error("how a delivery ended cannot be written down; it is tried again", fault=str(fault))  # noqa: TRY400 -- a full disk is no bug to trace
                await self.clock.sleep(_AGAIN)
            else:
                return

    def _request(self, source: Source, target: Target) -> FetchRequest:
        accepted = adapter(source.kind).accept(target)
        afresh = asks_afresh(target, self.clock.now())
        return FetchRequest(target.url, accepted, target.etag, target.last_modified, target.sha256, afresh)

    def _write(
        self, source: Source, target: Target, work: Step, capture: Capture | None = None, *, soon: bool = False
    ) -> None:
        """One transaction; a look that found nothing new may share its commit with others of the same second."""
        with self.store.writing(soon=soon) as tx:
            health = tx.health(source.id)
            if health is None:
                return  # the source was taken out of the configuration while it was being asked
            evidence = capture.sha256 if capture is not None else None
            work(tx, Scene(self.clock.now(), source, target, health, self.knowledge, evidence))
        self.learned += not soon
        (self.nudge_soon if soon else self.nudge)()
