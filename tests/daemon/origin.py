"""A regulator's site on loopback whose pages change when a test says so; and a daemon's configuration for it."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from aiohttp import web

from monitor.demo.stage import stage
from tests.stories.theatre import grant, license_text

# A house with one mailbox, which is told everything; what it watches is added.
HOUSE = """
[store]
database = "m.db"

[fetch]
allow = ["127.0.0.0/8"]
gap = "1s"

[[channel]]
name = "mail"
url = "{mail}"

[[subscription]]
name = "all"
channels = ["mail"]
"""

CONFIGURATION = f"""{HOUSE}
[[source]]
id = "ofac"
kind = "ofac-recent-actions"
url = "{{origin}}/recent-actions"
every = "{{every}}"
role = "official"
"""


def publications(count: int) -> str:
    """A story of so many licenses: 900, then 900A, 900B …, each allowing more than the one before."""
    told = ['title = "Ferries"\nstart = 2026-03-01T00:00:00Z\nend = 2026-03-30T00:00:00Z\n']
    for number in range(count):
        label = "900" if number == 0 else f"900{chr(64 + number)}"
        what = " or ".join(["ferry lines", "tugs", "pilots", "dredgers", "buoys"][: number + 1])
        dated = datetime(2026, 3, number + 2, tzinfo=UTC)
        text = license_text(label, grant(what), title="Authorizing Ferry Lines", dated=dated)
        told.append(
            f'[[publication]]\nat = 2026-03-{number + 2:02d}T12:00:00Z\nslug = "202603{number + 2:02d}"\ncategory = "General Licenses"\n'
            f'title = "Issuance of Russia-related General License"\nbody = ["OFAC is issuing Russia-related General License {label}."]\n'
            f'[[publication.license]]\nmedia = {700 + number}\nfile = "gl{label}.pdf"\nname = "General License {label}"\ntext = """{text}"""\n'
        )
    return "".join(told)


class Site:
    """Serves the staged pages as they stood on a day of March; `day` moves on when a test says so. Conditional requests work."""

    def __init__(self, folder: Path, licenses: int) -> None:
        stage(publications(licenses), "", folder)
        self._folder = folder
        self._lines = [json.loads(line) for line in (folder / "responses.jsonl").read_text().splitlines()]
        self.day = 2
        self.down = False
        self.asked: Counter[str] = Counter()
        self._runner: web.AppRunner | None = None
        self.origin = ""

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_route("GET", "/{path:.*}", self._answer)
        self._runner = web.AppRunner(app)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.origin = f"http://{host}:{port}"
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    async def _answer(self, request: web.Request) -> web.Response:
        self.asked[request.path] += 1
        if self.down:
            return web.Response(status=503)
        now = f"2026-03-{self.day:02d}T23"
        path = request.path_qs
        found = [line for line in self._lines if line["url"].endswith(f".gov{path}") and line["at"] <= now]
        if not found:
            return web.Response(status=404)
        body = (self._folder / found[-1]["body"]).read_bytes()
        etag = f'"{len(found)}-{len(body)}"'
        if request.headers.get("If-None-Match") == etag:
            return web.Response(status=304)
        return web.Response(body=body, headers={"ETag": etag, "Content-Type": found[-1]["headers"]["content-type"]})
