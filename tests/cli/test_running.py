"""`run`, `replay`, `check`, `sources test`, `demo`, `status`: the monitor at work, as a person starts it."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from monitor.demo.mailbox import Mailbox
from tests.cli.command import ask
from tests.daemon.origin import CONFIGURATION, Site

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for name in ("MONITOR_DB", "MONITOR_CONFIG", "STATE_DIRECTORY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def configured(folder, site, mailbox, every="1h"):
    file = folder / "monitor.toml"
    file.write_text(CONFIGURATION.format(origin=site.origin, mail=mailbox.address, every=every), encoding="utf-8")
    return file


async def asked(*arguments):
    """In a thread, so that the servers of the test go on answering."""
    return await asyncio.to_thread(ask, *arguments)


async def test_a_configuration_that_works_is_checked_and_run_once(folder):
    with Mailbox() as mailbox:
        async with Site(folder / "site", 2) as site:
            configured(folder, site, mailbox)
            checked = await asked("check", "--json")
            assert checked.status == 0, checked
            assert {one["what"].partition(" ")[0] for one in checked.json} == {
                "configuration", "database", "archive", "channel", "source",
            }  # fmt: skip
            assert not (folder / "m.db").exists(), "a check makes nothing"
            first = await asked("run", "--once", "--json")
            assert (first.status, first.json["changes"]) == (0, 0), first
            site.day = 3
            second = await asked("run", "--once")
            assert "1 changes, 0 in trouble, 0 messages waiting" in second.out
    assert len(mailbox.received.messages) == 1
    assert [row["label"] for row in ask("changes", "--db", "m.db", "--json").json] == ["900A"]
    told = ask("status", "--db", "m.db", "--json")
    assert told.json["journal_head"]


async def test_one_source_is_fetched_and_shown_and_nothing_is_written(folder):
    with Mailbox() as mailbox:
        async with Site(folder / "site", 1) as site:
            configured(folder, site, mailbox)
            told = (await asked("sources", "test", "ofac", "--json")).json
            said = await asked("sources", "test", "ofac")
    assert (told["status"], told["items"], told["trouble"]) == (200, 1, None)
    assert f"would look at detail: {site.origin}/recent-actions/20260302" in said.out
    assert {path.name for path in folder.iterdir()} == {"site", "monitor.toml"}


async def started(*arguments):
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "monitor", *arguments,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip


async def test_a_daemon_stops_when_told_to_and_a_second_one_says_that_there_is_one(folder):
    with Mailbox() as mailbox:
        async with Site(folder / "site", 1) as site:
            configured(folder, site, mailbox, every="1s")
            first = await started("run")
            try:
                async with asyncio.timeout(40):
                    while not site.asked["/recent-actions"]:  # noqa: ASYNC110 -- another process is waited for
                        await asyncio.sleep(0.02)
                second = await started("run")
                _, said = await second.communicate()
                assert second.returncode == 1
                assert f"another daemon (process {first.pid}) works on this database" in said.decode()
                assert "Traceback" not in said.decode()
            finally:
                first.send_signal(signal.SIGTERM)
                _, log = await first.communicate()
    assert first.returncode == 0, log
    assert "Traceback" not in log.decode()


def test_a_story_is_replayed_and_goes_on_where_it_stands(story, folder):
    said = ask("replay", story, "--db", folder / "new.db")
    assert (said.status, said.err) == (0, "")
    assert "RELAXED us-ofac/venezuela/gl-46 46A (amended)" in said.out
    for form in ("--json", "--jsonl"):
        again = ask("replay", story, "--db", folder / "new.db", form)
        assert (again.status, again.out.strip()) == (0, "[]" if form == "--json" else ""), "it stands at its end"
        assert "to its end" in again.err


@pytest.mark.long
def test_the_demonstration_shows_timeline_mail_register_and_what_to_try_next(folder):
    said = ask("demo", "--keep", "shown")
    assert said.status == 0, said.err
    for part in ("The e-mail as it arrived", "Message-ID: <", "The register before the last change", "Try next"):
        assert part in said.out
    tries = [line.strip() for line in said.out.partition("Try next")[2].splitlines() if line.strip()]
    assert len(tries) == 3
    for line in tries:
        assert ask(*line.removeprefix("sanctions-monitor ").split()).status == 0, line
    assert ask("demo", "--keep", "shown").status == 0, "its own folder it may clear"


def test_status_is_an_exit_code_for_monitoring(history):
    told = ask("status", "--json")
    assert told.status == (0 if told.json["well"] else 1)
    assert json.dumps(told.json["problems"])


def test_units_are_put_in_place_and_taken_away(folder):
    done = ask("install", "--root", folder / "tree", "--program", "/usr/bin/sanctions-monitor")
    assert done.status == 0, done
    assert list((folder / "tree").rglob("sanctions-monitor.service"))
    gone = ask("uninstall", "--root", folder / "tree")
    assert gone.status == 0
    assert not list((folder / "tree").rglob("sanctions-monitor.service"))
    assert list((folder / "tree").rglob("monitor.toml")), "the configuration stays"
    assert ask("uninstall", "--root", folder / "tree").status == 0


def test_what_a_replay_logs_stays_out_of_its_events(story):
    """A channel that does not take its message is logged; every line that is printed is an event all the same."""
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    command = [
        sys.executable,
        "-m",
        "monitor",
        "replay",
        str(story),
        "--jsonl",
        "--deliver",
        "--db",
        str(story / "m.db"),
    ]
    ended = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
    assert {json.loads(line)["event"] for line in ended.stdout.splitlines()} >= {"change", "alert"}
    told = [json.loads(line) for line in ended.stderr.splitlines()]
    assert any(line["event"] == "a message was not taken" and line["channel"] == "compliance" for line in told)
