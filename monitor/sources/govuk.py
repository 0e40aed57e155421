"""Kind `govuk`: an organisation's Atom feed or a collection on GOV.UK, and the content item behind every entry. Not the licenses' meaning.

Any page of GOV.UK is JSON at `/api/content/<path>`, with its own history of changes. A general licence keeps its number
when it is amended (INT/2023/2824812 was extended that way): the number makes the key, the text of the attachment the
version, and the newest note of the page's history says what its authors think they changed.
"""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urljoin, urlsplit

from monitor.model.place import Capture, Part, Reading, Source, Target, Wish
from monitor.read.meaning import meaning
from monitor.sources import answers
from monitor.sources.govuk_page import CONTENT, content_address, read_attachment, read_page
from monitor.sources.protocol import Accept, Adapter, PdfText
from monitor.sources.relevance import may_be_edited


class GovUk:
    """`www.gov.uk`: `….atom`, or a page (a collection, a single publication) by its own address."""

    kind = "govuk"

    def entrance(self, source: Source) -> Wish:
        """The feed as configured; a page is asked for as JSON."""
        path = urlsplit(source.url).path
        if path.endswith(".atom") or path.startswith(CONTENT):
            return Wish(source.url, Part.ENTRANCE)
        return Wish(content_address(source.url), Part.ENTRANCE)

    def accept(self, target: Target) -> Accept:
        """Feeds are XML, content items JSON; an attachment is a content item or a PDF."""
        if target.part is Part.INSTRUMENT:
            return "any"
        return "xml" if urlsplit(target.url).path.endswith(".atom") else "json"

    def read(self, source: Source, target: Target, capture: Capture, pdf_text: PdfText) -> Reading:
        """Wishes for the pages of a feed or collection; a page; or an attachment."""
        if target.part is Part.INSTRUMENT:
            return read_attachment(source, target, capture, pdf_text)
        if urlsplit(target.url).path.endswith(".atom"):
            return _feed(source, capture)
        item = answers.json_object(capture.body)
        if target.part is Part.ENTRANCE and _members(item):
            return _collection(source, capture, item)
        return read_page(source, target, capture, item)


def _feed(source: Source, capture: Capture) -> Reading:
    root = answers.xml_root(capture.body)
    if root.tag != f"{answers.ATOM}feed":
        return Reading(trouble=answers.broken_layout("the answer is no Atom feed"))
    wishes = []
    for entry in root.iter(f"{answers.ATOM}entry"):
        link = next(
            (e.get("href") for e in entry.iter(f"{answers.ATOM}link") if e.get("rel", "alternate") == "alternate"), None
        )
        wish = _wish(source, capture, link, answers.atom_text(entry, "title"), answers.atom_text(entry, "updated"))
        if wish is not None:
            wishes.append(wish)
    return _listed(tuple(wishes), "entries of the feed")


def _collection(source: Source, capture: Capture, item: dict[str, Any]) -> Reading:
    wishes = (
        _wish(
            source,
            capture,
            answers.words(member, "base_path") or None,
            answers.words(member, "title"),
            answers.words(member, "public_updated_at"),
        )
        for member in _members(item)
    )
    return _listed(tuple(wish for wish in wishes if wish is not None), "documents of the collection")


def _members(item: dict[str, Any]) -> tuple[dict[str, Any], ...]:
    links = item.get("links")
    return answers.records(links.get("documents")) if isinstance(links, dict) else ()


def _wish(source: Source, capture: Capture, link: str | None, title: str, updated: str) -> Wish | None:
    """The wish for one page of the same host; None for what leads elsewhere.

    The time of its update is the public one, which an edit that its authors call minor leaves as it is.
    """
    page = answers.address(link, source.url) if link else None
    if page is None or urlsplit(page).hostname != urlsplit(source.url).hostname:
        return None
    page = urljoin(page, urlsplit(page).path)
    facts = {"page": page, "title": title, "updated": updated}
    at = answers.moment(updated)
    if at is not None:
        facts["published"] = at.isoformat()
    again = may_be_edited(answers.local_day(at, source.tz), capture.at.date())
    return Wish(content_address(page, updated), Part.DETAIL, facts=facts, again=again)


def _listed(wishes: tuple[Wish, ...], of_what: str) -> Reading:
    return Reading(
        wishes=wishes[::-1],
        items=len(wishes),
        meaning=meaning(*(wish.url for wish in wishes)),
        notes=(f"{len(wishes)} {of_what}",),
    )


ADAPTER: Final[Adapter] = GovUk()
