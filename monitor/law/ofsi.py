"""General licences of the United Kingdom's Office of Financial Sanctions Implementation; amended under the same number."""

from __future__ import annotations

import re
from datetime import date

from monitor.law import keys
from monitor.law.dates import DAY, LONDON, first_day
from monitor.law.header import title_after
from monitor.law.making import Name, make
from monitor.law.naming import program_of_title
from monitor.law.paragraphs import Line, paragraphs
from monitor.model.instrument import Instrument, InstrumentKind
from monitor.model.program import Programs

_FIRST = 40  # lines in which a licence gives its number
_NUMBER = re.compile(r"\bINT/\d{4}/\d{4,8}\b", re.IGNORECASE)
_DAY_ALONE = re.compile(rf"(?:(?:Date|Dated|Issued):?\s)?{DAY}\.?", re.IGNORECASE)
_LAST = 12  # lines that can hold the signature
_HEADING = re.compile(r"^.{0,40}?\bgeneral\s+licen[cs]e\b(?:\s+INT/\d{4}/\d{4,8})?\s*[-–—:]?\s*", re.IGNORECASE)
_LICENCE = re.compile(r"\bgeneral\s+licen[cs]e\b", re.IGNORECASE)


def read_ofsi(lines: list[Line], programs: Programs) -> Instrument | None:
    """The licence, with its full number as label; None where the text is none."""
    start = " ".join(line.text for line in lines[:_FIRST])
    number = _NUMBER.search(start)
    if number is None or _LICENCE.search(start) is None:
        return None
    at = next(n for n, line in enumerate(lines[:_FIRST]) if _LICENCE.search(line.text) or _NUMBER.search(line.text))
    title = _HEADING.sub("", lines[at].text)
    below, body_at = title_after(lines, at)
    title = title if title and not _NUMBER.fullmatch(title) else _NUMBER.sub("", below).strip(" -–—")
    slug = program_of_title(start, programs)
    name = Name(
        kind=InstrumentKind.LICENSE,
        key=keys.ofsi_key(number[0]),
        label=number[0].upper(),
        title=title,
        heading="\n".join(line.text for line in lines[at:body_at]),
        issuer="uk-ofsi",
        header=tuple(line.text for line in lines[:at]),
        programs=(slug,) if slug else (),
        issued=_signed_on(lines),
    )
    return make(name, paragraphs(lines[body_at:], dotted=True), permits=True, zone=LONDON)


def _signed_on(lines: list[Line]) -> date | None:
    """The day that stands alone under the signature."""
    return next((first_day(line.text) for line in lines[-_LAST:] if _DAY_ALONE.fullmatch(line.text)), None)
