"""Finds the story that a mention belongs to, or says that it begins a new one. Not how alike texts are: likeness.py measures."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from monitor.model.register import Mention, Story
from monitor.model.words import Kind
from monitor.story.likeness import WINDOW, days_between, jurisdictions, likeness, opposed, programs
from monitor.story.naming import contradict, same_package, shared
from monitor.story.profile import profile
from monitor.story.quiet import goes_on_with
from monitor.story.verdict import direction_of

MEMORY = timedelta(days=60)  # stories older than this are over
JOIN = 1.3
_CROWD = 1.0  # what every further story of one program in the same days makes harder
_NEARLY = 1.0  # points
_ONE_DAY = timedelta(days=1)
_SAME_DAY = timedelta(hours=12)
_NAMED_AGAIN = timedelta(days=45)  # in which talk and printing may name a measure once more
_TOGETHER = timedelta(days=3)  # in which two stories that prove to be one have begun
_MOST_NAMED = 3  # a report that names more measures is an overview
_MOST_COMPARED = 40  # mentions of one story
_CERTAIN = 5.0


@dataclass(frozen=True, slots=True)
class Placement:
    """The story that a mention joins (None: a new one), and the stories that it shows to be the same as that one."""

    story: str | None
    merges: tuple[str, ...] = ()
    score: float = 0.0
    why: str = ""


def place(mention: Mention, stories: Sequence[Story]) -> Placement:
    """Where a mention belongs. `stories` are those of the last `MEMORY`, none of them merged into another."""
    certain = [(story, why) for story in stories if (why := _certain(mention, story))]
    if certain:
        certain.sort(key=lambda pair: (_rank(mention, pair[0]), pair[0].first_at, pair[0].id))
        home, why = certain[0]
        merges = tuple(story.id for story, _ in certain[1:] if _one_event(mention, home, story))
        return Placement(home.id, merges, _CERTAIN, why)
    scored = [(_score(mention, story), story) for story in stories]
    weighed = [(_alone(mention, story, score, scored), story) for score, story in scored if score >= JOIN]
    fitting = sorted((p for p in weighed if p[0] >= JOIN), key=lambda p: (-p[0], p[1].first_at, p[1].id))
    if not fitting and (told := goes_on_with(mention, stories)) is not None and not _contradicts(mention, told):
        return Placement(told.id, (), JOIN, "it goes on with the only story of its program")
    if not fitting:
        best = max((score for score, _ in scored), default=0.0)
        return Placement(None, (), max(best, 0.0), "no story has enough in common")
    score, home = fitting[0]
    merges = tuple(story.id for _, story in fitting[1:] if mention.official and _one_event(mention, home, story))
    return Placement(home.id, merges, score, "shared frame, names and words")


# ---- what leaves no doubt ----


def _certain(mention: Mention, story: Story) -> str:
    """Why a mention is of a story without any comparing of words; empty where it is not."""
    if any(_same_publication(mention, other) for other in story.mentions):
        return "the same publication"
    if mention.measures and any(_same_measure(mention, other, story) for other in story.mentions):
        return "the same measure"
    if any(_winds_down(mention, other) for other in story.mentions):
        return "a license that winds down what was blocked that day"
    if profile(mention).packages and any(_same_package(mention, other) for other in story.mentions):
        return "the same package"
    return ""


def _same_publication(one: Mention, two: Mention) -> bool:
    """One package, or one page and program; there opposite directions are two events, but for winding down."""
    if one.group is None or one.group != two.group:
        return False
    page = "://" in one.group
    return not page or not opposed(one.direction, two.direction) or one.wind_down or two.wind_down


def _winds_down(one: Mention, two: Mention) -> bool:
    """A license for winding down and the designations of its program of the same day, whichever page is read first."""
    license_, blocks = (one, two) if one.wind_down else (two, one)
    if not (license_.wind_down and license_.official and blocks.official) or blocks.wind_down:
        return False
    designated = any("/designations-" in measure for measure in blocks.measures)
    same = license_.program is not None and license_.program == blocks.program
    return same and designated and abs(one.at - two.at) <= _SAME_DAY


def _same_measure(one: Mention, two: Mention, story: Story) -> bool:
    if not shared(one.measures, two.measures) or programs(one, two) is None:
        return False
    if one.kind is Kind.REPUBLISHED:
        return True
    if one.official and two.official:
        return abs(one.at - two.at) <= _ONE_DAY
    if opposed(one.direction, direction_of(story.mentions)) and days_between(one, two) > _TOGETHER / _ONE_DAY:
        return False  # the next version of the measure, told of before its text is there
    return days_between(one, two) <= (WINDOW if one.worth else _NAMED_AGAIN) / _ONE_DAY


def _same_package(one: Mention, two: Mention) -> bool:
    if one.official and two.official:
        return False
    foreign = jurisdictions(one, two) < 0 and one.worth and two.worth  # another country follows the EU
    return not foreign and same_package(one, two)


def _rank(mention: Mention, story: Story) -> tuple[int, float]:
    """The story of the measure that was named first, then the nearest in time."""
    named = [key for other in story.mentions for key in shared(mention.measures, other.measures)]
    place_in_text = min((mention.measures.index(key) for key in named), default=len(mention.measures))
    return place_in_text, min(days_between(mention, other) for other in story.mentions)


def _one_event(mention: Mention, one: Story, two: Story) -> bool:
    """True where a mention that fits two stories shows them to be one: begun in the same days, all going its way."""
    if not mention.worth or len(mention.measures) > _MOST_NAMED or abs(one.first_at - two.first_at) > _TOGETHER:
        return False
    if {direction_of(story.mentions) for story in (one, two)} != {mention.direction}:
        return False
    official = [{key for m in story.mentions if m.official for key in m.measures} for story in (one, two)]
    return not mention.official or not contradict(*official)


# ---- what words and frame say ----


def _score(mention: Mention, story: Story) -> float:
    """The best likeness to a mention of the story; 0 where it cannot be."""
    if _contradicts(mention, story):
        return 0.0
    direction = direction_of(story.mentions)
    # Official texts join each other by measure or publication only.
    others = [other for other in _compared(story) if not (mention.official and other.official)]
    return max((points for other in others if (points := likeness(mention, other, direction)) is not None), default=0.0)


def _compared(story: Story) -> Sequence[Mention]:
    """The mentions that a new one is compared with: in a flood the first, the latest, and what is official."""
    half = _MOST_COMPARED // 2
    middle = [other for other in story.mentions[half:-half] if other.official]
    return [*story.mentions[:half], *middle[:half], *story.mentions[max(half, len(story.mentions) - half) :]]


def _alone(mention: Mention, home: Story, score: float, scored: Sequence[tuple[float, Story]]) -> float:
    """The score of a story, less what others of its program make doubtful.

    Beside an official text only those count that are nearly as likely; reports alone are too short to be so sure.
    """
    official = mention.official or any(other.official for other in home.mentions)
    rivals = [story for other, story in scored if story is not home and not (official and other < score - _NEARLY)]
    return score - _CROWD * math.log1p(_crowd(mention, home, rivals))


def _contradicts(mention: Mention, story: Story) -> bool:
    official = {key for other in story.mentions if other.official for key in other.measures}
    named = official or {key for other in story.mentions for key in other.measures}
    return contradict(mention.measures, named)


def _crowd(mention: Mention, home: Story, rivals: Sequence[Story]) -> int:
    """How many of the other stories are of the same program and jurisdiction, in these days."""
    far = max(WINDOW / _ONE_DAY, min(days_between(mention, other) for other in home.mentions))
    return sum(
        any(
            days_between(mention, other) <= far
            and (programs(mention, other) or 0) > 0
            and jurisdictions(mention, other) >= 0
            for other in story.mentions
        )
        for story in rivals
    )
