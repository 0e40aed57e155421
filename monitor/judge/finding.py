"""What comparing found, before it is weighed: an operation with the facet of the rule that it touches. Not the verdict."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from monitor.model.instrument import Operation
from monitor.model.words import Direction, Effect, Op


class Facet(IntEnum):
    """What an operation touches, the weightiest highest (DIRECTION.md, weight)."""

    WIND_DOWN = 6  # the whole permission shrinks to winding down, or grows out of it
    OUTRIGHT = 5  # what is permitted or excluded
    COVERED = 4  # who and what is covered
    END = 3
    CUTOFF = 2  # a date inside the scope: loaded before, contracts in effect on
    START = 1
    CONDITION = 0
    REPORT = -1
    AUTHORITY = -2  # a legal basis, a term without use: no effect on what is allowed
    FORM = -3  # words put right, typography, renumbering
    MACHINERY = -4  # own label, supersession, signature

    @property
    def weight(self) -> int:
        """Scope > coverage > time > conditions > reports; what has no sign has no weight."""
        if self in {Facet.END, Facet.CUTOFF, Facet.START}:
            return 3
        return {Facet.WIND_DOWN: 6, Facet.OUTRIGHT: 5, Facet.COVERED: 4, Facet.CONDITION: 2, Facet.REPORT: 1}.get(
            self, 0
        )


@dataclass(frozen=True, slots=True)
class Finding:
    """One operation, with what it touches. `size` is the number of words touched."""

    path: str
    op: Op
    effect: Effect
    direction: Direction
    before: str | None
    after: str | None
    why: str
    facet: Facet
    size: int = 1
    gained: frozenset[str] = frozenset()  # stems of the words that came
    lost: frozenset[str] = frozenset()  # stems of the words that went
    former: Effect | None = None  # the effect of the words that went, where it is another one

    @property
    def signed(self) -> bool:
        """True where it relaxes or tightens."""
        return self.direction in {Direction.RELAXED, Direction.TIGHTENED}

    def effect_of(self, *, gained: bool) -> Effect:
        """What the words that came, or those that went, did where they stood."""
        return self.effect if gained or self.former is None else self.former

    @property
    def operation(self) -> Operation:
        """The operation as it is shown."""
        return Operation(self.path, self.op, self.effect, self.direction, self.before, self.after, self.why)
