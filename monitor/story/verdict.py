"""The direction of a whole story from those of its mentions. Not how the mentions were judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from monitor.model.register import Mention
from monitor.model.words import Direction, Kind

_SIGNED = (Direction.RELAXED, Direction.TIGHTENED, Direction.MIXED)
_MOST = 3  # so many times as many reports as those of the other sign outvote them: one of many may be misread


def direction_of(mentions: Sequence[Mention]) -> Direction:
    """What the event means for somebody who has to comply. `mentions` in the order in which they were told.

    Official changes outweigh reports, but for what is only printed again, and what was said last of a measure outweighs what was said before its text was
    read. A license that only winds down is part of the tightening that it comes with (DIRECTION.md, beginnings and ends).
    """
    official = {m.measures[:1]: m for m in mentions if m.official and m.kind is not Kind.REPUBLISHED}
    if not official:
        return _of_reports([m.direction for m in mentions if m.worth])
    tightened = any(m.direction is Direction.TIGHTENED for m in official.values())
    return _together({m.direction for m in official.values() if not (m.wind_down and tightened)})


def _of_reports(directions: Sequence[Direction]) -> Direction:
    told = Counter(direction for direction in directions if direction in _SIGNED)
    most = told.most_common(1)
    if most and most[0][1] >= _MOST * (told.total() - most[0][1]):
        return most[0][0]
    return _together(set(directions))


def _together(directions: set[Direction]) -> Direction:
    signed = [sign for sign in _SIGNED if sign in directions]
    if len(signed) == 1:
        return signed[0]
    if signed:
        return Direction.MIXED
    return Direction.UNJUDGED if Direction.UNJUDGED in directions else Direction.UNCHANGED
