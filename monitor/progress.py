"""Whether polls and deliveries really make progress: a judgment over facts, which decides if the watchdog is fed. Pure.

A wall clock that jumps makes things look old for as long as they are under way; that costs one feeding, not a restart,
for the service manager's patience is longer than any exchange.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Limits:
    """How long each thing may take before it counts as stuck."""

    turn: timedelta  # between two turns of the loop that starts what is due
    poll: timedelta  # of a poll under way, where no other poll ended meanwhile
    longest_poll: timedelta  # of any poll, whatever others do
    start: timedelta  # from when a poll or a delivery could begin until it does
    delivery: timedelta  # of one attempt to deliver


def limits(exchange: timedelta, attempt: timedelta) -> Limits:
    """The limits that fit the settings: `exchange` bounds one fetch, `attempt` one try to deliver."""
    return Limits(
        turn=timedelta(seconds=60),
        poll=exchange + timedelta(seconds=60),  # reading has its own bound of 20 s, the database one of 15 s
        longest_poll=exchange + timedelta(minutes=10),  # one PDF is read at a time, and others may be before it
        start=timedelta(minutes=2),
        delivery=attempt + timedelta(seconds=60),
    )


@dataclass(frozen=True, slots=True)
class Facts:
    """What is to be seen at one moment. All times are UTC."""

    now: datetime
    turned: datetime  # when the loop last got all the way round
    poll_ended: datetime  # when a poll last ended; at first, when the daemon began
    polls: tuple[datetime, ...] = ()  # when each poll under way began
    poll_ready: datetime | None = None  # since when a poll that nothing holds back waits to be begun
    sending: tuple[datetime, ...] = ()  # when each attempt under way began
    delivery_ready: datetime | None = None  # since when a delivery that nothing holds back waits to be begun


def stuck(facts: Facts, limits: Limits) -> str | None:
    """What does not get on, in words; None where everything does."""
    now = facts.now
    if now - facts.turned > limits.turn:
        return f"the loop has not come round for {_seconds(now - facts.turned)}"
    oldest = min(facts.polls, default=now)
    if now - oldest > limits.longest_poll:
        return f"a poll has been under way for {_seconds(now - oldest)}"
    if now - max(oldest, facts.poll_ended) > limits.poll and facts.polls:
        return f"no poll has ended for {_seconds(now - max(oldest, facts.poll_ended))}"
    if facts.poll_ready is not None and now - max(facts.poll_ready, facts.poll_ended) > limits.start:
        return f"a poll has been due for {_seconds(now - facts.poll_ready)} and was not begun"
    attempt = min(facts.sending, default=now)
    if now - attempt > limits.delivery:
        return f"a delivery has been under way for {_seconds(now - attempt)}"
    if facts.delivery_ready is not None and now - facts.delivery_ready > limits.start:
        return f"a delivery has been due for {_seconds(now - facts.delivery_ready)} and was not begun"
    return None


def _seconds(span: timedelta) -> str:
    return f"{span.total_seconds():.0f} s"
