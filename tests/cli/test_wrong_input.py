"""Wrong input of every kind: one clear line, exit 1 or 2, nothing lost, no traceback (issue of the main job)."""

from __future__ import annotations

import ctypes
import json
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlite_utils import Database

from tests.cli.command import ask

CHECKOUT = Path(__file__).resolve().parents[2]
MINIMAL = '[[source]]\nid = "a"\nkind = "feed"\nurl = "https://example.org/feed"\nevery = "10m"\nrole = "news"\n'


def real(*arguments: object, **more: object) -> subprocess.CompletedProcess[str]:
    """A process of its own, as a shell starts it."""
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT), **more.pop("environment", {})}  # type: ignore[dict-item]
    ended: subprocess.CompletedProcess[str] = subprocess.run(
        [sys.executable, "-m", "monitor", *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env=environment,
        **more,  # type: ignore[call-overload]
    )
    return ended


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for name in ("MONITOR_DB", "MONITOR_CONFIG", "STATE_DIRECTORY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def configured(folder, text):
    file = folder / "monitor.toml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    "command",
    [
        ("check", "--offline"), ("run",), ("run", "--once"), ("subscriptions",), ("subscriptions", "test"),
        ("sources", "test", "a"), ("changes", "correct", "1", "--direction", "mixed", "--note", "x"),
    ],
    ids=" ".join,
)  # fmt: skip
@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "there is no such file; `sanctions-monitor init DIR` writes one"),
        ("a = [", "syntax: is not TOML"),
        ("[store]\ndatbase = 'x'\n", "store.datbase = 'x': there is no such key"),
        (MINIMAL.replace("feed", "feeed", 1), "source[1].kind = 'feeed': no such kind of source; known: "),
        (MINIMAL.replace("10m", "5 weeks"), "source[1].every = '5 weeks': a duration is written as"),
        ('include = ["nothing-*.toml"]\n', "include"),
    ],
    ids=["missing file", "broken TOML", "unknown key", "unknown kind", "bad interval", "empty include"],
)
def test_a_wrong_configuration_is_named_by_file_key_value_and_remedy(folder, command, text, said):
    if text is not None:
        configured(folder, text)
    ended = ask(*command)
    assert ended.status == 2
    assert said in ended.one_line
    assert "monitor.toml: " in ended.one_line


def test_every_fault_is_named_not_only_the_first(folder):
    configured(folder, "[store]\nx = 1\n" + MINIMAL.replace("10m", "5 weeks").replace("feed", "feeed", 1))
    ended = ask("check", "--offline")
    assert ended.status == 2
    for key in ("store.x", "source[1].every", "source[1].kind"):
        assert key in ended.err


@pytest.mark.parametrize(
    "command",
    [
        ("measures",), ("measure", "x"), ("diff", "x"), ("changes",), ("alerts",), ("alerts", "show", "1"),
        ("alerts", "ack", "1"), ("alerts", "retry", "1"), ("sources",), ("search", "x"), ("verify",),
        ("evidence", "1"), ("backup", "copy"), ("status",),
    ],
    ids=" ".join,
)  # fmt: skip
class TestDatabase:
    def test_one_that_is_not_there(self, folder, command):
        assert "there is no database" in ask(*command).one_line
        assert not (folder / "monitor.db").exists(), "asking makes none"

    def test_something_else(self, folder, command):
        (folder / "monitor.db").write_bytes(b"Dear diary, today I watched sanctions. " * 40)
        assert "not a SQLite database" in ask(*command).one_line

    def test_one_of_another_program(self, folder, command):
        with sqlite3.connect(folder / "monitor.db") as other:
            other.execute("CREATE TABLE diary (day TEXT)")
        other.close()
        assert "not one of sanctions-monitor" in ask(*command).one_line

    def test_one_of_a_later_version(self, played, folder, command):
        shutil.copyfile(played / "monitor.db", folder / "monitor.db")
        later(folder / "monitor.db")
        before = (folder / "monitor.db").read_bytes()
        assert "written by a later version" in ask(*command).one_line
        assert (folder / "monitor.db").read_bytes() == before


def later(database: Path) -> None:
    with Database(database) as db:
        db.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
            "VALUES ('sanctions-monitor', 'm999_tomorrow', '2099-01-01')"
        )
        db.conn.commit()


def test_the_daemon_leaves_a_database_of_a_later_version_alone(played, folder):
    configured(folder, MINIMAL)
    shutil.copyfile(played / "monitor.db", folder / "monitor.db")
    later(folder / "monitor.db")
    for command in (("run", "--once"), ("replay", played, "--db", folder / "monitor.db"), ("check", "--offline")):
        ended = ask(*command)
        assert ended.status == 1
        assert "written by a later version" in ended.out + ended.err


