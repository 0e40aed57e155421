"""A site on loopback for all contenders of a row: feeds and pages, conditional requests, editions that change on request. Not a product.

`python -m bench.origin` prints its port and serves until its standard input ends. It runs in a process of its own, so that no contender
pays for it. `POST /edition/feed/10` gives the first ten feeds one new item, `/edition/notice/1` the first notice another edition; a page never changes;
`plain` pages come without validators.
"""

from __future__ import annotations

import asyncio
import hashlib
import random
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import cache

ITEMS = 50
PAGE_BYTES = 56 * 1024
_BEGUN = datetime(2026, 1, 1, tzinfo=UTC)
_TEXT = (
    "the council said on Monday that new bridges over the river would open before winter while engineers from both cities "
    "checked every cable and the mayor asked for patience because older roads remain closed near the market and trains run "
    "less often than before although tickets cost more which shop owners call a burden for families who live outside"
)
_WORDS = _TEXT.split()


def sentences(seed: str, count: int) -> list[str]:
    """So many made-up English sentences; the same for the same seed."""
    chance = random.Random(seed)
    return [" ".join(chance.choices(_WORDS, k=14)).capitalize() + "." for _ in range(count)]


def _item(feed: int, number: int) -> str:
    told = sentences(f"{feed}/{number}", 7)
    link = f"https://news.example.org/{feed}/{number}"
    at = format_datetime(_BEGUN + timedelta(hours=number))
    body = f'<p>{told[1]} <a href="{link}?ref=feed">{told[2][:20]}</a> {told[3]}</p><p>{told[4]} <em>{told[5]}</em> {told[6]}</p>'
    return (
        f"<item><title>{told[0]}</title><link>{link}</link><guid isPermaLink='false'>{feed}-{number}</guid>"
        f"<pubDate>{at}</pubDate><category>City</category><description><![CDATA[{body}]]></description></item>"
    )


@cache
def feed(number: int, edition: int) -> bytes:
    """The RSS feed of that number: fifty items, the newest first; each edition has one more and drops the oldest."""
    items = "".join(_item(number, n) for n in range(edition + ITEMS - 1, edition - 1, -1))
    head = f"<title>City news {number}</title><link>https://news.example.org/{number}</link><description>News</description>"
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>{head}{items}</channel></rss>'.encode()


@cache
def page(number: int) -> bytes:
    """A page of 56 KB: navigation, paragraphs, a table, a footer."""
    menu = "".join(f'<li><a href="/topic/{n}">Topic {n}</a></li>' for n in range(60))
    text, size = [], 0
    for n in range(10_000):
        text.append(f"<p>{' '.join(sentences(f'page {number} {n}', 4))}</p>\n")
        size += len(text[-1])
        if size + len(menu) + 400 > PAGE_BYTES:
            break
    return (
        f"<!doctype html><html lang='en'><head><title>Page {number}</title></head><body><nav><ul>{menu}</ul></nav>"
        f"<main><h1>Page {number}</h1>\n{''.join(text)}</main><footer>Contact us</footer></body></html>"
    ).encode()


def notice(number: int, edition: int) -> bytes:
    """A short page that says which edition it is of."""
    return f"<!doctype html><html><body><main><p>Notice {number}, edition {edition}.</p></main></body></html>".encode()


class _Answering(asyncio.Protocol):
    """HTTP/1.1 with keep-alive, as little of it as the contenders ask for."""

    editions: dict[tuple[str, int], int] = {}  # noqa: RUF012 -- one site a process

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._waiting = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._waiting += data
        while b"\r\n\r\n" in self._waiting and self._transport is not None:
            head, _, self._waiting = self._waiting.partition(b"\r\n\r\n")
            self._transport.write(self._answer(head.decode("latin-1")))

    def _answer(self, head: str) -> bytes:
        first, *lines = head.split("\r\n")
        method, path, _ = first.split(" ", 2)
        told = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        parts = path.strip("/").partition("?")[0].split("/")
        if method == "POST" and parts[0] == "edition":
            for number in range(int(parts[2])):
                self.editions[parts[1], number] = self.editions.get((parts[1], number), 0) + 1
            return _response("200 OK", b"", "text/plain")
        if len(parts) != 2 or parts[0] not in {"feed", "page", "plain", "notice"} or not parts[1].isdigit():
            return _response("404 Not Found", b"", "text/plain")
        number = int(parts[1])
        edition = self.editions.get((parts[0], number), 0)
        body = (
            feed(number, edition)
            if parts[0] == "feed"
            else notice(number, edition)
            if parts[0] == "notice"
            else page(number)
        )
        sort = "application/rss+xml" if parts[0] == "feed" else "text/html; charset=utf-8"
        if parts[0] == "plain":
            return _response("200 OK", body, sort)
        etag = _etag(body)
        if told.get("if-none-match") == etag:
            return _response("304 Not Modified", b"", sort, etag)
        return _response("200 OK", body if method == "GET" else b"", sort, etag)


@cache
def _etag(body: bytes) -> str:
    return f'"{hashlib.sha256(body).hexdigest()[:16]}"'


def _response(status: str, body: bytes, sort: str, etag: str = "") -> bytes:
    length = "" if status.startswith("304") else f"Content-Length: {len(body)}\r\n"
    tag = f"ETag: {etag}\r\n" if etag else ""
    return f"HTTP/1.1 {status}\r\nContent-Type: {sort}\r\n{tag}{length}\r\n".encode() + body


async def _serve() -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(_Answering, "127.0.0.1", 0)
    for number in range(200):
        feed(number, 0), page(number)  # made before anybody is timed
    print(server.sockets[0].getsockname()[1], flush=True)
    async with server:
        await loop.run_in_executor(None, sys.stdin.read)


@contextmanager
def serving() -> Iterator[str]:
    """A site for the time of a `with` block; gives its address."""
    with subprocess.Popen(
        [sys.executable, "-m", "bench.origin"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None, "it was asked for"
        try:
            yield f"http://127.0.0.1:{int(process.stdout.readline())}"
        finally:
            process.communicate()


def next_edition(origin: str, count: int, sort: str = "feed") -> None:
    """Gives the first feeds of a site one new item each, or its first notices another edition."""
    urllib.request.urlopen(f"{origin}/edition/{sort}/{count}", data=b"").close()


if __name__ == "__main__":
    asyncio.run(_serve())
