from __future__ import annotations

import gzip
import json
import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from monitor.configuration import read_settings
from monitor.replay import open_replay

START = datetime(2026, 1, 5, 12, tzinfo=UTC)
EVERY = timedelta(minutes=10)
PAGE_URL, FEED_URL = "https://regulator.example/guidance", "https://news.example/feed"
CONFIGURATION = f"""
[[source]]
id = "regulator"
kind = "page"
url = "{PAGE_URL}"
every = "10m"
role = "official"
select = "main"
measure = "us-bis/guidance"

[[source]]
id = "news"
kind = "feed"
url = "{FEED_URL}"
every = "10m"
role = "news"
language = "en"
"""
DUTIES = "Persons who deal with listed entities have to report each quarter to the agency. " * 8
FAULTS: dict[str, dict[str, Any]] = {
    "timeout": {"fault": "timeout"},
    "reset": {"fault": "reset"},
    "slow": {"fault": "slow"},
    "truncated": {"fault": "truncate:200"},
    "not found": {"status": 404},
    "gone": {"status": 410},
    "error": {"status": 500},
    "later": {"status": 503, "headers": {"retry-after": "600"}},
    "refused": {"status": 403},
    "challenge": {"status": 202, "headers": {"x-amzn-waf-action": "challenge"}, "body": "empty"},
    "denied": {"body": "denied"},
    "empty": {"body": "empty"},
    "pdf": {"body": "pdf"},
    "json": {"body": "json"},
    "noise": {"body": "noise"},
    "bomb": {"body": "bomb", "headers": {"content-encoding": "gzip"}},
    "no gzip": {"headers": {"content-encoding": "gzip"}},
    "brotli": {"headers": {"content-encoding": "br"}},
    "circle": {"status": 302, "headers": {"location": "?"}},
    "inside": {"status": 302, "headers": {"location": "http://169.254.169.254/"}},
    "another page": {"body": "other"},
    "no items": {"body": "no items"},
}


def page(words: str) -> bytes:
    return f"<html><title>G</title><body><main><h1>Guidance</h1><p>{DUTIES}</p><p>{words}</p></main></body></html>".encode()


def feed(*titles: str) -> bytes:
    items = "".join(
        f"<item><guid>{title}</guid><title>{title}</title><description>{title}. {DUTIES}</description></item>"
        for title in titles
    )
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>News</title>{items}</channel></rss>".encode()


BODIES = {
    "page": page("A license is needed for exports to listed entities."),
    "page later": page("A license is needed for exports to listed entities and to their subsidiaries."),
    "feed": feed("Weather report", "Football results"),
    "feed later": feed(
        "Weather report", "Football results", "US Treasury issues general license for telecommunications"
    ),
    "denied": b"<html><head><title>Access Denied</title></head><body><h1>Access Denied</h1></body></html>",
    "empty": b"",
    "pdf": b"%PDF-1.7\n%%EOF",
    "json": b'{"results": []}',
    "noise": bytes(range(256)) * 4,
    "bomb": gzip.compress(b" " * 20_000_000, mtime=0),
    "other": b"<html><head><title>Maintenance</title></head><body><p>We will be back soon.</p></body></html>",
    "no items": b"<?xml version='1.0'?><rss version='2.0'><channel><title>News</title></channel></rss>",
}


def write(folder: Path, draw: random.Random, faults: int) -> Counter[str]:
    """A story: both sources answer well, then with one fault after the other, some spells of good answers between."""
    for name, content in BODIES.items():
        (folder / name).write_bytes(content)
    (folder / "monitor.toml").write_text(CONFIGURATION, encoding="utf-8")
    lines: list[dict[str, Any]] = []
    drawn: Counter[str] = Counter()

    def answer(step: int, url: str, body: str, fault: dict[str, Any] | None = None) -> None:
        good = {"at": (START + step * EVERY).isoformat(), "url": url, "status": 200, "headers": {}, "body": body}
        lines.append({**good, **(fault or {})})

    for step in range(0, 2 * faults, 2):
        for url, body in ((PAGE_URL, "page"), (FEED_URL, "feed")):
            if step == 0 or draw.random() < 0.7:
                answer(step, url, body)
            name = draw.choice(sorted(FAULTS))
            drawn[name] += 1
            answer(step + 1, url, body, FAULTS[name])
    for url, body in ((PAGE_URL, "page later"), (FEED_URL, "feed later")):
        answer(2 * faults, url, body)
    (folder / "responses.jsonl").write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    end = START + 2 * faults * EVERY + timedelta(hours=3)
    story = f'title = "faults"\nstart = {START.isoformat()}\nend = {end.isoformat()}\n'
    (folder / "story.toml").write_text(story, encoding="utf-8")
    return drawn


@pytest.mark.parametrize("seed", [1, pytest.param(range(2, 7), marks=pytest.mark.long)])
async def test_faults_make_trouble_and_nothing_else_and_everything_is_found_afterwards(
    tmp_path: Path, seed: int | range
) -> None:
    drawn: Counter[str] = Counter()
    for number in [seed] if isinstance(seed, int) else seed:
        folder = tmp_path / str(number)
        folder.mkdir()
        drawn += write(folder, random.Random(number), 50)
        events: list[dict[str, Any]] = []
        settings = read_settings(folder / "monitor.toml", database=folder / "monitor.db", environ={})
        async with open_replay(folder, settings, events.append) as replay:
            await replay.run()
        over = START + 100 * EVERY
        during = [event for event in events if datetime.fromisoformat(event["at"]) < over]
        assert {event["event"] for event in during} == {"trouble", "recovered"}
        after = [event for event in events if datetime.fromisoformat(event["at"]) >= over]
        (change,) = [event for event in after if event["event"] == "change"]
        assert change["measure"] == "us-bis/guidance"
        (report,) = [event for event in after if event["event"] == "report"]
        assert "telecommunications" in report["title"]
        _all_over(events)
    assert drawn.total() >= 100


def _all_over(events: list[dict[str, Any]]) -> None:
    """Whatever began has ended."""
    last = {event["source"]: event["event"] for event in events if event["event"] in {"trouble", "recovered"}}
    assert set(last.values()) == {"recovered"}
