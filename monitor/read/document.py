"""Plain paragraphs out of whatever a file turns out to be: PDF, HTML or text. Sniffs; does not trust names or headers."""

from __future__ import annotations

import re
from collections.abc import Callable

from monitor.model.faults import ReadError
from monitor.model.words import Problem
from monitor.read.charset import decode, is_binary
from monitor.read.flow import plain_text
from monitor.read.furniture import main_text
from monitor.read.html import parse, text_of

_HTML = re.compile(
    r"<(?:!doctype\s+html|html|head|body|title|div|p|pre|table|br|h[1-6]|article|main)\b[^>]*>", re.IGNORECASE
)


def is_pdf(body: bytes) -> bool:
    """True where the bytes are a PDF: its mark may stand anywhere in the first kilobyte (ISO 32000, annex H)."""
    return b"%PDF-" in body[:1024]


def plain(body: bytes, content_type: str | None, pdf_text: Callable[[bytes], str]) -> str:
    """The paragraphs of a file, a blank line between; `pdf_text` reads a PDF.

    A page of the web gives its main part. Raises `ReadError` where the bytes are none of the three.
    """
    if is_pdf(body):
        return pdf_text(body)
    text = decode(body, content_type)
    if is_binary(text):
        raise ReadError(Problem.UNREADABLE, "neither PDF nor HTML nor text")
    if not _HTML.search(text[:20_000]):
        return plain_text(text)
    soup = parse(text)
    preformatted = soup.find("pre")
    # The Federal Register wraps a plain text in a bare page: its line breaks are the text's own.
    if preformatted is not None and len(preformatted.get_text()) > 0.8 * len(soup.get_text()):
        return plain_text(preformatted.get_text())
    return main_text(soup) or text_of(soup)
