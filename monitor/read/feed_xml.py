"""Well-formed RSS, RDF and Atom into raw entries, straight from lxml's tree. What is not well-formed is not its concern."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, islice

from lxml import etree

from monitor.model.faults import ReadError
from monitor.model.words import Problem
from monitor.read.feed_raw import MOST_ENTRIES, RawEntry, RawFeed

_PROLOG = re.compile(r"^\s*<\?xml[^>]*\?>", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!DOCTYPE\s+[^<>\[]*>", re.IGNORECASE)
_ENTITY = re.compile(r"<!ENTITY|<!DOCTYPE[^>]*\[", re.IGNORECASE)
_XML = "{http://www.w3.org/XML/1998/namespace}"
_ATOM = ("{http://www.w3.org/2005/Atom}", "{http://purl.org/atom/ns#}")
_DC = ("{http://purl.org/dc/elements/1.1/}", "{http://purl.org/dc/terms/}", "{http://purl.org/dc/elements/1.0/}")
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_BURNER = "{http://rssnamespace.org/feedburner/ext/1.0}origlink"
_CORE = frozenset(
    {
        "",
        "{http://purl.org/rss/1.0/}",
        "{http://my.netscape.com/rdf/simple/0.9/}",
        "{http://backend.userland.com/rss2}",
        "{http://blogs.law.harvard.edu/tech/rss}",
        *_ATOM,
    }
)


def refuse_entities(text: str) -> None:
    """Raises `ReadError` where a document type declares entities or carries an internal subset: they are never expanded."""
    head = text[:20_000]
    if "<!" in head and _ENTITY.search(head.split("<item", 1)[0].split("<entry", 1)[0]):
        raise ReadError(Problem.UNREADABLE, "the XML declares entities, which are never expanded")


def read(text: str) -> RawFeed | None:
    """The items of a feed, or None where the text is not well-formed or no feed."""
    root = _root(text)
    if root is None:
        return None
    space, name = _split(root.tag)
    if name == "feed":
        return _feed(root, root, "atom", _children(root, "entry"))
    channel = next(_children(root, "channel"), None)
    if name == "rdf":
        return _feed(root, channel if channel is not None else root, "rdf", _children(root, "item"))
    if name == "rss" and channel is not None:
        # Some put their items beside the channel, as RDF does.
        return _feed(root, channel, "rss", chain(_children(channel, "item"), _children(root, "item")))
    if name == "channel" and space in _CORE:
        return _feed(root, root, "rss", _children(root, "item"))
    return None


def _root(text: str) -> etree._Element | None:
    text = _DOCTYPE.sub("", _PROLOG.sub("", text, count=1), count=1)
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_pis=True,
        remove_comments=True,
    )
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None


def _feed(root: etree._Element, channel: etree._Element, form: str, items: Iterator[etree._Element]) -> RawFeed:
    said = _Strings(channel)
    return RawFeed(
        form=form,
        title=said.core("title"),
        link=said.link(),
        language=said.core("language")
        or said.dc("language")
        or channel.get(f"{_XML}lang", "")
        or root.get(f"{_XML}lang", ""),
        base=root.get(f"{_XML}base", "") or channel.get(f"{_XML}base", ""),
        entries=tuple(_entry(item) for item in islice(items, MOST_ENTRIES + 1)),
    )


def _entry(item: etree._Element) -> RawEntry:
    said = _Strings(item)
    identity = said.element("guid", "id")
    content, content_is_plain = said.content()
    summary, summary_is_plain = said.summary()
    return RawEntry(
        identity=_text(identity)
        if identity is not None
        else item.get("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about", ""),
        identity_is_link=identity is None or identity.get("isPermaLink", "true").strip().lower() != "false",
        link=said.link(),
        title=said.core("title") or said.dc("title"),
        summary=summary,
        summary_is_plain=summary_is_plain,
        content=content,
        content_is_plain=content_is_plain,
        published=said.core("pubdate", "published", "issued", "created") or said.dc("date", "issued", "created"),
        updated=said.core("updated", "modified") or said.dc("modified"),
        language=said.dc("language") or item.get(f"{_XML}lang", ""),
        base=item.get(f"{_XML}base", ""),
    )


class _Strings:
    """The children of one element by name; the first of a name counts."""

    def __init__(self, parent: etree._Element) -> None:
        self._core: dict[str, etree._Element] = {}
        self._other: dict[str, etree._Element] = {}
        self._links: list[etree._Element] = []
        for child in parent:
            space, name = _split(child.tag)
            if space in _CORE:
                if name == "link":
                    self._links.append(child)
                self._core.setdefault(name, child)
            else:
                self._other.setdefault(f"{space}{name}", child)

    def element(self, *names: str) -> etree._Element | None:
        """The first of some elements of the feed's own vocabulary that is there."""
        return next((self._core[name] for name in names if name in self._core), None)

    def core(self, *names: str) -> str:
        """The first text under one of some names of the feed's own vocabulary."""
        return next((text for name in names if name in self._core and (text := _text(self._core[name]))), "")

    def dc(self, *names: str) -> str:
        """The same in Dublin Core."""
        if not self._other:
            return ""
        found = (self._other.get(f"{space}{name}") for name in names for space in _DC)
        return next((text for element in found if element is not None and (text := _text(element))), "")

    def link(self) -> str:
        """Where a person reads it: RSS's text, Atom's `alternate`."""
        if (original := self._other.get(_BURNER)) is not None and (text := _text(original)):
            return text
        best, rank = "", 9
        for element in self._links:
            href, relation = element.get("href", "").strip(), element.get("rel", "alternate")
            if not href and (text := _text(element)):
                return text
            if not href or relation not in {"alternate", "related", "via"}:
                continue
            own = (relation != "alternate") * 2 + ("html" not in element.get("type", "html"))
            if own < rank:
                best, rank = href, own
        return best

    def content(self) -> tuple[str, bool]:
        """The whole text, and whether it is plain."""
        if (encoded := self._other.get(_CONTENT)) is not None:
            return _markup(encoded), False
        return self._typed("content")

    def summary(self) -> tuple[str, bool]:
        """The short text, and whether it is plain."""
        if "description" in self._core:
            return _markup(self._core["description"]), False
        summary, plain = self._typed("summary")
        return (summary, plain) if summary else (self.dc("description", "abstract"), False)

    def _typed(self, name: str) -> tuple[str, bool]:
        element = self._core.get(name)
        if element is None or element.get("src"):
            return "", False
        kind = element.get("type", "text")
        return _markup(element), kind in {"text", "text/plain"} and not len(element)


def _markup(element: etree._Element) -> str:
    if not len(element):
        return element.text or ""
    # XHTML, or HTML that nobody escaped: written out again as it stood there.
    inner = "".join(etree.tostring(child, encoding="unicode", method="html") for child in element)
    return (element.text or "") + re.sub(r"(</?)\w+:", r"\1", inner)


def _text(element: etree._Element) -> str:
    if not len(element):
        return (element.text or "").strip()
    return "".join(str(part) for part in element.itertext()).strip()


@lru_cache(maxsize=1024)
def _split(tag: str | object) -> tuple[str, str]:
    if not isinstance(tag, str):
        return "?", "?"
    space, brace, name = tag.rpartition("}")
    return space + brace, name.lower()  # some write their elements in capitals


def _children(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    return (child for child in parent if (split := _split(child.tag))[1] == name and split[0] in _CORE)
