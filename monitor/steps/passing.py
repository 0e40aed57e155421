"""What the passing of time brings: texts that did not come, ends, deadlines, digests, escalations, silence. Not what a page says."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from monitor.alerts import dispatch, hours, matter, outbox
from monitor.alerts import notices as own
from monitor.alerts.subscriptions import deadlines_reached
from monitor.model.instrument import InstrumentKind
from monitor.model.message import Subscription
from monitor.register import calendar, notices, standing
from monitor.register.notices import Announcement
from monitor.steps import promised, reports, rhythm
from monitor.steps.scene import Knowledge
from monitor.steps.tell import alert, put, stamp, tell_change, tell_operator, threads
from monitor.store.tx import Tx

HEARTBEAT = "heartbeat:"


def pass_time(tx: Tx, knowledge: Knowledge, now: datetime) -> None:
    """Everything that is due by `now` without anybody having published anything."""
    since = tx.clock() or now
    tx.set_clock(now)
    _untold(tx, knowledge, now)
    _ends(tx, knowledge, since, now)
    _deadlines(tx, knowledge, since, now)
    _digests(tx, knowledge, now)
    _escalations(tx, knowledge, now)
    rhythm.pass_time(tx, knowledge, since, now)
    _heartbeat(tx, knowledge, now)


def next_moment(tx: Tx, knowledge: Knowledge, now: datetime) -> datetime | None:
    """When time next brings something by itself; None where nothing is in sight."""
    longest = max((d for s in knowledge.settings.subscriptions for d in s.deadlines), default=timedelta())
    delivery = outbox.next_wake(tx.delivery_heads(now), now)
    moments = [
        tx.next_pending_due(),
        delivery,
        tx.next_release(now),
        *_digest_moments(tx, knowledge),
        tx.next_escalation(),
    ]
    asked = {d for s in knowledge.settings.subscriptions for d in s.deadlines}
    for end in tx.ends_between(now, now + longest + timedelta(days=2)):
        moments += [end, *(end - before for before in asked)]
    return min((m for m in moments if m is not None and m > now), default=None)


# ---- what was announced and not read in time ----


def _untold(tx: Tx, knowledge: Knowledge, now: datetime) -> None:
    for pending in tx.take_due_pending(now):
        if pending.key.startswith(promised.ANNOUNCED):
            _announced(tx, knowledge, pending.payload, now)
        elif pending.key.startswith(reports.REPORTED):
            reports.untold(tx, knowledge, pending.payload, now)
        elif pending.key == HEARTBEAT:
            _beat(tx, knowledge, pending.payload, now)


def _announced(tx: Tx, knowledge: Knowledge, payload: dict[str, Any], now: datetime) -> None:
    """The text of an announced measure did not come in time: it is told with what is known."""
    kind = InstrumentKind(payload["kind"])
    announced = Announcement(payload["measure"], payload["label"], kind, payload["title"], payload["program"])
    held = tx.held(announced.measure)
    if not promised.is_news(tx, announced):
        return
    told_by = (payload["source"], payload["url"])
    if kind is InstrumentKind.REVOCATION:
        ending, change = notices.ended(announced, held, now, *told_by)
        if ending is not None:
            tx.add_ending(ending)
    else:
        change = notices.untexted(announced, held, now, *told_by)
    tell_change(tx, knowledge, change, group=payload.get("group") or f"{payload['url']} {announced.program}")


# ---- the calendar ----


def _ends(tx: Tx, knowledge: Knowledge, since: datetime, now: datetime) -> None:
    for version in tx.running_out(since, now):
        held = tx.held(version.measure)
        ended = calendar.expiry(held, now) if held is not None else None
        if ended is None:
            continue
        ending, change = ended
        successor = promised.successor_told(tx, version)
        if successor is None:
            tx.add_ending(ending)
            tell_change(tx, knowledge, change)
        else:
            tx.add_ending(replace(ending, by="superseded", by_label=successor))


def _deadlines(tx: Tx, knowledge: Knowledge, since: datetime, now: datetime) -> None:
    """Tells once when the time left of a version falls to a number of days that somebody asked for."""
    subscriptions = knowledge.settings.subscriptions
    longest = max((d for s in subscriptions for d in s.deadlines), default=None)
    if longest is None:
        return
    for version in tx.running_out(now, now + longest):
        held = tx.held(version.measure)
        if held is None or version.expires_at is None or standing.ending_of(held, version) is not None:
            continue
        due = version.expires_at
        for left in deadlines_reached(subscriptions, due, max(version.seen_at, since), now):
            event = {
                "event": "deadline",
                "at": stamp(now),
                "measure": version.measure,
                "label": version.label,
                "due": stamp(due),
            }
            tx.add_event(now, event)
            alert(
                tx,
                knowledge,
                matter.of_deadline(
                    version,
                    due,
                    left,
                    now,
                    program=held.measure.program,
                    jurisdiction=standing.jurisdiction(version.measure),
                ),
            )


# ---- what was collected ----


def _digest_moments(tx: Tx, knowledge: Knowledge) -> list[datetime | None]:
    return [_digest_due(tx, knowledge, s) for s in knowledge.settings.subscriptions if s.digest is not None]


def _digest_due(tx: Tx, knowledge: Knowledge, subscription: Subscription) -> datetime | None:
    channel = knowledge.post.channels.get(subscription.channels[0])
    zone = channel.tz if channel is not None else "UTC"
    return dispatch.digest_due(subscription, zone, tx.undigested(subscription.name))


def _digests(tx: Tx, knowledge: Knowledge, now: datetime) -> None:
    for subscription in knowledge.settings.subscriptions:
        if subscription.digest is None:
            continue
        due = _digest_due(tx, knowledge, subscription)
        if due is not None and due <= now:
            made = dispatch.digest(subscription, tx.undigested(subscription.name), now)
            numbered = replace(made, id=tx.add_alert(made))
            put(tx, dispatch.deliveries_for(numbered, subscription, {}, knowledge.post, now))


def _escalations(tx: Tx, knowledge: Knowledge, now: datetime) -> None:
    by_name = {s.name: s for s in knowledge.settings.subscriptions}
    for unheard in tx.due_escalations(now):
        subscription = by_name.get(unheard.subscription)
        if subscription is None or subscription.escalate is None:
            continue
        made = dispatch.escalation(unheard, now)
        numbered = replace(made, id=tx.add_alert(made))
        earlier = tx.alerts_about(stories=tx.story_family(unheard.story)) if unheard.story is not None else [unheard]
        put(tx, dispatch.escalation_deliveries(numbered, subscription, threads(tx, earlier), knowledge.post, now))


# ---- the monitor itself ----


def _heartbeat(tx: Tx, knowledge: Knowledge, now: datetime) -> None:
    """Plans the first proof that somebody looked, at the hour that the operator chose."""
    if tx.pending(HEARTBEAT) is None:
        _plan_heartbeat(tx, knowledge, now)


def _plan_heartbeat(tx: Tx, knowledge: Knowledge, now: datetime) -> None:
    settings = knowledge.settings.operator
    if settings.heartbeat is not None and settings.channel is not None:
        channel = knowledge.post.channels[settings.channel]
        tx.put_pending(HEARTBEAT, hours.next_digest(settings.heartbeat, channel.tz, now), {"since": now.isoformat()})


def _beat(tx: Tx, knowledge: Knowledge, payload: dict[str, Any], now: datetime) -> None:
    since = datetime.fromisoformat(payload["since"])
    polls, changes = tx.activity(since)
    troubles = [f"{o.source}: {o.problem.value} since {stamp(o.since)}" for o in tx.open_outbreaks()]
    waiting = tx.count_waiting()
    told = own.heartbeat(
        now,
        polls=polls,
        changes=changes,
        troubles=troubles,
        undelivered=waiting,
        journal_head=tx.journal_head(),
        since=since,
    )
    tell_operator(tx, knowledge, told)
    _plan_heartbeat(tx, knowledge, now)
