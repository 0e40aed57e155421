from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.model.place import Health, Part, Rush, Source, Target
from monitor.model.wording import parse_days, parse_hours, parse_interval
from monitor.model.words import Role
from monitor.schedule import (
    LOOKS,
    asks_afresh,
    backoff_bound,
    check_cron,
    interval,
    is_late,
    is_silent,
    next_due,
    next_look,
)

NOW = datetime(2026, 3, 3, 12, tzinfo=UTC)  # a Tuesday
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
EASTERN = "America/New_York"
OFFICE = Rush(3 * MINUTE, "08:00", "18:30", frozenset(range(5)))


MOMENTS = st.integers(0, 2 * 365 * 24 * 60).map(lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + minutes * MINUTE)


def source(every: timedelta | None = 10 * MINUTE, **more: object) -> Source:
    return Source(id="s", kind="page", url="https://a.example/", role=Role.OFFICIAL, every=every, **more)  # type: ignore[arg-type]


def target(part: Part = Part.ENTRANCE, **more: object) -> Target:
    given: dict[str, object] = {"due": NOW, "added": NOW, "looks": 1, **more}
    return Target(source="s", url="https://a.example/", part=part, **given)  # type: ignore[arg-type]


def eastern(*when: int) -> datetime:
    return datetime(*when, tzinfo=ZoneInfo(EASTERN)).astimezone(UTC)  # type: ignore[misc,arg-type]


def due(of: Source, at: Target, now: datetime = NOW, retry_after: timedelta | None = None) -> datetime:
    found = next_due(of, at, now, retry_after=retry_after)
    assert found is not None
    return found


def test_what_was_never_asked_is_due_at_once() -> None:
    assert next_due(source(), target(looks=0, due=None), NOW) == NOW
    assert next_due(source(cron="0 0 1 1 *", every=None), target(looks=0, due=None), NOW) == NOW


@given(st.integers(1, 100_000), st.text(min_size=1), st.datetimes(timezones=st.just(UTC)))
def test_jitter_only_shortens_and_by_a_twentieth_at_most(seconds: int, name: str, at: datetime) -> None:
    every = timedelta(seconds=seconds)
    each = replace(source(every), id=name)
    if at.year > 9000:
        return
    found = due(each, target(due=at), at)
    assert at + every * 0.95 <= found <= at + every
    assert found == due(each, target(due=at), at)


def test_sources_of_one_rhythm_drift_apart() -> None:
    assert len({due(replace(source(), id=str(n)), target()) for n in range(50)}) == 50


def test_what_was_missed_while_asleep_is_not_made_up_for() -> None:
    found = due(source(), target(due=NOW - 5 * HOUR), NOW)
    assert NOW + 9.5 * MINUTE <= found <= NOW + 10 * MINUTE


@given(st.integers(1, 7 * 86400), st.integers(1, 500), st.one_of(st.none(), st.integers(0, 10**6)))
def test_trouble_never_delays_beyond_the_bound(seconds: int, failures: int, wait: int | None) -> None:
    every = timedelta(seconds=seconds)
    asked = timedelta(seconds=wait) if wait is not None else None
    found = due(source(every), target(failures=failures), NOW, asked)
    bound = max(every, min(4 * every, HOUR))
    assert NOW < found <= NOW + bound
    assert backoff_bound(source(every), NOW) == bound


def test_one_failure_is_an_accident_and_then_each_doubles_the_wait() -> None:
    waits = [due(source(), target(failures=n)) - NOW for n in range(1, 7)]
    assert waits == [10 * MINUTE, 10 * MINUTE, 20 * MINUTE, 40 * MINUTE, 40 * MINUTE, 40 * MINUTE]


def test_a_source_that_is_asked_rarely_is_not_asked_more_rarely_in_trouble() -> None:
    assert due(source(6 * HOUR), target(failures=9)) == NOW + 6 * HOUR


def test_retry_after_is_kept_within_the_bound() -> None:
    assert due(source(), target(failures=1), NOW, 25 * MINUTE) == NOW + 25 * MINUTE
    assert due(source(), target(failures=1), NOW, DAY) == NOW + 40 * MINUTE
    assert due(source(), target(failures=1), NOW, MINUTE) == NOW + 10 * MINUTE


