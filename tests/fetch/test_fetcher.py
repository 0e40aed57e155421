from __future__ import annotations

import asyncio
import hashlib
from datetime import timedelta

import pytest

from monitor.fetch.fetcher import FetchRequest
from monitor.model.faults import FetchError
from monitor.model.words import Problem
from tests.fetch.origin import PAGE, fetching, moved, ok, origin, zipped


async def trouble(request: FetchRequest, **changed: object) -> FetchError:
    async with fetching(**changed) as fetcher:
        with pytest.raises(FetchError) as caught:
            await fetcher.get(request)
    return caught.value


async def test_a_whole_page_comes_back_with_its_hash_and_headers() -> None:
    async with origin(root=ok(PAGE, 'ETag: "1"', "Vary: a", "Vary: b")) as site, fetching() as fetcher:
        capture = await fetcher.get(FetchRequest(site.url(), "html"))
    assert capture.body == PAGE
    assert capture.sha256 == hashlib.sha256(PAGE).hexdigest()
    assert (capture.status, capture.url, capture.final_url) == (200, site.url(), site.url())
    assert capture.headers["etag"] == '"1"'
    assert capture.headers["vary"] == "a, b"
    assert capture.content_type == "text/html"


async def test_we_say_who_we_are_in_the_form_that_sites_let_in() -> None:
    async with origin(root=ok(PAGE)) as site, fetching(contact="https://example.org/monitor") as fetcher:
        await fetcher.get(FetchRequest(site.url()))
    agent = site.asked[0].headers["user-agent"]
    assert agent.startswith("Mozilla/5.0 (compatible; sanctions-monitor/")
    assert agent.endswith("; +https://example.org/monitor)")
    assert len(agent) >= 40
    assert site.asked[0].headers["accept-encoding"] == "gzip, deflate"


async def test_validators_are_sent_and_a_304_is_an_answer() -> None:
    unchanged = b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\n\r\n'
    async with origin(root=unchanged) as site, fetching() as fetcher:
        capture = await fetcher.get(FetchRequest(site.url(), "html", '"1"', "Mon, 02 Mar 2026 10:00:00 GMT"))
    assert capture.unchanged
    assert capture.body == b""
    assert site.asked[0].headers["if-none-match"] == '"1"'
    assert site.asked[0].headers["if-modified-since"] == "Mon, 02 Mar 2026 10:00:00 GMT"


async def test_asked_afresh_no_validator_is_sent_and_a_304_is_an_answer_all_the_same() -> None:
    unchanged = b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\n\r\n'
    async with origin(root=unchanged) as site, fetching() as fetcher:
        capture = await fetcher.get(
            FetchRequest(site.url(), "html", '"1"', "Mon, 02 Mar 2026 10:00:00 GMT", afresh=True)
        )
    assert capture.unchanged
    assert not {"if-none-match", "if-modified-since"} & set(site.asked[0].headers)


async def test_a_304_that_nobody_asked_for_is_trouble() -> None:
    async with origin(root=b"HTTP/1.1 304 Not Modified\r\n\r\n") as site:
        error = await trouble(FetchRequest(site.url()))
    assert (error.problem, error.status) == (Problem.HTTP, 304)


async def test_a_validator_with_a_line_break_never_reaches_the_wire() -> None:
    async with origin(root=ok(PAGE)) as site, fetching() as fetcher:
        await fetcher.get(FetchRequest(site.url(), etag='"1"\r\nX-Evil: 1'))
    assert "x-evil" not in site.asked[0].headers
    assert "if-none-match" not in site.asked[0].headers


async def test_a_compressed_body_is_kept_decompressed_and_its_headers_say_so() -> None:
    async with origin(root=zipped(PAGE)) as site, fetching() as fetcher:
        capture = await fetcher.get(FetchRequest(site.url(), "html"))
    assert capture.body == PAGE
    assert "content-encoding" not in capture.headers
    assert capture.headers["x-crawler-content-encoding"] == "gzip"


async def test_redirects_are_followed_and_remembered() -> None:
    answers = {"root": moved("/a", "301 Moved Permanently"), "a": moved("b"), "b": ok(PAGE)}
    async with origin(**answers) as site, fetching() as fetcher:
        capture = await fetcher.get(FetchRequest(site.url()))
    assert capture.body == PAGE
    assert capture.final_url == site.url("/b")
    assert capture.redirects == ((301, site.url("/a")), (302, site.url("/b")))
    assert capture.new_home == site.url("/a")


async def test_a_circle_of_redirects_is_trouble() -> None:
    async with origin(root=moved("/a"), a=moved("/")) as site:
        error = await trouble(FetchRequest(site.url()))
    assert error.problem is Problem.HTTP
    assert "circle" in error.detail


