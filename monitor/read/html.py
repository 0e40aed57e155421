"""One HTML page as a tree, and the text and links of a part of it. Which part counts is `furniture`'s question."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Comment, Doctype, NavigableString, Tag, XMLParsedAsHTMLWarning
from bs4.element import PreformattedString

from monitor.model.faults import ReadError
from monitor.model.place import Link
from monitor.model.words import Problem
from monitor.read.charset import decode, is_binary
from monitor.read.flow import Flow, one_line, title_text

# The largest pages known have some thousand elements, nested 30 deep. Work on a page grows with both.
MOST_TAGS = 60_000
MOST_NESTED = 300
_HEAD, _TAIL = 200_000, 20_000  # bytes in which the head of a page ends, and behind which its end does not stand
_HIDDEN_CLASSES = frozenset(
    {"visually-hidden", "sr-only", "screen-reader-text", "screen-reader-only", "element-invisible"}
)

# Most addresses are absolute and have nothing to be put right: taking them apart and together again gives the same.
_PLAIN_ADDRESS = re.compile(
    r"https?://[A-Za-z0-9][A-Za-z0-9.-]*(?::[0-9]{1,5})?/[A-Za-z0-9/._~!$&'()*+,;=:@%-]*(?:\?[A-Za-z0-9/._~!$&'()*+,;=:@%?-]+)?"
)


def parse(body: bytes | str, content_type: str | None = None) -> BeautifulSoup:
    """The tree of a page. Raises `ReadError` where it is no text, or has more elements, or deeper ones, than a page can have."""
    text = body if isinstance(body, str) else decode(body, content_type)
    if is_binary(text):
        raise ReadError(Problem.UNREADABLE, "no page but bytes that are no text")
    if text.count("<") > MOST_TAGS:
        raise ReadError(Problem.TOO_LARGE, f"the page has more than {MOST_TAGS} elements")
    with warnings.catch_warnings():
        # XML that is read as a page has no better reader here, and is no reason to warn.
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        soup = BeautifulSoup(text, "lxml")
    if _depth(soup) > MOST_NESTED:
        raise ReadError(Problem.TOO_LARGE, f"the page nests elements more than {MOST_NESTED} deep")
    return soup


def whole(body: bytes, content_type: str | None = None) -> BeautifulSoup:
    """The same of a page that was not cut. Raises `ReadError` where it breaks off: half a list looks like the removal of the rest."""
    if breaks_off(body):
        raise ReadError(Problem.UNREADABLE, "the page breaks off before its end")
    return parse(body, content_type)


def breaks_off(body: bytes) -> bool:
    """True where a page that began as a whole document has no end: it was cut somewhere on its way.

    HTML lets authors leave out the end of `html` (13.1.2.4); who does so leaves out that of `head` too.
    """
    start = body[:_HEAD].lower()
    if b"<html" not in start[:5_000] or b"</html" in body[-_TAIL:].lower():
        return False
    return b"</head" in start or not (b"<meta" in start or b"<title" in start)


def text_of(part: Tag) -> str:
    """The visible paragraphs of a part of a page, a blank line between."""
    flow = Flow()
    for opens, node in _walk(part):
        if isinstance(node, NavigableString):
            flow.data(str(node))
        elif opens:
            flow.start(node.name)
        else:
            flow.end(node.name)
    return flow.close()


def line_of(part: Tag | None) -> str:
    """The visible text of a part on one line; empty where there is none."""
    return one_line(text_of(part)) if part is not None else ""


def title_of(part: Tag | None) -> str:
    """A title: as `line_of`, and without markup that somebody escaped into it."""
    return title_text(line_of(part))


def links_of(part: Tag, base: str) -> tuple[Link, ...]:
    """The links of a part, in order, absolute, http and https only; each address with the same words once."""
    links = (
        Link(url=url, text=one_line(anchor.get_text(" ")), title=one_line(str(anchor.get("title") or "")))
        for anchor in part.find_all("a", href=True)
        if (url := absolute(base, str(anchor["href"])))
    )
    return tuple(dict.fromkeys(links))


def absolute(base: str, href: str) -> str | None:
    """The address that a link leads to, without fragment; None where it is no web address."""
    href = href.strip()
    if _PLAIN_ADDRESS.fullmatch(href):
        return href
    try:
        parts = urlsplit(href if href.startswith(("https://", "http://")) else urljoin(base, href))
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return None
    return parts._replace(fragment="").geturl()


def hidden(tag: Tag) -> bool:
    """True for what only a screen reader is told, and for icons.

    Not for what is folded away (`hidden`, `display: none`): accordions and footnotes hold the substance of many pages.
    """
    attributes = tag.attrs
    if not attributes:
        return False
    if attributes.get("aria-hidden") == "true" and tag.name in {"i", "span", "b", "em", "small"}:
        return True
    return not _HIDDEN_CLASSES.isdisjoint(tag.get_attribute_list("class"))


def gone(tag: Tag) -> bool:
    """True where the element was taken out of its page, alone or with what it stood in.

    `Tag.decomposed` would search the whole element for a child of that name first.
    """
    return bool(tag.__dict__.get("_decomposed"))


def _depth(soup: BeautifulSoup) -> int:
    depths = {id(soup): 0}
    for tag in soup.find_all(True):
        depths[id(tag)] = depths[id(tag.parent)] + 1
    return max(depths.values())


def _walk(part: Tag) -> Iterator[tuple[bool, Tag | NavigableString]]:
    """Elements (opening: True, closing: False) and texts in order. Not recursive: a page may be nested arbitrarily deep."""
    stack: list[tuple[bool, Tag | NavigableString]] = [(True, part)]
    while stack:
        opens, node = stack.pop()
        if isinstance(node, PreformattedString | Comment | Doctype):
            continue
        if not isinstance(node, Tag):
            yield True, node
        elif not opens:
            yield False, node
        elif node is part or not hidden(node):
            yield True, node
            stack.append((False, node))
            stack.extend((True, child) for child in reversed(node.contents) if isinstance(child, Tag | NavigableString))
