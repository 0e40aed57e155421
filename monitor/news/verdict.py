"""From the events of all sentences to what the item says: label, direction, stage, and the words that decided."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.model.words import Direction, NewsLabel, Stage
from monitor.news.clause import Parsed, overlap
from monitor.news.events import Event
from monitor.news.mood import Mood

_L = NewsLabel
_T = Direction.TIGHTENED
# How much an event in this mood speaks for a change (above nought) or against one.
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
_HEAD = 4  # sentences that tell what the item is about
_HEADLINE = 1.25  # times its weight, what a headline says counts where its text tells the opposite as well
_ENOUGH = 0.9  # weight of events below which a change is told only in passing
_LEDE = 0.8  # weight of the sentences that may say it more exactly
_FINER = {
    _L.MEASURE_ADDED: (_L.DESIGNATION_ADDED, _L.MEASURE_TIGHTENED),
    _L.MEASURE_TIGHTENED: (_L.DESIGNATION_ADDED,),
    _L.MEASURE_RELAXED: (_L.MEASURE_EXTENDED, _L.DESIGNATION_REMOVED),
    _L.MEASURE_EXPIRED_OR_REVOKED: (_L.DESIGNATION_REMOVED,),
}
_NOTICE = "notify"
_LOOSE = frozenset({"allow", "forbid"})
_FOREIGN = frozenset({"authorities.other", "authorities.UA"})
# Words that others use as well: they need an authority of ours and a country beside them.
_WEAK = (
    "objects.permission",
    "objects.restriction",
    "objects.register",
    "objects.package",
    "objects.emergency",
    "acts.list",
    "acts.delist",
    "acts.freeze",
)

NO_WORD = "no word about sanctions"  # the reason of an item that is of another world


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the item says, how surely, and why."""

    label: NewsLabel
    direction: Direction
    stage: Stage
    score: float
    why: tuple[str, ...]


def weigh(parsed: list[Parsed], events: list[Event]) -> Verdict:
    """The verdict over an item."""
    head = parsed[:_HEAD]
    if not _about_sanctions(parsed):
        return _nothing(Stage.NOT_APPLICABLE, 0.95, NO_WORD)
    elsewhere = _weight_of(head, "fields.elsewhere")
    told = any(event.title and _MOODS[event.mood] > 0 for event in events)
    country = any(key.startswith("countries.") for p in head for key in p.tags)
    named = country or any(key.startswith("authorities.") for p in head for key in p.tags)
    if not named and not any(p.any("objects.package") for p in head):
        return _nothing(Stage.NOT_APPLICABLE, 0.7, "nobody who sanctions or is sanctioned is named")
    licensed = any(p.any("instruments.license") for p in head)  # "general license 13 on taxes and tariffs"
    if not licensed and (elsewhere >= 3 or (elsewhere >= 2 and not (told and country))):
        return _nothing(Stage.NOT_APPLICABLE, 0.8, "another field:", *_words(head, "fields.elsewhere"))
    if _weight_of(head, "acts.publish") >= 2:
        why = _words(head, "acts.publish", "moods.ended")
        return Verdict(_L.GUIDANCE, Direction.UNCHANGED, Stage.REPUBLICATION, 0.9, why)
    if _weight_of(head, "acts.update") >= 2:
        return Verdict(_L.GUIDANCE, Direction.UNCHANGED, Stage.ADOPTED, 0.9, _words(head, "acts.update"))
    # "Notice of Sanctions Actions" says what was done only where nothing says it better.
    plain = [event for event in events if event.act != _NOTICE]
    otherwise = any(_MOODS[e.mood] > 0 and (e.mood is Mood.RECALLED or e.direction is not _T) for e in plain)
    return _weigh_events(parsed, _without_winding_down(plain if otherwise else events))


