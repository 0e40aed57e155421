"""From the events of all sentences to what the item says: label, direction, stage, and the words that decided."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.model.words import Direction, NewsLabel, Stage
from monitor.news.events import Event, Mood, Parsed

_L = NewsLabel
_MOODS = {
    Mood.REAL: 1.0,
    Mood.AGREED: 1.0,
    Mood.RECALLED: 0.2,
    Mood.UNREAL: -1.0,
    Mood.DENIED: -1.0,
    Mood.REFUSED: -1.0,
    Mood.COURT: -1.0,
    Mood.REACTION: -0.8,
}


_WEAK = ("objects.permission", "objects.restriction", "objects.register", "objects.package", "acts.list", "acts.delist")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the item says, how surely, and why."""

    label: NewsLabel
    direction: Direction
    stage: Stage
    score: float
    why: tuple[str, ...]


def _weight_of(parsed: list[Parsed], *keys: str) -> float:
    return sum(p.sentence.weight for p in parsed if p.any(*keys))


def _words(parsed: list[Parsed], *keys: str) -> tuple[str, ...]:
    return tuple(p.sentence.span(t.start, t.end) for p in parsed for key in keys for t in p.of(key))[:2]


def weigh(parsed: list[Parsed], events: list[Event]) -> Verdict:
    """The verdict over an item."""
    head = parsed[:4]
    authority = any(key.startswith("authorities.") and key != "authorities.other" for p in head for key in p.tags)
    country = any(key.startswith("countries.") for p in head for key in p.tags)
    elsewhere = _weight_of(head, "fields.elsewhere")
    context = _weight_of(parsed, "fields.context")
    if not context and authority and country and _weight_of(head, *_WEAK):
        # "EU countries get Russian oil exemption": an authority of ours, a country, and a word that others use as well.
        context = 1.0
    if not context:
        return Verdict(_L.NONE, Direction.UNCHANGED, Stage.NOT_APPLICABLE, 0.95, ("no word about sanctions",))
    real = sum(e.weight for e in events if e.title and _MOODS[e.mood] > 0)
    if elsewhere >= 2 and (elsewhere >= 3 or not real or not country):
        why = _words(head, "fields.elsewhere")
        return Verdict(_L.NONE, Direction.UNCHANGED, Stage.NOT_APPLICABLE, 0.8, (f"another field: {', '.join(why)}",))
    if _weight_of(head, "acts.publish") >= 2:
        why = _words(head, "acts.publish", "moods.ended")
        return Verdict(_L.GUIDANCE, Direction.UNCHANGED, Stage.REPUBLICATION, 0.9, why)
    if _weight_of(head, "acts.update") >= 2:
        return Verdict(_L.GUIDANCE, Direction.UNCHANGED, Stage.ADOPTED, 0.9, _words(head, "acts.update"))
    return _weigh_events(parsed, events)


def _asks(parsed: Parsed) -> bool:
    """True where a clause of the headline begins with a question word: "What the sanctions mean"."""
    return any(tag.start == 0 or tag.start - 1 in parsed.boundaries for tag in parsed.of("moods.asks"))


def _weigh_events(parsed: list[Parsed], events: list[Event]) -> Verdict:
    damp = 1.0
    title = [p for p in parsed if p.sentence.title]
    if any(p.sentence.question or p.any("moods.explainer") or _asks(p) for p in title):
        damp = 0.2
    totals: dict[tuple[NewsLabel, Direction], float] = {}
    why: dict[tuple[NewsLabel, Direction], list[str]] = {}
    against = 0.0
    reasons: list[str] = []
    moods: dict[Mood, float] = {}
    for event in events:
        weight = event.weight * _MOODS[event.mood] * (damp if event.title or damp == 1.0 else 2 * damp)
        weight *= 1.0 if event.firm or event.act != "allow" else 0.7
        weight *= 0.5 if weight < 0 and event.weight < 3 else 1.0
        moods[event.mood] = moods.get(event.mood, 0) + event.weight
        if weight < 0:
            against -= weight
            reasons.append(f"{event.mood.name.lower()}: {event.why}")
        else:
            key = (event.label, event.direction)
            totals[key] = totals.get(key, 0.0) + weight
            why.setdefault(key, []).append(event.why)
    prosecution = sum(p.sentence.weight for p in parsed[:3] if p.any("objects.prosecution"))
    total = sum(totals.values())
    if prosecution and any(p.any("objects.violation") for p in parsed[:4]) and prosecution > total:
        return Verdict(
            _L.ENFORCEMENT,
            Direction.UNCHANGED,
            Stage.ADOPTED,
            0.7,
            _words(parsed[:3], "objects.prosecution", "objects.violation"),
        )
    if not totals:
        stage = Stage.COURT if Mood.COURT in moods else Stage.PROPOSED if Mood.UNREAL in moods else Stage.COMMENTARY
        return Verdict(_L.NONE, Direction.UNCHANGED, stage, 0.7, tuple(reasons[:3]) or ("no change is told",))
    label, direction = max(totals, key=lambda key: totals[key])
    first = [event for event in events if event.weight >= 0.8 and _MOODS[event.mood] > 0]
    if (
        label is _L.MEASURE_ADDED
        and any(e.label is _L.DESIGNATION_ADDED for e in first)
        and not any(e.package and e.title for e in first)
    ):
        label = _L.DESIGNATION_ADDED
        why.setdefault((label, direction), [])
    if total <= against or total < 0.9:
        stage = (
            Stage.COURT
            if moods.get(Mood.COURT, 0) >= moods.get(Mood.UNREAL, 0) > 0
            else Stage.PROPOSED
            if Mood.UNREAL in moods
            else Stage.COMMENTARY
        )
        return Verdict(_L.NONE, Direction.UNCHANGED, stage, 0.6, tuple(reasons[:3]) or ("only in passing",))
    stage = Stage.AGREED_NOT_ADOPTED if moods.get(Mood.AGREED, 0) > moods.get(Mood.REAL, 0) else Stage.ADOPTED
    return Verdict(
        label,
        direction,
        stage,
        min(0.99, 0.5 + 0.5 * (total - against) / (total + against + 1)),
        tuple(why[label, direction][:3]),
    )
