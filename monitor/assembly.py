"""Puts the parts of the house together from settings: store, archive, fetcher, sender, knowledge. Not a step of any walk."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from uuid import uuid4

from monitor.alerts.dispatch import Post
from monitor.alerts.send import NullSender, Sender
from monitor.alerts.words import Letterhead
from monitor.clock import Clock
from monitor.cycle import Cycle, Reader
from monitor.fetch.fetcher import Fetcher
from monitor.fetch.limits import FetchLimits
from monitor.fetch.transport import Transport
from monitor.library import lexicons, programs, templates
from monitor.model.news import NewsItem, NewsReading
from monitor.model.place import Health, Part, Target
from monitor.news import read_news
from monitor.settings import Settings
from monitor.sources import adapter
from monitor.steps import posting
from monitor.steps.scene import Knowledge
from monitor.store.archive import Archive
from monitor.store.store import Store
from monitor.store.tx import Tx

_IDENTITY = "identity:"


@dataclass(frozen=True, slots=True)
class Parts:
    """A cycle, and what has to be looked after beside it."""

    settings: Settings
    cycle: Cycle
    repaired: tuple[str, ...] = ()  # what the archive mended when it was opened


def knowledge(settings: Settings, letterhead: Letterhead) -> Knowledge:
    """What the steps need to know, from the settings and the files beside them."""
    beside = settings.file.parent
    if (beside / "lexicon").is_dir():
        lexicons(beside)  # a slip in words of one's own is told at the start, not by the first news item at night
    known = programs(beside)
    post = Post(templates(beside), letterhead, {channel.name: channel for channel in settings.channels})
    return Knowledge(settings, known, partial(_read_news, beside), post)


def _read_news(beside: Path, item: NewsItem) -> NewsReading:
    return read_news(item, lexicons(beside), programs(beside))


@asynccontextmanager
async def assemble(
    settings: Settings, transport: Transport, clock: Clock, reader: Reader, *, deliver: bool
) -> AsyncIterator[Parts]:
    """Opens everything, and closes it again. Raises StoreError where the database or the archive cannot be used."""
    try:
        with Store.open(settings.store.database) as store, Archive.open(settings.store.archive) as archive:
            fetch = settings.fetch
            cycle = Cycle(
                knowledge=knowledge(settings, letterhead(store)),
                store=store,
                archive=archive,
                fetcher=Fetcher(transport, FetchLimits(fetch.contact, fetch.allow, fetch.timeout), clock),
                reader=reader,
                sender=Sender(now=clock.now) if deliver else NullSender(),
                clock=clock,
            )
            yield Parts(settings, cycle, tuple(archive.repaired))
    finally:
        await transport.close()


def letterhead(store: Store) -> Letterhead:
    """The name that a database keeps for life; its messages' ids are made from it."""
    with store.writing() as tx:
        kept = tx.pending(_IDENTITY)
        if kept is None:
            tx.put_pending(_IDENTITY, None, {"id": uuid4().hex})
        found = tx.pending(_IDENTITY)
    return Letterhead(str(found.payload["id"]) if found is not None else "")


def prepare(parts: Parts, now: datetime) -> None:
    """Brings the work tables in line with the settings: every source has its entrance due, what was in flight is tried again."""
    with parts.cycle.store.writing() as tx:
        align(tx, parts.settings, now)
        posting.recover(tx, now)


def align(tx: Tx, settings: Settings, now: datetime) -> None:
    """Every configured source has its entrance due, and not later than its rhythm allows; what is not configured is at rest."""
    tx.retire_targets([source.id for source in settings.sources])
    for source in settings.sources:
        if tx.health(source.id) is None:
            tx.put_health(Health(source.id, added=now))
        wish = adapter(source.kind).entrance(source)
        for target in tx.targets_of(source.id, Part.ENTRANCE):
            if target.url != wish.url:
                tx.put_target(replace(target, due=None))
        entrance = tx.target(source.id, wish.url)
        if entrance is None:
            tx.put_target(Target(source.id, wish.url, Part.ENTRANCE, due=now, added=now, facts=dict(wish.facts)))
        elif entrance.due is None or entrance.due > now + (source.every or timedelta(days=1)):
            tx.put_target(replace(entrance, due=now))
