"""What stands above the first paragraph of a text: authority, programs, heading, title; not the paragraphs."""

from __future__ import annotations

import re

from monitor.law.designators import leading
from monitor.law.naming import orders, parts, program_of_title
from monitor.law.paragraphs import Line, joined, signs
from monitor.model.program import Programs

_AUTHORITY = re.compile(
    r"(?:U\.?S\.? )?(?:DEPARTMENT OF THE TREASURY|OFFICE OF FOREIGN ASSETS CONTROL)\b", re.IGNORECASE
)
_PROGRAM = re.compile(
    # No title: "Authorizing Transactions Prohibited by the X Sanctions Regulations".
    r"(?:(?![A-Z][a-z]+ing\s)[A-Z][\w/’'.-]*\s(?:[\w/’'.-]+\s){0,12}Regulations)?,?\s?(?:31\sC\.?F\.?R\.?\sParts?\s[\d,\sand]+)?;?"
    r"|Executive\sOrder\s1\d{4}(?:\sof\s[A-Z][a-z]+\s\d{1,2},\s\d{4})?(?:,\sas\samended)?;?"
)
LONGEST_HEADER = 60  # lines before the heading that can belong to it
_LONGEST_TITLE = 14
_FIRST_LINES = 30  # lines of the body that name its authority
_OPENER = re.compile(
    r"(?:Effective\s\w+\s\d|Except\sas\s|Pursuant\sto\s(?:the|section)|By\sthe\sauthority\svested"
    r"|(?:This|Nothing\sin\sthis)\sgeneral\slicense\s|Notes?\s(?:\d\s)?to\s|Subject\sto\s)"
)
_PREPOSITIONS = {"through", "between", "against", "pursuant", "within", "toward", "during", "before", "regarding"}


def header_before(lines: list[Line], at: int) -> list[str]:
    """The lines of the header: from the authority's name, where it stands, to the heading."""
    first = max(0, at - LONGEST_HEADER)
    for number in range(at - 1, first - 1, -1):
        if _AUTHORITY.match(lines[number].text):
            first = number
            break
    return [line.text for line in lines[first:at]]


def names_authority(line: str) -> bool:
    """True for a line of its own that names the Treasury or OFAC, as it stands above every license."""
    return len(line) < 80 and _AUTHORITY.match(line) is not None


def under_authority(lines: list[Line], at: int) -> bool:
    """True where such a line stands shortly above."""
    return any(names_authority(line.text) for line in lines[max(0, at - LONGEST_HEADER) : at])


def names_program(line: str) -> bool:
    """True for a line that only names regulations, a part or an order; some headers print them under the heading."""
    return len(line) < 160 and _PROGRAM.fullmatch(line) is not None


def title_after(lines: list[Line], at: int) -> tuple[str, int]:
    """The title that follows line `at`, over all its lines, and the number of the first line of the body."""
    number = at + 1
    while number < len(lines) and names_program(lines[number].text):
        number += 1
    taken: list[str] = []
    while number < len(lines) and len(taken) < _LONGEST_TITLE:
        line = lines[number]
        if leading(line.text)[0] or _OPENER.match(line.text) or (taken and signs(lines, number)):
            break
        if (line.gap or not taken) and _is_sentence(lines, number):
            break
        if taken and not line.gap and reads_as_prose(line.text) and not reads_as_prose(taken[0]):
            break
        taken.append(line.text)
        number += 1
    return joined(taken) if taken else "", number


def _is_sentence(lines: list[Line], number: int) -> bool:
    """True where the block that begins here is prose: it ends with a full stop or a colon, and is not in title case."""
    last = number
    while last + 1 < len(lines) and not lines[last + 1].gap and last - number < 40:
        last += 1
    return lines[last].text.endswith((".", ":")) and reads_as_prose(lines[number].text)


def reads_as_prose(line: str) -> bool:
    """True where words that a title would write with capitals have none."""
    low = [w for w in re.findall(r"[A-Za-z]{6,}", line[:400]) if w[0].islower() and w not in _PREPOSITIONS]
    return len(low) >= 2


def fallback_program(head: str, title: str, body: list[Line], programs: Programs, hint: str | None) -> str | None:
    """The program of a text whose header names none: by its heading's words, by its first paragraphs, by the caller's hint."""
    named = program_of_title(head, programs)
    if named is not None:
        return named
    start = " ".join(line.text for line in body[:_FIRST_LINES])[:8000]
    found = [programs.by_part(part) for part in parts(start)]
    found += [programs.by_order(order) for order in orders(f"{title} {start}")]
    known = next((program.slug for program in found if program is not None), None)
    return known or hint_program(hint, programs) or program_of_title(title, programs) or _unlisted(head, start)


def _unlisted(head: str, start: str) -> str | None:
    """A name for a program that the configuration does not hold yet, so that its licenses are not lost: its part or order."""
    for text in (head, start):
        for part in parts(text):
            return f"cfr-{part}"
        for order in orders(text):
            return f"eo-{order}"
    return None


def hint_program(hint: str | None, programs: Programs) -> str | None:
    """The program of a hint, which is a slug or a key such as us-ofac/russia/gl-25."""
    return next((word for word in (hint or "").split("/") if programs.by_slug(word) is not None), None)


def plain_text(header: list[str], heading: str, title: str, body: list[str]) -> str:
    """The whole text in paragraphs, a blank line between."""
    return "\n\n".join(part for part in [*header, heading, "" if title in heading else title, *body] if part)
