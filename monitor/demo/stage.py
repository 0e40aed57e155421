"""Stages a story: writes the pages, feeds and papers that it was published on as recorded responses. Not the playing of it."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from monitor.demo.paper import print_pdf

LISTING = "https://ofac.treasury.gov/recent-actions"
_MEDIA = "https://ofac.treasury.gov/media"


@dataclass(slots=True)
class Stage:
    """The responses of one story as they are written down."""

    folder: Path
    responses: list[dict[str, Any]] = field(default_factory=list)

    def answer(
        self,
        at: datetime,
        url: str,
        body: bytes | str,
        content_type: str,
        *,
        status: int = 200,
        headers: dict[str, str] | None = None,
    ) -> None:
        """From `at` on the address answers so."""
        ending = content_type.partition("/")[2].partition(";")[0].rpartition("+")[2]
        name = f"bodies/{len(self.responses):03d}.{ending}"
        (self.folder / name).write_bytes(body if isinstance(body, bytes) else body.encode())
        told = {"content-type": content_type, **(headers or {})}
        self.responses.append({"at": _stamp(at), "url": url, "status": status, "headers": told, "body": name})

    def fault(self, at: datetime, url: str, fault: str) -> None:
        """From `at` on the address fails so."""
        self.responses.append(
            {"at": _stamp(at), "url": url, "status": 200, "headers": {}, "body": None, "fault": fault}
        )


def stage(story: str, configuration: str, folder: Path) -> None:
    """Writes `story.toml`, `monitor.toml` and `responses.jsonl` for a story in the bundled form, ready for `replay`."""
    told = tomllib.loads(story)
    (folder / "bodies").mkdir(parents=True, exist_ok=True)
    set_up = Stage(folder)
    _official(set_up, told)
    for place in told.get("feed", []):
        _feed(set_up, place, told["start"])
    for outage in told.get("outage", []):
        set_up.fault(outage["at"], outage["url"], outage["fault"])
    set_up.responses.sort(key=lambda response: str(response["at"]))
    lines = "".join(json.dumps(response) + "\n" for response in set_up.responses)
    (folder / "responses.jsonl").write_text(lines, encoding="utf-8")
    head = f"title = {json.dumps(told['title'])}\nstart = {_stamp(told['start'])}\nend = {_stamp(told['end'])}\n"
    (folder / "story.toml").write_text(head, encoding="utf-8")
    (folder / "monitor.toml").write_text(configuration, encoding="utf-8")


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


# ---- the regulator's pages ----


def _official(set_up: Stage, told: dict[str, Any]) -> None:
    """The listing as it stood after each publication, the details, and the licenses as papers."""
    published: list[dict[str, Any]] = []
    for publication in sorted(told.get("publication", []), key=lambda p: p["at"]):
        published.insert(0, publication)
        at = max(publication["at"], told["start"])
        set_up.answer(at, f"{LISTING}/{publication['slug']}", detail_page(publication), "text/html; charset=utf-8")
        for paper in publication.get("license", []):
            set_up.answer(at, f"{_MEDIA}/{paper['media']}/download?inline", print_pdf(paper["text"]), "application/pdf")
        set_up.answer(at, LISTING, listing_page(published), "text/html; charset=utf-8")


def _page(title: str, body: str) -> str:
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)} | Office of Foreign Assets Control</title>'
        f'</head><body><header><nav><a href="/">Home</a></nav></header><main id="main-content">{body}</main>'
        f"<footer>U.S. Department of the Treasury</footer></body></html>"
    )


def listing_page(published: list[dict[str, Any]]) -> str:
    """The listing of publications, the newest first, in the form of the official one."""
    rows = "".join(
        f'<div class="search-result views-row"><div><a href="/recent-actions/{p["slug"]}" hreflang="en">{escape(p["title"])}</a></div>'
        f"<div>{p['at']:%B %d, %Y} - "
        f'<a href="/recent-actions/{escape(p["category"].lower().replace(" ", "-"))}">{escape(p["category"])}</a></div></div>'
        for p in published[:10]
    )
    count = len(published)
    header = f"<header>Displaying 1 - {min(count, 10)} of {count} results.</header>"
    return _page(
        "Recent Actions",
        f'<div class="view view-recent-actions-search">{header}<div class="view-content">{rows}</div></div>',
    )


def detail_page(publication: dict[str, Any]) -> str:
    """One publication's page, in the form of the official one."""
    papers = "".join(
        f'<li><a href="/media/{paper["media"]}/download?inline" title="{escape(paper["file"])}">{escape(paper["name"])}</a></li>'
        for paper in publication.get("license", [])
    )
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in publication["body"])
    return _page(
        publication["title"],
        f'<h1 class="page-title"><span class="treas-page-title">{escape(publication["title"])}</span></h1>'
        f'<div class="field field--name-field-release-date"><div class="field__item">{publication["at"]:%m/%d/%Y}</div></div>'
        f'<div class="field field--name-field-body"><div class="field__item">{body}<ul>{papers}</ul></div></div>',
    )


# ---- news ----


def _feed(set_up: Stage, place: dict[str, Any], start: datetime) -> None:
    """A news feed as it stood after each item, and the articles."""
    items: list[dict[str, Any]] = []
    set_up.answer(start, place["url"], _rss(place, items), "application/rss+xml; charset=utf-8")
    for item in place.get("item", []):
        items.insert(0, item)
        article = _article(place["language"], item)
        set_up.answer(item["at"], item["url"], article, "text/html; charset=utf-8")
        set_up.answer(item["at"], place["url"], _rss(place, items), "application/rss+xml; charset=utf-8")


def _rss(place: dict[str, Any], items: list[dict[str, Any]]) -> str:
    told = "".join(
        f"<item><title>{escape(i['title'])}</title><link>{escape(i['url'])}</link><guid>{escape(i['url'])}</guid>"
        f"<pubDate>{i['at']:%a, %d %b %Y %H:%M:%S} +0000</pubDate><description>{escape(i['text'].split(chr(10))[0])}</description></item>"
        for i in items
    )
    home = f"https://{urlsplit(place['url']).netloc}/"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>{escape(place["name"])}</title><link>{home}</link>'
        f"<description>{escape(place['name'])}</description><language>{place['language']}</language>{told}</channel></rss>"
    )


def _article(language: str, item: dict[str, Any]) -> str:
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in item["text"].split("\n") if paragraph.strip())
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{escape(item["title"])}</title></head>'
        f"<body><nav><a href='/'>Home</a></nav><main><article><h1>{escape(item['title'])}</h1>{body}</article></main></body></html>"
    )