def test_in_hours_of_haste_the_shorter_interval_holds() -> None:
    hasty = source(rush=OFFICE, tz=EASTERN)
    assert interval(hasty, eastern(2026, 3, 3, 9)) == 3 * MINUTE
    assert interval(hasty, eastern(2026, 3, 3, 19)) == 10 * MINUTE
    assert interval(hasty, eastern(2026, 3, 7, 9)) == 10 * MINUTE  # a Saturday


def test_a_long_interval_ends_when_the_haste_begins() -> None:
    slow = source(6 * HOUR, rush=OFFICE, tz=EASTERN)
    assert eastern(2026, 3, 3, 5) + interval(slow, eastern(2026, 3, 3, 5)) == eastern(2026, 3, 3, 8)
    assert eastern(2026, 3, 6, 18, 29) + interval(slow, eastern(2026, 3, 6, 18, 29)) == eastern(2026, 3, 6, 18, 32)


def test_hours_of_haste_follow_the_clocks_of_the_place() -> None:
    slow = source(DAY, rush=OFFICE, tz=EASTERN)
    winter, summer = datetime(2026, 3, 6, 5, tzinfo=UTC), datetime(2026, 3, 9, 5, tzinfo=UTC)
    assert winter + interval(slow, winter) == datetime(2026, 3, 6, 13, tzinfo=UTC)
    assert summer + interval(slow, summer) == datetime(2026, 3, 9, 12, tzinfo=UTC)


def test_hours_of_haste_may_reach_over_midnight() -> None:
    night = source(rush=Rush(MINUTE, "22:00", "07:00", frozenset({0})), tz=EASTERN)
    assert interval(night, eastern(2026, 3, 2, 23)) == MINUTE
    assert interval(night, eastern(2026, 3, 3, 6, 59)) == MINUTE
    assert interval(night, eastern(2026, 3, 3, 7)) == 10 * MINUTE
    assert interval(night, eastern(2026, 3, 3, 23)) == 10 * MINUTE


def test_haste_may_last_all_day() -> None:
    always = source(DAY, rush=Rush(HOUR, "00:00", "24:00", frozenset(range(7))))
    assert interval(always, NOW) == HOUR
    assert interval(always, NOW.replace(hour=23, minute=59)) == HOUR


@given(MOMENTS, st.sampled_from([3, 10, 300]))
def test_haste_never_slows_a_source(at: datetime, minutes: int) -> None:
    plain, hasty = source(minutes * MINUTE), source(minutes * MINUTE, rush=OFFICE, tz=EASTERN)
    assert timedelta() < interval(hasty, at) <= interval(plain, at)


def test_a_cron_expression_is_read_in_the_source_s_zone() -> None:
    cron = source(None, cron="*/5 8-18 * * mon-fri", tz=EASTERN)
    assert due(cron, target(due=eastern(2026, 3, 6, 18, 50)), eastern(2026, 3, 6, 18, 50)) == eastern(
        2026, 3, 6, 18, 55
    )
    assert due(cron, target(due=eastern(2026, 3, 6, 18, 55)), eastern(2026, 3, 6, 18, 55)) == eastern(2026, 3, 9, 8)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("0 9 * * 1-5", {0, 1, 2, 3, 4}),
        ("0 9 * * 0", {6}),
        ("0 9 * * 7", {6}),
        ("0 9 * * 5-7", {4, 5, 6}),
        ("0 9 * * fri-mon", {4, 5, 6, 0}),
        ("0 9 * * */2", {6, 1, 3, 5}),
        ("0 9 * * mon,THU", {0, 3}),
    ],
)
def test_weekdays_are_those_of_a_crontab(text: str, days: set[int]) -> None:
    cron, at, seen = source(None, cron=text), NOW, set()
    for _ in range(14):
        at = at + interval(cron, at)
        seen.add(at.weekday())
    assert seen == days