async def test_a_long_chain_of_redirects_is_trouble() -> None:
    hops = {f"h{n}": moved(f"/h{n + 1}") for n in range(9)}
    async with origin(root=moved("/h0"), **hops) as site:
        error = await trouble(FetchRequest(site.url()))
    assert "more than 5 times" in error.detail
    assert len(site.asked) == 6


@pytest.mark.parametrize(
    "to", ["file:///etc/passwd", "ftp://example.org/x", "gopher://x/", "javascript:alert(1)", "data:,x"]
)
async def test_a_redirect_away_from_the_web_is_not_followed(to: str) -> None:
    async with origin(root=moved(to)) as site:
        error = await trouble(FetchRequest(site.url()))
    assert error.problem is Problem.NETWORK
    assert "no web address" in error.detail


async def test_a_redirect_without_an_address_is_trouble() -> None:
    async with origin(root=ok(b"", status="302 Found")) as site:
        error = await trouble(FetchRequest(site.url()))
    assert (error.problem, error.status) == (Problem.HTTP, 302)


@pytest.mark.parametrize("wait", ["120", "Sun, 06 Nov 2044 08:49:37 GMT"])
async def test_what_a_host_asks_for_is_handed_on(wait: str) -> None:
    async with origin(root=ok(b"later", f"Retry-After: {wait}", status="503 Service Unavailable")) as site:
        error = await trouble(FetchRequest(site.url()))
    assert (error.problem, error.status) == (Problem.HTTP, 503)
    assert error.retry_after == (timedelta(seconds=120) if wait == "120" else timedelta(days=1))


async def test_the_time_for_the_whole_exchange_is_bounded() -> None:
    async def drips(_: object, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
        while True:
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.02)

    async with origin(root=drips) as site:
        error = await trouble(FetchRequest(site.url()), timeout=timedelta(seconds=0.2))
    assert error.problem is Problem.NETWORK
    assert "0.2 seconds" in error.detail


async def test_a_chain_runs_on_one_connection() -> None:
    async with origin(root=ok(PAGE), a=moved("/b"), b=zipped(PAGE)) as site, fetching() as fetcher:
        for path in ("/", "/a", "/"):
            await fetcher.get(FetchRequest(site.url(path)))
    assert len(site.asked) == 4
    assert site.connections == 1


async def test_no_cookie_is_ever_sent_back() -> None:
    async with origin(root=ok(PAGE, "Set-Cookie: id=1; Path=/")) as site, fetching() as fetcher:
        await fetcher.get(FetchRequest(site.url()))
        await fetcher.get(FetchRequest(site.url()))
    assert "cookie" not in site.asked[1].headers


async def test_an_address_is_asked_as_it_is_written() -> None:
    path = "/api?conditions[agencies][]=foreign-assets&x=%5B%5D&y=a%20b+c&inline"
    async with origin() as site, fetching() as fetcher:
        with pytest.raises(FetchError):
            await fetcher.get(FetchRequest(site.url(path + "#part")))
    assert site.asked[0].path == path


async def test_bytes_outside_ascii_in_an_address_are_encoded() -> None:
    async with origin() as site, fetching() as fetcher:
        with pytest.raises(FetchError):
            await fetcher.get(FetchRequest(site.url("/säule und mehr")))
    assert site.asked[0].path == "/s%C3%A4ule%20und%20mehr"


@pytest.mark.parametrize(
    "url",
    ["", "nothing", "http://", "http:///x", "http://[::1", "http://a b/", "http://x:99999/", "http://x..y/", "//x/y"],
)
async def test_what_is_no_address_is_trouble(url: str) -> None:
    assert (await trouble(FetchRequest(url))).problem is Problem.NETWORK


async def test_a_password_in_an_address_is_neither_sent_nor_told() -> None:
    error = await trouble(FetchRequest("https://user:geheim@example.org/"))
    assert "geheim" not in error.detail


@pytest.mark.parametrize(
    ("accept", "body"), [("pdf", PAGE), ("json", PAGE), ("xml", PAGE), ("html", b"%PDF-1.7 ..."), ("html", b'{"a": 1}')]
)
async def test_the_wrong_kind_of_thing_is_unreadable(accept: str, body: bytes) -> None:
    async with origin(root=ok(body)) as site:
        error = await trouble(FetchRequest(site.url(), accept))  # type: ignore[arg-type]
    assert error.problem is Problem.UNREADABLE


async def test_an_error_page_that_cannot_be_read_is_still_told_with_its_status() -> None:
    async with origin(root=ok(b"\x1f\x8bnot gzip", "Content-Encoding: gzip", status="500 Oops")) as site:
        error = await trouble(FetchRequest(site.url()))
    assert (error.problem, error.status) == (Problem.HTTP, 500)
