"""Alerts, who acknowledged them, and their deliveries as rows; when to try again is decided elsewhere."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from monitor.model.message import Alert, Delivery, MatterKind
from monitor.store.ledger import Ledger
from monitor.store.rows import Row, Shape, instant, moment, storable

ALERT = Shape(Alert, without=("acked_at", "acked_by", "ack_note"))
DELIVERY = Shape(Delivery)

_OPEN = "state IN ('pending', 'sending', 'failed')"  # as the index has it
_ALERT = """
SELECT a.*, k.at AS acked_at, k.who AS acked_by, k.note AS ack_note FROM alert a
LEFT JOIN acknowledgement k
    ON k.id = (SELECT x.id FROM acknowledgement x WHERE x.alert = a.id ORDER BY x.id DESC LIMIT 1)
"""
_UNHEARD = """
WHERE a.escalate_at IS NOT NULL AND k.id IS NULL AND NOT EXISTS (
    SELECT 1 FROM alert e WHERE e.kind = 'escalation' AND json_extract(e.matter, '$.facts.escalates') = a.id
)
"""
_UNDIGESTED = """
WHERE a.subscription = :name AND a.kind NOT IN ('digest', 'escalation')
    AND a.id > (SELECT coalesce(max(d.id), 0) FROM alert d WHERE d.subscription = :name AND d.kind = 'digest')
    AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.alert = a.id)
"""


class Outbox(Ledger):
    """Alerts are appended; a delivery is a work row, one an alert and channel (DESIGN.md, rule 9)."""

    def add_alert(self, alert: Alert) -> int:
        """Appends an alert and returns its number."""
        return self._append("alert", ALERT.row(alert))

    def ack_alert(self, number: int, who: str, at: datetime, note: str = "") -> None:
        """Appends that somebody took notice of an alert."""
        row: Row = {"alert": number, "at": instant(at), "who": storable(who), "note": storable(note)}
        self._append("acknowledgement", row)

    def alert(self, number: int) -> Alert | None:
        """The alert with this number, with its last acknowledgement."""
        row = self.row(f"{_ALERT} WHERE a.id = ?", (number,))
        return _alert(row) if row else None

    def alerts_about(
        self, *, kind: MatterKind | None = None, row: int | None = None, stories: tuple[str, ...] = ()
    ) -> list[Alert]:
        """The alerts about one row (a change, an update, a report) or about any of some stories, in order."""
        holders = ", ".join("?" * len(stories))
        where = f"a.story IN ({holders})" if stories else "a.kind = coalesce(?, a.kind) AND a.row IS coalesce(?, a.row)"
        given = stories or (kind.value if kind else None, row)
        return [_alert(found) for found in self.rows(f"{_ALERT} WHERE {where} ORDER BY a.id", given)]

    def undigested(self, subscription: str) -> list[Alert]:
        """The alerts of a subscription that were collected and that no digest has told yet, in order."""
        return [_alert(row) for row in self.rows(f"{_ALERT} {_UNDIGESTED} ORDER BY a.id", {"name": subscription})]

    def due_escalations(self, now: datetime) -> list[Alert]:
        """The alerts that nobody acknowledged in time and that were not escalated yet, in order."""
        rows = self.rows(f"{_ALERT} {_UNHEARD} AND a.escalate_at <= ? ORDER BY a.id", (instant(now),))
        return [_alert(row) for row in rows]

    def next_escalation(self) -> datetime | None:
        """When the next alert is to be escalated unless somebody acknowledges it; None where none is."""
        row = self.row(f"SELECT min(u.escalate_at) AS at FROM ({_ALERT} {_UNHEARD}) u")
        return moment(row["at"]) if row and row["at"] else None

    def put_delivery(self, delivery: Delivery) -> int:
        """Puts the state of one alert on its way to one channel. Returns the delivery's number."""
        self._put("delivery", DELIVERY.row(delivery), ("alert", "channel"))
        key = (delivery.alert, storable(delivery.channel))
        return int(self.scalar("SELECT id FROM delivery WHERE alert = ? AND channel = ?", key))

    def delivery(self, number: int) -> Delivery | None:
        """The delivery with this number."""
        row = self.row("SELECT * FROM delivery WHERE id = ?", (number,))
        return DELIVERY.value(row) if row else None

    def deliveries_of(self, alert: int) -> list[Delivery]:
        """The deliveries of an alert, one a channel."""
        rows = self.rows("SELECT * FROM delivery WHERE alert = ? ORDER BY id", (alert,))
        return [DELIVERY.value(row) for row in rows]

    def deliveries_in(self, *states: str) -> list[Delivery]:
        """The deliveries in any of these states, in order."""
        holders = ", ".join("?" * len(states))
        rows = self.rows(f"SELECT * FROM delivery WHERE state IN ({holders}) ORDER BY id", states)
        return [DELIVERY.value(row) for row in rows]

    def delivery_heads(self, now: datetime) -> list[Delivery]:
        """Of each channel its oldest delivery that is neither sent nor dead, nor held back at `now`; in order."""
        rows = self.rows(
            "SELECT * FROM delivery WHERE id IN (SELECT min(id) FROM delivery"
            f" WHERE {_OPEN} AND coalesce(hold_until, '') <= ? GROUP BY channel) ORDER BY id",
            (instant(now),),
        )
        return [DELIVERY.value(row) for row in rows]

    def next_release(self, now: datetime) -> datetime | None:
        """When the next delivery that is held back at `now` is let go; None where none is."""
        found = self.scalar(f"SELECT min(hold_until) FROM delivery WHERE {_OPEN} AND hold_until > ?", (instant(now),))
        return moment(found) if found else None

    def count_waiting(self) -> int:
        """How many deliveries are neither sent nor dead."""
        return self.count("delivery", _OPEN)

    def last_ended_delivery(self, channel: str) -> Delivery | None:
        """The delivery of a channel that came last of those that were sent or given up; None where none was."""
        row = self.row(
            "SELECT * FROM delivery WHERE channel = ? AND state IN ('sent', 'dead') ORDER BY id DESC LIMIT 1",
            (storable(channel),),
        )
        return DELIVERY.value(row) if row else None

    def next_delivery_due(self) -> datetime | None:
        """When the next attempt falls due; None where nothing waits."""
        found = self.scalar(
            "SELECT min(max(next_try, coalesce(hold_until, ''))) FROM delivery WHERE next_try IS NOT NULL"
        )
        return moment(found) if found else None


def _alert(row: dict[str, Any]) -> Alert:
    acked_at = moment(row["acked_at"]) if row["acked_at"] else None
    return ALERT.value(row, acked_at=acked_at, acked_by=row["acked_by"], ack_note=row["ack_note"])
