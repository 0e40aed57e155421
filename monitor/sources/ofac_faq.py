"""OFAC's frequently asked questions: one page a question, or the lists of new and amended ones, which print them whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from bs4 import BeautifulSoup, Tag

from monitor.model.place import Capture, Document, DocumentKind, Part, Reading, Source, Target, Trouble, Wish
from monitor.model.words import Problem
from monitor.read import dates, html
from monitor.read.meaning import meaning
from monitor.sources.protocol import Accept, PdfText

_QUESTION = "[class*='faq-question'], [class*='field-question']"
_ANSWER = "[class*='faq-answer'], [class*='field-answer']"
_RELEASED = "[class*='release-date'], [class*='released-date'], [class*='date-released']"
_UPDATED = "[class*='updated-date'], [class*='date-updated']"
_NUMBERED = re.compile(r"^\s*(?:FAQ\s*(?:No\.?\s*)?)?(\d{1,4})\s*[.:)]\s+")
_IN_ADDRESS = re.compile(r"/faqs/(\d+)/?(?:[?#]|$)")


class OfacFaq:
    """`https://ofac.treasury.gov/faqs/1040`, `/faqs/added`, `/faqs/updated`."""

    kind = "ofac-faq"

    def entrance(self, source: Source) -> Wish:
        """The page as it is configured."""
        return Wish(source.url, Part.ENTRANCE)

    def accept(self, target: Target) -> Accept:
        """Always a page."""
        del target
        return "html"

    def read(self, source: Source, target: Target, capture: Capture, pdf_text: PdfText) -> Reading:
        """All questions of the page."""
        del pdf_text
        return read_faqs(source, target, capture)


def read_faqs(source: Source, target: Target, capture: Capture) -> Reading:
    """Each question of a page with its answer as one document. A page without any has another layout: trouble."""
    soup = html.parse(capture.body, capture.headers.get("content-type"))
    alone = _IN_ADDRESS.search(target.url)
    found = [faq for faq in (_faq(*parts, soup, source, target) for parts in _pairs(soup)) if faq is not None]
    documents = tuple({faq.identity: faq for faq in reversed(found)}.values())[::-1]
    if alone and not any(document.label == alone[1] for document in documents):
        return Reading(trouble=Trouble(Problem.LAYOUT, f"the page does not hold FAQ {alone[1]}"))
    if not documents:
        return Reading(trouble=Trouble(Problem.LAYOUT, "the page holds no question with an answer"))
    return Reading(
        documents=documents,
        items=len(documents),
        meaning=meaning(*(part for faq in documents for part in (faq.identity, faq.text))),
        notes=tuple(faq.title for faq in documents),
    )


def _pairs(soup: BeautifulSoup) -> Iterator[tuple[Tag, Tag, Tag]]:
    """Question, answer, and the smallest part of the page that holds both and no other question."""
    for question in soup.select(_QUESTION):
        if question.find_parent(lambda tag: tag.name is not None and bool(tag.css.match(_QUESTION))):
            continue
        for around in question.parents:
            answer = around.select_one(_ANSWER)
            if answer is not None:
                yield question, answer, around
                break


def _faq(
    question: Tag, answer: Tag, around: Tag, soup: BeautifulSoup, source: Source, target: Target
) -> Document | None:
    asked = html.line_of(question.select_one(".field__item") or question)
    answered = html.text_of(answer.select_one(".field__item") or answer)
    number = _number(asked, around, soup, target)
    if not asked or not answered or number is None:
        return None
    asked = _NUMBERED.sub("", asked)
    released, updated = _date(around, _RELEASED), _date(around, _UPDATED)
    url = target.url if _IN_ADDRESS.search(target.url) else html.absolute(target.url, f"/faqs/{number}") or target.url
    return Document(
        kind=DocumentKind.FAQ,
        url=url,
        identity=f"faq-{number}",
        title=f"FAQ {number}: {asked}",
        text=f"{asked}\n\n{answered}",
        published_on=updated or released,
        language=source.language or "en",
        measure=f"us-ofac/faq-{number}",
        label=number,
        links=html.links_of(answer, target.url),
        facts={
            name: value.isoformat()
            for name, value in (("released", released), ("updated", updated))
            if value is not None
        },
    )


def _number(asked: str, around: Tag, soup: BeautifulSoup, target: Target) -> str | None:
    """From the question itself, a link to its own page, the page's heading, or the address, in this order."""
    if match := _NUMBERED.match(asked):
        return match[1]
    for anchor in around.find_all("a", href=True):
        if anchor.find_parent(lambda tag: tag.name is not None and bool(tag.css.match(_ANSWER))) is None and (
            match := _IN_ADDRESS.search(str(anchor["href"]))
        ):
            return match[1]
    if match := _IN_ADDRESS.search(target.url):
        return match[1]
    heading = html.line_of(soup.select_one("h1"))
    return heading if heading.isdigit() else None


def _date(around: Tag, selector: str) -> date | None:
    field = around.select_one(selector)
    return dates.day(html.line_of(field)) if field is not None else None


ADAPTER = OfacFaq()
