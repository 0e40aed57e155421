"""Two versions of one paragraph: what each changed run of words does, gathered into findings. Not whole paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from monitor.judge import connectives, uses
from monitor.judge.diff import Hunk, hunks
from monitor.judge.finding import Facet, Finding
from monitor.judge.lexicon import LITTLE, stem, word_set
from monitor.judge.phrases import cites, standing
from monitor.judge.reach import Bearing, Reach, direction
from monitor.judge.side import Paragraph
from monitor.judge.swaps import swapped
from monitor.judge.verdict import Issue, Verdict, meaning
from monitor.judge.words import LONGEST, Sort, Token
from monitor.model.words import Direction, Effect, Op

_AROUND: Final = 3  # words shown on either side of a change
_WIND_DOWN: Final = re.compile(r"\bwind(?:ing)?[\s-]?down\b", re.IGNORECASE)
_REACHING: Final = word_set("involving exceeding over above valued worth concerning")
"""How words begin that say which transactions a report must cover, not what it must say."""

_ORDERED: Final = word_set("except other than unless excluding without only solely before after prior")
"""Words whose place in the sentence decides what they mean."""

_TIMES: Final = frozenset((Facet.END, Facet.CUTOFF, Facet.START))


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

    @classmethod
    def of(cls, old: Paragraph, new: Paragraph) -> Pair:
        """Reads both paragraphs and finds where their words differ; in paragraphs longer than any rule, nothing is looked for."""
        if max(len(old.words), len(new.words)) > LONGEST:
            return cls(old, new, ((), ()), ())
        bears = (old.bearings(uses.base(old)), new.bearings(uses.base(new)))
        return cls(old, new, bears, hunks(old.norms, new.norms, (old.joins, new.joins)))


def alike(old: Paragraph, new: Paragraph) -> bool:
    """True where nothing but print, the own label and the end of a list item differs."""
    return old.key == new.key and old.norms == new.norms


def judge(pair: Pair, issue: Issue, moved: frozenset[Hunk] = frozenset()) -> list[Finding]:
    """Findings for the words of one paragraph. `moved`: hunks whose words went to or came from another paragraph."""
    if _turned_about(pair):
        return []
    still = moved | _transposed(pair)
    strokes = [s for s in _strokes(pair, issue) if s.hunk not in still]
    strokes = _wound_down(pair, strokes)
    groups: dict[tuple[Facet, Direction], list[Stroke]] = {}
    for stroke in strokes:
        facet = _facet(pair, stroke)
        signs = (stroke.verdict.sign,) if stroke.verdict.sign else direction(stroke.verdict.reach, stroke.bearing)
        for sign in signs:
            groups.setdefault((_shown(facet, sign), sign), []).append(stroke)
    return [_finding(pair, facet, sign, run) for (facet, sign), run in _sure(pair, groups).items()]


def _transposed(pair: Pair) -> frozenset[Hunk]:
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


def _turned_about(pair: Pair) -> bool:
    """True where a sentence only says the same words in another order: "must be submitted by U.S. persons"."""
    if not pair.hunks:
        return False
    touched = [
        t
        for h in pair.hunks
        for t in (*pair.old.tokens[h.b0 : h.b1], *pair.new.tokens[h.a0 : h.a1])
        if t.norm not in LITTLE
    ]
    if any(
        t.sort is not Sort.WORD or t.norm in _ORDERED or (t.text[:1].isupper() and t.norm != "u.s.") for t in touched
    ):
        return False
    first, second = (sorted(word for _, word in p.stemmed) for p in (pair.old, pair.new))
    return first == second


def _shown(facet: Facet, sign: Direction) -> Facet:
    """Changes without a sign are told together: as authority where there is one, else as form."""
    if sign is not Direction.UNCHANGED:
        return Facet.COVERED if facet is Facet.OUTRIGHT else facet
    return facet if facet is Facet.AUTHORITY else Facet.FORM


def _strokes(pair: Pair, issue: Issue) -> Iterator[Stroke]:
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
        bearing = pair.bears[1][a]
        listed = bearing in {Bearing.GRANT, Bearing.BAR} and "," in old.link + new.link
        verdict = connectives.joined(old, new, bearing, things=listed)
        if verdict is not None:
            yield Stroke(Hunk(b, b + 1, a, a + 1), verdict, bearing)


def _verdicts(pair: Pair, hunk: Hunk, issue: Issue) -> list[tuple[Verdict, Bearing]]:
    old, new = pair.bears
    if hunk.b0 == hunk.b1:
        bearing = _voiced(pair.new, new[hunk.a0], hunk.a0, hunk.a1)
        return [(standing(pair.new.tokens, hunk.a0, hunk.a1, bearing), bearing)]
    if hunk.a0 == hunk.a1:
        bearing = _voiced(pair.old, old[hunk.b0], hunk.b0, hunk.b1)
        return [(standing(pair.old.tokens, hunk.b0, hunk.b1, bearing).turned, bearing)]
    was, now = old[hunk.b0], new[hunk.a0]
    bearing = now if was in {now, Bearing.SILENT} else (was if now is Bearing.SILENT else Bearing.UNSURE)
    if {was, now} == {Bearing.SUBJECT, Bearing.DEMAND}:
        bearing = Bearing.DEMAND
    return [(v, bearing) for v in swapped(pair.old.tokens, pair.new.tokens, hunk, bearing, issue)]


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
    if verdict.facet is not Facet.END or pair.new.effect is not Effect.PERMITS:
        return False
    ends = ((pair.old, hunk.b0, hunk.b1), (pair.new, hunk.a0, hunk.a1))
    return any(
        token.sort is Sort.DATE and paragraph.side.ends_on(int(token.value))
        for paragraph, start, end in ends
        for token in paragraph.tokens[start:end]
    )


def _wound_down(pair: Pair, strokes: list[Stroke]) -> list[Stroke]:
    """A permission that shrinks to winding down, or grows out of it, is one change of scope, whatever words came along."""
    was, now = (_WIND_DOWN.search(p.words) is not None for p in (pair.old, pair.new))
    if was is now or pair.new.effect is not Effect.PERMITS:
        return strokes
    tokens = pair.new.tokens if now else pair.old.tokens
    spans = [(s.hunk.a0, s.hunk.a1) if now else (s.hunk.b0, s.hunk.b1) for s in strokes]
    wound = [
        stroke
        for stroke, (start, end) in zip(strokes, spans, strict=True)
        if any(t.norm in {"wind", "winding", "wind-down", "winding-down"} for t in tokens[start:end])
    ]
    shrinks = Reach.NARROWER if now else Reach.WIDER
    if not wound or any(s.verdict.reach not in {shrinks, Reach.UNKNOWN, Reach.BOTH} for s in wound):
        return strokes
    verdict = Verdict(shrinks, "only winding down is left" if now else "no longer only winding down", Facet.WIND_DOWN)
    kept = [s for s in strokes if s not in wound and (s.verdict.facet in _TIMES or s.bearing is not Bearing.GRANT)]
    return [*kept, Stroke(wound[0].hunk, verdict, Bearing.GRANT)]


def _facet(pair: Pair, stroke: Stroke) -> Facet:
    facet = stroke.verdict.facet
    if stroke.verdict.reach is Reach.SAME:
        return facet or Facet.FORM
    if stroke.bearing is Bearing.SILENT:
        return Facet.AUTHORITY
    duty = stroke.bearing in {Bearing.SUBJECT, Bearing.DEMAND} or pair.new.effect is Effect.CONDITION
    if facet in _TIMES and not duty:
        return facet
    if duty or facet is Facet.CONDITION:
        return Facet.REPORT if pair.new.reports else Facet.CONDITION
    return facet or Facet.COVERED


def _sure(
    pair: Pair, groups: dict[tuple[Facet, Direction], list[Stroke]]
) -> dict[tuple[Facet, Direction], list[Stroke]]:
    """A few words that cannot be judged, beside many that can, do not make the paragraph unjudged."""
    signed = sum(s.size for (_, sign), run in groups.items() if sign in _SIGNS for s in run)
    kept: dict[tuple[Facet, Direction], list[Stroke]] = {}
    for (facet, sign), run in groups.items():
        unsure = sign is Direction.UNJUDGED and signed
        small = unsure and sum(_weight(pair, s) for s in run) <= min(3, signed)
        key = (Facet.FORM, Direction.UNCHANGED) if small else (facet, sign)
        kept.setdefault(key, []).extend(run)
    return kept


_SIGNS: Final = frozenset((Direction.RELAXED, Direction.TIGHTENED))


def _weight(pair: Pair, stroke: Stroke) -> int:
    hunk = stroke.hunk
    words = [*pair.old.norms[hunk.b0 : hunk.b1], *pair.new.norms[hunk.a0 : hunk.a1]]
    return sum(w not in LITTLE for w in words)


def _finding(pair: Pair, facet: Facet, sign: Direction, run: Sequence[Stroke]) -> Finding:
    bearing = run[0].bearing
    return Finding(
        pair.new.path,
        Op.CHANGED,
        _effect(pair, bearing),
        sign,
        _excerpt(pair.old, [(s.hunk.b0, s.hunk.b1) for s in run]),
        _excerpt(pair.new, [(s.hunk.a0, s.hunk.a1) for s in run]),
        why(run, sign, facet),
        facet,
        sum(s.size for s in run),
        stems(w for s in run for w in pair.new.norms[s.hunk.a0 : s.hunk.a1]),
        stems(w for s in run for w in pair.old.norms[s.hunk.b0 : s.hunk.b1]),
    )


def stems(words: Iterable[str]) -> frozenset[str]:
    """The stems of the words that count."""
    return frozenset(stem(w) for w in words if w not in LITTLE)


def _effect(pair: Pair, bearing: Bearing) -> Effect:
    if pair.new.effect in {Effect.DEFINITION, Effect.NOTE, Effect.MACHINERY}:
        return pair.new.effect
    if bearing in {Bearing.SUBJECT, Bearing.DEMAND}:
        return Effect.CONDITION
    return pair.new.effect


def why(run: Sequence[Stroke], sign: Direction, facet: Facet) -> str:
    """One sentence: what the changed words do to whoever must comply."""
    if facet is Facet.AUTHORITY:
        return "No effect on what is allowed: an authority or citation changed, and the same acts stay allowed."
    ground = "; ".join(list(dict.fromkeys(_ground(s) for s in run))[:3])
    meanings = list(dict.fromkeys(m for s in run if (m := meaning(s.bearing, s.verdict.reach))))
    if sign is Direction.UNJUDGED:
        return f"Not judged: {ground}."
    if sign is Direction.UNCHANGED:
        return f"No effect on what is allowed: {ground}."
    said = (
        meanings[0] if len(meanings) == 1 else ("less is allowed" if sign is Direction.TIGHTENED else "more is allowed")
    )
    return f"{said.capitalize()}: {ground}."


def _ground(stroke: Stroke) -> str:
    """The ground with what happened to it, where the words only came or only went."""
    ground, hunk = stroke.verdict.ground, stroke.hunk
    if stroke.verdict.reach is Reach.SAME or stroke.verdict.facet is Facet.WIND_DOWN:
        return ground
    if hunk.b0 == hunk.b1:
        return f"{ground} came in"
    return f"{ground} is gone" if hunk.a0 == hunk.a1 else ground


def _excerpt(paragraph: Paragraph, spans: Sequence[tuple[int, int]]) -> str:
    """The words of these runs with a few around them, as printed."""
    tokens: Sequence[Token] = paragraph.tokens
    if not tokens:
        return paragraph.words
    parts: list[str] = []
    reached = -1
    for start, end in sorted(set(spans)):
        first, last = max(0, start - _AROUND, reached), min(len(tokens), max(end, start) + _AROUND)
        if first < last:
            parts.append(paragraph.words[tokens[first].start : tokens[last - 1].end])
        reached = max(reached, last)
    return " … ".join(parts)
