"""One document as the Federal Register prints it: what sort it is, its citation, its text. Not the licenses in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from monitor.model.faults import ReadError
from monitor.model.place import Capture, Document, DocumentKind, Reading, Target
from monitor.model.words import Problem
from monitor.read.meaning import meaning
from monitor.read.text import clean as clean_print
from monitor.sources import answers
from monitor.sources.protocol import PdfText

_VOLUME: Final = re.compile(r"\[Federal Register Volume (\d+), Number \d+ \(")
_PAGE: Final = re.compile(r"^\[Pages? ([A-Z]*\d+)", re.MULTILINE)
_NUMBER: Final = re.compile(r"^\[FR Doc No: ([A-Za-z0-9-]+)\]", re.MULTILINE)
_SECTION: Final = re.compile(
    r"^\[(Rules and Regulations|Proposed Rules|Notices|Presidential Documents)\]", re.MULTILINE
)
_ACTION: Final = re.compile(r"^ACTION: *(.+?)(?:\n[ \t]*\n|\Z)", re.MULTILINE | re.DOTALL)
_SUMMARY: Final = re.compile(r"^SUMMARY: *(.+?)(?:\n[ \t]*\n|\Z)", re.MULTILINE | re.DOTALL)
_ORDER: Final = re.compile(r"^Executive Order (\d{4,5}) of \w+ \d{1,2}, \d{4}", re.MULTILINE)
_PRE: Final = re.compile(r"<(/?)pre\b[^>]{0,200}>", re.IGNORECASE)
_PATH_DAY: Final = re.compile(r"/(\d{4})/(\d{2})/(\d{2})/[^/]+$")
_PRINTED: Final = re.compile(
    r"\b(?:publication|publishing) of (?:[\w'’-]+ ){0,12}?(?:general licen[sc]es?|determinations?|directives?)\b"
    r"|\bgeneral licen[sc]es? issued pursuant to\b",
    re.IGNORECASE,
)
_EARLIER: Final = re.compile(
    r"\b(?:general licen[sc]es?|GLs?|determinations?|directives?)\b.*\bpreviously (?:made available|issued|published|posted)\b",
    re.IGNORECASE | re.DOTALL,
)
_ACTIONS: Final = re.compile(
    r"\bnotice of .*\bsanctions? actions?\b|\bpublication of .*\bsanctions? actions?\b", re.IGNORECASE
)
_NAMES: Final = re.compile(
    r"\bpublishing the (?:names?|identif\w+|updates?)\b.*\b(?:list|blocked|sanctions?)\b|\bpublishing updates? to the identifying",
    re.IGNORECASE | re.DOTALL,
)
_CORRECTION: Final = re.compile(r"\bcorrect(?:ion|ing amendments?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Printed:
    """What the head of a printed document says of itself; every field may be empty."""

    number: str
    section: str
    citation: str
    action: str
    summary: str
    order: str


def read_printed(target: Target, capture: Capture, pdf_text: PdfText) -> Reading:
    """The document behind a wish of the list. `republication` where it prints what had been issued or done before.

    Raises `ReadError` where the answer holds no printed document or only a part of one.
    """
    raw = _raw_text(capture, pdf_text)
    head = read_head(raw)
    wanted = str(target.facts.get("document_number", ""))
    if head.number and wanted and _folded(head.number) != _folded(wanted):
        return Reading(trouble=answers.implausible(f"document {wanted} was asked for, {head.number} came"))
    text = clean_print(raw)
    if not text:
        raise ReadError(Problem.LAYOUT, "the printed document has no text")
    document = _document(target, capture, head, text)
    return Reading(
        documents=(document,),
        meaning=meaning(document.text),
        notes=(f"{document.kind}: {document.title}", f"{len(text)} characters"),
    )


def read_head(raw: str) -> Printed:
    """The head of a printed document, from its text as it came."""
    volume, page, number, section = (pattern.search(raw) for pattern in (_VOLUME, _PAGE, _NUMBER, _SECTION))
    order = _ORDER.search(raw)
    return Printed(
        number=number[1] if number else "",
        section=section[1] if section else "",
        citation=f"{volume[1]} FR {page[1]}" if volume and page else "",
        action=_line(_ACTION.search(raw)),
        summary=_line(_SUMMARY.search(raw))[:4_000],
        order=order[1] if order else "",
    )


def sort(head: Printed, facts: dict[str, Any]) -> tuple[DocumentKind, bool]:
    """What a document is, and whether it only prints what was issued or done before (a re-publication).

    Licenses, determinations and directives stand on the agency's site weeks to years before they are printed; notices
    of sanctions actions repeat designations that took effect when they were made, and orders are signed and made known
    days before. Everything else (rules, corrections, lists) takes effect by its printing, or is first official here.
    """
    title, action = str(facts.get("title", "")), head.action or str(facts.get("action", ""))
    summary = head.summary or str(facts.get("abstract", ""))
    if facts.get("executive_order_number") or (_presidential(head, facts) and head.order):
        return DocumentKind.INSTRUMENT, True
    if _PRINTED.search(title) or _PRINTED.search(action) or _EARLIER.search(summary):
        return DocumentKind.INSTRUMENT, not _is_correction(facts, action)
    if _ACTIONS.search(title) or _NAMES.search(summary):
        return DocumentKind.NOTICE, True
    return DocumentKind.NOTICE, False


def _document(target: Target, capture: Capture, head: Printed, text: str) -> Document:
    facts = dict(target.facts)
    kind, republication = sort(head, facts)
    facts |= {
        key: value for key, value in (("action", head.action), ("section", head.section)) if value and key not in facts
    }
    if _is_correction(facts, head.action):
        facts["correction"] = True
    order = _order(head, facts)
    title = str(facts.get("title") or text.partition("\n")[0])[:500]
    return Document(
        kind=kind,
        url=str(facts.get("html_url") or capture.url),
        identity=str(facts.get("document_number") or head.number or capture.url),
        title=answers.clean(title),
        text=text,
        published_on=answers.day(facts.get("publication_date")) or _day_of_path(capture.url),
        language="en",
        measure=f"us-eo/{order}" if order else None,
        label=order or None,
        republication=republication,
        citation=str(facts.get("citation") or head.citation) or None,
        facts=facts,
    )


def _raw_text(capture: Capture, pdf_text: PdfText) -> str:
    """The printed lines: what stands in the page's `<pre>`, with the little markup in it; a plain text; or a PDF's text."""
    if capture.content_type == "application/pdf" or capture.body.startswith(b"%PDF-"):
        return answers.printable(pdf_text(capture.body))
    written = capture.body.decode("utf-8", "replace")
    if "<pre" not in written.lower():
        plain = capture.content_type == "text/plain" or _VOLUME.search(written[:2_000]) is not None
        if plain and "<html" not in written[:2_000].lower():
            return answers.printable(written)
        raise ReadError(Problem.LAYOUT, "no printed text (<pre>) in the answer")
    return answers.printable(_inside_pre(written))


def _inside_pre(page: str) -> str:
    """What stands between `<pre>` and `</pre>`, in one pass. Raises `ReadError` where the end never comes."""
    parts: list[str] = []
    begun: int | None = None
    for tag in _PRE.finditer(page):
        if not tag[1]:
            begun = tag.end() if begun is None else begun
        elif begun is not None:
            parts.append(page[begun : tag.start()])
            begun = None
    if begun is not None or not parts:
        raise ReadError(Problem.UNREADABLE, "the printed text is cut off before its end")
    return "\n".join(parts)


def _presidential(head: Printed, facts: dict[str, Any]) -> bool:
    return head.section == "Presidential Documents" or "presidential" in str(facts.get("type", "")).lower()


def _order(head: Printed, facts: dict[str, Any]) -> str:
    said = str(facts.get("executive_order_number", ""))
    if said.isdecimal():
        return said
    return head.order if _presidential(head, facts) else ""


def _is_correction(facts: dict[str, Any], action: str) -> bool:
    numbered = re.match(r"C\d+-", str(facts.get("document_number", ""))) is not None
    return numbered or "corrects" in facts or _CORRECTION.search(action) is not None


def _folded(number: str) -> str:
    """Document numbers without leading zeros of their last part: 2012-156 and 2012-00156 are one."""
    head, _, tail = number.upper().rpartition("-")
    return f"{head}-{tail.lstrip('0')}"


def _line(found: re.Match[str] | None) -> str:
    return answers.clean(clean_print(found[1][:8_000])) if found else ""


def _day_of_path(url: str) -> date | None:
    found = _PATH_DAY.search(url)
    return answers.day("-".join(found.groups())) if found else None
