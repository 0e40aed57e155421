"""What a stretch of the history would have given to tell."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from monitor.model.instrument import InstrumentKind
from monitor.model.message import MatterKind
from monitor.model.register import Change, Ending, Measure, Update, Version
from monitor.model.words import Direction, Kind
from monitor.steps.past import matters_between
from monitor.store.store import Store

KEY = "us-ofac/russia/gl-13"
DUE = datetime(2022, 9, 30, 4, 1, tzinfo=UTC)
FIRST = datetime(2022, 6, 1, tzinfo=UTC)
DAY = timedelta(days=1)


def version(label, seen, **more):
    return Version(
        KEY, label, f"License {label}", f"Text of {label}", "ab", seen, "ofac", "https://example.org/", **more
    )


def change(**more):
    base = Change(
        FIRST, KEY, "13A", Kind.ADDED, Direction.RELAXED, "License 13A", "It allows.", ("ofac",), "u",
        program="russia", jurisdiction="US", story="s1",
    )  # fmt: skip
    return replace(base, **more)


@pytest.fixture
def tx(tmp_path):
    with Store.open(tmp_path / "m.db") as store, store.writing() as tx:
        tx.add_measure(Measure(KEY, "us-ofac", "russia", InstrumentKind.LICENSE, "License 13", FIRST, "u", ("russia",)))
        tx.add_version(version("13A", FIRST, issued=date(2022, 6, 1), expires_at=DUE))
        yield tx


def deadlines(tx, *days, since=FIRST, until=DUE + DAY):
    found = matters_between(tx, since, until, {DAY * n for n in days})
    return [(one.at, one.facts["left"] // 86400) for one in found if one.kind is MatterKind.DEADLINE]


def test_a_deadline_falls_when_the_time_left_reaches_each_number_of_days(tx):
    assert deadlines(tx, 30, 7) == [(DUE - 30 * DAY, 30), (DUE - 7 * DAY, 7)]
    assert deadlines(tx, 30, 7, since=DUE - 10 * DAY) == [(DUE - 7 * DAY, 7)]
    assert deadlines(tx, 30, 7, until=DUE - 10 * DAY) == [(DUE - 30 * DAY, 30)]
    assert deadlines(tx) == []


def test_a_deadline_that_had_passed_when_the_text_was_first_seen_is_none(tx):
    assert deadlines(tx, 150) == []


def test_a_successor_that_was_not_known_yet_hides_no_deadline_and_one_that_was_does(tx):
    tx.add_version(version("13B", DUE - 20 * DAY, issued=date(2022, 9, 8)))
    tx.add_ending(Ending(KEY, "13A", DUE - 20 * DAY, "superseded", "13B", DUE - 20 * DAY))
    assert deadlines(tx, 30, 7) == [(DUE - 30 * DAY, 30)]


def test_a_successor_that_begins_later_leaves_the_one_before_its_deadline(tx):
    tx.add_version(version("13B", FIRST + DAY, issued=date(2022, 6, 2), starts=date(2022, 9, 25)))
    assert deadlines(tx, 30) == [(DUE - 30 * DAY, 30)]


def test_changes_updates_and_corrections_come_as_they_were_told(tx):
    number = tx.add_change(change(provisional=True, direction=Direction.UNJUDGED))
    tx.add_update(Update(FIRST + DAY, number, KEY, "13A", Kind.ADDED, Direction.RELAXED, "Read.", "s1"))
    tx.add_change(change(at=FIRST + 2 * DAY, direction=Direction.MIXED, summary="because", corrects=number))
    told = matters_between(tx, FIRST, FIRST + 3 * DAY)
    assert [one.kind for one in told] == [MatterKind.CHANGE, MatterKind.UPDATE, MatterKind.CORRECTION]
    assert told[0].facts["text"] == "Text of 13A"
    assert told[0].facts["programs"] == ["russia"]
    assert told[1].facts["change"] == told[2].facts["change"] == number
    assert told[2].facts["note"] == "because"
    assert matters_between(tx, FIRST + 4 * DAY, FIRST + 5 * DAY) == []


def test_what_was_merged_since_is_one_story(tx):
    for story in ("s1", "s2"):
        tx.add_story(story, FIRST, "x", Direction.RELAXED)
        tx.add_change(change(story=story))
    tx.add_story_merge("s2", "s1", FIRST + DAY)
    assert {one.story for one in matters_between(tx, FIRST, FIRST)} == {"s1"}
