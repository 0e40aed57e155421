"""kill -9 at any moment of a replay that really sends: nothing is lost, nothing is told twice but the one mail in flight."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime, timedelta
from email import policy
from email.parser import BytesParser
from pathlib import Path

import pytest

from monitor import bundled
from monitor.demo.mailbox import Mailbox
from monitor.demo.stage import stage
from tests.stories.theatre import grant, license_text

ROOT = Path(__file__).resolve().parents[2]
BEGIN = datetime(2026, 3, 2, 12, tzinfo=UTC)
LICENSES = 10


def story() -> str:
    """Ten licenses in ten hours."""
    told = [f'title = "Ten ferries"\nstart = {BEGIN.isoformat()}\nend = {(BEGIN + timedelta(hours=12)).isoformat()}\n']
    for n in range(LICENSES + 1):
        at = (BEGIN + timedelta(hours=n, minutes=-10)).isoformat()
        line = f"ferry line {900 + n}"
        text = license_text(str(900 + n), grant(line), title=f"Authorizing {line.title()}", dated=BEGIN)
        told.append(
            f'[[publication]]\nat = {at}\nslug = "20260302_{n:02d}"\ncategory = "General Licenses"\n'
            f'title = "Issuance of Russia-related General License"\nbody = ["OFAC is issuing Russia-related General License {900 + n}."]\n'
            f'[[publication.license]]\nmedia = {700 + n}\nfile = "gl{900 + n}.pdf"\nname = "General License {900 + n}"\n'
            f'text = """{text}"""\n'
        )
    told.append('[[feed]]\nname = "N"\nurl = "https://nieuws.example/feed.xml"\nlanguage = "nl"\n')
    return "".join(told)


def command(folder: Path) -> list[str]:
    return [
        sys.executable,
        "-m",
        "monitor",
        "replay",
        str(folder),
        "--deliver",
        "--jsonl",
        "--db",
        str(folder / "m.db"),
    ]


def staged(folder: Path, address: str) -> None:
    stage(story(), bundled.read_text("demo/monitor.toml").replace("MAIL", address), folder)


def changes(folder: Path) -> list[tuple[str, str, str]]:
    with closing(sqlite3.connect(folder / "m.db")) as db:
        return db.execute("SELECT measure, label, kind FROM changes ORDER BY id").fetchall()


def ids(mailbox: Mailbox) -> Counter[str]:
    parse = BytesParser(policy=policy.default).parsebytes
    return Counter(str(parse(message)["Message-ID"]) for message in mailbox.received.messages)


def undisturbed(folder: Path) -> tuple[list[tuple[str, str, str]], int, float]:
    with Mailbox() as mailbox:
        staged(folder, mailbox.address)
        begun = time.monotonic()
        subprocess.run(command(folder), cwd=ROOT, check=True, capture_output=True)
        return changes(folder), len(ids(mailbox)), time.monotonic() - begun


def killed(folder: Path, kills: int, lasts: float, chance: random.Random) -> tuple[Counter[str], int]:
    """Kills the replay so many times, each after a random part of its time, and lets the last one end."""
    with Mailbox() as mailbox:
        staged(folder, mailbox.address)
        done = 0
        while done < kills:
            process = subprocess.Popen(command(folder), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            try:
                _, errors = process.communicate(timeout=chance.uniform(0.3, 0.6 * lasts))
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                process.communicate()
                done += 1
                continue
            assert process.returncode == 0, errors.decode()
            for file in folder.glob("m.db*"):
                file.unlink()  # it got to the end: begin anew, so that there is something to kill
            mailbox.received.messages.clear()
        last = subprocess.run(command(folder), cwd=ROOT, capture_output=True, check=False)
        assert last.returncode == 0, last.stderr.decode()
        return ids(mailbox), done


def check(tmp_path: Path, kills: int, seed: int) -> None:
    expected, mails, lasts = undisturbed(tmp_path / "whole")
    arrived, done = killed(tmp_path / "killed", kills, lasts, random.Random(seed))
    assert len(expected) == mails == LICENSES
    assert changes(tmp_path / "killed") == expected, "every change once"
    assert len(arrived) == mails, "every alert delivered"
    assert sum(arrived.values()) - len(arrived) <= done, "at most the one in flight twice"


def test_eight_kills_lose_nothing(tmp_path):
    check(tmp_path, 8, seed=1)


@pytest.mark.long
def test_two_hundred_kills_lose_nothing(tmp_path):
    check(tmp_path, 200, seed=2)
