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
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
STYLE = re.compile(r"\x1b\[[0-9;]*m")


def seen(folder: Path, width: int, *arguments: str) -> str:
    """What a command writes to a terminal that is so many characters wide."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, width, 0, 0))
    environment = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "NO_COLOR"}}
    process = subprocess.Popen(
        [sys.executable, "-m", "monitor", *arguments],
        stdin=slave, stdout=slave, stderr=slave, cwd=folder,
        env={**environment, "TERM": "xterm-256color", "PYTHONPATH": str(CHECKOUT)},
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
    assert process.wait() == 0
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
