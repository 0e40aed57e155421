"""Sections of title 31 of the Code of Federal Regulations, and whole parts of it; one that authorizes is a license."""

from __future__ import annotations

import re

from monitor.law import keys
from monitor.law.header import reads_as_prose
from monitor.law.making import Name, make
from monitor.law.paragraphs import Line, joined, paragraphs
from monitor.model.instrument import Instrument, InstrumentKind
from monitor.model.program import Programs

_SECTION = re.compile(
    r"(?:31\s(?:CFR|C\.F\.R\.)\s(?:§\s?)?|§\s{0,3}|Sec\.\s{0,3})(?P<section>\d{3}\.\d{1,4}[a-z]?)(?:\s?[-–—.:])?\s(?P<title>[A-Z“\"].*)$"
)
_ALONE = re.compile(r"§ \d{3}\.\d{1,4}[a-z]?")
_AUTHORIZES = re.compile(
    r"\b(?:is|are)\s(?:hereby\s)?authori[sz]ed\b|\bauthori[sz]ed\.?$|^\W?authori[sz]ing\b", re.IGNORECASE
)
_HEADING_WITHIN = 8  # lines before the heading of a single section: names of title, chapter, part
_LONGEST_TITLE = 4


def read_section(lines: list[Line], programs: Programs) -> Instrument | None:
    """One section, or a part with several; None where no line is the heading of a section."""
    if len(lines) > 1 and _ALONE.fullmatch(lines[0].text):
        # So an instrument's own text begins: the number, and the title below it.
        lines = [Line(f"{lines[0].text} {lines[1].text}", gap=True), *lines[2:]]
    found = [
        (at, match)
        for at, line in enumerate(lines)
        if line.text[0] in "§S3" and (match := _SECTION.match(line.text)) is not None
    ]
    if not found:
        return None
    at, match = found[0]
    several = len({m["section"] for _, m in found}) > 1
    if several:
        return _part(lines, at, int(match["section"][:3]), programs)
    return _section(lines, at, match, programs) if at <= _HEADING_WITHIN else None


def _section(lines: list[Line], at: int, match: re.Match[str], programs: Programs) -> Instrument:
    section = match["section"]
    taken, body_at = [match["title"]], at + 1
    while body_at < len(lines) and len(taken) < _LONGEST_TITLE and not taken[-1].endswith("."):
        line = lines[body_at]
        if line.gap or line.text[0] == "(" or reads_as_prose(line.text):
            break
        taken.append(line.text)
        body_at += 1
    title = joined(taken).rstrip(".")
    start = " ".join(line.text for line in lines[body_at : body_at + 40])[:4000]
    permits = _AUTHORIZES.search(title) is not None or _AUTHORIZES.search(start) is not None
    number = int(section[:3])
    program = programs.by_part(number)
    name = Name(
        kind=InstrumentKind.LICENSE if permits else InstrumentKind.SECTION,
        key=keys.section_key(section),
        label=section,
        title=title,
        heading=f"§ {section}",
        issuer="us-cfr",
        programs=(program.slug,) if program else (),
        cfr_parts=(number,),
    )
    return make(name, paragraphs(lines[body_at:]), permits=permits)


def _part(lines: list[Line], at: int, number: int, programs: Programs) -> Instrument:
    program = programs.by_part(number)
    name = Name(
        kind=InstrumentKind.REGULATION,
        key=keys.section_key(str(number)),
        label=str(number),
        title=next(
            (line.text for line in lines[:at] if line.text.upper().startswith("PART ")), f"31 CFR Part {number}"
        ),
        heading="",
        issuer="us-cfr",
        programs=(program.slug,) if program else (),
        cfr_parts=(number,),
    )
    return make(name, paragraphs(lines[at:]), permits=False)
