"""Two running texts, paragraph by paragraph: which stayed, changed, came, went. Not the trees of legal instruments."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import Indel

from monitor.judge.diff import rising
from monitor.judge.words import fold, scan

_ENOUGH: Final = 0.5  # likeness from which two paragraphs are one, changed
_ALL: Final = 20_000  # candidate pairs up to which every one is tried
_NEAR: Final = 10
_MOST: Final = 4_000_000  # letters up to which a text is taken apart
_LOOK: Final = 10_000  # letters that show whether two paragraphs are one


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph on both sides; None where a side has none. `moved` where it only stands elsewhere."""

    before: str | None
    after: str | None
    place: int
    moved: bool = False

    @property
    def path(self) -> str:
        """Paragraphs are counted from 1, in the newer text where they stand there."""
        return f"Paragraph {self.place}"


def passages(before: str, after: str) -> tuple[Passage, ...]:
    """What differs, in the order of the newer text; the same paragraphs in the same order give nothing."""
    olds, news = _paragraphs(before), _paragraphs(after)
    keys = ([fold(p) for p in olds], [fold(p) for p in news])
    left, right, kept = _unmatched(*keys)
    pairs = _pairs(olds, news, left, right)
    found = [Passage(olds[b], news[a], a + 1) for b, a in pairs]
    taken = ({b for b, _ in pairs}, {a for _, a in pairs})
    found += [Passage(None, news[a], a + 1) for a in right if a not in taken[1]]
    found += [Passage(olds[b], None, b + 1) for b in left if b not in taken[0]]
    found += [Passage(olds[b], news[a], a + 1, moved=True) for b, a in _displaced(kept)]
    return tuple(sorted(found, key=lambda p: p.place))


def _paragraphs(text: str) -> list[str]:
    if len(text) > _MOST:
        return [text]
    return [p.strip() for p in re.split(r"\n\s*\n", text) if fold(p)]


def _unmatched(ours: Sequence[str], theirs: Sequence[str]) -> tuple[list[int], list[int], list[tuple[int, int]]]:
    """Places that only one side has, and the pairs of places with the same words."""
    waiting: dict[str, deque[int]] = defaultdict(deque)
    for place, key in enumerate(ours):
        waiting[key].append(place)
    kept: list[tuple[int, int]] = []
    right: list[int] = []
    for place, key in enumerate(theirs):
        if waiting[key]:
            kept.append((waiting[key].popleft(), place))
        else:
            right.append(place)
    return sorted(place for places in waiting.values() for place in places), right, kept


def _pairs(olds: Sequence[str], news: Sequence[str], left: list[int], right: list[int]) -> list[tuple[int, int]]:
    ours = {b: [t.norm for t in scan(olds[b][:_LOOK])] for b in left}
    theirs = {a: [t.norm for t in scan(news[a][:_LOOK])] for a in right}
    near = len(right) if len(left) * len(right) <= _ALL else _NEAR
    scored = [
        (float(Indel.normalized_similarity(ours[b], theirs[a])), -abs(b - a), b, a)
        for i, b in enumerate(left)
        for a in right[max(0, i - near) : i + near + 1]
    ]
    taken: tuple[set[int], set[int]] = (set(), set())
    pairs: list[tuple[int, int]] = []
    for likeness, _, b, a in sorted(scored, reverse=True):
        if likeness >= _ENOUGH and b not in taken[0] and a not in taken[1]:
            pairs.append((b, a))
            taken[0].add(b)
            taken[1].add(a)
    return pairs


def _displaced(kept: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pairs that stand in another order: those outside the longest run that both sides share."""
    order = [b for b, _ in kept]
    if order == sorted(order):
        return []
    stay = {b for _, b in rising([(a, b) for a, (b, _) in enumerate(kept)])}
    return [(b, a) for b, a in kept if b not in stay]
