"""Small licenses in the official form, in our own words, and the values around them. Not recorded material."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from monitor.model.instrument import Instrument, InstrumentKind, Judgment, Operation
from monitor.model.register import Ending, Held, Measure, Version
from monitor.model.words import Direction, Effect, Kind, Op
from monitor.register.entry import Sight, fingerprint

KEY = "us-ofac/russia/gl-900"
ADDED = datetime(2026, 1, 1, tzinfo=UTC)
NOW = datetime(2026, 3, 10, 15, tzinfo=UTC)

NOTHING = Judgment(Direction.UNCHANGED, None, "")
WIDER = Judgment(
    Direction.RELAXED,
    Kind.AMENDED,
    "more is allowed",
    (Operation("(a)", Op.CHANGED, Effect.PERMITS, Direction.RELAXED, "ferries", "ferries and tugs", "wider"),),
)


def instrument(
    label: str = "900", text: str = "(a) Ferries are authorized.", issued: date | None = date(2026, 3, 10), **more: Any
) -> Instrument:
    return Instrument(
        kind=InstrumentKind.LICENSE,
        key=KEY,
        issuer="us-ofac",
        program="russia",
        number="900",
        label=label,
        title="Authorizing Ferries",
        issued=issued,
        text=text,
        **more,
    )


def sight(**more):
    return replace(Sight(at=NOW, source="ofac", url="https://ofac.example/1", since=ADDED), **more)


def version(label="900", text="(a) Ferries are authorized.", issued=date(2026, 2, 1), **more):
    seen_at = more.pop("seen_at", ADDED + timedelta(days=31))
    return Version(
        KEY, label, "Authorizing Ferries", text, fingerprint(text), seen_at, "ofac", "u", issued=issued, **more
    )


def held(*versions: Version, endings: tuple[Ending, ...] = ()):
    measure = Measure(KEY, "us-ofac", "russia", InstrumentKind.LICENSE, "Authorizing Ferries", ADDED, "u", ("russia",))
    return Held(measure, versions, endings)


def same_when_equal(before: Instrument, after: Instrument) -> Judgment:
    """A judge that finds nothing between texts with the same words, and a widening otherwise."""
    return NOTHING if before.text.split() == after.text.split() else WIDER


def reread(held_version: Version) -> Instrument:
    return instrument(held_version.label, held_version.text, held_version.issued)
