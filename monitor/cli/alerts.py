"""`alerts`: what was told to whom and how far it got; to take notice of one, or to send it again. Not the sending."""

from __future__ import annotations

import getpass
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from monitor.cli.database import database_option, open_for_a_note, open_history
from monitor.cli.present import heading, json_options, put_rows, put_value, tell
from monitor.model.faults import UsageError
from monitor.model.message import Alert, Delivery
from monitor.model.words import DeliveryState
from monitor.store.tx import Tx

# An alert without a delivery waits for its digest, went with one, or had no channel to go to.
_LISTED = """
SELECT a.id AS alert, d.channel, coalesce(d.state, CASE
        WHEN a.subscription = 'operator' THEN 'no channel'
        WHEN EXISTS (SELECT 1 FROM alert g WHERE g.subscription = a.subscription AND g.kind = 'digest' AND g.id > a.id)
        THEN 'in digest' ELSE 'collected' END) AS state,
    d.attempts, substr(a.at, 1, 19) || 'Z' AS at, d.sent_at, a.subscription, a.kind, a.subject, d.error,
    d.next_try, d.hold_until, k.who AS acked_by, substr(k.at, 1, 19) || 'Z' AS acked_at
FROM alert a LEFT JOIN deliveries d ON d.alert = a.id
LEFT JOIN acknowledgement k ON k.id = (SELECT max(x.id) FROM acknowledgement x WHERE x.alert = a.id)
"""
_STATES = (*(state.value for state in DeliveryState), "collected", "in digest", "no channel")
_AGAIN = {DeliveryState.DEAD, DeliveryState.FAILED}


@click.group(invoke_without_command=True)
@click.option("--state", type=click.Choice(_STATES), help="Only deliveries in this state.")
@click.option("--unacknowledged", is_flag=True, help="Only alerts that nobody took notice of yet.")
@database_option
@json_options
@click.pass_context
def alerts(ctx: click.Context, state: str | None, unacknowledged: bool, db: Path, form: str | None) -> None:
    """List the alerts and how far each came, the latest first; show, acknowledge or retry one.

    \b
    Example:  sanctions-monitor alerts --state dead
              sanctions-monitor alerts ack 12 --note "desk has been told"
    """
    if ctx.invoked_subcommand is not None:
        return
    with open_history(db) as tx:
        rows = tx.rows(
            f"SELECT * FROM ({_LISTED}) WHERE (:state IS NULL OR state = :state) AND (NOT :open OR acked_at IS NULL) "  # noqa: S608 -- our own query
            "ORDER BY alert DESC, channel",
            {"state": state, "open": unacknowledged},
        )
    columns = ("alert", "at", "channel", "state", "attempts", "acked_by", "subject", "error")
    put_rows(rows, columns, form, empty="There is no such alert.")


@alerts.command()
@click.argument("number", metavar="ID", type=int)
@database_option
@json_options
def show(number: int, db: Path, form: str | None) -> None:
    """Show one alert: what it is about, who acknowledged it, how far it got, and its words as they are sent.

    \b
    Example:  sanctions-monitor alerts show 12
    """
    with open_history(db) as tx:
        alert, deliveries = _alert(tx, number), tx.deliveries_of(number)
    if form is not None:
        from monitor.store.rows import json_ready

        put_value(json_ready(alert) | {"deliveries": json_ready(deliveries)}, form)
        return
    heading(f"Alert {number}: {alert.subject}")
    tell(f"  made {_time(alert.at)} for {alert.subscription} ({alert.kind.value})")
    tell(f"  about {', '.join(alert.about)}")
    tell(f"  {_heard(alert)}")
    for delivery in deliveries:
        tell(f"  {delivery.channel}: {_progress(delivery)}")
    if deliveries:
        tell(f"\n{deliveries[-1].message.text.strip()}")


def _alert(tx: Tx, number: int) -> Alert:
    found = tx.alert(number)
    if found is None:
        raise UsageError(f"there is no alert {number}; `sanctions-monitor alerts` lists them")
    return found


