"""Whether a subscription wants to hear of a matter, and when a deadline is worth a word. Not to whom it goes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from fnmatch import fnmatchcase

from monitor.model.message import Matter, MatterKind, Subscription
from monitor.model.words import Direction, Kind

# What a person is told besides subscriptions: the operator's notices, and what dispatch makes from alerts already told.
_NOT_BY_FILTER = {MatterKind.OPERATOR, MatterKind.DIGEST, MatterKind.ESCALATION}


def wants(subscription: Subscription, matter: Matter) -> bool:
    """True where every filter of the subscription lets the matter through. An empty filter lets everything through.

    What is `unjudged` passes every `directions` filter; what is republished alerts nobody; a deadline is asked for by
    `deadlines` alone, besides program, jurisdiction, measure, role and words (CONTRACT.md).
    """
    if matter.kind in _NOT_BY_FILTER or not worth(matter):
        return False
    if matter.kind is MatterKind.DEADLINE:
        fits = _wants_deadline(subscription, matter)
    else:
        fits = _passes_direction(subscription, matter) and _passes_kind(subscription, matter)
    return fits and _passes_place(subscription, matter) and _passes_words(subscription.words, matter)


def worth(matter: Matter) -> bool:
    """False for what alerts nobody, whatever the subscription: a republication, or news that tells no change."""
    return matter.change_kind is not Kind.REPUBLISHED and bool(matter.facts.get("worth", True))


def _passes_direction(subscription: Subscription, matter: Matter) -> bool:
    return (
        not subscription.directions
        or matter.direction in {None, Direction.UNJUDGED}
        or matter.direction in subscription.directions
    )


def _passes_kind(subscription: Subscription, matter: Matter) -> bool:
    kinds = {*matter.facts.get("kinds", ()), *((matter.change_kind.value,) if matter.change_kind else ())}
    return not subscription.kinds or not kinds or not kinds.isdisjoint(kind.value for kind in subscription.kinds)


def _passes_place(subscription: Subscription, matter: Matter) -> bool:
    programs = {matter.program, *matter.facts.get("programs", ())} - {None}
    return (
        (not subscription.programs or not programs.isdisjoint(subscription.programs))
        and _among(matter.jurisdiction, subscription.jurisdictions)
        and _matches(subscription.measures, matter)
        and (not subscription.roles or matter.role in subscription.roles)
    )


def _among(value: str | None, allowed: Collection[str]) -> bool:
    return not allowed or (value is not None and value.casefold() in {one.casefold() for one in allowed})


def _matches(patterns: Collection[str], matter: Matter) -> bool:
    keys = [key for key in (matter.measure, *matter.facts.get("measures", ())) if key]
    return not patterns or any(fnmatchcase(key.lower(), pattern.lower()) for key in keys for pattern in patterns)


def _passes_words(words: Collection[str], matter: Matter) -> bool:
    if not words:
        return True
    text = " ".join(" ".join(_texts(matter)).casefold().split())
    # Whole words, for "ran" is not in "Iran"; a letter of any script counts as part of a word.
    return any(re.search(rf"(?<!\w){re.escape(' '.join(word.casefold().split()))}(?!\w)", text) for word in words)


def _texts(matter: Matter) -> list[str]:
    facts = matter.facts
    changed = (str(one.get(side) or "") for one in facts.get("operations", ()) for side in ("before", "after"))
    return [
        matter.title,
        matter.summary,
        facts.get("text") or "",
        facts.get("body") or "",
        *facts.get("entries", ()),
        *changed,
    ]


def _wants_deadline(subscription: Subscription, matter: Matter) -> bool:
    left = timedelta(seconds=matter.facts["left"])
    due = datetime.fromisoformat(matter.facts["due"])
    return left == _nearest(subscription.deadlines, due - matter.at)


def _nearest(deadlines: Iterable[timedelta], left: timedelta) -> timedelta | None:
    # After a long stop two of them may have passed; the later one says it all.
    return min((deadline for deadline in deadlines if left <= deadline), default=None)


def deadline_reached(deadlines: Iterable[timedelta], due: datetime, since: datetime, now: datetime) -> timedelta | None:
    """The number of days that the time left until `due` fell to between `since` (exclusive) and `now` (inclusive).

    None where it fell to none of them, or the end itself has passed. `since` is the last tick, or the moment at which the
    measure was first held: what was passed earlier is not told.
    """
    nearest = _nearest(deadlines, due - now)
    if nearest is None or now >= due or not since < due - nearest <= now:
        return None
    return nearest


def deadlines_reached(
    subscriptions: Iterable[Subscription], due: datetime, since: datetime, now: datetime
) -> tuple[timedelta, ...]:
    """The distinct deadlines that were reached for any subscription, the longest first: one matter each."""
    found = {deadline_reached(one.deadlines, due, since, now) for one in subscriptions}
    return tuple(sorted((left for left in found if left is not None), reverse=True))
