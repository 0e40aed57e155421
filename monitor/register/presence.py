"""What it means that a page no longer lists a measure. Not whether the page was whole: sources/ and belief decide that."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.model.place import Listing
from monitor.model.register import Change, Ending, Held, Version
from monitor.model.words import Kind
from monitor.register import standing
from monitor.register.beginnings import end_direction

# A page that lost more than this share of its licenses at once is broken, not legislating.
_BELIEVABLE_SHARE = 1 / 3
_ALWAYS_BELIEVABLE = 2


@dataclass(frozen=True, slots=True)
class Absence:
    """What one whole reading of a page says about what it used to list."""

    newly_missing: tuple[str, ...] = ()  # measures: remember since when
    back: tuple[str, ...] = ()  # measures: forget that they were missing
    gone: tuple[tuple[Ending, Change], ...] = ()
    returned: tuple[tuple[Version, Change], ...] = ()  # withdrawn before, and listed again
    implausible: str = ""  # then nothing else counts


def listed_measures(listing: Listing) -> frozenset[tuple[str, str]]:
    """(measure, label) of everything that a page lists as current."""
    return frozenset((item.measure, item.label) for item in listing.items if item.measure and not item.archived)


def absence(
    before: Iterable[tuple[str, str]],
    listing: Listing,
    held: Mapping[str, Held],
    *,
    now: datetime,
    source: str,
    url: str,
    elsewhere: Collection[str] = (),
) -> Absence:
    """Compares what a page listed with what it lists now; `elsewhere` are the measures that other pages list.

    A measure is withdrawn after it was missing from two whole readings at different times (DESIGN.md, rule 3); one that ended in a
    way that we know of leaves the list as it should. One that was withdrawn and is listed again under its label is reinstated.
    """
    here = {measure for measure, _ in listed_measures(listing)}
    archived = {(item.measure, item.label.casefold()) for item in listing.items if item.archived and item.measure}
    expected = {
        measure: label for measure, label in before if measure in held and standing.in_force(held[measure], now)
    }
    lost = sorted(set(expected) - here)
    if len(lost) > max(_ALWAYS_BELIEVABLE, len(expected) * _BELIEVABLE_SHARE):
        return Absence(implausible=f"{len(lost)} of {len(expected)} licenses in force are not on the page any more")
    lost = [measure for measure in lost if measure not in elsewhere]
    newly = tuple(measure for measure in lost if held[measure].missing_since is None)
    gone = []
    for measure in lost:
        since = held[measure].missing_since
        if since is not None and since < now:
            gone.append(_withdrawn(held[measure], since, now, source, url, archived))
    back = tuple(sorted(measure for measure in here if measure in held and held[measure].missing_since is not None))
    returned = [
        _returned(held[measure], version, now, source, url)
        for measure, label in sorted(listed_measures(listing))
        if measure in held and (version := _withdrawn_version(held[measure], label)) is not None
    ]
    return Absence(newly, back, tuple(gone), tuple(returned))


def _withdrawn_version(held: Held, label: str) -> Version | None:
    """The latest version, where it was withdrawn and bears the label."""
    version = standing.latest(held)
    ending = standing.ending_of(held, version) if version is not None else None
    if version is None or ending is None or ending.by != "withdrawn":
        return None
    return version if version.label.casefold() == label.casefold() else None


def _returned(held: Held, version: Version, now: datetime, source: str, url: str) -> tuple[Version, Change]:
    change = Change(
        at=now,
        measure=held.measure.key,
        label=version.label,
        kind=Kind.REINSTATED,
        direction=end_direction(held.measure.kind).opposite,
        title=version.title,
        summary=f"{version.label} is on the official page again: {version.title}",
        sources=(source,),
        url=url,
        effective=now,
        program=held.measure.program,
        jurisdiction=standing.jurisdiction(held.measure.key),
        before_label=version.label,
        expires_at=version.expires_at,
    )
    return replace(version, seen_at=now, source=source, url=url), change


def _withdrawn(
    held: Held,
    since: datetime,
    now: datetime,
    source: str,
    url: str,
    archived: Collection[tuple[str | None, str]],
) -> tuple[Ending, Change]:
    version = standing.latest(held)
    label, title = (version.label, version.title) if version is not None else ("", held.measure.title)
    where = (
        "was moved to the archived licenses"
        if (held.measure.key, label.casefold()) in archived
        else "is gone from the official page"
    )
    change = Change(
        at=now,
        measure=held.measure.key,
        label=label,
        kind=Kind.WITHDRAWN,
        direction=end_direction(held.measure.kind),
        title=title,
        summary=f"{label} {where} with no word why: {title}",
        sources=(source,),
        url=url,
        effective=since,
        program=held.measure.program,
        jurisdiction=standing.jurisdiction(held.measure.key),
        before_label=label,
    )
    return Ending(held.measure.key, label, since, "withdrawn", None, now), change
