"""What a person sees in a terminal of any width; a pipe and a program get other forms."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from monitor.model.message import Message
from monitor.model.words import DeliveryState
from monitor.store import Store
from tests.cli.command import ask
from tests.store import samples

CHECKOUT = Path(__file__).resolve().parents[2]
STYLE = re.compile(r"\x1b\[[0-9;]*m")


def seen(folder: Path, width: int, *arguments: str, **more: str) -> str:
    """What a command writes to a terminal that is so many characters wide."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, width, 0, 0))
    environment = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "NO_COLOR"}}
    process = subprocess.Popen(
        [sys.executable, "-m", "monitor", *arguments],
        stdin=slave, stdout=slave, stderr=slave, cwd=folder,
        env={**environment, "TERM": "xterm-256color", "PYTHONPATH": str(CHECKOUT), **more},
    )  # fmt: skip
    os.close(slave)
    parts = []
    while True:
        try:
            part = os.read(master, 1 << 16)
        except OSError:  # the other end has closed
            break
        if not part:
            break
        parts.append(part)
    os.close(master)
    assert process.wait() == (1 if "status" in arguments else 0)
    return b"".join(parts).decode().replace("\r\n", "\n")


def words(said: str) -> set[str]:
    return set(re.findall(r"[\w/-]+", said))


@pytest.mark.parametrize("arguments", [("changes",), ("measures",), ("alerts",), ("sources",)], ids=" ".join)
def test_a_table_is_never_wider_than_the_terminal(history, arguments):
    for width in (60, 100):
        lines = STYLE.sub("", seen(history, width, *arguments)).splitlines()
        assert max(map(len, lines)) <= width, lines


def test_a_narrow_terminal_shows_every_word_that_a_wide_one_shows(history):
    wide, narrow = (STYLE.sub("", seen(history, width, "changes")) for width in (400, 60))
    assert len(wide.splitlines()) == 3, "a line a row where there is room"
    assert words(wide) - {"summary"} <= words(narrow)


def test_directions_have_colours_and_times_say_that_they_are_utc(history):
    said = seen(history, 120, "changes")
    assert "\x1b[31mtightened\x1b[0m" in said
    assert "at UTC" in said
    assert "2022-05-08 15:29" in said
    assert "T15:29:25Z" not in said


EVIL = "a\x1b]0;owned\x07\x1b[2Jb\u009b31mc\u202ed"


@pytest.fixture
def hostile(history, tmp_path):
    """A history into which words got that a terminal would obey, by whatever way."""
    with Store.open(tmp_path / "evil.db") as store, store.writing() as tx:
        tx.add_measure(replace(samples.measure(), title=EVIL))
        for label in ("25", "25A"):
            tx.add_version(replace(samples.version(label), title=EVIL, text=f"(a) {label} {EVIL}", url=EVIL))
        tx.add_change(replace(samples.change(), title=EVIL, summary=EVIL, url=EVIL))
        tx.add_alert(replace(samples.alert(), subject=EVIL, about=(EVIL,)))
        delivery = samples.delivery(1, error=EVIL)
        tx.put_delivery(replace(delivery, message=Message(EVIL, EVIL), state=DeliveryState.DEAD))
        tx.put_health(samples.health())
        tx.put_outbreak(replace(samples.outbreak(), detail=EVIL, url=EVIL))
        tx.add_document("news", EVIL, EVIL, EVIL, f"words {EVIL}", "en", samples.NOON, None, None)
    return tmp_path / "evil.db"


@pytest.mark.parametrize(
    "arguments",
    [
        ("changes",), ("measures",), ("measure", samples.KEY), ("diff", samples.KEY), ("alerts",), ("alerts", "show", 1),
        ("alerts", "ack", 1, "--note", EVIL), ("alerts", "retry", 1), ("search", "words"), ("sources",), ("status",),
        ("changes", "--json"), ("alerts", "show", 1, "--json"), ("search", "words", "--jsonl"), ("measure", EVIL),
    ],
    ids=lambda arguments: " ".join(map(str, arguments[:2])).encode("ascii", "replace").decode(),
)  # fmt: skip
def test_nothing_that_came_from_outside_is_obeyed_by_a_terminal(hostile, arguments):
    said = ask(*arguments, "--db", hostile)
    shown = said.out + said.err
    assert shown
    assert not [c for c in shown if unicodedata.category(c) in {"Cc", "Cf"} and c not in "\n\t"], shown


def test_json_holds_every_character_all_the_same(hostile):
    assert ask("changes", "--json", "--db", hostile).json[0]["title"] == EVIL


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
@pytest.mark.parametrize("arguments", [("diff", "us-ofac/russia/gl-25"), ("status",), ("changes",)], ids=" ".join)
def test_colours_are_used_only_where_they_are_wanted_and_known(history, name, value, arguments):
    shown = seen(history, 100, *arguments, **{name: value})
    coloured = re.findall(r"\x1b\[[0-9;]*3[0-9][0-9;]*m", shown)
    assert not coloured
    if arguments[0] == "diff":
        assert "[+Any transaction with" in shown, "what came in is marked all the same"
    assert "\x1b" not in shown or arguments[0] == "changes", "rich writes bold letters without colour"


def test_a_difference_is_coloured_in_a_terminal(history):
    assert "\x1b[32m\x1b[1mAny transaction with" in seen(history, 100, "diff", "us-ofac/russia/gl-25")


def test_a_closed_output_is_no_fault_of_the_program(history):
    command = f"{sys.executable} -m monitor changes >&- 2>err; echo $? >status"
    subprocess.run(["sh", "-c", command], cwd=history, env={**os.environ, "PYTHONPATH": str(CHECKOUT)}, check=True)
    assert ((history / "status").read_text(), (history / "err").read_text()) == ("0\n", "")
