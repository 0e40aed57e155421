"""One text, one instrument: which kind it is and who reads it; not the grammar of any kind."""

from __future__ import annotations

from monitor.law.license import find_license, read_license
from monitor.law.paragraphs import lines_of
from monitor.model.instrument import Instrument, NoInstrument
from monitor.model.program import Programs


def read_instrument(text: str, programs: Programs, hint: str | None = None) -> Instrument | NoInstrument:
    """The legal instrument that the text is, or why it is none.

    `text` is plain text in any print; `hint` is a measure's key or a program's slug that the source knows, and counts
    only where the text itself is silent.
    """
    lines = lines_of(text)
    if not any(any(letter.isalpha() for letter in line.text) for line in lines[:2000]):
        return NoInstrument("the text has no words")
    if find_license(lines) is not None:
        return read_license(lines, programs, hint)
    return NoInstrument("no line names a general license, directive, determination, order or section")
