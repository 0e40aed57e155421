"""How many news items are read in a second on one core, and in how much memory? `python -m bench.news_speed [ITEMS.jsonl]`.

Without a file the headlines of `tests/news` are read, each with a text of four others of its language: 400 characters, as feeds
have them. A file holds lines with `title` and `text` or `description`. The bar is 1,000 items a second.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from monitor.library import lexicons, programs
from monitor.model.news import NewsItem
from monitor.news import read_news

_HEADLINES = Path(__file__).resolve().parents[1] / "tests" / "news" / "headlines.tsv"
_BAR = 1000.0
_ROUNDS = 4


def own_items() -> list[NewsItem]:
    """Items made of the test's headlines."""
    rows = [line.split("\t") for line in _HEADLINES.read_text(encoding="utf-8").splitlines() if "\t" in line]
    by_language: dict[str, list[str]] = {}
    for row in rows:
        by_language.setdefault(row[0], []).append(row[2])
    items = []
    for titles in by_language.values():
        for at, title in enumerate(titles):
            others = (titles[(at + step) % len(titles)] for step in range(1, 6))
            items.append(NewsItem(title, ". ".join(others)))
    return items


def recorded_items(path: Path) -> list[NewsItem]:
    """Items of a JSON-lines file, without markup."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    texts = [(row.get("title") or "", row.get("text") or row.get("description") or "") for row in rows]
    return [NewsItem(title, re.sub(r"<[^>]+>", " ", text)) for title, text in texts]


def resident_megabytes() -> float:
    """Memory of this process as the kernel counts it; nought where it does not tell."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the figures; 1 where the bar is not reached."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("items", nargs="?", type=Path)
    chosen = parser.parse_args(arguments)
    items = recorded_items(chosen.items) if chosen.items else own_items() * _ROUNDS
    empty = resident_megabytes()
    words, known = lexicons(), programs()
    start = time.process_time()
    for item in items:
        read_news(item, words, known)
    rate = len(items) / (time.process_time() - start)
    print(
        f"{len(items)} items, {rate:.0f} a second on one core (bar {_BAR:.0f}), {resident_megabytes() - empty:.0f} MB"
    )
    return 0 if rate >= _BAR else 1


if __name__ == "__main__":
    sys.exit(main())
