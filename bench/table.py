"""What was measured, as lines of ratios: minimum, median and maximum of the rounds of one run. Not how it was measured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from rich.console import Console
from rich.table import Table

Samples = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of work, done by this house and perhaps by another tool, round by round on the same origin."""

    work: str
    unit: str
    ours: Samples
    peer: str = ""
    theirs: Samples = ()
    times: float | None = None  # how many times more the peer should need
    most: float | None = None  # how much ours may need
    least: float | None = None  # how much ours should reach
    note: str = ""

    @property
    def ratios(self) -> Samples:
        """What the peer needed for one of ours, round by round."""
        return tuple(theirs / ours for ours, theirs in zip(self.ours, self.theirs, strict=False) if ours)

    @property
    def aim(self) -> str:
        """What DESIGN asks for, in words."""
        if self.times is not None:
            return f"≥ {self.times:g} ×"
        if self.most is not None:
            return f"≤ {self.most:g} {self.unit}".rstrip()
        return f"≥ {self.least:g} {self.unit}".rstrip() if self.least is not None else ""

    @property
    def holds(self) -> bool | None:
        """Whether the median is what it should be; None where nothing is asked, or the peer is not here."""
        if self.times is not None:
            return median(self.ratios) >= self.times if self.ratios else None
        if not self.ours:
            return None
        if self.most is not None:
            return median(self.ours) <= self.most
        return median(self.ours) >= self.least if self.least is not None else None


def spread(samples: Samples, unit: str = "") -> str:
    """`median (minimum–maximum)`, or the one value that all share."""
    if not samples:
        return "–"
    low, middle, high = min(samples), median(samples), max(samples)
    end = f" {unit}" if unit else ""
    return f"{_short(middle)}{end}" if low == high else f"{_short(middle)} ({_short(low)}–{_short(high)}){end}"


def _short(value: float) -> str:
    if value == int(value) or value >= 100:
        return f"{value:.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.3g}"


def show(title: str, lines: Sequence[Line]) -> None:
    """Prints the lines of one row."""
    table = Table("work", "ours", "other", "theirs", "theirs / ours", "aim", "", title=title, title_justify="left")
    for line in lines:
        verdict = {True: "holds", False: "MISSED", None: ""}[line.holds]
        table.add_row(
            line.work,
            spread(line.ours, line.unit),
            line.peer,
            spread(line.theirs, line.unit) if line.theirs else line.note,
            spread(line.ratios, "×") if line.ratios else "",
            line.aim,
            verdict,
        )
    Console(width=180).print(table)
    for line in lines:
        if line.note and line.theirs:
            print(f"  {line.work}: {line.note}")
