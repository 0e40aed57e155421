"""OFAC's recent actions: the listing, its further pages, and what its rows lead to (`ofac_detail`, `ofac_faq`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag

from monitor.model.place import Capture, Part, Reading, Source, Target, Trouble, Wish
from monitor.model.words import Problem
from monitor.read import dates, html
from monitor.read.meaning import meaning
from monitor.sources.ofac_detail import read_detail, read_file
from monitor.sources.ofac_faq import read_faqs
from monitor.sources.paging import further_page
from monitor.sources.protocol import Accept, PdfText
from monitor.sources.relevance import may_be_edited

_DISPLAYING = re.compile(r"Displaying\s+([\d,]+)\s*[-–]\s*([\d,]+)\s+of\s+([\d,]+)", re.IGNORECASE)
_DETAIL = re.compile(r"/\d{8}[^/]*$")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the listing."""

    url: str
    title: str
    on: date
    category: str


class OfacRecentActions:
    """`https://ofac.treasury.gov/recent-actions`: rows, details, licenses, FAQs."""

    kind = "ofac-recent-actions"

    def entrance(self, source: Source) -> Wish:
        """The listing as it is configured."""
        return Wish(source.url, Part.ENTRANCE)

    def accept(self, target: Target) -> Accept:
        """Files may be PDF or HTML; everything else is a page."""
        return "any" if target.part is Part.INSTRUMENT else "html"

    def read(self, source: Source, target: Target, capture: Capture, pdf_text: PdfText) -> Reading:
        """Splits a capture by what its address is to the source."""
        if target.part in {Part.ENTRANCE, Part.PAGE}:
            return read_listing(source, target, capture)
        if target.part is Part.INSTRUMENT:
            return read_file(source, target, capture, pdf_text)
        if target.part is Part.FAQ:
            return read_faqs(source, target, capture)
        return read_detail(source, target, capture)


def read_listing(source: Source, target: Target, capture: Capture) -> Reading:
    """The rows of one page of the listing as wishes, the oldest first.

    Nothing is believed where the list is not there (`layout`), or where it is empty or shows another number of rows than
    it says (`implausible`).
    """
    soup = html.whole(capture.body, capture.headers.get("content-type"))
    view = soup.select_one(".view-recent-actions-search") or soup.select_one("main .view-content")
    if view is None:
        return Reading(trouble=Trouble(Problem.LAYOUT, "the page has no list of recent actions"))
    found = view.select(".views-row")
    rows = [row for row in (_row(tag, capture.final_url) for tag in found) if row is not None]
    if trouble := _doubt(view, len(found), len(rows), last=target.part is Part.PAGE):
        return Reading(trouble=trouble)
    today = capture.at.date()
    wishes = [_wish(row, again=may_be_edited(row.on, today)) for row in reversed(rows)]
    further = further_page(source, target, _next_page(soup, capture.final_url), (row.on for row in rows))
    return Reading(
        wishes=(*wishes, *further),
        items=len(rows),
        meaning=meaning(*(part for row in rows for part in (row.url, row.title, row.on.isoformat(), row.category))),
        notes=(f"{len(rows)} rows", *(f"{row.on}  {row.title}" for row in rows)),
    )


def _doubt(view: Tag, found: int, read: int, *, last: bool) -> Trouble | None:
    """Why the list cannot be believed. A further page (`last`) may be empty: it lies behind the end."""
    shown = _DISPLAYING.search(html.line_of(view))
    first, to, of = (int(number.replace(",", "")) for number in shown.groups()) if shown else (0, 0, 0)
    if found == 0:
        if to:
            return Trouble(Problem.LAYOUT, f"the page says {_said(shown)} and has no row that is known as one")
        return None if last else Trouble(Problem.IMPLAUSIBLE, "the list of recent actions is empty")
    if read < found:
        return Trouble(Problem.LAYOUT, f"{found - read} of {found} rows have no link, title or date")
    if shown and (to - first + 1 != read or to > of):
        return Trouble(Problem.IMPLAUSIBLE, f"the page says {_said(shown)} and shows {read} rows")
    return None


def _said(shown: re.Match[str] | None) -> str:
    return repr(" ".join(shown[0].split())) if shown else ""


def _row(tag: Tag, base: str) -> Row | None:
    anchor, url = _publication(tag, base)
    if anchor is None:
        return None
    said = html.line_of(tag).replace(html.line_of(anchor), " ", 1)
    on = dates.day(said) or dates.day_in_address(url)
    return Row(url, html.title_of(anchor), on, _category(tag)) if on else None


def _publication(tag: Tag, base: str) -> tuple[Tag, str] | tuple[None, str]:
    """The link of a row that has the day in its address. A row may lead elsewhere: then it is the first link, before the category's."""
    links: dict[str, Tag] = {}
    for anchor in tag.find_all("a", href=True):
        url = html.absolute(base, str(anchor["href"]))
        if url is None or not html.title_of(anchor):
            continue
        if _DETAIL.search(urlsplit(url).path):
            return anchor, url
        links.setdefault(url, anchor)
    first = next(iter(links), "")
    return (links[first], first) if len(links) > 1 and urlsplit(first).path != urlsplit(base).path else (None, "")


def _category(tag: Tag) -> str:
    for anchor in tag.find_all("a", href=True):
        last = urlsplit(str(anchor["href"])).path.rstrip("/").rsplit("/", 1)[-1]
        if last and not last[0].isdigit():
            return last
    return ""


def _wish(row: Row, *, again: bool) -> Wish:
    facts = {"title": row.title, "date": row.on.isoformat(), "category": row.category}
    return Wish(row.url, Part.DETAIL, facts, again=again)


def _next_page(soup: BeautifulSoup, base: str) -> str | None:
    following = soup.select_one('a[rel~="next"][href]')
    return html.absolute(base, str(following["href"])) if following is not None else None


ADAPTER = OfacRecentActions()
