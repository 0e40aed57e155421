"""From a matter to alerts, and from an alert to one delivery a channel. Pure; the store gives the ids in between.

    matter ─▶ alerts_for ─▶ (rows with ids) ─▶ deliveries_for ─▶ rows of the outbox

One alert for an event: what follows is told as a reply in the same thread, and a report that adds nothing not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from monitor.alerts.hours import next_digest, quiet_until
from monitor.alerts.matter import about, from_json, to_json
from monitor.alerts.subscriptions import wants, worth
from monitor.alerts.words import Letterhead, Templates, Thread, compose, subject
from monitor.model.message import Alert, Channel, Delivery, Matter, MatterKind, Subscription
from monitor.model.words import DeliveryState, Direction, Stage

OPERATOR = "operator"  # the subscription of the monitor's own notices

_LAW = {Stage.ADOPTED.value, Stage.IN_FORCE.value}
_GONE_QUIET = timedelta(days=14)  # after which a further report of a story is the next act, not an echo
_FOLLOWS = {MatterKind.UPDATE, MatterKind.CORRECTION}


@dataclass(frozen=True, slots=True)
class Post:
    """How messages are made here: the templates, who we are, and every configured channel by its name."""

    templates: Templates
    letterhead: Letterhead
    channels: Mapping[str, Channel]


def alerts_for(
    matter: Matter, subscriptions: Iterable[Subscription], earlier: Sequence[Alert], now: datetime
) -> tuple[Alert, ...]:
    """One alert for each subscription that is to hear of the matter now. Their ids are given by the store.

    `earlier` are the alerts already made about the same story (or the same measure, for a deadline). An update or a
    correction goes to everybody who was told what it follows, and to everybody who wants it as it is now.
    """
    if not worth(matter):
        return ()
    return tuple(
        _alert(matter, subscription, now)
        for subscription in subscriptions
        if _to_be_told(matter, subscription, [alert for alert in earlier if alert.subscription == subscription.name])
    )


def _to_be_told(matter: Matter, subscription: Subscription, earlier: Sequence[Alert]) -> bool:
    if any(alert.kind is matter.kind and matter.row is not None and alert.row == matter.row for alert in earlier):
        return matter.kind is MatterKind.DEADLINE and _another_deadline(matter, earlier) and wants(subscription, matter)
    if matter.kind in _FOLLOWS and any(_was_told(matter, alert) for alert in earlier):
        return True
    if not wants(subscription, matter):
        return False
    return matter.kind is not MatterKind.REPORT or _adds(matter, earlier)


def _another_deadline(matter: Matter, earlier: Sequence[Alert]) -> bool:
    said = {
        (alert.matter["facts"]["due"], alert.matter["facts"]["left"]) for alert in earlier if alert.kind is matter.kind
    }
    return (matter.facts["due"], matter.facts["left"]) not in said


def _was_told(matter: Matter, alert: Alert) -> bool:
    """True where the alert told the change that the matter follows, or an earlier word about that change."""
    change = matter.facts.get("change")
    if alert.kind is MatterKind.CHANGE:
        return alert.row == change
    return alert.kind in _FOLLOWS and alert.matter["facts"].get("change") == change


def _adds(report: Matter, earlier: Sequence[Alert]) -> bool:
    """A further report of a told story is told only where talk has become law, it says the opposite, or the story had gone quiet.

    The last two also keep a report that was filed under the wrong story from being lost.
    """
    if not earlier or _contradicts(report, earlier):
        return True
    if report.at - max(alert.at for alert in earlier) > _GONE_QUIET:
        return True
    talked_about_only = all(
        alert.kind is MatterKind.REPORT and alert.matter["facts"].get("stage") not in _LAW for alert in earlier
    )
    return talked_about_only and report.facts.get("stage") in _LAW


def _contradicts(report: Matter, earlier: Sequence[Alert]) -> bool:
    """True for a sign that nobody was told of yet."""
    if report.direction not in {Direction.RELAXED, Direction.TIGHTENED}:
        return False
    told = {alert.matter.get("direction") for alert in earlier}
    return not told & {report.direction.value, Direction.MIXED.value, Direction.UNJUDGED.value}


def _alert(matter: Matter, subscription: Subscription, now: datetime) -> Alert:
    escalate = subscription.escalate
    return Alert(
        at=now,
        subscription=subscription.name,
        kind=matter.kind,
        subject=subject(matter),
        about=about(matter),
        matter=to_json(matter),
        story=matter.story,
        row=matter.row,
        escalate_at=now + escalate.after if escalate is not None else None,
    )


def operator_alert(matter: Matter, now: datetime) -> Alert:
    """A notice about the monitor itself, for the operator's own channel."""
    return _plain(matter, OPERATOR, now)


