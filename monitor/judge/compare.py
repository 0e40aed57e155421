"""Two versions of one legal text compared, from alignment to verdict. The steps stand elsewhere; this is their order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from monitor.judge import annexes, explain, whole
from monitor.judge.align import Alignment, align
from monitor.judge.diff import Hunk
from monitor.judge.finding import Facet, Finding
from monitor.judge.moved import Moves, moves
from monitor.judge.novelty import limited
from monitor.judge.paragraph import judge
from monitor.judge.prose import compare_prose
from monitor.judge.reach import Bearing, Reach, common
from monitor.judge.reach import direction as direction_of
from monitor.judge.redline import redline, untouched
from monitor.judge.side import Paragraph, Side
from monitor.judge.strokes import Pair
from monitor.judge.uses import base
from monitor.judge.verdict import Issue, meaning
from monitor.judge.weigh import direction, kind
from monitor.judge.words import LONGEST, fold
from monitor.model.instrument import Instrument, InstrumentKind, Judgment
from monitor.model.words import Direction, Effect, Op

_LAST: Final = 5  # items of a list among which its connective stands
_SHOWN: Final = 500  # letters of a paragraph that is too long
_GUIDANCE: Final = frozenset((InstrumentKind.FAQ, InstrumentKind.PAGE))
_SILENT: Final = frozenset((Effect.MACHINERY, Effect.NOTE))
_FORBIDS: Final = frozenset((Effect.EXCLUDES, Effect.PROHIBITS))


@dataclass(frozen=True, slots=True)
class _Texts:
    """Both texts aligned, with what has only moved."""

    before: Side
    after: Side
    alignment: Alignment
    pairs: tuple[Pair, ...]
    moves: Moves


def compare(before: Instrument, after: Instrument) -> Judgment:
    """What the newer text means beside the older one (DIRECTION.md). Both are versions of one measure. Raises nothing.

    Guidance (an FAQ, a watched page) is compared as prose: it changes no rule.
    """
    if {before.kind, after.kind} <= _GUIDANCE:
        return compare_prose(_prose(before), _prose(after))
    if before.provisions == after.provisions and (before.label, before.issued) == (after.label, after.issued):
        return Judgment(
            Direction.UNCHANGED, None, explain.summary((), Direction.UNCHANGED, None), redline=untouched(after)
        )
    texts = _read(Side(before), Side(after))
    found = _found(texts)
    verdict = direction(found, before, after)
    happened = kind(found, verdict, before, after)
    return Judgment(
        verdict,
        happened,
        explain.summary(found, verdict, happened),
        tuple(f.operation for f in sorted(found, key=lambda f: -f.facet)),
        redline(texts.before, texts.after, texts.alignment, texts.moves, {p.new.index: p.hunks for p in texts.pairs}),
    )


def _prose(text: Instrument) -> str:
    return text.text or "\n\n".join(p.text for p in text.provisions)


def _read(before: Side, after: Side) -> _Texts:
    alignment = align(before, after)
    before.paths = {old.path: new.path for old, new in alignment.pairs if old.path != new.path}
    pairs = tuple(
        Pair.of(old, new) for old, new in alignment.pairs if _operative(old, new) and not _identical(old, new)
    )
    return _Texts(before, after, alignment, pairs, moves(pairs, alignment.gone, alignment.come))


def _operative(old: Paragraph, new: Paragraph) -> bool:
    if new.path == "title" or _annexed(old, new):
        return False
    own = old.validity or new.validity or old.demands or new.demands
    return own or not (old.effect in _SILENT and new.effect in _SILENT)


def _annexed(old: Paragraph, new: Paragraph) -> bool:
    """True where either is an annex: rows, and no sentences."""
    return old.path.startswith("Annex") or new.path.startswith("Annex")


def _identical(old: Paragraph, new: Paragraph) -> bool:
    """True where nothing differs but print, the own label and the numbers of paragraphs."""
    if old.effect is not new.effect:
        return False
    if old.words == new.words and (not old.side.paths or "paragraph" not in old.words):
        return True
    return old.key == new.key and old.norms == new.norms


def _found(texts: _Texts) -> list[Finding]:
    found = [*_in_pairs(texts), *whole.wound_down([*_whole(texts)]), *_lists(texts)]
    found += _serving(texts, found)
    return limited(found, texts.before, texts.after)


def _in_pairs(texts: _Texts) -> Iterator[Finding]:
    judged = {pair.new.index: pair for pair in texts.pairs}
    issue = _issue(texts.before.instrument, texts.after.instrument)
    for old, new in texts.alignment.pairs:
        found: list[Finding] = []
        pair = judged.get(new.index)
        if pair is not None:
            found = _in_pair(pair, issue, frozenset(texts.moves.hunks.get(new.index, ())))
        elif _annexed(old, new):
            found = annexes.judge(old, new)
        elif old.words != new.words and old.key != new.key:
            found = [_quiet(old, new)]
        yield from found
        if _renumbered(texts.alignment, old, new):
            ground = f"No effect on what is allowed: former {old.path}."
            yield Finding(new.path, Op.MOVED, new.effect, Direction.UNCHANGED, None, None, ground, Facet.FORM)


def _issue(before: Instrument, after: Instrument) -> Issue:
    return Issue(
        before.issued.toordinal() if before.issued else None,
        after.issued.toordinal() if after.issued else None,
        before.label == after.label and before.issued == after.issued,
    )


def _in_pair(pair: Pair, issue: Issue, moved: frozenset[Hunk]) -> list[Finding]:
    if max(len(pair.old.words), len(pair.new.words)) > LONGEST:
        return [_too_long(pair)]
    turned = _turned(pair)
    if turned is not None:
        return [turned]
    found = judge(pair, issue, moved)
    if not found and not moved and fold(pair.old.words) != fold(pair.new.words) and pair.old.key != pair.new.key:
        ground = "No effect on what is allowed: short names, zones of time or print."
        words = (pair.old.words, pair.new.words)
        found = [Finding(pair.new.path, Op.CHANGED, pair.new.effect, Direction.UNCHANGED, *words, ground, Facet.FORM)]
    return found


def _too_long(pair: Pair) -> Finding:
    words = (pair.old.words[:_SHOWN], pair.new.words[:_SHOWN])
    ground = "Not judged: the paragraph is too long to be compared word by word."
    return Finding(pair.new.path, Op.CHANGED, pair.new.effect, Direction.UNJUDGED, *words, ground, Facet.OUTRIGHT)


def _turned(pair: Pair) -> Finding | None:
    """A sentence that moved from permission to exclusion, or back."""
    was, now = pair.old.effect, pair.new.effect
    if was is Effect.PERMITS and now in _FORBIDS:
        sign, ground = Direction.TIGHTENED, "Less is allowed: what was authorized is now excluded or prohibited."
    elif was in _FORBIDS and now is Effect.PERMITS:
        sign, ground = Direction.RELAXED, "More is allowed: what was excluded or prohibited is now authorized."
    else:
        return None
    size = max(len(pair.old.tokens), len(pair.new.tokens))
    return Finding(pair.new.path, Op.CHANGED, now, sign, pair.old.words, pair.new.words, ground, Facet.OUTRIGHT, size)


def _quiet(old: Paragraph, new: Paragraph) -> Finding:
    """Title, notes, supersession: shown, without a sign."""
    facet = Facet.MACHINERY if new.effect is Effect.MACHINERY else Facet.FORM
    ground = "No sign of its own: the title follows." if new.path == "title" else "No effect on what is allowed."
    return Finding(new.path, Op.CHANGED, new.effect, Direction.UNCHANGED, old.words, new.words, ground, facet)


def _renumbered(alignment: Alignment, old: Paragraph, new: Paragraph) -> bool:
    """True where its own designator is another one, not only that of a paragraph above it."""
    if old.path == new.path:
        return False
    if old.parent is None or new.parent is None or alignment.after_of.get(old.parent.index) is not new.parent:
        return True
    return old.path.removeprefix(old.parent.path) != new.path.removeprefix(new.parent.path)


def _whole(texts: _Texts) -> Iterator[Finding]:
    """Paragraphs that only one text has; what is below one of them belongs to it."""
    for paragraphs, came in ((texts.alignment.gone, False), (texts.alignment.come, True)):
        alone = {p.index for p in paragraphs}
        moved = texts.moves.come if came else texts.moves.gone
        for paragraph in paragraphs:
            above = paragraph.parent
            if above is not None and above.index in alone and above.index not in moved:
                continue
            if whole.serves(paragraph) and paragraph.index not in moved:
                continue
            if paragraph.index in moved:
                ground = "No effect on what is allowed: its words stand elsewhere in the other text."
                yield whole.finding(paragraph, Direction.UNCHANGED, Facet.FORM, ground, came=came)
            elif paragraph.words:
                yield whole.judge(paragraph, came=came)


def _serving(texts: _Texts, found: Sequence[Finding]) -> list[Finding]:
    """Definitions first, then the annexes that they may have brought in."""
    more: list[Finding] = []
    for annexed in (False, True):
        for paragraphs, other, came in (
            (texts.alignment.gone, texts.after, False),
            (texts.alignment.come, texts.before, True),
        ):
            for paragraph in paragraphs:
                moved = texts.moves.come if came else texts.moves.gone
                if paragraph.index in moved:
                    continue
                if whole.serves(paragraph) and paragraph.path.startswith("Annex") is annexed:
                    more.append(whole.judge_serving(paragraph, other, [*found, *more], came=came))
    return more


def _lists(texts: _Texts) -> Iterator[Finding]:
    """The word "and" that became "or" at the end of the items of a list of conditions."""
    for old, new in texts.alignment.pairs:
        rows = (texts.before.children.get(old.index, ()), texts.after.children.get(new.index, ()))
        if any(len(row) < 2 or row[0].effect not in {Effect.CONDITION, Effect.DEFINITION} for row in rows):
            continue
        was, now = (next((p for p in reversed(row[-_LAST:-1]) if p.joint), None) for row in rows)
        if was is None or now is None or (was.joint == "or") is (now.joint == "or"):
            continue
        reach = Reach.WIDER if now.joint == "or" else Reach.NARROWER
        bearing = common(*(Bearing.DEMAND if p.effect is Effect.CONDITION else base(p) for p in (was, now)))
        facet = Facet.REPORT if was.reports or now.reports else Facet.CONDITION
        ground = f"{meaning(bearing, reach).capitalize()}: “{was.joint}” became “{now.joint}” between the items."
        sign = direction_of(reach, bearing)[0]
        yield Finding(now.path, Op.CHANGED, now.effect, sign, was.joint, now.joint, ground, facet)
