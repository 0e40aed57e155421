"""The queues: what is due, in which order, and what a restart finds again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.model.words import Problem
from monitor.store import Store, Tx
from tests.store import samples

HOUR = timedelta(hours=1)


def test_targets_come_the_oldest_due_first_then_by_source_and_address(store: Store) -> None:
    with store.writing() as tx:
        for source, url, due in (("b", "/1", 0), ("a", "/2", 0), ("a", "/1", 0), ("c", "/0", -1), ("a", "/later", 1)):
            tx.put_target(samples.target(url, source=source, due=samples.NOON + due * HOUR))
        tx.put_target(samples.target("/done", due=None))
        found = [(target.source, target.url) for target in tx.due_targets(samples.NOON)]
        assert found == [("c", "/0"), ("a", "/1"), ("a", "/2"), ("b", "/1")]
        assert [target.url for target in tx.due_targets(samples.NOON, 2)] == ["/0", "/1"]
        assert tx.next_target_due() == samples.NOON - HOUR
        assert tx.due_targets(samples.NOON - 2 * HOUR) == []


def test_a_target_is_one_row_however_often_it_is_put(store: Store) -> None:
    with store.writing() as tx:
        tx.put_target(samples.target(due=samples.NOON))
        later = samples.target(due=samples.NOON + HOUR)
        tx.put_target(later)
        assert tx.targets_of("ofac") == [later] == [tx.target("ofac", later.url)]
        assert tx.target("other", later.url) is None


@settings(max_examples=40)
@given(st.lists(st.integers(-10_000_000, 10_000_000), max_size=8), st.integers(-10_000_000, 10_000_000))
def test_a_target_is_due_exactly_from_its_instant_on(dues: list[int], now: int) -> None:
    tx = samples.memory()
    for n, due in enumerate(dues):
        tx.put_target(samples.target(f"/{n}", due=samples.NOON + timedelta(microseconds=due)))
    found = tx.due_targets(samples.NOON + timedelta(microseconds=now))
    assert sorted(t.url for t in found) == sorted(f"/{n}" for n, due in enumerate(dues) if due <= now)


def test_due_targets_are_found_by_index(store: Store) -> None:
    with store.reading() as tx:
        plan = tx.rows(
            "EXPLAIN QUERY PLAN SELECT * FROM target WHERE due <= ? ORDER BY due, source, url LIMIT 5", ("2022",)
        )
    assert [row["detail"] for row in plan] == ["SEARCH target USING INDEX target_by_due (due<?)"]


def test_the_health_of_a_source_is_remembered(store: Store) -> None:
    with store.writing() as tx:
        assert tx.health("ofac") is None
        tx.put_health(samples.health())
        tx.put_health(samples.health())
        assert tx.health("ofac") == samples.health()


def test_an_outbreak_is_open_once_until_it_is_over_and_may_come_again(store: Store) -> None:
    with store.writing() as tx:
        tx.put_outbreak(samples.outbreak())
        tx.put_outbreak(samples.outbreak())
        assert tx.open_outbreaks() == tx.open_outbreaks("ofac") == [samples.outbreak()]
        assert tx.open_outbreaks("other") == []
        tx.put_outbreak(samples.outbreak(over=samples.NOON + HOUR))
        assert tx.open_outbreaks() == []
        tx.put_outbreak(samples.outbreak())
        assert tx.open_outbreaks()[0].problem is Problem.CHALLENGE
        assert tx.count("outbreak") == 2


def test_an_item_is_known_by_its_content(store: Store) -> None:
    with store.writing() as tx:
        assert tx.seen_item("news", "guid-1") is None
        tx.put_item("news", "guid-1", "h1", samples.NOON)
        tx.put_item("news", "guid-1", "h2", samples.NOON)
        assert tx.seen_item("news", "guid-1") == "h2"
        assert tx.seen_item("other", "guid-1") is None


def test_many_items_are_known_by_their_contents_as_one_is(store: Store) -> None:
    with store.writing() as tx:
        tx.put_items("news", {"guid-1": "h1", "guid-\0": "h2"}, samples.NOON)
        tx.put_items("news", {}, samples.NOON)
        tx.put_items("news", {"guid-1": "h3"}, samples.NOON)
        assert tx.seen_items("news", ["guid-1", "guid-\0", "guid-3"]) == {"guid-1": "h3", "guid-\0": "h2"}
        assert tx.seen_items("other", ["guid-1"]) == {}


def test_what_is_due_of_one_source_is_found_among_others(store: Store) -> None:
    with store.writing() as tx:
        for source in ("a", "b"):
            tx.put_target(replace(samples.target(), source=source, due=samples.NOON))
        assert [target.source for target in tx.due_targets(samples.NOON, source="b")] == ["b"]
        assert [target.source for target in tx.due_targets(samples.NOON)] == ["a", "b"]


def test_a_missing_measure_is_remembered_until_it_is_back(store: Store) -> None:
    with store.writing() as tx:
        tx.add_measure(samples.measure())
        for since in (samples.NOON, None):
            tx.put_missing(samples.KEY, since)
            held = tx.held(samples.KEY)
            assert held is not None
            assert held.missing_since == since


def test_what_is_pending_is_taken_out_once_when_it_is_due(store: Store) -> None:
    with store.writing() as tx:
        tx.put_pending("digest:b", samples.NOON, {"n": 1})
        tx.put_pending("digest:a", samples.NOON - HOUR, {"n": 2})
        tx.put_pending("digest:a", samples.NOON - HOUR, {"n": 3})
        tx.put_pending("told:13A:30d", None, {})
        assert tx.next_pending_due() == samples.NOON - HOUR
        assert [row.key for row in tx.pending_like("digest:")] == ["digest:a", "digest:b"]
        assert [row.payload for row in tx.take_due_pending(samples.NOON)] == [{"n": 3}, {"n": 1}]
        assert tx.take_due_pending(samples.NOON) == []
        kept = tx.pending("told:13A:30d")
        assert kept is not None
        assert kept.due is None
        tx.drop_pending("told:13A:30d")
        assert tx.pending("told:13A:30d") is None
        assert tx.next_pending_due() is None


def take_and_fail(tx: Tx) -> None:
    assert tx.take_due_pending(samples.NOON)
    raise TypeError


def test_what_was_taken_out_is_there_again_after_a_failure(store: Store) -> None:
    with store.writing() as tx:
        tx.put_pending("digest:a", samples.NOON, {})
    with pytest.raises(TypeError), store.writing() as tx:
        take_and_fail(tx)
    with store.writing() as tx:
        assert tx.take_due_pending(samples.NOON)


def test_the_clock_has_one_row_and_two_times(store: Store) -> None:
    with store.writing() as tx:
        assert tx.clock() is None
        tx.set_clock(samples.NOON)
        assert tx.wall_clock() is None
        tx.set_clock(samples.NOON + HOUR, wall=samples.NOON)
        assert (tx.clock(), tx.wall_clock()) == (samples.NOON + HOUR, samples.NOON)
        assert tx.count("clock") == 1
