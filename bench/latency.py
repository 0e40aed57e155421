"""From the poll that could know of a publication to the mail server's word that it took the message: the real daemon, on loopback.

The daemon asks the listing, follows the row to its page and to the license, a PDF, reads it in its child process, compares it with
the version before, and sends. How long the site had the publication before it was asked is the poll interval's affair.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from aiohttp import web

from bench.contenders import FailedError
from bench.table import Line
from monitor.assembly import Parts
from monitor.clock import WallClock
from monitor.configuration import read_settings
from monitor.daemon import Daemon, opened
from monitor.demo.mailbox import Mailbox
from tests.daemon.origin import CONFIGURATION, Site

TITLE = "Publication at the origin → message accepted, beyond the poll interval"
_LICENSES = 5  # the first is the baseline
_PATIENCE = 60.0


class _TimedSite(Site):
    """Notes when it first gave the newest publication away."""

    given = 0.0

    def publish(self) -> None:
        """The next license is out."""
        self.day, self.given = self.day + 1, 0.0

    async def _answer(self, request: web.Request) -> web.Response:
        answer = await super()._answer(request)
        if request.path == "/recent-actions" and answer.status == 200 and not self.given:
            self.given = time.perf_counter()
        return answer


async def _run(folder: Path) -> list[float]:
    waits: list[float] = []
    with Mailbox() as mailbox:
        async with _TimedSite(folder / "site", _LICENSES) as site:
            file = folder / "monitor.toml"
            told = CONFIGURATION.format(origin=site.origin, mail=mailbox.address, every="1s")
            file.write_text(told, encoding="utf-8")
            clock, stop = WallClock(), asyncio.Event()
            async with opened(read_settings(file), clock) as parts:
                task = asyncio.create_task(Daemon(parts, clock).run(stop))
                try:
                    await _until(lambda: _held(parts) == 1)
                    for number in range(1, _LICENSES):
                        site.publish()
                        await _until(partial(_came, mailbox, number))
                        waits.append(time.perf_counter() - site.given)
                finally:
                    stop.set()
                    await task
    return waits


def _came(mailbox: Mailbox, number: int) -> bool:
    return len(mailbox.received.messages) == number


def _held(parts: Parts) -> int:
    with parts.cycle.store.reading() as tx:
        return tx.count("version")


async def _until(condition: Callable[[], bool]) -> None:
    ends = time.monotonic() + _PATIENCE
    while not condition():
        if time.monotonic() > ends:
            raise FailedError(f"no message within {_PATIENCE:g} seconds")
        await asyncio.sleep(0.002)


def measure(count: int) -> list[Line]:
    """The line of this row: four publications a round."""
    waits: list[float] = []
    for _ in range(count):
        with tempfile.TemporaryDirectory() as folder:
            waits += asyncio.run(_run(Path(folder)))
    return [Line("three requests, one PDF, one judgment, one mail", "s", tuple(waits), most=0.5)]
