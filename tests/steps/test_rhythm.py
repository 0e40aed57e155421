from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from monitor.configuration import read_settings
from monitor.replay import open_replay

START = datetime(2026, 1, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
URL = "https://regulator.example/page"
CONFIGURATION = """
[operator]
channel = "operations"

[[channel]]
name = "operations"
url = "json://127.0.0.1:9/"

[[source]]
id = "regulator"
kind = "page"
url = "https://regulator.example/page"
every = "6h"
role = "official"
select = "main"
"""


def page(words: str) -> bytes:
    filling = "Persons who deal with the listed entities have to report each quarter. " * 8
    return f"<html><title>Rules</title><body><main><h1>Rules</h1><p>{filling}</p><p>{words}</p></main></body></html>".encode()


async def told(folder: Path, days: float, *lines: tuple[float, str | None, dict[str, Any]]) -> list[tuple[float, str]]:
    """What the operator was told, with the days since the start. A line: the day, the words of the page, what else is so."""
    written = []
    for number, (day, words, more) in enumerate(lines):
        if words is not None:
            (folder / f"{number}.html").write_bytes(page(words))
        body = f"{number}.html" if words is not None else None
        at = (START + day * DAY).isoformat()
        written.append(json.dumps({"at": at, "url": URL, "status": 200, "headers": {}, "body": body, **more}))
    (folder / "responses.jsonl").write_text("\n".join(written), encoding="utf-8")
    (folder / "monitor.toml").write_text(CONFIGURATION, encoding="utf-8")
    end = START + days * DAY
    (folder / "story.toml").write_text(
        f'title = "t"\nstart = {START.isoformat()}\nend = {end.isoformat()}\n', encoding="utf-8"
    )
    events: list[dict[str, Any]] = []
    settings = read_settings(folder / "monitor.toml", database=folder / "monitor.db", environ={})
    async with open_replay(folder, settings, events.append) as replay:
        await replay.run()
    return [
        ((datetime.fromisoformat(event["at"]) - START) / DAY, event["subject"])
        for event in events
        if event["event"] == "alert" and event["channel"] == "operations"
    ]


async def test_a_source_that_moved_for_good_is_told_once_and_followed(tmp_path: Path) -> None:
    there = {"url": "https://regulator.example/new"}
    away = {"status": 301, "headers": {"location": "/new"}}
    heard = await told(tmp_path, 3, (0, "One.", {}), (0, "Two.", there), (1, None, away), (2, "Three.", there))
    assert [subject for _, subject in heard] == ["MONITOR moved: regulator: moved"]


async def test_a_passing_redirect_is_followed_without_a_word(tmp_path: Path) -> None:
    there = {"url": "https://regulator.example/new"}
    away = {"status": 302, "headers": {"location": "/new"}}
    assert await told(tmp_path, 3, (0, "One.", {}), (0, "Two.", there), (1, None, away)) == []


async def test_a_source_that_is_silent_for_longer_than_ever_is_told_once_and_when_it_speaks(tmp_path: Path) -> None:
    spoken: list[tuple[float, str | None, dict[str, Any]]] = [
        (float(day), f"Version {day}.", {}) for day in range(0, 45, 4)
    ]
    heard = await told(tmp_path, 70, *spoken, (60, "At last.", {}))
    assert [subject for _, subject in heard] == [
        "MONITOR silent: regulator: silent",
        "MONITOR recovered: regulator: no longer silent",
    ]
    assert 44 + 6 <= heard[0][0] < 44 + 7
    assert 60 <= heard[1][0] < 60.5
