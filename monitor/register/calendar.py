"""What the passing of time does: ends that come, and deadlines that come near. Not what texts or pages say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.model.register import Change, Ending, Held, Version
from monitor.model.words import Kind
from monitor.register import standing
from monitor.register.beginnings import end_direction


@dataclass(frozen=True, slots=True)
class Deadline:
    """The time left of a version fell to a number of days that somebody asked for."""

    version: Version
    due: datetime
    before: timedelta


def expiry(held: Held, now: datetime, jurisdiction: str = "US") -> tuple[Ending, Change] | None:
    """The end of the latest version by its own date, where no successor is held; None where it has not come or was told."""
    version = standing.latest(held)
    if (
        version is None
        or version.expires_at is None
        or version.expires_at > now
        or standing.ending_of(held, version) is not None
    ):
        return None
    ending = Ending(held.measure.key, version.label, version.expires_at, "expired", None, now)
    change = Change(
        at=now,
        measure=held.measure.key,
        label=version.label,
        kind=Kind.EXPIRED,
        direction=end_direction(held.measure.kind),
        title=version.title,
        summary=f"{version.label} reached its end and no successor is known: {version.title}",
        sources=(version.source,),
        url=version.url,
        effective=version.expires_at,
        sha256=version.evidence,
        program=held.measure.program,
        jurisdiction=jurisdiction,
        before_label=version.label,
        expires_at=version.expires_at,
    )
    return ending, change


def deadlines(
    held: Held, now: datetime, asked: Iterable[timedelta], told: frozenset[timedelta]
) -> tuple[Deadline, ...]:
    """The number of days that the time left has just fallen to, and that was not told yet.

    One that had passed before the version was seen is not told: whoever learned of the license learned its end with it.
    Only the nearest is returned where several were passed at once, as after a long standstill.
    """
    version = standing.latest(held)
    if version is None or version.expires_at is None or standing.ending_of(held, version) is not None:
        return ()
    left = version.expires_at - now
    if left <= timedelta():
        return ()
    passed = sorted(before for before in set(asked) if left <= before and version.seen_at < version.expires_at - before)
    if not passed or passed[0] in told:
        return ()
    return (Deadline(version, version.expires_at, passed[0]),)
