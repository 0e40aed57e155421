"""How far back the pages of a listing are wanted. Not where a further page is: each kind of source finds that itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from zoneinfo import ZoneInfo

from monitor.model.place import Part, Source, Target, Wish
from monitor.sources import answers

_MOST = 1_000  # pages; the longest listing known has 316, and one without end would be followed for ever


def further_page(source: Source, target: Target, url: str | None, days: Iterable[date | None]) -> tuple[Wish, ...]:
    """The wish for the next page `url`, where it can hold something wanted; `days` are those of the items on this one.

    It can on a back-fill (`back_to`), and where even the oldest item here is as new as the last good reading of the
    entrance: then everything on this page is news, and more may stand behind it. The page hands that day on, for it has
    no last reading of its own, and counts the pages. A page without dates leads nowhere.
    """
    dated = [day for day in days if day is not None]
    until = _until(source, target)
    number = _number(target) + 1
    if url is None or until is None or not dated or min(dated) < until or number > _MOST:
        return ()
    return (Wish(url, Part.PAGE, facts={"until": until.isoformat(), "page": number}),)


def _number(target: Target) -> int:
    """How many pages it took to come here; 0 at the entrance."""
    said = target.facts.get("page")
    return said if target.part is Part.PAGE and isinstance(said, int) else 0


def _until(source: Source, target: Target) -> date | None:
    """The day down to which pages are wanted; None: only the first page is."""
    if target.part is Part.PAGE:
        return answers.day(target.facts.get("until"))
    seen = target.read_at.astimezone(ZoneInfo(source.tz)).date() if target.read_at is not None else None
    if seen is None or source.back_to is None:
        return source.back_to or seen
    return min(source.back_to, seen)
