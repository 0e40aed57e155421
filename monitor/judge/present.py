"""A judgment as `inspect compare` prints it (CONTRACT.md). Not the redline, which is for people."""

from __future__ import annotations

from typing import Any

from monitor.model.instrument import Judgment, NoInstrument
from monitor.model.words import Direction


def as_json(judgment: Judgment, identity: str | None = None) -> dict[str, Any]:
    """The contract's object for one pair; with `problem` where the pair could not be compared."""
    if judgment.problem is not None:
        return {"id": identity, "direction": judgment.direction.value, "kind": None, "problem": judgment.problem}
    return {
        "id": identity,
        "direction": judgment.direction.value,
        "kind": judgment.kind.value if judgment.kind else None,
        "summary": judgment.summary,
        "operations": [
            {
                "path": o.path,
                "op": o.op.value,
                "effect": o.effect.value,
                "direction": o.direction.value,
                "before": o.before,
                "after": o.after,
                "why": o.why,
            }
            for o in judgment.operations
        ],
    }


def not_compared(before: object, after: object) -> Judgment:
    """The judgment of a pair of which at least one text is no legal instrument."""
    sides = (("old", before), ("new", after))
    reasons = [f"the {name} text: {side.problem}" for name, side in sides if isinstance(side, NoInstrument)]
    problem = "; ".join(reasons) or "the texts cannot be compared"
    return Judgment(Direction.UNJUDGED, None, f"Not compared: {problem}.", problem=problem)
