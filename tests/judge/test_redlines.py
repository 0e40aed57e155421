"""The redline holds both texts, and marks nothing that did not change."""

from __future__ import annotations

from monitor.model.instrument import Judgment, SpanKind
from tests.judge.edits import edits
from tests.judge.forms import HARBOR, edited, judged, read

LEFT = {SpanKind.SAME, SpanKind.ADDED, SpanKind.MOVED}


def paragraph(judgment: Judgment, path: str) -> dict[SpanKind, list[str]]:
    (found,) = [p for p in judgment.redline.paragraphs if p.path == path]
    spans: dict[SpanKind, list[str]] = {}
    for span in found.spans:
        spans.setdefault(span.kind, []).append(span.text)
    return spans


def test_only_the_words_that_differ_are_marked():
    spans = paragraph(judged(HARBOR, edited(HARBOR, "$20,000", "$50,000")), "(a)(2)")
    assert spans[SpanKind.REMOVED] == ["$20,000"]
    assert spans[SpanKind.ADDED] == ["$50,000"]


def test_a_text_beside_itself_is_not_marked():
    assert not any(p.touched for p in judged(HARBOR, HARBOR).redline.paragraphs)


def test_a_renumbered_item_says_where_it_was():
    before = edited(HARBOR, "(2) Kestrel Dredging Company; or\n\n(3) Any entity", "(2) Any entity")
    judgment = judged(before, HARBOR)
    (item,) = [p for p in judgment.redline.paragraphs if p.path == "(b)(3)"]
    assert item.was == "(b)(2)"
    assert not item.touched


def test_what_is_gone_stands_after_what_it_followed():
    after = edited(HARBOR, "(2) Kestrel Dredging Company; or\n\n(3) Any entity", "(2) Any entity")
    paths = [(p.path, p.touched) for p in judged(HARBOR, after).redline.paragraphs]
    assert paths.index(("(b)(2)", True)) == paths.index(("(b)(1)", False)) + 1


def test_what_stayed_came_and_moved_joins_to_the_newer_text_for_every_edit():
    before = read(HARBOR)
    for edit in edits(HARBOR, before):
        after = read(edit.text)
        judgment = judged(HARBOR, edit.text)
        kept = [
            "".join(span.text for span in p.spans if span.kind in LEFT)
            for p in judgment.redline.paragraphs
            if any(span.kind in LEFT for span in p.spans)
        ]
        for provision in after.provisions:
            assert provision.text in kept, edit.name
