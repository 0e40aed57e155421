"""What it does that some words stand where others stood. Phrases that only came or went are in `phrases`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from monitor.judge import amounts, connectives, moments, names
from monitor.judge.diff import Hunk
from monitor.judge.finding import Facet
from monitor.judge.lexicon import LITTLE, PREPOSITIONS, RELATIVES, UNIVERSAL, stem, word_set
from monitor.judge.phrases import printed, standing
from monitor.judge.reach import Bearing, Reach
from monitor.judge.verdict import SAME, Issue, Verdict
from monitor.judge.words import Sort, Token

_REFERRING: Final = frozenset(("paragraph", "paragraphs", "subparagraph", "subparagraphs", "through"))
_FIGURES: Final = frozenset((Sort.NUMBER, Sort.MONEY))


def swapped(
    before: Sequence[Token], after: Sequence[Token], hunk: Hunk, bearing: Bearing, issue: Issue
) -> tuple[Verdict, ...]:
    """What the words of a hunk do for those that they replace; more than one verdict where they do several things."""
    old, new = before[hunk.b0 : hunk.b1], after[hunk.a0 : hunk.a1]
    if names.corrected(old, new):
        return (Verdict(Reach.SAME, "the same words, put right or spelled otherwise", Facet.FORM),)
    if all(t.sort is Sort.REFERENCE or t.norm in _REFERRING for t in (*old, *new)):
        return (Verdict(Reach.SAME, "a cross-reference", Facet.FORM),)
    figures = _figures(before, after, hunk, bearing, issue)
    if figures:
        return figures
    little = connectives.swapped(old, new, bearing)
    if little is not None:
        return (little,)
    return (_reworded(before, after, hunk, bearing),)


def _figures(
    before: Sequence[Token], after: Sequence[Token], hunk: Hunk, bearing: Bearing, issue: Issue
) -> tuple[Verdict, ...]:
    """Dates for dates, amounts for amounts, periods for periods, where the words between them stay."""
    pairs = _paired(before, after, hunk)
    if pairs is None:
        return ()
    verdicts: list[Verdict] = []
    for b, a in pairs:
        if before[b].sort is Sort.DATE:
            verdicts.append(moments.moved(before, b, after, a, issue))
        elif before[b].sort in _FIGURES:
            verdicts.append(amounts.changed(before, b, after, a, bearing))
        else:
            paced = amounts.paced(before, b, after, a, bearing)
            if paced is not None:
                verdicts.append(paced)
            elif not names.same_word(before[b], after[a]):
                return ()
    return tuple(verdicts) if any(v.reach is not Reach.SAME or v.facet for v in verdicts) else ()


def _paired(before: Sequence[Token], after: Sequence[Token], hunk: Hunk) -> list[tuple[int, int]] | None:
    """The words of both sides one to one by their sorts; None where they do not go together."""
    old = [i for i in range(hunk.b0, hunk.b1) if before[i].norm not in {"business", "calendar"}]
    new = [i for i in range(hunk.a0, hunk.a1) if after[i].norm not in {"business", "calendar"}]
    if len(old) != len(new) or any(
        before[b].sort is not after[a].sort and {before[b].sort, after[a].sort} - _FIGURES
        for b, a in zip(old, new, strict=True)
    ):
        return None
    counting = any(before[b].sort in _FIGURES or before[b].sort is Sort.DATE for b in old)
    timing = any(amounts.paces(before[b].norm) for b in old)
    return list(zip(old, new, strict=True)) if counting or timing else None


def _reworded(before: Sequence[Token], after: Sequence[Token], hunk: Hunk, bearing: Bearing) -> Verdict:
    old, new = before[hunk.b0 : hunk.b1], after[hunk.a0 : hunk.a1]
    contained = _contained(before, after, hunk, bearing)
    if contained is not None:
        return contained
    gone = standing(before, hunk.b0, hunk.b1, bearing).turned
    come = standing(after, hunk.a0, hunk.a1, bearing)
    if gone.reach is come.reach and (gone.sign is None) is (come.sign is None):
        return _both(gone, come)
    for single, other in ((gone, come), (come, gone)):
        if other.reach is Reach.SAME and single.reach in {Reach.WIDER, Reach.NARROWER}:
            return single
    for run, others, reach in ((new, old, Reach.WIDER), (old, new, Reach.NARROWER)):
        if run[0].norm in UNIVERSAL and names.proper(others) and not names.proper(run):
            return Verdict(reach, f"“{printed(run, 0, len(run))}” takes in “{printed(others, 0, len(others))}”")
    conditional = bearing in {Bearing.SUBJECT, Bearing.DEMAND}
    if _things(old) and _things(new) and not (conditional and not (names.proper(old) and names.proper(new))):
        ground = (
            f"“{printed(before, hunk.b0, hunk.b1)}” stands no longer there, “{printed(after, hunk.a0, hunk.a1)}” does"
        )
        return Verdict(Reach.BOTH, ground)
    return Verdict(Reach.UNKNOWN, "words replaced by others whose reach cannot be compared")


def _both(gone: Verdict, come: Verdict) -> Verdict:
    """Words that do the same by going as others do by coming; a "not" for a "not" does nothing."""
    if come.sign is not None:
        return SAME if gone.sign is not come.sign else come
    heavier = max((v.facet for v in (gone, come)), key=lambda facet: Facet.COVERED if facet is None else facet)
    return replace(come, facet=heavier, weak=gone.weak and come.weak)


def _contained(before: Sequence[Token], after: Sequence[Token], hunk: Hunk, bearing: Bearing) -> Verdict | None:
    """Where one side holds all words of the other, what the further words do decides."""
    old = [stem(t.norm) for t in before[hunk.b0 : hunk.b1] if t.norm not in LITTLE]
    new = [stem(t.norm) for t in after[hunk.a0 : hunk.a1] if t.norm not in LITTLE]
    if old == new:
        return SAME
    if old and set(old) < set(new):
        return standing(after, hunk.a0, hunk.a1, bearing)
    if new and set(new) < set(old):
        return standing(before, hunk.b0, hunk.b1, bearing).turned
    return None


def _things(run: Sequence[Token]) -> bool:
    """True where the words name things, so that one set of them stands for another."""
    if names.proper(run):
        return True
    words = [t.norm for t in run]
    heads = [w for w in words if w in RELATIVES or w in PREPOSITIONS - {"of"} or w in _VERBS]
    return bool(words) and not heads and len(words) <= 6


_VERBS: Final = word_set("is are was were be been may must shall not will has have do does")
