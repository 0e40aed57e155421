"""One sentence that tells what a change means, the weightiest operation first. Decides nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from monitor.judge.finding import Facet, Finding
from monitor.judge.words import Sort, scan
from monitor.model.words import Direction, Effect, Kind, Op

_TOLD: Final = 3  # operations that the sentence tells; the others are counted
_LONG: Final = 110  # characters of a quotation


def summary(found: Sequence[Finding], verdict: Direction, kind: Kind | None) -> str:
    """The sentence for the whole."""
    if kind is None:
        return "Nothing changed."
    if verdict is Direction.UNCHANGED:
        return _unchanged(found, kind)
    wanted = [f for f in found if f.signed or f.direction is Direction.UNJUDGED]
    ranked = sorted(wanted, key=lambda f: (-_first(f, verdict), -f.facet, _serves(f), -f.size))
    head = "Reinstated after a gap" if kind is Kind.REINSTATED else verdict.value.capitalize()
    told = [_clause(f, named=verdict is Direction.MIXED or f.direction is not verdict) for f in ranked[:_TOLD]]
    more = len(ranked) - _TOLD
    tail = f"; and {more} more {'operation' if more == 1 else 'operations'}" if more > 0 else ""
    return f"{head}: {'; '.join(told)}{tail}." if told else f"{head}."


def _first(item: Finding, verdict: Direction) -> bool:
    return verdict is Direction.MIXED or item.direction is verdict


def _serves(item: Finding) -> bool:
    """Definitions and annexes are told after what they serve."""
    return item.effect is Effect.DEFINITION or item.path.startswith("Annex")


def _unchanged(found: Sequence[Finding], kind: Kind) -> str:
    told = [f for f in found if f.facet > Facet.MACHINERY and f.op is not Op.MOVED]
    if kind is Kind.AMENDED:
        ranked = sorted(told, key=lambda f: -f.facet)
        return f"Amended without effect on what is allowed: {_clause(ranked[0], named=False)}."
    came = [f for f in told if f.op in {Op.ADDED, Op.REMOVED}]
    if came:
        return f"Nothing that has an effect: {_places(came)} came in or is gone; what is allowed stays the same."
    places = _places(told)
    if places:
        return f"Only words put right, in {places}; what is allowed stays the same."
    moved = ", ".join(dict.fromkeys(f.path for f in found if f.op is Op.MOVED))
    if moved:
        return f"Only renumbered ({moved}); what is allowed stays the same."
    return "Only the label and what goes with it changed; what is allowed stays the same."


def _clause(item: Finding, *, named: bool) -> str:
    sign = f"{item.direction.value}: " if named else ""
    dates = _dates(item) if item.facet is Facet.END and item.op is Op.CHANGED else None
    if dates is not None:
        return f"{sign}{item.path} {dates}"
    ground = item.why.rstrip(".").removeprefix("No effect on what is allowed: ")
    return f"{sign}{item.path}, {ground[:1].lower()}{ground[1:]}{_quoted(item)}"


def _places(found: Sequence[Finding]) -> str:
    return ", ".join(dict.fromkeys(f.path for f in found))


def _dates(item: Finding) -> str | None:
    """The clause "now ends X instead of Y", where the words hold the dates."""
    old = [t.text for t in scan(item.before or "") if t.sort is Sort.DATE]
    new = [t.text for t in scan(item.after or "") if t.sort is Sort.DATE]
    if old and new:
        return f"now ends {_day(new[-1])} instead of {_day(old[-1])}"
    if new:
        return f"now ends {_day(new[-1])}, where it had no end"
    return f"no longer ends {_day(old[-1])}" if old else None


def _day(text: str) -> str:
    return text.rsplit(" time, ", 1)[-1].rsplit("m., ", 1)[-1]


def _quoted(item: Finding) -> str:
    words = item.after if item.op is not Op.REMOVED and item.after else item.before
    if not words:
        return ""
    words = " ".join(words.split()).rstrip(";,. ")
    return f" (“{words if len(words) <= _LONG else words[: _LONG - 1].rstrip() + '…'}”)"
