"""A legal text taken apart into its paragraphs: what begins one, whatever the print did to lines; not their place in the tree.

Works on cleaned text (one paragraph a block) and on raw print alike: hard wraps, no blank lines (PDF), blank lines in
the middle of a sentence (page breaks). Every word of the text ends up in exactly one paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import NamedTuple

from monitor.law.designators import cited, leading, printed


class Mark(Enum):
    """What a paragraph begins with."""

    PLAIN = auto()
    DESIGNATED = auto()  # (a), (1), (a)(1), Sec. 1.
    NOTE = auto()
    ANNEX = auto()
    SIGNATURE = auto()  # name and office of who signed, the date of issue, and what is printed after them


@dataclass(slots=True)
class Paragraph:
    """One paragraph as it was found, in printed lines; `tokens` are the designators that stand before them."""

    mark: Mark
    lines: list[str] = field(default_factory=list)
    tokens: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The words on one line, without the designators."""
        return joined(self.lines)

    @property
    def printed(self) -> str:
        """The words with the designators; the lines of an annex or a signature stay lines."""
        if self.mark in {Mark.ANNEX, Mark.SIGNATURE}:
            return "\n".join(self.lines)
        return f"{printed(self.tokens)} {self.text}" if self.tokens else self.text


_NOTE = re.compile(
    r"Notes?\b(?:\s(?:No\.\s)?\d{1,2})?(?:\s?:|\.(?=\s)|\s(?:to|on|for)\s(?:sub)?(?:paragraphs?|sections?|§|general|this|the|directive|determination|annex|GL)\b)",
    re.IGNORECASE,
)
# Begins with a letter, so that it is tried only there; what must stand before it is looked up behind.
_GLUED_NOTE = re.compile(
    r"Note(?<=[.;:][ \t]Note)s?(?:\s\d{1,2})?\sto\s(?:[Pp]aragraphs?|[Gg]eneral\s[Ll]icense)\s[^;:\n]{1,50}?[.:]\s{1,4}(?=[A-Z“])"
)
_ANNEX = re.compile(
    r"(?:annex(?:es)?|appendix|attachment|schedule)(?:\s(?:[A-Z]|[IVX]{1,5}|\d{1,2}))?(?:\s?(?:--|—|–|:|\.(?=\s|$)|-(?=\s))|\s(?:to|of)\s|$)",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"(?:Dated?|DATED?|Issued):(?=\s|$|[A-Z\d])|(?:Dated|Issued)\s(?:this\s)?[A-Z\d][\w ]{1,20},?\s\d{4}\.?$"
)
_OFFICE = re.compile(
    r"(?:(?:acting|deputy|associate|assistant|principal)\s){0,3}(?:director|under\ssecretary|secretary|administrator)\b(?:,|$|\s(?:for|of)\s|\.$)",
    re.IGNORECASE,
)
_NAME_AND_OFFICE = re.compile(
    r"(?:[A-Z][\w.'’-]{0,25},?\s){2,4}(?:(?:Acting|Deputy|Associate)\s){0,2}Director,?\s(?:of\sthe\s)?Office\sof\b"
)
_SIGNING = re.compile(
    r"(?:(?:Office of Financial Sanctions Implementation|HM Treasury|OFSI),?$|digitally signed by|signed(?: by)?:)|_{6,}|/s/|\[?signature\]?$",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?:[A-Z][\w.'’-]{0,25},?\s){1,4}[A-Z][\w'’-]{1,30}(?:\s(?:Jr|Sr|II|III)\.?)?,?$")
_RULE = re.compile(r"(?=.*[-=*·•])[-=*·•_ ]{4,}$")
_STOP = re.compile(r"(?:[.:;?!—]|--|[;,]\s(?:and|or|and/or|but|then))[”\"')\]]{0,3}$")


def stopped(text: str) -> bool:
    """True where a text ends as a sentence or a list item ends, so that what follows may be a new paragraph."""
    return _STOP.search(text[-12:]) is not None


def joined(lines: list[str]) -> str:
    """Printed lines as one line. A hyphen at the end of a line stays: regulators break only compounds there."""
    if len(lines) == 1:
        return lines[0]
    parts: list[str] = []
    last = ""
    for line in lines:
        if last and not (last[-1] == "-" and last[-2:-1].isalnum() and line[:1].isalnum()):
            parts.append(" ")
        parts.append(line)
        last = line
    return "".join(parts)


class Line(NamedTuple):
    """One printed line, runs of white space as one space; `gap` where a blank line or a rule stands before it."""

    text: str
    gap: bool


def lines_of(text: str) -> list[Line]:
    """The printed lines of a text without blank ones and without rules such as a row of hyphens.

    A note that the printer ran together with the paragraph before it stands on a line of its own.
    """
    if "Note" in text:
        text = _GLUED_NOTE.sub(lambda match: f"\n{match[0]}", text)
    found: list[Line] = []
    gap = True
    for raw in text.splitlines():
        line = " ".join(raw.split())
        if not line or (line[0] in "-=_*·•" and "____" not in line and _RULE.match(line)):
            gap = True
            continue
        found.append(Line(line, gap))
        gap = False
    return found


def paragraphs(lines: list[Line], *, dotted: bool = False) -> list[Paragraph]:
    """The paragraphs that these lines make, in order; every word is kept. `dotted`: "1." and "2.3" number them too."""
    found: list[Paragraph] = []
    for number, (line, gap) in enumerate(lines):
        current = found[-1] if found else None
        begun = _numbered(line, current, gap=gap, dotted=dotted) or _begun(line, current, lines, number, gap=gap)
        if begun is not None:
            found.append(begun)
        elif current is not None and _goes_on(current, line, gap=gap):
            current.lines.append(line)
        else:
            found.append(Paragraph(Mark.PLAIN, [line]))
    return found


def _free(current: Paragraph | None, *, gap: bool) -> bool:
    """True where the words before leave room for a new paragraph: a sentence or an item has ended, or none was begun."""
    if current is None or current.mark is Mark.SIGNATURE or (gap and current.mark is Mark.PLAIN):
        return True
    return stopped(current.lines[-1])


def _numbered(line: str, current: Paragraph | None, *, gap: bool, dotted: bool) -> Paragraph | None:
    """The paragraph that this line begins with a designator."""
    if line[0] not in "(S§" and not (dotted and line[0].isdigit()):
        return None
    tokens, rest = leading(line, dotted=dotted)
    if not tokens or (current is not None and current.mark is Mark.ANNEX):
        return None
    before = current.lines[-1] if current is not None else ""
    if tokens[0][0] == "§" and not rest[:1].isupper():
        return None
    if tokens[0][-1] == "." and rest[:1].isupper():  # a heading without a full stop may stand before it
        return Paragraph(Mark.DESIGNATED, [rest], tokens)
    if _numbers(before, rest, free=gap or _free(current, gap=gap)):
        return Paragraph(Mark.DESIGNATED, [rest], tokens)
    return None


def _begun(line: str, current: Paragraph | None, lines: list[Line], number: int, *, gap: bool) -> Paragraph | None:
    """The note, annex or signature that this line begins; None where its first words do not tell."""
    first = line[0]
    if first in "Nn" and _NOTE.match(line) and _free(current, gap=gap):
        return Paragraph(Mark.NOTE, [line])
    if first in "AaSs" and _ANNEX.match(line) and _free(current, gap=gap):
        return Paragraph(Mark.ANNEX, [line])
    if (current is None or current.mark is not Mark.SIGNATURE) and signs(lines, number):
        return Paragraph(Mark.SIGNATURE, [line])
    return None


def _numbers(before: str, rest: str, *, free: bool) -> bool:
    """True where designators number a paragraph; false where a line only happens to begin with a citation."""
    if cited(before):
        return False
    return free or (before.endswith((",", " and", " or")) and rest[:1].isupper())


def signs(lines: list[Line], number: int) -> bool:
    """True where this line begins what stands under a text: who signed, in which office, when."""
    line = lines[number].text
    if _DATED.match(line) or _SIGNING.match(line):
        return True
    if len(line) < 90 and (_OFFICE.match(line) or _NAME_AND_OFFICE.match(line)):
        return True
    if len(line) > 60 or number + 1 == len(lines) or not _NAME.match(line):
        return False
    after = lines[number + 1].text
    return len(after) < 90 and _OFFICE.match(after) is not None


def _goes_on(current: Paragraph, line: str, *, gap: bool) -> bool:
    """True where a line without a beginning of its own continues the paragraph before it."""
    if current.mark in {Mark.ANNEX, Mark.SIGNATURE}:
        return True
    if not gap:
        return True
    if current.mark is Mark.PLAIN:
        return line[:1].islower() and not stopped(current.lines[-1])
    return not stopped(current.lines[-1])
