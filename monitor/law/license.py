"""A text that names itself a general license, or the revocation of one; not the other kinds of instruments (`acts`)."""

from __future__ import annotations

import re

from monitor.law import keys
from monitor.law.header import fallback_program, header_before, title_after, under_authority
from monitor.law.heading import license_label
from monitor.law.making import Name, make
from monitor.law.naming import parts, programs_of_header
from monitor.law.paragraphs import Line, Mark, joined, paragraphs
from monitor.model.instrument import Instrument, InstrumentKind, NoInstrument
from monitor.model.program import Programs

_REVOCATION = re.compile(r"(?:notice\sof\s)?revocation\b", re.IGNORECASE)
_OPERATIVE = re.compile(r"authori[sz]|permit|revok|licensed", re.IGNORECASE)


def headings(lines: list[Line]) -> list[tuple[int, str]]:
    """Every line that is the heading of a general license, with its label.

    A heading is in capitals, or stands under the name of the authority: in a notice the same words are only a link.
    """
    found = []
    for number, line in enumerate(lines):
        label = license_label(line.text)
        if label is not None and number + 1 < len(lines) and ("LICENSE" in line.text or under_authority(lines, number)):
            found.append((number, label))
    return found


def read_license(
    lines: list[Line], at: int, label: str, programs: Programs, hint: str | None
) -> Instrument | NoInstrument:
    """The license whose heading is line `at`; the lines after it are its body to the end."""
    heading = lines[at].text
    header = header_before(lines, at)
    title, body_at = title_after(lines, at)
    body = paragraphs(lines[body_at:])
    fault = _fault(label, title, [p.text for p in body if p.mark is not Mark.SIGNATURE])
    if fault:
        return NoInstrument(fault)
    head = joined([*header, heading])
    slugs = programs_of_header(head, programs)
    if not slugs:
        named = fallback_program(head, title, lines[body_at:], programs, hint)
        slugs = (named,) if named else ()
    ends = _REVOCATION.match(title) is not None or _REVOCATION.match(heading) is not None
    name = Name(
        kind=InstrumentKind.REVOCATION if ends else InstrumentKind.LICENSE,
        key=keys.license_key(slugs[0] if slugs else "", label or title),
        label=label,
        title=title or (heading if ends else ""),
        heading=heading,
        header=tuple(header),
        programs=slugs,
        cfr_parts=parts(head),
    )
    return make(name, body, permits=True)


def _fault(label: str, title: str, paragraphs_found: list[str]) -> str:
    """Why words under the heading of a license are no license; empty where they are one."""
    name = f"General License {label}".strip() if label or not title else title
    if not paragraphs_found:
        return f"names {name}, but nothing stands under the heading"
    if not any(_OPERATIVE.search(text) for text in (title, *paragraphs_found)):
        return f"names {name}, but no paragraph authorizes or revokes anything"
    return ""
