"""Words of one paragraph that only changed places: a list in another order, a sentence turned about. Not moves between paragraphs."""

from __future__ import annotations

from typing import Final

from monitor.judge.diff import Hunk
from monitor.judge.lexicon import LITTLE, word_set
from monitor.judge.side import Paragraph
from monitor.judge.strokes import Pair
from monitor.judge.words import Sort

_ORDERED: Final = word_set("except other than unless excluding without only solely before after prior")
"""Words whose place in the sentence decides what they mean."""


def transposed(pair: Pair) -> frozenset[Hunk]:
    """Words that stand elsewhere in the same paragraph, for the same purpose: a list in another order."""
    went = [h for h in pair.hunks if h.a0 == h.a1]
    came = [h for h in pair.hunks if h.b0 == h.b1]
    found: set[Hunk] = set()
    for gone in went:
        words = pair.old.norms[gone.b0 : gone.b1]
        if not any(w not in LITTLE for w in words) or not _listed(pair.old, gone.b0, gone.b1):
            continue
        for new in came:
            same = (
                _listed(pair.new, new.a0, new.a1)
                and pair.new.norms[new.a0 : new.a1] == words
                and pair.bears[0][gone.b0] is pair.bears[1][new.a0]
            )
            if same and new not in found:
                found |= {gone, new}
                break
    return frozenset(found)


def _listed(paragraph: Paragraph, start: int, end: int) -> bool:
    """True where words stand in a row with others: a comma, "and" or "or" on one of their sides."""
    return paragraph.joins[start] or (end < len(paragraph.joins) and paragraph.joins[end])


def turned_about(pair: Pair) -> bool:
    """True where a sentence only says the same words in another order: "must be submitted by U.S. persons"."""
    if not pair.hunks:
        return False
    touched = [
        t
        for h in pair.hunks
        for t in (*pair.old.tokens[h.b0 : h.b1], *pair.new.tokens[h.a0 : h.a1])
        if t.norm not in LITTLE
    ]
    if not touched or any(
        t.sort is not Sort.WORD or t.norm in _ORDERED or (t.text[:1].isupper() and t.norm != "u.s.") for t in touched
    ):
        return False
    first, second = (sorted(word for _, word in p.stemmed) for p in (pair.old, pair.new))
    return first == second
