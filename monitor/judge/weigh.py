"""From findings to a verdict: direction and kind of the whole. Not the words that tell it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from monitor.judge.finding import Facet, Finding
from monitor.model.instrument import Instrument
from monitor.model.words import Direction, Effect, Kind

_TIME: Final = frozenset((Facet.END, Facet.CUTOFF))
_INCIDENTAL: Final = 1  # the weight of reports: beside scope, coverage or time they are told, and decide nothing
_DECISIVE: Final = 3


def direction(found: Sequence[Finding], before: Instrument, after: Instrument) -> Direction:
    """The direction of a change for somebody who must comply (DIRECTION.md, from operations to a direction)."""
    if reinstated(before, after):
        return Direction.RELAXED if after.kind.permits else Direction.TIGHTENED
    signed = [f for f in found if f.signed]
    unsure = [f for f in found if f.direction is Direction.UNJUDGED]
    if unsure and _heavier(unsure, signed):
        return Direction.UNJUDGED
    relaxed = [f for f in signed if f.direction is Direction.RELAXED]
    tightened = [f for f in signed if f.direction is Direction.TIGHTENED]
    if not signed:
        return Direction.UNCHANGED
    if not relaxed or not tightened:
        return signed[0].direction
    return _weighed(relaxed, tightened)


def _weighed(relaxed: Sequence[Finding], tightened: Sequence[Finding]) -> Direction:
    up, down = _weight(relaxed), _weight(tightened)
    wound = Facet.WIND_DOWN.weight
    if wound in {up, down} and up != down:
        return Direction.RELAXED if up > down else Direction.TIGHTENED
    if down <= _INCIDENTAL and up >= _DECISIVE:
        return Direction.RELAXED
    if up <= _INCIDENTAL and down >= _DECISIVE:
        return Direction.TIGHTENED
    return Direction.MIXED


def _weight(found: Sequence[Finding]) -> int:
    return max((f.facet.weight for f in found), default=-1)


def _heavier(unsure: Sequence[Finding], signed: Sequence[Finding]) -> bool:
    """True where what could not be judged weighs as much as what could."""
    if not signed:
        return True
    first, second = _weight(unsure), _weight(signed)
    if first != second:
        return first > second
    return sum(f.size for f in unsure) > sum(f.size for f in signed)


def kind(found: Sequence[Finding], verdict: Direction, before: Instrument, after: Instrument) -> Kind | None:
    """What happened to the measure; None where nothing changed at all."""
    if not found and before.label == after.label:
        return None
    if reinstated(before, after):
        return Kind.REINSTATED
    if verdict is Direction.UNCHANGED:
        return Kind.AMENDED if any(f.facet is Facet.AUTHORITY for f in found) else Kind.CORRECTED
    signed = [f for f in found if f.signed]
    if verdict in {Direction.RELAXED, Direction.TIGHTENED} and _only_time(signed, found):
        longer = (verdict is Direction.RELAXED) is after.kind.permits
        return Kind.EXTENDED if longer else Kind.SHORTENED
    return Kind.AMENDED


def _only_time(signed: Sequence[Finding], found: Sequence[Finding]) -> bool:
    """True where an end date moved, and nothing else of weight."""
    ends = any(f.facet is Facet.END for f in signed)
    clean = all(f.facet in _TIME and f.effect is not Effect.EXCLUDES for f in signed)
    return ends and clean and not any(f.direction is Direction.UNJUDGED for f in found)


def reinstated(before: Instrument, after: Instrument) -> bool:
    """True where the older text had ended before the newer one was issued: it is back after a gap."""
    if before.expires is None or after.issued is None or before.issued == after.issued:
        return False
    return before.expires < after.issued and (after.expires is None or after.expires > after.issued)
