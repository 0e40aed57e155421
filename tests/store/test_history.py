"""Measures, changes, reports and stories come back as they were filed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from monitor.model.words import Direction, Kind
from monitor.store import Store
from tests.store import samples

JUNE = datetime(2022, 6, 24, 4, 1, tzinfo=UTC)


def test_a_measure_is_held_with_all_it_lived_through(store: Store) -> None:
    with store.writing() as tx:
        assert tx.held(samples.KEY) is None
        tx.add_measure(samples.measure())
        tx.add_measure(replace(samples.measure(), title="Another title"))
        first = tx.add_version(samples.version("25", date(2022, 4, 7)))
        second = tx.add_version(samples.version("25A", date(2022, 5, 5), expires_at=JUNE))
        end = samples.ending("25", samples.NOON, "superseded", by_label="25A")
        tx.add_ending(end)
        held = tx.held(samples.KEY)
        assert held is not None
        assert held.measure == samples.measure()
        assert [v.id for v in held.versions] == [first, second]
        assert held.versions[1] == samples.version("25A", date(2022, 5, 5), expires_at=JUNE, id=second)
        assert held.endings == (end,)
        assert tx.held_many([samples.KEY, "us-ofac/cuba/gl-1", samples.KEY]) == {samples.KEY: held}


def test_the_newest_text_of_a_label_is_found_whatever_the_case_of_its_letter(store: Store) -> None:
    with store.writing() as tx:
        tx.add_version(samples.version("7a", text="first"))
        newest = tx.add_version(samples.version("7A", text="second"))
        for label in ("7a", "7A"):
            found = tx.version(samples.KEY, label)
            assert found is not None
            assert found.id == newest
        assert tx.version(samples.KEY, "7B") is None


def test_a_change_comes_back_with_its_operations_and_redline(store: Store) -> None:
    with store.writing() as tx:
        other = tx.add_change(samples.change("25"))
        number = tx.add_change(samples.change())
        assert tx.change(number) == samples.change(id=number)
        assert [c.id for c in tx.changes_of(samples.KEY)] == [other, number]
        assert [c.id for c in tx.changes_of(samples.KEY, "25a")] == [number]
        assert tx.change(99) is None


def test_updates_and_corrections_are_found_from_their_change(store: Store) -> None:
    with store.writing() as tx:
        number = tx.add_change(samples.change())
        learned = tx.add_update(samples.update(number, operations=(samples.OPERATION,)))
        right = tx.add_change(samples.change(direction=Direction.RELAXED, corrects=number))
        assert tx.updates_of(number) == [samples.update(number, operations=(samples.OPERATION,), id=learned)]
        assert [c.id for c in tx.corrections_of(number)] == [right]
        assert tx.change(number) == samples.change(id=number)


def test_a_report_comes_back_with_what_confirmed_it(store: Store) -> None:
    with store.writing() as tx:
        number = tx.add_report(samples.report())
        assert tx.report(number) == samples.report(id=number)
        tx.add_confirmation(number, samples.NOON, 2.5)
        assert tx.report(number) == samples.report(id=number, confirmed_at=samples.NOON, lead_hours=2.5)
        assert tx.report(99) is None


def test_the_record_of_a_source_counts_what_was_confirmed_and_how_early(store: Store) -> None:
    with store.writing() as tx:
        assert tx.track_record("news") == (0, 0, None)
        for n, lead in enumerate((1.0, 4.0, None, -2.0)):
            number = tx.add_report(samples.report(f"guid-{n}"))
            if lead is not None:
                tx.add_confirmation(number, samples.NOON, lead)
        tx.add_report(samples.report(source="other"))
        assert tx.track_record("news") == (4, 3, 1.0)


@pytest.mark.parametrize(
    ("others", "runs_out"),
    [
        ([], True),
        ([samples.version("13B", date(2022, 6, 1))], False),
        ([samples.version("12Z", date(2022, 4, 1))], True),
        ([samples.version("13B", date(2022, 6, 1), starts_at=JUNE)], True),
        ([samples.version("13A", date(2022, 5, 1), text="again", expires_at=JUNE + timedelta(days=400))], False),
        ([samples.ending("13A", samples.NOON, "revoked")], False),
        ([samples.ending("13A", JUNE - timedelta(days=1), "revoked")], True),
    ],
)
def test_only_the_text_that_counts_runs_out(store: Store, others: list[Any], *, runs_out: bool) -> None:
    with store.writing() as tx:
        tx.add_measure(samples.measure())
        tx.add_version(samples.version("13A", date(2022, 5, 1), expires_at=JUNE))
        for other in others:
            tx.add_ending(other) if hasattr(other, "by") else tx.add_version(other)
        now = samples.NOON + timedelta(days=30)
        assert [v.label for v in tx.running_out(now, JUNE)] == (["13A"] if runs_out else [])
        assert tx.running_out(now, JUNE - timedelta(seconds=1)) == []
        assert tx.running_out(JUNE, JUNE + timedelta(days=30)) == []


def test_events_come_in_the_order_in_which_they_happened(store: Store) -> None:
    with store.writing() as tx:
        assert tx.last_event_id() == 0
        first = tx.add_event(samples.NOON, {"event": "change", "sources": ["a"], "at": samples.NOON})
        second = tx.add_event(samples.NOON - timedelta(days=1), {"event": "alert"})
        assert tx.events_after(0) == [
            (first, {"event": "change", "sources": ["a"], "at": "2022-05-06T12:00:00.000000Z"}),
            (second, {"event": "alert"}),
        ]
        assert tx.events_after(first) == [(second, {"event": "alert"})]
        assert tx.events_after(0, 1)[0][0] == first
        assert tx.last_event_id() == second


def test_a_story_is_found_with_everything_that_was_merged_into_it(store: Store) -> None:
    with store.writing() as tx:
        tx.add_story("a", samples.NOON - timedelta(hours=2), "First heard", Direction.UNJUDGED)
        tx.add_story("b", samples.NOON, "Official", Direction.RELAXED)
        reported = tx.add_report(samples.report(story="a"))
        changed = tx.add_change(samples.change(story="b"))
        heard, told = (
            samples.mention(at=samples.NOON - timedelta(hours=2)),
            samples.mention(official=True, kind=Kind.ADDED),
        )
        tx.add_mention("a", heard, report=reported)
        tx.add_mention("b", told, change=changed)
        tx.set_story_direction("b", Direction.MIXED, samples.NOON)
        assert [story.id for story in tx.stories_since(samples.NOON)] == ["b"]
        tx.add_story_merge("a", "b", samples.NOON)
        story = tx.story("a")
        assert story is not None
        assert story == tx.story("b")
        assert tx.stories_since(samples.NOON - timedelta(days=1)) == (story,)
        assert (story.id, story.title, story.direction) == ("b", "Official", Direction.MIXED)
        assert story.mentions == (heard, told)
        assert (story.first_at, story.confirmed_at) == (samples.NOON - timedelta(hours=2), samples.NOON)
        assert [r.id for r in tx.reports_of_story("b")] == [reported]
        assert [c.id for c in tx.changes_of_story("a")] == [changed]
        assert tx.stories_since(samples.NOON + timedelta(seconds=1)) == ()
        assert tx.story("z") is None


def test_stories_cannot_be_merged_in_a_circle(store: Store) -> None:
    with store.writing() as tx:
        for name in "ab":
            tx.add_story(name, samples.NOON, name, Direction.UNJUDGED)
        tx.add_story_merge("a", "b", samples.NOON)
        with pytest.raises(ValueError, match="already stands under"):
            tx.add_story_merge("b", "a", samples.NOON)


def test_a_text_printed_again_confirms_no_story(store: Store) -> None:
    with store.writing() as tx:
        tx.add_story("a", samples.NOON, "t", Direction.UNJUDGED)
        tx.add_mention("a", samples.mention(official=True, kind=Kind.REPUBLISHED))
        story = tx.story("a")
        assert story is not None
        assert story.confirmed_at is None
        assert tx.rows("SELECT confirmed_at FROM stories") == [{"confirmed_at": None}]


def test_hostile_text_is_kept_as_far_as_it_can_be(store: Store) -> None:
    with store.writing() as tx:
        number = tx.add_report(replace(samples.report(), title="a\0b\ud800c"))
        found = tx.report(number)
        assert found is not None
        assert found.title == "a\ufffdb\ufffdc"