def test_a_day_and_a_weekday_mean_either_as_in_a_crontab() -> None:
    cron, at, seen = source(None, cron="0 0 13 * fri"), datetime(2026, 3, 1, tzinfo=UTC), []
    for _ in range(5):
        at = at + interval(cron, at)
        seen.append(at.date())
    assert seen == [date(2026, 3, day) for day in (6, 13, 20, 27)] + [date(2026, 4, 3)]


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from([EASTERN, "Europe/Amsterdam", "Australia/Lord_Howe", "UTC", "Asia/Kathmandu"]),
    MOMENTS,
)
def test_a_steady_cron_is_steady_through_every_change_of_the_clocks(tz: str, at: datetime) -> None:
    cron = source(None, cron="*/10 * * * *", tz=tz)
    for _ in range(30):
        step = interval(cron, at)
        assert timedelta() < step <= 10 * MINUTE
        at += step


@pytest.mark.parametrize("change", [datetime(2026, 3, 8, tzinfo=UTC), datetime(2026, 11, 1, tzinfo=UTC)])
@pytest.mark.parametrize("text", ["*/10 * * * *", "30 2 * * *", "30 1 * * *", "0 0-23/2 * * *"])
def test_no_day_passes_without_its_hour_when_the_clocks_change(change: datetime, text: str) -> None:
    cron, at, days = source(None, cron=text, tz=EASTERN), change - 2 * DAY, set()
    while at < change + 3 * DAY:
        step = interval(cron, at)
        assert timedelta() < step <= 25 * HOUR
        at += step
        days.add(at.astimezone(ZoneInfo(EASTERN)).date())
    assert {change.date(), change.date() + DAY, change.date() - DAY} <= days


@pytest.mark.parametrize(
    "text",
    ["", "* * * *", "* * * * * *", "61 * * * *", "* 24 * * *", "*/0 * * * *", "* * * * 8", "* * * * mon-foo", "x * * * *",
     "0 0 31 2 *", "* * * * 1/0", "1 2 3 4 5/x"],
)  # fmt: skip
def test_what_is_no_cron_expression_is_refused_with_a_reason(text: str) -> None:
    with pytest.raises(ValueError, match=r"crontab|never comes"):
        check_cron(text)


def test_a_cron_source_in_trouble_keeps_its_hours() -> None:
    cron = source(None, cron="0 * * * *")
    assert due(cron, target(failures=5), NOW + MINUTE) == NOW + HOUR


def test_a_detail_is_looked_at_again_ever_more_rarely_and_then_no_more() -> None:
    at, seen = NOW, []
    while (again := next_due(source(), target(Part.DETAIL, again=True), at)) is not None:
        seen.append(again - NOW)
        at = again
    assert seen == list(LOOKS)
    assert seen == [HOUR, 6 * HOUR, *(DAY * n for n in range(1, 8)), 14 * DAY, 21 * DAY, 30 * DAY]


def test_a_look_that_was_slept_through_is_made_once() -> None:
    assert next_look(NOW, NOW + 8 * DAY) == NOW + 14 * DAY


def test_what_was_read_and_needs_no_second_look_is_done() -> None:
    assert next_due(source(), target(Part.INSTRUMENT), NOW) is None
    assert next_due(source(), target(Part.PAGE), NOW) is None


def test_a_new_detail_is_due_when_it_says() -> None:
    assert next_due(source(), target(Part.DETAIL, looks=0), NOW) == NOW


def test_a_license_that_is_not_there_yet_is_asked_again_soon_and_for_ever() -> None:
    waits = [due(source(), target(Part.INSTRUMENT, looks=0, failures=n)) - NOW for n in (1, 2, 3, 4, 50)]
    assert waits == [MINUTE / 2, MINUTE, 2 * MINUTE, 4 * MINUTE, 40 * MINUTE]


def test_an_optional_link_that_stays_dead_is_let_go() -> None:
    assert next_due(source(), target(Part.PRESS, looks=0, failures=9), NOW) is not None
    assert next_due(source(), target(Part.PRESS, looks=0, failures=10), NOW) is None


