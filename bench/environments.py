"""The other tools, each in a virtual environment of its own at a pinned version, outside the checkout. Not what is measured.

The environments lie in `$BENCH_CACHE`, or else in `~/.cache/sanctions-monitor-bench`; deleting that folder undoes everything.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Peer:
    """A tool that does some of the same work."""

    name: str
    version: str
    more: tuple[str, ...] = ()  # what it needs and does not ask for

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


READER = Peer("reader", "3.26", ("sgmllib3k==1.0.0",))  # its own copy of feedparser imports it
URLWATCH = Peer("urlwatch", "2.29")
CHANGEDETECTION = Peer("changedetection.io", "0.60.10")


class NotHereError(Exception):
    """The tool cannot be installed here; the message says why in one line."""


def folder() -> Path:
    """Where the environments lie."""
    return Path(os.environ.get("BENCH_CACHE") or Path.home() / ".cache" / "sanctions-monitor-bench")


@cache
def environment(peer: Peer) -> Path:
    """The folder of a peer's executables; installs it where it is missing. Raises NotHereError."""
    home = folder() / f"{peer.name}-{peer.version}"
    if not (home / "installed").exists():
        print(f"installing {peer} …", file=sys.stderr)
        _run([sys.executable, "-m", "venv", "--clear", str(home)], peer)
        wanted = [f"{peer.name}=={peer.version}", *peer.more]
        _run([str(home / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check", *wanted], peer)
        (home / "installed").touch()
    return home / "bin"


def _run(command: list[str], peer: Peer) -> None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=1200, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotHereError(f"{peer} cannot be installed: {error}") from None
    if done.returncode != 0:
        last = (done.stderr.strip() or "no word").splitlines()[-1]
        raise NotHereError(f"{peer} cannot be installed: {last}")
