"""Which part of a page is its substance, and which is furniture: menus, footers, banners, surveys."""

from __future__ import annotations

import re
from dataclasses import dataclass

import soupsieve
from bs4 import BeautifulSoup, NavigableString, Tag
from soupsieve import SelectorSyntaxError

from monitor.model.faults import ReadError
from monitor.model.words import Problem
from monitor.read.colophon import substance
from monitor.read.flow import SILENT
from monitor.read.html import gone, parse, text_of

_ELEMENTS = (
    "nav, footer, aside, form, dialog, menu, [role=navigation], [role=banner], [role=contentinfo], [role=search], "
    "[role=complementary], [role=dialog], [role=alertdialog]"
)
# Names of classes and ids, each taken whole: `site-header` is furniture, `header-text` of an article may not be.
_NAME = re.compile(
    r"(?:.*[_-])?(?:a2a|addthis|addtoany|ads?|advert\w*|back-?to-?top|\w*banner|breadcrumbs?|comments?|consent|cookies?\w*|"
    r"disqus|feedback|\w*footer|gdpr|masthead|\w*menu|most-?read|\w*nav|navbar|navigation|newsletter|onetrust|pagination|pager|"
    r"popup|promo\w*|qualtrics|rating|recommend\w*|related|share|sharing|sharethis|sidebar|side-?nav|skip-?(?:link|nav|to)\w*|"
    r"social\w*|subscribe|subscription|survey\w*|toolbar|tracking|trending|visitor-?count\w*|weather\w*|(?:exchange|currency)-?rates?|wm-ipp)(?:[_-].*)?"
    r"|(?:alert|announcement|notification)-?bar|site-?(?:alert|header)\w*|last-?(?:updated|modified|reviewed)|print-?(?:link|button)",
    re.IGNORECASE,
)
# How something looks or behaves, or what it stands beside, says nothing about what it is.
_STATE = re.compile(r"^(?:has|is|js|no|with|without|page|theme|wp)[_-]", re.IGNORECASE)
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_MAINS = (
    "main",
    "[role=main]",
    "#main-content, #main_content, #maincontent",
    "article",
    "#content, #main",
    ".main-content, .main_content, .page-content, .site-content",
)


def page_text(body: bytes, content_type: str | None = None, select: str | None = None) -> str:
    """The substance of a page: paragraphs with a blank line between, table rows joined by ` | `, list items as paragraphs.

    `select` is a CSS selector of the part that counts. Raises `ReadError` where it is no selector or fits nothing.
    """
    soup = parse(body, content_type)
    return main_text(soup) if select is None else selected_text(soup, select)


def check_selector(select: str) -> None:
    """Raises ValueError for what is no CSS selector."""
    try:
        soupsieve.compile(select)
    except SelectorSyntaxError as error:
        raise ValueError(f"is no CSS selector: {str(error).partition(chr(10))[0]}") from None


def selected_text(soup: BeautifulSoup, select: str) -> str:
    """The text of all parts that a CSS selector fits, in order, without furniture."""
    try:
        parts = soup.select(select)
    except SelectorSyntaxError:
        raise ReadError(Problem.LAYOUT, f"{select!r} is no CSS selector") from None
    if not parts:
        raise ReadError(Problem.LAYOUT, f"nothing on the page fits the selector {select!r}")
    chosen = {id(part) for part in parts}
    outermost = [part for part in parts if not any(id(parent) in chosen for parent in part.parents)]
    for part in outermost:
        clear(part)
    return "\n\n".join(text for part in outermost if (text := substance(text_of(part))))


def main_text(soup: BeautifulSoup) -> str:
    """The text of the part of a page that is not furniture."""
    body = soup.body or soup
    part = _main(body)
    whole = text_of(part)
    clear(part)
    text = substance(text_of(part))
    # Where nearly everything was furniture by its names, the names were wrong.
    return text if len(text) * 20 > len(whole) else substance(whole)


def clear(part: Tag) -> None:
    """Takes furniture out of a part of a page; the part itself stays.

    What holds the heading of the page, its main part or most of its words is no furniture, whatever it is called:
    unclosed tags put whole pages into menus, and some sites put them into forms.
    """
    weights = _weights(part)
    most = 0.4 * weights[id(part)].words
    for tag in [*part.select(_ELEMENTS), *part.find_all(_is_furniture)]:
        if gone(tag) or tag is part:
            continue
        weight = weights[id(tag)]
        if not weight.leads and (weight.prose <= most or tag.name in {"nav", "footer"}):
            tag.decompose()
    _clear_indexes(part, weights)


def _clear_indexes(part: Tag, weights: dict[int, _Weight]) -> None:
    """Takes out runs of three and more headings that are links and have nothing under them: they lead to other pages."""
    run: list[Tag] = []
    for tag in [*part.find_all(True), None]:
        if tag is not None and tag.name in _HEADINGS:
            weight = weights[id(tag)]
            if weight.words and weight.prose <= 0:
                run.append(tag)
                continue
        elif tag is not None and (
            not weights[id(tag)].words or (run and any(parent is run[-1] for parent in tag.parents))
        ):
            continue
        if len(run) >= 3 and sum(weights[id(heading)].words for heading in run) * 2 < weights[id(part)].words:
            for heading in run:
                heading.decompose()
        run = []


@dataclass(slots=True)
class _Weight:
    """Characters of text in an element, how many of them are links, and whether it holds what leads a page."""

    words: int = 0
    linked: int = 0
    leads: bool = False

    @property
    def prose(self) -> int:
        """Characters that are no links."""
        return self.words - self.linked


def _weights(part: Tag) -> dict[int, _Weight]:
    """The weight of every element of a part, in one pass from the leaves up."""
    tags = [part, *part.find_all(True)]
    weights = {id(tag): _Weight() for tag in tags}
    for tag in reversed(tags):
        weight = weights[id(tag)]
        weight.words += sum(len(child.strip()) for child in tag.contents if type(child) is NavigableString)
        if tag.name in SILENT:
            weight.words = weight.linked = 0
        elif tag.name == "a":
            weight.linked = weight.words
        if tag is not part and tag.parent is not None:
            above = weights[id(tag.parent)]
            above.words += weight.words
            above.linked += weight.linked
            above.leads = above.leads or weight.leads or tag.name in {"main", "h1"}
    return weights


def _main(body: Tag) -> Tag:
    """The element that says it is the main part, if it holds most of the prose: words that are no links."""
    weights = _weights(body)
    prose = weights[id(body)].prose
    for selector in _MAINS:
        parts = body.select(selector)
        if len(parts) != 1:
            continue
        weight = weights[id(parts[0])]
        if weight.words and weight.prose * 2 >= prose:
            return parts[0]
    return body


def _is_furniture(tag: Tag) -> bool:
    attributes = tag.attrs
    if not attributes or tag.name in {"html", "body", "main", "article"}:
        return False
    names = [*tag.get_attribute_list("class", []), *([attributes["id"]] if attributes.get("id") else [])]
    return any(name and not _STATE.match(name) and _NAME.fullmatch(name) for name in map(str, names))
