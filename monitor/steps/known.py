"""Puts measures into the register that were known before any page was read. Not a baseline: that comes from pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from monitor.law import read_instrument
from monitor.model.instrument import Instrument, InstrumentKind, Provision
from monitor.model.program import Programs
from monitor.model.register import Ending
from monitor.model.words import Effect
from monitor.read.text import clean
from monitor.register import standing
from monitor.register.entry import Sight, measure_of, version_of
from monitor.store.tx import Tx

SOURCE = "known"


def hold_known(tx: Tx, rows: Iterable[Mapping[str, str]], programs: Programs, at: datetime) -> None:
    """Writes `{"key", "label", "text"}` rows as versions seen at `at`; seeing one of them on a page later is no change."""
    for row in rows:
        instrument = _read(row, programs)
        seen = Sight(at=at, source=SOURCE, url="", since=at)
        before = tx.held(row["key"])
        if before is None:
            tx.add_measure(measure_of(instrument, seen))
        version = replace(version_of(instrument, seen), known=True)
        tx.add_version(version)
        if version.expires_at is not None and version.expires_at <= at:
            tx.add_ending(Ending(row["key"], version.label, version.expires_at, "expired", None, at))
        latest = standing.latest(before) if before is not None else None
        if latest is not None and latest.label != version.label:
            first, second = sorted(
                (latest, version), key=lambda v: (v.issued or standing.legal_day(v.seen_at), v is version)
            )
            tx.add_ending(Ending(row["key"], first.label, at, "superseded", second.label, at))


def _read(row: Mapping[str, str], programs: Programs) -> Instrument:
    read = read_instrument(clean(row["text"]), programs, row["key"])
    if isinstance(read, Instrument):
        return replace(read, key=row["key"], label=row["label"])
    issuer, _, rest = row["key"].partition("/")
    kind = InstrumentKind.FAQ if rest.startswith("faq-") else InstrumentKind.PAGE
    text = row["text"].strip()
    title = text.partition("\n")[0][:200]
    return Instrument(
        kind,
        row["key"],
        issuer,
        "",
        rest,
        row["label"],
        title,
        provisions=(Provision("paragraph 1", Effect.NOTE, text),),
        text=text,
    )
