"""The views of the contract: their names, their columns, and what depends on the present."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.model.words import Direction, NewsLabel, Stage
from monitor.store import Store, Tx
from monitor.story import confirmation
from tests.store import samples

CONTRACT = {
    "measures": "measure, issuer, program, kind, title, label, status, issued, starts, expires, first_seen, url",
    "versions": "measure, label, issued, starts, expires, ended, ended_by, seen_at, url, sha256",
    "changes": "id, at, effective, measure, label, kind, direction, title, summary, story, source, url, sha256",
    "operations": "change, path, op, effect, direction, before, after, why",
    "reports": "at, source, language, title, label, direction, stage, measure, story, confirmed_at, lead_hours, url",
    "stories": "story, first_at, title, direction, confirmed_at, changes, reports",
    "deadlines": "measure, label, title, due, days_left",
    "deliveries": "alert, channel, state, attempts, first_try, last_try, sent_at, error",
    "polls": "at, source, url, status, bytes, changed, problem",
    "documents_fts": "title, text",
}
JUNE_24 = datetime(2022, 6, 24, 4, 1, tzinfo=UTC)


def day(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def standing(tx: Tx, now: datetime) -> dict[str, str]:
    """Label to status of every text, and under "" the label and status of the measure."""
    tx.set_clock(now)
    rows = tx.rows("SELECT label, status FROM versions ORDER BY id")
    (measure,) = tx.rows("SELECT label, status FROM measures")
    return {row["label"]: row["status"] for row in rows} | {"": f"{measure['label']} {measure['status']}"}


@pytest.mark.parametrize("view", CONTRACT)
def test_a_view_begins_with_the_columns_of_the_contract(store: Store, view: str) -> None:
    with store.writing() as tx:
        samples.fill(tx)
        rows = tx.rows(f"SELECT * FROM {view}")
    assert rows
    columns = CONTRACT[view].split(", ")
    assert list(rows[0])[: len(columns)] == columns


def test_times_in_the_views_are_whole_seconds_in_utc(store: Store) -> None:
    with store.writing() as tx:
        tx.add_poll(samples.poll(samples.NOON + timedelta(microseconds=1)))
        assert tx.rows("SELECT at FROM polls WHERE at >= '2022-05-06T12:00:00Z'") == [{"at": "2022-05-06T12:00:00Z"}]
        (plan,) = tx.rows("EXPLAIN QUERY PLAN SELECT at FROM polls WHERE at >= '2022-05-06T12:00:00Z'")
    assert "USING INDEX poll_by_time" in plan["detail"]


def test_the_next_letter_supersedes_the_one_before_it(store: Store) -> None:
    with store.writing() as tx:
        tx.add_measure(samples.measure())
        tx.add_version(samples.version("25", date(2022, 4, 7)))
        tx.add_version(samples.version("25A", date(2022, 5, 5)))
        assert standing(tx, samples.NOON) == {"25": "superseded", "25A": "in force", "": "25A in force"}
        (first, _) = tx.rows("SELECT ended, ended_by, ended_by_label FROM versions ORDER BY id")
    assert first == {"ended": "2022-05-05T00:00:00Z", "ended_by": "superseded", "ended_by_label": "25A"}


def test_an_older_text_printed_late_does_not_become_the_current_one(store: Store) -> None:
    with store.writing() as tx:
        tx.add_measure(samples.measure())
        tx.add_version(samples.version("25C", date(2022, 7, 14)))
        tx.add_version(samples.version("25", date(2022, 4, 7), seen=day("2023-05-30")))
        assert standing(tx, day("2023-06-01")) == {"25C": "in force", "25": "superseded", "": "25C in force"}


def test_an_authorization_ends_at_its_own_instant(store: Store) -> None:
    with store.writing() as tx:
        tx.add_measure(samples.measure())
        tx.add_version(samples.version("13A", date(2022, 5, 1), expires=date(2022, 6, 24), expires_at=JUNE_24))
        assert standing(tx, JUNE_24 - timedelta(seconds=1))["13A"] == "in force"
        assert standing(tx, JUNE_24) == {"13A": "expired", "": "13A expired"}
        (row,) = tx.rows("SELECT ended, ended_by FROM versions")
    assert row == {"ended": "2022-06-24T04:01:00Z", "ended_by": "expired"}


def test_a_successor_after_a_gap_leaves_the_expired_text_expired(store: Store) -> None:
    with store.writing() as tx:
        tx.add_measure(samples.measure())
        tx.add_version(samples.version("134A", date(2026, 3, 12), expires_at=day("2026-04-11")))
        tx.add_version(samples.version("134B", date(2026, 4, 17), seen=day("2026-04-17")))
        assert standing(tx, day("2026-04-20")) == {"134A": "expired", "134B": "in force", "": "134B in force"}


@pytest.mark.parametrize("by", ["superseded", "expired", "revoked", "withdrawn"])
def test_a_recorded_end_counts_from_its_instant_on(store: Store, by: str) -> None:
    with store.writing() as tx:
        tx.add_measure(samples.measure())
        tx.add_version(samples.version("8", date(2022, 4, 7)))
        tx.add_ending(samples.ending("8", samples.NOON + timedelta(days=1), by))
        assert standing(tx, samples.NOON) == {"8": "in force", "": "8 in force"}
        assert standing(tx, samples.NOON + timedelta(days=1)) == {"8": by, "": f"8 {by}"}


def test_a_text_seen_again_revives_a_withdrawn_label_but_never_a_superseded_one(store: Store) -> None:
    later = samples.NOON + timedelta(days=9)
    with store.writing() as tx:
        tx.add_measure(samples.measure())
        tx.add_version(samples.version("7a", date(2022, 4, 7)))
        tx.add_ending(samples.ending("7A", samples.NOON, "withdrawn"))
        assert standing(tx, later)["7a"] == "withdrawn"
        tx.add_version(samples.version("7A", date(2022, 4, 7), seen=later))
        assert standing(tx, later) == {"7a": "withdrawn", "7A": "in force", "": "7A in force"}
        tx.add_ending(samples.ending("7A", later, "superseded"))
        tx.add_version(samples.version("7A", date(2022, 4, 7), seen=later + timedelta(days=1), text="printed"))
        assert standing(tx, later + timedelta(days=2))[""] == "7A superseded"


def test_a_text_that_begins_later_leaves_the_one_before_it_in_force_until_then(store: Store) -> None:
    begins = samples.NOON + timedelta(days=10)
    with store.writing() as tx:
        tx.add_measure(samples.measure())
        tx.add_version(samples.version("5U", date(2022, 4, 7)))
        tx.add_version(samples.version("5V", date(2022, 5, 5), starts=begins.date(), starts_at=begins))
        assert standing(tx, samples.NOON) == {"5U": "in force", "5V": "not yet", "": "5U in force"}
        assert standing(tx, begins) == {"5U": "superseded", "5V": "in force", "": "5V in force"}


def test_a_first_text_that_begins_later_is_not_yet_in_force(store: Store) -> None:
    with store.writing() as tx:
        tx.add_measure(samples.measure())
        tx.add_version(samples.version("1", date(2022, 5, 5), starts=date(2022, 5, 20)))
        assert standing(tx, samples.NOON) == {"1": "not yet", "": "1 not yet"}


def test_a_license_amended_under_its_own_number_is_one_measure_with_two_texts(store: Store) -> None:
    with store.writing() as tx:
        tx.add_measure(samples.measure())
        tx.add_version(samples.version("INT/2023/1", date(2023, 3, 27), expires_at=day("2026-04-01"), text="first"))
        tx.add_version(
            samples.version(
                "INT/2023/1", date(2023, 3, 27), expires_at=day("2028-04-01"), seen=day("2026-03-27"), text="now"
            )
        )
        tx.set_clock(day("2026-04-02"))
        rows = tx.rows("SELECT expires, status, ended_by FROM versions ORDER BY id")
        assert rows == [
            {"expires": "2026-04-01", "status": "superseded", "ended_by": "superseded"},
            {"expires": "2028-04-01", "status": "in force", "ended_by": None},
        ]
        assert tx.rows("SELECT label, due, days_left FROM deadlines") == [
            {"label": "INT/2023/1", "due": "2028-04-01T00:00:00Z", "days_left": 730}
        ]


def test_a_measure_known_from_a_title_only_has_the_label_that_was_told(store: Store) -> None:
    with store.writing() as tx:
        tx.add_measure(samples.measure())
        tx.add_change(samples.change("25A"))
        (row,) = tx.rows("SELECT label, status, title, issued FROM measures")
    assert row == {"label": "25A", "status": "in force", "title": "Telecommunications", "issued": None}


def test_days_left_are_whole_days_by_the_clock_of_the_database(store: Store) -> None:
    with store.writing() as tx:
        tx.add_measure(samples.measure())
        tx.add_version(samples.version("13A", date(2022, 5, 1), expires_at=JUNE_24))
        for now, left in ((JUNE_24 - timedelta(days=30), 30), (JUNE_24 - timedelta(days=30, seconds=-1), 29)):
            tx.set_clock(now)
            assert tx.scalar("SELECT days_left FROM deadlines") == left
        tx.set_clock(JUNE_24)
        assert tx.count("deadlines") == 0


@settings(max_examples=60)
@given(
    moves=st.lists(
        st.tuples(
            st.integers(0, 400), st.integers(0, 400), st.none() | st.integers(0, 400), st.none() | st.integers(0, 400)
        ),
        min_size=1,
        max_size=6,
    ),
    now=st.integers(0, 420),
)
def test_at_most_one_text_of_a_measure_is_in_force(
    moves: list[tuple[int, int, int | None, int | None]], now: int
) -> None:
    start = datetime(2022, 1, 1, tzinfo=UTC)
    tx = samples.memory()
    tx.add_measure(samples.measure())
    for n, (issued, seen, starts, ends) in enumerate(moves):
        facts: dict[str, Any] = {"seen": start + timedelta(days=seen)}
        if starts is not None:
            facts["starts_at"] = start + timedelta(days=starts)
        if ends is not None:
            facts["expires_at"] = start + timedelta(days=ends)
        tx.add_version(samples.version(str(n), (start + timedelta(days=issued)).date(), **facts))
    tx.set_clock(start + timedelta(days=now))
    in_force = tx.rows("SELECT label FROM versions WHERE status = 'in force'")
    (measure,) = tx.rows("SELECT label, status FROM measures")
    assert len(in_force) <= 1
    assert (measure["status"] == "in force") == (len(in_force) == 1)


def test_an_update_stands_for_what_was_told_first(store: Store) -> None:
    with store.writing() as tx:
        number = tx.add_change(samples.change(direction=Direction.UNJUDGED, provisional=True, operations=()))
        assert tx.count("operations") == 0
        tx.add_update(samples.update(number, Direction.TIGHTENED, operations=(samples.OPERATION,), sha256="cd" * 32))
        (row,) = tx.rows("SELECT direction, told_direction, summary, sha256, url FROM changes")
        assert row == {
            "direction": "tightened",
            "told_direction": "unjudged",
            "summary": "The text was read.",
            "sha256": "cd" * 32,
            "url": "https://example.org/25A",
        }
        assert tx.rows("SELECT change, path, op FROM operations") == [
            {"change": number, "path": "(b)(1)", "op": "added"}
        ]
        tx.add_update(samples.update(number, Direction.MIXED))
        assert tx.count("operations") == 1


def test_a_correction_stands_beside_what_it_corrects(store: Store) -> None:
    with store.writing() as tx:
        wrong = tx.add_change(samples.change())
        right = tx.add_change(samples.change(direction=Direction.RELAXED, corrects=wrong))
        rows = tx.rows("SELECT id, direction, corrects, corrected_by FROM changes ORDER BY id")
    assert rows == [
        {"id": wrong, "direction": "tightened", "corrects": None, "corrected_by": right},
        {"id": right, "direction": "relaxed", "corrects": wrong, "corrected_by": None},
    ]


def test_merged_stories_count_as_the_one_they_were_merged_into(store: Store) -> None:
    with store.writing() as tx:
        for name in ("a", "b", "c"):
            tx.add_story(name, samples.NOON - timedelta(hours=ord(name) - 96), name, Direction.UNJUDGED)
        tx.add_report(samples.report(story="a"))
        tx.add_change(samples.change(story="c"))
        tx.add_mention("c", samples.mention(official=True))
        tx.add_story_merge("a", "b", samples.NOON)
        tx.add_story_merge("b", "c", samples.NOON)
        tx.set_story_direction("c", Direction.RELAXED, samples.NOON)
        assert tx.rows("SELECT * FROM stories") == [
            {
                "story": "c",
                "first_at": "2022-05-06T09:00:00Z",
                "title": "c",
                "direction": "relaxed",
                "confirmed_at": "2022-05-06T12:00:00Z",
                "changes": 1,
                "reports": 1,
                "standing": "confirmed",
            }
        ]
        assert tx.rows("SELECT story FROM reports") == tx.rows("SELECT story FROM changes") == [{"story": "c"}]


def test_a_confirmation_fills_the_lead_of_a_report(store: Store) -> None:
    with store.writing() as tx:
        number = tx.add_report(samples.report())
        assert tx.rows("SELECT confirmed_at, lead_hours FROM reports") == [{"confirmed_at": None, "lead_hours": None}]
        tx.add_confirmation(number, samples.NOON, -1.5)
        rows = tx.rows("SELECT confirmed_at, lead_hours FROM reports")
    assert rows == [{"confirmed_at": "2022-05-06T12:00:00Z", "lead_hours": -1.5}]


@pytest.mark.parametrize("waited", [timedelta(), timedelta(days=6, hours=23), timedelta(days=7), timedelta(days=90)])
@pytest.mark.parametrize("confirmed", [None, timedelta(hours=2)])
def test_a_report_that_is_never_confirmed_says_so_in_the_history_too(
    store: Store, waited: timedelta, confirmed: timedelta | None
) -> None:
    at = None if confirmed is None else samples.NOON + confirmed
    with store.writing() as tx:
        tx.add_story("s1", samples.NOON, "s1", Direction.RELAXED)
        number = tx.add_report(samples.report())
        if at is not None:
            tx.add_confirmation(number, at, 2.0)
            tx.add_mention("s1", samples.mention(official=True, at=at))
        tx.set_clock(samples.NOON + waited)
        said = confirmation.standing(samples.NOON, at, samples.NOON + waited).value
        assert tx.rows("SELECT standing FROM reports") == [{"standing": said}]
        assert tx.rows("SELECT standing FROM stories") == [{"standing": said}]


def test_talk_that_tells_no_change_waits_for_no_confirmation(store: Store) -> None:
    with store.writing() as tx:
        tx.add_story("s1", samples.NOON, "s1", Direction.UNCHANGED)
        tx.add_report(replace(samples.report(), label=NewsLabel.NONE))
        tx.add_report(replace(samples.report("guid-2"), stage=Stage.REPUBLICATION))
        assert tx.rows("SELECT standing FROM reports") == [{"standing": None}, {"standing": None}]
        assert tx.rows("SELECT standing FROM stories") == [{"standing": None}]
        assert tx.track_record("news") == (0, 0, None)


def test_without_a_clock_the_views_answer_for_now(store: Store) -> None:
    with store.writing() as tx:
        tx.add_measure(samples.measure())
        tx.add_version(samples.version("1", date(2022, 5, 5), expires_at=JUNE_24))
        assert tx.rows("SELECT status FROM measures") == [{"status": "expired"}]
