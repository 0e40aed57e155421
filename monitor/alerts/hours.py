"""When a message may go: quiet hours and digests in the reader's zone, over changes of the clock. Not whether it is wanted."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from monitor.model.message import Digest, Quiet

_DAY = timedelta(days=1)


def _instant(day: date, at: str, zone: ZoneInfo) -> datetime:
    """The UTC instant of "HH:MM" on a local day; "24:00" is the next midnight.

    A time that the spring change skips comes as much later as the clock jumps; of a time that the autumn change
    repeats, the first is meant (PEP 495, fold=0).
    """
    hour, minute = (int(part) for part in at.split(":"))
    if hour == 24:
        day, hour = day + _DAY, 0
    return datetime.combine(day, time(hour, minute), zone).astimezone(UTC)


def quiet_until(quiet: Quiet | None, tz: str, now: datetime) -> datetime | None:
    """The UTC instant at which the quiet hours that `now` lies in end; None outside of them.

    `tz` is the reader's zone. The hours are taken as instants, so a repeated hour in autumn is not quiet twice.
    """
    if quiet is None:
        return None
    zone = ZoneInfo(tz)
    today = now.astimezone(zone).date()
    overnight = quiet.ends < quiet.begins
    for day in (today - _DAY, today):
        begins = _instant(day, quiet.begins, zone)
        ends = _instant(day + _DAY if overnight else day, quiet.ends, zone)
        if begins <= now < ends:
            return ends
    return None


def next_digest(digest: Digest, tz: str, after: datetime) -> datetime:
    """The first UTC instant later than `after` at which the digest is due in the reader's zone."""
    zone = ZoneInfo(tz)
    first = after.astimezone(zone).date() - _DAY
    for step in range(10):
        day = first + step * _DAY
        due = _instant(day, digest.at, zone)
        if due > after and digest.weekday in {None, day.weekday()}:
            return due
    raise AssertionError("every weekday comes within ten days")
