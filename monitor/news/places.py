"""Who decides and whom it is about: jurisdiction and program of an item; not what was done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container

from monitor.news.clause import Parsed

OTHER = "other"
_HEAD = 6  # sentences that tell the event


def jurisdiction(parsed: list[Parsed]) -> str:
    """Whose measure it is: the authority that acts, weighed by place; `other` where none of ours is named."""
    scores: defaultdict[str, float] = defaultdict(float)
    for sentence in parsed[:_HEAD]:
        acts = [tag.start for key, tags in sentence.tags.items() if key.startswith("acts.") for tag in tags]
        first = min(acts, default=0)
        for key, tags in sentence.tags.items():
            part, _, concept = key.partition(".")
            if part != "authorities":
                continue
            # Who stands before the verb acts; "imposed by the EU" and "US sanctions" come after it, and count less.
            before = any(tag.start <= first for tag in tags)
            weight = 2.0 if before else 1.0
            scores[concept] += sentence.sentence.weight * weight * (0.4 if concept == OTHER else 1.0)
    return max(scores, key=lambda name: (scores[name], name)) if scores else OTHER


def program(parsed: list[Parsed], among: Container[str] | None = None) -> str | None:
    """The slug of the program that the item names most, weighed by place; None where it names none (`among` those)."""
    scores: defaultdict[str, float] = defaultdict(float)
    for sentence in parsed[:_HEAD]:
        for key, tags in sentence.tags.items():
            part, _, concept = key.partition(".")
            if part == "countries" and (among is None or concept in among):
                scores[concept] += sentence.sentence.weight * (1 + 0.1 * len(tags))
    return max(scores, key=lambda name: (scores[name], name)) if scores else None