def test_what_init_writes_is_clean_and_never_overwritten(folder):
    assert ask("init", "mine").status == 0
    assert ask("check", "--offline", "--config", "mine/monitor.toml").status == 0
    told = ask("check", "--offline", "--config", "mine/monitor.toml", "--json").json
    assert all(finding["ok"] for finding in told)
    (folder / "mine" / "monitor.toml").write_text("mine", encoding="utf-8")
    (folder / "mine" / "sources" / "ecfr.toml").unlink()
    again = ask("init", "mine")
    assert again.out.startswith("wrote mine/sources/ecfr.toml\nleft  mine/monitor.toml as it is")
    assert (folder / "mine" / "monitor.toml").read_text(encoding="utf-8") == "mine"
    assert "every file is there already" in ask("init", "mine").one_line


def test_channels_and_sources_that_cannot_be_reached_are_each_named(folder):
    places = [f'[[channel]]\nname = "{name}"\nurl = "{url}"\n' for name, url in (
        ("mail", "mailto://user:hunter2@127.0.0.1:9/?from=a@example.org&to=b@example.org"), ("hook", "json://127.0.0.1:9/"),
    )]  # fmt: skip
    source = MINIMAL.replace("https://example.org/feed", "http://127.0.0.1:9/feed")
    subscription = '[[subscription]]\nname = "all"\nchannels = ["mail", "hook"]\n'
    configured(folder, '[fetch]\nallow = ["127.0.0.0/8"]\ntimeout = "2s"\n' + source + "".join(places) + subscription)
    ended = ask("check")
    assert ended.status == 1
    for what in ("channel mail", "channel hook", "source a"):
        assert f"FAULT  {what}: " in ended.out
        assert what in ended.one_line
    assert "hunter2" not in ended.out + ended.err


def test_a_place_in_our_own_network_is_refused_and_said(folder):
    configured(folder, MINIMAL.replace("https://example.org/feed", "http://127.0.0.1:9/feed"))
    ended = ask("check")
    assert ended.status == 1
    assert "127.0.0.1" in ended.out


def test_a_source_that_does_not_answer_is_one_line(folder):
    configured(
        folder, '[fetch]\nallow = ["127.0.0.0/8"]\n' + MINIMAL.replace("https://example.org", "http://127.0.0.1:9")
    )
    assert ask("sources", "test", "a").one_line
    assert "there is no source 'b'" in ask("sources", "test", "b").one_line


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "monitor.toml"),
        ({"monitor.toml": MINIMAL}, "story.toml"),
        ({"monitor.toml": MINIMAL, "story.toml": 'title = "x"'}, "start"),
        (
            {"monitor.toml": MINIMAL, "story.toml": "start = 2026-01-01T00:00:00Z\nend = 2026-01-02T00:00:00Z\n"},
            "responses.jsonl",
        ),
        (
            {
                "monitor.toml": MINIMAL,
                "story.toml": "start = 2026-01-01T00:00:00Z\nend = 2026-01-02T00:00:00Z\n",
                "responses.jsonl": "{not json\n",
            },
            "responses.jsonl",
        ),
    ],
    ids=["empty", "no story", "no start", "no responses", "broken responses"],
)
def test_a_folder_that_is_no_story_is_said(folder, files, said):
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    ended = ask("replay", folder)
    assert ended.status in {1, 2}
    assert "Traceback" not in ended.err
    assert said in ended.err


def test_a_demonstration_does_not_touch_a_folder_of_others(folder):
    (folder / "mine").mkdir()
    (folder / "mine" / "letter.txt").write_text("dear", encoding="utf-8")
    ended = ask("demo", "--keep", folder / "mine")
    assert ended.status == 2
    assert (folder / "mine" / "letter.txt").exists()


@pytest.mark.parametrize("room", [300_000, 800_000], ids=["at the beginning", "on the way"])
def test_a_full_disk_loses_nothing_and_says_so(story, room):
    """A limit on the size of files is met like a disk without room."""

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    ended = real("replay", ".", "--jsonl", cwd=story, preexec_fn=little_room)
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
    assert ended.stderr.startswith("sanctions-monitor: ")
    assert len(ended.stderr.strip().splitlines()) == 1
    again = real("replay", ".", "--jsonl", cwd=story)
    assert again.returncode == 0, again.stderr
    assert all(json.loads(line)["event"] for line in again.stdout.splitlines())
    assert [row["label"] for row in ask("changes", "--db", story / "monitor.db", "--json").json] == ["46A"]
    assert ask("verify", "--db", story / "monitor.db").status == 0


