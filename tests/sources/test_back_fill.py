"""A back-fill through the house: as many pages as it takes, none twice, and nothing told of what is old."""

import asyncio
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from monitor.configuration import read_settings
from monitor.model.place import Part, Target
from monitor.replay import open_replay
from monitor.sources.paging import further_page
from tests.sources.official import NOW, source
from tests.sources.test_federal_register import LICENSES, QUERY, answer, printed, result

PAGES = 8
HOST = "https://www.federalregister.gov"


def recorded(folder: Path) -> Path:
    """Eight pages of one document each, a month apart."""
    folder.mkdir()
    lines: list[str] = []

    def put(url: str, body: str) -> None:
        name = f"body-{len(lines)}"
        (folder / name).write_text(body, encoding="utf-8")
        line = {"at": "2031-09-01T00:00:00Z", "url": url, "status": 200, "headers": {}, "body": name}
        lines.append(json.dumps(line))

    for page in range(1, PAGES + 1):
        day, number = f"2031-{PAGES - page + 1:02}-04", f"2031-{page:05}"
        further = {"next_page_url": f"{QUERY}&page={page + 1}"} if page < PAGES else {}
        listed = answer(result(number, day), count=PAGES, total_pages=PAGES, **further)
        put(QUERY if page == 1 else f"{QUERY}&page={page}", json.dumps(listed))
        put(f"{HOST}/documents/full_text/text/{day.replace('-', '/')}/{number}.txt", printed(LICENSES, number))
    (folder / "responses.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (folder / "story.toml").write_text("start = 2031-09-01T00:00:00Z\nend = 2031-09-01T03:00:00Z\n", encoding="utf-8")
    (folder / "monitor.toml").write_text(
        f'[[source]]\nid = "fr"\nkind = "federal-register"\nurl = "{QUERY}"\nevery = "1h"\nrole = "official"\n'
        "back_to = 2031-01-01\n",
        encoding="utf-8",
    )
    return folder


def test_a_back_fill_is_as_long_as_its_listing(tmp_path: Path) -> None:
    folder = recorded(tmp_path / "story")
    settings = read_settings(folder / "monitor.toml", database=tmp_path / "monitor.db", environ={})
    events: list[dict[str, Any]] = []
    asked: list[str] = []

    async def play() -> None:
        async with open_replay(folder, settings, events.append) as story:
            await story.run()
            with story._parts.cycle.store.reading() as tx:
                asked.extend(target.url for target in tx.targets_of("fr") if target.looks == 1)

    asyncio.run(play())
    assert not events
    assert sum(".txt" in url for url in asked) == PAGES
    assert sum(".json" in url for url in asked) == PAGES - 1  # the first page was looked at every hour


def test_a_listing_without_end_is_left_in_the_end() -> None:
    place = source("federal-register", QUERY, back_to=date(1900, 1, 1))
    days = (date(2031, 3, 4),)
    target = Target("s", QUERY, Part.ENTRANCE, NOW, NOW)
    pages = 0
    while wishes := further_page(place, target, f"{QUERY}&page={pages + 2}", days):
        pages += 1
        target = Target("s", wishes[0].url, Part.PAGE, NOW, NOW, facts=wishes[0].facts)
        assert pages <= 10_000
    assert pages == 1_000
    assert further_page(place, replace(target, facts={"until": "1900-01-01", "page": "x"}), QUERY, days)
