"""Which part of a page is its substance, and which is furniture: menus, footers, banners, surveys, checking dates."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, Tag
from soupsieve import SelectorSyntaxError

from monitor.model.faults import ReadError
from monitor.model.words import Problem
from monitor.read.html import parse, text_of

_ELEMENTS = "nav, footer, aside, form, dialog, menu, [role=navigation], [role=banner], [role=contentinfo], [role=search], [role=complementary], [role=dialog], [role=alertdialog]"
# Words of ids and classes. Whole words only: `header` is furniture, `header-text` of an article may not be.
_WORDS = re.compile(
    r"(?:^|[\s_-])(?:a2a|addthis|addtoany|ads?|advert\w*|alert-?bar|announcement-?bar|backtotop|back-?to-?top|banner|"
    r"breadcrumbs?|comments?|consent|cookies?\w*|disqus|feedback|gdpr|govdelivery|last-?(?:updated|modified|reviewed)|"
    r"masthead|mega-?menu|menu|most-?read|nav|navbar|navigation|newsletter|notification-?bar|onetrust\w*|pagination|pager|"
    r"popup|print-?(?:link|button)|promo\w*|qualtrics\w*|rating|recommend\w*|related|share|sharing|sharethis|sidebar|"
    r"side-?nav|site-?(?:alert|footer|header|navigation)|skip-?(?:link|nav|to)\w*|social\w*|subscribe|subscription|survey\w*|"
    r"toolbar|tracking|trending|usa-banner|visitor-?count\w*|wm-ipp\w*)(?:$|[\s_-])",
    re.IGNORECASE,
)
_MAINS = ("main", "[role=main]", "#main-content", "#content", "#main", "article", ".main-content", ".content")
# One paragraph that only tells of the page itself: when it was checked, printed or counted, or what to think of it.
_ABOUT_ITSELF = re.compile(
    r"^(?:page |site |content |this page (?:was )?)?(?:last |date )?(?:updated?|checked|modified|reviewed|generated|changed|refreshed|retrieved|printed)"
    r"(?: on| at)?\b[\s:]*(?:.{0,6}\d.{0,40})?$"
    r"|^(?:last (?:update|check|modification|review)|page generated|generated (?:on|at|in)|printed (?:on|from)|current time|today is)\b.{0,60}$"
    r"|^(?:laatst (?:bijgewerkt|gewijzigd|gecontroleerd)|letzte (?:aktualisierung|änderung)|zuletzt (?:aktualisiert|geändert)|stand:"
    r"|dernière (?:mise à jour|modification)|mis à jour le|última (?:actualización|modificación)|ostatnia aktualizacja|data aktualizacji"
    r"|atnaujinta|atnaujinimo data|paskutinį kartą (?:atnaujinta|keista)|дата обновления|обновлено|оновлено|останнє оновлення).{0,60}$"
    r"|^(?:\d[\d .,]* (?:views|visits|visitors|downloads|shares|comments|likes|peržiūr\w*|weergaven|bezoekers)|(?:views|visits|visitors|page views)\s*:?\s*\d[\d .,]*)$"
    r"|^(?:was this (?:page|information|article) (?:helpful|useful)|did you find (?:this|what)|rate this page|give (?:us )?(?:your )?feedback|take (?:our|a|the) survey"
    r"|skip to (?:main )?content|back to top|print this page|share this page|accept (?:all )?cookies|we use cookies|this (?:web)?site uses cookies"
    r"|follow us(?: on .{0,40})?|subscribe to .{0,60}|sign up (?:for|to) .{0,80}|all rights reserved).{0,80}$"
    r"|^(?:©|\(c\)|copyright\b).{0,120}$",
    re.IGNORECASE,
)


def page_text(body: bytes, content_type: str | None = None, select: str | None = None) -> str:
    """The substance of a page: paragraphs with a blank line between, table rows joined by ` | `, list items as paragraphs.

    `select` is a CSS selector of the part that counts. Raises `ReadError` where it is no selector or fits nothing.
    """
    soup = parse(body, content_type)
    return main_text(soup) if select is None else selected_text(soup, select)


def selected_text(soup: BeautifulSoup, select: str) -> str:
    """The text of all parts that a CSS selector fits, in order, without furniture."""
    try:
        parts = soup.select(select)
    except SelectorSyntaxError:
        raise ReadError(Problem.LAYOUT, f"{select!r} is no CSS selector") from None
    if not parts:
        raise ReadError(Problem.LAYOUT, f"nothing on the page fits the selector {select!r}")
    outermost = [part for part in parts if not any(parent in parts for parent in part.parents)]
    for part in outermost:
        clear(part)
    return "\n\n".join(text for part in outermost if (text := substance(text_of(part))))


def main_text(soup: BeautifulSoup) -> str:
    """The text of the part of a page that is not furniture."""
    body = soup.body or soup
    whole = text_of(body)
    clear(body)
    cleared = text_of(body)
    if len(cleared) < len(whole) // 50:
        return substance(whole)  # what was cleared away was the page itself
    for selector in _MAINS:
        parts = body.select(selector)
        if len(parts) == 1 and len(text := text_of(parts[0])) * 2 >= len(cleared):
            return substance(text)
    return substance(cleared)


def clear(part: Tag) -> None:
    """Takes furniture out of a part of a page; the part itself stays."""
    for tag in part.select(_ELEMENTS):
        if not tag.decomposed:
            tag.decompose()
    for tag in part.find_all(_is_furniture):
        if not tag.decomposed:
            tag.decompose()


def substance(text: str) -> str:
    """Paragraphs without those that tell only of the page itself."""
    kept = (paragraph for paragraph in text.split("\n\n") if len(paragraph) > 200 or not _ABOUT_ITSELF.match(paragraph))
    return "\n\n".join(kept)


def _is_furniture(tag: Tag) -> bool:
    attributes = tag.attrs
    if not attributes or tag.name in {"html", "body", "main", "article"}:
        return False
    names = " ".join([str(attributes.get("id") or ""), *tag.get_attribute_list("class", [])])
    return bool(names.strip()) and bool(_WORDS.search(names))
