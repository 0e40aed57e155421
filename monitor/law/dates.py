"""The one parser of English legal dates and moments; not the question which of them begins or ends a measure.

A legal day is a local date. A moment ("12:01 a.m. eastern daylight time, May 5, 2026") becomes an instant through the
zone's own calendar on that day, whatever abbreviation the text gives.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

EASTERN = ZoneInfo("America/New_York")
LONDON = ZoneInfo("Europe/London")

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        1,
    )
    for name in names
}
_MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
# One pattern for every way of writing a day; groups are read by `_day`.
DAY = (
    rf"(?:{_MONTH}\s{{1,8}}\d{{1,2}}(?:st|nd|rd|th)?\s{{0,8}},?\s{{0,8}}\d{{4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s{{1,8}}(?:of\s{{1,8}})?{_MONTH},?\s{{1,8}}\d{{4}}"
    r"|\d{4}-\d{2}-\d{2}"
    r"|\d{1,2}/\d{1,2}/\d{4})"
)
_PARTS = re.compile(r"[A-Za-z]+|\d+")

CLOCK = r"(?:\d{1,2}:\d{2}\s{0,4}(?:[ap]\.?\s?m\.?|hours)?|\d{1,2}\s{0,4}[ap]\.?\s?m\.?|midnight|noon)"
ZONE = r"(?:\(?(?:(?:u\.?s\.?\s)?eastern(?:\s(?:daylight|standard))?(?:\s(?:savings?\s)?time)?|e\.?[sd]?\.?t\.?|[bg]\.?[sm]\.?t\.?|(?:local|london|british summer|greenwich mean)\stime|washington,?\sd\.?c\.?\stime)\)?)"
# A day is found by its year, which is rare, and read backwards from there: ten times as fast as trying every letter.
_YEAR = re.compile(r"(?<![\w.])(?:\d{1,2}/\d{1,2}/)?\d{4}(?:-\d{2}-\d{2})?(?![\w/])")
_DAY_BEFORE = 34  # characters of the longest day, before its year
_CLOCK_BEFORE = 70
_DAY_AT_END = re.compile(rf"(?<![\w/.]){DAY}$", re.IGNORECASE)
_CLOCK_AT_END = re.compile(
    rf"(?<![\w:])(?P<clock>{CLOCK})(?:,?\s{{1,4}}{ZONE})?,?\s{{1,4}}(?:on\s{{1,4}})?$", re.IGNORECASE
)
_CLOCK_AFTER = re.compile(rf",?\s{{1,4}}at\s{{1,4}}(?P<clock>{CLOCK})(?![\w:])", re.IGNORECASE)
_CLOCK = re.compile(r"(\d{1,2})(?::(\d{2}))?\s*([ap])?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Moment:
    """A day that a text names, with the time of day if it names one; `start` and `end` are offsets in that text."""

    day: date
    clock: time | None
    start: int
    end: int

    def instant(self, zone: ZoneInfo = EASTERN) -> datetime:
        """The moment in UTC; the beginning of the day where no time of day is named."""
        return datetime.combine(self.day, self.clock or time(), zone).astimezone(UTC)

    def instant_after(self, zone: ZoneInfo = EASTERN) -> datetime:
        """The moment in UTC; the end of the day, as midnight, where no time of day is named."""
        day = self.day if self.clock is not None or self.day == date.max else self.day + timedelta(days=1)
        return datetime.combine(day, self.clock or time(), zone).astimezone(UTC)


def moments(text: str) -> list[Moment]:
    """Every day that the text names, in order, with the time of day that stands before it or after it. Impossible days are left out."""
    found = []
    for year in _YEAR.finditer(text):
        match = _DAY_AT_END.search(text[max(0, year.end() - _DAY_BEFORE) : year.end()])
        day = _day(match[0]) if match is not None else None
        if match is None or day is None:
            continue
        start = year.end() - len(match[0])
        clock = _CLOCK_AT_END.search(text[max(0, start - _CLOCK_BEFORE) : start])
        begin = start - len(clock[0]) if clock is not None else start
        named = clock or _CLOCK_AFTER.match(text, year.end(), year.end() + _CLOCK_BEFORE)
        found.append(Moment(day, _clock(named["clock"]) if named is not None else None, begin, year.end()))
    return found


def first_day(text: str) -> date | None:
    """The first possible day that the text names."""
    return next((moment.day for moment in moments(text)), None)


def _day(words: str) -> date | None:
    parts = _PARTS.findall(words)
    numbers = [int(part) for part in parts if part.isdigit()]
    month = next((_MONTHS[p.lower()] for p in parts if p.lower() in _MONTHS), None)
    if month is not None:
        day, year = numbers[0], numbers[-1]
    elif numbers[0] > 31:
        year, month, day = numbers
    else:
        month, day, year = numbers
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _clock(words: str | None) -> time | None:
    if not words:
        return None
    if words.lower() in {"midnight", "noon"}:
        return time(12) if words.lower() == "noon" else time()
    match = _CLOCK.match(words)
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3]:
        hour = hour % 12 + (12 if match[3].lower() == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None
