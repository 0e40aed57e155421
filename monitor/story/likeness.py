"""How much speaks for two mentions being of one event: the frame (whose, which way, when) and the words. Not a verdict.

The points were set by hand and checked by `bench/story_clusters.py`; about 1.3 of them make one event.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import datetime, timedelta

from monitor.model.register import Mention
from monitor.model.words import Direction, NewsLabel
from monitor.story.profile import Profile, profile
from monitor.story.wording import stems

WINDOW = timedelta(days=14)
TALK_WINDOW = timedelta(days=21)  # in which talk may come back to what was decided
_AT_ONCE = 1.0  # days in which the frame alone may speak
_SHORT_TEXT = 12.0  # weight of a text below which a share of its words says less
_FEW_THEMES = 3.0
_WORDS_NEEDED = 0.2  # points of words, for each further day
_FADES, _FADES_FOR_TALK = 0.3, 0.1  # points lost with the logarithm of the days
_OTHER_WORDS = 0.08  # share of words below which two texts in one language are about different things
_COPIED = 0.7  # share of words from which one text is a copy of the other
_A_THEME = 1.5  # weight of the themes of a text that can be said to be about something
_ONE_REVIEW = 2.0  # days over which the extension of a list and the names dropped from it are told
_RENEWS = 0.4  # points for the two together, in place of those for direction and label
_DAY = timedelta(days=1)
_WORDS_FOR_A_FRAME = 1.0  # points of words that stand in for a program that is not known, or for the names on a list
_SIGNED = frozenset({Direction.RELAXED, Direction.TIGHTENED})
_OF_NAMES = frozenset({NewsLabel.DESIGNATION_ADDED, NewsLabel.DESIGNATION_REMOVED})
# Names of issuers and lists, in capitals everywhere.
_OF_ISSUERS = frozenset({"usa", "ofak", "faq", "sdn", "kfr", "vsu", "bis", "oon", "uno", "onu"})


def when(mention: Mention) -> datetime:
    """The time of a mention: when it was published, where that is known and not later than when it was read."""
    if mention.published is not None and mention.published < mention.at:
        return mention.published
    return mention.at


def days_between(one: Mention, two: Mention) -> float:
    """Days, and parts of them, between two mentions."""
    return abs(when(one) - when(two)) / _DAY


def opposed(one: Direction, two: Direction) -> bool:
    """True for relaxed beside tightened."""
    return one in _SIGNED and two is one.opposite


def likeness(one: Mention, two: Mention, direction: Direction) -> float | None:
    """Points for one event, or None where the two cannot be. `direction` is that of the whole story of `two`."""
    days = days_between(one, two)
    follows_up = two.worth and not one.worth  # talk about what was decided
    program = programs(one, two)
    if program is None or days > (TALK_WINDOW if follows_up else WINDOW) / _DAY:
        return None
    renews = _renews(one, two)
    if one.worth and opposed(one.direction, direction) and not renews:
        return None
    if direction is Direction.MIXED:  # what goes both ways is met on either side
        direction = two.direction
    here = jurisdictions(one, two)
    if here < 0 and one.worth and two.worth and not _one_text(one, two):
        return None
    if days > WINDOW / _DAY and not (program == SAME_PROGRAM and here > 0):
        return None
    mine, theirs = profile(one), profile(two)
    share = _share(mine.words, mine.total, theirs.words, theirs.total, _SHORT_TEXT)
    said = words(mine, theirs, share)
    if said is None or not _enough(said, follows_up=follows_up, days=days):
        return None
    at_once = days <= _AT_ONCE and one.worth and two.worth
    framed_well = program > 0 or (here > 0 and at_once)
    if said < _WORDS_FOR_A_FRAME and (not framed_well or _both_list(one, two)):
        return None
    fades = _FADES_FOR_TALK if follows_up else _FADES
    framed = program + here + (_RENEWS if renews else _directions(one, direction) + _labels(one, two))
    return framed + said - apart(mine, theirs, share) - fades * math.log1p(days)


def _enough(said: float, *, follows_up: bool, days: float) -> bool:
    """True where the words say enough for so many days; talk about a decision needs none."""
    return follows_up or said >= _WORDS_NEEDED * max(0.0, days - _AT_ONCE)


SAME_PROGRAM = 0.8


def programs(one: Mention, two: Mention) -> float | None:
    """Points for the programs; None where they are two. A license's own words may speak of the report's country."""
    if not one.program or not two.program:
        return 0.0
    if one.program == two.program:
        return SAME_PROGRAM
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
    return any(stem[:4] in named for stem in profile(mention).stems)


def jurisdictions(one: Mention, two: Mention) -> float:
    """Points for whose rules they are; `other` is nobody's."""
    if not (_known(one.jurisdiction) and _known(two.jurisdiction)):
        return 0.0
    return 0.6 if one.jurisdiction == two.jurisdiction else -2.0


