"""Any page without an adapter of its own: its substance as one document, by CSS selector where one is configured."""

from __future__ import annotations

from bs4 import BeautifulSoup

from monitor.model.faults import ReadError
from monitor.model.place import Capture, Document, DocumentKind, Part, Reading, Source, Target, Wish
from monitor.model.words import Problem
from monitor.read import html
from monitor.read.absent import says_nothing_is_here
from monitor.read.document import is_pdf, plain
from monitor.read.flow import title_text
from monitor.read.furniture import main_text, selected_text
from monitor.read.meaning import meaning
from monitor.sources import answers
from monitor.sources.protocol import Accept, PdfText


class Page:
    """One page (HTML, PDF or text) that is watched as a whole."""

    kind = "page"

    def entrance(self, source: Source) -> Wish:
        """The page as it is configured."""
        return Wish(source.url, Part.ENTRANCE)

    def accept(self, target: Target) -> Accept:
        """Watched pages may be files."""
        del target
        return "any"

    def read(self, source: Source, target: Target, capture: Capture, pdf_text: PdfText) -> Reading:
        """The page's substance. A selector that fits nothing is a change of layout, and no removal of everything.

        Raises `ReadError` for what is neither a whole page nor a file that can be read.
        """
        if answers.sent_home(capture):
            return Reading(trouble=answers.implausible(f"sent on to the site's home page, {capture.final_url[:200]}"))
        content_type = capture.headers.get("content-type")
        titles: tuple[str, ...] = ()
        if is_pdf(capture.body) or capture.content_type == "text/plain":
            text = plain(capture.body, content_type, pdf_text)
        else:
            soup = _page(capture.body, content_type)
            titles = (html.title_of(soup.select_one("main h1, article h1, h1")), _head_title(soup))
            text = selected_text(soup, source.select) if source.select else main_text(soup)
        if (said := says_nothing_is_here(text, *titles)) is not None:
            return Reading(trouble=answers.implausible(f"the page only says {said[:80]!r}"))
        if not text:
            return Reading(trouble=answers.implausible("the page has no text"))
        document = Document(
            kind=DocumentKind.PAGE,
            url=target.url,
            identity=target.url,
            title=next(filter(None, titles), source.id),
            text=text,
            language=source.language,
            measure=source.measure,
        )
        paragraphs = text.count("\n\n") + 1
        return Reading(
            documents=(document,),
            items=paragraphs,
            meaning=meaning(text),
            notes=(f"{paragraphs} paragraphs", document.title),
        )


def _page(body: bytes, content_type: str | None) -> BeautifulSoup:
    if body.lstrip()[:1] in {b"{", b"["} and body.rstrip()[-1:] in {b"}", b"]"}:
        raise ReadError(Problem.UNREADABLE, "JSON where a page is watched")
    return html.whole(body, content_type)


def _head_title(soup: BeautifulSoup) -> str:
    return title_text(soup.title.get_text()) if soup.title is not None else ""


ADAPTER = Page()
