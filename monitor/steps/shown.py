"""How far back a source's list reached at the first look. What is older than that and comes up later was there, below it: no news.

A row that is taken away lets the next older one slide into the list, and a feed may begin to show its archive. Only what the
source itself showed counts, not the calendar: a source may have been silent for years.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from monitor.model.place import Part, Reading, Wish
from monitor.steps.scene import Scene
from monitor.store.tx import Tx

_SHOWN = "shown:"
_NO_YEAR = 1970  # and before it: an unset clock, no date
_LATE = timedelta(
    days=3
)  # an item of a feed may be dated by its signing, or come late; the rows of a listing are in order


def remember(tx: Tx, scene: Scene, reading: Reading) -> None:
    """Keeps the oldest day of a first listing; a later one never moves it."""
    if scene.target.part is Part.ENTRANCE and tx.pending(_SHOWN + scene.source.id) is None:
        oldest = min(_days(scene, reading), default=None)
        if oldest is not None:
            oldest -= _LATE if reading.documents else timedelta()
            tx.put_pending(_SHOWN + scene.source.id, None, {"oldest": oldest.isoformat()})


def is_older(tx: Tx, scene: Scene, published: datetime | None, day: date | None) -> bool:
    """True for what is dated before everything that the source's list showed at the first look."""
    kept = tx.pending(_SHOWN + scene.source.id)
    on = _day(scene, published, day)
    return kept is not None and on is not None and on < date.fromisoformat(kept.payload["oldest"])


def dates_of(wish: Wish) -> tuple[datetime | None, date | None]:
    """The time and the day that a row gives for what lies behind it, as far as it gives them."""
    published, day = wish.facts.get("published"), wish.facts.get("date")
    at = datetime.fromisoformat(published) if isinstance(published, str) and published else None
    on = datetime.fromisoformat(day).date() if isinstance(day, str) and day else None
    return at, on


def _days(scene: Scene, reading: Reading) -> Iterator[date]:
    given = [(document.published, document.published_on) for document in reading.documents]
    given += [dates_of(wish) for wish in reading.wishes]
    for published, day in given:
        if (on := _day(scene, published, day)) is not None and on.year > _NO_YEAR:
            yield on


def _day(scene: Scene, published: datetime | None, day: date | None) -> date | None:
    return published.astimezone(ZoneInfo(scene.source.tz)).date() if published is not None else day