def deliveries_for(
    alert: Alert, subscription: Subscription, threads: Mapping[str, Thread], post: Post, now: datetime
) -> tuple[Delivery, ...]:
    """One delivery for each channel of the subscription; none where it collects a digest.

    The alert has its id. `threads` says, for a channel, which messages about the same story went there before.
    """
    if subscription.digest is not None and alert.kind is not MatterKind.DIGEST:
        return ()
    return _deliveries(alert, subscription.channels, subscription, threads, post, now)


def operator_deliveries(alert: Alert, channel: str | None, post: Post, now: datetime) -> tuple[Delivery, ...]:
    """The delivery of a notice to the operator's own channel; none where no such channel is configured."""
    return _deliveries(alert, (channel,) if channel is not None else (), None, {}, post, now)


def escalation(alert: Alert, now: datetime) -> Alert:
    """The alert that follows one which nobody acknowledged in time. Its `row` is that alert's id."""
    told = from_json(alert.matter)
    matter = replace(
        told,
        kind=MatterKind.ESCALATION,
        at=now,
        row=alert.id,
        facts=told.facts | {"escalates": alert.id, "told_at": alert.matter["at"], "subject": alert.subject},
    )
    return replace(_plain(matter, alert.subscription, now), about=alert.about, story=alert.story)


def escalation_deliveries(
    alert: Alert, subscription: Subscription, threads: Mapping[str, Thread], post: Post, now: datetime
) -> tuple[Delivery, ...]:
    """The delivery of an escalation to the further channel, at once: quiet hours are for those who may sleep."""
    if subscription.escalate is None:
        return ()
    return _deliveries(alert, (subscription.escalate.channel,), None, threads, post, now)


def digest_due(subscription: Subscription, tz: str, collected: Sequence[Alert]) -> datetime | None:
    """When what was collected for a digest is to be sent; None where nothing was.

    `collected` are the alerts of the subscription that no digest has told yet; a subscription that is no digest any more
    sends what it still holds at once. `tz` is the zone of its first channel.
    """
    if not collected:
        return None
    oldest = min(alert.at for alert in collected)
    return next_digest(subscription.digest, tz, oldest) if subscription.digest is not None else oldest


def digest(subscription: Subscription, collected: Sequence[Alert], now: datetime) -> Alert:
    """One alert that tells all of them. Its `row` is the id of the last one."""
    matters = [from_json(alert.matter) for alert in collected]
    matter = Matter(
        kind=MatterKind.DIGEST,
        at=now,
        title=f"{len(matters)} alert{'s' if len(matters) != 1 else ''}",
        summary="",
        row=max((alert.id or 0 for alert in collected), default=None),
        facts={"items": [to_json(one) for one in matters]},
    )
    return replace(
        _plain(matter, subscription.name, now),
        about=tuple(dict.fromkeys(name for alert in collected for name in alert.about)),
    )


def _plain(matter: Matter, subscription: str, now: datetime) -> Alert:
    return Alert(now, subscription, matter.kind, subject(matter), about(matter), to_json(matter), row=matter.row)


def threads_of(deliveries: Iterable[Delivery]) -> dict[str, Thread]:
    """The thread of each channel, from the deliveries of the alerts already made about one story.

    What was given up never came: nothing answers it.
    """
    threads: dict[str, Thread] = {}
    came = (delivery for delivery in deliveries if delivery.state is not DeliveryState.DEAD)
    for delivery in sorted(came, key=lambda one: (one.alert, one.id or 0)):
        so_far = threads.get(delivery.channel, Thread())
        threads[delivery.channel] = Thread((*so_far.ids, delivery.message.message_id))
    return threads


def _deliveries(
    alert: Alert,
    names: Iterable[str],
    subscription: Subscription | None,
    threads: Mapping[str, Thread],
    post: Post,
    now: datetime,
) -> tuple[Delivery, ...]:
    if alert.id is None:
        raise ValueError("an alert has its id before it is delivered")
    matter = from_json(alert.matter)
    made = []
    for channel in (post.channels[name] for name in dict.fromkeys(names) if name in post.channels):
        hold = quiet_until(subscription.quiet, channel.tz, now) if subscription is not None else None
        message = compose(
            matter,
            channel,
            post.templates,
            post.letterhead,
            alert=alert.id,
            thread=threads.get(channel.name, Thread()),
            ack_by=alert.escalate_at,
        )
        made.append(Delivery(alert.id, channel.name, DeliveryState.PENDING, message, hold or now, hold_until=hold))
    return tuple(made)
