"""The short forms in which people write durations, hours, days and digests. Not which of them applies when."""

from __future__ import annotations

import re
from datetime import timedelta

from monitor.model.message import Digest

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_LONGEST = timedelta(days=36_525)  # a hundred years: what is longer leads beyond the calendar
_TIME = re.compile(r"([01]\d|2[0-4]):([0-5]\d)")


def parse_interval(text: str) -> timedelta:
    """A duration such as `10m`, `90d`, `1h30m`. Raises ValueError."""
    parts = re.findall(r"(\d{1,6})([smhdw])", text)
    if not parts or "".join(n + u for n, u in parts) != text.strip():
        raise ValueError("a duration is written as 30s, 10m, 6h, 90d or 1h30m")
    total = sum((timedelta(**{_UNITS[unit]: int(number)}) for number, unit in parts), timedelta())
    if total <= timedelta():
        raise ValueError("a duration is longer than nothing")
    if total > _LONGEST:
        raise ValueError("a duration is at most a hundred years")
    return total


def parse_time(text: str) -> str:
    """A time of day, "HH:MM", also "24:00". Raises ValueError."""
    found = _TIME.fullmatch(text.strip())
    if not found or (found[1] == "24" and found[2] != "00"):
        raise ValueError("a time of day is written as 08:00")
    return text.strip()


def parse_hours(text: str) -> tuple[str, str]:
    """Two times of day such as `22:00-07:00`; the second may lie on the next day. Raises ValueError."""
    begins, dash, ends = text.partition("-")
    if not dash:
        raise ValueError("hours are written as 08:00-18:30")
    begins, ends = parse_time(begins), parse_time(ends)
    if begins == ends:
        raise ValueError("the two times are the same")
    return begins, ends


def parse_days(text: str) -> frozenset[int]:
    """Days such as `mon-fri` or `sat,sun`, as numbers with 0 for Monday. Raises ValueError."""
    days: set[int] = set()
    for part in text.lower().split(","):
        first, dash, last = (piece.strip() for piece in part.partition("-"))
        if first not in DAYS or (dash and last not in DAYS):
            raise ValueError("days are written as mon-fri or sat,sun")
        begin, end = DAYS.index(first), DAYS.index(last if dash else first)
        days.update(range(begin, end + 1) if begin <= end else [*range(begin, 7), *range(end + 1)])
    return frozenset(days)


def parse_digest(text: str) -> Digest:
    """When a digest is due: `daily 08:00` or `weekly mon 08:00`. Raises ValueError."""
    match text.lower().split():
        case ["daily", time]:
            return Digest(parse_time(time))
        case ["weekly", day, time] if day in DAYS:
            return Digest(parse_time(time), DAYS.index(day))
        case _:
            raise ValueError("a digest is written as `daily 08:00` or `weekly mon 08:00`")