def _about_sanctions(parsed: list[Parsed]) -> bool:
    if any(p.any("fields.context") for p in parsed):
        return True
    # "EU countries get Russian oil exemption": an authority of ours, a country, and a word that others use as well.
    keys = {key for p in parsed[:_HEAD] for key in p.tags}
    authority = any(key.startswith("authorities.") and key not in _FOREIGN for key in keys)
    return authority and any(key.startswith("countries.") for key in keys) and not keys.isdisjoint(_WEAK)


def _weight_of(parsed: list[Parsed], *keys: str) -> float:
    return sum(p.sentence.weight for p in parsed if p.any(*keys))


def _words(parsed: list[Parsed], *keys: str) -> tuple[str, ...]:
    return tuple(p.sentence.span(t.start, t.end) for p in parsed for key in keys for t in p.of(key))[:2]


def _nothing(stage: Stage, score: float, *why: str) -> Verdict:
    return Verdict(_L.NONE, Direction.UNCHANGED, stage, score, (" ".join(why),))


def _explained(parsed: list[Parsed]) -> tuple[str, ...]:
    """The words by which an authority says what its rules mean: in the headline, or in the lede under one that names it."""
    title = [p for p in parsed if p.sentence.title]
    lede = [p for p in parsed if not p.sentence.title][:1]
    ours = any(tag.concept != "other" for p in title for tag in p.part("authorities"))
    return _words(title, "objects.guidance") or (_words(lede, "objects.guidance") if ours else ())


def _without_winding_down(events: list[Event]) -> list[Event]:
    """A license that only winds down is part of the tightening that it comes with (DIRECTION.md, beginnings and ends)."""
    ends = any(_MOODS[event.mood] > 0 and event.direction is _T for event in events)
    return [e for e in events if not (ends and e.winding and e.direction is not _T and e.act != "extend")]


def _weigh_events(parsed: list[Parsed], events: list[Event]) -> Verdict:
    factors = _headline_factors(parsed, events)
    strong = any(p.any("fields.context") for p in parsed[:_HEAD])
    # Who merely "allows" or "bans" is told apart by the talk of sanctions around it.
    weights = [(event, _weight(event, factors)) for event in events if strong or event.firm or event.act not in _LOOSE]
    if any(event.licensed for event in events):
        weights = [(event, weight * _talk(event)) for event, weight in weights]
    real = sum(weight for _, weight in weights if weight > 0)
    against = -sum(weight for _, weight in weights if weight < 0)
    if _weight_of(parsed[:3], "objects.prosecution") > real and _broken(parsed):
        why = _words(parsed[:3], "objects.prosecution", "objects.violation")
        return Verdict(_L.ENFORCEMENT, Direction.UNCHANGED, Stage.ADOPTED, 0.7, why)
    if real <= against or real < _ENOUGH:
        explained = _explained(parsed)
        if explained:
            return Verdict(_L.GUIDANCE, Direction.UNCHANGED, Stage.ADOPTED, 0.6, explained)
        reasons = tuple(f"{event.mood.name.lower()}: {event.why}" for event, weight in weights if weight < 0)
        passing = "only in passing" if real else "no change is told"
        return Verdict(_L.NONE, Direction.UNCHANGED, _idle_stage(parsed, events), 0.6, reasons[:3] or (passing,))
    label, direction = _choose([(event, weight) for event, weight in weights if weight > 0])
    why = tuple(event.why for event, weight in weights if weight > 0 and event.direction is direction)
    score = min(0.99, 0.5 + 0.5 * (real - against) / (real + against + 1))
    return Verdict(label, direction, _stage(events), score, why[:3])


def _broken(parsed: list[Parsed]) -> bool:
    """True where a rule was broken: said so, or the headline of an item about sanctions tells of penalties."""
    if any(p.any("objects.violation") for p in parsed[:_HEAD]):
        return True
    title = [p for p in parsed if p.sentence.title]
    told = any(p.any("objects.prosecution") for p in title)
    return told and not any(p.explains() or p.any("moods.unreal", "moods.court") for p in title)


