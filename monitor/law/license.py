"""A text that names itself a general license, or the revocation of one; not the other kinds of instruments (`acts`)."""

from __future__ import annotations

import re

from monitor.law import keys
from monitor.law.header import (
    LONGEST_HEADER,
    fallback_program,
    header_before,
    names_authority,
    names_program,
    title_after,
)
from monitor.law.heading import license_label
from monitor.law.making import Name, make
from monitor.law.naming import parts, programs_of_header
from monitor.law.paragraphs import Line, Mark, joined, paragraphs
from monitor.model.instrument import Instrument, InstrumentKind, NoInstrument
from monitor.model.program import Programs

_REVOCATION = re.compile(r"(?:notice\sof\s)?revocation\b", re.IGNORECASE)
_OPERATIVE = re.compile(r"authori[sz]|permit|revok|licensed", re.IGNORECASE)
_GRANTS = re.compile(r"\b(?:is|are)\s(?:hereby\s)?(?:authori[sz]ed|revoked|superseded)\b", re.IGNORECASE)


def headings(lines: list[Line]) -> list[tuple[int, str]]:
    """Every line that is the heading of a general license, with its label.

    A heading is in capitals, or stands under the name of the authority: in a notice the same words are only a link.
    The same heading again without the authority's name between is a page's running head.
    """
    found: list[tuple[int, str]] = []
    authority = -1
    for number, line in enumerate(lines):
        if names_authority(line.text):
            authority = number
        label = license_label(line.text)
        if label is None or number + 1 == len(lines):
            continue
        if found and found[-1][1] == label and authority < found[-1][0]:
            continue
        near = authority >= 0 and number - authority <= LONGEST_HEADER
        if "LICENSE" in line.text or (near and not _in_sentence(lines, number)):
            found.append((number, label))
    return found


def _in_sentence(lines: list[Line], number: int) -> bool:
    """True where a wrap put "General License No. 25E." on a line of its own: the sentence before it goes on."""
    if lines[number].text.endswith("."):
        return True
    last = lines[number - 1].text.rsplit(" ", 1)[-1] if number and not lines[number].gap else ""
    return last[:1].islower() or last.endswith(",")


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
    under = [line.text for line in lines[at + 1 : body_at] if names_program(line.text)]
    head = joined([*header, heading, *under])
    slugs = programs_of_header(head, programs)
    if not slugs:
        # A page that lists licenses names them in lines of their own as well; a license of one grants something.
        if "LICENSE" not in heading and not any(_GRANTS.search(p.text) for p in body):
            return NoInstrument(f"{_called(label, title)}, but neither regulations above it nor a grant below it")
        named = fallback_program(head, title, lines[body_at:], programs, hint)
        if named is None:
            return NoInstrument(f"{_called(label, title)}, but no sanctions program, part of 31 CFR or order")
        slugs = (named,)
    ends = _REVOCATION.match(title) is not None or _REVOCATION.match(heading) is not None
    name = Name(
        kind=InstrumentKind.REVOCATION if ends else InstrumentKind.LICENSE,
        key=keys.license_key(slugs[0], label or title),
        label=label,
        title=title or (heading if ends else ""),
        heading=heading,
        header=(*header, *under),
        programs=slugs,
        cfr_parts=parts(head),
    )
    return make(name, body, permits=True)


def _fault(label: str, title: str, paragraphs_found: list[str]) -> str:
    """Why words under the heading of a license are no license; empty where they are one."""
    if not paragraphs_found:
        return f"{_called(label, title)}, but nothing stands under the heading"
    if not any(_OPERATIVE.search(text) for text in (title, *paragraphs_found)):
        return f"{_called(label, title)}, but no paragraph authorizes or revokes anything"
    return ""


def _called(label: str, title: str) -> str:
    return f"names {f'General License {label}'.strip() if label or not title else title[:120]}"
