"""Markup flowing by becomes paragraphs. Knows elements, not pages: which part of a page counts is decided elsewhere."""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping
from html import unescape
from typing import Any

from lxml import etree

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
    ]
)
SILENT = frozenset(
    [
        "audio",
        "button",
        "canvas",
        "datalist",
        "embed",
        "head",
        "iframe",
        "input",
        "map",
        "math",
        "meter",
        "noscript",
        "object",
        "option",
        "progress",
        "script",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
        "title",
        "video",
    ]
)
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_CELLS = frozenset({"td", "th"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# Zero-width, direction and control characters: nobody can see them, and some turn a line around.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u2060-\u2064\u202a-\u202e\u2066-\u2069\ufeff]"
)
_SPACE = re.compile(r"[^\S\n]+")
_TAG = re.compile(r"<[a-zA-Z/!?][^<>]*>")
_LEFT_OVER = re.compile(r"&(?:amp|quot|apos|nbsp|[lr][sd]quo|[nm]dash|hellip|#\d{2,5});")
_SCRIPT = re.compile(r"<(script|style)\b[^<>]*>[^<]*</\1\s*>", re.IGNORECASE)
_MARKUP = re.compile(r"<[a-zA-Z/!][^<>]*>|&[#\w]+;")

# A person writes no paragraph longer than this; a hostile page does.
_LONGEST = 200_000
_LONGEST_TITLE = 2_000
# A row of data is no longer than this, unless its cells hold little more than a paragraph each.
_ROW = 500
# Tables in tables, no deeper: each level costs another look at what is in it.
_DEEPEST = 20


class Flow:
    r"""Takes elements and text in document order and gives paragraphs.

    A single line break inside a paragraph stays one (`\n`); two make a new paragraph. A row of data is one
    paragraph, its cells joined by ` | `. Invisible characters go; runs of white space become one space. It is also a parser target
    of lxml, so that a fragment needs no tree.
    """

    def __init__(self) -> None:
        self._done: list[str] = []
        self._line: list[str] = []
        self._silent = 0
        self._heading = (
            False  # what is folded away under a heading is unfolded by a button in it, which bears its words
        )
        self._deeper = 0  # open rows that are nested too deep to be told apart
        self._rows: list[list[list[str]]] = []  # of each open table row its cells, of each cell its paragraphs

    def start(self, tag: str, _attributes: Mapping[str, str] | None = None) -> None:
        """An element opens."""
        if self._silent:
            self._silent += tag in SILENT and tag not in _VOID
        elif tag in SILENT and not (tag == "button" and self._heading):
            self._silent += tag not in _VOID
        elif tag == "br":
            self._line.append("\n")
        elif tag in BLOCKS or tag in _CELLS:
            self.end_paragraph()
            self._heading = tag in _HEADINGS
            if tag == "tr":
                self._begin_row()
            elif tag in _CELLS and self._rows:
                self._rows[-1].append([])

    def end(self, tag: str) -> None:
        """An element closes."""
        if self._silent:
            self._silent -= tag in SILENT and tag not in _VOID
        elif tag in BLOCKS or tag in _CELLS:
            self.end_paragraph()
            self._heading = False
            if tag == "tr":
                self._end_row()

    def data(self, text: str) -> None:
        """Text."""
        if not self._silent:
            self._line.append(text.replace("\n", " ") if "\n" in text else text)

    def comment(self, text: str) -> None:
        """A comment says nothing."""

    def pi(self, target: str, data: str | None = None) -> None:
        """Neither does a processing instruction."""

    def close(self) -> str:
        """The paragraphs, a blank line between. What comes after it is another text."""
        self.end_paragraph()
        self._silent = self._deeper = 0
        self._heading = False
        while self._rows:
            self._end_row()
        done, self._done = self._done, []
        return "\n\n".join(done)

    def end_paragraph(self) -> None:
        """What follows belongs to another paragraph."""
        if not self._line:
            return
        text = visible("".join(self._line)[:_LONGEST])
        self._line.clear()
        for part in text.split("\n\n"):
            lines = [line.strip() for line in part.split("\n")]
            if paragraph := "\n".join(line for line in lines if line):
                self._place.append(paragraph)

    @property
    def _place(self) -> list[str]:
        if not self._rows:
            return self._done
        row = self._rows[-1]
        if not row:
            row.append([])
        return row[-1]

    def _begin_row(self) -> None:
        if len(self._rows) < _DEEPEST:
            self._rows.append([])
        else:
            self._deeper += 1

    def _end_row(self) -> None:
        if self._deeper:
            self._deeper -= 1
            return
        if not self._rows:
            return
        cells = [cell for cell in self._rows.pop() if cell]
        paragraphs = [paragraph for cell in cells for paragraph in cell]
        # Tables that only lay out a page have a cell to a row, or cells that are pages themselves.
        if len(cells) > 1 and (len(paragraphs) <= 2 * len(cells) or sum(map(len, paragraphs)) < _ROW):
            paragraphs = [" | ".join(" ".join(cell).replace("\n", " ") for cell in cells)]
        self._place.extend(paragraphs)


def visible(text: str) -> str:
    """Text without invisible characters, and with one space for every run of white space; line breaks stay."""
    if text.isprintable():  # then it has no line break either, and no white space but the space
        return _SPACE.sub(" ", text) if "  " in text else text
    text = _SPACE.sub(" ", _INVISIBLE.sub("", text))
    return re.sub(r" ?\n ?(?:\n ?)+", "\n\n", text) if "\n" in text else text


def one_line(text: str) -> str:
    """Text on one line: for titles and names."""
    return " ".join((text if text.isprintable() else _INVISIBLE.sub("", text)).split())


class _Fragments(threading.local):
    """A parser for each thread: to make one costs more than to read an item with it."""

    def __init__(self) -> None:
        flow: Any = Flow()  # lxml's types want bytes accepted, which it never gives
        self.parser = etree.HTMLParser(target=flow, encoding="utf-8", recover=True)


_fragments = _Fragments()


def fragment_text(markup: str, *, again: int = 2) -> str:
    """Paragraphs of a piece of HTML, or of plain text where there is no markup in it.

    Publishers escape twice often enough: what is left of a tag after parsing was one, and is read `again` so often.
    """
    if not _MARKUP.search(markup):
        return plain_text(markup)
    parser = _fragments.parser
    parser.feed(b"<body>" + markup.encode("utf-8", "replace"))
    text = str(parser.close())
    if len(text) < len(markup):
        if again and _TAG.search(text):
            return fragment_text(text, again=again - 1)
        if _LEFT_OVER.search(text):
            return visible(unescape(text))
    return text


def plain_text(text: str) -> str:
    """Paragraphs of plain text: blank lines part them, other line breaks stay."""
    flow = Flow()
    for part in re.split(r"\n[^\S\n]*\n\s*", text.replace("\r\n", "\n")):
        for number, line in enumerate(part.split("\n")):
            if number:
                flow.start("br")
            flow.data(line)
        flow.end_paragraph()
    return flow.close()


def title_text(markup: str) -> str:
    """A title on one line, without markup: tags, entities (once or twice escaped) and line breaks are not part of it."""
    text = markup[:_LONGEST_TITLE]
    for _ in range(2):
        if "<" in text:
            text = _SCRIPT.sub(" ", text)
            text = _TAG.sub(" " if re.search(r"<(?:br|p|div|li)\b", text, re.IGNORECASE) else "", text)
        if "&" not in text:
            break
        text = unescape(text)
    return one_line(_TAG.sub("", text) if "<" in text else text)
