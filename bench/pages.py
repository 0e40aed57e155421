"""200 watched pages of 56 KB that do not change, with and without validators, beside urlwatch and changedetection.io."""

from __future__ import annotations

import tempfile
import time
from functools import partial
from pathlib import Path

from bench import changedetection
from bench.contenders import Contender, Told, ours, peers, rounds, samples
from bench.environments import CHANGEDETECTION, URLWATCH, NotHereError, environment
from bench.origin import serving
from bench.table import Line

TITLE = "200 pages × 56 KB"
_COUNT = 200
_SORTS = {"plain": "unchanged, sent again (200)", "page": "unchanged, 304"}


def _changedetection(address: str) -> Told:
    with tempfile.TemporaryDirectory() as folder, changedetection.running(Path(folder)) as server:
        begun = time.perf_counter()
        server.add([f"{address}/{number}" for number in range(_COUNT)])
        server.until(lambda found: len(found) == _COUNT and all(watch["last_checked"] for watch in found.values()))
        told = {"first": time.perf_counter() - begun, "unchanged": server.check_all()}
        if wrong := [watch for watch in server.watches().values() if watch.get("last_error")]:
            raise SystemExit(f"changedetection.io: {wrong[0]['last_error']}")
        return {**told, "memory": server.memory()}


def measure(count: int) -> list[Line]:
    """The lines of this row, of so many rounds."""
    lines = []
    with serving() as origin:
        for sort, work in _SORTS.items():
            address = f"{origin}/{sort}"
            contenders: dict[str, Contender] = {"ours": ours("our_pages", address, str(_COUNT))}
            missing = {}
            try:
                contenders[str(URLWATCH)] = peers(environment(URLWATCH), "urlwatch_pages.py", address, str(_COUNT))
            except NotHereError as reason:
                missing[str(URLWATCH)] = str(reason)
            try:
                environment(CHANGEDETECTION)
                contenders[str(CHANGEDETECTION)] = partial(_changedetection, address)
            except NotHereError as reason:
                missing[str(CHANGEDETECTION)] = str(reason)
            told = rounds(count, contenders)
            for peer in (str(URLWATCH), str(CHANGEDETECTION)):
                their, note = told.get(peer, []), missing.get(peer, "")
                lines += [
                    Line(
                        work, "s", samples(told["ours"], "unchanged"), peer, samples(their, "unchanged"), 6.0, note=note
                    ),
                    Line("first look", "s", samples(told["ours"], "first"), peer, samples(their, "first"), note=note),
                    Line(
                        "most memory", "MB", samples(told["ours"], "memory"), peer, samples(their, "memory"), note=note
                    ),
                ]
    return lines
