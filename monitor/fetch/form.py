"""What kind of thing some bytes are, by their first characters; servers' labels are wrong too often. Not a parser."""

from __future__ import annotations

import re

_BEGINNING = 4096
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_MAGIC = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "a ZIP file"),
    (b"\x1f\x8b", "gzip"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"RIFF", "an image"),
)
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|title|script|meta|div|table|p|h1|center)\b", re.IGNORECASE)
_FEED = re.compile(r"<(?:\w+:)?(?:rss|feed|rdf)\b", re.IGNORECASE)
_TAG = re.compile(r"<[!?a-z]", re.IGNORECASE)


def beginning(body: bytes) -> str:
    """The first characters as text, whatever the encoding; good for looking at markup, not for reading."""
    for bom, encoding in _BOMS:
        if body.startswith(bom):
            return body[len(bom) : _BEGINNING].decode(encoding, "replace").lstrip()
    if body[:2] in {b"<\x00", b"\x00<"}:
        return body[:_BEGINNING].decode("utf-16-le" if body[0] else "utf-16-be", "replace").lstrip()
    return body[:_BEGINNING].decode("latin-1").lstrip()


def kind_of(body: bytes) -> str:
    """`PDF`, `HTML`, `XML`, `JSON`, `text`, or what else the first bytes say, in words."""
    if b"%PDF-" in body[:1024]:  # readers take a header within the first kilobyte
        return "PDF"
    for magic, name in _MAGIC:
        if body.startswith(magic):
            return name
    start = beginning(body)
    if "\x00" in start:
        return "binary"
    if start[:1] in {"{", "["}:
        return "JSON"
    html, feed = _HTML.search(start), _FEED.search(start)
    if html is not None and (feed is None or html.start() < feed.start()) and not _well_formed(start):
        return "HTML"
    if feed is not None or start.startswith("<?xml"):
        return "XML"
    return "XML" if start.startswith("<") and _TAG.match(start) else "text"


def mismatch(accept: str, content_type: str, body: bytes) -> str | None:
    """Why these bytes are not what was asked for, in words; None where they may be."""
    kind = kind_of(body)
    label = content_type.partition(";")[0].strip().lower()
    match accept:
        case "pdf":
            fits = kind == "PDF"
        case "json":
            fits = kind == "JSON"
        case "xml":
            fits = kind == "XML" or (kind == "text" and "<" in beginning(body))
        case "html" | "xhtml":
            # Pages without a tag worth the name do exist; data under a page's address is something else.
            fits = kind in {"HTML", "XML", "text"}
        case _:
            fits = True
    return None if fits else f"{kind}{f' ({label})' if label else ''} where {accept.upper()} was asked for"


def _well_formed(start: str) -> bool:
    # An XML document of another kind may use an element called title or p; a page in XHTML says html first.
    return start.startswith("<?xml") and not re.search(r"<(?:!doctype\s+html|html)\b", start, re.IGNORECASE)
