"""Feeds that are not well-formed: what can be put right is, the rest is feedparser's. Nothing is fetched by either."""

from __future__ import annotations

import re
from html.entities import html5
from io import BytesIO
from typing import Any

import feedparser

from monitor.read.feed_raw import RawEntry, RawFeed

_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_BARE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)")
_IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")
_BAD_NUMBER = re.compile(r"&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|x0*(?:[0-8bcefBCEF]|1[0-9a-fA-F]));")
_XML_NAMES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_CDATA, _CDATA_END = "<![CDATA[", "]]>"
# feedparser's ways with broken markup take long on large texts.
_LARGEST, _MOST_TAGS = 1_000_000, 40_000


def mend(text: str) -> str:
    """The text with what is plainly meant: HTML's entities, bare ampersands, impossible characters, text after the end.

    A feed that breaks off loses the item that it breaks off in: half an item would look like an edited one tomorrow.
    """
    start = text.find("<")
    text = _IMPOSSIBLE.sub("", text[start:] if start > 0 else text)
    head, *parts = _cut(text).split(_CDATA)
    mended = [_escape(head)]
    for part in parts:
        quoted, end, rest = part.partition(_CDATA_END)
        mended.append(f"{_CDATA}{quoted}{_CDATA_END}{_escape(rest)}" if end else _escape(part))
    return "".join(mended)


def _escape(text: str) -> str:
    if "&" not in text:
        return text
    text = _BAD_NUMBER.sub("", text)
    return _BARE.sub("&amp;", _NAMED.sub(_character, text))


def _character(match: re.Match[str]) -> str:
    if match[1] in _XML_NAMES:
        return match[0]
    return html5.get(f"{match[1]};", match[0])


def _cut(text: str) -> str:
    lower = text.lower()
    for root, item in (("rss", "item"), ("rdf:rdf", "item"), ("feed", "entry")):
        if f"<{root}" not in lower[:4000]:
            continue
        end = lower.rfind(f"</{root}>")
        if end >= 0:
            return text[: end + len(root) + 3]
        last = lower.rfind(f"</{item}>")
        if last < 0:
            return text
        name = text[lower.index(f"<{root}") + 1 :][: len(root)]
        closing = "</channel>" if root == "rss" else ""
        return f"{text[: last + len(item) + 3]}{closing}</{name}>"
    return text


def read(text: str) -> RawFeed | None:
    """The items as feedparser understands them; None where it finds no feed. It gets bytes, never an address."""
    if len(text) > _LARGEST or text.count("<") > _MOST_TAGS:
        return None
    # Relative links and markup are our own business, and the slow half of its work.
    parsed = feedparser.parse(
        BytesIO(text.encode("utf-8", "replace")),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    if not parsed.get("version"):  # it takes any XML for a feed that has something called an item
        return None
    feed = parsed.feed
    return RawFeed(
        form=str(parsed.get("version") or "rss").rstrip("0123456789"),
        title=str(feed.get("title", "")),
        link=str(feed.get("link", "")),
        language=str(feed.get("language", "")),
        entries=tuple(_entry(item) for item in parsed.entries),
    )


def _entry(item: Any) -> RawEntry:
    contents = [content for content in item.get("content", ()) if content.get("value")]
    return RawEntry(
        identity=str(item.get("id", "")),
        identity_is_link=bool(item.get("guidislink", False)),
        link=str(item.get("link", "")),
        title=str(item.get("title", "")),
        summary=str(item.get("summary", "")),
        content=str(contents[0]["value"]) if contents else "",
        published=str(item.get("published", "")),
        updated=str(item.get("updated", "")),
        language=str(item.get("language", "")),
    )
