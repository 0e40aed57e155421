"""A text that names itself a general license, read whole; not the other kinds of instruments and not several in one document."""

from __future__ import annotations

import re

from monitor.law import keys
from monitor.law.body import read_provisions
from monitor.law.designators import leading
from monitor.law.heading import license_label
from monitor.law.naming import orders, parts, program_of_title, programs_of_header
from monitor.law.paragraphs import Line, Mark, joined, paragraphs, signs
from monitor.law.terms import issued_on, replaced, term
from monitor.model.instrument import Instrument, InstrumentKind, NoInstrument
from monitor.model.program import Programs

_AUTHORITY = re.compile(
    r"(?:U\.?S\.? )?(?:DEPARTMENT OF THE TREASURY|OFFICE OF FOREIGN ASSETS CONTROL)\b", re.IGNORECASE
)
_LONGEST_HEADER = 60  # lines before the heading that can belong to it
_LONGEST_TITLE = 14
_OPENER = re.compile(
    r"(?:Effective\s\w+\s\d|Except\sas\s|Pursuant\sto\s(?:the|section)|(?:This|Nothing\sin\sthis)\sgeneral\slicense\s|Notes?\s(?:\d\s)?to\s|Subject\sto\s)"
)
_PREPOSITIONS = {"through", "between", "against", "pursuant", "within", "toward", "during", "before", "regarding"}


def find_license(lines: list[Line]) -> tuple[int, str] | None:
    """The line that names the license and its label: the last heading before the first numbered paragraph after it."""
    for number, line in enumerate(lines):
        label = license_label(line.text)
        if label is not None and number + 1 < len(lines):
            return number, label
    return None


def read_license(lines: list[Line], programs: Programs, hint: str | None) -> Instrument | NoInstrument:
    """The license whose heading stands in these lines."""
    heading = find_license(lines)
    if heading is None:
        return NoInstrument("no line names a general license")
    at, label = heading
    header = header_before(lines, at)
    title, body_at = title_after(lines, at)
    found = paragraphs(lines[body_at:])
    head = joined([*header, lines[at].text])
    slugs = programs_of_header(head, programs)
    program = slugs[0] if slugs else fallback_program(head, title, lines[body_at:], programs, hint)
    signature = [p.text for p in found if p.mark is Mark.SIGNATURE]
    provisions = read_provisions(found, title, permits=True)
    if not any(p.path != "title" for p in provisions):
        return NoInstrument(f"names General License {label or title} but has no paragraphs")
    issued = issued_on(signature, "\n".join(header))
    supersedes, revokes = replaced(provisions, label)
    when = term(provisions, issued)
    kind = InstrumentKind.REVOCATION if _revokes_only(title, lines[at].text) else InstrumentKind.LICENSE
    return Instrument(
        kind=kind,
        key=keys.license_key(program or "", label or title),
        issuer="us-ofac",
        program=program or "",
        number=keys.split_label(label)[0],
        label=label,
        title=title,
        programs=slugs or ((program,) if program else ()),
        cfr_parts=parts(head),
        issued=issued,
        starts=when.starts,
        expires=when.expires,
        starts_at=when.starts_at,
        expires_at=when.expires_at,
        supersedes=supersedes,
        revokes=revokes,
        provisions=provisions,
        text=plain_text(header, lines[at].text, title, [p.printed for p in found]),
    )


def _revokes_only(title: str, heading: str) -> bool:
    return re.match(r"\s*revocation\b", title or heading, re.IGNORECASE) is not None


def header_before(lines: list[Line], at: int) -> list[str]:
    """The lines of the header: from the authority's name, where it stands, to the heading."""
    first = max(0, at - _LONGEST_HEADER)
    for number in range(at - 1, first - 1, -1):
        if _AUTHORITY.match(lines[number].text):
            first = number
            break
    return [line.text for line in lines[first:at]]


def title_after(lines: list[Line], at: int) -> tuple[str, int]:
    """The title that follows the heading, over all its lines, and the number of the first line of the body."""
    number = at + 1
    taken: list[str] = []
    while number < len(lines) and len(taken) < _LONGEST_TITLE:
        line = lines[number]
        if leading(line.text)[0] or _OPENER.match(line.text) or (taken and signs(lines, number)):
            break
        if (line.gap or not taken) and _is_sentence(lines, number):
            break
        if taken and not line.gap and _reads_as_prose(line.text) and not _reads_as_prose(taken[0]):
            break
        taken.append(line.text)
        number += 1
    return joined(taken) if taken else "", number


def _is_sentence(lines: list[Line], number: int) -> bool:
    """True where the block that begins here is prose: it ends with a full stop or a colon, and is not in title case."""
    last = number
    while last + 1 < len(lines) and not lines[last + 1].gap and last - number < 40:
        last += 1
    return lines[last].text.endswith((".", ":")) and _reads_as_prose(lines[number].text)


def _reads_as_prose(line: str) -> bool:
    low = [w for w in re.findall(r"[A-Za-z]{6,}", line) if w[0].islower() and w not in _PREPOSITIONS]
    return len(low) >= 2


def fallback_program(head: str, title: str, body: list[Line], programs: Programs, hint: str | None) -> str | None:
    """The program of a license whose header names none: by the words of its heading, by its first grant, by the caller's hint."""
    named = program_of_title(head, programs)
    if named is not None:
        return named
    start = " ".join(line.text for line in body[:30])
    for part in parts(start):
        program = programs.by_part(part)
        if program is not None:
            return program.slug
    for order in orders(f"{title} {start}"):
        program = programs.by_order(order)
        if program is not None:
            return program.slug
    return hint_program(hint, programs) or program_of_title(title, programs)


def hint_program(hint: str | None, programs: Programs) -> str | None:
    """The program of a hint, which is a slug or a key such as us-ofac/russia/gl-25."""
    for word in (hint or "").split("/"):
        if programs.by_slug(word) is not None:
            return word
    return None


def plain_text(header: list[str], heading: str, title: str, body: list[str]) -> str:
    """The whole text in paragraphs, a blank line between."""
    return "\n\n".join(part for part in [*header, heading, title, *body] if part)
