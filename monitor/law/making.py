"""Header and paragraphs put together into an instrument: the same for every kind; not the finding of either."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from monitor.law import keys
from monitor.law.body import read_provisions
from monitor.law.dates import EASTERN
from monitor.law.header import plain_text
from monitor.law.paragraphs import Mark, Paragraph
from monitor.law.terms import issued_on, replaced, term
from monitor.model.instrument import Instrument, InstrumentKind


@dataclass(frozen=True, slots=True)
class Name:
    """What a text is called: everything about it that its paragraphs do not tell."""

    kind: InstrumentKind
    key: str
    label: str
    title: str
    heading: str
    issuer: str = "us-ofac"
    header: tuple[str, ...] = ()
    programs: tuple[str, ...] = ()
    cfr_parts: tuple[int, ...] = ()
    issued: date | None = None


def make(name: Name, body: list[Paragraph], *, permits: bool, zone: ZoneInfo = EASTERN) -> Instrument:
    """The instrument. `permits`: its paragraphs allow unless they say otherwise; else they prohibit."""
    provisions = read_provisions(body, name.title, permits=permits)
    signature = [paragraph.text for paragraph in body if paragraph.mark is Mark.SIGNATURE]
    issued = name.issued or issued_on(signature, "\n".join((*name.header, name.heading)))
    ends = name.kind is InstrumentKind.REVOCATION
    supersedes, revokes = replaced(provisions, "" if ends else name.label)
    when = term(provisions, issued, zone)
    return Instrument(
        kind=name.kind,
        key=name.key,
        issuer=name.issuer,
        program=name.programs[0] if name.programs else "",
        number=keys.split_label(name.label)[0],
        label=name.label,
        title=name.title,
        programs=name.programs,
        cfr_parts=name.cfr_parts,
        issued=issued,
        starts=when.starts,
        expires=when.expires,
        starts_at=when.starts_at,
        expires_at=when.expires_at,
        supersedes=supersedes,
        revokes=revokes,
        provisions=provisions,
        text=plain_text(list(name.header), name.heading, name.title, [paragraph.printed for paragraph in body]),
    )
