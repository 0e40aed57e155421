"""General licences of the United Kingdom's Office of Financial Sanctions Implementation; amended under the same number."""

from __future__ import annotations

import re

from monitor.law import keys
from monitor.law.dates import LONDON
from monitor.law.header import title_after
from monitor.law.making import Name, make
from monitor.law.naming import program_of_title
from monitor.law.paragraphs import Line, paragraphs
from monitor.model.instrument import Instrument, InstrumentKind
from monitor.model.program import Programs

_FIRST = 40  # lines in which a licence gives its number
_NUMBER = re.compile(r"\bINT/\d{4}/\d{4,8}\b", re.IGNORECASE)
_LICENCE = re.compile(r"\bgeneral\s+licen[cs]e\b", re.IGNORECASE)


def read_ofsi(lines: list[Line], programs: Programs) -> Instrument | None:
    """The licence, with its full number as label; None where the text is none."""
    start = " ".join(line.text for line in lines[:_FIRST])
    number = _NUMBER.search(start)
    if number is None or _LICENCE.search(start) is None:
        return None
    at = next(n for n, line in enumerate(lines[:_FIRST]) if _LICENCE.search(line.text) or _NUMBER.search(line.text))
    title, body_at = title_after(lines, at)
    slug = program_of_title(start, programs)
    name = Name(
        kind=InstrumentKind.LICENSE,
        key=keys.ofsi_key(number[0]),
        label=number[0].upper(),
        title=title or lines[at].text,
        heading=lines[at].text,
        issuer="uk-ofsi",
        header=tuple(line.text for line in lines[:at]),
        programs=(slug,) if slug else (),
    )
    return make(name, paragraphs(lines[body_at:], dotted=True), permits=True, zone=LONDON)
