"""A news item's own page, and an official publication's: the fuller text of what a feed announced. Not the feed."""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from monitor.model.place import Capture, Document, DocumentKind, Reading, Source, Target, Trouble
from monitor.model.words import Problem
from monitor.read import article, dates
from monitor.read.meaning import meaning

_ORDER = re.compile(r"^(?:E\.?O\.?|Executive Order)\s*(?:No\.?\s*)?(\d{5})\b", re.IGNORECASE)


def read_article(source: Source, target: Target, capture: Capture, kind: DocumentKind) -> Reading:
    """One document with the identity of the item that led here (its facts), and the text of the page.

    A page with less text than the item itself (a wall for payers, a consent page, a script) gives nothing: what the feed
    said stays. An official text that cannot be found on its page is trouble.
    """
    found = article.read(capture.body, capture.headers.get("content-type"))
    facts = target.facts
    had = int(facts.get("length") or 0)
    if len(found.text) < max(had, 1):
        if kind is not DocumentKind.NEWS and not found.text:
            return Reading(trouble=Trouble(Problem.LAYOUT, "the page has no running text"))
        note = f"the page has {len(found.text)} characters of text, the item {had}"
        return Reading(meaning=meaning(found.text), notes=(note,))
    zone = ZoneInfo(source.tz)
    published = _moment(facts.get("published")) or dates.moment(found.published, zone)
    title = str(facts.get("title") or found.title)
    order = _ORDER.search(title) if kind is DocumentKind.INSTRUMENT else None
    document = Document(
        kind=kind,
        url=target.url,
        identity=target.url if kind is DocumentKind.INSTRUMENT else str(facts.get("identity") or target.url),
        title=title,
        # An order's own heading stands above its text; on its page it is the title.
        text=f"{title}\n\n{found.text}" if kind is DocumentKind.INSTRUMENT else found.text,
        published=published,
        published_on=published.astimezone(zone).date() if published else None,
        language=source.language or facts.get("language") or found.language,
        measure=f"us-eo/{order[1]}" if order else None,
        label=order[1] if order else None,
        facts={"fuller": True},
    )
    return Reading(
        documents=(document,), meaning=meaning(title, found.text), notes=(f"{len(found.text)} characters of text",)
    )


def _moment(stamp: object) -> datetime | None:
    return datetime.fromisoformat(stamp) if isinstance(stamp, str) and stamp else None
