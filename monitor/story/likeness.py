"""How much speaks for two mentions being of one event: the frame (whose, which way, when) and the words. Not a verdict."""

from __future__ import annotations

from datetime import datetime, timedelta

from monitor.model.register import Mention
from monitor.model.words import Direction
from monitor.story.profile import Profile, profile
from monitor.story.wording import stems

_SIGNED = frozenset({Direction.RELAXED, Direction.TIGHTENED})
_SHORTEST = 25.0  # weight of a text below which a share of its words says less
_SHORT_NAMES = frozenset({"eu", "usa", "ofak", "vs", "ue", "un", "gl", "faq", "sdn", "kfr", "vsu"})


def when(mention: Mention) -> datetime:
    """The time of a mention: when it was published, where that is known and not later than when it was read."""
    if mention.published is not None and mention.published < mention.at:
        return mention.published
    return mention.at


def opposed(one: Direction, two: Direction) -> bool:
    """True for relaxed beside tightened."""
    return one in _SIGNED and two is one.opposite


def likeness(one: Mention, two: Mention, direction: Direction) -> float:
    """Points for one event: about 1 and more where frame and words agree. `direction` is that of the story of `two`."""
    mine, theirs = profile(one), profile(two)
    return frame(one, two, direction) + words(mine, theirs) - 0.25 * (abs(when(one) - when(two)) / timedelta(days=1))


def frame(one: Mention, two: Mention, direction: Direction) -> float:
    """Points for what both say of program, jurisdiction, direction and kind of news."""
    points = _programs(one, two)
    if _known(one.jurisdiction) and _known(two.jurisdiction):
        points += 0.4 if one.jurisdiction == two.jurisdiction else -1.0
    if opposed(one.direction, direction):
        points -= 1.5
    elif one.direction in _SIGNED and one.direction is direction:
        points += 0.6
    if one.label is not None and one.label is two.label and one.worth:
        points += 0.3
    return points


def words(mine: Profile, theirs: Profile) -> float:
    """Points for shared stems, short names, numbers and the number of a package."""
    smaller, larger = (mine, theirs) if mine.total <= theirs.total else (theirs, mine)
    shared = sum(min(weighs, larger.words[stem]) for stem, weighs in smaller.words.items() if stem in larger.words)
    points = 4.0 * shared / max(smaller.total, _SHORTEST)
    points += 0.4 * min(len(mine.numbers & theirs.numbers), 3)
    points += 0.7 * min(len((mine.short_names & theirs.short_names) - _SHORT_NAMES), 2)
    if mine.packages and theirs.packages:
        points += 1.5 if mine.packages & theirs.packages else -1.5
    return points


def _known(jurisdiction: str | None) -> bool:
    return jurisdiction is not None and jurisdiction != "other"


def _programs(one: Mention, two: Mention) -> float:
    if not one.program or not two.program:
        return 0.0
    if one.program == two.program:
        return 0.8
    if related(one.program, two.program) or _speaks_of(one, two.program) or _speaks_of(two, one.program):
        return 0.3
    return -1.2


def related(one: str, two: str) -> bool:
    """True for programs whose names share a word: `russia` and `ukraine-russia`."""
    return bool(set(one.split("-")) & set(two.split("-")))


def _speaks_of(mention: Mention, program: str) -> bool:
    named = {stem[:4] for stem in stems(program.replace("-", " "))}
    return any(stem[:4] in named for stem in stems(f"{mention.title}\n{mention.text}"))
