"""What a person does about alerts while the daemon works on the same database (DESIGN.md, rule 12)."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import sys
from pathlib import Path

import pytest

from monitor.demo.mailbox import Mailbox
from monitor.store.store import Store
from tests.cli.command import ask
from tests.daemon.origin import Site
from tests.daemon.test_daemon import count, running, settings_for, until

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    "command",
    [
        ("alerts", "ack", "1"), ("alerts", "retry", "--dead"), ("verify",), ("backup", "copy"), ("evidence", "1"),
        ("changes", "correct", "2", "--direction", "mixed", "--note", "read again"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_a_command_works_while_the_daemon_holds_the_database(history, command):
    with Store.open(history / "monitor.db") as daemon, daemon.lock(), daemon.reading():
        assert ask(*command).status == 0


def test_a_command_waits_its_turn_and_says_so_where_that_takes_too_long(history, monkeypatch):
    monkeypatch.setattr("monitor.store.store.WAIT_SECONDS", 0.05)
    other = sqlite3.connect(history / "monitor.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        assert "another process is writing" in ask("alerts", "ack", "1").one_line
    finally:
        other.rollback()
        other.close()
    assert ask("alerts", "ack", "1").status == 0


@pytest.mark.long
async def test_a_correction_made_beside_the_daemon_is_sent_by_it(tmp_path):
    """The daemon looks at the tables every few seconds; nobody has to tell it."""
    with Mailbox() as mailbox:
        async with Site(tmp_path / "site", 2) as site:
            settings = settings_for(tmp_path, site, mailbox)
            async with running(settings) as parts:
                await until(lambda: count(parts, "version") == 1)
                site.day = 3
                await until(lambda: mailbox.received.messages)
                process = await asyncio.create_subprocess_exec(
                    sys.executable, "-m", "monitor", "changes", "correct", "1", "--direction", "tightened", "--note", "read again",
                    "--config", str(settings.file), "--json",
                    env={"PYTHONPATH": str(CHECKOUT)}, stdout=asyncio.subprocess.PIPE,
                )  # fmt: skip
                out, _ = await process.communicate()
                assert [one["subscription"] for one in json.loads(out)["alerts"]] == ["all"]
                await until(lambda: len(mailbox.received.messages) == 2)
    assert b"CORRECTED TIGHTENED" in mailbox.received.messages[1]
