"""Runs each contender of a row in a process of its own, one after the other in every round, and gathers what they print. Not what they do."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

Told = dict[str, float]
Contender = Callable[[], Told]

HERE = Path(__file__).resolve().parent
_PATIENCE = 900  # seconds after which a contender is given up


class FailedError(Exception):
    """A contender did not do the work; the message says what it said last."""


def told_by(command: Sequence[str]) -> Told:
    """What a process prints as its last line, one JSON object. Raises FailedError."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE, cwd=HERE.parent, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise FailedError(str(error)) from None
    if done.returncode != 0 or not done.stdout.strip():
        raise FailedError((done.stderr.strip() or f"ended with {done.returncode}").splitlines()[-1])
    told: Told = json.loads(done.stdout.strip().splitlines()[-1])
    return told


def ours(module: str, *arguments: str) -> Contender:
    """One of our own, as a module of this package."""
    return lambda: told_by([sys.executable, "-m", f"bench.{module}", *arguments])


def peers(binaries: Path, script: str, *arguments: str) -> Contender:
    """One of the others, as a script of `bench/peers` in its own environment."""
    return lambda: told_by([str(binaries / "python"), str(HERE / "peers" / script), *arguments])


def rounds(count: int, contenders: Mapping[str, Contender]) -> dict[str, list[Told]]:
    """Every contender once a round, in turn, so that what disturbs the machine disturbs all."""
    results: dict[str, list[Told]] = {name: [] for name in contenders}
    for number in range(count):
        for name, contender in contenders.items():
            print(f"  round {number + 1} of {count}: {name}", file=sys.stderr)
            results[name].append(contender())
    return results


def samples(told: Sequence[Told], name: str) -> tuple[float, ...]:
    """One figure of all rounds."""
    return tuple(one[name] for one in told if name in one)
