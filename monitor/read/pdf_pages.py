"""PDF pages to paragraphs, by where the lines stand. Runs in the child process only: what it opens may be hostile."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2
from pypdfium2 import raw

# The longest general license with its annexes has some forty pages.
MOST_PAGES = 400
MOST_CHARACTERS = 4_000_000
_ENDS = re.compile(r"[.:;!?…]['\"”’)\]]*(?: (?:and|or))?$")
_MARKER = re.compile(r"^(?:\([a-zA-Z0-9]{1,4}\)|Notes?\b|NOTES?\b|\d{1,2}\.\s|[•·▪–-]\s|Annex\b|ANNEX\b)")
_BEGINNING = re.compile(r"^(?:Dated:|A(?:nnex|NNEX)(?:\s*(?:--|—|–|:)|(?:\s+to\s+[A-Z].{0,60})?$))")
_PAGE_NUMBER = re.compile(r"^(?:[Pp]age\s*)?[-–]?\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\s*[-–]?$")
_PROSE = 6  # distances between lines that make a rule
# A hyphen at the end of a line is marked by pdfium in place of being printed.
_HYPHEN = re.compile("[\x02\ufffe]")


class UnreadablePdfError(Exception):
    """The bytes are no PDF that can be read: damaged, encrypted, or not one at all."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A printed line; distances in points from the page's bottom."""

    text: str
    top: float
    bottom: float


def text(body: bytes) -> str:
    """The text of all pages, line by line, a blank line between paragraphs; page numbers left out.

    A paragraph that runs over a page's end stays one. Raises `UnreadablePdfError`.
    """
    try:
        document = pypdfium2.PdfDocument(body)
    except pypdfium2.PdfiumError as error:
        raise UnreadablePdfError(f"no PDF that can be read: {error}") from None
    try:
        pages = [_paragraphs(_lines(document, number)) for number in range(min(len(document), MOST_PAGES))]
    except pypdfium2.PdfiumError as error:
        raise UnreadablePdfError(f"a page of the PDF cannot be read: {error}") from None
    finally:
        document.close()
    return "\n\n".join(_joined(pages))[:MOST_CHARACTERS]


def _lines(document: pypdfium2.PdfDocument, number: int) -> list[_Line]:
    page = document[number]
    textpage = page.get_textpage()
    try:
        found: list[_Line] = []
        at = 0
        for printed in textpage.get_text_range().split("\n"):
            words = _HYPHEN.sub("-", printed).strip()
            if words:
                start = at + len(printed) - len(printed.lstrip())
                found.append(_Line(" ".join(words.split()), *_heights(textpage, start, len(words))))
            at += len(printed) + 1
    finally:
        textpage.close()
        page.close()
    return _without_number(found)


def _heights(textpage: Any, start: int, length: int) -> tuple[float, float]:
    """Top and bottom of a line, by its first, middle and last character; zeros where the page does not say."""
    boxes = []
    for position in {start, start + length // 2, start + length - 1}:
        index = raw.FPDFText_GetCharIndexFromTextIndex(textpage, position)
        if index >= 0:
            box = textpage.get_charbox(index, loose=True)
            if box[3] > box[1]:
                boxes.append(box)
    return (max(box[3] for box in boxes), min(box[1] for box in boxes)) if boxes else (0.0, 0.0)


def _without_number(lines: list[_Line]) -> list[_Line]:
    inner = lines[:]
    for edge in (-1, 0):
        if inner and _PAGE_NUMBER.match(inner[edge].text):
            del inner[edge]
    return inner


def _usual_step(lines: list[_Line]) -> float:
    """How far apart the lines of one paragraph stand: on a page of prose, as most lines do.

    A few lines, or a list with space between all of them, say less than the height of their letters.
    """
    steps = [above.bottom - below.bottom for above, below in pairwise(lines) if above.bottom > below.bottom]
    heights = [line.top - line.bottom for line in lines if line.top > line.bottom]
    if not steps or not heights:
        return 0.0
    usual, height = _median(steps), _median(heights)
    prose = len(steps) >= _PROSE and usual <= 2.6 * height
    return usual if prose else min(usual, 1.35 * height)


def _median(values: list[float]) -> float:
    """The middle value, of an even number the lower one; `statistics` would bring fractions and decimals into the child."""
    return sorted(values)[(len(values) - 1) // 2]


def _paragraphs(lines: list[_Line]) -> list[str]:
    """Lines that stand closer than the usual distance and a third belong together."""
    usual = _usual_step(lines)
    paragraphs: list[str] = []
    for number, line in enumerate(lines):
        step = lines[number - 1].bottom - line.bottom if number else 0.0
        # A reference such as "(a)" may stand at the beginning of a line: a paragraph begins there only after another's end.
        begins = _BEGINNING.match(line.text) or (_MARKER.match(line.text) and _ENDS.search(lines[number - 1].text))
        if number and 0 <= step <= 1.35 * usual and not begins:
            paragraphs[-1] += f"\n{line.text}"
        else:
            paragraphs.append(line.text)
    return paragraphs


def _joined(pages: list[list[str]]) -> list[str]:
    whole: list[str] = []
    for paragraphs in pages:
        rest = paragraphs
        if whole and paragraphs and not _ENDS.search(whole[-1]) and _goes_on(paragraphs[0]):
            whole[-1] += f"\n{paragraphs[0]}"
            rest = paragraphs[1:]
        whole.extend(rest)
    return whole


def _goes_on(paragraph: str) -> bool:
    return (
        not _MARKER.match(paragraph)
        and not _BEGINNING.match(paragraph)
        and (paragraph[0].islower() or paragraph[0] in '(“"$' or len(paragraph) > 80)
    )
