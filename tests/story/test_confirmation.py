"""When a report is confirmed, how early it was, and when it is said that it never was."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from monitor.model.register import UNCONFIRMED_AFTER
from monitor.model.words import Standing
from monitor.story import bears_out, lead_hours, standing
from tests.story.telling import DAY, HOUR, NOON


def test_the_lead_is_in_hours_and_negative_where_the_report_came_later() -> None:
    assert lead_hours(NOON, NOON + 1.5 * HOUR) == 1.5
    assert lead_hours(NOON + 2 * HOUR, NOON) == -2.0


def test_a_report_waits_seven_days_and_is_then_said_to_be_without_an_official_text() -> None:
    assert standing(NOON, None, NOON + UNCONFIRMED_AFTER - HOUR) is Standing.UNCONFIRMED
    assert standing(NOON, None, NOON + UNCONFIRMED_AFTER) is Standing.NEVER_CONFIRMED


def test_a_late_confirmation_is_one_all_the_same() -> None:
    assert standing(NOON, NOON + 30 * 24 * HOUR, NOON + 31 * 24 * HOUR) is Standing.CONFIRMED


def test_a_text_bears_out_what_was_reported_of_it_before_and_what_is_reported_in_the_days_after() -> None:
    assert bears_out(NOON, NOON - 30 * DAY, named=False)
    assert bears_out(NOON, NOON + 14 * DAY, named=False)


def test_the_text_of_the_first_act_of_a_story_does_not_bear_out_a_report_of_its_last() -> None:
    assert not bears_out(NOON, NOON + 15 * DAY, named=False)
    assert bears_out(NOON, NOON + 15 * DAY, named=True)


@given(st.timedeltas(timedelta(0), timedelta(days=400)), st.timedeltas(timedelta(0), timedelta(days=400)))
def test_what_was_never_confirmed_does_not_become_unconfirmed_again(first: timedelta, more: timedelta) -> None:
    if standing(NOON, None, NOON + first) is Standing.NEVER_CONFIRMED:
        assert standing(NOON, None, NOON + first + more) is Standing.NEVER_CONFIRMED
