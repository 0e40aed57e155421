"""Two versions of one paragraph: what each changed run of words does, gathered into findings. Not whole paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from monitor.judge.diff import Hunk
from monitor.judge.finding import Facet, Finding
from monitor.judge.lexicon import LITTLE, stem
from monitor.judge.reach import Bearing, Reach, direction
from monitor.judge.reorder import transposed, turned_about
from monitor.judge.side import Paragraph
from monitor.judge.strokes import Pair, Stroke, strokes
from monitor.judge.verdict import Issue, Verdict, meaning
from monitor.judge.words import Token
from monitor.model.words import Direction, Effect, Op

_AROUND: Final = 3  # words shown on either side of a change
WIND_DOWN: Final = re.compile(r"\bwind(?:ing)?[\s-]?down\b", re.IGNORECASE)
_TIMES: Final = frozenset((Facet.END, Facet.CUTOFF, Facet.START))


def judge(pair: Pair, issue: Issue, moved: frozenset[Hunk] = frozenset()) -> list[Finding]:
    """Findings for the words of one paragraph. `moved`: hunks whose words went to or came from another paragraph."""
    if turned_about(pair):
        return []
    still = moved | transposed(pair)
    kept = [s for s in strokes(pair, issue) if s.hunk not in still]
    groups: dict[tuple[Facet, Direction], list[Stroke]] = {}
    for stroke in _wound_down(pair, kept):
        facet = _facet(pair, stroke)
        signs = (stroke.verdict.sign,) if stroke.verdict.sign else direction(stroke.verdict.reach, stroke.bearing)
        for sign in signs:
            groups.setdefault((_shown(facet, sign), sign), []).append(stroke)
    return [_finding(pair, facet, sign, run) for (facet, sign), run in _sure(pair, groups).items()]


def _shown(facet: Facet, sign: Direction) -> Facet:
    """Changes without a sign are told together: as authority where there is one, else as form."""
    if sign is not Direction.UNCHANGED:
        return Facet.COVERED if facet is Facet.OUTRIGHT else facet
    return facet if facet is Facet.AUTHORITY else Facet.FORM


def _wound_down(pair: Pair, found: list[Stroke]) -> list[Stroke]:
    """A permission that shrinks to winding down, or grows out of it, is one change of scope, whatever words came along."""
    was, now = (WIND_DOWN.search(p.words) is not None for p in (pair.old, pair.new))
    if was is now or Effect.PERMITS not in pair.effects:
        return found
    tokens = pair.new.tokens if now else pair.old.tokens
    spans = [(s.hunk.a0, s.hunk.a1) if now else (s.hunk.b0, s.hunk.b1) for s in found]
    wound = [
        stroke
        for stroke, (start, end) in zip(found, spans, strict=True)
        if any(t.norm in {"wind", "winding", "wind-down", "winding-down"} for t in tokens[start:end])
    ]
    shrinks = Reach.NARROWER if now else Reach.WIDER
    if not wound or any(s.verdict.reach not in {shrinks, Reach.UNKNOWN, Reach.BOTH} for s in wound):
        return found
    verdict = Verdict(shrinks, "only winding down is left" if now else "no longer only winding down", Facet.WIND_DOWN)
    kept = [s for s in found if s not in wound and (s.verdict.facet in _TIMES or s.bearing is not Bearing.GRANT)]
    return [*kept, Stroke(wound[0].hunk, verdict, Bearing.GRANT)]


def _facet(pair: Pair, stroke: Stroke) -> Facet:
    facet = stroke.verdict.facet
    if stroke.verdict.reach is Reach.SAME:
        return facet or Facet.FORM
    if stroke.bearing is Bearing.SILENT:
        return Facet.AUTHORITY
    if pair.old.validity and pair.new.validity and facet in {None, Facet.COVERED}:
        return Facet.END
    duty = stroke.bearing in {Bearing.SUBJECT, Bearing.DEMAND} or Effect.CONDITION in pair.effects
    if facet in _TIMES and not duty:
        return facet
    if duty or facet is Facet.CONDITION:
        return Facet.REPORT if pair.reports else Facet.CONDITION
    return facet or Facet.COVERED


def _sure(
    pair: Pair, groups: dict[tuple[Facet, Direction], list[Stroke]]
) -> dict[tuple[Facet, Direction], list[Stroke]]:
    """A few words that cannot be judged, beside many that can, do not make the paragraph unjudged."""
    groups = _without_weak(groups)
    signed = sum(s.size for (_, sign), run in groups.items() if sign in _SIGNS for s in run)
    kept: dict[tuple[Facet, Direction], list[Stroke]] = {}
    for (facet, sign), run in groups.items():
        unsure = sign is Direction.UNJUDGED and signed
        small = unsure and sum(_weight(pair, s) for s in run) <= min(3, signed)
        key = (Facet.FORM, Direction.UNCHANGED) if small else (facet, sign)
        kept.setdefault(key, []).extend(run)
    return kept


def _without_weak(
    groups: dict[tuple[Facet, Direction], list[Stroke]],
) -> dict[tuple[Facet, Direction], list[Stroke]]:
    """Words that only go along with others decide nothing against them: "wherever located" beside "any person"."""
    strong = {sign for (_, sign), run in groups.items() if sign in _SIGNS and not all(s.verdict.weak for s in run)}
    kept: dict[tuple[Facet, Direction], list[Stroke]] = {}
    for (facet, sign), run in groups.items():
        outweighed = sign in _SIGNS and sign.opposite in strong and all(s.verdict.weak for s in run)
        kept.setdefault((Facet.FORM, Direction.UNCHANGED) if outweighed else (facet, sign), []).extend(run)
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
        _effect(pair.new.effect, bearing),
        sign,
        _excerpt(pair.old, [(s.hunk.b0, s.hunk.b1) for s in run]),
        _excerpt(pair.new, [(s.hunk.a0, s.hunk.a1) for s in run]),
        why(run, sign, facet),
        facet,
        sum(s.size for s in run),
        stems(w for s in run for w in pair.new.norms[s.hunk.a0 : s.hunk.a1]),
        stems(w for s in run for w in pair.old.norms[s.hunk.b0 : s.hunk.b1]),
        _effect(pair.old.effect, bearing),
    )


def stems(words: Iterable[str]) -> frozenset[str]:
    """The stems of the words that count."""
    return frozenset(stem(w) for w in words if w not in LITTLE)


def _effect(whole: Effect, bearing: Bearing) -> Effect:
    """What words do in a paragraph of this effect."""
    if whole in {Effect.DEFINITION, Effect.NOTE, Effect.MACHINERY}:
        return whole
    return Effect.CONDITION if bearing in {Bearing.SUBJECT, Bearing.DEMAND} else whole


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
