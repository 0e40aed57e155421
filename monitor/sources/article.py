"""A news item's own page, and an official publication's: the fuller text of what a feed announced. Not the feed."""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from monitor.model.faults import ReadError
from monitor.model.place import Capture, Document, DocumentKind, Reading, Source, Target, Trouble
from monitor.model.words import Problem
from monitor.read import article, dates, html
from monitor.read.absent import says_nothing_is_here
from monitor.read.meaning import meaning
from monitor.sources import answers

_ORDER = re.compile(r"^(?:E\.?O\.?|Executive Order)\s*(?:No\.?\s*)?(\d{5})\b", re.IGNORECASE)

_FAIR_SHARE = 0.5  # of an item's text that an official page has at least


def read_article(source: Source, target: Target, capture: Capture, kind: DocumentKind) -> Reading:
    """One document with the identity of the item that led here (its facts), and the text of the page.

    A page with less text than the item itself (a wall for payers, a consent page, a script), or one that only says that
    nothing is there, gives nothing: what the feed said stays. An official text that cannot be found on its page is
    trouble, and so is one that breaks off (`ReadError`).
    """
    official = kind is not DocumentKind.NEWS
    if official and html.breaks_off(capture.body):
        raise ReadError(Problem.UNREADABLE, "the page breaks off before its end")
    found = article.read(capture.body, capture.headers.get("content-type"))
    facts = target.facts
    missing = _missing(capture, found, int(facts.get("length") or 0), official=official)
    if missing is not None:
        return Reading(trouble=missing) if official else Reading(meaning=meaning(found.text), notes=(missing.detail,))
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


def _missing(capture: Capture, found: article.Article, had: int, *, official: bool) -> Trouble | None:
    """Why the text that an item announced is not on its page; None where it is. The item's own text has `had` characters."""
    if answers.sent_home(capture):
        return answers.implausible(f"sent on to the site's home page, {capture.final_url[:200]}")
    if not found.text:
        return answers.broken_layout("the page has no running text")
    if (said := says_nothing_is_here(found.text, found.title)) is not None:
        return answers.implausible(f"the page only says {said[:80]!r}")
    # A feed may print an order with more around it than its page does; of news the longer text is the better one.
    if len(found.text) < had * (_FAIR_SHARE if official else 1):
        return answers.implausible(f"the page has {len(found.text)} characters of text, the item {had}")
    return None


def _moment(stamp: object) -> datetime | None:
    return datetime.fromisoformat(stamp) if isinstance(stamp, str) and stamp else None
