"""Kind `treasury-press`: the Treasury's list of press releases and the releases themselves. Not which of them matter.

The list has no feed; its links may stand without quotation marks; the server's Last-Modified is the day on which the
site was rebuilt and says nothing about a release (DOMAIN.md). A release is known by its number: `jy1925`, `sb0123`.
It stands beside a publication of OFAC, and is read as that (`Part.PRESS`): the listings are the publication's to tell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag

from monitor.model.place import Capture, Document, DocumentKind, Part, Reading, Source, Target, Wish
from monitor.read import html
from monitor.read.meaning import meaning
from monitor.sources import answers
from monitor.sources.paging import further_page
from monitor.sources.protocol import Accept, Adapter, PdfText

_RELEASE: Final = re.compile(r"^/news/press-releases/([a-z]{1,3}-?\d{1,5}[a-z]?)/?$", re.IGNORECASE)
_OFFICE: Final = "ofac.treasury.gov"
_MOST: Final = 500  # releases on one page of the list; it shows ten
_NEAR: Final = 5  # how many elements up from a link its row is looked for


@dataclass(frozen=True, slots=True)
class _Row:
    """One release of the list."""

    number: str
    url: str
    title: str
    published: str  # as the page says it, ISO 8601


class TreasuryPress:
    """`home.treasury.gov/news/press-releases`."""

    kind = "treasury-press"

    def entrance(self, source: Source) -> Wish:
        """The list as configured."""
        return Wish(source.url, Part.ENTRANCE)

    def accept(self, target: Target) -> Accept:  # noqa: ARG002 -- every address of this kind is a page
        """Pages only."""
        return "html"

    def read(self, source: Source, target: Target, capture: Capture, pdf_text: PdfText) -> Reading:  # noqa: ARG002 -- no PDF is read here
        """Wishes for the releases of the list, or one release."""
        page = html.whole(capture.body, capture.headers.get("content-type"))
        if target.part in {Part.ENTRANCE, Part.PAGE}:
            return _list(source, target, capture, page)
        return _release(source, target, capture, page)


def _list(source: Source, target: Target, capture: Capture, page: BeautifulSoup) -> Reading:
    rows = _rows(page, capture.final_url)
    if not rows:
        return Reading(trouble=answers.broken_layout("the list has no press release"))
    wishes = tuple(
        Wish(
            row.url,
            Part.PRESS,
            facts=_facts(row, source.tz),
        )
        for row in reversed(rows)
    )
    days = [answers.local_day(answers.moment(row.published), source.tz) or answers.day(row.published) for row in rows]
    return Reading(
        wishes=wishes + further_page(source, target, _next_address(page, capture.final_url), days),
        items=len(rows) if target.part is Part.ENTRANCE else None,
        meaning=meaning(*(f"{row.number} {row.title}" for row in rows)),
        notes=(f"{len(rows)} press releases",),
    )


def _facts(row: _Row, zone: str) -> dict[str, str]:
    published = answers.moment(row.published)
    day = answers.local_day(published, zone)
    told = {
        "press_release": row.number,
        "title": row.title,
        "published": published.isoformat() if published else "",
        "date": day.isoformat() if day else "",
    }
    return {name: value for name, value in told.items() if value}


def _rows(page: BeautifulSoup, base: str) -> tuple[_Row, ...]:
    """The releases of the page's main part, each once; a teaser of a release in a menu or a footer is none."""
    main = page.select_one("main, [role=main], #main-content, #content") or page
    rows: dict[str, _Row] = {}
    for anchor in main.find_all("a", href=True):
        url = html.absolute(base, str(anchor["href"]))
        number = _number(url)
        if url is None or number is None or anchor.find_parent(["nav", "footer"]) is not None:
            continue
        title = html.line_of(anchor)
        if len(rows) == _MOST:
            break
        if title and (number not in rows or not rows[number].published):
            rows[number] = _Row(number, url, title, _time_beside(anchor, number, base))
    return tuple(rows.values())


def _time_beside(anchor: Tag, number: str, base: str) -> str:
    """The time of the row that a link stands in: that of the nearest element around it that shows one release and a time."""
    for around, _ in zip(anchor.parents, range(_NEAR), strict=False):
        shown = {_number(html.absolute(base, str(a["href"]))) for a in around.find_all("a", href=True, limit=40)} - {
            None
        }
        if shown - {number}:
            return ""
        stamp = around.select_one("time[datetime]")
        if stamp is not None:
            return answers.clean(str(stamp["datetime"]))[:40]
    return ""


def _number(url: str | None) -> str | None:
    found = _RELEASE.match(urlsplit(url).path) if url else None
    return found[1].lower() if found else None


def _next_address(page: BeautifulSoup, base: str) -> str | None:
    link = page.select_one('a[rel~="next"][href]')
    url = html.absolute(base, str(link["href"])) if link is not None else None
    return url if url is not None and urlsplit(url).hostname == urlsplit(base).hostname else None


def _release(source: Source, target: Target, capture: Capture, page: BeautifulSoup) -> Reading:
    heading = page.select_one("h2.uswds-page-title, h1.uswds-page-title, .uswds-page-title, h1")
    body = page.select_one(".field--name-field-news-body")
    title = html.line_of(heading)
    if body is None or not title:
        missing = "body" if body is None else "title"
        return Reading(trouble=answers.broken_layout(f"the press release has no {missing}"))
    text = html.text_of(body)
    if not text:
        return Reading(trouble=answers.implausible("the press release is empty"))
    stamp = page.select_one(".field--name-field-news-publication-date time[datetime], time[datetime]")
    said = str(stamp["datetime"]) if stamp is not None else str(target.facts.get("published", ""))
    published = answers.moment(said)
    number = _number(capture.url) or str(target.facts.get("press_release") or capture.url)
    links = html.links_of(body, capture.final_url)
    document = Document(
        kind=DocumentKind.NOTICE,
        url=capture.url,
        identity=number,
        title=title,
        text=text,
        published=published,
        published_on=answers.local_day(published, source.tz) or answers.day(said),
        language="en",
        links=links,
        facts={
            "press_release": number,
            "official_pages": [a.url for a in links if urlsplit(a.url).hostname == _OFFICE],
        },
    )
    return Reading(documents=(document,), meaning=meaning(title, text), notes=(f"press release {number}: {title}",))


ADAPTER: Final[Adapter] = TreasuryPress()
