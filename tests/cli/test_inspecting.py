"""`inspect` as people and as programs call it, on good texts and on hostile ones."""

from __future__ import annotations

import json

import pytest

from monitor import bundled
from tests.cli.command import ask
from tests.stories.theatre import grant, license_text

OLD, NEW = license_text("900", grant("ferries")), license_text("900A", grant("ferries or tugs"))
ENTRY = '306,"HARBOR BANK",-0- ,"ATLANTIS",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"{remarks}"\n'
HOSTILE = [
    b"{bad",
    b"[]",
    b"null",
    b'"x"',
    b"\xff\xfe\x00",
    b"[" * 100_000,
    b'{"id": 1e999, "text": 5, "before": [], "after": {}, "title": null, "date": {}, "language": 7}',
    b'{"id": ["a"], "date": "9999-99-99", "text": "\\ud800 \\u0000", "title": "\\ud800", "before": "\\ud800", "after": "x"}',
    json.dumps(
        {"id": "huge", "text": "(a) " * 60_000, "title": "sanctions " * 6_000, "before": OLD * 40, "after": "b"}
    ).encode(),
]


@pytest.fixture
def file(tmp_path):
    def write(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def test_a_license_is_read_from_a_file_and_from_standard_input(file):
    from_file = ask("inspect", "license", file("gl.txt", OLD), "--json").json
    assert (from_file["key"], from_file["label"]) == ("us-ofac/russia/gl-900", "900")
    from_input = ask("inspect", "license", "-", "--json", stdin=OLD.encode()).json
    assert from_input["provisions"] == from_file["provisions"]
    assert "(a)               permits" in ask("inspect", "license", stdin=OLD.encode()).out


def test_two_versions_are_compared(file):
    old, new = file("old.txt", OLD), file("new.txt", NEW)
    told = ask("inspect", "compare", old, new, "--json").json
    assert (told["direction"], told["kind"]) == ("relaxed", "amended")
    assert "relaxed (amended)" in ask("inspect", "compare", old, new).out
    assert ask("inspect", "compare", old).status == 2
    not_one = ask("inspect", "compare", old, file("x.txt", "dear diary"), "--json").json
    assert (not_one["direction"], not_one["kind"]) == ("unjudged", None)


def test_a_news_item_is_read(file):
    item = "US lifts sanctions on ferries to Russia\nOFAC issued General License 900 on Monday."
    told = ask("inspect", "news", file("news.txt", item), "--json").json
    assert set(told) == {
        "id", "language", "label", "direction", "stage", "jurisdiction", "program", "instruments", "score", "why",
    }  # fmt: skip
    assert told["direction"] in ask("inspect", "news", stdin=item.encode()).out


def test_two_captures_of_a_page_are_compared(file):
    page = "<html><body><main><h1>Licences</h1><p>{}</p></main></body></html>"
    old, new = (
        file("a.html", page.format("Ferries are allowed.")),
        file("b.html", page.format("Ferries are prohibited.")),
    )
    assert ask("inspect", "page", old, new, "--json").json["substantive"] is True
    assert ask("inspect", "page", old, old, "--json").json == {"substantive": False, "operations": []}
    assert "no change of substance" in ask("inspect", "page", old, old, "--select", "main").out
    assert str(old) in ask("inspect", "page", old, new, "--select", "[[").one_line


def test_two_snapshots_of_a_list_are_compared(file):
    old, new = file("a.csv", ENTRY.format(remarks="old")), file("b.csv", ENTRY.format(remarks="new") + "307,TUGS\n\x1a")
    command = ("inspect", "list-diff", old, new, "--format", "ofac-sdn-csv")
    assert ask(*command, "--json").json == {
        "added": ["307"], "removed": [], "changed": [{"id": "306", "fields": ["remarks"]}],
    }  # fmt: skip
    said = ask(*command).out
    assert said.startswith("1 added, 0 removed, 1 changed")
    assert "~ 306  HARBOR BANK: remarks" in said
    assert ask("inspect", "list-diff", old, new, "--format", "other").status == 2


@pytest.mark.parametrize("body", [b"", b"\x1a", b"<html>Access Denied</html>"])
def test_a_list_without_a_record_is_never_the_removal_of_everything(file, body):
    old, empty = file("a.csv", ENTRY.format(remarks="")), file("b.csv", body)
    assert str(empty) in ask("inspect", "list-diff", old, empty, "--json").one_line
    assert ask("inspect", "list-diff", empty, old).status == 1


@pytest.mark.parametrize(
    ("command", "keys"),
    [
        ("license", {"id", "key", "problem"}),
        ("compare", {"id", "direction", "kind", "problem"}),
        ("news", {"id", "language", "label", "direction", "stage", "jurisdiction", "program", "instruments", "score"}),
    ],
)
def test_every_line_is_answered_whatever_stands_in_it(command, keys):
    good = {"id": "good", "text": OLD, "before": OLD, "after": NEW, "title": "Ferries"}
    said = ask("inspect", command, "--jsonl", stdin=b"\n".join([*HOSTILE, b"", json.dumps(good).encode()]))
    assert said.status == 0
    assert said.err == ""
    assert len(said.lines) == len(HOSTILE) + 1
    assert all(keys <= set(answer) for answer in said.lines[:5])
    assert said.lines[-1]["id"] == "good"
    assert "problem" not in said.lines[-1]


def test_a_text_that_breaks_our_own_reading_costs_no_other_answer(monkeypatch):
    monkeypatch.setattr("monitor.cli.inspecting._text", lambda *_: 1 / 0)
    lines = b'{"id": "a", "text": ""}\n{"id": "b", "text": ""}\n'
    told = ask("inspect", "license", "--jsonl", stdin=lines).lines
    assert [answer["id"] for answer in told] == ["a", "b"]
    assert all("our own reading failed: ZeroDivisionError" in answer["problem"] for answer in told)


def test_a_word_in_a_lexicon_beside_the_configuration_counts(tmp_path, file):
    item = file("news.txt", "The EU zaps its sanctions on Belarus\n")
    words = bundled.read_text("lexicon/en.toml")
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "lexicon" / "en.toml").write_text(words.replace("lift = [", 'lift = ["zap~",', 1), encoding="utf-8")
    config = tmp_path / "monitor.toml"
    config.write_text("", encoding="utf-8")
    assert ask("inspect", "news", str(item), "--json").json["direction"] == "unchanged"
    assert ask("inspect", "news", "--config", str(config), str(item), "--json").json["direction"] == "relaxed"


@pytest.mark.parametrize("command", ["license", "news"])
@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00\x01", b"%PDF-1.4 broken", b"\x00" * 1000, b"<html></html>"])
def test_bytes_of_any_kind_are_no_traceback(file, command, content):
    path = file("x", content)
    for said in (ask("inspect", command, path), ask("inspect", command, stdin=content)):
        assert said.status == 0 or said.one_line


@pytest.mark.parametrize(
    "command",
    [
        ("license", "none"),
        ("compare", "none", "none"),
        ("news", "none"),
        ("page", "none", "none"),
        ("list-diff", "none", "none"),
    ],
)
def test_a_file_that_is_not_there_is_named(tmp_path, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    assert "none: No such file" in ask("inspect", *command).one_line
