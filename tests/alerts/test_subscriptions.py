"""What a subscription wants, and when a deadline is worth a word."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from monitor.alerts.matter import of_change, of_deadline, of_group
from monitor.alerts.subscriptions import deadline_reached, deadlines_reached, wants
from monitor.model.instrument import Redline
from monitor.model.message import Matter, MatterKind
from monitor.model.register import Version
from monitor.model.words import Direction, Kind, NewsLabel, Role, Stage
from tests.alerts.matters import KEY, NOW, change, reported, subscription, told

DAY = timedelta(days=1)


def ends(left: timedelta, due_in: timedelta | None = None) -> Matter:
    version = Version(KEY, "25A", "Authorizing", "", "ab", NOW, "s", "https://x.example")
    return of_deadline(version, NOW + (due_in or left), left, NOW, program="russia", jurisdiction="US")


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"directions": frozenset({Direction.RELAXED})},
        {"kinds": frozenset({Kind.AMENDED, Kind.EXTENDED})},
        {"programs": frozenset({"russia"})},
        {"jurisdictions": frozenset({"us"})},
        {"measures": ("us-ofac/russia/*",)},
        {"measures": ("us-ofac/iran/*", "US-OFAC/*/gl-2[0-9]")},
        {"roles": frozenset({Role.OFFICIAL})},
        {"words": ("TELECOMMUNICATIONS",)},
        {"words": ("two  ports",)},
    ],
)
def test_a_filter_that_fits_lets_the_change_through(fields: dict[str, Any]) -> None:
    assert wants(subscription(**fields), told())


@pytest.mark.parametrize(
    "fields",
    [
        {"directions": frozenset({Direction.TIGHTENED})},
        {"kinds": frozenset({Kind.REVOKED})},
        {"programs": frozenset({"iran"})},
        {"jurisdictions": frozenset({"EU"})},
        {"measures": ("us-ofac/russia/gl-2",)},
        {"roles": frozenset({Role.NEWS})},
        {"words": ("tele",)},
        {"directions": frozenset({Direction.RELAXED}), "programs": frozenset({"iran"})},
    ],
)
def test_one_filter_that_does_not_fit_keeps_the_change_back(fields: dict[str, Any]) -> None:
    assert not wants(subscription(**fields), told())


def test_words_are_looked_for_in_all_that_is_known_of_a_matter() -> None:
    wish = subscription(words=("submarine cable",))
    assert wants(wish, reported(text="It names the submarine\ncable too."))
    new = change(operations=(), redline=Redline())
    assert wants(wish, of_change(new, text="(a) Any submarine cable is covered."))
    assert wants(wish, of_group((change(summary="Submarine Cable Ltd"), change(id=2))))
    assert not wants(wish, of_change(new, text="(a) Submarines and cables."))


def test_what_could_not_be_judged_passes_every_filter_of_directions() -> None:
    strict = subscription(directions=frozenset({Direction.RELAXED}))
    assert wants(strict, told(direction=Direction.UNJUDGED))
    assert not wants(strict, told(direction=Direction.UNCHANGED))


def test_what_was_printed_again_alerts_nobody() -> None:
    assert not wants(subscription(), told(kind=Kind.REPUBLISHED, direction=Direction.UNCHANGED))


@pytest.mark.parametrize(
    ("fields", "heard"),
    [
        ({}, True),
        ({"stage": Stage.AGREED_NOT_ADOPTED}, True),
        ({"stage": Stage.REPUBLICATION}, False),
        ({"label": NewsLabel.NONE}, False),
        ({"label": NewsLabel.GUIDANCE}, False),
        ({"label": NewsLabel.ENFORCEMENT}, False),
    ],
)
def test_a_report_alerts_only_when_it_tells_a_change(fields: dict[str, Any], heard: bool) -> None:
    assert wants(subscription(), reported(**fields)) is heard


def test_a_report_of_an_end_fits_those_who_want_expiries_and_those_who_want_revocations() -> None:
    ended = reported(label=NewsLabel.MEASURE_EXPIRED_OR_REVOKED)
    assert wants(subscription(kinds=frozenset({Kind.EXPIRED})), ended)
    assert wants(subscription(kinds=frozenset({Kind.REVOKED})), ended)
    assert not wants(subscription(kinds=frozenset({Kind.ADDED})), ended)


def test_a_license_of_two_programs_is_for_the_subscribers_of_both() -> None:
    matter = told()
    matter.facts["programs"] = ["ukraine-russia"]
    assert wants(subscription(programs=frozenset({"ukraine-russia"})), matter)


def test_entries_of_a_list_match_by_any_of_their_keys() -> None:
    group = of_group((change(measure="us-ofac/sdn-1"), change(measure="us-ofac/sdn-2", id=2)))
    assert wants(subscription(measures=("us-ofac/sdn-2",)), group)


def test_notices_about_the_monitor_are_for_no_subscription() -> None:
    assert not wants(subscription(), Matter(MatterKind.OPERATOR, NOW, "t", "s"))


def test_a_deadline_is_for_those_who_asked_for_that_many_days() -> None:
    monthly = subscription(deadlines=(30 * DAY, 7 * DAY))
    assert wants(monthly, ends(30 * DAY))
    assert not wants(subscription(deadlines=(14 * DAY,)), ends(30 * DAY))
    assert not wants(subscription(), ends(30 * DAY))


def test_a_deadline_asks_nothing_about_directions_but_much_about_programs() -> None:
    relaxed_only = subscription(deadlines=(7 * DAY,), directions=frozenset({Direction.RELAXED}))
    assert wants(relaxed_only, ends(7 * DAY))
    assert not wants(subscription(deadlines=(7 * DAY,), programs=frozenset({"iran"})), ends(7 * DAY))


def test_after_a_long_stop_only_the_nearest_deadline_is_told() -> None:
    both = subscription(deadlines=(30 * DAY, 7 * DAY))
    assert not wants(both, ends(30 * DAY, due_in=6 * DAY))
    assert wants(both, ends(7 * DAY, due_in=6 * DAY))


def test_a_deadline_is_reached_once() -> None:
    due = NOW + 7 * DAY
    before, after = NOW - timedelta(minutes=1), NOW + timedelta(minutes=1)
    assert deadline_reached((30 * DAY, 7 * DAY), due, before, NOW) == 7 * DAY
    assert deadline_reached((30 * DAY, 7 * DAY), due, NOW, after) is None


def test_what_was_passed_before_the_measure_was_held_is_not_told() -> None:
    assert deadline_reached((30 * DAY,), NOW + 10 * DAY, NOW - DAY, NOW) is None


def test_an_end_that_has_passed_is_no_deadline() -> None:
    assert deadline_reached((DAY,), NOW - timedelta(seconds=1), NOW - 30 * DAY, NOW) is None


def test_deadlines_of_several_subscriptions_are_distinct_and_longest_first() -> None:
    several = [subscription(deadlines=(30 * DAY,)), subscription(deadlines=(30 * DAY, 7 * DAY)), subscription()]
    assert deadlines_reached(several, NOW + 6 * DAY, NOW - 60 * DAY, NOW) == (30 * DAY, 7 * DAY)
