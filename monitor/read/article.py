"""The main text of a news article's page: what a reader came for, without menus, lists of other articles and comments."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag

from monitor.read.furniture import clear, only_a_date, substance
from monitor.read.html import line_of, parse, text_of

_BODIES = (
    "[itemprop=articleBody]",
    ".entry-content",
    ".article-body, .article__body, .article-content, .article__content, .articleBody, .article-text, .story-body",
    ".post-content, .post-body, .post__content",
    ".wysiwyg, .usa-prose, .field--name-body, .field--name-field-news-body",
    "article",
    "main, [role=main]",
    "#content, .content",
)
_BESIDE = re.compile(
    r"^(?:most (?:read|popular|viewed)|meest gelezen|read (?:more|also|next)|lees (?:ook|meer|verder)|related|see also|more on|"
    r"mehr zum thema|lesen sie auch|meistgelesen|à lire aussi|lire aussi|lea también|más leídas?|czytaj także|читайте также|читайте також|"
    r"самое читаемое|comments?|reacties|kommentare|commentaires|share this|deel dit|advertentie|advertisement|anzeige)\b",
    re.IGNORECASE,
)
_SHORT = 120
# So many parts of one name are looked at.
_TEASERS = 30


@dataclass(frozen=True, slots=True)
class Article:
    """What a page holds. `title` is empty where the page names none."""

    title: str
    text: str
    language: str | None = None
    published: str = ""  # as the page writes it


def read(body: bytes, content_type: str | None = None) -> Article:
    """The article of a page; its text is empty where the page has no running text. Raises `ReadError` as `html.parse` does."""
    soup = parse(body, content_type)
    title = _title(soup)
    published, language = _published(soup), _language(soup)
    part = soup.body or soup
    clear(part)
    return Article(title, _without_title(_text(part), title), language, published)


def _text(part: Tag) -> str:
    whole = running_text(part)
    for selector in _BODIES:
        candidates = [running_text(found) for found in part.select(selector, limit=_TEASERS)]
        best = max(candidates, key=len, default="")
        # A teaser carries the same class as the article now and then: it has to be a fair share of the page.
        if len(best) >= max(80, len(whole) // 4):
            return best
    return whole


def running_text(part: Tag) -> str:
    """The paragraphs of a part up to the first heading of what stands beside the article."""
    kept: list[str] = []
    for paragraph in substance(text_of(part)).split("\n\n"):
        if len(paragraph) < _SHORT and _BESIDE.match(paragraph) and kept:
            if len(paragraph.split()) <= 4:
                break
            continue
        if not only_a_date(paragraph):
            kept.append(paragraph)
    return "\n\n".join(kept)


def _without_title(text: str, title: str) -> str:
    head, _, rest = text.partition("\n\n")
    return rest if title and " ".join(head.split()) == title else text


def _title(soup: BeautifulSoup) -> str:
    heading = soup.select_one("article h1, main h1, h1.entry-title, h1, h2.uswds-page-title")
    if title := line_of(heading):
        return title
    named = soup.select_one('meta[property="og:title"][content]')
    return " ".join(str(named["content"]).split()) if named is not None else line_of(soup.title)


def _published(soup: BeautifulSoup) -> str:
    meta = soup.select_one('meta[property="article:published_time"][content], meta[itemprop=datePublished][content]')
    if meta is not None:
        return str(meta["content"])
    time = soup.select_one("article time[datetime], main time[datetime], time[datetime]")
    return str(time["datetime"]) if time is not None else ""


def _language(soup: BeautifulSoup) -> str | None:
    tag = str(soup.html.get("lang") or "") if soup.html is not None else ""
    primary = re.split(r"[-_]", tag.strip().lower(), maxsplit=1)[0]
    return primary if re.fullmatch(r"[a-z]{2}", primary) else None
