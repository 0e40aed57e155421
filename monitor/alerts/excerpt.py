"""As much of a long change as a message can show, with a count of what is left out. Not how it is marked up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.model.instrument import Redline, RedlineParagraph, Span, SpanKind

PARAGRAPHS = 12
WORDS = 700  # of all shown paragraphs together
CONTEXT = 14  # words kept on each side of a change


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The paragraphs that are shown, and how much is not."""

    paragraphs: tuple[RedlineParagraph, ...]
    left_paragraphs: int = 0
    left_words: int = 0  # of the shown paragraphs
    left_moved: int = 0  # paragraphs that only stand elsewhere, where others have other words


def excerpt(redline: Redline, *, paragraphs: int = PARAGRAPHS, words: int = WORDS) -> Excerpt:
    """The touched paragraphs of a redline, unchanged stretches shortened to their edges, at most so many of each.

    What only moved or has another number is shown where nothing else happened, and counted where something did.
    """
    touched = [paragraph for paragraph in redline.paragraphs if paragraph.touched or paragraph.was]
    reworded = [paragraph for paragraph in touched if _reworded(paragraph)]
    candidates = reworded or touched
    shown: list[RedlineParagraph] = []
    budget, left = words, 0
    for paragraph in candidates[:paragraphs]:
        if budget <= 0:
            break
        spans, used, cut = _fit(_near(paragraph.spans), budget)
        budget -= used
        left += cut
        shown.append(RedlineParagraph(paragraph.path, spans, paragraph.was))
    return Excerpt(tuple(shown), len(candidates) - len(shown), left, len(touched) - len(candidates))


def _reworded(paragraph: RedlineParagraph) -> bool:
    return any(span.kind in {SpanKind.ADDED, SpanKind.REMOVED} for span in paragraph.spans)


def _near(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Unchanged stretches with only the words next to a change."""
    last = len(spans) - 1
    return tuple(
        span if span.kind is not SpanKind.SAME else Span(span.kind, _edges(span.text, index > 0, index < last))
        for index, span in enumerate(spans)
    )


def _edges(text: str, after_change: bool, before_change: bool) -> str:
    words = text.split()
    if len(words) <= CONTEXT * (after_change + before_change) + 3:
        return text
    head = words[:CONTEXT] if after_change else []
    tail = words[-CONTEXT:] if before_change else []
    if not head and not tail:  # a paragraph that only moved
        head = words[:CONTEXT]
    before = " " if text[:1].isspace() and head else ""
    after = " " if text[-1:].isspace() and tail else ""
    return before + " ".join([*head, "…", *tail]) + after


def _fit(spans: Sequence[Span], budget: int) -> tuple[tuple[Span, ...], int, int]:
    """The spans within a budget of words; how many words they have, and how many were cut off."""
    kept: list[Span] = []
    used = cut = 0
    for span in spans:
        words = span.text.split()
        room = budget - used
        if len(words) <= room:
            kept.append(span)
            used += len(words)
            continue
        if room > 0:
            kept.append(Span(span.kind, " ".join([*words[:room], "…"])))
            used = budget
        cut += len(words) - max(room, 0)
    return tuple(kept), used, cut
