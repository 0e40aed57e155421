"""What the monitor has to say about itself, as matters for the operator's own channel. Not when: its caller knows that.

Each is said once when it begins and once when it is over (DESIGN.md, rule 11).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from monitor.alerts.names import one_line
from monitor.model.message import Delivery, Matter, MatterKind
from monitor.model.place import Outbreak
from monitor.model.words import Problem

_MEANING = {
    Problem.CHALLENGE: "a page that checks for robots came instead of the content",
    Problem.LAYOUT: "the parts of the page that must be there are not",
    Problem.HTTP: "the server answers with an error",
    Problem.NETWORK: "the server cannot be reached",
    Problem.TOO_LARGE: "the answer is larger than allowed",
    Problem.UNREADABLE: "the answer cannot be read as what it says it is",
    Problem.IMPLAUSIBLE: "the page was read, but shows fewer or more items than can be",
}


def _notice(
    now: datetime,
    what: str,
    title: str,
    summary: str,
    *,
    details: Sequence[str] = (),
    more: Sequence[str] = (),
    url: str = "",
) -> Matter:
    return Matter(
        kind=MatterKind.OPERATOR,
        at=now,
        title=one_line(title),
        summary=summary,
        url=url,
        facts={"notice": what, "details": [one_line(detail) for detail in details], "more": list(more)},
    )


def _span(length: timedelta) -> str:
    minutes = int(length.total_seconds()) // 60
    if minutes < 120:
        return f"{minutes} min"
    return f"{minutes // 60} h" if minutes < 2880 else f"{minutes // 1440} days"


def _size(count: int) -> str:
    return f"{count / 2**30:.1f} GB" if count >= 2**30 else f"{count / 2**20:.0f} MB"


def source_in_trouble(outbreak: Outbreak, now: datetime) -> Matter:
    """An outbreak of trouble has begun; nothing that was held is changed by it."""
    return _notice(
        now,
        "trouble",
        f"{outbreak.source}: {outbreak.problem.value}",
        f"{_MEANING[outbreak.problem].capitalize()}. The register is unchanged; polling goes on.",
        details=(outbreak.detail,),
        more=(f"sanctions-monitor sources test {outbreak.source}",),
        url=outbreak.url,
    )


def source_recovered(outbreak: Outbreak, now: datetime) -> Matter:
    """The target of an outbreak was read whole again."""
    return _notice(
        now,
        "recovered",
        f"{outbreak.source}: {outbreak.problem.value} is over",
        f"Read whole again after {_span(now - outbreak.since)}.",
        url=outbreak.url,
    )


def source_late(source: str, last_success: datetime | None, expected: timedelta, now: datetime) -> Matter:
    """A source was not read for longer than it should have been."""
    seen = f"Last read {_span(now - last_success)} ago" if last_success is not None else "Never read so far"
    return _notice(
        now,
        "late",
        f"{source}: late",
        f"{seen}; expected every {_span(expected)}.",
        more=("sanctions-monitor sources",),
    )


def source_on_time(source: str, now: datetime) -> Matter:
    """A late source was read again."""
    return _notice(now, "recovered", f"{source}: no longer late", "Read again.")


def source_silent(source: str, since: datetime, longest: timedelta, now: datetime) -> Matter:
    """A source is read well but has shown nothing new for longer than it ever did."""
    return _notice(
        now,
        "silent",
        f"{source}: silent",
        f"Nothing new for {_span(now - since)}; its longest silence was {_span(longest)}. It may have moved.",
    )


def source_speaks(source: str, now: datetime) -> Matter:
    """A silent source has shown something new."""
    return _notice(now, "recovered", f"{source}: no longer silent", "It shows something new.")


def source_moved(source: str, url: str, home: str, now: datetime) -> Matter:
    """A source's address redirects for good; it is asked at the old one until the configuration is changed."""
    return _notice(
        now,
        "moved",
        f"{source}: moved",
        "Its address redirects for good, and is followed. Put the new one into the configuration.",
        details=(f"from {url}", f"to {home}"),
        url=home,
    )


def delivery_dead(delivery: Delivery, subject: str, now: datetime) -> Matter:
    """A delivery was given up. Not to be made for a delivery to the operator's own channel: that would go round."""
    return _notice(
        now,
        "dead",
        f"{delivery.channel}: delivery given up",
        f"Alert {delivery.alert} was not delivered after {delivery.attempts} attempts.",
        details=(subject, delivery.error),
        more=(f"sanctions-monitor alerts show {delivery.alert}", f"sanctions-monitor alerts retry {delivery.alert}"),
    )


def channel_recovered(channel: str, now: datetime) -> Matter:
    """A channel that had lost a delivery takes messages again."""
    return _notice(now, "recovered", f"{channel}: delivers again", "Messages are accepted again.")


def disk_low(path: str, free: int, now: datetime) -> Matter:
    """`free` bytes are left: polling stops, delivering goes on."""
    return _notice(
        now,
        "disk",
        "disk almost full",
        f"{_size(free)} free. Polling has stopped; delivering goes on.",
        details=(path,),
    )


def disk_well(path: str, free: int, now: datetime) -> Matter:
    """There is room again and polling goes on."""
    return _notice(now, "recovered", "disk has room again", f"{_size(free)} free. Polling goes on.", details=(path,))


def clock_jumped(by: timedelta, now: datetime) -> Matter:
    """The wall clock moved by more than time passed; negative: back."""
    way = "forward" if by > timedelta() else "back"
    return _notice(
        now,
        "clock",
        f"clock jumped {way}",
        f"The wall clock moved {_span(abs(by))} {way}. Times around it are doubtful.",
    )


def damaged(what: str, detail: str, now: datetime) -> Matter:
    """The archive or the journal does not fit: `what` is `archive` or `journal`."""
    return _notice(
        now,
        "damaged",
        f"{what} damaged",
        f"The {what} does not hold what it should.",
        details=(detail,),
        more=("sanctions-monitor verify",),
    )


def intact(what: str, now: datetime) -> Matter:
    """A damaged archive or journal verifies again."""
    return _notice(now, "recovered", f"{what} verifies again", f"The {what} holds what it should.")


def heartbeat(
    now: datetime,
    *,
    polls: int,
    changes: int,
    troubles: Sequence[str],
    undelivered: int,
    journal_head: str,
    since: datetime,
) -> Matter:
    """Proof that it looked. The journal's head stands here so that it is anchored outside (DESIGN.md, rule 7)."""
    trouble = f"{len(troubles)} in trouble" if troubles else "nothing in trouble"
    waiting = f", {undelivered} messages waiting" if undelivered else ""
    return _notice(
        now,
        "heartbeat",
        f"{polls} polls, {changes} changes, {trouble}",
        f"{polls} polls since {since:%Y-%m-%d %H:%M} UTC, {changes} changes, {trouble}{waiting}; journal head {journal_head}.",
        details=troubles,
        more=("sanctions-monitor status",),
    )
