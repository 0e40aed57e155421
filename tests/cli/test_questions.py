"""Questions to the history as a person and as a program ask them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from monitor.model.instrument import InstrumentKind
from monitor.model.register import Measure
from monitor.store.store import Store
from tests.cli.command import ask
from tests.store import samples

KEY = "us-ofac/russia/gl-25"


def test_measures_by_program_and_status(history):
    assert [row["label"] for row in ask("measures", "--program", "russia", "--status", "in force", "--json").json][
        -1
    ] == "25A"
    assert ask("measures", "--program", "cuba").out == "The register holds no such measure.\n"
    assert ask("measures", "--program", "cuba", "--json").json == []
    assert ask("measures", "--status", "forgotten").status == 2


def test_a_measure_of_two_programs_is_found_under_either(history):
    with Store.open(history / "monitor.db") as store, store.writing() as tx:
        tx.add_measure(
            Measure(
                "us-ofac/counter-terrorism/gl-14", "us-ofac", "counter-terrorism", InstrumentKind.LICENSE, "Fourteen",
                datetime(2022, 4, 1, tzinfo=UTC), "u", ("counter-terrorism", "afghanistan"),
            )
        )  # fmt: skip
    for program in ("counter-terrorism", "afghanistan"):
        assert [row["measure"] for row in ask("measures", "--program", program, "--json").json] == [
            "us-ofac/counter-terrorism/gl-14"
        ]


def test_a_measure_with_its_versions_and_changes(history):
    told = ask("measure", KEY, "--json").json
    assert [version["label"] for version in told["versions"]] == ["25", "25A"]
    assert [change["direction"] for change in told["changes"]] == ["relaxed", "tightened"]
    assert "25A  in force" in ask("measure", KEY).out


def test_an_unknown_measure_names_those_near_it(history):
    assert f"near it: {KEY}" in ask("measure", "us-ofac/iran/gl-25").one_line
    assert ask("measure", "us-ofac/iran/gl-99").status == 1


def test_the_difference_of_two_versions_word_by_word(history):
    for labels in ((), ("25",), ("25", "25A"), ("25", "25a")):
        assert ask("diff", KEY, *labels, "--json").json["direction"] == "tightened"
    assert "[+Any transaction with Joint Stock Company Channel One Russia" in ask("diff", KEY).out
    assert "the register holds 25, 25A" in ask("diff", KEY, "25", "25Z").one_line
    assert "no measure" in ask("diff", "us-ofac/x/gl-1").one_line


@pytest.mark.parametrize(
    ("options", "labels"),
    [
        ((), ["25A", "25"]),
        (("--direction", "relaxed"), ["25"]),
        (("--kind", "amended"), ["25A"]),
        (("--since", "2022-05-01"), ["25A"]),
        (("--until", "2022-05-01T00:00:00+02:00"), ["25"]),
        (("--measure", "us-ofac/*/gl-25"), ["25A", "25"]),
        (("--measure", "us-ofac/russia"), []),
        (("--program", "iran"), []),
    ],
)
def test_changes_through_filters(history, options, labels):
    assert [row["label"] for row in ask("changes", *options, "--jsonl").lines] == labels


def test_search_finds_phrases_and_takes_no_query_language(history):
    [found] = ask("search", '"television station russia-1"', "--jsonl").lines
    assert found["at"] == "2022-05-08T15:29:25Z"
    assert "[Television Station Russia-1]" in " ".join(found["excerpt"].split())
    for words in ('"', "AND OR NOT", "title:x*", "(", "';--"):
        assert ask("search", "--", words).status == 0
    assert len(ask("search", "--limit", "1", "the", "--json").json) == 1


def test_sources_tell_their_health_and_track_record(history):
    rows = {row["source"]: row for row in ask("sources", "--json").json}
    assert rows["nieuwsblad-nl"]["reports"] == 1
    assert rows["ofac-recent-actions"]["last_change"] == "2022-05-08T15:29:25Z"
    assert rows["ofac-recent-actions"]["trouble"] is None


def test_a_pipe_gets_one_line_a_row_with_tabs(history):
    said = ask("changes").out.splitlines()
    assert said[0].split("\t") == ["id", "at", "direction", "kind", "measure", "label", "summary"]
    assert {line.count("\t") for line in said} == {6}


def test_the_database_is_found_by_environment_folder_and_option(history, monkeypatch, tmp_path):
    database = history / "monitor.db"
    monkeypatch.chdir(tmp_path)
    assert ask("changes").status == 1
    assert ask("changes", "--db", database).status == 0
    monkeypatch.setenv("MONITOR_DB", str(database))
    assert ask("changes").status == 0
    monkeypatch.delenv("MONITOR_DB")
    monkeypatch.setenv("STATE_DIRECTORY", f"{history}:/elsewhere")
    assert ask("changes").status == 0


def test_a_source_that_is_late_or_silent_is_shown_as_that(history):
    with Store.open(history / "monitor.db") as store, store.writing() as tx:
        tx.put_health(replace(samples.health("late"), late_told=True))
        tx.put_health(replace(samples.health("silent"), late_told=False, silent_told=True))
        tx.put_health(replace(samples.health("shut"), late_told=True))
        tx.put_outbreak(replace(samples.outbreak(), source="shut"))
    told = {row["source"]: row["trouble"] for row in ask("sources", "--json").json}
    assert told["nieuwsblad-nl"] is None
    assert (told["late"], told["silent"], told["shut"]) == ("late", "silent", "challenge, late")
