"""Watched pages in this house: first look, and all unchanged. One contender of `bench.pages`; prints one JSON object."""

from __future__ import annotations

import asyncio
import json
import resource
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from bench.house import house
from monitor.model.place import Source
from monitor.model.words import Role


async def _measure(address: str, count: int, folder: Path) -> dict[str, float]:
    def source(number: int) -> Source:
        every = timedelta(minutes=10)
        return Source(f"page-{number}", "page", f"{address}/{number}", role=Role.OFFICIAL, every=every, select="main")

    told: dict[str, float] = {}
    async with house(folder, count, source) as ours:
        for name in ("first", "unchanged"):
            begun, worked = time.perf_counter(), time.process_time()
            await ours.look_at_all()
            told[name], told[f"{name} cpu"] = time.perf_counter() - begun, time.process_time() - worked
        if (held := ours.count("document")) != count or ours.count("poll") != 2 * count or ours.count("outbreak"):
            raise SystemExit(f"{held} documents are held, not {count}")
        told["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return told


def main() -> None:
    """Arguments: the address of the pages without their number, how many there are."""
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(asyncio.run(_measure(sys.argv[1], int(sys.argv[2]), Path(folder)))))


if __name__ == "__main__":
    main()
