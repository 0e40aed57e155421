"""The figures of `bench/story_clusters.py`: how they are counted, what it says without a corpus, and that they hold on the given one."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from bench.story_clusters import Figures, count_pairs, lay_upon, main, read_items, tell_apart
from tests.material import shared

ROWS = [
    {"id": "a", "event_id": "oil", "date": "2024-03-05", "language": "en", "title": "US eases oil sanctions on Venezuela"},
    {"id": "b", "event_id": "oil", "date": "2024-03-06", "language": "nl", "title": "VS versoepelen oliesancties tegen Venezuela"},
    {"id": "c", "event_id": "war", "date": "2024-03-06", "language": "en", "title": "EU imposes new sanctions on Belarus"},
    {"id": "d", "event_id": "war", "date": None, "language": "en", "title": "EU imposes sanctions on Belarus"},
]  # fmt: skip


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "news.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in ROWS), encoding="utf-8")
    return path


def test_without_a_corpus_it_says_so_and_stops(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="no such file"):
        main([str(tmp_path / "none.jsonl")])


def test_a_corpus_without_events_cannot_be_counted(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text('{"id": "a", "title": "x"}\n', encoding="utf-8")
    with pytest.raises(SystemExit, match="event_id"):
        main([str(path)])


def test_pairs_are_counted_and_undated_items_left_out(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main([str(corpus), "--pairs"])
    said = capsys.readouterr().out
    assert "1 items without a date" in said
    assert "3 items, 2 events, 2 stories" in said
    assert "F1 1.000" in said


def test_a_pair_that_was_missed_costs_recall_and_a_wrong_one_precision(corpus: Path) -> None:
    items = read_items(corpus)
    assert count_pairs(items, {"a": "1", "b": "2", "c": "3"}) == Figures(right=0, wrong=0, missed=1)
    assert count_pairs(items, {"a": "1", "b": "1", "c": "1"}) == Figures(right=1, wrong=2, missed=0)
    assert Figures(1, 2, 0).precision == pytest.approx(1 / 3)
    assert Figures(0, 0, 1).f1 == 0.0


def test_years_laid_upon_each_other_keep_the_days_and_lose_nothing(corpus: Path) -> None:
    items = read_items(corpus)
    dense = lay_upon(items, 1)
    assert {item.id for item in dense} == {item.id for item in items}
    assert [(i.mention.at.month, i.mention.at.day) for i in dense] == [(3, 5), (3, 6), (3, 6)]
    assert len({item.mention.at.year for item in lay_upon(items, 1)}) == 1


def test_the_given_corpus_keeps_its_figures() -> None:
    items = read_items(shared("corpus", "news", "dev.jsonl"))
    home, _ = tell_apart(items, timedelta(days=60))
    figures = count_pairs(items, home)
    assert figures.precision >= 0.95
    assert figures.f1 >= 0.9
