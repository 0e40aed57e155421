"""The direction of a whole story from those of its mentions. Not how the mentions were judged."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.model.register import Mention
from monitor.model.words import Direction

_SIGNED = (Direction.RELAXED, Direction.TIGHTENED, Direction.MIXED)


def direction_of(mentions: Sequence[Mention]) -> Direction:
    """What the event means for somebody who has to comply.

    Official changes outweigh reports. A license that only winds down is part of the tightening that it comes with
    (DIRECTION.md, beginnings and ends).
    """
    official = [m for m in mentions if m.official]
    weighed = official or [m for m in mentions if m.worth]
    tightened = any(m.direction is Direction.TIGHTENED for m in weighed)
    signs = {m.direction for m in weighed if not (m.wind_down and tightened)}
    signed = [sign for sign in _SIGNED if sign in signs]
    if len(signed) == 1:
        return signed[0]
    if signed:
        return Direction.MIXED
    return Direction.UNJUDGED if Direction.UNJUDGED in signs else Direction.UNCHANGED
