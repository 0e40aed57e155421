"""What servers answered, and how long they ask to wait."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from monitor.alerts.answers import listening, retry_after

NOW = datetime(2031, 5, 8, 14, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "wait"),
    [
        (None, None),
        ("120", timedelta(seconds=120)),
        (" 0 ", timedelta()),
        ("Thu, 08 May 2031 15:00:00 GMT", timedelta(hours=1)),
        ("Thu, 08 May 2031 13:00:00 GMT", timedelta()),
        ("Thu, 08 May 2031 15:00:00", timedelta(hours=1)),
        ("soon", None),
        ("-5", None),
        ("9" * 30, None),
    ],
)
def test_retry_after_is_read_in_both_its_forms(header: str | None, wait: timedelta | None) -> None:
    assert retry_after(header, NOW) == wait


def test_nothing_is_heard_where_nothing_was_asked() -> None:
    with listening() as answers:
        assert answers == []
