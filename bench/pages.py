"""200 watched pages of 56 KB that do not change, with and without validators, beside urlwatch and changedetection.io."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
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
    addresses = [f"{address}/{number}" for number in range(_COUNT)]
    with tempfile.TemporaryDirectory() as folder, changedetection.running(Path(folder), addresses) as server:
        told = {"unchanged": server.check_all()}
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
            lines += _lines(work, told, missing)
    return lines


def _lines(work: str, told: Mapping[str, Sequence[Told]], missing: Mapping[str, str]) -> list[Line]:
    our = told["ours"]
    lines = []
    for peer in (str(URLWATCH), str(CHANGEDETECTION)):
        their, note = told.get(peer, []), missing.get(peer, "")
        lines.append(Line(work, "s", samples(our, "unchanged"), peer, samples(their, "unchanged"), 6.0, note=note))
        if runs := samples(their, "run"):
            ours_cpu, their_cpu = samples(our, "unchanged cpu"), samples(their, "run cpu")
            lines.append(Line("  without its start", "s", samples(our, "unchanged"), peer, runs))
            lines.append(Line("  the same, processor", "s", ours_cpu, peer, their_cpu))
        lines.append(Line("  most memory", "MB", samples(our, "memory"), peer, samples(their, "memory"), note=note))
    lines.append(Line("  first look, each page read", "s", samples(our, "first")))
    return lines
