"""What each differing run of words of one paragraph does, stroke by stroke. Not what the strokes amount to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from monitor.judge import connectives, names, uses
from monitor.judge.diff import Hunk, hunks
from monitor.judge.finding import Facet
from monitor.judge.lexicon import LITTLE, word_set
from monitor.judge.phrases import cites, standing
from monitor.judge.reach import Bearing, Reach, common
from monitor.judge.side import Paragraph
from monitor.judge.swaps import swapped
from monitor.judge.verdict import Issue, Verdict
from monitor.judge.words import LONGEST, Sort
from monitor.model.words import Effect

_DESCRIBED: Final = word_set("described listed identified specified named referenced")
_POINTING: Final = (
    word_set("1 more either both them it above foregoing following aforementioned persons person entities entity")
    | _DESCRIBED
)
"""Words that point at persons named elsewhere, together with little ones."""
_REACHING: Final = word_set("involving exceeding over above valued worth concerning")
"""How words begin that say which transactions a report must cover, not what it must say."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """One hunk with one thing that it does, and what the words there are for."""

    hunk: Hunk
    verdict: Verdict
    bearing: Bearing

    @property
    def size(self) -> int:
        """Words touched on both sides."""
        return self.hunk.b1 - self.hunk.b0 + self.hunk.a1 - self.hunk.a0


@dataclass(frozen=True, slots=True)
class Pair:
    """Two versions of one paragraph with the bearings of their words."""

    old: Paragraph
    new: Paragraph
    bears: tuple[tuple[Bearing, ...], tuple[Bearing, ...]]
    hunks: tuple[Hunk, ...]

    @property
    def effects(self) -> frozenset[Effect]:
        """What the paragraph does in either text: the way back asks for the same two."""
        return frozenset((self.old.effect, self.new.effect))

    @property
    def reports(self) -> bool:
        """True where either is about reports and records."""
        return self.old.reports or self.new.reports

    @property
    def named(self) -> bool:
        """True where both are only the name of one thing, an item of a list."""
        return None not in {self.old.parent, self.new.parent} and names.completed(self.old.tokens, self.new.tokens)

    @classmethod
    def of(cls, old: Paragraph, new: Paragraph) -> Pair:
        """Reads both paragraphs and finds where their words differ; in paragraphs longer than any rule, nothing is looked for."""
        if max(len(old.words), len(new.words)) > LONGEST:
            return cls(old, new, ((), ()), ())
        bears = (old.bearings(uses.base(old)), new.bearings(uses.base(new)))
        return cls(old, new, bears, hunks(old.norms, new.norms, (old.joins, new.joins)))


def strokes(pair: Pair, issue: Issue) -> Iterator[Stroke]:
    """What every differing run does, and every "and" that became "or", in order."""
    old, new = pair.old.tokens, pair.new.tokens
    at_b = at_a = 0
    for hunk in pair.hunks:
        yield from _joints(pair, at_b, hunk.b0, at_a)
        for verdict, bearing in _verdicts(pair, hunk, issue):
            yield Stroke(hunk, verdict, Bearing.GRANT if _own_end(pair, hunk, verdict) else bearing)
        at_b, at_a = hunk.b1, hunk.a1
    yield from _joints(pair, at_b, len(old), at_a)
    assert len(new) - at_a == len(old) - at_b, "equal runs have equal lengths"


def _joints(pair: Pair, start: int, end: int, at: int) -> Iterator[Stroke]:
    """The word "and" that became "or" between words that stayed."""
    for offset in range(end - start):
        b, a = start + offset, at + offset
        old, new = pair.old.tokens[b], pair.new.tokens[a]
        if old.link == new.link or not offset:
            continue
        bearing = common(pair.bears[0][b], pair.bears[1][a])
        listed = bearing in {Bearing.GRANT, Bearing.BAR} and "," in old.link + new.link
        verdict = connectives.joined(old, new, bearing, things=listed)
        if verdict is not None:
            yield Stroke(Hunk(b, b + 1, a, a + 1), verdict, bearing)


def _verdicts(pair: Pair, hunk: Hunk, issue: Issue) -> list[tuple[Verdict, Bearing]]:
    if pair.named:
        return [(Verdict(Reach.SAME, "a name put right or completed", Facet.FORM), pair.bears[1][0])]
    if _refers_back(pair, hunk) or _names_again(pair, hunk):
        ground = "other words for what a paragraph describes"
        return [(Verdict(Reach.SAME, ground, Facet.FORM), pair.bears[1][min(hunk.a0, len(pair.bears[1]) - 1)])]
    old, new = pair.bears
    if hunk.b0 == hunk.b1:
        bearing = _voiced(pair.new, new[hunk.a0], hunk.a0, hunk.a1)
        return [(standing(pair.new.tokens, hunk.a0, hunk.a1, bearing), bearing)]
    if hunk.a0 == hunk.a1:
        bearing = _voiced(pair.old, old[hunk.b0], hunk.b0, hunk.b1)
        return [(standing(pair.old.tokens, hunk.b0, hunk.b1, bearing).turned, bearing)]
    bearing = common(old[hunk.b0], new[hunk.a0])
    return [(v, bearing) for v in swapped(pair.old.tokens, pair.new.tokens, hunk, bearing, issue)]


def _refers_back(pair: Pair, hunk: Hunk) -> bool:
    """Inside "other than the blocked persons described in paragraph (a)" the paragraph says who is meant, not the noun."""
    if max(hunk.a1 - hunk.a0, hunk.b1 - hunk.b0) > 5:
        return False
    return _described(pair.old, hunk.b0, hunk.b1) or _described(pair.new, hunk.a0, hunk.a1)


def _described(paragraph: Paragraph, start: int, end: int) -> bool:
    following = paragraph.norms[end : end + 4]
    described = any(w in _DESCRIBED for w in following[:2]) and "paragraph" in " ".join(following)
    return described and "than" in paragraph.norms[max(0, start - 5) : start]


def _names_again(pair: Pair, hunk: Hunk) -> bool:
    """True where one text says "either of them" or "one or more of the above persons", and the other names who stands above."""
    runs = [*pair.old.tokens[hunk.b0 : hunk.b1]], [*pair.new.tokens[hunk.a0 : hunk.a1]]
    while runs[0] and runs[1] and names.same_word(runs[0][-1], runs[1][-1]):
        runs[0].pop()
        runs[1].pop()
    sides = ((pair.new, hunk.a0, hunk.a1), (pair.old, hunk.b0, hunk.b1))
    for pointing, naming, (paragraph, start, end) in ((*runs, sides[0]), (*runs[::-1], sides[1])):
        if not pointing or not naming or not all(t.norm in _POINTING or t.norm in LITTLE for t in pointing):
            continue
        known = paragraph.kin | {*paragraph.norms[:start], *paragraph.norms[end:]}
        if names.proper(naming) and all(t.norm in LITTLE or t.norm in known for t in naming):
            return True
    return False


def _voiced(paragraph: Paragraph, bearing: Bearing, start: int, end: int) -> Bearing:
    """Words that came or went among authorities and name none belong to the sentence around: "for humanitarian purposes"."""
    base = uses.base(paragraph)
    if bearing is Bearing.DEMAND and paragraph.reports and paragraph.norms[start] in _REACHING:
        return Bearing.SUBJECT
    if bearing is not Bearing.SILENT or base is Bearing.SILENT or paragraph.defines:
        return bearing
    return bearing if cites(paragraph.tokens[start:end]) else base


def _own_end(pair: Pair, hunk: Hunk, verdict: Verdict) -> bool:
    """True where the end of the whole authorization stands behind a proviso: "provided that ..., through June 30"."""
    if verdict.facet is not Facet.END or Effect.PERMITS not in pair.effects:
        return False
    ends = ((pair.old, hunk.b0, hunk.b1), (pair.new, hunk.a0, hunk.a1))
    return any(
        token.sort is Sort.DATE and paragraph.side.ends_on(int(token.value))
        for paragraph, start, end in ends
        for token in paragraph.tokens[start:end]
    )
