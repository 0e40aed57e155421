"""Prose compared: guidance (FAQs, advisories), which has no sign unless it says that a rule changed; and pages that are rules themselves."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from monitor.judge.diff import hunks
from monitor.judge.names import corrected
from monitor.judge.passages import Passage, passages
from monitor.judge.redline import of_texts
from monitor.judge.words import LONGEST, Token, scan
from monitor.model.instrument import Judgment, Operation, Redline
from monitor.model.words import Direction, Effect, Kind, Op

_AROUND: Final = 4
_TOLD: Final = 2
_SHOWN: Final = 500
_NOW_ALLOWED: Final = re.compile(
    r"\b(?:(?:is|are|be)\s(?:now|henceforth)\s(?:authorized|permitted|allowed|exempt)|now\s(?:authorizes|permits|allows)"
    r"|no\slonger\s(?:prohibit\w*|blocked|requires?\s(?:a\s|an\s)?(?:specific\s)?licen[sc]e|subject\sto|prohibited|excluded))\b",
    re.IGNORECASE,
)
_NOW_FORBIDDEN: Final = re.compile(
    r"\b(?:(?:is|are|be)\s(?:now|henceforth)\s(?:prohibited|blocked|forbidden|excluded)|now\s(?:prohibits|requires?\s(?:a\s)?licen[sc]e)"
    r"|no\slonger\s(?:authorize[sd]?|permit\w*|allow\w*|exempt\w*|covers?|covered|applies))\b",
    re.IGNORECASE,
)
# What a paragraph of a rule does as a whole.
_FORBIDS: Final = re.compile(
    r"\b(?:is|are|remains?|shall\sbe)\s(?:prohibited|forbidden|banned|not\s(?:allowed|permitted|authori[sz]ed))\b|\b(?:must|may|shall)\snot\b",
    re.IGNORECASE,
)
_ALLOWS: Final = re.compile(
    r"\b(?:is|are|remains?|shall\sbe)\s(?:authori[sz]ed|permitted|allowed|exempt(?:ed)?)\b", re.IGNORECASE
)


def compare_prose(before: str, after: str, *, guidance: bool = True) -> Judgment:
    """What a new text of prose means beside the old one. Paragraphs are separated by blank lines.

    The direction of guidance is `unchanged` (it changes no rule, DIRECTION.md) unless words that came in say that something
    is now allowed or no longer is. Of any other page a paragraph that came or went has the sign of what it forbids or allows,
    and what has no sign is `unjudged`. The kind is `corrected` where words were only put right.
    """
    found = passages(before, after)
    operations = tuple(operation(p) for p in found)
    kind = _kind(found, operations)
    if not guidance and kind is Kind.AMENDED:
        operations = tuple(map(_of_rule, operations))
    signs = {o.direction for o in operations} & {Direction.RELAXED, Direction.TIGHTENED}
    verdict = next(iter(signs)) if len(signs) == 1 else (Direction.MIXED if signs else Direction.UNCHANGED)
    if Direction.UNJUDGED in {o.direction for o in operations}:
        verdict = Direction.UNJUDGED
    paragraphs = tuple(of_texts(p.before or "", p.after or "", p.path) for p in found if not p.moved)
    return Judgment(
        verdict, kind, _summary(found, operations, verdict, kind, guidance=guidance), operations, Redline(paragraphs)
    )


def operation(passage: Passage) -> Operation:
    """The operation on one paragraph, with the words touched."""
    if passage.moved:
        why = "The paragraph stands elsewhere."
        return Operation(passage.path, Op.MOVED, Effect.NOTE, Direction.UNCHANGED, None, None, why)
    if passage.before is None or passage.after is None:
        op = Op.ADDED if passage.before is None else Op.REMOVED
        sign = _sign(passage.after or "")
        return Operation(passage.path, op, Effect.NOTE, sign, passage.before, passage.after, _why(sign, op))
    old, new = touched(passage.before, passage.after)
    sign = _sign(_sentences(passage.before, passage.after))
    return Operation(passage.path, Op.CHANGED, Effect.NOTE, sign, old or None, new or None, _why(sign, Op.CHANGED))


def _of_rule(told: Operation) -> Operation:
    """An operation on a page that is no guidance: reworded, nobody knows which way; come or gone, by what it does."""
    if told.op is Op.MOVED or told.direction is not Direction.UNCHANGED:
        return told
    words = told.before if told.op is Op.REMOVED else told.after or ""
    forbids, allows = (form.search(words or "") is not None for form in (_FORBIDS, _ALLOWS))
    if told.op is Op.CHANGED or forbids == allows:
        return replace(
            told, direction=Direction.UNJUDGED, why="Not judged: the words changed, and say no sign of their own."
        )
    direction = Direction.TIGHTENED if forbids is (told.op is Op.ADDED) else Direction.RELAXED
    what = "forbids" if forbids else "allows"
    came = "came in" if told.op is Op.ADDED else "is gone"
    return replace(told, direction=direction, why=f"A paragraph that {what} something {came}.")


def touched(before: str, after: str) -> tuple[str, str]:
    """The words that differ, with a few around them."""
    if max(len(before), len(after)) > LONGEST:
        return before[:_SHOWN], after[:_SHOWN]
    old, new = scan(before), scan(after)
    found = hunks([t.norm for t in old], [t.norm for t in new])
    if not found:
        return before, after
    parts: tuple[list[str], list[str]] = ([], [])
    for hunk in found:
        parts[0].append(_around(before, old, hunk.b0, hunk.b1))
        parts[1].append(_around(after, new, hunk.a0, hunk.a1))
    return " … ".join(filter(None, parts[0])), " … ".join(filter(None, parts[1]))


def _around(text: str, tokens: tuple[Token, ...], start: int, end: int) -> str:
    first, last = max(0, start - _AROUND), min(len(tokens), end + _AROUND)
    return text[tokens[first].start : tokens[last - 1].end] if first < last else ""


def put_right(before: str, after: str) -> bool:
    """True where one paragraph is the other with slips corrected."""
    if max(len(before), len(after)) > LONGEST:
        return False
    old, new = scan(before), scan(after)
    found = hunks([t.norm for t in old], [t.norm for t in new])
    return all(h.b0 < h.b1 and h.a0 < h.a1 and corrected(old[h.b0 : h.b1], new[h.a0 : h.a1]) for h in found)


def _sentences(before: str, after: str) -> str:
    """The sentences of the newer paragraph that the older one does not have."""
    known = set(re.split(r"(?<=[.!?;])\s+", before))
    return " ".join(s for s in re.split(r"(?<=[.!?;])\s+", after) if s not in known)


def _sign(words: str) -> Direction:
    allowed, forbidden = _NOW_ALLOWED.search(words), _NOW_FORBIDDEN.search(words)
    if allowed and forbidden:
        return Direction.UNJUDGED
    if allowed:
        return Direction.RELAXED
    return Direction.TIGHTENED if forbidden else Direction.UNCHANGED


def _why(sign: Direction, op: Op) -> str:
    if sign is Direction.UNCHANGED:
        return f"Guidance: the paragraph was {op.value}; no rule is said to have changed."
    if sign is Direction.UNJUDGED:
        return "Not judged: the words say both that something is now allowed and that something is not."
    return f"The words say that something is {'now' if sign is Direction.RELAXED else 'no longer'} allowed."


def _kind(found: tuple[Passage, ...], operations: tuple[Operation, ...]) -> Kind | None:
    if not operations:
        return None
    editorial = all(
        p.moved or (p.before is not None and p.after is not None and put_right(p.before, p.after)) for p in found
    )
    return Kind.CORRECTED if editorial else Kind.AMENDED


def _summary(
    found: tuple[Passage, ...],
    operations: tuple[Operation, ...],
    verdict: Direction,
    kind: Kind | None,
    *,
    guidance: bool,
) -> str:
    if kind is None:
        return "Nothing changed."
    if kind is Kind.CORRECTED:
        return f"Only words put right or moved, in {', '.join(dict.fromkeys(p.path for p in found[:_TOLD]))}."
    ranked = sorted(operations, key=lambda o: (o.direction is Direction.UNCHANGED, -len(o.after or o.before or "")))
    shown = [f"{o.op.value} “{_short(o.after or o.before or '')}”" for o in ranked[:_TOLD]]
    what = "Guidance" if guidance else "Page"
    head = f"{what} reworded" if verdict is Direction.UNCHANGED else f"{what}, {verdict.value}"
    more = f" and {len(ranked) - _TOLD} more" if len(ranked) > _TOLD else ""
    return f"{head}: {'; '.join(shown)}{more}."


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 140 else words[:139].rstrip() + "…"
