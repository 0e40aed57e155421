"""When an address is asked again: intervals, cron, hours of haste, backoff, looks back. Pure: `now` is an argument.

All instants are aware and UTC; hours, days and cron expressions are read in the source's own zone, whatever its clocks
do on that day. How a host spreads what is due is politeness (fetch/politeness.py), not schedule.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from apscheduler.triggers.cron import CronTrigger

from monitor.model.place import Health, Part, Rush, Source, Target
from monitor.model.wording import DAYS

_DAYS = (1, 2, 3, 4, 5, 6, 7, 14, 21, 30)
# Ages of a detail at its looks back. What is put right without a word is mostly put right in the first days.
LOOKS = (timedelta(hours=1), timedelta(hours=6), *(timedelta(days=days) for days in _DAYS))
_HOUR = timedelta(hours=1)
_JITTER = 0.05  # of an interval, and only ever to shorten it
_FIRST_RETRY = timedelta(seconds=30)  # for what a new row leads to: a license may follow its page by a minute
_TRIES = 10  # over hours: a press release or an article that fails so often is let go, and a look back waits for the next one
_LATE_POLLS = 3
_RHYTHM_KNOWN = timedelta(days=30)
_SHORT_SILENCE = timedelta(days=2)
_CHANGE = timedelta(hours=3)  # no clock is set by more


def check_cron(text: str) -> None:
    """Raises ValueError where `text` is no crontab expression (minute, hour, day, month, weekday), or never comes."""
    _next_fire(text, "UTC", datetime(2000, 1, 1, tzinfo=UTC))


def next_due(source: Source, target: Target, now: datetime, *, retry_after: timedelta | None = None) -> datetime | None:
    """When this target is to be asked next; None where there is nothing more to do with it.

    `now` is when the poll began: a slow answer does not slow the rhythm, and what once waited for its turn at a busy
    host does not come back to the same crowd. `target` is as the poll has left it: `looks` and `failures` count it.
    `retry_after` is what the host asked for; it is kept within the bound of the source's backoff. An entrance that was
    never asked is due at once; it always has a next time.
    """
    if target.part is Part.ENTRANCE:
        return _entrance(source, target, now, retry_after)
    if target.failures == 0:
        if target.looks == 0:
            return target.due if target.due is not None else now
        return next_look(target.added, now) if target.again else None
    if target.failures >= _TRIES and (target.looks > 0 or not target.part.needed):
        return next_look(target.added, now) if target.again else None
    wait = min(_FIRST_RETRY * (1 << min(target.failures - 1, 16)), backoff_bound(source, now))
    return now + max(wait, _within(retry_after, backoff_bound(source, now)))


def next_look(first: datetime, now: datetime) -> datetime | None:
    """When a page first seen at `first` is looked at again: see `LOOKS`; then None."""
    ages = (first + age for age in LOOKS)
    return next((at for at in ages if at > now), None)


def asks_afresh(target: Target, now: datetime) -> bool:
    """True at one look a day: the whole answer is asked for, whatever validators are held.

    A server that says 304 for ever, or hands out a validator for good, is found out by that. Which look it is depends
    on the address, so that not all of them are at midnight.
    """
    return target.read_at is not None and _day_of(target.url, target.read_at) != _day_of(target.url, now)


def interval(source: Source, now: datetime) -> timedelta:
    """The time from `now` to the poll that follows one at `now`, without jitter or backoff."""
    return _nominal(source, now) - now


def backoff_bound(source: Source, now: datetime) -> timedelta:
    """The longest that trouble delays a source: max(`every`, min(4 × `every`, 1 h)) (DESIGN.md, politeness)."""
    every = source.every if source.every is not None else interval(source, now)
    return max(every, min(4 * every, _HOUR))


def is_late(source: Source, health: Health, now: datetime) -> bool:
    """True where the source has given no good answer for longer than several of its polls take, backoff included."""
    last = health.last_success or health.added
    at = last
    for _ in range(_LATE_POLLS):
        at = _nominal(source, at)
    return now > max(at, last + 2 * backoff_bound(source, last))


def is_silent(health: Health, now: datetime) -> bool:
    """True where a source has said nothing new for half as long again as it ever was silent, and for two days.

    Its rhythm has to be known for that: from a month between its baseline and its last change.
    """
    if health.baseline_at is None or health.last_change is None or health.longest_silence is None:
        return False
    known = health.last_change - health.baseline_at >= _RHYTHM_KNOWN
    return known and now - health.last_change > max(health.longest_silence * 1.5, _SHORT_SILENCE)


def _day_of(url: str, at: datetime) -> int:
    """The number of a day that begins at an hour of the address's own."""
    shift = int.from_bytes(hashlib.blake2b(url.encode("utf-8", "replace"), digest_size=4).digest()) % 86_400
    return (int(at.timestamp()) + shift) // 86_400


