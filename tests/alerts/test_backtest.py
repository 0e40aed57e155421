"""What a subscription would have told over a stretch of the history."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from monitor.alerts.backtest import backtest
from monitor.model.message import Digest, Matter, MatterKind, Quiet
from monitor.model.words import Direction
from tests.alerts.conftest import channel
from tests.alerts.matters import NOW, reported, subscription, told

CHANNELS = {"compliance": channel("-")}
HOUR = timedelta(hours=1)


def history() -> list[Matter]:
    return [
        told(at=NOW + 3 * HOUR),
        reported(at=NOW),
        reported(at=NOW + HOUR, id=2),
        told(at=NOW + 30 * HOUR, id=2, story="8", direction=Direction.TIGHTENED),
    ]


def test_a_history_is_told_as_it_would_have_been_one_alert_for_an_event() -> None:
    would = backtest(subscription(), history(), CHANNELS, NOW + 100 * HOUR)
    assert [one.alert.kind for one in would] == [MatterKind.REPORT, MatterKind.CHANGE, MatterKind.CHANGE]
    assert [one.at for one in would] == [NOW, NOW + 3 * HOUR, NOW + 30 * HOUR]


def test_filters_hold_in_a_test_as_they_do_in_earnest() -> None:
    would = backtest(subscription(directions=frozenset({Direction.TIGHTENED})), history(), CHANNELS, NOW + 100 * HOUR)
    assert [one.alert.story for one in would] == ["8"]


def test_a_digest_comes_at_its_hour_with_what_was_collected() -> None:
    wish = subscription(digest=Digest("08:00"))
    would = backtest(wish, history(), CHANNELS, NOW + 100 * HOUR)
    zone = ZoneInfo("Europe/Amsterdam")
    assert [one.at for one in would] == [datetime(2031, 5, day, 8, tzinfo=zone) for day in (9, 10)]
    assert [len(one.alert.matter["facts"]["items"]) for one in would] == [2, 1]


def test_a_digest_that_is_not_due_yet_is_not_told() -> None:
    assert backtest(subscription(digest=Digest("08:00")), history(), CHANNELS, NOW + 2 * HOUR) == ()


def test_quiet_hours_delay_a_message_in_a_test_too() -> None:
    night = [told(at=datetime(2031, 5, 8, 23, tzinfo=ZoneInfo("Europe/Amsterdam")))]
    [one] = backtest(subscription(quiet=Quiet("22:00", "07:00")), night, CHANNELS, NOW + 100 * HOUR)
    assert one.at == datetime(2031, 5, 9, 7, tzinfo=ZoneInfo("Europe/Amsterdam"))


def test_a_channel_that_does_not_exist_gets_nothing() -> None:
    assert backtest(subscription(channels=("gone",)), history(), CHANNELS, NOW + 100 * HOUR) == ()
