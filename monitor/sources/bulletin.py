"""GovDelivery's bulletins: which official pages they lead to, behind the addresses that count clicks. Nothing is asked to find out."""

from __future__ import annotations

import base64
import binascii
import re
from urllib.parse import unquote, urlsplit

from monitor.model.faults import ReadError
from monitor.model.place import Capture, Part, Reading, Source, Target, Wish
from monitor.read import html
from monitor.read.feed import canonical
from monitor.read.furniture import clear
from monitor.read.json_text import value_of
from monitor.read.meaning import meaning
from monitor.sources.relevance import official_matter

OFAC_DETAIL = re.compile(r"^https?://ofac\.treasury\.gov/recent-actions/\d{8}", re.IGNORECASE)
PRESS_RELEASE = re.compile(r"^https?://(?:home|www)\.treasury\.gov/news/press-releases/\w+", re.IGNORECASE)
_HOST = re.compile(r"(?:^|\.)govdelivery\.com$")
_COUNTED = re.compile(r"(?:^|\.)(?:govdelivery\.com|lnks\.gd)$")
_TOKEN = re.compile(r"/([\w-]{8,})\.([\w-]{8,})\.[\w-]*")


def is_bulletin(url: str) -> bool:
    """True for an address of the mail service."""
    return bool(_HOST.search(urlsplit(url).hostname or ""))


def read_bulletin(source: Source, target: Target, capture: Capture) -> Reading:
    """The official pages that a bulletin links to. The bulletin itself says nothing that they do not say."""
    del source
    soup = html.parse(capture.body, capture.headers.get("content-type"))
    body = soup.select_one("#bulletin_body, .bulletin_body, #bulletin_content") or soup.body or soup
    clear(body)
    facts = {name: target.facts.get(name) for name in ("title", "date", "published")}
    matters = official_matter(str(facts["title"] or ""), html.text_of(body))
    wishes: dict[str, Wish] = {}
    for link in html.links_of(body, capture.final_url):
        url = destination(link.url)
        if OFAC_DETAIL.match(url):
            wishes.setdefault(url, Wish(url, Part.DETAIL, facts, again=True))
        elif PRESS_RELEASE.match(url) and matters:
            wishes.setdefault(url, Wish(url, Part.PRESS, facts))
    notes = tuple(f"follows {wish.part} {wish.url}" for wish in wishes.values()) or ("no official page is linked",)
    return Reading(wishes=tuple(wishes.values()), meaning=meaning(*wishes), notes=notes)


def destination(url: str) -> str:
    """Where an address that counts clicks leads to, as the address itself says; any other address as it is.

    `links.govdelivery.com/track?…&&&https://…` ends with it; `lnks.gd/l/<token>` carries it in the token's middle part
    (a JSON Web Token, RFC 7519). Neither is trusted for more than an address: the guard checks that when it is asked.
    """
    parts = urlsplit(url)
    if not _COUNTED.search(parts.hostname or ""):
        return canonical(url)
    token = _TOKEN.search(parts.path)
    for said in (url.rpartition("&&&")[2], unquote(url.rpartition("url=")[2]), _in_token(token[2]) if token else ""):
        inner = html.absolute(url, said) if said.startswith("http") and said != url else None
        if inner is not None:
            return canonical(inner)
    return canonical(url)


def _in_token(payload: str) -> str:
    try:
        told = value_of(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    except (binascii.Error, ValueError, ReadError):
        return ""
    said = told.get("url") if isinstance(told, dict) else None
    return said if isinstance(said, str) else ""
