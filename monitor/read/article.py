"""The main text of a news article's page: what a reader came for, without menus, lists of other articles and comments."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag

from monitor.read.colophon import only_a_date, substance
from monitor.read.flow import title_text
from monitor.read.furniture import clear
from monitor.read.html import parse, text_of, title_of

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
# Headings of what follows an article: nothing after them belongs to it.
_END = re.compile(
    r"(?:most (?:read|popular|viewed)|meest gelezen|meistgelesen|les plus lus|más leídas?|najczęściej czytane|самое читаемое|найпопулярніше"
    r"|related(?: (?:articles|stories|posts|news|content))?|gerelateerd(?:e artikelen)?|mehr zum thema|sur le même sujet"
    r"|(?:\d+ )?(?:comments?|reacties|kommentare|commentaires|comentarios|komentarze|комментарии|коментарі)(?: \(?\d+\)?)?"
    r"|leave a (?:comment|reply)|about the author|over de auteur|tags)\W*",
    re.IGNORECASE,
)
# What stands in the middle of an article and is no part of it: an advertisement, a pointer to another article.
_ASIDE = re.compile(
    r"(?:read (?:more|also|next)|see also|more on (?:this|that)|lees (?:ook|meer|verder)|lesen sie auch|lire aussi|à lire aussi|lea también"
    r"|czytaj także|zobacz też|читайте (?:также|також)|(?:article continues )?(?:after |below )?advertisement|advertentie|anzeige|publicité"
    r"|share (?:this|on)|deel (?:dit|op)|photo:|foto:|image(?: credit)?:|watch:|listen:)\b",
    re.IGNORECASE,
)
_SHORT = 120
_FULL_STOPS = (".", "!", "?", "”", '"', ":", ";")
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
    """The paragraphs of a part up to the first heading of what follows the article, without what is put between them."""
    kept: list[str] = []
    aside = False
    for paragraph in substance(text_of(part)).split("\n\n"):
        short = len(paragraph) < _SHORT
        if short and kept and _END.fullmatch(paragraph):
            break
        if short and _ASIDE.match(paragraph):
            aside = True
        elif aside and short and not paragraph.endswith(_FULL_STOPS):
            continue  # the title of the article that was pointed to
        elif not only_a_date(paragraph):
            aside = False
            kept.append(paragraph)
    return "\n\n".join(kept)


def _without_title(text: str, title: str) -> str:
    head, _, rest = text.partition("\n\n")
    return rest if title and " ".join(head.split()) == title else text


def _title(soup: BeautifulSoup) -> str:
    heading = soup.select_one("article h1, main h1, h1.entry-title, h1, h2.uswds-page-title")
    if title := title_of(heading):
        return title
    named = soup.select_one('meta[property="og:title"][content]')
    said = str(named["content"]) if named is not None else soup.title.get_text() if soup.title is not None else ""
    return title_text(said)


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
