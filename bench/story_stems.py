"""Counts how common the stems of words are, for `monitor/story/background.py`; not which of them tell two events apart.

`python -m bench.story_stems NEWS.jsonl MORE.jsonl ...`

The first file is news of the field with `event_id` and `language`; its stems are counted over distinct events of a language, so that
one much-told event makes no word common. The others are texts of the world and of the law: items with `text`, `before` or
`description`; the files of one folder are counted together.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from monitor.story.wording import stems

EVERYWHERE, OFTEN = 0.1, 0.02
_READ = 3000
_FEWEST_EVENTS = 4
_TAG = re.compile(r"<[^>]+>")


def shares(news: Path, more: Sequence[Path]) -> dict[str, float]:
    """For each stem the largest share of texts that hold it, over the languages of the news and over each further file's."""
    found: defaultdict[str, float] = defaultdict(float)
    folders = [sorted(paths) for _, paths in groupby(sorted(more), key=lambda path: path.parent)]
    texts = (pair for paths in folders for pair in _of_texts(row for path in paths for row in _rows(path)))
    for stem, share in [*_of_events(_rows(news)), *texts]:
        found[stem] = max(found[stem], share)
    return dict(found)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    if not path.is_file():
        raise SystemExit(f"{path}: no such file")
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def _of_events(rows: Iterator[dict[str, Any]]) -> Iterator[tuple[str, float]]:
    told: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    events: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        events[row["language"]].add(row["event_id"])
        for stem in stems(f"{row['title']} {row['text']}"):
            told[row["language"]][stem].add(row["event_id"])
    for language, by_stem in told.items():
        for stem, where in by_stem.items():
            if len(where) >= _FEWEST_EVENTS:
                yield stem, len(where) / (len(events[language]) + 2 * _FEWEST_EVENTS)


def _of_texts(rows: Iterator[dict[str, Any]]) -> Iterator[tuple[str, float]]:
    seen: defaultdict[str, Counter[str]] = defaultdict(Counter)
    texts: Counter[str] = Counter()
    for row in rows:
        words = row.get("text") or row.get("before") or f"{row.get('title') or ''} {row.get('description') or ''}"
        language = str(row.get("language") or "en")[:2]
        texts[language] += 1
        seen[language].update(stems(_TAG.sub(" ", html.unescape(words))[:_READ]))
    for language, counted in seen.items():
        for stem, count in counted.items():
            if count >= _FEWEST_EVENTS:
                yield stem, count / (texts[language] + 2 * _FEWEST_EVENTS)


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints both lists."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("news", type=Path)
    parser.add_argument("more", type=Path, nargs="*")
    asked = parser.parse_args(arguments)
    found = shares(asked.news, asked.more)
    for name, low, high in (("everywhere", EVERYWHERE, 2.0), ("often", OFTEN, EVERYWHERE)):
        listed = sorted(stem for stem, share in found.items() if low <= share < high)
        print(f"# {name}: {len(listed)}")
        print(textwrap.fill(" ".join(listed), 116))


if __name__ == "__main__":
    main()
