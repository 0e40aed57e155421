"""JSON Feed 1 and 1.1 into raw entries. Anything else in JSON is no feed."""

from __future__ import annotations

from typing import Any

from monitor.model.faults import ReadError
from monitor.model.words import Problem
from monitor.read.feed_raw import RawEntry, RawFeed
from monitor.read.json_text import value_of


def read(text: str) -> RawFeed:
    """The items of a JSON Feed. Raises `ReadError` where the text is no JSON, or no feed."""
    feed = value_of(text)
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise ReadError(Problem.LAYOUT, "JSON without a list of items is no JSON Feed")
    return RawFeed(
        form="json",
        title=_text(feed, "title"),
        link=_text(feed, "home_page_url"),
        language=_text(feed, "language"),
        entries=tuple(_entry(item) for item in items if isinstance(item, dict)),
    )


def _entry(item: dict[str, Any]) -> RawEntry:
    markup = _text(item, "content_html")
    return RawEntry(
        identity=_text(item, "id"),
        link=_text(item, "url") or _text(item, "external_url"),
        title=_text(item, "title"),
        summary=_text(item, "summary"),
        summary_is_plain=True,
        content=markup or _text(item, "content_text"),
        content_is_plain=not markup,
        published=_text(item, "date_published"),
        updated=_text(item, "date_modified"),
        language=_text(item, "language"),
    )


def _text(values: dict[str, Any], name: str) -> str:
    value = values.get(name)
    # The specification asks readers to take numbers as identities.
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
