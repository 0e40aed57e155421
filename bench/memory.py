"""Memory of the daemon with its children, everything loaded: feeds, pages, a license in a PDF, a mail sent. Prints the highest seen.

`python -m bench.memory`. Pages of a file that parent and child share count once; the plain sum of resident sizes, in which they count
twice, stands beside it. The daemon runs with the environment of its unit.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from bench.origin import serving
from monitor import bundled
from monitor.demo.mailbox import Mailbox
from tests.daemon.origin import CONFIGURATION, Site

LIMIT = 110.0  # MB
_FEEDS = 20
_PATIENCE = 120.0
_NEWS = """
[[source]]
id = "news-{number}"
kind = "feed"
url = "{origin}/feed/{number}"
every = "10s"
role = "news"
language = "{language}"
"""


@dataclass(frozen=True, slots=True)
class Memory:
    """Megabytes, and of how many processes."""

    proportional: float  # pages of a file that several have count once
    resident: float  # the plain sum of their resident sizes
    processes: int


def of_tree(process: int) -> Memory:
    """What a process and all that descend from it hold now."""
    found = [of_one(one) for one in [process, *descendants(process)]]
    files: dict[str, int] = {}
    for held in found:
        for file, size in held.items():
            if file:
                files[file] = max(files.get(file, 0), size)
    own = sum(held.get("", 0) for held in found)
    return Memory((own + sum(files.values())) / 1024, sum(sum(held.values()) for held in found) / 1024, len(found))


def of_one(process: int) -> dict[str, int]:
    """Resident kilobytes by file; what belongs to no file stands under an empty name. Nothing of a process that has ended."""
    held: dict[str, int] = {}
    try:
        told = Path(f"/proc/{process}/smaps").read_text(encoding="utf-8")
    except OSError:
        return held
    file, size = "", 0
    for line in told.splitlines():
        words = line.split()
        if not words[0].endswith(":"):  # the head of a mapping: addresses, rights, offset, device, inode, file
            file = words[5] if len(words) > 5 and words[5].startswith("/") else ""
        elif words[0] == "Rss:":
            size = int(words[1])
        elif words[0] == "Anonymous:":  # pages of a file that were written to are the process's own
            held[""] = held.get("", 0) + int(words[1])
            held[file] = held.get(file, 0) + size - int(words[1])
    return held


def descendants(process: int) -> list[int]:
    """The children, their children, and so on."""
    try:
        told = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    except OSError:
        return []
    children = [int(word) for word in told.split()]
    return [*children, *(further for child in children for further in descendants(child))]


def configuration(folder: Path, site: Site, news_site: str, mail: str) -> Path:
    """A daemon that loads everything: official pages, news in several languages, mail."""
    languages = ["en", "de", "fr", "nl", "pl", "es", "uk", "ro", "ru"]
    news = [_NEWS.format(number=n, origin=news_site, language=languages[n % len(languages)]) for n in range(_FEEDS)]
    file = folder / "monitor.toml"
    told = CONFIGURATION.format(origin=site.origin, mail=mail, every="1s")
    file.write_text(told + "".join(news), encoding="utf-8")
    return file


def _started(config: Path, log: IO[bytes]) -> subprocess.Popen[bytes]:
    unit = bundled.read_unit("sanctions-monitor.service")
    words = [word for line in unit.splitlines() if line.startswith("Environment=") for word in line[12:].split()]
    environment = os.environ | dict(word.split("=", 1) for word in words)
    command = [sys.executable, "-m", "monitor", "run", "--config", str(config)]
    return subprocess.Popen(command, stderr=log, env=environment)


def _new_edition(news_site: str) -> None:
    request = urllib.request.Request(f"{news_site}/edition/feed/{_FEEDS}", method="POST")
    urllib.request.urlopen(request).close()


async def measure(folder: Path) -> Memory:
    """The highest sum while the daemon reads its first pages, then a new license, and mails what that changes."""
    highest = Memory(0, 0, 0)
    with Mailbox() as mailbox, serving() as news_site:
        async with Site(folder / "site", 3) as site:
            file = configuration(folder, site, news_site, mailbox.address)
            with (folder / "log").open("wb") as log:
                daemon = _started(file, log)
            try:
                async with asyncio.timeout(_PATIENCE):
                    for day in (2, 3, 4):
                        site.day = day
                        until = site.asked["/recent-actions"] + 12
                        _new_edition(news_site)
                        while len(mailbox.received.messages) < day - 2 or site.asked["/recent-actions"] < until:
                            if daemon.poll() is not None:
                                raise RuntimeError((folder / "log").read_text(encoding="utf-8"))
                            highest = max(highest, of_tree(daemon.pid), key=lambda one: one.proportional)
                            await asyncio.sleep(0.2)
            finally:
                daemon.terminate()
                await asyncio.to_thread(daemon.wait)
    return highest


def main() -> None:
    """Prints the figure, and ends with 1 where it is over the limit."""
    with tempfile.TemporaryDirectory() as folder:
        found = asyncio.run(measure(Path(folder)))
    print(
        f"memory of the daemon with its children: {found.proportional:.0f} MB in {found.processes} processes"
        f" ({found.resident:.0f} MB where shared pages count twice); limit {LIMIT:.0f} MB"
    )
    sys.exit(found.proportional > LIMIT)


if __name__ == "__main__":
    main()
