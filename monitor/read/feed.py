"""Feeds as they really are, RSS, Atom, RDF and JSON, into entries that each have an identity. Not which of them matter."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from functools import lru_cache
from hashlib import sha256
from urllib.parse import urlsplit

from monitor.model.faults import ReadError
from monitor.model.words import Problem
from monitor.read import dates, feed_json, feed_odd, feed_xml
from monitor.read.charset import decode
from monitor.read.feed_raw import MOST_ENTRIES, RawEntry, RawFeed
from monitor.read.flow import fragment_text, plain_text, title_text
from monitor.read.html import absolute

_TRACKING = re.compile(
    r"^(?:utm_\w+|fbclid|gclid|mc_[ce]id|cmpid|ns_\w+|at_\w+|cmp|ref|source|partner|smid|traffic_source)$",
    re.IGNORECASE,
)
_UTC = UTC
_MOST_TAGS = 300_000  # markup in articles included; a tree of them takes some fifty times as many bytes

# Some number the editions of an item in its own address: the item is the same.
_EDITION = re.compile(r"(?<=[^#])#\d{1,3}$")
# What a weblog's software adds to every item.
_TRAILER = re.compile(
    r"\n\n(?:The post .{1,300}? appeared first on .{1,120}|\(?Image credit: .{1,120}|Continue reading\W{0,4})$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One item. `identity` is unique within its feed and stays when the item is edited. Times are UTC."""

    identity: str
    url: str  # empty where the item has no link
    title: str
    text: str  # paragraphs, a blank line between
    published: datetime | None = None
    updated: datetime | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class FeedReading:
    """A feed, read. `notes` tell what had to be put right."""

    title: str
    entries: tuple[Entry, ...]
    language: str | None = None
    form: str = ""  # rss, atom, rdf, json
    notes: tuple[str, ...] = ()


def entries(body: bytes, content_type: str | None = None, *, base: str = "", zone: tzinfo = _UTC) -> FeedReading:
    """Every item of a feed once, in the feed's order.

    `base` resolves relative links; `zone` is that of times without one. Well-formed XML takes a short way; what is odd is
    put right where its meaning is plain, and else given to feedparser. Raises `ReadError` where there is no feed in the
    bytes, or where they declare entities (nothing that has to be expanded is read).
    """
    raw, notes = _raw(decode(body, content_type))
    if len(raw.entries) > MOST_ENTRIES:
        notes = (*notes, f"only the first {MOST_ENTRIES} items were read")
    taken = raw.entries[:MOST_ENTRIES]
    read = [(_entry(item, raw, base, zone), item.identity) for item in taken]
    said = [(entry, name) for entry, name in read if entry.title or entry.text or entry.url]
    found = [entry for entry, _ in said]
    kept = _identified(found, [name for _, name in said])
    if len(found) < len(taken):
        notes = (*notes, f"{len(taken) - len(found)} items say nothing")
    if len(kept) < len(found):
        notes = (*notes, f"{len(found) - len(kept)} items stood there twice")
    return FeedReading(title_text(raw.title), kept, _language(raw.language), raw.form, notes)


def _raw(text: str) -> tuple[RawFeed, tuple[str, ...]]:
    start = text.lstrip("\ufeff \t\r\n")
    if not start:
        raise ReadError(Problem.UNREADABLE, "the feed is empty")
    if start[0] in "{[":
        return feed_json.read(start), ()
    if start.count("<") > _MOST_TAGS:
        raise ReadError(Problem.TOO_LARGE, f"the feed has more than {_MOST_TAGS:,} tags")
    feed_xml.refuse_entities(start)
    if (raw := feed_xml.read(start)) is not None:
        return raw, ()
    mended = feed_odd.mend(start)
    if (raw := feed_xml.read(mended)) is not None:
        return raw, ("not well-formed; put right before reading",)
    if (raw := feed_odd.read(mended)) is not None:
        if not raw.entries:
            raise ReadError(Problem.UNREADABLE, "the feed breaks off before its first item")
        return raw, ("not well-formed; read as far as it can be understood",)
    raise ReadError(Problem.LAYOUT, "neither RSS nor Atom nor RDF nor JSON Feed")


