"""From a matter to alerts and deliveries: one alert for an event, replies in its thread, quiet hours, digests, escalation."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from monitor.alerts.dispatch import (
    Post,
    alerts_for,
    deliveries_for,
    digest,
    digest_due,
    escalation,
    escalation_deliveries,
    operator_alert,
    operator_deliveries,
    threads_of,
)
from monitor.alerts.matter import of_correction, of_deadline, of_report, of_update
from monitor.alerts.notices import disk_low
from monitor.alerts.words import Templates, Thread
from monitor.model.message import Alert, Delivery, Digest, Escalation, Matter, MatterKind, Message, Quiet, Subscription
from monitor.model.register import Update, Version
from monitor.model.words import DeliveryState, Direction, Kind, NewsLabel, Stage
from tests.alerts.conftest import LETTERHEAD, channel
from tests.alerts.matters import KEY, NOW, change, report, reported, subscription, told

ZONE = "Europe/Amsterdam"
RELAXED_ONLY = subscription(name="relaxed", directions=frozenset({Direction.RELAXED}))


@pytest.fixture
def post(templates: Templates) -> Post:
    return Post(templates, LETTERHEAD, {name: channel("-", name, ZONE) for name in ("compliance", "chat", "on-call")})


def ids(alerts: tuple[Alert, ...], first: int = 1) -> list[Alert]:
    return [replace(alert, id=number) for number, alert in enumerate(alerts, first)]


def later(direction: Direction = Direction.RELAXED, row: int = 5) -> Matter:
    update = Update(NOW, 1, KEY, "25A", Kind.AMENDED, direction, "Read now.", "7", id=row)
    return of_update(update, change(direction=Direction.UNJUDGED))


def names(alerts: tuple[Alert, ...]) -> list[str]:
    return [alert.subscription for alert in alerts]


def test_a_change_makes_one_alert_a_subscription_that_wants_it() -> None:
    iran = subscription(name="iran", programs=frozenset({"iran"}))
    alerts = alerts_for(told(), [RELAXED_ONLY, iran, subscription()], [], NOW)
    assert names(alerts) == ["relaxed", "everything"]
    assert alerts[0].about == (KEY,)
    assert (alerts[0].story, alerts[0].row, alerts[0].kind) == ("7", 1, MatterKind.CHANGE)


def test_the_same_change_is_told_once_even_if_it_comes_again() -> None:
    first = ids(alerts_for(told(), [subscription()], [], NOW))
    assert alerts_for(told(), [subscription()], first, NOW) == ()


def test_the_official_text_after_a_report_is_told_as_well() -> None:
    first = ids(alerts_for(reported(), [subscription()], [], NOW))
    assert names(alerts_for(told(), [subscription()], first, NOW)) == ["everything"]


def test_a_second_report_of_a_told_story_is_not_told() -> None:
    first = ids(alerts_for(reported(), [subscription()], [], NOW))
    assert alerts_for(reported(id=2), [subscription()], first, NOW) == ()


def test_a_report_after_the_official_text_is_not_told() -> None:
    first = ids(alerts_for(told(), [subscription()], [], NOW))
    assert alerts_for(reported(), [subscription()], first, NOW) == ()


def test_a_report_that_says_the_opposite_of_what_was_told_is_told_once() -> None:
    """It may be news, or a report that was filed under the wrong story: neither may be lost."""
    first = ids(alerts_for(reported(), [subscription()], [], NOW))
    opposite = ids(alerts_for(reported(id=2, direction=Direction.TIGHTENED), [subscription()], first, NOW))
    assert [alert.subscription for alert in opposite] == ["everything"]
    assert alerts_for(reported(id=3, direction=Direction.TIGHTENED), [subscription()], [*first, *opposite], NOW) == ()


def test_a_report_is_told_again_where_talk_has_become_law() -> None:
    agreed = ids(alerts_for(reported(stage=Stage.AGREED_NOT_ADOPTED), [subscription()], [], NOW))
    again = alerts_for(reported(id=2, stage=Stage.PROPOSED), [subscription()], agreed, NOW)
    adopted = alerts_for(reported(id=3, stage=Stage.ADOPTED), [subscription()], agreed, NOW)
    assert again == ()
    assert names(adopted) == ["everything"]


def test_a_report_of_a_story_that_had_gone_quiet_is_told_again() -> None:
    first = ids(alerts_for(reported(), [subscription()], [], NOW))
    echo = replace(reported(id=2), at=NOW + timedelta(days=14))
    next_act = replace(reported(id=2), at=NOW + timedelta(days=15))
    assert alerts_for(echo, [subscription()], first, echo.at) == ()
    assert names(alerts_for(next_act, [subscription()], first, next_act.at)) == ["everything"]


def test_a_report_that_one_subscription_had_is_news_to_another() -> None:
    first = ids(alerts_for(reported(), [subscription()], [], NOW))
    assert names(alerts_for(reported(id=2), [subscription(), RELAXED_ONLY], first, NOW)) == ["relaxed"]


def test_reports_that_tell_no_change_and_republications_alert_nobody() -> None:
    assert alerts_for(of_report(report(label=NewsLabel.NONE)), [subscription()], [], NOW) == ()
    assert alerts_for(told(kind=Kind.REPUBLISHED), [subscription()], [], NOW) == ()


def test_an_update_goes_to_who_was_told_even_if_it_is_no_longer_what_they_asked_for() -> None:
    first = ids(alerts_for(told(direction=Direction.UNJUDGED), [RELAXED_ONLY], [], NOW))
    assert names(alerts_for(later(Direction.TIGHTENED), [RELAXED_ONLY], first, NOW)) == ["relaxed"]


def test_an_update_goes_to_who_wants_it_as_it_is_now() -> None:
    tightened = subscription(name="tightened", directions=frozenset({Direction.TIGHTENED}))
    first = ids(alerts_for(told(), [RELAXED_ONLY, tightened], [], NOW))
    assert names(alerts_for(later(Direction.TIGHTENED), [RELAXED_ONLY, tightened], first, NOW)) == [
        "relaxed",
        "tightened",
    ]


def test_an_update_of_another_change_of_the_story_is_not_for_who_was_told_this_one() -> None:
    first = ids(alerts_for(told(id=99), [RELAXED_ONLY], [], NOW))
    assert alerts_for(later(Direction.TIGHTENED), [RELAXED_ONLY], first, NOW) == ()


def test_a_correction_reaches_everybody_who_got_the_wrong_judgment() -> None:
    wrong = change(direction=Direction.TIGHTENED)
    tightened = subscription(name="tightened", directions=frozenset({Direction.TIGHTENED}))
    iran = subscription(name="iran", programs=frozenset({"iran"}))
    first = ids(alerts_for(told(direction=Direction.TIGHTENED), [tightened, iran], [], NOW))
    matter = of_correction(change(id=2, corrects=1), wrong, note="read again", by="desk")
    assert names(alerts_for(matter, [tightened, iran, RELAXED_ONLY], first, NOW)) == ["tightened", "relaxed"]


def test_each_deadline_of_a_measure_is_told_once() -> None:
    version = Version(KEY, "25A", "Authorizing", "", "ab", NOW, "s", "https://x.example", id=4)
    wish = subscription(deadlines=(timedelta(days=30), timedelta(days=7)))
    due = NOW + timedelta(days=30)
    month = of_deadline(version, due, timedelta(days=30), NOW, program="russia")
    week = of_deadline(version, due, timedelta(days=7), NOW + timedelta(days=23), program="russia")
    first = ids(alerts_for(month, [wish], [], NOW))
    assert names(tuple(first)) == ["everything"]
    assert alerts_for(month, [wish], first, NOW) == ()
    assert names(alerts_for(week, [wish], first, NOW)) == ["everything"]


def test_an_alert_has_one_delivery_a_channel_due_at_once(post: Post) -> None:
    wish = subscription(channels=("compliance", "chat", "compliance"))
    [alert] = ids(alerts_for(told(), [wish], [], NOW))
    deliveries = deliveries_for(alert, wish, {}, post, NOW)
    assert [one.channel for one in deliveries] == ["compliance", "chat"]
    assert {one.state for one in deliveries} == {DeliveryState.PENDING}
    assert {one.next_try for one in deliveries} == {NOW}
    assert len({one.message.message_id for one in deliveries}) == 2


def test_an_alert_without_its_number_is_not_delivered(post: Post) -> None:
    [alert] = alerts_for(told(), [subscription()], [], NOW)
    with pytest.raises(ValueError, match="has its id"):
        deliveries_for(alert, subscription(), {}, post, NOW)


def test_what_follows_answers_what_went_before_on_each_channel(post: Post) -> None:
    wish = subscription(channels=("compliance", "chat"))
    [first] = ids(alerts_for(reported(), [wish], [], NOW))
    before = deliveries_for(first, wish, {}, post, NOW)
    [second] = ids(alerts_for(told(), [wish], [first], NOW), 2)
    after = deliveries_for(second, wish, threads_of(before), post, NOW)
    assert [one.message.in_reply_to for one in after] == [one.message.message_id for one in before]
    third = threads_of([*after, *before])
    assert third["chat"] == Thread((before[1].message.message_id, after[1].message.message_id))


def test_quiet_hours_hold_the_message_until_the_morning_of_the_reader(post: Post) -> None:
    night = datetime(2031, 5, 8, 23, 0, tzinfo=ZoneInfo(ZONE))
    wish = subscription(quiet=Quiet("22:00", "07:00"))
    [alert] = ids(alerts_for(told(), [wish], [], night))
    [delivery] = deliveries_for(alert, wish, {}, post, night)
    assert delivery.hold_until == datetime(2031, 5, 9, 7, 0, tzinfo=ZoneInfo(ZONE))
    assert delivery.next_try == delivery.hold_until


def test_a_digest_collects_and_goes_out_at_its_hour(post: Post) -> None:
    wish = subscription(digest=Digest("08:00"))
    collected = ids((*alerts_for(told(), [wish], [], NOW), *alerts_for(told(id=2, label="25B"), [wish], [], NOW)))
    assert deliveries_for(collected[0], wish, {}, post, NOW) == ()
    due = digest_due(wish, ZONE, collected)
    assert due == datetime(2031, 5, 9, 8, 0, tzinfo=ZoneInfo(ZONE))
    told_at_once = replace(digest(wish, collected, due), id=3)
    [delivery] = deliveries_for(told_at_once, wish, {}, post, due)
    assert delivery.message.subject == "DIGEST 2 alerts: 2 relaxed"
    assert "GL 25A" in delivery.message.text
    assert "GL 25B" in delivery.message.text
    assert told_at_once.row == 2
    assert told_at_once.about == (KEY,)


def test_no_digest_is_sent_about_nothing() -> None:
    assert digest_due(subscription(digest=Digest("08:00")), ZONE, []) is None


def test_what_a_former_digest_had_collected_goes_out_at_once() -> None:
    collected = ids(alerts_for(told(), [subscription(digest=Digest("08:00"))], [], NOW))
    assert digest_due(subscription(), ZONE, collected) == NOW


def test_an_alert_that_nobody_acknowledges_goes_to_a_further_channel(post: Post) -> None:
    wish = subscription(escalate=Escalation(timedelta(hours=4), "on-call"), quiet=Quiet("00:00", "23:59"))
    [alert] = ids(alerts_for(told(), [wish], [], NOW))
    assert alert.escalate_at == NOW + timedelta(hours=4)
    up = replace(escalation(alert, alert.escalate_at), id=2)
    [delivery] = escalation_deliveries(up, wish, {}, post, alert.escalate_at)
    assert (delivery.channel, delivery.hold_until) == ("on-call", None)
    assert delivery.message.subject == f"NOT ACKNOWLEDGED {alert.subject}"
    assert "nobody acknowledged it in 4 hours" in delivery.message.text
    assert "sanctions-monitor alerts ack 1" in delivery.message.text
    assert (up.row, up.kind, up.escalate_at) == (1, MatterKind.ESCALATION, None)
    assert escalation_deliveries(up, subscription(), {}, post, NOW) == ()


def test_a_notice_about_the_monitor_goes_to_the_operators_channel_if_there_is_one(post: Post) -> None:
    alert = replace(operator_alert(disk_low("/var/lib/x", 10 << 20, NOW), NOW), id=1)
    [delivery] = operator_deliveries(alert, "on-call", post, NOW)
    assert delivery.message.subject == "MONITOR disk: disk almost full"
    assert operator_deliveries(alert, None, post, NOW) == ()


def test_a_channel_that_is_configured_no_more_gets_nothing(post: Post) -> None:
    wish = Subscription("w", ("gone", "chat"))
    [alert] = ids(alerts_for(told(), [wish], [], NOW))
    assert [one.channel for one in deliveries_for(alert, wish, {}, post, NOW)] == ["chat"]


def test_threads_follow_the_order_of_the_alerts() -> None:
    rows = [
        Delivery(number, "a", DeliveryState.SENT, Message("s", "t", message_id=f"<{number}@x>"), None, id=10 - number)
        for number in (2, 1, 3)
    ]
    assert threads_of(rows) == {"a": Thread(("<1@x>", "<2@x>", "<3@x>"))}


def test_nothing_answers_a_message_that_was_given_up() -> None:
    states = {1: DeliveryState.SENT, 2: DeliveryState.DEAD, 3: DeliveryState.PENDING}
    rows = [
        Delivery(number, "a", state, Message("s", "t", message_id=f"<{number}@x>"), None)
        for number, state in states.items()
    ]
    assert threads_of(rows) == {"a": Thread(("<1@x>", "<3@x>"))}
