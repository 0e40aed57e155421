"""Where two rows of words differ, in runs a reader would mark by hand. Not what the difference means."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import Indel

from monitor.judge.lexicon import LITTLE

_WHOLE: Final = 1500  # words a side up to which every pairing is tried
_ANCHOR: Final = 4  # words that must agree to anchor two long texts

_BOUND: Final = frozenset(("the", "a", "an", "of"))  # little words that belong to what stands before them
Joins = tuple[Sequence[bool], Sequence[bool]]


@dataclass(frozen=True, slots=True)
class Hunk:
    """Words `before[b0:b1]` stand where `after[a0:a1]` stand; one of the two may be empty."""

    b0: int
    b1: int
    a0: int
    a1: int

    @property
    def turned(self) -> Hunk:
        """The same hunk seen from the other side."""
        return Hunk(self.a0, self.a1, self.b0, self.b1)


def hunks(before: Sequence[str], after: Sequence[str], joins: Joins = ((), ())) -> tuple[Hunk, ...]:
    """The runs of words that differ, in order; the other way round gives the mirror.

    `joins` says for each word of both sides whether a comma, "and" or "or" stands before it: a run that came or went
    begins there where it can.
    """
    if (len(before), list(before)) > (len(after), list(after)):
        return tuple(hunk.turned for hunk in _hunks(after, before, (joins[1], joins[0])))
    return _hunks(before, after, joins)


def _hunks(before: Sequence[str], after: Sequence[str], joins: Joins) -> tuple[Hunk, ...]:
    found: list[Hunk] = []
    for b0, b1, a0, a1 in _stretches(before, after):
        found += _exact(before, after, b0, b1, a0, a1)
    return tuple(_merged([_slid(before, after, hunk, joins) for hunk in found], before))


def _exact(before: Sequence[str], after: Sequence[str], b0: int, b1: int, a0: int, a1: int) -> list[Hunk]:
    """Every difference of one stretch; stretches too long to pair word by word are one difference."""
    while b0 < b1 and a0 < a1 and before[b0] == after[a0]:
        b0, a0 = b0 + 1, a0 + 1
    while b0 < b1 and a0 < a1 and before[b1 - 1] == after[a1 - 1]:
        b1, a1 = b1 - 1, a1 - 1
    if b0 == b1 and a0 == a1:
        return []
    if b0 == b1 or a0 == a1 or (b1 - b0) * (a1 - a0) > 4 * _WHOLE * _WHOLE:
        return [Hunk(b0, b1, a0, a1)]
    codes = Indel.opcodes(before[b0:b1], after[a0:a1])
    found: list[Hunk] = []
    for code in codes:
        if code.tag == "equal":
            continue
        hunk = Hunk(b0 + code.src_start, b0 + code.src_end, a0 + code.dest_start, a0 + code.dest_end)
        if found and found[-1].b1 == hunk.b0 and found[-1].a1 == hunk.a0:
            hunk = Hunk(found[-1].b0, hunk.b1, found[-1].a0, hunk.a1)
            found.pop()
        found.append(hunk)
    return found


def _stretches(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """Both rows cut at anchors: runs of words that occur exactly once on each side, in the same order."""
    if len(before) <= _WHOLE and len(after) <= _WHOLE:
        return [(0, len(before), 0, len(after))]
    ours, theirs = _singular(before), _singular(after)
    pairs = sorted((place, theirs[words]) for words, place in ours.items() if words in theirs)
    stretches: list[tuple[int, int, int, int]] = []
    b0 = a0 = 0
    for b, a in rising(pairs):
        if b < b0 or a < a0:
            continue
        if b > b0 or a > a0:
            stretches.append((b0, b, a0, a))
        b0, a0 = b + _ANCHOR, a + _ANCHOR
    stretches.append((b0, len(before), a0, len(after)))
    return stretches


def _singular(words: Sequence[str]) -> dict[tuple[str, ...], int]:
    runs = [tuple(words[i : i + _ANCHOR]) for i in range(len(words) - _ANCHOR + 1)]
    counts = Counter(runs)
    return {run: i for i, run in enumerate(runs) if counts[run] == 1}


def rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest row of pairs that rises on both sides."""
    tails: list[int] = []
    ends: list[int] = []
    previous: list[int] = []
    for index, (_, a) in enumerate(pairs):
        place = bisect_left(tails, a)
        previous.append(ends[place - 1] if place else -1)
        if place == len(tails):
            tails.append(a)
            ends.append(index)
        else:
            tails[place], ends[place] = a, index
    row: list[tuple[int, int]] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        row.append(pairs[index])
        index = previous[index]
    return row[::-1]


def _slid(before: Sequence[str], after: Sequence[str], hunk: Hunk, joins: Joins) -> Hunk:
    """A run that only came or went, slid over words that it begins or ends with alike, so that it begins where a phrase does."""
    if hunk.b0 != hunk.b1 and hunk.a0 != hunk.a1:
        return hunk
    came = hunk.b0 == hunk.b1
    words, start, end = (after, hunk.a0, hunk.a1) if came else (before, hunk.b0, hunk.b1)
    joined = joins[1] if came else joins[0]
    shifts = _shifts(words, start, end)
    best = next((s for s in shifts if joined and joined[start + s]), None)
    if best is None:
        best = next((s for s in shifts if joined and end + s < len(joined) and joined[end + s]), None)
    if best is None:
        best = next((s for s in shifts if s < 0 and words[start + s] in LITTLE and words[start + s] not in _BOUND), 0)
    return Hunk(hunk.b0 + best, hunk.b1 + best, hunk.a0 + best, hunk.a1 + best)


def _shifts(words: Sequence[str], start: int, end: int) -> list[int]:
    """How far a run may slide, the nearest places first."""
    left = right = 0
    while right < end - start and end + right < len(words) and words[start + right] == words[end + right]:
        right += 1
    while left < end - start and start - left > 0 and words[start - left - 1] == words[end - left - 1]:
        left += 1
    return sorted(range(-left, right + 1), key=abs)


def _merged(found: list[Hunk], before: Sequence[str]) -> list[Hunk]:
    """Two replacements with only little words (of, the, to) between them are one."""
    merged: list[Hunk] = []
    for hunk in found:
        if merged and _joins(merged[-1], hunk, before):
            merged[-1] = Hunk(merged[-1].b0, hunk.b1, merged[-1].a0, hunk.a1)
        else:
            merged.append(hunk)
    return merged


def _joins(first: Hunk, second: Hunk, before: Sequence[str]) -> bool:
    between = before[first.b1 : second.b0]
    if len(between) > 2 or not all(word in LITTLE for word in between):
        return False
    both = (first.b1 > first.b0 and first.a1 > first.a0) and (second.b1 > second.b0 and second.a1 > second.a0)
    return both or not between
