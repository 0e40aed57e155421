"""Alerts and their deliveries, as a restart finds them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.alerts import outbox
from monitor.model.message import MatterKind
from monitor.model.words import DeliveryState
from monitor.store import Store
from tests.store import samples

HOUR = timedelta(hours=1)


def test_an_alert_comes_back_with_its_last_acknowledgement(store: Store) -> None:
    with store.writing() as tx:
        number = tx.add_alert(samples.alert())
        assert tx.alert(number) == replace(samples.alert(), id=number)
        tx.ack_alert(number, "ana", samples.NOON, "first")
        tx.ack_alert(number, "bo", samples.NOON + HOUR, "read")
        found = tx.alert(number)
        assert found is not None
        assert (found.acked_by, found.acked_at, found.ack_note) == ("bo", samples.NOON + HOUR, "read")
        assert tx.alert(99) is None


def test_alerts_are_found_by_what_they_are_about(store: Store) -> None:
    with store.writing() as tx:
        first = tx.add_alert(samples.alert(row=1, story="a"))
        second = tx.add_alert(samples.alert(row=2, story="b", at=samples.NOON + HOUR))
        third = tx.add_alert(samples.alert(row=None, story=None))
        assert [a.id for a in tx.alerts_about(kind=MatterKind.CHANGE, row=2)] == [second]
        assert [a.id for a in tx.alerts_about(kind=MatterKind.REPORT, row=2)] == []
        assert [a.id for a in tx.alerts_about(stories=("a", "b"))] == [first, second]
        assert [a.id for a in tx.alerts_about(kind=MatterKind.CHANGE)] == [first, second, third]


def test_an_alert_has_one_delivery_a_channel(store: Store) -> None:
    with store.writing() as tx:
        alert = tx.add_alert(samples.alert())
        number = tx.put_delivery(samples.delivery(alert))
        sent = replace(samples.delivery(alert, due=None), state=DeliveryState.SENT, sent_at=samples.NOON, attempts=1)
        assert tx.put_delivery(sent) == number
        other = tx.put_delivery(samples.delivery(alert, "operations"))
        assert tx.deliveries_of(alert) == [replace(sent, id=number), tx.delivery(other)]
        assert [d.id for d in tx.deliveries_in(DeliveryState.PENDING, DeliveryState.DEAD)] == [other]
        assert tx.delivery(99) is None


def test_the_next_delivery_falls_due_when_quiet_hours_no_longer_hold_it(store: Store) -> None:
    with store.writing() as tx:
        first, second, third = (tx.add_alert(samples.alert()) for _ in range(3))
        tx.put_delivery(samples.delivery(second, due=samples.NOON - HOUR))
        tx.put_delivery(samples.delivery(first, due=samples.NOON))
        tx.put_delivery(samples.delivery(third, due=samples.NOON - HOUR, hold_until=samples.NOON + HOUR))
        assert tx.next_delivery_due() == samples.NOON - HOUR
        for done in (first, second):
            tx.put_delivery(samples.delivery(done, due=None))
        assert tx.next_delivery_due() == samples.NOON + HOUR
        tx.put_delivery(samples.delivery(third, due=None))
        assert tx.next_delivery_due() is None


_STATES = st.sampled_from(list(DeliveryState))
_OFFSETS = st.one_of(st.none(), st.integers(-3, 3).map(lambda hours: samples.NOON + hours * HOUR))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("ab"), _STATES, _OFFSETS, _OFFSETS), max_size=12))
def test_the_heads_of_the_channels_say_what_all_that_waits_would_say(
    rows: list[tuple[str, DeliveryState, datetime | None, datetime | None]],
) -> None:
    with TemporaryDirectory() as folder, Store.open(Path(folder) / "x.db") as store, store.writing() as tx:
        for channel, state, due, held in rows:
            delivery = samples.delivery(tx.add_alert(samples.alert()), channel, due=due, hold_until=held)
            tx.put_delivery(replace(delivery, state=state))
        waiting = tx.deliveries_in("pending", "sending", "failed")
        heads = tx.delivery_heads(samples.NOON)
        assert outbox.due(heads, samples.NOON) == outbox.due(waiting, samples.NOON)
        wakes = [outbox.next_wake(heads, samples.NOON), tx.next_release(samples.NOON)]
        assert min((at for at in wakes if at), default=None) == outbox.next_wake(waiting, samples.NOON)
        assert tx.count_waiting() == len(waiting)
