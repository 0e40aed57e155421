"""Which version of a measure counts at a moment, and where it stands. Not what a new text does to it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from monitor.model.register import Ending, Held, Version
from monitor.model.words import Status

_EASTERN = ZoneInfo("America/New_York")
_AHEAD = timedelta(days=3)  # an act may be made known a little before its day


def legal_instant(day: date) -> datetime:
    """The first instant of a legal day in Washington, as UTC (DESIGN.md, rule 8)."""
    return datetime.combine(day, time(), _EASTERN).astimezone(UTC)


def legal_day(at: datetime) -> date:
    """The day in Washington at an instant."""
    return at.astimezone(_EASTERN).date()


def jurisdiction(key: str) -> str:
    """Whose rule a measure is, as its key says: `US` of us-ofac/russia/gl-25; empty where the key names nobody."""
    code = key[:2].upper()
    return "" if code == "ZZ" else code


def latest(held: Held) -> Version | None:
    """The version issued last; the Federal Register may print an older one later, which does not make it the latest."""
    if not held.versions:
        return None
    return max(enumerate(held.versions), key=lambda pair: (pair[1].issued or legal_day(pair[1].seen_at), pair[0]))[1]


def plausible_issue(issued: date | None, seen_at: datetime, replaces: Iterable[str], held: Held | None) -> date | None:
    """The date of issue that a text gives, where it can be true; then texts are put in their order by it.

    None for a slip: a day that lies ahead of the one on which the text was seen, or before that of a text that it says it
    replaces (last year's number in January). Such a text counts from the day on which it was seen.
    """
    if issued is None or issued > legal_day(seen_at) + _AHEAD:
        return None
    labels = {label.casefold() for label in replaces}
    replaced = (
        [v.issued for v in held.versions if v.label.casefold() in labels and v.issued] if held is not None else []
    )
    return None if any(day > issued for day in replaced) else issued


def of_label(held: Held, label: str) -> tuple[Version, ...]:
    """All texts held under a label, in the order in which they were seen."""
    return tuple(version for version in held.versions if version.label.casefold() == label.casefold())


def ending_of(held: Held, version: Version) -> Ending | None:
    """How a version ended; None where it has not, or where a later text under its label revived it."""
    endings = [e for e in held.endings if e.label.casefold() == version.label.casefold()]
    if not endings:
        return None
    last = endings[-1]
    known_at = last.seen_at or last.at
    return None if last.by != "superseded" and version.seen_at > known_at else last


def status(held: Held, now: datetime) -> Status:
    """Where the measure stands at `now`."""
    version = latest(held)
    if version is None:
        return Status.WITHDRAWN
    ending = ending_of(held, version)
    if ending is not None and ending.at <= now:
        return Status(ending.by)
    if version.expires_at is not None and version.expires_at <= now:
        return Status.EXPIRED
    starts = version.starts_at or (legal_instant(version.starts) if version.starts else None)
    return Status.NOT_YET if starts is not None and starts > now else Status.IN_FORCE


def in_force(held: Held, now: datetime) -> bool:
    """True where the measure binds or allows at `now`, or will from a day already fixed."""
    return status(held, now) in {Status.IN_FORCE, Status.NOT_YET}