def _headline_factors(parsed: list[Parsed], events: list[Event]) -> tuple[float, float]:
    """How much the events of headline and text count, by what the headline is.

    A headline that asks, explains, reacts or demands is about something else than the change that its text recalls.
    """
    title = [p for p in parsed if p.sentence.title]
    if not title:
        return 1.0, 1.0
    told = [event for event in events if event.title]
    asking = any(p.explains() for p in title)
    if asking and not any(_MOODS[event.mood] >= 1 and not event.asked for event in told):
        return 0.1, 0.25
    done = [event for event in told if _MOODS[event.mood] >= 1]
    if done and not any(event.owned for event in done):
        return 1.0, 0.1  # what is told is done by those whom our measures are about
    if done:
        return 1.0, 1.0
    talk = any(p.any("moods.reaction", "moods.unreal", "moods.court") and p.any("fields.context") for p in title)
    if told or talk or any(_court(p) and p.part("authorities") for p in title):
        return 1.0, 0.4
    if not any(p.any("fields.context", *_WEAK) or p.part("countries") for p in title):
        return 1.0, 0.6
    return 1.0, 0.8


def _court(parsed: Parsed) -> bool:
    """True where a court is named that is not among those whom it is about: "sanctions on two judges"."""
    whom = parsed.of("objects.party")
    return any(not any(overlap(tag, other) for other in whom) for tag in parsed.of("moods.court"))


def _weight(event: Event, factors: tuple[float, float]) -> float:
    factor = factors[0] if event.title else max(factors[1], 1.0 if event.licensed else 0.0)
    weight = event.weight * _MOODS[event.mood] * factor
    if not event.firm and event.act == "allow":
        weight *= 0.7
    if not event.owned or (event.act == "expire" and event.mood is Mood.UNREAL):
        weight *= 0.2  # "which were to expire" is no doubt about what is told beside it
    # Doubts in the text weigh less than what the headline says plainly.
    return weight * 0.5 if weight < 0 and not event.title and event.weight < 3 else weight


def _talk(event: Event) -> float:
    """Beside a license that was issued, a minister's denial of any easing and the guidance with it weigh little."""
    if event.licensed:
        return 1.5
    denied = event.mood in {Mood.DENIED, Mood.REFUSED} and event.direction is Direction.RELAXED
    return 0.1 if denied or event.label is _L.GUIDANCE else 1.0


def _choose(weights: list[tuple[Event, float]]) -> tuple[NewsLabel, Direction]:
    directions: dict[Direction, float] = {}
    labels: dict[tuple[Direction, NewsLabel], float] = {}
    for event, weight in weights:
        key = event.direction, event.label
        directions[event.direction] = directions.get(event.direction, 0.0) + weight * (_HEADLINE if event.title else 1)
        labels[key] = labels.get(key, 0.0) + weight * (2 if event.title else 1)
    direction = max(directions, key=lambda its: directions[its])
    _, label = max((key for key in labels if key[0] is direction), key=lambda key: labels[key])
    return _refined(label, [event for event, _ in weights if event.direction is direction]), direction


def _refined(label: NewsLabel, events: list[Event]) -> NewsLabel:
    """What the lede says more exactly: "imposes sanctions on Iran" is on a prosecutor, "gets an exemption" is an extension."""
    wholesale = any(event.package and event.title and _MOODS[event.mood] >= 1 for event in events)
    for event in events:
        if event.title or event.weight < _LEDE or event.label not in _FINER.get(label, ()):
            continue
        if not (wholesale and event.party):
            return event.label
    return label


def _idle_stage(parsed: list[Parsed], events: list[Event]) -> Stage:
    moods = {event.mood for event in events}
    if Mood.COURT in moods or any(p.any("moods.court") and p.sentence.position == 0 for p in parsed):
        return Stage.COURT
    return Stage.PROPOSED if Mood.UNREAL in moods else Stage.COMMENTARY


def _stage(events: list[Event]) -> Stage:
    agreed = sum(event.weight for event in events if event.mood is Mood.AGREED)
    real = sum(event.weight for event in events if event.mood is Mood.REAL)
    return Stage.AGREED_NOT_ADOPTED if agreed > real else Stage.ADOPTED
