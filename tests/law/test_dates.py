from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.law.dates import LONDON, first_day, moments


@pytest.mark.parametrize(
    "text",
    [
        "March 9, 2026",
        "9 March 2026",
        "the 9th of March 2026",
        "Mar. 9, 2026",
        "2026-03-09",
        "03/09/2026",
        "March 9 2026",
        "MARCH 9, 2026",
    ],
)
def test_a_day_is_read_in_every_form(text: str) -> None:
    assert first_day(f"on {text}, and later") == date(2026, 3, 9)


@pytest.mark.parametrize(
    "text", ["February 30, 2026", "13/45/2026", "E.O. 14024", "CFR 525.2031", "3102100030", "no date"]
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert first_day(text) is None


def test_the_first_minute_is_an_instant_of_the_eastern_zone() -> None:
    (moment,) = moments("through 12:01 a.m. eastern daylight time, June 24, 2022.")
    assert (moment.day, moment.clock) == (date(2022, 6, 24), time(0, 1))
    assert moment.instant() == datetime(2022, 6, 24, 4, 1, tzinfo=UTC)


@pytest.mark.parametrize("zone", ["eastern standard time", "eastern daylight time", "eastern time", "EST", "EDT"])
def test_the_calendar_decides_whatever_the_abbreviation_says(zone: str) -> None:
    (moment,) = moments(f"at 12:01 a.m. {zone} on January 17, 2026")
    assert moment.instant() == datetime(2026, 1, 17, 5, 1, tzinfo=UTC)


def test_a_day_without_an_hour_ends_with_the_day() -> None:
    (moment,) = moments("through May 5, 2026")
    assert moment.instant() == datetime(2026, 5, 5, 4, tzinfo=UTC)
    assert moment.instant_after() == datetime(2026, 5, 6, 4, tzinfo=UTC)


def test_the_hour_is_that_of_the_given_zone() -> None:
    (moment,) = moments("expires at 23:59 on 28 May 2027")
    assert moment.instant_after(LONDON) == datetime(2027, 5, 28, 22, 59, tzinfo=UTC)


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2199, 12, 31)))
def test_every_day_is_read_back(day: date) -> None:
    assert first_day(f"until {day:%B} {day.day}, {day.year}.") == day
    assert first_day(f"until {day.day} {day:%B} {day.year}.") == day
    assert first_day(day.isoformat()) == day


def test_an_hour_may_stand_after_its_day() -> None:
    (moment,) = moments("through June 30, 2023 at 12:01 a.m. eastern daylight time")
    assert moment.clock == time(0, 1)
