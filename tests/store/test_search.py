"""Full-text search over everything read: what it finds, and by what work. How fast it is, the bench says."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from monitor.store import Store, Tx
from tests.store import samples

WORDS = [
    "authorizing",
    "transactions",
    "related",
    "telecommunications",
    "mail",
    "internet",
    "certain",
    "russia",
    "bank",
    "venezuela",
    "gold",
    "oil",
]


def add(tx: Tx, title: str, text: str = "") -> int:
    return tx.add_document("news", "https://example.org", title, title, text, "en", samples.NOON, None, None)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("telecommunicatie", ["Télécommunicatie"]),
        ("TÉLÉCOMMUNICATIE", ["Télécommunicatie"]),
        ("russia license", ["License for Russia"]),
        ('"for russia"', ["License for Russia"]),
        ('"russia for"', []),
        ('license "', ["License for Russia"]),
        ("license AND OR NOT (", []),
        ("title:license -x* ^", []),
        ("", []),
        ('"" * -', []),
        ("санкции", ["Санкции"]),
    ],
)
def test_a_search_takes_words_as_words(store: Store, words: str, found: list[str]) -> None:
    with store.writing() as tx:
        for title in ("Télécommunicatie", "License for Russia", "Санкции"):
            add(tx, title)
        assert [hit.title for hit in tx.search(words)] == found


def test_a_hit_shows_where_the_words_stand(store: Store) -> None:
    with store.writing() as tx:
        number = add(tx, "A title", "Before. " * 50 + "The telecom license was issued. " + "After. " * 50)
        (hit,) = tx.search("telecom")
    assert (hit.id, hit.source, hit.url, hit.at) == (number, "news", "https://example.org", samples.NOON)
    assert "The [telecom] license" in hit.excerpt
    assert len(hit.excerpt) < 250


def work(tx: Tx, look: Callable[[], object]) -> int:
    """How many steps SQLite's machine takes for a look, in tens."""
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    tx._connection.set_progress_handler(count, 10)
    try:
        assert look()
    finally:
        tx._connection.set_progress_handler(None, 0)
    return steps


def plan(tx: Tx, look: Callable[[], object]) -> str:
    """How SQLite goes about the first statement of a look."""
    said: list[str] = []
    tx._connection.set_trace_callback(said.append)
    try:
        look()
    finally:
        tx._connection.set_trace_callback(None)
    return "; ".join(row["detail"] for row in tx.rows(f"EXPLAIN QUERY PLAN {said[0]}"))


def test_a_search_goes_by_the_index_and_takes_no_more_work_among_ten_times_as_many_documents(store: Store) -> None:
    draw = random.Random(7)
    searched, scanned = [], []
    with store.writing() as tx:
        for name in ("Rosebud", "Golden Mile", "Rosebud of Gold"):
            add(tx, name, "The oil of " + name)
        for count in (150, 1500):
            while tx.count("document") < count:
                add(tx, "A document", " ".join(draw.choices(WORDS, k=30)))
            searched.append(work(tx, lambda: tx.search("rosebud oil")))
            scanned.append(work(tx, lambda: tx.rows("SELECT id FROM document WHERE text LIKE '%rosebud%'")))
        order = plan(tx, lambda: tx.search("rosebud oil"))
    assert scanned[1] > 5 * scanned[0], "the counting itself"
    assert searched[1] <= searched[0] + 2
    assert "SCAN documents_fts VIRTUAL TABLE" in order
    assert "TEMP B-TREE" not in order, "the index itself gives the best first"
