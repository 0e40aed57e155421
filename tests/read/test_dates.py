from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.read import dates


@given(st.datetimes(datetime(1981, 1, 1), datetime(2098, 1, 1), timezones=st.timezones()))  # noqa: DTZ001 -- bounds have no zone
def test_a_time_as_mail_writes_it_is_read_as_the_library_reads_it(at):
    text = format_datetime(at.replace(microsecond=0))
    assert dates.moment(text) == parsedate_to_datetime(text)


@pytest.mark.parametrize(
    "text",
    [
        "Thu, 07 Apr 2022 12:00:00 GMT",
        "7 Apr 2022 14:00:00 +0200",
        "Thu, 07 Apr 2022 07:30:00 -0430",
        "Thu, 7 April 2022 12:00:00 Z",
        "Thu, 07 Apr 22 12:00:00 GMT",
        "Thu, 07 Apr 2022 08:00:00 EDT",
        "Thu, 07 Apr 2022 12:00:00 -0000",
        "Thu, 07 Apr 2022 14:00:00 +02:00",
        "Thu, 07 Apr 2022 12:00 PM GMT",
        "Thu, 7 Apr 2022 8:00 a.m. EDT",
        "April 7, 2022 12:00 pm",
        "2022-04-07 12:00:00 PM",
        "2022-04-07T14:00:00 +02:00",
        "2022-04-07T08:00:00-04:00",
        "07.04.2022 12:00",
        "2022/04/07 12:00:00",
        "7-Apr-2022 12:00",
    ],
)
def test_usual_and_unusual_forms_of_one_moment_are_one_moment(text):
    assert dates.moment(text) == datetime(2022, 4, 7, 12, tzinfo=UTC)


def test_midnight_and_noon_are_told_apart():
    assert dates.moment("April 7, 2022 12:30 am") == datetime(2022, 4, 7, 0, 30, tzinfo=UTC)
    assert dates.moment("April 7, 2022 12:30 pm") == datetime(2022, 4, 7, 12, 30, tzinfo=UTC)


@given(st.text(alphabet="0123456789:/.-+ TZapmPMAprJan", max_size=30))
def test_any_stamp_is_a_moment_or_none(text):
    found = dates.moment(text)
    assert found is None or found.tzinfo is UTC


def test_a_time_that_cannot_be_is_none_and_one_in_no_zone_is_its_day():
    assert dates.moment("Thu, 31 Feb 2022 12:00:00 GMT") is None
    assert dates.moment("Thu, 07 Apr 2022 12:00:00 +9900") == datetime(2022, 4, 7, tzinfo=UTC)
