"""Finds the story that a mention belongs to, or says that it begins a new one. Not how alike texts are: likeness.py measures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from monitor.model.register import Mention, Story
from monitor.model.words import Direction
from monitor.story.likeness import likeness, opposed, when
from monitor.story.verdict import direction_of

WINDOW = timedelta(days=6)
JOIN = 1.5
TOGETHER = timedelta(days=2)
MOST_NAMED = 3  # a report that names more is an overview


@dataclass(frozen=True, slots=True)
class Placement:
    """The story that a mention joins (None: a new one), and the stories that it shows to be the same as that one."""

    story: str | None
    merges: tuple[str, ...] = ()
    score: float = 0.0
    why: str = ""


def place(mention: Mention, stories: Sequence[Story]) -> Placement:
    """Where a mention belongs. `stories` are those of the last days, none of them merged into another."""
    certain = [story for story in stories if _certain(mention, story)]
    if certain:
        first = min(certain, key=lambda story: (story.first_at, story.id))
        merges = tuple(story.id for story in certain if story is not first and _one_event(mention, first, story))
        return Placement(first.id, merges, 2.0, "the same measure or publication")
    scored = sorted(((_score(mention, story), story) for story in stories), key=lambda pair: (-pair[0], pair[1].id))
    if scored and scored[0][0] >= JOIN:
        return Placement(scored[0][1].id, (), scored[0][0], "shared names and words")
    return Placement(None, (), scored[0][0] if scored else 0.0, "no story has enough in common")


def _certain(mention: Mention, story: Story) -> bool:
    return any(_same_publication(mention, other) or _same_measure(mention, other) for other in story.mentions)


def _one_event(mention: Mention, one: Story, two: Story) -> bool:
    """True where a mention that belongs to two stories shows them to be one: both begun about when it was told, both going its way."""
    if not mention.worth or len(mention.measures) > MOST_NAMED:
        return False
    directions = {direction_of(story.mentions) for story in (one, two)}
    return abs(one.first_at - two.first_at) <= TOGETHER and directions <= {mention.direction}


def _same_publication(one: Mention, two: Mention) -> bool:
    """One page and program, or one package. Opposite directions of one page are two events, but for winding down."""
    if one.group is None or one.group != two.group:
        return False
    return not opposed(one.direction, two.direction) or one.wind_down or two.wind_down


def _same_measure(one: Mention, two: Mention) -> bool:
    if not set(one.measures) & set(two.measures):
        return False
    if one.official and two.official:
        return abs(one.at - two.at) <= timedelta(days=1)
    return abs(when(one) - when(two)) <= WINDOW and not opposed(one.direction, two.direction)


def _score(mention: Mention, story: Story) -> float:
    """The best likeness to a mention of the story; 0 where it cannot be."""
    near = [other for other in story.mentions if abs(when(other) - when(mention)) <= WINDOW]
    if mention.official:
        near = [other for other in near if not other.official]  # official texts join by measure or publication only
    named = {key for other in story.mentions for key in other.measures}
    if not near or (mention.measures and named and not set(mention.measures) & named):
        return 0.0
    direction: Direction = direction_of(story.mentions)
    return max(likeness(mention, other, direction) for other in near)
