"""Old polls are folded by the hour, nothing else grows thinner."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.model.words import Problem
from monitor.store import Store
from monitor.store.retention import fold_polls
from tests.store import samples

MINUTE = timedelta(minutes=1)


def test_an_hour_of_a_source_becomes_one_row(store: Store) -> None:
    with store.writing() as tx:
        for n in range(6):
            tx.add_poll(samples.poll(samples.NOON + n * 10 * MINUTE, bytes=10 * n))
        tx.add_poll(samples.poll(samples.NOON + 59 * MINUTE, source="news", status="200", changed=True))
        tx.add_poll(samples.poll(samples.NOON + 60 * MINUTE))
    assert fold_polls(store, samples.NOON + 61 * MINUTE) == 5
    with store.reading() as tx:
        rows = tx.rows("SELECT at, source, status, bytes, changed, problem, looks FROM polls ORDER BY at, source")
    assert [tuple(row.values()) for row in rows] == [
        ("2022-05-06T12:00:00Z", "ofac", "304", 150, 0, None, 6),
        ("2022-05-06T12:59:00Z", "news", "200", 0, 1, None, 1),
        ("2022-05-06T13:00:00Z", "ofac", "304", 0, 0, None, 1),
    ]


def test_trouble_and_change_show_through_the_fold(store: Store) -> None:
    with store.writing() as tx:
        tx.add_poll(samples.poll(samples.NOON, status="202", problem=Problem.CHALLENGE, detail="empty"))
        tx.add_poll(samples.poll(samples.NOON + MINUTE, status="200", changed=True, url="https://example.org/b"))
    fold_polls(store, samples.NOON + 60 * MINUTE)
    with store.reading() as tx:
        assert tx.rows("SELECT url, status, changed, problem, detail FROM polls") == [
            {"url": "", "status": "mixed", "changed": 1, "problem": "challenge", "detail": "1 of 2 polls in trouble"}
        ]


def test_an_hour_that_is_not_over_stays_whole(store: Store) -> None:
    with store.writing() as tx:
        for n in range(3):
            tx.add_poll(samples.poll(samples.NOON + n * MINUTE))
    assert fold_polls(store, samples.NOON + 59 * MINUTE) == 0
    assert fold_polls(store, samples.NOON + 60 * MINUTE) == 2
    assert fold_polls(store, samples.NOON + 60 * MINUTE) == 0


polls = st.lists(st.tuples(st.integers(0, 60 * 24 * 3), st.sampled_from("ab"), st.integers(0, 99)), max_size=40)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(polls, st.integers(0, 60 * 24 * 3), st.integers(0, 60 * 24 * 3))
def test_folding_in_any_steps_loses_no_poll_and_no_byte(
    store: Store, made: list[tuple[int, str, int]], first: int, second: int
) -> None:
    with store.writing() as tx:
        tx._run("DELETE FROM poll")
        for minute, source, size in made:
            tx.add_poll(samples.poll(samples.NOON + minute * MINUTE, source=source, bytes=size))
    for until in (first, second):
        fold_polls(store, samples.NOON + until * MINUTE)
    with store.reading() as tx:
        assert tx.scalar("SELECT coalesce(sum(looks), 0) FROM polls") == len(made)
        assert tx.scalar("SELECT coalesce(sum(bytes), 0) FROM polls") == sum(size for _, _, size in made)
        cutoff = (samples.NOON + max(first, second) * MINUTE).strftime("%Y-%m-%dT%H")
        hours = tx.rows(
            "SELECT count(*) AS rows FROM polls WHERE substr(at, 1, 13) < ? GROUP BY source, substr(at, 1, 13)",
            (cutoff,),
        )
        assert all(hour["rows"] == 1 for hour in hours)


def test_history_is_never_thinned(store: Store) -> None:
    with store.writing() as tx:
        samples.fill(tx)
        head = tx.journal_head()
    fold_polls(store, samples.NOON + timedelta(days=9999))
    with store.reading() as tx:
        assert tx.journal_head() == head
        assert tx.count("version") == 2
