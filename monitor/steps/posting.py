"""The outbox's way to the channels, written down before and after each attempt. Not how a message travels: alerts/send does it."""

from __future__ import annotations

from datetime import datetime

from monitor.alerts import notices, outbox
from monitor.model.message import Delivery, MatterKind, Outcome
from monitor.model.words import DeliveryState
from monitor.steps.scene import Knowledge
from monitor.steps.tell import event_of_alert, tell_operator
from monitor.store.tx import Tx


def begin(tx: Tx, now: datetime) -> tuple[Delivery, ...]:
    """The deliveries to be tried now, at most one a channel, marked as under way before the attempt (DESIGN.md, rule 9)."""
    begun = []
    for delivery in outbox.due(tx.delivery_heads(now), now):
        if delivery.attempts == 0:
            row = tx.alert(delivery.alert)
            if row is not None:
                tx.add_event(now, event_of_alert(row, delivery, now))
        under_way = outbox.begin(delivery, now)
        tx.put_delivery(under_way)
        begun.append(under_way)
    return tuple(begun)


def end(tx: Tx, knowledge: Knowledge, delivery: Delivery, outcome: Outcome, now: datetime, jitter: float) -> None:
    """Writes how an attempt ended; a delivery that died is told to the operator."""
    before = tx.last_ended_delivery(delivery.channel)
    after = outbox.after_attempt(delivery, outcome, now, jitter)
    tx.put_delivery(after)
    row = tx.alert(after.alert)
    # A dead notice about a dead delivery would go on for ever.
    if after.state is DeliveryState.DEAD and row is not None and row.kind is not MatterKind.OPERATOR:
        tell_operator(tx, knowledge, notices.delivery_dead(after, row.subject, now))
    elif after.state is DeliveryState.SENT and before is not None and before.state is DeliveryState.DEAD:
        tell_operator(tx, knowledge, notices.channel_recovered(after.channel, now))


def recover(tx: Tx, now: datetime) -> int:
    """After a start: what was in flight when the last run ended, or had failed, is tried at once. Returns how many there were."""
    stopped = tx.deliveries_in("sending", "failed")
    for delivery in stopped:
        tx.put_delivery(outbox.recover(delivery, now))
    return len(stopped)
