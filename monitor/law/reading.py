"""One text, one instrument: which kind it is and who reads it; and the licenses of a longer document. Not the grammar of any kind."""

from __future__ import annotations

from monitor.law.guidance import read_faq
from monitor.law.license import headings, read_license
from monitor.law.ofsi import read_ofsi
from monitor.law.orders import read_determination, read_directive, read_order
from monitor.law.paragraphs import Line, lines_of
from monitor.law.sections import read_section
from monitor.model.instrument import Instrument, NoInstrument
from monitor.model.program import Programs

_FIRST = 2000  # lines; a text without a letter in them has none


def read_instrument(text: str, programs: Programs, hint: str | None = None) -> Instrument | NoInstrument:
    """The legal instrument that the text is, or why it is none.

    `text` is plain text in any print; `hint` is a measure's key or a program's slug that the source knows, and counts
    only where the text itself is silent.
    """
    lines = lines_of(text)
    if not any(letter.isalpha() for line in lines[:_FIRST] for letter in line.text[:1000]):
        return NoInstrument("the text has no words")
    problem = "no line names a general license, directive, determination, order or section"
    for at, label in headings(lines)[:8]:
        reading = read_license(lines, at, label, programs, hint)
        if isinstance(reading, Instrument):
            return reading
        problem = reading.problem
    other = (
        read_ofsi(lines, programs)
        or read_directive(lines, programs, hint)
        or read_determination(lines, programs, hint)
        or read_order(lines, programs, hint)
        or read_faq(lines, programs, hint)
        or (None if _printed_notice(lines) else read_section(lines, programs))
    )
    return other or NoInstrument(problem)


def cut_instruments(text: str, programs: Programs) -> tuple[Instrument, ...]:
    """Every general license that a longer document prints, such as a notice of the Federal Register, in its order."""
    lines = lines_of(text)
    marks = headings(lines)
    starts = [_header_start(lines, at) for at, _ in marks]
    found = []
    for number, (at, label) in enumerate(marks):
        end = starts[number + 1] if number + 1 < len(marks) else _document_end(lines, at)
        reading = read_license(lines[starts[number] : max(end, at + 1)], at - starts[number], label, programs, None)
        if isinstance(reading, Instrument):
            found.append(reading)
    return tuple(found)


def _printed_notice(lines: list[Line]) -> bool:
    """True for a document of the Federal Register: it tells of sections and amends them, and is none of them."""
    return any(line.text.startswith(("AGENCY:", "[Federal Register", "SUMMARY:", "ACTION:")) for line in lines[:80])


def _header_start(lines: list[Line], at: int) -> int:
    """The line at which the header of a license begins: the authority's name above its heading."""
    for number in range(at - 1, max(-1, at - 61), -1):
        if lines[number].text.upper().startswith("OFFICE OF FOREIGN ASSETS CONTROL"):
            treasury = number and lines[number - 1].text.upper().startswith(
                ("DEPARTMENT OF THE TREASURY", "WASHINGTON")
            )
            return number - 1 if treasury else number
    return at


def _document_end(lines: list[Line], at: int) -> int:
    """Where the last license of a Federal Register document ends: before the printer's own last lines."""
    for number in range(at, len(lines)):
        if lines[number].text.startswith(("[FR Doc", "BILLING CODE")):
            return number
    return len(lines)
