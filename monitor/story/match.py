"""Finds the story that a mention belongs to, or says that it begins a new one. Not how alike texts are: likeness.py measures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.model.register import Mention, Story
from monitor.model.words import Direction
from monitor.story.likeness import rarity, shared_names, shared_words

WINDOW = timedelta(days=6)
_JOIN = 1.0


@dataclass(frozen=True, slots=True)
class Placement:
    """The story that a mention joins (None: a new one), and the stories that it shows to be the same as that one."""

    story: str | None
    merges: tuple[str, ...] = ()
    score: float = 0.0
    why: str = ""


def place(mention: Mention, stories: Sequence[Story]) -> Placement:
    """Where a mention belongs. `stories` are those of the last days, none of them merged into another."""
    near = [story for story in stories if _near(mention, story)]
    certain = [story for story in near if _certain(mention, story)]
    if certain:
        first = min(certain, key=lambda story: (story.first_at, story.id))
        return Placement(
            first.id, tuple(s.id for s in certain if s.id != first.id), 2.0, "the same measure or publication"
        )
    weights = rarity([_words(m) for story in near for m in story.mentions] + [_words(mention)])
    scored = sorted(
        ((max(_score(mention, other, weights) for other in story.mentions), story) for story in near if story.mentions),
        key=lambda p: (-p[0], p[1].id),
    )
    if scored and scored[0][0] >= _JOIN:
        return Placement(scored[0][1].id, (), scored[0][0], "shared names and words")
    return Placement(None, (), scored[0][0] if scored else 0.0, "no story has enough in common")


def _near(mention: Mention, story: Story) -> bool:
    when = _when(mention)
    return any(abs(_when(other) - when) <= WINDOW for other in story.mentions)


def _when(mention: Mention) -> datetime:
    if mention.published is not None and mention.published < mention.at:
        return mention.published
    return mention.at


def _certain(mention: Mention, story: Story) -> bool:
    for other in story.mentions:
        if mention.group is not None and mention.group == other.group:
            return True
        same = set(mention.measures) & set(other.measures)
        if same and not (mention.official and other.official) and not _opposed(mention, other):
            return True
        if same and mention.official and other.official and abs(mention.at - other.at) <= timedelta(days=1):
            return True
    return False


def _opposed(one: Mention, two: Mention) -> bool:
    return one.direction in {Direction.RELAXED, Direction.TIGHTENED} and two.direction is one.direction.opposite


def _words(mention: Mention) -> str:
    return f"{mention.title}\n{mention.title}\n{mention.text[:2000]}"


def _score(one: Mention, two: Mention, weights: Mapping[str, float]) -> float:
    if one.official and two.official:
        return 0.0  # official changes join by measure or publication only
    if one.measures and two.measures and not set(one.measures) & set(two.measures):
        return 0.0
    if one.jurisdiction and two.jurisdiction and one.jurisdiction != two.jurisdiction:
        return 0.0
    if not one.worth or not two.worth:
        return 0.0
    score = 2.2 * shared_words(_words(one), _words(two), weights)
    score += 0.25 * min(shared_names(one, two), 4)
    score += 0.25 if one.program and one.program == two.program else 0.0
    score += 0.1 if one.direction is two.direction else -0.6 if _opposed(one, two) else 0.0
    days = abs(_when(one) - _when(two)) / timedelta(days=1)
    return score - 0.08 * days
