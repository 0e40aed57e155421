"""How much speaks for two mentions being of one event: the frame (whose, which way, when) and the words. Not a verdict.

The points were set by hand and checked by `bench/story_clusters.py`; about 1.3 of them make one event.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import datetime, timedelta

from monitor.model.register import Mention
from monitor.model.words import Direction
from monitor.story.profile import Profile, profile
from monitor.story.wording import stems

WINDOW = timedelta(days=14)
LONG_WINDOW = timedelta(days=45)  # in which talk may come back to what was decided
_AT_ONCE = 1.0  # days in which the frame alone may speak
_SHORT_TEXT = 12.0  # weight of a text below which a share of its words says less
_FEW_THEMES = 3.0
_WORDS_NEEDED = 0.1  # points of words, for each further day
_WORDS_FOR_A_FRAME = 1.0  # points of words that stand in for a program that is not known
_SIGNED = frozenset({Direction.RELAXED, Direction.TIGHTENED})
# Names of issuers and lists, in capitals everywhere.
_OF_ISSUERS = frozenset({"usa", "ofak", "faq", "sdn", "kfr", "vsu", "bis", "oon", "uno", "onu"})


def when(mention: Mention) -> datetime:
    """The time of a mention: when it was published, where that is known and not later than when it was read."""
    if mention.published is not None and mention.published < mention.at:
        return mention.published
    return mention.at


def days_between(one: Mention, two: Mention) -> float:
    """Days, and parts of them, between two mentions."""
    return abs(when(one) - when(two)) / timedelta(days=1)


def opposed(one: Direction, two: Direction) -> bool:
    """True for relaxed beside tightened."""
    return one in _SIGNED and two is one.opposite


def likeness(one: Mention, two: Mention, direction: Direction) -> float | None:
    """Points for one event, or None where the two cannot be. `direction` is that of the whole story of `two`."""
    days = days_between(one, two)
    if days > (LONG_WINDOW if two.worth and not one.worth else WINDOW) / timedelta(days=1):
        return None
    program = programs(one, two)
    here = jurisdictions(one, two)
    if program is None or (days > WINDOW / timedelta(days=1) and not (program == _SAME_PROGRAM and here > 0)):
        return None
    said = words(profile(one), profile(two))
    follows_up = two.worth and not one.worth
    if not follows_up and said < _WORDS_NEEDED * max(0.0, days - _AT_ONCE):
        return None
    framed = program > 0 or (here > 0 and (days <= _AT_ONCE or (one.worth and two.worth)))
    if not framed and said < _WORDS_FOR_A_FRAME:
        return None
    return program + here + directions(one, direction) + _labels(one, two) + said - 0.3 * math.log1p(days)


_SAME_PROGRAM = 0.8


def programs(one: Mention, two: Mention) -> float | None:
    """Points for the programs; None where they are two. A license's own words may speak of the report's country."""
    if not one.program or not two.program:
        return 0.0
    if one.program == two.program:
        return _SAME_PROGRAM
    if related(one.program, two.program):
        return 0.3
    official = next((m for m in (one, two) if m.official), None)
    if official is None or one.official is two.official:
        return None
    report = two if official is one else one
    return 0.3 if _speaks_of(official, report.program or "") else None


def related(one: str, two: str) -> bool:
    """True for programs whose names share a word: `russia` and `ukraine-russia`."""
    return bool(set(one.split("-")) & set(two.split("-")))


def _speaks_of(mention: Mention, program: str) -> bool:
    named = {stem[:4] for stem in stems(program.replace("-", " "))}
    return any(stem[:4] in named for stem in profile(mention).tongue)


def jurisdictions(one: Mention, two: Mention) -> float:
    """Points for whose rules they are; `other` is nobody's."""
    if not (_known(one.jurisdiction) and _known(two.jurisdiction)):
        return 0.0
    return 0.6 if one.jurisdiction == two.jurisdiction else -1.5


def _known(jurisdiction: str | None) -> bool:
    return jurisdiction is not None and jurisdiction != "other"


def directions(one: Mention, direction: Direction) -> float:
    """Points for which way it goes."""
    if opposed(one.direction, direction):
        return -1.5
    return 0.6 if one.direction in _SIGNED and one.direction is direction else 0.0


def _labels(one: Mention, two: Mention) -> float:
    return 0.4 if one.label is not None and one.label is two.label and one.worth and two.worth else 0.0


def words(one: Profile, two: Profile) -> float:
    """Points for shared stems, themes, numbers, short names and the number of a package."""
    points = 7.0 * _share(one.words, one.total, two.words, two.total, _SHORT_TEXT)
    points += _share(one.themes, one.theme_total, two.themes, two.theme_total, _FEW_THEMES)
    points += 0.4 * min(sum(_telling(number) for number in one.numbers & two.numbers), 4.0)
    points += 0.7 * min(len((one.short_names & two.short_names) - _OF_ISSUERS), 2)
    if one.packages and two.packages:
        points += 1.5 if one.packages & two.packages else -1.5
    return points


def _share(
    one: Mapping[str, float], one_total: float, two: Mapping[str, float], two_total: float, least: float
) -> float:
    """How much of the lighter side stands in the other too, from 0 to 1."""
    small, total, large = (one, one_total, two) if one_total <= two_total else (two, two_total, one)
    return sum(min(small[mark], large[mark]) for mark in small.keys() & large.keys()) / max(total, least)


def _telling(number: str) -> float:
    return {2: 1.0, 3: 1.5}.get(len(number), 2.5)
