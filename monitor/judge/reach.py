"""How far words reach, and what reaching further means where they stand. Not which words do so."""

from __future__ import annotations

from enum import Enum, StrEnum
from typing import Final

from monitor.model.words import Direction


class Reach(Enum):
    """What a changed run of words does to the phrase that it stands in."""

    WIDER = 1
    NARROWER = -1
    SAME = 0
    BOTH = 2  # something is dropped and something else taken in
    UNKNOWN = 3

    @property
    def turned(self) -> Reach:
        """What the change back does."""
        return {Reach.WIDER: Reach.NARROWER, Reach.NARROWER: Reach.WIDER}.get(self, self)


class Bearing(StrEnum):
    """What the words at a place of a paragraph are for (DIRECTION.md, the sign of a provision)."""

    GRANT = "grant"  # what is allowed
    BAR = "bar"  # what is excluded or prohibited
    SUBJECT = "subject"  # whom and what a condition reaches
    DEMAND = "demand"  # what a condition asks for
    SILENT = "silent"  # authorities, cross-references, the defined term itself
    UNSURE = "unsure"  # words that serve both a permission and an exclusion

    @property
    def excepted(self) -> Bearing:
        """What words are for inside an exception to words of this bearing: exceptions flip, nested ones flip back."""
        return _EXCEPTED[self]


_EXCEPTED: Final = {
    Bearing.GRANT: Bearing.BAR,
    Bearing.BAR: Bearing.GRANT,
    Bearing.SUBJECT: Bearing.GRANT,
    Bearing.DEMAND: Bearing.GRANT,
    Bearing.SILENT: Bearing.SILENT,
    Bearing.UNSURE: Bearing.UNSURE,
}
_ALLOWING: Final = frozenset((Bearing.GRANT, Bearing.DEMAND))


def direction(reach: Reach, bearing: Bearing) -> tuple[Direction, ...]:
    """The table of DIRECTION.md: the directions of one change; two where something went and something else came."""
    if reach is Reach.SAME or bearing is Bearing.SILENT:
        return (Direction.UNCHANGED,)
    if reach is Reach.UNKNOWN or bearing is Bearing.UNSURE:
        return (Direction.UNJUDGED,)
    if reach is Reach.BOTH:
        return (Direction.TIGHTENED, Direction.RELAXED)
    relaxed = (reach is Reach.WIDER) == (bearing in _ALLOWING)
    return (Direction.RELAXED if relaxed else Direction.TIGHTENED,)


def common(was: Bearing, now: Bearing) -> Bearing:
    """What words are for that stand in both texts, or where others stood."""
    if {was, now} == {Bearing.SUBJECT, Bearing.DEMAND}:
        return Bearing.DEMAND
    if was in {now, Bearing.SILENT}:
        return now
    return was if now is Bearing.SILENT else Bearing.UNSURE
