"""`subscriptions`: who wants to hear what, and what that would have told over any stretch of the history. Sends nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from monitor.cli.database import configuration_option, open_history
from monitor.cli.present import json_options, put_rows
from monitor.cli.times import MOMENT
from monitor.model.faults import UsageError
from monitor.model.message import Subscription
from monitor.settings import Settings

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FILTERS = ("directions", "kinds", "programs", "jurisdictions", "measures", "roles", "words")


@click.group(invoke_without_command=True)
@configuration_option
@json_options
@click.pass_context
def subscriptions(ctx: click.Context, config: Path, form: str | None) -> None:
    """List who wants to hear what; test what that would have told.

    \b
    Example:  sanctions-monitor subscriptions --config monitor.toml
              sanctions-monitor subscriptions test russia-relaxations --since 2026-01-01
    """
    if ctx.invoked_subcommand is not None:
        return
    from monitor.configuration import read_settings

    rows = [_told(one) for one in read_settings(config).subscriptions]
    if form is None:
        rows = [row | {"wants": _filters(row), "deadlines": ", ".join(row["deadlines"])} for row in rows]
        rows = [row | {"channels": ", ".join(row["channels"])} for row in rows]
    columns = ("name", "channels", "wants", "mode", "quiet", "deadlines", "escalate")
    put_rows(rows, columns, form, empty="There is no [[subscription]], so nobody would be told.")


def _told(one: Subscription) -> dict[str, Any]:
    """A subscription as the configuration writes it."""
    told: dict[str, Any] = {"name": one.name, "channels": list(one.channels)}
    for name in _FILTERS:
        told[name] = sorted(getattr(one, name))
    day = f"weekly {_DAYS[one.digest.weekday]}" if one.digest and one.digest.weekday is not None else "daily"
    return told | {
        "mode": f"{day} {one.digest.at}" if one.digest is not None else "now",
        "quiet": f"{one.quiet.begins}-{one.quiet.ends}" if one.quiet is not None else None,
        "deadlines": [f"{left.total_seconds() / 86400:g}d" for left in sorted(one.deadlines, reverse=True)],
        "escalate": f"after {one.escalate.after} to {one.escalate.channel}" if one.escalate is not None else None,
    }


def _filters(row: dict[str, Any]) -> str:
    said = [f"{name}: {', '.join(row[name])}" for name in _FILTERS if row[name]]
    return "; ".join(said) or "everything"


@subscriptions.command("test")
@click.argument("name", required=False)
@click.option("--since", type=MOMENT, help="From this day or time on (UTC).  [default: the history's beginning]")
@click.option("--until", type=MOMENT, help="Up to this day or time (UTC).  [default: the history's own present]")
@configuration_option
@click.option(
    "--db", type=click.Path(path_type=Path, dir_okay=False), help="The database, instead of the configured one."
)
@json_options
def test_subscription(
    name: str | None, since: datetime | None, until: datetime | None, config: Path, db: Path | None, form: str | None
) -> None:
    """Show what a subscription would have sent over a stretch of the history: when, to which channel. Nothing is sent.

    Without NAME all subscriptions are tested. What is tested is the configuration as it is now.

    \b
    Example:  sanctions-monitor subscriptions test russia-relaxations --since 2026-01-01 --until 2026-07-01
    """
    from monitor.configuration import read_settings

    settings = read_settings(config, database=db)
    chosen = _chosen(settings, name)
    rows = _back_test(settings, chosen, since, until)
    columns = ("at", "subscription", "channel", "kind", "subject")
    put_rows(rows, columns, form, empty="Nothing would have been sent.")


def _chosen(settings: Settings, name: str | None) -> Sequence[Subscription]:
    chosen = [one for one in settings.subscriptions if name is None or one.name == name]
    if not chosen and name is None:
        raise UsageError(f"{settings.file}: there is no [[subscription]] to test")
    if not chosen:
        known = ", ".join(one.name for one in settings.subscriptions) or "none"
        raise UsageError(f"{settings.file}: there is no subscription {name!r}; there are {known}")
    return chosen


def _back_test(
    settings: Settings, chosen: Sequence[Subscription], since: datetime | None, until: datetime | None
) -> list[dict[str, Any]]:
    from monitor.alerts.backtest import backtest
    from monitor.steps.past import matters_between

    with open_history(settings.store.database) as tx:
        begin = since if since is not None else datetime.fromtimestamp(0, UTC)
        end = until if until is not None else tx.clock() or datetime.now(UTC)
        asked = {left for one in chosen for left in one.deadlines}
        matters = matters_between(tx, begin, end, asked)
    channels = {channel.name: channel for channel in settings.channels}
    would = [message for one in chosen for message in backtest(one, matters, channels, end)]
    return [
        {
            "at": message.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "subscription": message.subscription,
            "channel": message.channel,
            "kind": message.alert.kind.value,
            "subject": message.alert.subject,
            "about": list(message.alert.about),
        }
        for message in sorted(would, key=lambda one: one.at)
    ]