def _entry(item: RawEntry, feed: RawFeed, base: str, zone: tzinfo) -> Entry:
    root = _root(base, item.base or feed.base) or feed.link
    url = absolute(root, item.link) if item.link else None
    if url is None and item.identity.startswith(("http://", "https://")) and item.identity_is_link:
        url = absolute(root, item.identity)
    text = _TRAILER.sub("", _text(item))
    title = title_text(item.title) or _first_words(text)
    return Entry(
        identity="",
        url=url or "",
        title=title,
        text=text,
        published=dates.moment(item.published, zone) or dates.moment(item.updated, zone),
        updated=dates.moment(item.updated, zone),
        language=_language(item.language or feed.language),
    )


@lru_cache(maxsize=256)
def _root(base: str, told: str) -> str:
    """What links are resolved against: what the feed says, or its own address; empty where that is not known."""
    return absolute(base, told) or base


def _text(item: RawEntry) -> str:
    content = _paragraphs(item.content, plain=item.content_is_plain)
    if not item.summary or item.summary == item.content:
        return content
    summary = _paragraphs(item.summary, plain=item.summary_is_plain)
    if not content:
        return summary
    # Many feeds print the lead only in the summary and go on in the content.
    opening = " ".join(summary.split())[:60].rstrip(" .…")
    return (
        content
        if opening in " ".join(content.split()) or summary.endswith(("…", "...", "[…]"))
        else f"{summary}\n\n{content}"
    )


def _paragraphs(markup: str, *, plain: bool) -> str:
    if not markup:
        return ""
    return plain_text(markup) if plain else fragment_text(markup)


def _first_words(text: str) -> str:
    line = text.split("\n", 1)[0]
    return line if len(line) <= 120 else line[:120].rsplit(" ", 1)[0] + " …"


@lru_cache(maxsize=256)
def _language(tag: str) -> str | None:
    primary = re.split(r"[-_]", tag.strip().lower(), maxsplit=1)[0]
    return primary if re.fullmatch(r"[a-z]{2,3}", primary) and primary not in {"und", "mul", "zxx"} else None


def _identified(found: list[Entry], given: list[str]) -> tuple[Entry, ...]:
    """Gives each entry its identity: its GUID if that is its own, else its address, else what it says; drops repeats.

    A GUID that several different items carry says nothing about any of them.
    """
    names = _without_editions([name.strip() for name in given], found)
    addresses = [canonical(entry.url) for entry in found]
    shared = _shared(names, found)
    crowded = _shared(addresses, found)
    kept: dict[str, Entry] = {}
    for entry, name, address in zip(found, names, addresses, strict=True):
        if name and name not in shared:
            identity = name
        elif address and address not in crowded:
            identity = address
        else:
            stamp = entry.published.isoformat() if entry.published and not entry.title else ""
            identity = "sha256:" + sha256(f"{address}\x1f{entry.title}\x1f{stamp}".encode()).hexdigest()[:32]
        if identity not in kept:
            kept[identity] = Entry(
                identity, entry.url, entry.title, entry.text, entry.published, entry.updated, entry.language
            )
    return tuple(kept.values())


def _without_editions(names: list[str], found: list[Entry]) -> list[str]:
    """GUIDs without the number of an edition; with it where the numbers tell items apart that say different things."""
    bare = [_EDITION.sub("", name) for name in names]
    texts = Counter(name for name, _ in {(name, entry.text) for name, entry in zip(bare, found, strict=True)})
    return [name if texts[short] > 1 else short for name, short in zip(names, bare, strict=True)]


def _shared(names: list[str], found: list[Entry]) -> frozenset[str]:
    """Names that belong to items with different titles, or to different texts at different addresses."""
    titles: dict[str, set[str]] = {}
    texts: dict[str, set[str]] = {}
    addresses: dict[str, set[str]] = {}
    for name, entry in zip(names, found, strict=True):
        titles.setdefault(name, set()).add(entry.title)
        texts.setdefault(name, set()).add(entry.text)
        addresses.setdefault(name, set()).add(canonical(entry.url))
    return frozenset(
        name for name in titles if len(titles[name]) > 1 or (len(texts[name]) > 1 and len(addresses[name]) > 1)
    )


def canonical(url: str) -> str:
    """An address without what only tells where a reader came from."""
    if "?" not in url:
        return url
    parts = urlsplit(url)
    kept = [part for part in parts.query.split("&") if not _TRACKING.match(part.partition("=")[0])]
    return parts._replace(query="&".join(kept), fragment="").geturl()
