from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from monitor.model.place import Listed, Listing
from monitor.model.words import Direction, Kind
from monitor.register.presence import absence
from tests.register.texts_of_our_own import KEY, NOW, held, version

BEFORE = [(KEY, "900")]


def listing(*measures, archived=()):
    current = [Listed("900", "t", "u", measure=m) for m in measures]
    return Listing("russia", (*current, *(Listed("900", "t", "u", archived=True, measure=m) for m in archived)))


def looked(page, missing_since=None, before=BEFORE):
    found = {KEY: replace(held(version()), missing_since=missing_since)}
    return absence(before, page, found, now=NOW, source="s", url="u")


def test_a_measure_missing_once_is_remembered_and_not_told():
    found = looked(listing())
    assert found.newly_missing == (KEY,)
    assert found.gone == ()


def test_a_measure_missing_from_two_whole_readings_is_withdrawn():
    found = looked(listing(), missing_since=NOW - timedelta(hours=6))
    ((ending, change),) = found.gone
    assert ending.by == "withdrawn"
    assert (change.kind, change.direction) == (Kind.WITHDRAWN, Direction.TIGHTENED)


def test_two_readings_at_the_same_moment_are_one():
    assert looked(listing(), missing_since=NOW).gone == ()


def test_a_measure_that_is_listed_again_was_never_withdrawn():
    found = looked(listing(KEY), missing_since=NOW - timedelta(hours=6))
    assert (found.gone, found.back) == ((), (KEY,))


def test_a_measure_moved_to_the_archive_is_told_as_such():
    found = looked(listing(archived=[KEY]), missing_since=NOW - timedelta(hours=6))
    assert "archived" in found.gone[0][1].summary


def test_a_page_that_lost_most_of_its_licenses_is_not_believed():
    keys = [f"us-ofac/russia/gl-{n}" for n in range(1, 11)]
    everything = {key: held(version()) for key in keys}
    found = absence([(k, "900") for k in keys], listing(*keys[:3]), everything, now=NOW, source="s", url="u")
    assert found.implausible
    assert found.gone == ()
