"""One content item of GOV.UK: its newest note of change, its text, and the licence that hangs on it. Not the feed that led here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

from monitor.model.faults import ReadError
from monitor.model.place import Capture, Document, DocumentKind, Link, Part, Reading, Source, Target, Wish
from monitor.model.words import Problem
from monitor.read.flow import fragment_text
from monitor.read.meaning import meaning
from monitor.sources import answers
from monitor.sources.protocol import PdfText
from monitor.sources.relevance import may_be_edited

CONTENT: Final = "/api/content"  # any page of the site is JSON below it
_NUMBER: Final = re.compile(r"\bINT[/-](\d{4})[/-](\d{4,9})\b", re.IGNORECASE)
_LICENCE: Final = re.compile(r"\bgeneral licen[cs]e\b", re.IGNORECASE)
_ABOUT: Final = re.compile(r"\b(?:notice|guidance|faqs?|questions|form|template|report)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Licence:
    """The number of a general licence as it is cited, and its key."""

    label: str  # INT/2023/2824812
    key: str  # uk-ofsi/int-2023-2824812


@dataclass(frozen=True, slots=True)
class _Attachment:
    title: str
    url: str
    pdf: bool


def content_address(page: str, updated: str = "") -> str:
    """The JSON of a page.

    The time of its update stands behind it as a fragment, which no server ever sees: a page that was updated is another
    target than the one that was read before.
    """
    parts = urlsplit(page)
    path = parts.path if parts.path.startswith(CONTENT) else CONTENT + parts.path
    return parts._replace(path=path, query="", fragment=updated).geturl()


def licence_in(text: str) -> Licence | None:
    """The licence that a text names, where it names exactly one."""
    named = {(year, number) for year, number in _NUMBER.findall(text)}
    if len(named) != 1:
        return None
    year, number = named.pop()
    return Licence(f"INT/{year}/{number}", f"uk-ofsi/int-{year}-{number}")


def read_page(source: Source, target: Target, capture: Capture, item: dict[str, Any]) -> Reading:
    """The page as a notice of its newest change; the licence that it publishes, or the wishes for its text."""
    title, details = answers.words(item, "title"), item.get("details")
    moved = answers.words(item, "document_type") in {"redirect", "gone", "vanish"}
    if moved or not title or not isinstance(details, dict):
        said = answers.words(item, "document_type") or "an item without title and details"
        return Reading(trouble=answers.broken_layout(f"the page is not there: {said}"))
    body = _body(details)
    attachments = _attachments(details, capture.url)
    licence = licence_in(title) or licence_in(" ".join([*(a.title for a in attachments), body]))
    notes = _history(details)
    page = str(target.facts.get("page") or urljoin(capture.url, answers.words(item, "base_path") or "/"))
    facts = _facts(item, notes)
    updated = answers.moment(item.get("public_updated_at"))
    again = may_be_edited(answers.local_day(updated, source.tz), capture.at.date())
    wishes = _licence_texts(licence, attachments, title, page, facts, again=again)
    licensed = licence is not None and bool(_LICENCE.search(title)) and not wishes and bool(body)
    document = Document(
        kind=DocumentKind.INSTRUMENT if licensed else DocumentKind.NOTICE,
        url=page,
        identity=f"{urlsplit(page).path}@{answers.words(item, 'public_updated_at')}",
        title=title,
        text=body if licensed else _news(item, notes, body),
        published=updated,
        published_on=answers.local_day(updated, source.tz),
        language=answers.words(item, "locale")[:2] or "en",
        measure=licence.key if licence else None,
        label=licence.label if licence else None,
        links=tuple(Link(a.url, a.title) for a in attachments),
        facts=facts,
    )
    return Reading(
        documents=(document,),
        wishes=wishes,
        meaning=meaning(title, document.text, *(a.url for a in attachments)),
        notes=(f"{document.kind}: {title}", f"{len(attachments)} attachments, {len(wishes)} of them the licence"),
    )


def read_attachment(source: Source, target: Target, capture: Capture, pdf_text: PdfText) -> Reading:
    """The text of a licence: a PDF, or an attachment that is a page of its own."""
    facts = dict(target.facts)
    if capture.body.startswith(b"%PDF-") or capture.content_type == "application/pdf":
        text = answers.printable(pdf_text(capture.body))
    else:
        details = answers.json_object(capture.body).get("details")
        text = _body(details) if isinstance(details, dict) else ""
    if not text.strip():
        raise ReadError(Problem.UNREADABLE, "the attachment has no text")
    label, key = str(facts.pop("label", "")), str(facts.pop("measure", ""))
    updated = answers.moment(facts.get("public_updated_at"))
    document = Document(
        kind=DocumentKind.INSTRUMENT,
        url=str(facts.pop("page", "") or capture.url),
        identity=key or capture.url,
        title=str(facts.pop("title", "") or label),
        text=text.strip(),
        published=updated,
        published_on=answers.local_day(updated, source.tz),
        language="en",
        measure=key or None,
        label=label or None,
        facts=facts,
    )
    return Reading(documents=(document,), meaning=meaning(document.text), notes=(f"{label}: {len(text)} characters",))


def _body(details: dict[str, Any]) -> str:
    """The text of an item; the parts of a guide stand one after the other."""
    bodies = [details.get("body"), *(part.get("body") for part in answers.records(details.get("parts")))]
    return "\n\n".join(text for text in map(_text, bodies) if text)


def _text(body: object) -> str:
    """The words of a body: HTML, or one text in several forms, of which HTML is one."""
    html = (form.get("content") for form in answers.records(body) if form.get("content_type") == "text/html")
    markup = body if isinstance(body, str) else next(html, None)
    return fragment_text(answers.printable(markup)) if isinstance(markup, str) else ""


def _attachments(details: dict[str, Any], base: str) -> tuple[_Attachment, ...]:
    """The attachments that can be read: PDFs, and pages of the same site (asked for as content items)."""
    found = []
    for record in answers.records(details.get("attachments")):
        url = answers.address(record.get("url"), base)
        if url is None:
            continue
        pdf = answers.words(record, "content_type") == "application/pdf" or urlsplit(url).path.lower().endswith(".pdf")
        page = answers.words(record, "attachment_type") == "html" or not answers.words(record, "content_type")
        own = urlsplit(url).hostname == urlsplit(base).hostname
        if pdf or (page and own):
            found.append(_Attachment(answers.words(record, "title"), url, pdf))
    return tuple(found)


def _licence_texts(
    licence: Licence | None,
    attachments: tuple[_Attachment, ...],
    title: str,
    page: str,
    facts: dict[str, Any],
    *,
    again: bool,
) -> tuple[Wish, ...]:
    """The wish for the attachment that is the licence: it bears the number, or is the only one that calls itself a licence.

    A page's notice, guidance and forms are about a licence. Where it is there as a page and as a PDF, the page is read.
    """
    if licence is None:
        return ()
    digits = licence.label.rpartition("/")[2]
    named = [a for a in attachments if digits in a.title + a.url and not _ABOUT.search(a.title)]
    called = [a for a in attachments if _LICENCE.search(a.title) and not _ABOUT.search(a.title)]
    chosen = sorted(named or called, key=lambda a: a.pdf)[:1]
    told = {"page": page, "title": title, "measure": licence.key, "label": licence.label, **facts}
    return tuple(
        Wish(
            a.url if a.pdf else content_address(a.url, str(facts.get("public_updated_at", ""))),
            Part.INSTRUMENT,
            facts=told,
            again=again,
        )
        for a in chosen
    )


def _history(details: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """Time and note of every change that the page tells of, the newest first."""
    told = [
        (answers.words(record, "public_timestamp"), answers.words(record, "note"))
        for record in answers.records(details.get("change_history"))
    ]
    return tuple(sorted((note for note in told if all(note)), reverse=True))


def _facts(item: dict[str, Any], notes: tuple[tuple[str, str], ...]) -> dict[str, Any]:
    withdrawn = item.get("withdrawn_notice")
    facts: dict[str, Any] = {
        key: value
        for key in ("document_type", "content_id", "first_published_at", "public_updated_at")
        if (value := answers.words(item, key))
    }
    if notes:
        facts["change_note"] = notes[0][1]
        facts["changes"] = len(notes)
    if isinstance(withdrawn, dict) and withdrawn.get("withdrawn_at"):
        facts["withdrawn_at"] = answers.words(withdrawn, "withdrawn_at")
        facts["withdrawn_why"] = fragment_text(answers.printable(str(withdrawn.get("explanation") or "")))[:2_000]
    return facts


def _news(item: dict[str, Any], notes: tuple[tuple[str, str], ...], body: str) -> str:
    """What is new on the page: all of it when it is first published, later its newest note.

    The body of a page that is amended for the tenth time repeats nine older changes, which nobody should hear of again.
    """
    description = answers.words(item, "description")
    first = len(notes) <= 1
    parts = [notes[0][1] if notes and not first else "", description, body if first or not notes else ""]
    return "\n\n".join(part for part in parts if part) or answers.words(item, "title")
