"""What the mere beginning of a measure means, before anything can be compared. Not a comparison of texts."""

from __future__ import annotations

import re

from monitor.law.acts import sign_of_act
from monitor.model.instrument import Instrument, InstrumentKind
from monitor.model.words import Direction, Effect, Kind

_WIND_DOWN = re.compile(r"\bwind(?:ing)?[\s-]*down\b", re.IGNORECASE)
# An order whose title takes sanctions away instead of imposing them.
_TAKES_AWAY = re.compile(
    r"\b(revo(?:ke|king|cation)|terminat(?:e|ing|ion)|suspen(?:d|ding|sion)|lift(?:ing)?|eas(?:e|ing)|repeal(?:ing)?|waiv(?:e|ing|er))\b",
    re.IGNORECASE,
)
_PROHIBITS = frozenset(
    {InstrumentKind.DIRECTIVE, InstrumentKind.DETERMINATION, InstrumentKind.ORDER, InstrumentKind.DESIGNATIONS}
)
_EXPLAINS = frozenset({InstrumentKind.FAQ})


def is_wind_down(title: str) -> bool:
    """True for a license that only winds down what something else blocks (DIRECTION.md, wind-down)."""
    return _WIND_DOWN.search(title) is not None


def direction_of_kind(kind: InstrumentKind, title: str) -> Direction:
    """The direction of a measure that begins, from what sort of instrument it is."""
    if kind is InstrumentKind.LICENSE:
        return Direction.RELAXED
    if kind in _PROHIBITS:
        return Direction.RELAXED if _TAKES_AWAY.search(title) else Direction.TIGHTENED
    if kind in _EXPLAINS:
        return Direction.UNCHANGED
    return Direction.UNJUDGED


def beginning(instrument: Instrument) -> tuple[Kind, Direction, str]:
    """Kind, direction and summary of a text whose predecessor is not held."""
    name = f"{_sort(instrument)} {instrument.label}"
    if instrument.supersedes:
        former = ", ".join(s.label for s in instrument.supersedes)
        if instrument.kind is InstrumentKind.LICENSE and is_wind_down(instrument.title):
            return (
                Kind.AMENDED,
                Direction.TIGHTENED,
                f"{name} replaces {former} and allows only winding down: {instrument.title}",
            )
        return (
            Kind.AMENDED,
            Direction.UNJUDGED,
            f"{name} replaces {former}, whose text the register does not hold: {instrument.title}",
        )
    if instrument.kind is InstrumentKind.REGULATION:
        return _regulation(name, instrument)
    direction = direction_of_kind(instrument.kind, instrument.title)
    verb = {
        Direction.RELAXED: "allows what was prohibited",
        Direction.TIGHTENED: "prohibits what was allowed",
        Direction.UNCHANGED: "explains the rules and changes none",
    }.get(direction, "is new")
    return Kind.ADDED, direction, f"{name} {verb}: {instrument.title}"


def _sort(instrument: Instrument) -> str:
    if instrument.kind is InstrumentKind.FAQ:
        return "FAQ"
    return "Decision" if "/decision-" in instrument.key else instrument.kind.value.capitalize()


def _regulation(name: str, instrument: Instrument) -> tuple[Kind, Direction, str]:
    """A section of the code by what its paragraphs do, any other act by its operative words."""
    effects = {provision.effect for provision in instrument.provisions}
    if Effect.PERMITS in effects and Effect.PROHIBITS not in effects:
        return Kind.ADDED, Direction.RELAXED, f"{name} allows what was prohibited: {instrument.title}"
    if Effect.PROHIBITS in effects and Effect.PERMITS not in effects:
        return Kind.ADDED, Direction.TIGHTENED, f"{name} prohibits what was allowed: {instrument.title}"
    sign = sign_of_act(instrument.text)
    if sign is None:
        return Kind.ADDED, Direction.UNJUDGED, f"{name} is new: {instrument.title}"
    return Kind.ADDED, sign.direction, f"{name} is new (“{sign.words}”): {instrument.title}"


def end_direction(kind: InstrumentKind) -> Direction:
    """The direction of an end without a successor: a permission's tightens, a prohibition's relaxes."""
    if kind is InstrumentKind.LICENSE:
        return Direction.TIGHTENED
    if kind in _PROHIBITS:
        return Direction.RELAXED
    return Direction.UNCHANGED if kind in _EXPLAINS else Direction.UNJUDGED
