"""OFAC's frequently asked questions: one page a question, or the lists of new and amended ones, which print them whole."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bs4 import BeautifulSoup, Tag

from monitor.model.place import Capture, Document, DocumentKind, Part, Reading, Source, Target, Trouble, Wish
from monitor.model.words import Problem
from monitor.read import dates, html
from monitor.read.flow import title_text
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
    soup = html.whole(capture.body, capture.headers.get("content-type"))
    alone = _IN_ADDRESS.search(target.url)
    found = [faq for faq in (_faq(printed, soup, source, target) for printed in _printed(soup)) if faq is not None]
    once: dict[str, Document] = {}
    for faq in found:
        once.setdefault(faq.identity, faq)
    documents = tuple(once.values())
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


@dataclass(slots=True)
class _Printed:
    """What a page prints between one question and the next."""

    question: Tag
    answer: Tag | None = None
    released: date | None = None
    updated: date | None = None
    linked: str | None = None  # the number in the address of a link beside question and answer


def _printed(soup: BeautifulSoup) -> list[_Printed]:
    """Questions with what follows them, in one pass."""
    found: list[_Printed] = []
    inside: set[int] = set()  # what stands in a question or an answer belongs to it
    questions, answers = _ids(soup, _QUESTION), _ids(soup, _ANSWER)
    released, updated = _ids(soup, _RELEASED), _ids(soup, _UPDATED)
    for tag in soup.find_all(True):
        if id(tag) in inside:
            continue
        if id(tag) in questions:
            found.append(_Printed(tag))
            inside.update(id(part) for part in tag.find_all(True))
        elif not found:
            continue
        elif id(tag) in answers and found[-1].answer is None:
            found[-1].answer = tag
            inside.update(id(part) for part in tag.find_all(True))
        elif id(tag) in updated:
            found[-1].updated = found[-1].updated or dates.day(html.line_of(tag))
        elif id(tag) in released:
            found[-1].released = found[-1].released or dates.day(html.line_of(tag))
        elif tag.name == "a" and (match := _IN_ADDRESS.search(str(tag.get("href") or ""))):
            found[-1].linked = found[-1].linked or match[1]
    return found


def _ids(soup: BeautifulSoup, selector: str) -> set[int]:
    return {id(tag) for tag in soup.select(selector)}


def _faq(printed: _Printed, soup: BeautifulSoup, source: Source, target: Target) -> Document | None:
    question, answer = printed.question, printed.answer
    if answer is None:
        return None
    asked = html.line_of(question.select_one(".field__item") or question)
    answered = html.text_of(answer.select_one(".field__item") or answer)
    number = _number(asked, printed, soup, target)
    if not asked or not answered or number is None:
        return None
    asked = _NUMBERED.sub("", asked)
    facts = {"released": printed.released, "updated": printed.updated}
    return Document(
        kind=DocumentKind.FAQ,
        url=target.url
        if _IN_ADDRESS.search(target.url)
        else html.absolute(target.url, f"/faqs/{number}") or target.url,
        identity=f"faq-{number}",
        title=f"FAQ {number}: {title_text(asked)}",
        text=f"{asked}\n\n{answered}",
        published_on=printed.updated or printed.released,
        language=source.language or "en",
        measure=f"us-ofac/faq-{number}",
        label=number,
        links=html.links_of(answer, target.url),
        facts={name: value.isoformat() for name, value in facts.items() if value is not None},
    )


def _number(asked: str, printed: _Printed, soup: BeautifulSoup, target: Target) -> str | None:
    """From the question itself, a link to its own page, the address, or the page's heading, in this order."""
    if match := _NUMBERED.match(asked):
        return match[1]
    for anchor in printed.question.find_all("a", href=True, limit=1):
        if own := _IN_ADDRESS.search(str(anchor["href"])):
            return own[1]
    if printed.linked:
        return printed.linked
    if match := _IN_ADDRESS.search(target.url):
        return match[1]
    heading = html.line_of(soup.select_one("h1"))
    return heading if heading.isdigit() else None


ADAPTER = OfacFaq()
