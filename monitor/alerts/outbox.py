"""The life of one delivery: pending, sending, sent, failed, dead. Pure: what is to be written before and after an attempt.

At least once: `sending` is written before the attempt, so that a crash in the middle is seen at the next start and the
message goes out again with the Message-ID that it had.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from monitor.model.message import Delivery, Outcome
from monitor.model.words import DeliveryState

FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=2)
LONGEST_RETRY_AFTER = timedelta(hours=24)  # a server that asks for more is asked again after a day
JITTER = 0.2  # of the wait, to both sides

# A channel that is away is tried for at least two days. One that says a plain no is believed sooner, but not at once:
# webhooks answer 404 while they are redeployed, and mail servers 550 while their directory is away.
TRANSIENT_LIMIT = (timedelta(days=2), 12)
PERMANENT_LIMIT = (timedelta(hours=1), 4)

_OPEN = {DeliveryState.PENDING, DeliveryState.SENDING, DeliveryState.FAILED}


def begin(delivery: Delivery, now: datetime) -> Delivery:
    """The delivery as it is written before an attempt."""
    return replace(
        delivery,
        state=DeliveryState.SENDING,
        attempts=delivery.attempts + 1,
        first_try=delivery.first_try or now,
        last_try=now,
        next_try=None,
    )


def backoff(attempts: int, jitter: float) -> timedelta:
    """How long to wait after that many attempts, `jitter` in [0, 1): 30 s, doubled each time, at most two hours, ± 20 %."""
    wait = min(FIRST_WAIT * (1 << min(attempts - 1, 16)), LONGEST_WAIT)
    return wait * (1 - JITTER + 2 * JITTER * jitter)


def after_attempt(delivery: Delivery, outcome: Outcome, now: datetime, jitter: float) -> Delivery:
    """The delivery as it is written after an attempt: sent, failed with its next try, or dead."""
    if outcome.ok:
        return replace(delivery, state=DeliveryState.SENT, sent_at=now, next_try=None, hold_until=None, error="")
    spell, attempts = PERMANENT_LIMIT if outcome.permanent else TRANSIENT_LIMIT
    if delivery.attempts >= attempts and now - (delivery.first_try or now) >= spell:
        return replace(delivery, state=DeliveryState.DEAD, next_try=None, error=outcome.detail)
    asked = min(outcome.retry_after or timedelta(), LONGEST_RETRY_AFTER)
    wait = max(backoff(delivery.attempts, jitter), asked)
    return replace(delivery, state=DeliveryState.FAILED, next_try=now + wait, error=outcome.detail)


def recover(delivery: Delivery, now: datetime) -> Delivery:
    """The delivery at the start of the program: what was in flight goes again, what had failed need not wait longer.

    Attempts count on, so that a program that restarts all the time still gives up.
    """
    if delivery.state is DeliveryState.SENDING:
        return replace(
            delivery, state=DeliveryState.FAILED, next_try=now, error="the program stopped during the attempt"
        )
    if delivery.state is DeliveryState.FAILED and delivery.next_try is not None and delivery.next_try > now:
        return replace(delivery, next_try=now)
    return delivery


def retry(delivery: Delivery, now: datetime) -> Delivery:
    """A dead or failed delivery that a person wants to be tried again, with all its attempts before it."""
    return replace(delivery, state=DeliveryState.PENDING, attempts=0, first_try=None, next_try=now, hold_until=None)


def _held(delivery: Delivery, now: datetime) -> bool:
    return delivery.hold_until is not None and delivery.hold_until > now


def _heads(deliveries: Iterable[Delivery], now: datetime) -> dict[str, Delivery]:
    # Held back by quiet hours is no queue: the next message may belong to a subscription that is awake.
    heads: dict[str, Delivery] = {}
    waiting = (one for one in deliveries if one.state in _OPEN and not _held(one, now))
    for delivery in sorted(waiting, key=lambda one: (one.id is None, one.id or 0)):
        heads.setdefault(delivery.channel, delivery)
    return heads


def due(deliveries: Iterable[Delivery], now: datetime) -> tuple[Delivery, ...]:
    """What to attempt now: of each channel its oldest open delivery, if its time has come and none is under way.

    An older message that failed holds back the newer ones of its channel until it is sent or dead; no channel waits for
    another.
    """
    return tuple(
        head
        for head in _heads(deliveries, now).values()
        if head.state is not DeliveryState.SENDING and head.next_try is not None and head.next_try <= now
    )


def next_wake(deliveries: Iterable[Delivery], now: datetime) -> datetime | None:
    """The earliest instant at which something will be due; None where nothing waits."""
    everything = tuple(deliveries)
    times = [head.next_try for head in _heads(everything, now).values() if head.next_try is not None]
    times += [one.hold_until for one in everything if one.state in _OPEN and one.hold_until and one.hold_until > now]
    return min(times, default=None)
