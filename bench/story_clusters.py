"""Do the news items of one event end in one story? `python -m bench.story_clusters CORPUS.jsonl`; not how fast they get there.

Each line of the corpus is an item with `title`, `text`, `language`, `date` and `event_id`. The items are read and placed in the
order of their dates, as the product would. Printed are precision, recall and F1 over all pairs of items, and the pairs that are wrong.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

from monitor.library import lexicons, programs
from monitor.model.news import NewsItem
from monitor.model.register import Mention, Story
from monitor.model.words import Stage
from monitor.news import read_news
from monitor.story import place

_NOON = timedelta(hours=12)
_FIRST_YEAR = 2024


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the corpus as the story room sees it."""

    id: str
    event: str
    title: str
    mention: Mention


@dataclass(frozen=True, slots=True)
class Figures:
    """Pairs of items that share a story, counted."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """The share of joined pairs that are of one event."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """The share of the pairs of one event that were joined."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / both if both else 1.0


def read_items(path: Path) -> list[Item]:
    """The dated items of a corpus in the order of their dates. Raises SystemExit where there is no such file."""
    if not path.is_file():
        raise SystemExit(f"{path}: no such file; give a news corpus with event_id in each line")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    rows = [row for row in rows if row.get("event_id")]
    if not rows:
        raise SystemExit(f"{path}: no line has an event_id")
    read = [_item(row, number, day) for number, row in enumerate(rows) if (day := _day(row)) is not None]
    if len(read) < len(rows):
        print(f"{len(rows) - len(read)} items without a date are left out")
    return sorted(read, key=lambda item: item.mention.at)


def _day(row: dict[str, Any]) -> date | None:
    text = str(row.get("date") or "")
    text += "-01" if len(text) == len("2025-10") else ""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _item(row: dict[str, Any], number: int, day: date) -> Item:
    title, text = str(row.get("title") or ""), str(row.get("text") or "")
    reading = read_news(NewsItem(title, text, row.get("language"), day), lexicons(), programs())
    at = datetime(day.year, day.month, day.day, tzinfo=UTC) + _NOON + timedelta(seconds=number)
    mention = Mention(
        at=at,
        title=title,
        direction=reading.direction,
        official=False,
        source="corpus",
        measures=reading.instruments,
        program=reading.program,
        jurisdiction=reading.jurisdiction,
        names=reading.names,
        text=text,
        label=reading.label,
        published=at,
        worth=reading.label.worth_an_alert and reading.stage is not Stage.REPUBLICATION,
    )
    return Item(str(row.get("id", number)), str(row["event_id"]), title, mention)


def lay_upon(items: Sequence[Item], years: int) -> list[Item]:
    """The same items in fewer years, each on its day of the year: what is days apart stays so, and more happens in between."""
    return sorted(
        (_in_year(item, _FIRST_YEAR + item.mention.at.year % years) for item in items), key=lambda i: i.mention.at
    )


def _in_year(item: Item, year: int) -> Item:
    day = min(item.mention.at.day, 28) if item.mention.at.month == 2 else item.mention.at.day
    at = item.mention.at.replace(year=year, day=day)
    return replace(item, mention=replace(item.mention, at=at, published=at))


def tell_apart(items: Sequence[Item], memory: timedelta) -> tuple[dict[str, str], list[float]]:
    """The story of each item, and the seconds that each placing took."""
    stories: dict[str, Story] = {}
    home: dict[str, str] = {}
    seconds = []
    for item in items:
        since = item.mention.at - memory
        near = [s for s in stories.values() if s.into is None and s.mentions[-1].at >= since]
        begun = time.perf_counter()
        placement = place(item.mention, near)
        seconds.append(time.perf_counter() - begun)
        name = placement.story or f"s{len(stories) + 1}"
        old = stories.get(name)
        joined = [stories[other] for other in placement.merges]
        told = [m for story in [*([old] if old else []), *joined] for m in story.mentions]
        mentions = (*sorted(told, key=lambda m: m.at), item.mention)
        stories[name] = Story(name, mentions[0].at, mentions[0].title, item.mention.direction, mentions)
        for story in joined:
            stories[story.id] = replace(story, into=name)
        home[item.id] = name
    return {identity: _final(stories, name) for identity, name in home.items()}, seconds


def _final(stories: dict[str, Story], name: str) -> str:
    while (into := stories[name].into) is not None:
        name = into
    return name


def count_pairs(items: Sequence[Item], home: dict[str, str]) -> Figures:
    """Pairs of items by what the corpus and what the stories say of them."""
    pairs = Counter((a.event == b.event, home[a.id] == home[b.id]) for a, b in combinations(items, 2))
    return Figures(pairs[True, True], pairs[False, True], pairs[True, False])


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the figures of one corpus."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument(
        "--memory", type=int, default=60, metavar="DAYS", help="stories of so many days are looked at (60)"
    )
    parser.add_argument("--pairs", action="store_true", help="print the pairs that are wrong or missed")
    parser.add_argument(
        "--years",
        type=int,
        metavar="N",
        help="lay all years upon N of them, so that weeks are as busy as at a large desk",
    )
    asked = parser.parse_args(arguments)
    items = read_items(asked.corpus)
    items = lay_upon(items, asked.years) if asked.years else items
    home, seconds = tell_apart(items, timedelta(days=asked.memory))
    if asked.pairs:
        _print_pairs(items, home)
    figures = count_pairs(items, home)
    print(f"{len(items)} items, {len({i.event for i in items})} events, {len(set(home.values()))} stories")
    print(f"placing: mean {1000 * sum(seconds) / len(seconds):.2f} ms, longest {1000 * max(seconds):.2f} ms")
    print(f"precision {figures.precision:.3f}, recall {figures.recall:.3f}, pairwise F1 {figures.f1:.3f}")


def _print_pairs(items: Sequence[Item], home: dict[str, str]) -> None:
    for one, two in combinations(items, 2):
        same_event, same_story = one.event == two.event, home[one.id] == home[two.id]
        if same_event is not same_story:
            head = "missed" if same_event else "wrong "
            print(f"{head} {one.mention.at:%Y-%m-%d} {one.title}\n       {two.mention.at:%Y-%m-%d} {two.title}")


if __name__ == "__main__":
    main(sys.argv[1:])
