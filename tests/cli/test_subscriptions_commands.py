"""What subscriptions are, and what they would have told."""

from __future__ import annotations

from tests.cli.command import ask


def test_subscriptions_are_listed_as_they_are_written(history):
    rows = ask("subscriptions", "--json").json
    assert [(row["name"], row["mode"], row["directions"]) for row in rows] == [
        ("everything", "now", []),
        ("tightenings", "daily 08:00", ["tightened"]),
    ]
    assert "directions: tightened" in ask("subscriptions").out


def test_a_test_says_what_would_have_been_sent_when_and_sends_nothing(history):
    before = (history / "monitor.db").read_bytes()
    rows = ask("subscriptions", "test", "--json").json
    official = [row for row in rows if row["kind"] != "report"]
    assert [(row["at"][:16], row["subscription"], row["kind"]) for row in official] == [
        ("2022-04-07T20:17", "everything", "change"),
        ("2022-05-08T15:29", "everything", "change"),
        ("2022-05-09T06:00", "tightenings", "digest"),
    ]
    assert (history / "monitor.db").read_bytes() == before


def test_a_test_of_one_subscription_over_a_stretch(history):
    said = ask("subscriptions", "test", "everything", "--since", "2022-05-01", "--until", "2022-05-09", "--jsonl")
    assert [row["at"][:10] for row in said.lines] == ["2022-05-08"]
    assert ask("subscriptions", "test", "everything", "--since", "2030-01-01").out == "Nothing would have been sent.\n"
    assert "there are everything, tightenings" in ask("subscriptions", "test", "nobody").one_line
    assert ask("subscriptions", "test", "--since", "yesterday").status == 2


def test_what_would_have_been_sent_is_what_was_sent(history):
    sent = [row for row in ask("alerts", "--json").json if row["subscription"] == "everything"]
    would = ask("subscriptions", "test", "everything", "--json").json
    assert [row["subject"] for row in would] == [row["subject"] for row in reversed(sent)]
    assert [row["at"] for row in would] == [row["at"] for row in reversed(sent)]


def test_a_configuration_without_subscriptions_says_so(history):
    file = history / "monitor.toml"
    file.write_text(file.read_text().partition("[[subscription]]")[0])
    assert "nobody would be told" in ask("subscriptions").out
    assert "no [[subscription]]" in ask("subscriptions", "test").one_line
