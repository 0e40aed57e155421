"""Quiet hours and digests in the reader's zone, also on the days on which the clock changes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.alerts.hours import next_digest, quiet_until
from monitor.model.message import Digest, Quiet

NIGHT = Quiet("22:00", "07:00")
ZONES = ["UTC", "Europe/Amsterdam", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia"]
_times = st.builds(lambda hour, minute: f"{hour:02}:{minute:02}", st.integers(0, 23), st.integers(0, 59))
_instants = st.datetimes(datetime(2010, 1, 1), datetime(2037, 1, 1)).map(lambda at: at.replace(tzinfo=UTC))  # noqa: DTZ001 -- hypothesis wants naive bounds


def local(zone: str, *parts: int) -> datetime:
    return datetime(*parts, tzinfo=ZoneInfo(zone)).astimezone(UTC)  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(
    ("at", "ends"),
    [
        ((2026, 1, 10, 21, 59), None),
        ((2026, 1, 10, 22, 0), (2026, 1, 11, 7, 0)),
        ((2026, 1, 11, 3, 0), (2026, 1, 11, 7, 0)),
        ((2026, 1, 11, 7, 0), None),
    ],
)
def test_quiet_hours_reach_over_midnight(at: tuple[int, ...], ends: tuple[int, ...] | None) -> None:
    zone = "Europe/Amsterdam"
    assert quiet_until(NIGHT, zone, local(zone, *at)) == (local(zone, *ends) if ends else None)


def test_nobody_is_quiet_without_quiet_hours() -> None:
    assert quiet_until(None, "UTC", datetime(2026, 1, 1, 3, tzinfo=UTC)) is None


def test_the_night_of_the_spring_change_is_an_hour_shorter() -> None:
    zone = "Europe/Amsterdam"
    evening = local(zone, 2026, 3, 28, 22, 30)
    ends = quiet_until(NIGHT, zone, evening)
    assert ends == local(zone, 2026, 3, 29, 7, 0)
    assert ends - evening == timedelta(hours=7, minutes=30)


def test_an_end_that_the_spring_change_skips_comes_with_the_jump() -> None:
    zone = "Europe/Amsterdam"
    ends = quiet_until(Quiet("23:00", "02:30"), zone, local(zone, 2026, 3, 29, 1, 0))
    assert ends == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)  # 03:30 in summer time


def test_a_repeated_hour_is_not_quiet_twice() -> None:
    zone = "Europe/Amsterdam"
    quiet = Quiet("23:00", "02:30")
    first = datetime(2026, 10, 25, 0, 15, tzinfo=UTC)  # 02:15 in summer time
    second = datetime(2026, 10, 25, 1, 15, tzinfo=UTC)  # 02:15 in winter time
    assert quiet_until(quiet, zone, first) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert quiet_until(quiet, zone, second) is None


def test_quiet_hours_may_end_at_midnight() -> None:
    assert quiet_until(Quiet("20:00", "24:00"), "UTC", datetime(2026, 1, 1, 21, tzinfo=UTC)) == datetime(
        2026, 1, 2, tzinfo=UTC
    )


@given(_times, _times, st.sampled_from(ZONES), _instants)
def test_after_quiet_hours_it_is_not_quiet(begins: str, ends: str, zone: str, now: datetime) -> None:
    if begins == ends:
        return
    quiet = Quiet(begins, ends)
    over = quiet_until(quiet, zone, now)
    if over is not None:
        assert now < over <= now + timedelta(hours=26)
        assert quiet_until(quiet, zone, over) is None


def test_a_weekly_digest_comes_on_its_day() -> None:
    zone = "America/New_York"
    due = next_digest(Digest("08:00", 0), zone, local(zone, 2026, 4, 8, 12, 0))  # a Wednesday
    assert due == local(zone, 2026, 4, 13, 8, 0)


def test_a_digest_that_is_due_now_is_next_due_tomorrow() -> None:
    at = local("UTC", 2026, 4, 8, 8, 0)
    assert next_digest(Digest("08:00"), "UTC", at) == at + timedelta(days=1)


@given(_times, st.none() | st.integers(0, 6), st.sampled_from(ZONES), _instants)
def test_digests_follow_one_another_and_none_is_left_out(
    at: str, weekday: int | None, zone: str, now: datetime
) -> None:
    digest = Digest(at, weekday)
    first = next_digest(digest, zone, now)
    second = next_digest(digest, zone, first)
    period = 1 if weekday is None else 7
    assert now < first <= now + timedelta(days=period * 2, hours=2)  # Apia left out a whole day in 2011
    assert timedelta(days=period, hours=-2) <= second - first <= timedelta(days=period * 2, hours=2)
    if weekday is not None:
        assert first.astimezone(ZoneInfo(zone)).weekday() in {weekday, (weekday + 1) % 7}
