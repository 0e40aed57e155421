"""The life of a delivery: nothing is lost, order holds within a channel, no channel waits for another."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from monitor.alerts import outbox
from monitor.model.message import Delivery, Message, Outcome
from monitor.model.words import DeliveryState

NOW = datetime(2031, 5, 8, 14, 0, tzinfo=UTC)
OK = Outcome(ok=True)
AWAY = Outcome(ok=False, detail="connection refused")
NO = Outcome(ok=False, permanent=True, detail="550 no such user")


def delivery(number: int = 1, channel: str = "a", **fields: object) -> Delivery:
    base = Delivery(number, channel, DeliveryState.PENDING, Message("s", "t"), NOW, id=number)
    return replace(base, **fields)  # type: ignore[arg-type]


def attempts_until_dead(outcome: Outcome) -> tuple[int, timedelta]:
    one, now = delivery(), NOW
    while one.state is not DeliveryState.DEAD:
        one = outbox.after_attempt(outbox.begin(one, now), outcome, now, 0.5)
        now = one.next_try or now
    return one.attempts, now - NOW


def test_before_an_attempt_it_is_written_that_one_is_under_way() -> None:
    begun = outbox.begin(delivery(), NOW)
    assert (begun.state, begun.attempts, begun.first_try, begun.last_try) == (DeliveryState.SENDING, 1, NOW, NOW)


def test_the_first_try_stays_the_first() -> None:
    later = NOW + timedelta(hours=1)
    again = outbox.begin(outbox.after_attempt(outbox.begin(delivery(), NOW), AWAY, NOW, 0.5), later)
    assert (again.first_try, again.last_try, again.attempts) == (NOW, later, 2)


def test_what_was_accepted_is_sent_and_keeps_no_old_error() -> None:
    failed = outbox.after_attempt(outbox.begin(delivery(), NOW), AWAY, NOW, 0.5)
    sent = outbox.after_attempt(outbox.begin(failed, NOW), OK, NOW, 0.5)
    assert (sent.state, sent.sent_at, sent.next_try, sent.error) == (DeliveryState.SENT, NOW, None, "")


def test_a_channel_that_is_away_is_tried_for_two_days() -> None:
    attempts, spell = attempts_until_dead(AWAY)
    assert spell >= timedelta(days=2)
    assert spell <= timedelta(days=2, hours=3)
    assert attempts >= 12


def test_a_plain_no_is_believed_within_hours_but_not_at_once() -> None:
    attempts, spell = attempts_until_dead(NO)
    assert timedelta(hours=1) <= spell <= timedelta(hours=3)
    assert attempts >= 4


def test_waiting_grows_from_half_a_minute_to_two_hours() -> None:
    waits = [outbox.backoff(attempts, 0.5) for attempts in range(1, 40)]
    assert waits[0] == timedelta(seconds=30)
    assert waits == sorted(waits)
    assert waits[-1] == timedelta(hours=2)


def test_a_server_that_names_a_time_is_left_alone_until_then() -> None:
    patient = Outcome(ok=False, retry_after=timedelta(minutes=20))
    failed = outbox.after_attempt(outbox.begin(delivery(), NOW), patient, NOW, 0.0)
    assert failed.next_try == NOW + timedelta(minutes=20)


def test_a_server_cannot_send_us_away_for_ever() -> None:
    greedy = Outcome(ok=False, retry_after=timedelta(days=4000))
    failed = outbox.after_attempt(outbox.begin(delivery(), NOW), greedy, NOW, 0.0)
    assert failed.next_try == NOW + timedelta(days=1)


def test_what_was_in_flight_at_a_crash_goes_again() -> None:
    recovered = outbox.recover(outbox.begin(delivery(), NOW), NOW + timedelta(minutes=1))
    assert recovered.state is DeliveryState.FAILED
    assert outbox.due([recovered], NOW + timedelta(minutes=1)) == (recovered,)


def test_a_start_does_not_wait_out_an_old_backoff() -> None:
    failed = outbox.after_attempt(outbox.begin(delivery(attempts=9), NOW), AWAY, NOW, 0.5)
    assert outbox.recover(failed, NOW).next_try == NOW
    assert outbox.recover(failed, NOW).attempts == 10


def test_a_start_leaves_what_is_over_as_it_is() -> None:
    for state in (DeliveryState.SENT, DeliveryState.DEAD, DeliveryState.PENDING):
        one = delivery(state=state)
        assert outbox.recover(one, NOW) == one


def test_a_dead_message_that_somebody_retries_has_all_its_attempts_again() -> None:
    dead = delivery(state=DeliveryState.DEAD, attempts=20, first_try=NOW - timedelta(days=3), next_try=None)
    again = outbox.retry(dead, NOW)
    assert outbox.due([again], NOW) == (again,)
    assert outbox.after_attempt(outbox.begin(again, NOW), AWAY, NOW, 0.5).state is DeliveryState.FAILED


def test_an_older_message_that_failed_holds_back_the_newer_of_its_channel_only() -> None:
    failed = delivery(1, state=DeliveryState.FAILED, next_try=NOW + timedelta(minutes=1))
    newer, other = delivery(2), delivery(3, "b")
    assert outbox.due([newer, other, failed], NOW) == (other,)
    assert outbox.next_wake([newer, failed], NOW) == NOW + timedelta(minutes=1)


def test_a_dead_message_holds_nobody_back() -> None:
    assert outbox.due([delivery(1, state=DeliveryState.DEAD, next_try=None), delivery(2)], NOW) == (delivery(2),)


def test_a_channel_with_a_message_under_way_gets_no_second_one() -> None:
    assert outbox.due([outbox.begin(delivery(1), NOW), delivery(2)], NOW) == ()


def test_what_waits_for_the_morning_holds_nobody_back() -> None:
    morning = NOW + timedelta(hours=8)
    held = delivery(1, next_try=morning, hold_until=morning)
    assert outbox.due([held, delivery(2)], NOW) == (delivery(2),)
    assert outbox.due([held, delivery(2)], morning) == (held,)
    assert outbox.next_wake([held], NOW) == morning


_EVENTS = st.lists(st.sampled_from(["ok", "away", "away", "crash"]), max_size=60)


@given(_EVENTS, st.lists(st.sampled_from("ab"), min_size=1, max_size=8), st.floats(0, 0.999))
def test_every_message_is_accepted_at_least_once_and_in_order_whatever_happens(
    events: list[str], channels: list[str], jitter: float
) -> None:
    """A server that is away or a crash in the middle, at any moment, and then all is well again."""
    rows = {number: delivery(number, channel) for number, channel in enumerate(channels, 1)}
    accepted: list[int] = []
    doubled, now, script = 0, NOW, [*events, *["ok"] * len(channels)]
    while any(row.state is not DeliveryState.SENT for row in rows.values()):
        due = outbox.due(rows.values(), now)
        if not due:
            wake = outbox.next_wake(rows.values(), now)
            assert wake is not None, "something waits, and nothing would wake it"
            assert wake > now
            now = wake
            continue
        row = due[0]
        what = script.pop(0) if script else "ok"
        rows[row.id or 0] = begun = outbox.begin(row, now)
        if what != "away":
            doubled += begun.alert in accepted
            accepted.append(begun.alert)
        if what == "crash":
            rows = {number: outbox.recover(one, now) for number, one in rows.items()}
        else:
            rows[begun.id or 0] = outbox.after_attempt(begun, OK if what == "ok" else AWAY, now, jitter)
    first_seen = list(dict.fromkeys(accepted))
    assert sorted(first_seen) == list(rows)
    for channel in "ab":
        own = [number for number in first_seen if rows[number].channel == channel]
        assert own == sorted(own)
    assert doubled <= events.count("crash")
