"""A program's page of OFAC: the general licenses that it lists, current and archived. Not the news block beside them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bs4 import BeautifulSoup, NavigableString, Tag

from monitor.model.place import Capture, Listed, Listing, Part, Reading, Source, Target, Trouble, Wish
from monitor.model.words import Problem
from monitor.read import html
from monitor.read.flow import one_line
from monitor.read.meaning import meaning
from monitor.sources.ofac_detail import read_file
from monitor.sources.ofac_links import is_file
from monitor.sources.protocol import Accept, PdfText

_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
# Where a page prints an item of its list.
_ITEMS = ("li", "p", "tr", "dd")
_LICENSES = re.compile(r"\bgeneral licen[cs]es?\b", re.IGNORECASE)
_ARCHIVED = re.compile(
    r"\b(?:archived?|expired|revoked|superseded|former|historical|previous|no longer)\b", re.IGNORECASE
)
# Most labels have a digit and a version's letter; single letters and "D-2" are Iran's. The words before are the program's.
_LABEL = re.compile(
    r"(?P<prefix>.{0,60}?)\b(?:[Gg]eneral [Ll]icen[cs]e|GENERAL LICENSE|GL)\)?\s*(?:[Nn][Oo]\.?|Number|#)?\s*"
    r"(?P<label>(?P<number>\d{1,3})(?:-?[A-Za-z]{1,2})?|(?P<letter>[A-Z])(?:-\d{1,2})?)(?![\w-])"
)


@dataclass(frozen=True, slots=True)
class _Item:
    """One license of a list. `prefix`: what stands before "General License", in lower case."""

    listed: Listed
    number: str
    prefix: str
    file: str | None
    title_attribute: str


class OfacProgram:
    """`https://ofac.treasury.gov/sanctions-programs-and-country-information/<program>`."""

    kind = "ofac-program"

    def entrance(self, source: Source) -> Wish:
        """The page as it is configured."""
        return Wish(source.url, Part.ENTRANCE)

    def accept(self, target: Target) -> Accept:
        """Files may be PDF or HTML; the program's own page is a page."""
        return "any" if target.part is Part.INSTRUMENT else "html"

    def read(self, source: Source, target: Target, capture: Capture, pdf_text: PdfText) -> Reading:
        """The listing, or the file of a license."""
        if target.part is Part.INSTRUMENT:
            return read_file(source, target, capture, pdf_text)
        return read_program(source, target, capture)


def read_program(source: Source, target: Target, capture: Capture) -> Reading:
    """All licenses of the page, and wishes for the files of the current ones.

    A page without a heading for general licenses has another layout; one whose lists are empty cannot be right.
    """
    soup = html.whole(capture.body, capture.headers.get("content-type"))
    part = _main(soup)
    if part is None or not any(_LICENSES.search(html.line_of(heading)) for heading in part.find_all(_HEADINGS)):
        return Reading(trouble=Trouble(Problem.LAYOUT, "the page has no section of general licenses"))
    program = source.programs[0] if len(source.programs) == 1 else None
    items = _identified(_once(_items(part, capture.final_url)), program)
    if not items:
        return Reading(trouble=Trouble(Problem.IMPLAUSIBLE, "the section of general licenses is empty"))
    wishes: dict[str, Wish] = {}
    for item in items:
        if item.file and not item.listed.archived:
            wishes.setdefault(item.file, _wish(item, target.url))
    return Reading(
        wishes=tuple(wishes.values()),
        listing=Listing(program, tuple(item.listed for item in items)),
        items=len(items),
        meaning=meaning(*(part for item in items for part in _parts(item.listed))),
        notes=tuple(
            f"{'archived ' if item.listed.archived else ''}{item.listed.label}: {item.listed.title}" for item in items
        ),
    )


def _main(soup: BeautifulSoup) -> Tag | None:
    """The program's own text: never the regions beside it, where the site prints what is new in all programs."""
    part = soup.select_one("article.node--type-page, article, #block-ofac-content, .region-content, main")
    if part is not None:
        for aside in part.select(
            "aside, nav, footer, .view-recent-actions, [id*='recent-actions'], [class*='recent-actions']"
        ):
            if not html.gone(aside):
                aside.decompose()
    return part


def _items(part: Tag, base: str) -> Iterator[_Item]:
    """List items under a heading that names general licenses; a heading of the same or a higher rank ends the section."""
    inside, rank, archived = False, 0, False
    for tag in part.find_all([*_HEADINGS, *_ITEMS]):
        if tag.name in _HEADINGS:
            title, level = html.line_of(tag), int(tag.name[1])
            if _LICENSES.search(title):
                inside, rank, archived = True, level, bool(_ARCHIVED.search(title))
            elif inside and level <= rank:
                inside = False
            elif inside:
                archived = archived or bool(_ARCHIVED.search(title))
        elif inside and not tag.find(_ITEMS):
            found = (_item(text, links, base, archived=archived) for text, links in _lines(tag))
            yield from (item for item in found if item is not None)


def _lines(tag: Tag) -> Iterator[tuple[str, list[Tag]]]:
    """What an element prints, with its links, as many lines as it breaks into: older pages have a list in one paragraph."""
    if tag.br is None:
        yield html.line_of(tag), tag.find_all("a", href=True)
        return
    words: list[str] = []
    links: list[Tag] = []
    for node in tag.descendants:
        if isinstance(node, Tag) and node.name == "br":
            yield one_line(" ".join(words)), links
            words, links = [], []
        elif isinstance(node, Tag) and node.name == "a" and node.get("href"):
            links.append(node)
        elif type(node) is NavigableString:
            words.append(node)
    yield one_line(" ".join(words)), links


def _item(text: str, links: list[Tag], base: str, *, archived: bool) -> _Item | None:
    # Prose about licenses mentions them in its course; an item begins with the name of its own.
    match = _LABEL.match(text)
    if match is None:
        return None
    link = next((a for a in links if _is_file(base, str(a["href"]))), None)
    file = html.absolute(base, str(link["href"])) if link is not None else None
    listed = Listed(label=match["label"].upper(), title=text, url=file or base, archived=archived)
    title = one_line(str(link.get("title") or "")) if link is not None else ""
    return _Item(listed, match["number"] or match["letter"].lower(), match["prefix"].strip().lower(), file, title)


def _identified(items: list[_Item], program: str | None) -> list[_Item]:
    """Items with their measures.

    A page lists a license of another program now and then: the words before its name differ from those of most. Which
    program's it is, only its own header says.
    """
    own = Counter(item.prefix for item in items if item.prefix).most_common(1)
    return [
        replace(item, listed=replace(item.listed, measure=f"us-ofac/{program}/gl-{item.number}"))
        if program and item.prefix in {"", own[0][0] if own else ""}
        else item
        for item in items
    ]


def _is_file(base: str, href: str) -> bool:
    url = html.absolute(base, href)
    return url is not None and is_file(url)


def _once(items: Iterator[_Item]) -> list[_Item]:
    found: dict[tuple[str, str, bool], _Item] = {}
    for item in items:
        found.setdefault((item.listed.label, item.listed.title, item.listed.archived), item)
    return list(found.values())


def _wish(item: _Item, page: str) -> Wish:
    facts = {"text": item.listed.title, "title": item.title_attribute, "label": item.listed.label, "page": page}
    return Wish(item.file or "", Part.INSTRUMENT, facts, again=True)


def _parts(listed: Listed) -> tuple[str, ...]:
    return listed.label, listed.title, listed.url, "archived" if listed.archived else ""


ADAPTER = OfacProgram()
