"""One publication of OFAC's recent actions, and the files that it links to. Not the listing that leads to it."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from bs4 import BeautifulSoup, Tag

from monitor.model.faults import ReadError
from monitor.model.place import Capture, Document, DocumentKind, Reading, Source, Target, Trouble
from monitor.model.words import Problem
from monitor.read import dates, html
from monitor.read.absent import says_nothing_is_here
from monitor.read.document import is_pdf, plain
from monitor.read.meaning import meaning
from monitor.sources.ofac_links import wishes_of
from monitor.sources.protocol import PdfText

_TITLES = (".treas-page-title", "h1.page-title", "h1.uswds-page-title", "main h1")
_BODIES = (".field--name-field-body", "article .field--name-body", "#block-ofac-content .field--name-body")

# A word that no license, directive, determination or order is without.
_LEGAL = re.compile(r"licen[cs]e|authoriz|prohibit|directive|determin|order|revo[ck]", re.IGNORECASE)


def read_detail(source: Source, target: Target, capture: Capture) -> Reading:
    """A publication: one notice, and wishes for the licenses, orders and FAQs that its body links to.

    Title and body must be there; without them the page has another layout than any known one, and nothing is believed.
    """
    soup = html.whole(capture.body, capture.headers.get("content-type"))
    title, body = _title(soup), _body(soup)
    if not title or body is None:
        missing = " and ".join(name for name, there in (("title", title), ("body", body)) if not there)
        return Reading(trouble=Trouble(Problem.LAYOUT, f"the publication has no {missing}"))
    on = _released(soup, target)
    text = html.text_of(body)
    links = html.links_of(body, capture.final_url)
    wishes = wishes_of(body, capture.final_url, target.url, on, capture.at.date())
    facts: dict[str, Any] = {"category": target.facts.get("category"), "press_release": _press_release(soup, capture)}
    document = Document(
        kind=DocumentKind.NOTICE,
        url=target.url,
        identity=target.url,
        title=title,
        text=text,
        published_on=on,
        language=source.language or "en",
        links=links,
        facts={name: value for name, value in facts.items() if value},
    )
    return Reading(
        documents=(document,),
        wishes=wishes,
        meaning=meaning(title, on.isoformat() if on else "", text, *(wish.url for wish in wishes)),
        notes=(f"publication of {on}: {title}", *(f"follows {wish.part} {wish.url}" for wish in wishes)),
    )


def read_file(source: Source, target: Target, capture: Capture, pdf_text: PdfText) -> Reading:
    """The text of a license, directive, determination or order behind a link: PDF, or a page of its own.

    Raises `ReadError` where the bytes are neither, or a page breaks off: half a license allows what the other half takes back.
    """
    if not is_pdf(capture.body) and html.breaks_off(capture.body):
        raise ReadError(Problem.UNREADABLE, "the page breaks off before its end")
    text = plain(capture.body, capture.headers.get("content-type"), pdf_text)
    if not text.strip():
        what = "the PDF has no text layer" if is_pdf(capture.body) else "the page has no text"
        return Reading(trouble=Trouble(Problem.UNREADABLE, what))
    if not is_pdf(capture.body) and (says_nothing_is_here(text) is not None or not _LEGAL.search(text)):
        return Reading(trouble=Trouble(Problem.UNREADABLE, f"no license but a page: {text[:80]!r}"))
    facts = target.facts
    document = Document(
        kind=DocumentKind.INSTRUMENT,
        url=target.url,
        identity=target.url,
        title=str(facts.get("text") or facts.get("title") or ""),
        text=text,
        published_on=date.fromisoformat(facts["date"]) if facts.get("date") else None,
        language=source.language or "en",
        facts=dict(facts),
    )
    return Reading(documents=(document,), meaning=meaning(text), notes=(f"{len(text)} characters of text",))


def _title(soup: BeautifulSoup) -> str:
    for selector in _TITLES:
        if title := html.title_of(soup.select_one(selector)):
            return title
    return ""


def _body(soup: BeautifulSoup) -> Tag | None:
    for selector in _BODIES:
        field = soup.select_one(selector)
        if field is not None:
            return field.select_one(".field__item") or field
    return None


def _released(soup: BeautifulSoup, target: Target) -> date | None:
    field = soup.select_one(".field--name-field-release-date")
    printed = dates.day(html.line_of(field.select_one(".field__item") or field)) if field is not None else None
    listed = dates.day(str(target.facts.get("date") or ""))
    return printed or listed or dates.day_in_address(target.url)


def _press_release(soup: BeautifulSoup, capture: Capture) -> str | None:
    link = soup.select_one(".field--name-field-press-release-link a[href]")
    return html.absolute(capture.final_url, str(link["href"])) if link is not None else None
