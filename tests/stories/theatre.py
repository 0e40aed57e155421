"""Stories made up by tests: pages in the official form, in our own words, played through the whole monitor under a virtual clock."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from monitor.configuration import read_settings
from monitor.demo.paper import print_pdf
from monitor.demo.stage import LISTING, Stage, detail_page, listing_page
from monitor.replay import open_replay

START = datetime(2026, 3, 2, 12, tzinfo=UTC)
PROGRAMS = {
    "russia": ("Russian Harmful Foreign Activities Sanctions Regulations", 587, "Russia-related"),
    "syria": ("Syrian Sanctions Regulations", 542, "Syria-related"),
    "venezuela": ("Venezuela Sanctions Regulations", 591, "Venezuela-related"),
}


def hours(count: float) -> datetime:
    return START + timedelta(hours=count)


def license_text(
    label: str,
    body: str,
    *,
    program: str = "russia",
    title: str = "Authorizing Ferries",
    dated: datetime = START,
    more: str = "",
) -> str:
    """A license in the official form."""
    name, part, _ = PROGRAMS[program]
    return (
        f"OFFICE OF FOREIGN ASSETS CONTROL\n\n{name}\n\n31 CFR Part {part}\n\nGENERAL LICENSE NO. {label}\n\n{title}\n\n"
        f"(a) {body}\n\n(b) This general license does not authorize any transaction with a bank.\n\n{more}\n\nDated: {dated:%B} {dated.day}, {dated.year}\n"
    )


def grant(what: str, *, program: str = "russia", until: datetime | None = None) -> str:
    """The words of paragraph (a)."""
    part = PROGRAMS[program][1]
    through = f" through 12:01 a.m. eastern standard time, {until:%B} {until.day}, {until.year}" if until else ""
    return f"All transactions prohibited by 31 CFR part {part} that are ordinarily incident and necessary to {what} are authorized{through}."


@dataclass
class Theatre:
    """Puts a story together: publications and pages with the hour from which they are there."""

    folder: Path
    sources: str = ""
    subscriptions: str = '[[subscription]]\nname = "all"\nchannels = ["c"]\n'
    known: list[dict[str, str]] = field(default_factory=list)
    published: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        (self.folder / "bodies").mkdir(parents=True)
        self.stage = Stage(self.folder)

    def official(self, every: str = "1h") -> Theatre:
        return self.source("ofac", "ofac-recent-actions", LISTING, every=every)

    def source(
        self, name: str, kind: str, url: str, *, every: str = "1h", role: str = "official", more: str = ""
    ) -> Theatre:
        self.sources += (
            f'[[source]]\nid = "{name}"\nkind = "{kind}"\nurl = "{url}"\nevery = "{every}"\nrole = "{role}"\n{more}\n'
        )
        return self

    def publish(
        self, at: float, slug: str, title: str, body: list[str], licenses: dict[int, tuple[str, str]] | None = None
    ) -> Theatre:
        """A recent action; `licenses`: media number → (name of the link, text)."""
        papers: list[dict[str, Any]] = [
            {"media": media, "file": f"{name.replace(' ', '_')}.pdf", "name": name, "text": text}
            for media, (name, text) in (licenses or {}).items()
        ]
        publication = {
            "at": hours(at),
            "slug": slug,
            "category": "General Licenses",
            "title": title,
            "body": body,
            "license": papers,
        }
        self.published.insert(0, publication)
        self.stage.answer(hours(at), f"{LISTING}/{slug}", detail_page(publication), "text/html")
        for paper in papers:
            self.paper(at, paper["media"], paper["text"])
        self.stage.answer(hours(at), LISTING, listing_page(self.published), "text/html")
        return self

    def paper(self, at: float, media: int, text: str) -> Theatre:
        self.stage.answer(
            hours(at), f"https://ofac.treasury.gov/media/{media}/download?inline", print_pdf(text), "application/pdf"
        )
        return self

    def page(self, at: float, url: str, body: str | bytes, content_type: str = "text/html", **more: Any) -> Theatre:
        self.stage.answer(hours(at), url, body, content_type, **more)
        return self

    def slowly(self, at: float, url: str, body: str) -> Theatre:
        """The address sends a byte a second."""
        self.page(at, url, body)
        self.stage.responses[-1]["fault"] = "slow"
        return self

    def fault(self, at: float, url: str, fault: str) -> Theatre:
        self.stage.fault(hours(at), url, fault)
        return self

    def back(self, at: float) -> Theatre:
        """The listing answers as before."""
        self.stage.answer(hours(at), LISTING, listing_page(self.published), "text/html")
        return self

    def play(self, until: float) -> list[dict[str, Any]]:
        """The events, in order."""
        self._write(until)
        events: list[dict[str, Any]] = []

        async def run() -> None:
            settings = read_settings(self.folder / "monitor.toml", database=self.folder / "m.db", environ={})
            async with open_replay(self.folder, settings, events.append) as replay:
                await replay.run()

        asyncio.run(run())
        return events

    def _write(self, until: float) -> None:
        known = 'known = "known.jsonl"\n' if self.known else ""
        story = f'title = "t"\nstart = {START:%Y-%m-%dT%H:%M:%SZ}\nend = {hours(until):%Y-%m-%dT%H:%M:%SZ}\n{known}'
        (self.folder / "story.toml").write_text(story)
        (self.folder / "known.jsonl").write_text("".join(json.dumps(row) + "\n" for row in self.known))
        channel = '[[channel]]\nname = "c"\nurl = "json://127.0.0.1:9/"\n'
        (self.folder / "monitor.toml").write_text(self.sources + channel + self.subscriptions)
        (self.folder / "responses.jsonl").write_text("".join(json.dumps(line) + "\n" for line in self.stage.responses))


def named(events: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    """The events of one sort."""
    return [event for event in events if event["event"] == name]


def told(events: list[dict[str, Any]]) -> list[tuple[str, str, str, str]]:
    """(measure, label, kind, direction) of every change."""
    return [(e["measure"], e["label"], e["kind"], e["direction"]) for e in named(events, "change")]
