"""What a subscription would have told over a stretch of the history, without sending. Not what it did tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.alerts.dispatch import alerts_for, digest, digest_due
from monitor.alerts.hours import quiet_until
from monitor.model.message import Alert, Channel, Matter, Subscription


@dataclass(frozen=True, slots=True)
class Would:
    """One message that would have gone to one channel; `at` is when, in UTC: after quiet hours, or with the digest."""

    at: datetime
    subscription: str
    channel: str
    alert: Alert


def backtest(
    subscription: Subscription, matters: Iterable[Matter], channels: Mapping[str, Channel], until: datetime
) -> tuple[Would, ...]:
    """The messages that a subscription would have sent up to `until` for matters of the past, in the order of their times."""
    told: list[Alert] = []
    waiting: list[Alert] = []
    sent: list[Would] = []
    zone = channels[subscription.channels[0]].tz if subscription.channels[0] in channels else "UTC"
    for matter in sorted((one for one in matters if one.at <= until), key=lambda one: one.at):
        sent += _digests(subscription, zone, waiting, channels, matter.at)
        same = [alert for alert in told if alert.story is not None and alert.story == matter.story]
        for alert in alerts_for(matter, (subscription,), same, matter.at):
            numbered = replace(alert, id=len(told) + 1)
            told.append(numbered)
            if subscription.digest is not None:
                waiting.append(numbered)
            else:
                sent += _to_channels(subscription, numbered, channels)
    sent += _digests(subscription, zone, waiting, channels, until)
    return tuple(sorted(sent, key=lambda would: would.at))


def _digests(
    subscription: Subscription, zone: str, waiting: list[Alert], channels: Mapping[str, Channel], now: datetime
) -> list[Would]:
    due = digest_due(subscription, zone, waiting)
    if due is None or due > now:
        return []
    told = digest(subscription, waiting, due)
    waiting.clear()
    return _to_channels(subscription, told, channels)


def _to_channels(subscription: Subscription, alert: Alert, channels: Mapping[str, Channel]) -> list[Would]:
    return [
        Would(quiet_until(subscription.quiet, channels[name].tz, alert.at) or alert.at, subscription.name, name, alert)
        for name in subscription.channels
        if name in channels
    ]
