"""200 feeds of 50 items: first fetch, all unchanged, ten changed, and a search over the 10,000 documents, beside reader."""

from __future__ import annotations

from bench.contenders import Contender, ours, peers, rounds, samples
from bench.environments import READER, NotHereError, environment
from bench.origin import serving
from bench.table import Line

TITLE = "200 feeds × 50 items"
_COUNT = "200"
_AIMS = {"first": ("first fetch", 3.0), "unchanged": ("all unchanged (304)", 6.0), "ten changed": ("10 changed", 4.0)}


def measure(count: int) -> list[Line]:
    """The lines of this row, of so many rounds."""
    note = ""
    with serving() as origin:
        contenders: dict[str, Contender] = {"ours": ours("our_feeds", origin, _COUNT)}
        try:
            # More than one thread makes reader slower here: it waits for its own interpreter, not for the origin.
            contenders["reader"] = peers(environment(READER), "reader_feeds.py", origin, _COUNT, "1")
        except NotHereError as reason:
            note = str(reason)
        told = rounds(count, contenders)
    our, their = told["ours"], told.get("reader", [])
    lines = [
        Line(work, "s", samples(our, name), str(READER), samples(their, name), times=times, note=note)
        for name, (work, times) in _AIMS.items()
    ]
    lines += [
        Line(f"{work}, processor", "s", samples(our, f"{name} cpu"), str(READER), samples(their, f"{name} cpu"))
        for name, (work, _) in _AIMS.items()
    ]
    found = tuple(1000 * seconds for seconds in samples(our, "search"))
    theirs = tuple(1000 * seconds for seconds in samples(their, "search"))
    best = tuple(1000 * seconds for seconds in samples(our, "search 20"))
    theirs_best = tuple(1000 * seconds for seconds in samples(their, "search 20"))
    lines += [
        Line("search, the best 20", "ms", best, str(READER), theirs_best, most=10),
        Line("search, all that is found", "ms", found, str(READER), theirs),
        Line("most memory", "MB", samples(our, "memory"), str(READER), samples(their, "memory")),
    ]
    return lines
