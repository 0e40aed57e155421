"""The forms of places outside OFAC's listing: feeds, program pages, the Federal Register, the Official Journal. In our own words."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from html import escape
from typing import Any

BULLETINS = "https://public.govdelivery.com/topics/USTREAS_61/feed.rss"
WHITE_HOUSE = "https://www.whitehouse.gov/presidential-actions/feed/"
REGISTER = (
    "https://www.federalregister.gov/api/v1/documents.json"
    "?conditions[agencies][]=foreign-assets-control-office&order=newest&per_page=20"
)
PRINTED = "https://www.federalregister.gov/documents/full_text/text/{}/{}.txt"
PROGRAM = (
    "https://ofac.treasury.gov/sanctions-programs-and-country-information/russian-harmful-foreign-activities-sanctions"
)
JOURNAL = "https://eur-lex.europa.eu/EN/display-feed.rss?rssId=222"
CELLAR = "https://publications.europa.eu/resource/celex/"
OFSI = "https://www.gov.uk/government/organisations/office-of-financial-sanctions-implementation.atom"
RSS, JSON, XHTML = "application/rss+xml", "application/json", "application/xhtml+xml"


def rss(*items: tuple[str, str, datetime, str]) -> str:
    """A feed of (title, address, time, text)."""
    rows = "".join(
        f"<item><title>{escape(title)}</title><link>{escape(url)}</link><guid>{escape(url)}</guid>"
        f"<pubDate>{at:%a, %d %b %Y %H:%M:%S} +0000</pubDate><description>{escape(text)}</description></item>"
        for title, url, at, text in items
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>N</title><link>https://n.example/</link>{rows}</channel></rss>'


def program_page(current: Iterable[tuple[str, int]], archived: Iterable[tuple[str, int]] = ()) -> str:
    """The page of the Russian program: (label, media number) of its licenses, and the site's block of recent actions."""

    def rows(licenses: Iterable[tuple[str, int]]) -> str:
        return "".join(
            f'<li><a href="/media/{media}/download?inline">Russia-related General License {label}</a> - Authorizing Ferries</li>'
            for label, media in licenses
        )

    old = f"<h2>Archived General Licenses</h2><ul>{rows(archived)}</ul>" if archived else ""
    return (
        "<html><body><main><h1>Russian Harmful Foreign Activities Sanctions</h1><h2>General Licenses</h2>"
        f"<p>OFAC has issued the following general licenses.</p><ul>{rows(current)}</ul>{old}</main>"
        '<aside><h2>Recent Actions</h2><ul><li><a href="/media/555/download?inline">Syria-related General License 25</a></li></ul>'
        "</aside></body></html>"
    )


def query(*documents: dict[str, Any]) -> str:
    """The answer of the Federal Register's API."""
    return json.dumps({"count": len(documents), "description": "D", "total_pages": 1, "results": list(documents)})


def entry(number: str, title: str, day: str, sort: str = "Rule", **more: Any) -> dict[str, Any]:
    """One result of that answer; `day` as 2026-03-06."""
    url = f"https://www.federalregister.gov/documents/{day.replace('-', '/')}/{number}/x"
    return {"document_number": number, "title": title, "type": sort, "publication_date": day, "html_url": url} | more


def printed(number: str, body: str, section: str = "Rules and Regulations") -> str:
    """A document as the printer gives it."""
    return (
        "<html>\n<head>\n<title>Federal Register, Volume 91 Issue 42</title>\n</head>\n<body><pre>\n"
        "[Federal Register Volume 91, Number 42 (Tuesday, March 3, 2026)]\n"
        f"[{section}]\n[Pages 11024-11026]\n"
        'From the Federal Register Online via the Government Publishing Office [<a href="http://www.gpo.gov">www.gpo.gov</a>]\n'
        f"[FR Doc No: {number}]\n\n\n{body}\n\n[FR Doc. {number} Filed 3-3-26; 8:45 am]\nBILLING CODE 4810-AL-P\n\n</pre></body>\n</html>"
    )


PUBLICATION = (
    "AGENCY: Office of Foreign Assets Control, Treasury.\n\nACTION: Publication of web general\nlicenses.\n\n"
    "SUMMARY: OFAC is publishing general licenses, each of which was\npreviously made available on its website.\n\n"
)


def journal(*acts: tuple[str, str, datetime]) -> str:
    """The feed of the Official Journal: (CELEX number, title, time)."""
    items = "".join(
        f"<item><title>CELEX:{celex}: {title}</title><link>./legal-content/AUTO/?uri=CELEX:{celex}</link>"
        f"<guid>CELEX:{celex}</guid><pubDate>{at:%a, %d %b %Y %H:%M:%S} +0000</pubDate></item>"
        for celex, title, at in acts
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>OJ L</title>{items}</channel></rss>'
    )


def govuk_feed(*pages: tuple[str, str, datetime]) -> str:
    """An organisation's feed: (path, title, time of the update)."""
    entries = "".join(
        f"<entry><id>{path}#{at:%s}</id><updated>{at:%Y-%m-%dT%H:%M:%SZ}</updated><title>{escape(title)}</title>"
        f'<link rel="alternate" href="https://www.gov.uk{path}"/></entry>'
        for path, title, at in pages
    )
    return f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>OFSI</title>{entries}</feed>'


def govuk_page(path: str, title: str, at: datetime, note: str, *attachments: tuple[str, str]) -> str:
    """A page as the content API gives it, updated at `at` with a note; attachments: (title, address)."""
    stamp = f"{at:%Y-%m-%dT%H:%M:%SZ}"
    files = [{"title": name, "url": url, "content_type": "application/pdf"} for name, url in attachments]
    history = [{"public_timestamp": stamp, "note": note}]
    details = {"body": f"<p>{title}</p>", "attachments": files, "change_history": history}
    head = {"base_path": path, "title": title, "document_type": "guidance", "locale": "en", "public_updated_at": stamp}
    return json.dumps(head | {"details": details})


def act(title: str, *articles: str) -> str:
    """An act of the Union as CELLAR gives it."""
    body = "".join(f"<p>{article}</p>" for article in articles)
    return (
        '<?xml version="1.0" encoding="UTF-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>L</title></head><body>'
        f'<p class="oj-doc-ti">{title}</p><p>THE COUNCIL OF THE EUROPEAN UNION,</p>'
        "<p>Having regard to the Treaty on the Functioning of the European Union, and in particular Article 215 thereof,</p>"
        "<p>Whereas:</p><p>(1) It is appropriate to prohibit certain dealings and to allow Member States to end others.</p>"
        f"<p>HAS ADOPTED THIS REGULATION:</p>{body}"
        "<p>This Regulation shall be binding in its entirety and directly applicable in all Member States.</p>"
        "<p>Done at Brussels, 3 March 2026.</p></body></html>"
    )
