"""How a text came before us, and what is to be written of it: the values that the register's modules share. They decide nothing."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.model.instrument import Instrument, Judgment
from monitor.model.register import Change, Ending, Measure, Version
from monitor.model.words import Direction, Kind
from monitor.register import standing


@dataclass(frozen=True, slots=True)
class Sight:
    """How a text came before us. `since`: when its source was added; both times UTC."""

    at: datetime
    source: str
    url: str
    since: datetime
    evidence: str | None = None
    baseline: bool = False
    republication: bool = False
    citation: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to be written. All empty: nothing new."""

    measure: Measure | None = None
    version: Version | None = None
    endings: tuple[Ending, ...] = ()
    changes: tuple[Change, ...] = ()
    why_not: str = ""  # why no change was made, for those who ask
    stands_for: str | None = None  # fingerprint of the held text that this reading amounts to


def fingerprint(text: str) -> str:
    """The hash of a clean text: equal for texts that differ in white space only."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()


def measure_of(instrument: Instrument, sight: Sight) -> Measure:
    """The measure whose first text this is."""
    return Measure(
        key=instrument.key,
        issuer=instrument.issuer,
        program=instrument.program,
        kind=instrument.kind,
        title=instrument.title,
        first_seen=sight.at,
        url=sight.url,
        programs=instrument.programs or ((instrument.program,) if instrument.program else ()),
    )


def version_of(instrument: Instrument, sight: Sight) -> Version:
    """The text as it is held."""
    return Version(
        measure=instrument.key,
        label=instrument.label,
        title=instrument.title,
        text=instrument.text,
        sha256=fingerprint(instrument.text),
        seen_at=sight.at,
        source=sight.source,
        url=sight.url,
        evidence=sight.evidence,
        issued=instrument.issued,
        starts=instrument.starts,
        expires=instrument.expires,
        starts_at=instrument.starts_at,
        expires_at=instrument.expires_at,
    )


def change_of(
    instrument: Instrument,
    sight: Sight,
    kind: Kind,
    direction: Direction,
    summary: str,
    judgment: Judgment | None = None,
    before: str | None = None,
    note: str = "",
) -> Change:
    """What the text means for somebody who has to comply. `before` is the label of the text that it was compared with."""
    effective = instrument.starts_at or (standing.legal_instant(instrument.issued) if instrument.issued else None)
    change = Change(
        at=sight.at,
        measure=instrument.key,
        label=instrument.label,
        kind=kind,
        direction=direction,
        title=instrument.title,
        summary=summary,
        sources=(sight.source,),
        url=sight.url,
        effective=effective,
        sha256=sight.evidence,
        program=instrument.program,
        jurisdiction=standing.jurisdiction(instrument.key),
        before_label=before,
        expires_at=instrument.expires_at,
        note=note,
    )
    return change if judgment is None else replace(change, operations=judgment.operations, redline=judgment.redline)
