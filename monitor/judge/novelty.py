"""Limits on what is new: an exclusion or duty that reaches only what the same version grants takes nothing away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from monitor.judge.finding import Facet, Finding
from monitor.judge.lexicon import stem
from monitor.judge.side import Side
from monitor.judge.words import Sort, scan
from monitor.model.words import Direction, Effect, Op

_SCOPE: Final = frozenset((Facet.OUTRIGHT, Facet.COVERED))
_LIMITS: Final = frozenset((Effect.EXCLUDES, Effect.CONDITION))
_JOINS: Final = frozenset(("and", "or", "and/or"))


def limited(found: Sequence[Finding], before: Side, after: Side) -> list[Finding]:
    """The findings, with the sign taken from limits on what only this version grants, or only the last one granted."""
    if {f.direction for f in found} >= {Direction.RELAXED, Direction.TIGHTENED}:
        new = _scope(found, Direction.RELAXED, before, gained=True)
        old = _scope(found, Direction.TIGHTENED, after, gained=False)
        fresh = frozenset(f.path for f in found if f.op is Op.ADDED and f.direction is Direction.RELAXED)
        stale = frozenset(f.path for f in found if f.op is Op.REMOVED and f.direction is Direction.TIGHTENED)
        return [_judged(item, new, old, fresh, stale) for item in found]
    return list(found)


def _scope(found: Sequence[Finding], sign: Direction, other: Side, *, gained: bool) -> frozenset[str]:
    """The words of what came into (or left) the permission and that the other text does not know at all."""
    words: set[str] = set()
    for item in found:
        grants = item.effect_of(gained=gained) in {Effect.PERMITS, Effect.DEFINITION}
        if item.direction is sign and item.facet in _SCOPE and grants:
            words |= item.gained if gained else item.lost
    return frozenset(words) - other.stems if words else frozenset()


def _judged(
    item: Finding, new: frozenset[str], old: frozenset[str], fresh: frozenset[str], stale: frozenset[str]
) -> Finding:
    if item.direction is Direction.TIGHTENED and item.effect_of(gained=True) in _LIMITS:
        if _only(item.gained, new, item.after, item.op) or _refers(item.after, fresh):
            return _silenced(item, "it reaches only what this version newly allows")
    elif (
        item.direction is Direction.RELAXED
        and item.effect_of(gained=False) in _LIMITS
        and (_only(item.lost, old, item.before, item.op) or _refers(item.before, stale))
    ):
        return _silenced(item, "it reached only what is no longer allowed")
    return item


def _silenced(item: Finding, ground: str) -> Finding:
    return replace(item, direction=Direction.UNCHANGED, why=f"Takes nothing away: {ground}.", facet=Facet.AUTHORITY)


def _only(words: frozenset[str], scope: frozenset[str], shown: str | None, op: Op) -> bool:
    """True where the words of a limit speak of the new scope, and of no other."""
    hit = words & scope
    if not hit or shown is None:
        return False
    if op is Op.CHANGED:
        return len(words - scope) * 2 <= len(words)
    return not _beside(shown, hit)


def _beside(shown: str, hit: frozenset[str]) -> bool:
    """True where the new things stand in a row with others: "oil or petrochemical products"."""
    tokens = scan(shown)
    for token in tokens:
        if stem(token.norm) not in hit:
            continue
        if token.link and (set(token.link.split()) & _JOINS):
            return True
    return False


def _refers(shown: str | None, paths: frozenset[str]) -> bool:
    """True where the limit names the new paragraph itself."""
    if shown is None or not paths:
        return False
    references = {t.norm for t in scan(shown) if t.sort is Sort.REFERENCE}
    return bool(references) and references <= paths
