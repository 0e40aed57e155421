"""Paragraphs that came or went as a whole, by the table of DIRECTION.md. Not words inside a paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from monitor.judge import uses
from monitor.judge.finding import Facet, Finding
from monitor.judge.paragraph import WIND_DOWN, stems
from monitor.judge.reach import Bearing, Reach, direction
from monitor.judge.side import Paragraph, Side
from monitor.judge.verdict import meaning
from monitor.judge.words import LONGEST, Sort, scan
from monitor.law.effects import says_what_it_does
from monitor.model.words import Direction, Effect, Op

_RENEWS: Final = re.compile(r"\brenews?\b|\brenewed\b", re.IGNORECASE)
_BEGINS: Final = re.compile(
    r"(?:this|the)\s(?:general\slicense|directive|determination|order|authorization)\b[^.;,]{0,60}?\s"
    r"(?:is|are|shall\sbe|becomes?|shall\sbecome|takes?)\s(?:effective|effect)\b[^.;]{0,80}[.;]?$",
    re.IGNORECASE,
)
_LIMITS: Final = re.compile(
    r"\b(?:means|includes)\s(?:only|solely|exclusively)\b|(?<!not\s)\blimited\sto\b|\b(?:does|do)\snot\sinclude\b|\bexcludes\b",
    re.IGNORECASE,
)
_ONLY: Final = re.compile(
    r"\b(?:authorizations?|licen[cs]e|paragraphs?|permissions?|exemptions?|prohibitions?|sections?|directives?|determinations?|orders?)\b[^.;:]{0,80}?\b"
    r"(?:(?:appl(?:y|ies)|extends?|(?:is|are)\savailable)\s(?:only|solely|exclusively)|(?:is|are)\s(?:only|solely|limited))\b",
    re.IGNORECASE,
)
_LAST: Final = 5  # items of a list among which its connective stands
_INCLUDES: Final = re.compile(r"\b(?:includes?|is not limited to)\b", re.IGNORECASE)
_EFFECTS: Final = {
    Effect.PERMITS: "an authorization", Effect.CONDITION: "a condition", Effect.EXCLUDES: "an exclusion",
    Effect.PROHIBITS: "a prohibition", Effect.DEFINITION: "a definition", Effect.NOTE: "a note",
    Effect.MACHINERY: "machinery",
}  # fmt: skip
_ANNEX: Final = (("annex",),)


def judge(paragraph: Paragraph, *, came: bool) -> Finding:
    """The finding for one paragraph that only one text has. What is below it belongs to it."""
    base = uses.base(paragraph)
    begins = _BEGINS.match(paragraph.words)
    if begins is not None:
        return _beginning(paragraph, came=came)
    facet = _facet(paragraph, base)
    if _mute(paragraph):
        ground = f"Not judged: a paragraph {'came in' if came else 'is gone'} whose words do not say what it does."
        return finding(paragraph, Direction.UNJUDGED, facet, ground, came=came)
    reach = _reach(paragraph, came=came)
    sign = direction(reach, base)[0]
    if sign is Direction.UNCHANGED:
        facet = Facet.MACHINERY if paragraph.effect is Effect.MACHINERY else Facet.FORM
    return finding(paragraph, sign, facet, _why(paragraph, base, reach, sign, came=came), came=came)


def _beginning(paragraph: Paragraph, *, came: bool) -> Finding:
    """A clause that only says when the instrument begins: later than the day of issue, it delays it."""
    issued = paragraph.side.instrument.issued
    day = next((int(t.value) for t in paragraph.tokens if t.sort is Sort.DATE), None)
    if issued is None or day is None or day <= issued.toordinal():
        ground = "No effect on what is allowed: a clause on when it begins, which it would without it."
        return finding(paragraph, Direction.UNCHANGED, Facet.MACHINERY, ground, came=came)
    tightened = came is paragraph.side.instrument.kind.permits
    sign = Direction.TIGHTENED if tightened else Direction.RELAXED
    return finding(paragraph, sign, Facet.START, f"{sign.value.capitalize()}: a clause on when it begins.", came=came)


def finding(paragraph: Paragraph, sign: Direction, facet: Facet, ground: str, *, came: bool) -> Finding:
    """A finding that shows the whole paragraph."""
    text = full_text(paragraph)
    words = stems(t.norm for t in scan(text[:LONGEST], paragraph.side.label))
    return Finding(
        paragraph.path,
        Op.ADDED if came else Op.REMOVED,
        paragraph.effect,
        sign,
        None if came else text,
        text if came else None,
        ground,
        facet,
        len(paragraph.tokens),
        words if came else frozenset(),
        frozenset() if came else words,
    )


def full_text(paragraph: Paragraph) -> str:
    """A paragraph with all that stands below it."""
    parts = [paragraph.words]
    below = [*reversed(paragraph.side.children.get(paragraph.index, ()))]
    while below:
        child = below.pop()
        parts.append(f"{child.path[len(paragraph.path) :] or child.path} {child.words}")
        below += reversed(paragraph.side.children.get(child.index, ()))
    return "\n".join(parts)


def _reach(paragraph: Paragraph, *, came: bool) -> Reach:
    """Coming widens what it is for; an end narrows; one more of alternative conditions narrows what is asked."""
    wider = came
    if _limits_others(paragraph):
        wider = not came
    elif paragraph.validity:
        wider = came is (_RENEWS.search(paragraph.words) is not None)
    elif paragraph.effect is Effect.CONDITION and _alternative(paragraph):
        wider = not came
    return Reach.WIDER if wider else Reach.NARROWER


def _mute(paragraph: Paragraph) -> bool:
    """True for a paragraph at the top that has its effect from the instrument only, and not from its own words."""
    if paragraph.parent is not None or paragraph.effect not in {Effect.PERMITS, Effect.PROHIBITS}:
        return False
    permits = paragraph.side.instrument.kind.permits
    silent = paragraph.path.startswith(("Note", "Sec.", "§")) or paragraph.lead or paragraph.validity
    return not silent and not _limits_others(paragraph) and not says_what_it_does(paragraph.words, permits=permits)


def _limits_others(paragraph: Paragraph) -> bool:
    """True for a paragraph that grants or prohibits nothing itself, but says what alone another one reaches."""
    own = paragraph.parent is None and paragraph.effect in {Effect.PERMITS, Effect.PROHIBITS}
    return own and _ONLY.search(paragraph.words[:400]) is not None


def _alternative(paragraph: Paragraph) -> bool:
    """True for an item of a list of conditions of which one is enough."""
    if paragraph.parent is None:
        return False
    row = paragraph.side.children.get(paragraph.parent.index, ())
    joint = next((p.joint for p in reversed(row[-_LAST:-1]) if p.joint), "")
    return joint in {"or", "and/or"} and not paragraph.parent.reports


def _facet(paragraph: Paragraph, base: Bearing) -> Facet:
    if paragraph.validity:
        return Facet.END
    if base in {Bearing.SUBJECT, Bearing.DEMAND}:
        return Facet.REPORT if paragraph.reports else Facet.CONDITION
    item = paragraph.parent is not None or paragraph.effect is Effect.DEFINITION or paragraph.path.startswith("Annex")
    return Facet.COVERED if item else Facet.OUTRIGHT


def _why(paragraph: Paragraph, base: Bearing, reach: Reach, sign: Direction, *, came: bool) -> str:
    thing = _EFFECTS[paragraph.effect]
    if paragraph.validity:
        thing = "a clause on how long it holds"
    elif _limits_others(paragraph):
        thing = "a limit to what alone is covered"
    happened = f"{thing} {'came in' if came else 'is gone'}"
    if sign is Direction.UNCHANGED:
        return f"No effect on what is allowed: {happened}."
    if sign is Direction.UNJUDGED:
        return f"Not judged: {happened}, and it serves more than one purpose."
    return f"{(meaning(base, reach) or sign.value).capitalize()}: {happened}."


def wound_down(found: Sequence[Finding]) -> list[Finding]:
    """Joins a permission that is gone with the one in its place that only winds it down, or the reverse, into one change."""
    gone = {f.path: f for f in found if f.op is Op.REMOVED and f.effect is Effect.PERMITS and f.facet is Facet.OUTRIGHT}
    come = {f.path: f for f in found if f.op is Op.ADDED and f.effect is Effect.PERMITS and f.facet is Facet.OUTRIGHT}
    joined: list[Finding] = []
    for path in gone.keys() & come.keys():
        was, now = (WIND_DOWN.search(text or "") is not None for text in (gone[path].before, come[path].after))
        if was is not now:
            sign = Direction.TIGHTENED if now else Direction.RELAXED
            ground = (
                "Less is authorized: only winding down is left." if now else "More is authorized than winding down."
            )
            joined.append(
                replace(
                    come[path],
                    op=Op.CHANGED,
                    direction=sign,
                    before=gone[path].before,
                    why=ground,
                    facet=Facet.WIND_DOWN,
                    lost=gone[path].lost,
                )
            )
    places = {f.path for f in joined}
    kept = [f for f in found if not (f.path in places and f in (gone.get(f.path), come.get(f.path)))]
    return [*kept, *joined]


def serves(paragraph: Paragraph) -> bool:
    """True for what has no sign of its own: a definition, an annex."""
    top = paragraph.parent is None or paragraph.parent.effect is not Effect.DEFINITION
    return paragraph.path.startswith("Annex") or (paragraph.effect is Effect.DEFINITION and top)


def judge_serving(paragraph: Paragraph, other: Side, found: Sequence[Finding], *, came: bool) -> Finding:
    """A definition or annex that came or went as a whole; `found` is what is known of the operative paragraphs."""
    annex = paragraph.path.startswith("Annex")
    terms = _ANNEX if annex else uses.defined(paragraph)
    thing = "an annex" if annex else "a definition"
    happened = f"{thing} {'came in' if came else 'is gone'}"
    if not uses.used(other, terms):
        sign = _following(terms, found, came=came)
        if sign is None:
            ground = f"No effect on what is allowed by itself: {happened} whose term stands nowhere else."
            return finding(paragraph, Direction.UNCHANGED, Facet.AUTHORITY, ground, came=came)
        ground = f"{'Less' if sign is Direction.TIGHTENED else 'More'} is allowed: {happened} that serves what changed with it."
        return finding(paragraph, sign, Facet.COVERED, ground, came=came)
    if not annex and _LIMITS.search(paragraph.words[:1000]):
        return _limiting(paragraph, came=came)
    if annex or _INCLUDES.search(paragraph.words[:400]):
        return judge(paragraph, came=came)
    ground = f"Not judged: {happened} for a term that the other text uses without one."
    return finding(paragraph, Direction.UNJUDGED, Facet.COVERED, ground, came=came)


def _limiting(paragraph: Paragraph, *, came: bool) -> Finding:
    """A definition that says what a known term leaves out: coming, it makes the term narrower."""
    base = uses.base(paragraph)
    reach = Reach.NARROWER if came else Reach.WIDER
    sign = direction(reach, base)[0]
    happened = f"a definition that limits the term {'came in' if came else 'is gone'}"
    ground = f"{(meaning(base, reach) or 'not judged').capitalize()}: {happened}."
    return finding(paragraph, sign, Facet.COVERED, ground, came=came)


def _following(terms: Sequence[tuple[str, ...]], found: Sequence[Finding], *, came: bool) -> Direction | None:
    """The sign of what brought the term in, or took it out; None where nothing did, or changes of both signs."""
    weight: Facet | None = None
    signs: set[Direction] = set()
    for item in sorted(found, key=lambda f: -f.facet):
        if weight not in {None, item.facet}:
            break
        words = item.gained if came else item.lost
        shown = (item.after if came else item.before) or ""
        all_words = words | stems(t.norm for t in scan(shown))
        if item.signed and any(term and all(part in all_words for part in term) for term in terms):
            weight = item.facet
            signs.add(item.direction)
    return signs.pop() if len(signs) == 1 else None