def test_a_look_back_that_fails_waits_for_the_next_one_after_a_few_tries() -> None:
    gone = target(Part.DETAIL, again=True, looks=2, failures=4)
    assert due(source(), gone) == NOW + 4 * MINUTE
    assert due(source(), replace(gone, failures=10)) == NOW + HOUR
    assert next_due(source(), replace(gone, failures=10), NOW + 31 * DAY) is None


def test_a_source_is_late_after_several_of_its_own_intervals() -> None:
    seen = Health("s", added=NOW - 30 * DAY, last_success=NOW)
    assert not is_late(source(DAY), seen, NOW + 2 * DAY)
    assert is_late(source(DAY), seen, NOW + 3 * DAY + MINUTE)
    assert not is_late(source(), seen, NOW + HOUR)
    assert is_late(source(), seen, NOW + 2 * HOUR)


def test_a_weekend_makes_no_office_source_late() -> None:
    cron = source(None, cron="0 8-18 * * mon-fri", tz=EASTERN)
    friday = eastern(2026, 3, 6, 18)
    seen = Health("s", added=friday - 30 * DAY, last_success=friday)
    assert not is_late(cron, seen, eastern(2026, 3, 9, 8, 30))
    assert is_late(cron, seen, eastern(2026, 3, 12, 8))


def test_a_source_that_never_answered_is_late_from_when_it_was_added() -> None:
    assert is_late(source(), Health("s", added=NOW - DAY), NOW)


def test_a_source_is_silent_when_it_was_never_quiet_for_so_long() -> None:
    spoke = Health("s", NOW - 99 * DAY, NOW - 99 * DAY, last_change=NOW, longest_silence=10 * DAY)
    assert not is_silent(spoke, NOW + 14 * DAY)
    assert is_silent(spoke, NOW + 16 * DAY)
    assert not is_silent(replace(spoke, longest_silence=HOUR), NOW + DAY)
    assert is_silent(replace(spoke, longest_silence=HOUR), NOW + 3 * DAY)


def test_a_source_whose_rhythm_is_not_known_yet_is_never_silent() -> None:
    spoke = Health("s", NOW - 29 * DAY, NOW - 29 * DAY, last_change=NOW, longest_silence=HOUR)
    assert not is_silent(spoke, NOW + 900 * DAY)
    assert not is_silent(Health("s", NOW - 99 * DAY), NOW)


def _documented() -> list[list[str]]:
    text = (Path(__file__).resolve().parents[1] / "docs" / "fetching.md").read_text(encoding="utf-8")
    rows = text.split("| every | rush |")[1].split("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]


@pytest.mark.parametrize("row", _documented(), ids=lambda row: " ".join(row[:2]))
def test_a_schedule_costs_what_its_documentation_says(row: list[str]) -> None:
    every, haste, weekday, weekend, week = row
    rush = None
    if haste:
        each, hours, days = haste.split()
        rush = Rush(parse_interval(each), *parse_hours(hours), parse_days(days))
    priced = source(parse_interval(every), rush=rush, tz=EASTERN)
    at = begin = eastern(2026, 2, 2, 0)  # a Monday, in a week without a change of the clocks
    polls: Counter[int] = Counter()
    while at < begin + 7 * DAY:
        polls[at.astimezone(ZoneInfo(EASTERN)).weekday()] += 1
        at += interval(priced, at)
    assert [polls[1], polls[5], polls.total()] == [int(weekday), int(weekend), int(week)]


def test_an_address_is_asked_afresh_once_a_day_at_an_hour_of_its_own() -> None:
    days = []
    for number in range(20):
        place = replace(target(), url=f"https://a.example/{number}", read_at=None)
        assert not asks_afresh(place, NOW)  # there is nothing to be asked afresh yet
        looks = [NOW + n * 10 * MINUTE for n in range(3 * 144)]
        days.append([b for a, b in pairwise(looks) if asks_afresh(replace(place, read_at=a), b)])
    assert {len(fresh) for fresh in days} == {3}
    assert all(later - earlier == DAY for fresh in days for earlier, later in pairwise(fresh))
    assert len({fresh[0] for fresh in days}) > 10
    assert asks_afresh(replace(target(), read_at=NOW), NOW + DAY)
