"""What a person does about alerts: look, take notice, send again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.model.words import DeliveryState
from monitor.store.store import Store
from tests.cli.command import ask


@pytest.fixture
def dead(history):
    """The alert whose delivery was given up."""
    with Store.open(history / "monitor.db") as store, store.writing() as tx:
        delivery = tx.deliveries_in("sent")[0]
        given_up = replace(
            delivery, state=DeliveryState.DEAD, attempts=12, sent_at=None, next_try=None, error="answered 503",
            hold_until=delivery.sent_at + timedelta(hours=8) if delivery.sent_at else None,
        )  # fmt: skip
        tx.put_delivery(given_up)
    return delivery.alert


def test_every_alert_is_listed_with_how_far_it_came(history):
    rows = ask("alerts", "--json").json
    assert {(row["subscription"], row["state"]) for row in rows} == {
        ("everything", "sent"), ("tightenings", "in digest"), ("tightenings", "sent"),
    }  # fmt: skip
    assert ask("alerts", "--state", "dead").out == "There is no such alert.\n"
    assert ask("alerts", "--state", "lost").status == 2


def test_an_alert_is_shown_with_its_words(history):
    number = ask("alerts", "--json").json[-1]["alert"]
    said = ask("alerts", "show", number).out
    assert "RELAXED: Russia GL 25, added" in said
    assert "acknowledged by nobody yet" in said
    told = ask("alerts", "show", number, "--json").json
    assert told["deliveries"][0]["state"] == "sent"
    assert told["matter"]["measure"] == "us-ofac/russia/gl-25"
    assert "there is no alert 99;" in ask("alerts", "show", 99).one_line


def test_who_took_notice_when_and_why_is_kept(history, monkeypatch):
    number = ask("alerts", "--json").json[0]["alert"]
    told = ask("alerts", "ack", number, "--note", "desk knows", "--who", "ana", "--json").json
    assert (told["who"], told["note"]) == ("ana", "desk knows")
    monkeypatch.setenv("SUDO_USER", "bram")
    assert "by bram" in ask("alerts", "ack", number).out
    assert "by bram" in ask("alerts", "show", number).out, "the last one counts"
    [row] = [row for row in ask("alerts", "--json").json if row["alert"] == number]
    assert row["acked_by"] == "bram"
    assert number not in [row["alert"] for row in ask("alerts", "--unacknowledged", "--json").json]
    assert "there is no alert 99;" in ask("alerts", "ack", 99).one_line
    assert ask("alerts", "ack", number, "--who", " ").status == 2


def test_what_was_given_up_is_sent_again_from_the_beginning(history, dead):
    [row] = ask("alerts", "retry", "--dead", "--json").json
    assert row == {"alert": dead, "channel": "compliance", "was": "dead", "error": "answered 503"}
    with Store.open(history / "monitor.db") as store, store.reading() as tx:
        [again] = tx.deliveries_in("pending")
    assert (again.alert, again.attempts, again.first_try, again.hold_until) == (dead, 0, None, None)
    assert ask("alerts", "retry", "--dead").out == "Nothing was given up.\n"


def test_one_alert_or_one_channel_is_sent_again(history, dead):
    assert ask("alerts", "retry", "--dead", "--channel", "other", "--json").json == []
    assert "it has no such delivery" in ask("alerts", "retry", dead, "--channel", "other").one_line
    assert [row["alert"] for row in ask("alerts", "retry", dead, "--jsonl").lines] == [dead]


def test_what_was_sent_is_not_sent_twice_by_mistake(history):
    number = ask("alerts", "--state", "sent", "--json").json[0]["alert"]
    assert "nothing failed or was given up (compliance: sent)" in ask("alerts", "retry", number).one_line
    assert "there is no alert 99;" in ask("alerts", "retry", 99).one_line


@pytest.mark.parametrize("arguments", [(), ("1", "--dead")])
def test_retry_wants_one_alert_or_all_that_is_dead(history, arguments):
    assert ask("alerts", "retry", *arguments).status == 2
