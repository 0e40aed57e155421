"""Which links of an OFAC page lead to the text of an instrument or to an FAQ. Decides by words, never by what lies behind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from bs4 import Tag

from monitor.model.place import Part, Wish
from monitor.read.flow import one_line
from monitor.read.html import absolute
from monitor.sources.relevance import may_be_edited

_FILE = re.compile(r"^/media/\d+(?:/|$)|^/system/files/|\.pdf$", re.IGNORECASE)
_FAQ = re.compile(r"^/faqs/(\d+)/?$")
# What an instrument calls itself in the words of a link or in the name of a file, where signs between words are spaces.
_INSTRUMENT = re.compile(
    r"\bgeneral licen[cs]es?\b|\bGLs?\b|\bgl ?[a-z]?\d|\bdirectives?\b|\bdeterminations?\b|\bexecutive order\b"
    r"|\bE\.?O\.? ?\d{5}|\beo\b|\bproclamation\b|\brevocation\b|\blicen[cs]e (?:no\.? ?)?[\dA-Z]",
    re.IGNORECASE,
)
_LICENSE = re.compile(r"general licen[cs]es? (?:no\.? ?)?(?:\d|(?-i:[A-Z])(?:-?\d|\b))|\bgl ?[a-z]?\d", re.IGNORECASE)
_NUMBERED = re.compile(r"^\W*(?:no\.? ?)?(?:\d{1,3}[A-Z]?|[A-Z]-\d|[A-Z])\W*$")
_ANNEX = re.compile(r"\bannex(?:es)?\b", re.IGNORECASE)
# What stands beside instruments and is none.
_OTHER = re.compile(
    r"\bmaps?\b|\bsettlement|\benforcement|\bpenalt|\bfinding of violation|\bsdn list|\bsdnlist|\bapplication\b"
    r"|\badvisor(?:y|ies)\b|\balert\b|\bfact ?sheet|\bguidance\b|\breport(?:ing)?\b|\bregulations?\b|\bfederal register\b"
    r"|\bpress release|\bfaqs?\b|\bfrequently asked|\bglossary|\bcompliance communiqu|\bchart\b|\binstructions?\b",
    re.IGNORECASE,
)
_POINTING = re.compile(
    r"^(?:here|this|link|pdf|document|text|view|download|click here|full text|read more)\b", re.IGNORECASE
)


def wishes_of(body: Tag, base: str, detail: str, on: date | None, today: date) -> tuple[Wish, ...]:
    """The instruments and FAQs that a publication's body links to, in order, each address once.

    The facts carry the words of the link, its `title` attribute, the address and the day of the publication.
    """
    again = may_be_edited(on, today)
    wishes: dict[str, Wish] = {}
    for anchor in body.find_all("a", href=True):
        url = absolute(base, str(anchor["href"]))
        if url is None or not _official(url, base):
            continue
        path = urlsplit(url).path
        facts: dict[str, Any] = {
            "text": one_line(anchor.get_text(" ")),
            "title": one_line(str(anchor.get("title") or "")),
            "detail": detail,
            "date": on.isoformat() if on else None,
        }
        if number := _FAQ.match(path):
            wishes.setdefault(url, Wish(url, Part.FAQ, facts | {"number": number[1]}, again=again))
        elif is_file(url) and leads_to_instrument(anchor, path):
            annex = bool(_ANNEX.search(facts["text"]))
            wishes.setdefault(url, Wish(url, Part.INSTRUMENT, facts | ({"annex": True} if annex else {}), again=again))
    return tuple(wishes.values())


def is_file(url: str) -> bool:
    """True for an address where OFAC keeps files: the only ones that licenses and orders have."""
    return _FILE.search(urlsplit(url).path) is not None


def leads_to_instrument(anchor: Tag, path: str) -> bool:
    """True where a link to a file names a license, directive, determination or order.

    Its own words decide first, then the file's name; a link that only points ("here", "8L") is read with the words
    before it.
    """
    for words in _signs(anchor, path):
        if _OTHER.search(words) and not _LICENSE.search(words):
            return False
        if _INSTRUMENT.search(words) or _ANNEX.search(words):
            return True
    return False


def _signs(anchor: Tag, path: str) -> Iterator[str]:
    text = one_line(anchor.get_text(" "))
    if text and not _POINTING.match(text) and not _NUMBERED.match(text):
        yield text
    if title := one_line(str(anchor.get("title") or "")):
        yield _spaced(title)
    if name := path.rsplit("/", 1)[-1].removesuffix(".pdf"):
        yield _spaced(name)
    yield _words_before(anchor)


def _spaced(name: str) -> str:
    return one_line(re.sub(r"[_\-+.]|%20", " ", name))


def _words_before(anchor: Tag) -> str:
    words: list[str] = []
    for node in anchor.previous_siblings:
        words.append(node.get_text(" ") if isinstance(node, Tag) else str(node))
        if sum(map(len, words)) > 200:
            break
    sentence = re.split(r"(?<=[a-z)])[.;]\s", one_line(" ".join(reversed(words))))[-1]
    return sentence[-160:]


def _official(url: str, page: str) -> bool:
    """True for an address of the Treasury or the White House, or of the page's own site."""
    host = urlsplit(url).hostname or ""
    named = host in {"treasury.gov", "whitehouse.gov", urlsplit(page).hostname}
    return named or host.endswith((".treasury.gov", ".treas.gov", ".whitehouse.gov"))
