from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.read import dates


@pytest.mark.parametrize(
    "text",
    [
        "04/07/2022",
        "April 07, 2022 -",
        "Apr. 7, 2022",
        "7 April 2022",
        "7th April 2022",
        "2022-04-07T10:00",
        "on 2022-04-07",
    ],
)
def test_a_day_is_read_in_every_form_that_pages_use(text: str) -> None:
    assert dates.day(text) == date(2022, 4, 7)


def test_the_first_day_of_a_text_counts_and_impossible_ones_do_not() -> None:
    assert dates.day("From 13/45/2022 and February 30, 2022 to March 1, 2022, then 2023-01-01") == date(2022, 3, 1)
    assert dates.day("no day here, 2022") is None


def test_an_address_may_carry_its_day() -> None:
    assert dates.day_in_address("/recent-actions/20220407_33") == date(2022, 4, 7)
    assert dates.day_in_address("/media/922136/download") is None
    assert dates.day_in_address("/recent-actions/20229999") is None


@pytest.mark.parametrize(
    "stamp",
    [
        "Thu, 07 Apr 2022 14:20:00 +0000",
        "Thu, 07 Apr 2022 10:20:00 EDT",
        "07 Apr 2022 16:20:00 CEST",
        "Thu, 07 Apr 2022 14:20:00 GMT",
        "Thu, 7 Apr 2022 14:20:00 -0000",
        "2022-04-07T14:20:00Z",
        "2022-04-07T16:20:00+02:00",
        "2022-04-07 14:20:00 UTC",
        "2022-4-7T14:20:00.123456789Z",
    ],
)
def test_time_stamps_of_feeds_become_utc(stamp: str) -> None:
    found = dates.moment(stamp)
    assert found is not None
    assert found.replace(microsecond=0) == datetime(2022, 4, 7, 14, 20, tzinfo=UTC)


def test_a_time_without_a_zone_is_the_source_s_own() -> None:
    assert dates.moment("2022-04-07T16:20:00", ZoneInfo("Europe/Amsterdam")) == datetime(2022, 4, 7, 14, 20, tzinfo=UTC)
    assert dates.moment("Thu, 07 Apr 2022 16:20:00", ZoneInfo("Europe/Amsterdam")) == datetime(
        2022, 4, 7, 14, 20, tzinfo=UTC
    )
    assert dates.moment("April 7, 2022") == datetime(2022, 4, 7, tzinfo=UTC)


@pytest.mark.parametrize("stamp", ["", "yesterday", "2022-13-45T99:99:99Z", "1" * 5000, "0001-01-01T00:00:00+14:00"])
def test_what_is_no_time_is_none(stamp: str) -> None:
    assert dates.moment(stamp) is None


@given(st.text(max_size=60))
def test_nothing_written_there_can_raise(stamp: str) -> None:
    found = dates.moment(stamp)
    assert found is None or found.tzinfo is UTC
    dates.day(stamp)
    dates.day_in_address(stamp)


@given(st.integers(min_value=400_000_000, max_value=4_000_000_000))
def test_what_is_written_in_rfc3339_is_read_as_it_was(seconds: int) -> None:
    at = datetime.fromtimestamp(seconds, UTC)
    assert dates.moment(at.isoformat()) == at
