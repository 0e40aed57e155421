"""`python -m bench [ROW …] [--rounds N]`: every row of the comparison, or some; prints tables. What a row measures stands in its module."""

from __future__ import annotations

import argparse
import importlib
import sys
import time
from typing import Any

from bench.contenders import FailedError
from bench.table import show

ROWS = ("feeds", "pages", "texts", "latency", "outage", "resident")


def main() -> int:
    """Runs the rows; 1 where one of them could not be measured."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("rows", nargs="*", metavar="ROW", help=f"of {', '.join(ROWS)}; all of them if none is named")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="how often each is measured (3)")
    asked = parser.parse_args()
    unknown = [name for name in asked.rows if name not in ROWS]
    if unknown:
        parser.error(f"there is no row {unknown[0]!r}; there are {', '.join(ROWS)}")
    failed = False
    for name in asked.rows or ROWS:
        module: Any = importlib.import_module(f"bench.{name}")
        begun = time.monotonic()
        try:
            lines = module.measure(asked.rounds)
        except FailedError as reason:
            print(f"{module.TITLE}: could not be measured: {reason}", file=sys.stderr)
            failed = True
            continue
        show(f"{module.TITLE} ({asked.rounds} rounds, {time.monotonic() - begun:.0f} s)", lines)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
