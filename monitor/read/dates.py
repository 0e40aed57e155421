"""Dates and times as pages and feeds write them, in English. Not the dates inside a legal text."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime

_MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ],
        start=1,
    )
    for name in names.split()
}
_NAMED = re.compile(r"\b([A-Z][a-z]{2,8})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+((?:19|20)\d\d)\b")
_DAY_FIRST = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\s+([A-Z][a-z]{2,8})\.?,?\s+((?:19|20)\d\d)\b")
_SLASHED = re.compile(r"\b(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)\b")
_ISO = re.compile(r"\b((?:19|20)\d\d)-(\d\d)-(\d\d)")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)")
_LONGEST = 80
_ZONE_NAMES = {
    "Z": "+0000",
    "EST": "-0500",
    "EDT": "-0400",
    "CET": "+0100",
    "CEST": "+0200",
    "BST": "+0100",
    "IST": "+0530",
}
# What nearly all feeds write; the library that reads everything takes six times as long.
_USUAL_822 = re.compile(
    r"(?:[A-Z][a-z]{2}, )?(\d\d?) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (\d{4}) (\d\d):(\d\d):(\d\d) "
    r"(?:GMT|([+-])(\d\d)(\d\d))"
)
_HALF_DAY = re.compile(r"\b(0?\d|1[0-2]):(\d\d(?::\d\d)?) ?([ap])\.?m\b\.?", re.IGNORECASE)
_DOTTED = re.compile(r"^(\d\d)\.(\d\d)\.((?:19|20)\d\d)\b")  # day first wherever dots part the numbers
_YEAR_FIRST = re.compile(r"^((?:19|20)\d\d)/(\d\d)/(\d\d)\b")
_DASHED = re.compile(r"\b(\d{1,2})-([A-Z][a-z]{2,8})-((?:19|20)\d\d)\b")
_OFFSET = re.compile(r"(?<=:\d\d) ?([+-]\d\d):(\d\d)$")
_LOOSE_ISO = re.compile(
    r"^(\d{4})-(\d\d?)-(\d\d?)[T ](\d\d?):(\d\d)(?::(\d\d))?(?:[.,]\d+)?\s*(Z|[+-]\d\d:?\d\d|(?![AP]M)[A-Z]{2,4})?$"
)


def day(text: str) -> date | None:
    """The first day named in a text: `04/07/2022` (month first), `April 7, 2022`, `7 April 2022`, `2022-04-07`."""
    found: list[tuple[int, date]] = []
    for pattern, order in ((_NAMED, "mdy"), (_DAY_FIRST, "dmy"), (_SLASHED, "mdy"), (_ISO, "ymd")):
        for match in pattern.finditer(text):
            if (value := _date(dict(zip(order, match.groups(), strict=True)))) is not None:
                found.append((match.start(), value))
                break
    return min(found)[1] if found else None


def day_in_address(url: str) -> date | None:
    """The day that an address carries as eight digits: `/recent-actions/20220407_33`."""
    match = _COMPACT.search(url)
    return _date({"y": match[1], "m": match[2], "d": match[3]}) if match else None


def moment(text: str, zone: tzinfo = UTC) -> datetime | None:
    """A feed's time stamp as UTC (RFC 822, RFC 3339 and their usual misspellings); `zone` where it names none."""
    text = " ".join(text.split())
    if not text or len(text) > _LONGEST:
        return None
    value = _iso(text) or _usual_822(text)
    if value is None:
        text = _as_usual(text)
        value = _iso(text) or _rfc822(text)
    if value is None:
        return None
    # Before the first feed, and in the next century, it is a slip.
    if not 1980 <= value.year < 2100:
        return None
    return (value if value.tzinfo else value.replace(tzinfo=zone)).astimezone(UTC)


def _date(parts: dict[str, str]) -> date | None:
    month = _MONTHS.get(parts["m"].lower()) if parts["m"][0].isalpha() else int(parts["m"])
    try:
        return date(int(parts["y"]), month or 0, int(parts["d"]))
    except ValueError:
        return None


def _iso(text: str) -> datetime | None:
    if not text[:4].isdigit():
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        match = _LOOSE_ISO.match(text)
    if match is None:
        return None
    year, month, day_, hour, minute, second, zone = match.groups()
    try:
        value = datetime.fromisoformat(f"{year}-{month:0>2}-{day_:0>2}T{hour:0>2}:{minute}:{second or '00'}")
    except ValueError:
        return None
    offset = _ZONE_NAMES.get(zone, "+0000" if zone and zone.isalpha() else zone) if zone else None
    return datetime.strptime(f"{value:%Y%m%d%H%M%S}{offset}", "%Y%m%d%H%M%S%z") if offset else value


def _as_usual(text: str) -> str:
    """An odd time stamp in one of the usual forms: hours of half a day counted on, the year first, a zone without colon."""
    text = _HALF_DAY.sub(lambda half: f"{int(half[1]) % 12 + 12 * (half[3] in 'pP'):02d}:{half[2]}", text)
    text = _DOTTED.sub(r"\3-\2-\1", text)
    text = _YEAR_FIRST.sub(r"\1-\2-\3", text)
    text = _DASHED.sub(r"\1 \2 \3", text)
    return _OFFSET.sub(r" \1\2", text)


def _rfc822(text: str) -> datetime | None:
    head, _, last = text.rpartition(" ")
    if last in _ZONE_NAMES:
        text = f"{head} {_ZONE_NAMES[last]}"
    try:
        value = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        named = day(text)
        return datetime(named.year, named.month, named.day) if named else None  # noqa: DTZ001 - the caller knows the zone
    # "-0000" is "UTC, zone unknown" (RFC 5322, 3.3).
    return value.replace(tzinfo=UTC) if value.tzinfo is None and text.endswith("-0000") else value


def _usual_822(text: str) -> datetime | None:
    match = _USUAL_822.fullmatch(text)
    if match is None:
        return None
    day_, month, year, hour, minute, second, sign, hours, minutes = match.groups()
    try:
        offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0)) * (-1 if sign == "-" else 1)
        zone = timezone(offset) if offset else UTC
        return datetime(int(year), _MONTHS[month.lower()], int(day_), int(hour), int(minute), int(second), tzinfo=zone)
    except ValueError:
        return None