def _entrance(source: Source, target: Target, now: datetime, retry_after: timedelta | None) -> datetime:
    if target.looks == 0 and target.failures == 0:
        return target.due if target.due is not None else now
    bound = backoff_bound(source, now)
    due = _backed_off(source, target.failures, now, bound) if target.failures else _jittered(source, now)
    return max(due, now + _within(retry_after, bound))


def _backed_off(source: Source, failures: int, now: datetime, bound: timedelta) -> datetime:
    """The usual rhythm twice, for one failure is an accident; then doubled with each, up to the bound."""
    nominal = _nominal(source, now)
    if source.cron is not None:
        return nominal
    return now + max(min((nominal - now) * (1 << min(max(failures - 2, 0), 16)), bound), timedelta(seconds=1))


def _within(wait: timedelta | None, bound: timedelta) -> timedelta:
    return max(timedelta(), min(wait, bound)) if wait is not None else timedelta()


def _jittered(source: Source, at: datetime) -> datetime:
    """The poll after `at`, up to 5 % early, so that sources with one rhythm drift apart. The same in every run.

    Never late: `every` is what was promised. The hour that a cron expression names is kept to the minute.
    """
    due = _nominal(source, at)
    if source.cron is not None:
        return due
    seed = hashlib.blake2b(f"{source.id} {at.isoformat()}".encode(), digest_size=4).digest()
    return due - (due - at) * (_JITTER * int.from_bytes(seed, "big") / 2**32)


def _nominal(source: Source, at: datetime) -> datetime:
    """The poll after one at `at`, as configured."""
    if source.cron is not None:
        return _next_fire(source.cron, source.tz, at)
    assert source.every is not None, "settings require every or cron"
    due = at + source.every
    if source.rush is None:
        return due
    if _in_rush(source.rush, source.tz, at):
        return min(due, at + source.rush.every)
    opening = _next_opening(source.rush, source.tz, at)
    return min(due, opening) if opening is not None else due


def _windows(rush: Rush, tz: str, around: datetime) -> list[tuple[datetime, datetime]]:
    """The rush hours that open from the day before to eight days after a moment, in UTC."""
    zone = ZoneInfo(tz)
    today = around.astimezone(zone).date()
    days = (today + timedelta(days=n) for n in range(-1, 9))
    overnight = _minutes(rush.closes) <= _minutes(rush.opens)
    return [
        (_moment(zone, day, rush.opens), _moment(zone, day + timedelta(days=1) if overnight else day, rush.closes))
        for day in days
        if day.weekday() in rush.days
    ]


def _in_rush(rush: Rush, tz: str, at: datetime) -> bool:
    return any(opens <= at < closes for opens, closes in _windows(rush, tz, at))


def _next_opening(rush: Rush, tz: str, at: datetime) -> datetime | None:
    return next((opens for opens, _ in _windows(rush, tz, at) if opens > at), None)


