"""How much of a change a message shows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from monitor.alerts.excerpt import excerpt
from monitor.model.instrument import Redline, RedlineParagraph, Span, SpanKind

_spans = st.lists(
    st.builds(Span, st.sampled_from([*SpanKind]), st.text("ab ", max_size=60)), min_size=1, max_size=6
).map(tuple)
_redlines = st.lists(st.builds(RedlineParagraph, st.just("(a)"), _spans), max_size=20).map(
    lambda all_: Redline(tuple(all_))
)


def words(redline: Redline) -> int:
    return sum(len(span.text.split()) for paragraph in redline.paragraphs for span in paragraph.spans)


@given(_redlines, st.integers(1, 8), st.integers(1, 60))
def test_no_excerpt_is_longer_than_asked_for_and_none_leaves_out_without_a_count(
    redline: Redline, most: int, budget: int
) -> None:
    shown = excerpt(redline, paragraphs=most, words=budget)
    touched = [paragraph for paragraph in redline.paragraphs if paragraph.touched]
    assert len(shown.paragraphs) <= most
    assert len(shown.paragraphs) + shown.left_paragraphs + shown.left_moved == len(touched)
    # Each cut stretch ends in one ellipsis more.
    assert words(Redline(shown.paragraphs)) <= budget + len(shown.paragraphs)


def test_words_far_from_a_change_are_left_out_of_it() -> None:
    text = " ".join(str(n) for n in range(100)) + " "
    paragraph = RedlineParagraph(
        "(a)", (Span(SpanKind.SAME, text), Span(SpanKind.ADDED, "new"), Span(SpanKind.SAME, " " + text))
    )
    [shown] = excerpt(Redline((paragraph,))).paragraphs
    assert shown.spans[0].text == "… " + " ".join(str(n) for n in range(86, 100)) + " "
    assert shown.spans[2].text == " " + " ".join(str(n) for n in range(14)) + " …"


def test_a_changed_stretch_is_shown_whole_where_there_is_room() -> None:
    added = Span(SpanKind.ADDED, "word " * 300)
    result = excerpt(Redline((RedlineParagraph("(a)", (added,)),)))
    assert result.paragraphs[0].spans == (added,)
    assert (result.left_paragraphs, result.left_words) == (0, 0)


def test_what_does_not_fit_is_counted() -> None:
    paragraph = RedlineParagraph("(a)", (Span(SpanKind.ADDED, "word " * 30),))
    result = excerpt(Redline((paragraph,) * 3), words=40)
    assert len(result.paragraphs) == 2
    assert (result.left_paragraphs, result.left_words) == (1, 20)


def test_what_only_moved_gives_way_to_what_was_reworded() -> None:
    moved = RedlineParagraph("(b)", (Span(SpanKind.SAME, "as before"),), was="(a)")
    elsewhere = RedlineParagraph("(c)", (Span(SpanKind.MOVED, "from there"),))
    new = RedlineParagraph("(d)", (Span(SpanKind.ADDED, "new"),))
    both = excerpt(Redline((moved, elsewhere, new)))
    assert [paragraph.path for paragraph in both.paragraphs] == ["(d)"]
    assert (both.left_paragraphs, both.left_moved) == (0, 2)
    only = excerpt(Redline((moved, elsewhere)))
    assert [paragraph.path for paragraph in only.paragraphs] == ["(b)", "(c)"]
    assert only.left_moved == 0
