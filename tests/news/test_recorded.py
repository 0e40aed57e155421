"""The recorded corpus, where it lies beside the checkout: the bars that must hold, and the three articles."""

import json
from collections import defaultdict

import pytest

from monitor.model.words import Direction
from tests.material import needs_shared, shared
from tests.news.conftest import read


def lines(*parts):
    return [json.loads(line) for line in shared(*parts).read_text(encoding="utf-8").splitlines() if line.strip()]


@needs_shared
def test_directions_of_the_recorded_items():
    right = defaultdict(list)
    for row in lines("corpus", "news", "dev.jsonl"):
        if row["text_kind"] == "verbatim_data_file":
            got = read(row["title"], row["text"]).direction.value
            right[row["language"]].append(got in [row["direction"], *(row.get("arguable") or [])])
    everything = [ok for answers in right.values() for ok in answers]
    assert sum(everything) >= 0.92 * len(everything)
    for language, answers in right.items():
        assert len(answers) < 20 or sum(answers) >= 0.85 * len(answers), language


@needs_shared
def test_the_three_articles_are_relaxations():
    for row in lines("corpus", "news", "articles.jsonl"):
        reading = read(row["title"], row["text"])
        assert (reading.label.value, reading.direction) == ("measure_relaxed", Direction.RELAXED), row["id"]


@needs_shared
@pytest.mark.long
def test_whole_days_of_general_news_stay_quiet():
    for path in sorted(shared("corpus", "days").glob("*.jsonl")):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        fired = [row for row in rows if read(row["title"] or "", row.get("description") or "").label.worth_an_alert]
        assert len(fired) <= 0.012 * len(rows), path.name
