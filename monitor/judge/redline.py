"""Both texts in one: what stayed, came, went or moved, for mail, terminal and web alike. No colours, no markup."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from monitor.judge.align import Alignment
from monitor.judge.diff import Hunk, hunks
from monitor.judge.moved import Moves
from monitor.judge.side import Paragraph, Side
from monitor.judge.words import LONGEST, Token, scan
from monitor.model.instrument import Instrument, Redline, RedlineParagraph, Span, SpanKind


def redline(
    before: Side, after: Side, alignment: Alignment, moves: Moves, found: Mapping[int, tuple[Hunk, ...]]
) -> Redline:
    """Every paragraph of the newer text in order; what is gone stands after the paragraph that it followed.

    `found` holds the differing runs of words where they are known already, by index of the newer paragraph.
    """
    waiting = _gone_after(before, alignment)
    paragraphs = [_gone(p, moves) for p in waiting.get(-1, ())]
    for new in after.paragraphs:
        old = alignment.before_of.get(new.index)
        if old is None:
            kind = SpanKind.MOVED if new.index in moves.come else SpanKind.ADDED
            paragraphs.append(RedlineParagraph(new.path, (Span(kind, new.provision.text),)))
        else:
            was = old.path if old.path != new.path else None
            moved = moves.hunks.get(new.index, set())
            paragraphs.append(RedlineParagraph(new.path, _spans(old, new, moved, found.get(new.index)), was))
        paragraphs += [_gone(p, moves) for p in waiting.get(new.index, ())]
    return Redline(tuple(paragraphs))


def untouched(text: Instrument) -> Redline:
    """The redline of a text in which nothing changed."""
    return Redline(tuple(RedlineParagraph(p.path, (Span(SpanKind.SAME, p.text),)) for p in text.provisions))


def _gone_after(before: Side, alignment: Alignment) -> dict[int, list[Paragraph]]:
    """Paragraphs that are gone, by the newer paragraph that they followed; -1 at the beginning."""
    waiting: dict[int, list[Paragraph]] = {}
    last = -1
    for old in before.paragraphs:
        new = alignment.after_of.get(old.index)
        if new is not None:
            last = new.index
        else:
            waiting.setdefault(last, []).append(old)
    return waiting


def _gone(paragraph: Paragraph, moves: Moves) -> RedlineParagraph:
    kind = SpanKind.MOVED if paragraph.index in moves.gone else SpanKind.REMOVED
    return RedlineParagraph(paragraph.path, (Span(kind, paragraph.provision.text),))


def _spans(old: Paragraph, new: Paragraph, moved: set[Hunk], known: tuple[Hunk, ...] | None) -> tuple[Span, ...]:
    if old.provision.text == new.provision.text or (known is None and old.key == new.key):
        return (Span(SpanKind.SAME, new.provision.text),)
    if max(len(old.words), len(new.words)) > LONGEST:
        return Span(SpanKind.REMOVED, old.provision.text), Span(SpanKind.ADDED, new.provision.text)
    found = hunks(old.norms, new.norms) if known is None else known
    texts = (old.provision.text, new.provision.text)
    return spans(texts, (old.offset, new.offset), (old.tokens, new.tokens), found, moved)


def spans(
    texts: tuple[str, str],
    offsets: tuple[int, int],
    tokens: tuple[Sequence[Token], Sequence[Token]],
    found: Sequence[Hunk],
    moved: set[Hunk] | frozenset[Hunk] = frozenset(),
) -> tuple[Span, ...]:
    """Runs of words of one paragraph. What stayed, came and moved in joins to the newer text exactly as printed."""
    parts: list[Span] = []
    at = 0
    for hunk in found:
        start, end = _extent(texts[1], offsets[1], tokens[1], hunk.a0, hunk.a1)
        parts.append(Span(SpanKind.SAME, texts[1][at:start]))
        gone = slice(*_extent(texts[0], offsets[0], tokens[0], hunk.b0, hunk.b1))
        parts.append(Span(SpanKind.MOVED if hunk in moved and hunk.a0 == hunk.a1 else SpanKind.REMOVED, texts[0][gone]))
        parts.append(
            Span(SpanKind.MOVED if hunk in moved and hunk.a0 < hunk.a1 else SpanKind.ADDED, texts[1][start:end])
        )
        at = end
    parts.append(Span(SpanKind.SAME, texts[1][at:]))
    return tuple(part for part in parts if part.text)


def _extent(text: str, offset: int, tokens: Sequence[Token], start: int, end: int) -> tuple[int, int]:
    """From the first to the last letter of these words; nothing, at the place, where there are none."""
    if start < end:
        return offset + tokens[start].start, offset + tokens[end - 1].end
    place = offset + tokens[start].start if start < len(tokens) else len(text)
    return place, place


def of_texts(before: str, after: str, path: str = "") -> RedlineParagraph:
    """The redline of one paragraph of any text."""
    if max(len(before), len(after)) > LONGEST:
        return RedlineParagraph(path, (Span(SpanKind.REMOVED, before), Span(SpanKind.ADDED, after)))
    old, new = scan(before), scan(after)
    found = hunks([t.norm for t in old], [t.norm for t in new])
    return RedlineParagraph(path, spans((before, after), (0, 0), (old, new), found))
