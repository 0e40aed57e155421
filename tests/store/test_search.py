"""Full-text search over everything read: what it finds, and how fast."""

from __future__ import annotations

import random
import time

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


@pytest.mark.long
def test_ten_thousand_documents_are_searched_in_ten_milliseconds(store: Store) -> None:
    draw = random.Random(7)
    rare = [f"name{n}" for n in range(5000)]
    with store.writing() as tx:
        for n in range(10_000):
            text = " ".join(draw.choices(WORDS, k=60) + draw.choices(rare, k=60))
            add(tx, f"Document {n}", text)
    with store.reading() as tx:
        for words in ("name17", "venezuela gold", "name4 russia"):
            taken = []
            for _ in range(5):
                begun = time.perf_counter()
                assert tx.search(words)
                taken.append(time.perf_counter() - begun)
            assert min(taken) < 0.5, words  # a search without its index takes seconds; how fast it is, the bench says
