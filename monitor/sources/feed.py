"""Feeds: a news feed's items are reports; an official feed's items point to official pages. The forms are `read.feed`'s."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from monitor.model.faults import ReadError
from monitor.model.place import Capture, Document, DocumentKind, Part, Reading, Source, Target, Trouble, Wish
from monitor.model.words import Role
from monitor.read import feed
from monitor.read.meaning import meaning
from monitor.sources.article import read_article
from monitor.sources.bulletin import OFAC_DETAIL, PRESS_RELEASE, is_bulletin, read_bulletin
from monitor.sources.ofac_detail import read_detail, read_file
from monitor.sources.ofac_faq import read_faqs
from monitor.sources.protocol import Accept, PdfText
from monitor.sources.relevance import official_matter, worth_a_look
from monitor.sources.treasury_press import ADAPTER as PRESS_RELEASES

_ORDER = re.compile(r"^https?://(?:www\.)?whitehouse\.gov/(?:presidential-actions|briefing-room)/", re.IGNORECASE)
_TOMORROW = timedelta(days=1)


class Feed:
    """RSS, Atom, RDF or JSON Feed at the configured address; the role says what its items are."""

    kind = "feed"

    def entrance(self, source: Source) -> Wish:
        """The feed as it is configured."""
        return Wish(source.url, Part.ENTRANCE)

    def accept(self, target: Target) -> Accept:
        """A feed comes under any type; the pages behind it are pages, and files may be PDF."""
        return "any" if target.part in {Part.ENTRANCE, Part.INSTRUMENT} else "html"

    def read(self, source: Source, target: Target, capture: Capture, pdf_text: PdfText) -> Reading:
        """Splits a capture by what its address is to the source."""
        match target.part:
            case Part.ENTRANCE | Part.PAGE:
                return read_feed(source, target, capture)
            case Part.BULLETIN:
                return read_bulletin(source, target, capture)
            case Part.DETAIL:
                return read_detail(source, target, capture)
            case Part.FAQ:
                return read_faqs(source, target, capture)
            case Part.INSTRUMENT if not _ORDER.match(target.url):
                return read_file(source, target, capture, pdf_text)
            case Part.INSTRUMENT:
                return read_article(source, target, capture, DocumentKind.INSTRUMENT)
            case Part.PRESS if PRESS_RELEASE.match(target.url):
                return PRESS_RELEASES.read(source, target, capture, pdf_text)
            case Part.PRESS:
                return read_article(source, target, capture, DocumentKind.NOTICE)
            case Part.ARTICLE:
                return read_article(source, target, capture, DocumentKind.NEWS)


def read_feed(source: Source, target: Target, capture: Capture) -> Reading:
    """Every item as a document, and wishes for what lies behind those that may matter; in the feed's own order.

    What is no feed is trouble, as `unreadable` or `layout`.
    """
    try:
        found = feed.entries(
            capture.body, capture.headers.get("content-type"), base=capture.final_url, zone=ZoneInfo(source.tz)
        )
    except ReadError as error:
        return Reading(trouble=Trouble(error.problem, error.detail))
    documents = tuple(_document(source, entry, found.language, capture.at) for entry in found.entries)
    wishes: dict[str, Wish] = {}
    for document in documents:
        if (wish := _wish(source, document)) is not None and not _old_news(source, target, document):
            wishes.setdefault(wish.url, wish)
    return Reading(
        documents=documents,
        wishes=tuple(wishes.values()),
        items=len(documents),
        meaning=meaning(*(part for item in documents for part in (item.identity, item.title, item.text))),
        notes=(f"{found.form}: {len(documents)} items", *found.notes),
    )


def _document(source: Source, entry: feed.Entry, language: str | None, now: datetime) -> Document:
    # A date that lies ahead is a slip or an announcement; either way the item is here now.
    published = entry.published if entry.published and entry.published <= now + _TOMORROW else None
    return Document(
        kind=DocumentKind.NEWS if source.role is Role.NEWS else DocumentKind.NOTICE,
        url=entry.url or source.url,
        identity=entry.identity,
        title=entry.title,
        text=entry.text,
        published=published,
        published_on=published.astimezone(ZoneInfo(source.tz)).date() if published else None,
        language=source.language or entry.language or language,
        facts={"pointer": True} if source.role is Role.OFFICIAL else {},
    )


def _old_news(source: Source, target: Target, document: Document) -> bool:
    """True for a news item that was there at the first look: nobody will be told of it, so that its article is not needed."""
    if source.role is not Role.NEWS or target.read_at is not None:
        return False
    return document.published is None or document.published <= target.added


def _wish(source: Source, document: Document) -> Wish | None:
    """What lies behind an item, if it is worth a request."""
    url = document.url
    if url == source.url:
        return None
    facts: dict[str, Any] = {
        "identity": document.identity,
        "title": document.title,
        "published": document.published.isoformat() if document.published else None,
        "date": document.published_on.isoformat() if document.published_on else None,
        "language": document.language,
        "length": len(document.text),
    }
    if source.role is Role.NEWS:
        return Wish(url, Part.ARTICLE, facts) if worth_a_look(document.title, document.text) else None
    if OFAC_DETAIL.match(url):
        return Wish(url, Part.DETAIL, facts, again=True)
    if is_bulletin(url):
        return Wish(url, Part.BULLETIN, facts)
    if not official_matter(document.title, document.text):
        return None
    return Wish(url, Part.INSTRUMENT if _ORDER.match(url) else Part.PRESS, facts)


ADAPTER = Feed()
