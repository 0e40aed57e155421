"""Which characters some bytes mean. Publishers are wrong about it often enough that the bytes are asked first."""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)|<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)""",
    re.IGNORECASE,
)
_STRANGE = re.compile("[\x00-\x08\x0b\x0e-\x1f\ufffd]")  # what a text has in place of bytes that mean no character
_IN_HEADER = re.compile(r"""charset\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)


def decode(body: bytes, content_type: str | None = None) -> str:
    """The text of a page or feed; never fails: what cannot be decoded becomes U+FFFD.

    UTF-8 that decodes is UTF-8, whatever the document or the header says: text in another charset almost never looks
    like it, and servers that say `iso-8859-1` by default are common. A byte or two that somebody pasted into it from
    elsewhere change nothing about the rest. Then the document's own word, then the header's, then Windows-1252, which
    is what browsers do (WHATWG Encoding).
    """
    for bom, name in _BOMS:
        if body.startswith(bom):
            return _clean(body[len(bom) :].decode(name, "replace"))
    # Markup in UTF-16 without a mark (XML 1.0, appendix F).
    for start, name in ((b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be")):
        if body.startswith(start):
            return _clean(body.decode(name, "replace"))
    text = _as_utf8(body)
    if text is not None:
        return _clean(text)
    for name in _claims(body, content_type):
        try:
            return _clean(body.decode(name))
        except (LookupError, UnicodeDecodeError, UnicodeError):
            continue
    return _clean(body.decode("windows-1252", "replace"))


def is_binary(text: str) -> bool:
    """True where decoding gave no text: the bytes were an image, an archive, or something else that nobody reads."""
    sample = text[:4096]
    strange = len(_STRANGE.findall(sample))
    return strange > max(4, len(sample) // 20)


def _as_utf8(body: bytes) -> str | None:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        # A body cut in the middle of a character is still UTF-8, if it has others that are whole.
        whole = body[: error.start]
        if error.reason == "unexpected end of data" and error.end == len(body) and not whole.isascii():
            return whole.decode("utf-8")
    text = body.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    # In no other charset do nearly all signs beyond ASCII look like whole characters of UTF-8.
    return text if len(text) - len(text.encode("ascii", "ignore")) > 5 * damaged else None


def _claims(body: bytes, content_type: str | None) -> list[str]:
    names = [a or b for a, b in _DECLARED.findall(body[:4096])]
    claims = [name.decode("ascii", "ignore").lower() for name in names]
    if content_type and (found := _IN_HEADER.search(content_type)):
        claims.append(found[1].lower())
    if b"\x00" not in body[:4096]:  # markup in two or four bytes a character is full of them
        claims = [name for name in claims if not name.startswith(("utf-16", "utf-32", "ucs", "iso-10646"))]
    # ISO 8859-1 means Windows-1252 on the web: its control characters are never meant.
    return [
        "windows-1252" if name in {"iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii"} else name for name in claims
    ]


def _clean(text: str) -> str:
    # libxml2 takes U+0000 for the end of the document.
    return text.replace("\x00", "�") if "\x00" in text else text