def _one_text(one: Mention, two: Mention) -> bool:
    """True for copies of one text, whatever was read out of each, and for what the UN decides and others put into force."""
    mine, theirs = profile(one), profile(two)
    copied = _share(mine.words, mine.total, theirs.words, theirs.total, _SHORT_TEXT) >= _COPIED
    return copied or "UN" in {one.jurisdiction, two.jurisdiction}


def _known(jurisdiction: str | None) -> bool:
    return jurisdiction is not None and jurisdiction != "other"


def _renews(one: Mention, two: Mention) -> bool:
    """True for a list that is extended and the names that are left out of it then: one act with two signs.

    The Council of the EU reviews its listings every half year, in March and in September, and does both at once.
    """
    both = {one.label, two.label} == {NewsLabel.MEASURE_EXTENDED, NewsLabel.DESIGNATION_REMOVED}
    return both and days_between(one, two) <= _ONE_REVIEW and jurisdictions(one, two) > 0


def _directions(one: Mention, direction: Direction) -> float:
    if opposed(one.direction, direction):
        return -1.5
    return 0.6 if one.direction in _SIGNED and one.direction is direction else 0.0


def _both_list(one: Mention, two: Mention) -> bool:
    """True for two reports of names put on a list: lists grow every week, so that the names must meet."""
    return one.label is NewsLabel.DESIGNATION_ADDED and two.label is NewsLabel.DESIGNATION_ADDED


def _labels(one: Mention, two: Mention) -> float:
    """Points for one kind of news; names on a list are not a rule, nor a rule names."""
    if one.label is None or two.label is None or not (one.worth and two.worth):
        return 0.0
    if (one.label in _OF_NAMES) is not (two.label in _OF_NAMES):
        return -0.6
    return 0.4 if one.label is two.label and not _both_list(one, two) else 0.0


def words(one: Profile, two: Profile, share: float) -> float | None:
    """Points for shared stems (`share` of them), themes, numbers and short names; None for two packages of the EU."""
    points = 7.0 * share + _share(one.themes, one.theme_total, two.themes, two.theme_total, _FEW_THEMES)
    points += 0.4 * min(sum(_telling(number) for number in one.numbers & two.numbers), 4.0)
    points += 0.7 * min(len((one.short_names & two.short_names) - _OF_ISSUERS), 2)
    if one.packages & two.packages:
        return points + 1.5
    if one.titled_packages and two.titled_packages:
        return None
    return points - (1.5 if one.packages and two.packages else 0.0)


def apart(one: Profile, two: Profile, share: float) -> float:
    """Points against one event: themes that do not meet, and one language in other words."""
    if one.packages & two.packages:
        return 0.0
    points = 0.5 if _of_other_things(one, two) else 0.0
    return points + (0.5 if share < _OTHER_WORDS and _in_one_language(one, two) else 0.0)


def _of_other_things(one: Profile, two: Profile) -> bool:
    return min(one.theme_total, two.theme_total) >= _A_THEME and not one.themes.keys() & two.themes.keys()


def _in_one_language(one: Profile, two: Profile) -> bool:
    fewest = min(len(one.grammar), len(two.grammar))
    return fewest >= 3 and len(one.grammar & two.grammar) >= 0.3 * fewest


def _share(
    one: Mapping[str, float], one_total: float, two: Mapping[str, float], two_total: float, least: float
) -> float:
    """How much of the lighter side stands in the other too, from 0 to 1."""
    small, total, large = (one, one_total, two) if one_total <= two_total else (two, two_total, one)
    return sum(min(small[mark], large[mark]) for mark in small.keys() & large.keys()) / max(total, least)


def _telling(number: str) -> float:
    return {2: 1.0, 3: 1.5}.get(len(number), 2.5)
