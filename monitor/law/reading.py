"""One text, one instrument: which kind it is and who reads it; and the licenses of a longer document. Not the grammar of any kind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from monitor.law.guidance import read_faq
from monitor.law.header import LONGEST_HEADER, names_authority
from monitor.law.license import headings, read_license
from monitor.law.ofsi import read_ofsi
from monitor.law.orders import read_determination, read_directive, read_order
from monitor.law.paragraphs import Line, lines_of
from monitor.law.sections import read_section
from monitor.law.unfolding import unfolded
from monitor.model.instrument import Instrument, NoInstrument
from monitor.model.program import Programs

_LETTERHEAD = re.compile(r"(?:U\.?S\.? )?DEPARTMENT OF THE TREASURY|WASHINGTON,? D\.?C", re.IGNORECASE)
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
    marks = headings(lines)
    apart = None if marks else unfolded(text)
    if apart is not None:
        lines = lines_of(apart)
        marks = headings(lines)
    for reading in _licenses(lines, marks, programs, hint):
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
    return tuple(r for r in _licenses(lines, headings(lines), programs, None) if isinstance(r, Instrument))


def _licenses(
    lines: list[Line], marks: list[tuple[int, str]], programs: Programs, hint: str | None
) -> Iterator[Instrument | NoInstrument]:
    """What stands under each heading of a license, up to the header of the next one."""
    floors = [0, *(at + 1 for at, _ in marks)]
    starts = [_header_start(lines, at, floor) for (at, _), floor in zip(marks, floors, strict=False)]
    for number, (at, label) in enumerate(marks):
        end = starts[number + 1] if number + 1 < len(marks) else _document_end(lines, at)
        own = lines[starts[number] : max(end, at + 1)]
        yield read_license(own, at - starts[number], label, programs, hint)


def _printed_notice(lines: list[Line]) -> bool:
    """True for a document of the Federal Register: it tells of sections and amends them, and is none of them."""
    return any(line.text.startswith(("AGENCY:", "[Federal Register", "SUMMARY:", "ACTION:")) for line in lines[:80])


def _header_start(lines: list[Line], at: int, floor: int) -> int:
    """The line, not before `floor`, at which the header of a license begins.

    It is the authority's name above the heading; without one what follows the date under the license before.
    """
    first = max(floor, at - LONGEST_HEADER)
    for number in range(at - 1, first - 1, -1):
        if names_authority(lines[number].text):
            while number > first and _LETTERHEAD.match(lines[number - 1].text):
                number -= 1  # noqa: PLW2901  # the letterhead has up to three lines
            return number
        if lines[number].text.startswith(("Dated:", "Date:")):
            return number + 1
    return first if floor == 0 else at


def _document_end(lines: list[Line], at: int) -> int:
    """Where the last license of a Federal Register document ends: before the printer's own last lines."""
    for number in range(at, len(lines)):
        if lines[number].text.startswith(("[FR Doc", "BILLING CODE")):
            return number
    return len(lines)
