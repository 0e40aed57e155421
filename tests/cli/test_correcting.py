"""A wrong judgment is put right, and everybody who got it hears so."""

from __future__ import annotations

import pytest

from monitor.store.store import Store
from tests.cli.command import ask


def corrected(*options, number=2):
    return ask("changes", "correct", number, *options, "--who", "ana", "--json")


def test_a_correction_follows_and_the_wrong_row_stays(history):
    told = corrected("--direction", "mixed", "--note", "the new scope weighs as much").json
    assert (told["change"], told["corrects"]) == (3, 2)
    assert told["event"]["event"] == "update"
    assert (told["event"]["direction"], told["event"]["summary"]) == ("mixed", "the new scope weighs as much")
    rows = {row["id"]: row for row in ask("changes", "--json").json}
    assert (rows[2]["direction"], rows[2]["corrected_by"]) == ("tightened", 3)
    assert (rows[3]["direction"], rows[3]["kind"], rows[3]["note"]) == ("mixed", "amended", "judged by ana")
    assert "(a wrong judgment: see 3)" in ask("changes").out
    assert ask("verify").status == 0


def test_everybody_who_got_the_wrong_one_is_told_whatever_they_filter(history):
    told = corrected("--direction", "relaxed", "--note", "read again").json
    assert [one["subscription"] for one in told["alerts"]] == ["everything", "tightenings"]
    [now] = ask("alerts", "--state", "pending", "--json").json
    assert now["subject"].startswith("CORRECTED RELAXED Russia GL 25A: was told as tightened")
    shown = ask("alerts", "show", now["alert"], "--json").json["deliveries"][0]["message"]
    assert "Reason: read again (ana)" in shown["text"]
    assert "Channel One Russia" in shown["text"], "the words that changed are shown again"
    assert "Why tightened" not in shown["text"]
    assert shown["in_reply_to"], "it stands in the thread of what it corrects"


def test_a_story_takes_the_direction_of_the_corrected_judgment(history):
    before = ask("changes", "--json").json[0]
    corrected("--direction", "relaxed", "--note", "read again")
    with Store.open(history / "monitor.db", read_only=True) as store, store.reading() as tx:
        story = tx.story(before["story"])
    assert story is not None
    assert story.direction.value == "relaxed"
    assert story.confirmed_at is not None
    assert story.confirmed_at.year == 2022, "the event was confirmed when it happened, not when it was judged anew"


def test_a_correction_is_corrected_by_its_own_number_or_that_of_the_first(history):
    corrected("--direction", "mixed", "--note", "one")
    second = corrected("--direction", "relaxed", "--kind", "extended", "--note", "two", number=3).json
    assert second["corrects"] == 2
    assert len(second["alerts"]) == 2
    rows = {row["id"]: row for row in ask("changes", "--json").json}
    assert rows[2]["corrected_by"] == 4
    assert rows[4]["kind"] == "extended"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--direction", "tightened", "--note", "x"), "change 2 is held to be tightened (amended) already"),
        (("--direction", "relaxed", "--note", "x", "--config", "none.toml"), "none.toml"),
        (("--direction", "relaxed", "--note", "x", "--db", "none.db"), "there is no database"),
    ],
)
def test_what_cannot_be_corrected_is_said(history, options, said):
    assert said in corrected(*options).one_line


def test_a_correction_needs_a_direction_a_reason_and_a_change(history):
    assert corrected("--direction", "better", "--note", "x").status == 2
    assert corrected("--direction", "relaxed").status == 2
    assert corrected("--direction", "relaxed", "--note", " ").status == 2
    assert "there is no change 99;" in corrected("--direction", "relaxed", "--note", "x", number=99).one_line
    with Store.open(history / "monitor.db", read_only=True) as store, store.reading() as tx:
        assert tx.count("change") == 2