def _minutes(text: str) -> int:
    hours, _, minutes = text.partition(":")
    return int(hours) * 60 + int(minutes)


def _moment(zone: ZoneInfo, day: date, text: str) -> datetime:
    hours, minutes = divmod(_minutes(text), 60)
    local = datetime.combine(day + timedelta(days=hours // 24), time(hours % 24, minutes), tzinfo=zone)
    return local.astimezone(UTC)


@lru_cache(maxsize=256)
def _triggers(text: str) -> tuple[CronTrigger, ...]:
    fields = text.lower().split()
    if len(fields) != 5:
        raise ValueError("a crontab expression has five fields: minute, hour, day, month, weekday")
    minute, hour, day, month, weekday = fields
    # Where both are given, a crontab means either of them; APScheduler would mean both at once.
    either = [(day, "*"), ("*", weekday)] if day != "*" and weekday != "*" else [(day, weekday)]
    try:
        return tuple(
            CronTrigger(minute=minute, hour=hour, day=d, month=month, day_of_week=_weekdays(w), timezone=UTC)
            for d, w in either
        )
    except ValueError as error:
        raise ValueError(f"{text!r} is no crontab expression: {error}") from None


def _weekdays(text: str) -> str:
    """The weekdays as names: in a crontab 0 and 7 are Sunday, while APScheduler 3 counts from Monday."""
    if text == "*":
        return text
    days: set[int] = set()  # 0 for Sunday
    for part in text.split(","):
        span, _, step = part.partition("/")
        first, dash, last = span.partition("-")
        begin = 0 if span == "*" else _weekday(first)
        end = 6 if span == "*" else _weekday(last) if dash else begin
        days.update(day % 7 for day in range(begin, end + 1 if end >= begin else end + 8, _step(step)))
    return ",".join(DAYS[day - 1] for day in sorted(days))


def _weekday(text: str) -> int:
    if text in DAYS:
        return (DAYS.index(text) + 1) % 7
    if text.isascii() and text.isdigit() and int(text) <= 7:
        return int(text)
    raise ValueError(f"{text!r} is no weekday; write mon-fri or 1-5")


def _step(text: str) -> int:
    if not text:
        return 1
    if text.isascii() and text.isdigit() and int(text) > 0:
        return int(text)
    raise ValueError(f"{text!r} is no step")


def _next_fire(text: str, tz: str, at: datetime) -> datetime:
    """The first instant after `at` at which the zone's clocks show a time of the expression.

    The trigger runs on bare clock faces, and the zone's rules come in here: APScheduler 3 repeats or leaps instants
    where clocks change. A face that comes twice fires twice, one that is leapt over fires when it would have come.
    """
    zone = ZoneInfo(tz)
    now = at.astimezone(zone).replace(tzinfo=UTC)
    changing = (at - _CHANGE).astimezone(zone).utcoffset() != (at + _CHANGE).astimezone(zone).utcoffset()
    face, until = (now - _CHANGE, now + _CHANGE) if changing else (now, now)
    later: list[datetime] = []
    while not later or face < until:
        fires = [fire for trigger in _triggers(text) if (fire := _fire(trigger, face)) is not None]
        if not fires:
            raise ValueError(f"{text!r} names a day that never comes")
        face = min(fires)
        later += [instant for instant in _instants(face, zone) if instant > at]
    return min(later)


def _fire(trigger: CronTrigger, after: datetime) -> datetime | None:
    fire: datetime | None = trigger.get_next_fire_time(None, after + timedelta(microseconds=1))
    return fire


def _instants(face: datetime, zone: ZoneInfo) -> tuple[datetime, ...]:
    """The instants at which the clocks of a zone show a face: two where they are set back; where they leap, when it would be."""
    bare = face.replace(tzinfo=None)
    found = tuple(bare.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    shown = tuple(instant for instant in found if instant.astimezone(zone).replace(tzinfo=None) == bare)
    return shown or found[:1]
