from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.fetch.headers import LONGEST_WAIT, conditional, joined, kept, promised_length, retry_after

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_names_are_lower_case_and_repeated_ones_joined() -> None:
    assert joined([("Vary", "a"), ("VARY", " b "), ("X", "1")]) == {"vary": "a, b", "x": "1"}


@given(st.lists(st.tuples(st.text(), st.text())))
def test_no_header_keeps_a_line_break_or_half_a_character(pairs: list[tuple[str, str]]) -> None:
    for name, value in joined(pairs).items():
        assert (name + value).encode("utf-8").decode("utf-8") == name + value
        assert not set(name + value) & set("\r\n\0")


def test_headers_of_the_wire_are_kept_under_another_name() -> None:
    assert kept({"content-encoding": "gzip", "etag": "x"}) == {"x-crawler-content-encoding": "gzip", "etag": "x"}


def test_only_validators_that_cannot_break_a_header_are_sent() -> None:
    assert conditional('W/"1"', None) == {"if-none-match": 'W/"1"'}
    assert conditional("a\nb", "x" * 2000) == {}
    assert conditional("", None) == {}


@pytest.mark.parametrize(
    ("value", "wait"),
    [
        ("120", timedelta(minutes=2)),
        ("0", timedelta()),
        ("99999999999999999999", LONGEST_WAIT),
        ("Sun, 01 Mar 2026 12:05:00 GMT", timedelta(minutes=5)),
        ("Sun, 01 Mar 2026 11:05:00 GMT", None),
        ("Sun, 01 Mar 2036 11:05:00 GMT", LONGEST_WAIT),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("", None),
        ("Sun, 99 Mar 2026 12:05:00 GMT", None),
    ],
)
def test_retry_after_is_seconds_or_a_date_and_never_more_than_a_day(value: str, wait: timedelta | None) -> None:
    assert retry_after({"retry-after": value}, NOW) == wait


def test_a_promised_length_counts_only_where_it_can_be_meant() -> None:
    assert promised_length({"content-length": "12"}) == 12
    assert promised_length({"content-length": "12, 12"}) is None
    assert promised_length({"content-length": "12", "transfer-encoding": "chunked"}) is None
    assert promised_length({}) is None
