"""200 feeds in this house: first fetch, all unchanged, ten changed, search. One contender of `bench.feeds`; prints one JSON object."""

from __future__ import annotations

import asyncio
import json
import resource
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from bench.house import House, house
from bench.origin import ITEMS, next_edition
from monitor.model.place import Source
from monitor.model.words import Role

_CHANGED = 10


async def _measure(origin: str, count: int, folder: Path) -> dict[str, float]:
    def source(number: int) -> Source:
        every = timedelta(minutes=10)
        return Source(f"feed-{number}", "feed", f"{origin}/feed/{number}", role=Role.NEWS, every=every, language="en")

    told: dict[str, float] = {}
    async with house(folder, count, source) as ours:
        await _cycle(ours, told, "first")
        if ours.count("document") != count * ITEMS:
            raise SystemExit(f"{ours.count('document')} documents are held, not {count * ITEMS}")
        await _cycle(ours, told, "unchanged")
        # The first item of all makes a daemon read its lexicons, once in its life; the row is about one at work.
        next_edition(origin, 1)
        await _cycle(ours, told, "one changed")
        next_edition(origin, _CHANGED)
        await _cycle(ours, told, "ten changed")
        if ours.count("report") != _CHANGED + 1:
            raise SystemExit(f"{ours.count('report')} reports were made, not {_CHANGED + 1}")
        told["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        begun = time.perf_counter()
        with ours.parts.cycle.store.reading() as tx:
            found = tx.search("bridges winter", limit=20)
        told["search 20"] = time.perf_counter() - begun
        told["found"] = len(found)
        begun = time.perf_counter()
        with ours.parts.cycle.store.reading() as tx:
            found = tx.search("bridges winter", limit=20_000)
        told["search"] = time.perf_counter() - begun
        told["found"] = len(found)
    return told


async def _cycle(ours: House, told: dict[str, float], name: str) -> None:
    begun, worked = time.perf_counter(), time.process_time()
    await ours.look_at_all()
    told[name], told[f"{name} cpu"] = time.perf_counter() - begun, time.process_time() - worked


def main() -> None:
    """Arguments: the address of the site, the number of feeds."""
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(asyncio.run(_measure(sys.argv[1], int(sys.argv[2]), Path(folder)))))


if __name__ == "__main__":
    main()