def _heard(alert: Alert) -> str:
    if alert.acked_at is None:
        return "acknowledged by nobody yet"
    note = f": {alert.ack_note}" if alert.ack_note else ""
    return f"acknowledged {_time(alert.acked_at)} by {alert.acked_by}{note}"


def _progress(delivery: Delivery) -> str:
    parts = [delivery.state.value]
    if delivery.sent_at is not None:
        parts.append(_time(delivery.sent_at))
    if delivery.attempts:
        parts.append(f"{delivery.attempts} attempt{'s' if delivery.attempts != 1 else ''}")
    if delivery.hold_until is not None:
        parts.append(f"held until {_time(delivery.hold_until)}")
    elif delivery.next_try is not None:
        parts.append(f"next try {_time(delivery.next_try)}")
    if delivery.error:
        parts.append(delivery.error)
    return ", ".join(parts)


def _time(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@alerts.command()
@click.argument("number", metavar="ID", type=int)
@click.option("--note", default="", help="What was done, or why nothing needs doing.")
@click.option("--who", help="Who takes notice.  [default: you, by login name]")
@database_option
@json_options
def ack(number: int, note: str, who: str | None, db: Path, form: str | None) -> None:
    """Take notice of an alert: who, when, why. It is then not escalated any more.

    \b
    Example:  sanctions-monitor alerts ack 12 --note "desk has been told"
    """
    person = (who if who is not None else login_name()).strip()
    if not person:
        raise click.UsageError("--who is empty: an acknowledgement needs a name")
    with open_for_a_note(db) as store, store.writing() as tx:
        _alert(tx, number)
        tx.ack_alert(number, person, datetime.now(UTC), note.strip())
        alert = _alert(tx, number)
    told = {"alert": number, "who": alert.acked_by, "at": _time(alert.acked_at or alert.at), "note": alert.ack_note}
    if form is not None:
        put_value(told, form)
    else:
        tell(f"alert {number} ({alert.subject}) {_heard(alert)}")


def login_name() -> str:
    """The name of the person at the keyboard, through sudo as well; a number where the system knows no name."""
    try:
        return os.environ.get("SUDO_USER") or getpass.getuser()
    except (KeyError, OSError):
        return f"user {os.getuid()}"


@alerts.command()
@click.argument("number", metavar="[ID]", type=int, required=False)
@click.option("--dead", is_flag=True, help="Every delivery that was given up.")
@click.option("--channel", help="Only to this channel.")
@database_option
@json_options
def retry(number: int | None, dead: bool, channel: str | None, db: Path, form: str | None) -> None:
    """Send again what failed or was given up: one alert, or with --dead everything that was given up.

    The running daemon sends it within seconds; without one it waits for the next start.

    \b
    Example:  sanctions-monitor alerts retry 12
              sanctions-monitor alerts retry --dead --channel compliance
    """
    from monitor.alerts import outbox

    if (number is None) is not dead:
        raise click.UsageError("give the ID of one alert, or --dead for everything that was given up")
    with open_for_a_note(db) as store, store.writing() as tx:
        chosen = _to_retry(tx, number, channel)
        for delivery in chosen:
            tx.put_delivery(outbox.retry(delivery, datetime.now(UTC)))
    rows = [{"alert": d.alert, "channel": d.channel, "was": d.state.value, "error": d.error} for d in chosen]
    put_rows(rows, ("alert", "channel", "was", "error"), form, empty="Nothing was given up.")


def _to_retry(tx: Tx, number: int | None, channel: str | None) -> list[Delivery]:
    """What a person may want sent again. Raises UsageError where there is nothing of an alert to send."""
    if number is None:
        return _to_channel(tx.deliveries_in(DeliveryState.DEAD.value), channel)
    _alert(tx, number)
    found = _to_channel(tx.deliveries_of(number), channel)
    again = [delivery for delivery in found if delivery.state in _AGAIN]
    if not again:
        states = ", ".join(f"{d.channel}: {d.state.value}" for d in found) or "it has no such delivery"
        raise UsageError(f"alert {number}: nothing failed or was given up ({states})")
    return again


def _to_channel(deliveries: Sequence[Delivery], channel: str | None) -> list[Delivery]:
    return [delivery for delivery in deliveries if channel is None or delivery.channel == channel]