def as_anybody() -> None:
    """Takes from root what lets it write where nobody may; others have not got it."""
    if os.geteuid() == 0:
        drop_from_bounding_set, override = 24, 1  # prctl(2), capabilities(7)
        ctypes.CDLL(None).prctl(drop_from_bounding_set, override, 0, 0, 0)


@pytest.fixture
def read_only(history):
    """The folder of the history, which may not be written to."""
    history.chmod(0o555)
    tried = subprocess.run(["/usr/bin/touch", history / "x"], preexec_fn=as_anybody, capture_output=True, check=False)
    if tried.returncode == 0:
        pytest.skip("root writes everywhere here, and cannot give that up")
    (history / "monitor.db").chmod(0o444)
    yield history
    history.chmod(0o755)


@pytest.mark.parametrize(
    "command",
    [("alerts", "ack", "1"), ("backup", "copy"), ("init", "new"), ("run", "--once")],
    ids=" ".join,
)
def test_a_folder_that_may_not_be_written_is_said(read_only, command):
    ended = real(*command, cwd=read_only, preexec_fn=as_anybody)
    assert ended.returncode == 1, ended
    assert ended.stderr.startswith("sanctions-monitor: ")
    assert len(ended.stderr.strip().splitlines()) == 1, ended.stderr


def test_a_check_says_that_nothing_can_be_kept_where_nothing_may_be_written(read_only):
    ended = real("check", "--offline", cwd=read_only, preexec_fn=as_anybody)
    assert ended.returncode == 1, ended
    assert "may not be written by this user" in ended.stdout


def test_a_database_of_an_earlier_version_says_what_brings_it_to_this_one(history):
    with Database(history / "monitor.db") as db:
        db.execute("DELETE FROM _sqlite_migrations WHERE name = (SELECT max(name) FROM _sqlite_migrations)")
        db.conn.commit()
    assert "`sanctions-monitor run` brings it to this one" in ask("changes").one_line


def test_a_history_that_may_not_be_written_can_be_read(read_only):
    ended = real("changes", "--jsonl", cwd=read_only, preexec_fn=as_anybody)
    assert ended.returncode == 0, ended.stderr
    assert len(ended.stdout.splitlines()) == 2


@pytest.mark.parametrize("arguments", [("measures",), ("changes", "--json"), ("search", "the")], ids=" ".join)
def test_a_reader_that_goes_away_and_a_full_pipe_are_no_traceback(history, arguments):
    command = " ".join([sys.executable, "-m", "monitor", *arguments])
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    gone = subprocess.run(f"{command} | true", shell=True, capture_output=True, text=True, check=False, env=environment)
    assert gone.stderr == ""
    full = subprocess.run(
        f"{command} > /dev/full", shell=True, capture_output=True, text=True, check=False, env=environment
    )
    assert full.returncode == 1
    assert full.stderr == "sanctions-monitor: No space left on device\n"


def test_a_terminal_that_cannot_show_every_letter_gets_them_escaped(history):
    ended = real("diff", "us-ofac/russia/gl-25", environment={"PYTHONIOENCODING": "iso8859-1"})
    assert ended.returncode == 0, ended.stderr
    assert "25 \\u2192 25A" in ended.stdout


def test_an_error_nobody_thought_of_is_one_line_too(history, monkeypatch):
    monkeypatch.setattr("monitor.cli.history.put_rows", lambda *_, **__: 1 / 0)
    said = ask("measures").one_line
    assert "a fault of the program itself (ZeroDivisionError: division by zero)" in said
    monkeypatch.setenv("MONITOR_TRACEBACK", "1")
    with pytest.raises(ZeroDivisionError):
        ask("measures")


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("templates/change.txt.j2", "{{ nope }", "templates/change.txt.j2: line 1: is no template"),
        ("templates/change.html.j2", "{{ nothing.of.this }}", "templates/change.html.j2: template: fails"),
        ("lexicon/nl.toml", "x = [", "lexicon/nl.toml: is not TOML"),
        ("programs.toml", "program = 3", "programs.toml: program: is no list of tables"),
        ("programs.toml", b"\xff", "programs.toml: byte 0: is not UTF-8"),
    ],
)
def test_a_slip_in_a_file_of_ones_own_is_found_by_check_and_at_the_start(folder, name, text, said):
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    config = configured(folder, MINIMAL)
    for command in (("check", "--offline"), ("run", "--once")):
        told = ask(*command, "--config", config)
        assert told.status == 2
        assert f"{folder}/{said}" in told.one_line
