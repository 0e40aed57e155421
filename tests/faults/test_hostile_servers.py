from __future__ import annotations

import asyncio
import socket
import tracemalloc
from datetime import timedelta

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult

from monitor.clock import WallClock
from monitor.fetch.aiohttp_transport import AiohttpTransport
from monitor.fetch.belief import doubt
from monitor.fetch.fetcher import Fetcher, FetchRequest
from monitor.model.faults import FetchError
from monitor.model.words import Problem
from tests.fetch.origin import LOOPBACK, PAGE, Answer, bomb, fetching, limits, moved, ok, origin, unbounded


async def problem_of(answer: Answer, **changed: object) -> FetchError:
    async with origin(root=answer) as site, fetching(**changed) as fetcher:
        with pytest.raises(FetchError) as caught:
            await fetcher.get(FetchRequest(site.url()))
    return caught.value


async def test_a_gzip_bomb_is_cut_off_and_costs_no_memory() -> None:
    answer = ok(bomb(100), "Content-Encoding: gzip")
    tracemalloc.start()
    try:
        error = await problem_of(answer, body=400_000)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert error.problem is Problem.TOO_LARGE
    assert peak < 8 * 1024 * 1024


async def test_a_body_that_grows_as_only_a_trap_does_is_cut_off_below_the_cap() -> None:
    error = await problem_of(ok(bomb(20), "Content-Encoding: gzip"), body=40_000_000)
    assert error.problem is Problem.TOO_LARGE
    assert "trap" in error.detail


async def test_a_bomb_in_an_error_page_costs_no_memory_either() -> None:
    answer = ok(bomb(100), "Content-Encoding: gzip", status="503 Service Unavailable")
    error = await problem_of(answer)
    assert (error.problem, error.status) == (Problem.HTTP, 503)


async def test_an_endless_body_is_cut_off() -> None:
    async def endless(_: object, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            writer.write(b"x" * 65536)
            await writer.drain()

    assert (await problem_of(endless)).problem is Problem.TOO_LARGE


async def test_an_endless_error_page_is_still_an_error() -> None:
    async def endless(_: object, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 500 Oops\r\n\r\n")
        while True:
            writer.write(b"x" * 65536)
            await writer.drain()

    error = await problem_of(endless)
    assert (error.problem, error.status) == (Problem.HTTP, 500)


async def test_a_length_beyond_the_cap_is_refused_before_a_byte_is_read() -> None:
    error = await problem_of(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\nx")
    assert error.problem is Problem.TOO_LARGE
    assert error.size == 0


async def test_headers_that_drip_are_cut_off_in_time() -> None:
    async def drips(_: object, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n")
        while True:
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.02)

    assert (await problem_of(drips, timeout=timedelta(seconds=0.2))).problem is Problem.NETWORK


async def test_a_server_that_never_answers_is_left_in_time() -> None:
    async def silent(_: object, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(60)

    assert (await problem_of(silent, timeout=timedelta(seconds=0.2))).problem is Problem.NETWORK


async def test_a_connection_that_nobody_takes_is_trouble() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        async with fetching() as fetcher:
            with pytest.raises(FetchError) as caught:
                await fetcher.get(FetchRequest(f"http://127.0.0.1:{held.getsockname()[1]}/"))
    assert caught.value.problem is Problem.NETWORK


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\0\0\0\0\r\n\r\n",
        b"SSH-2.0-OpenSSH_9.6\r\n\r\n",
        b"HTTP/1.1 two hundred\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 7\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n40\r\nhello",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\nConnection: close\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 200_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 20_000 + b"\r\n",
        b"HTTP/1.1 999 What\r\nConnection: close\r\n\r\nhello",
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: http://\xff\xfe/\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: http://[::ffff:zz]/\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: http://" + b"a" * 300 + b".example/\r\nContent-Length: 0\r\n\r\n",
    ],
)
async def test_what_is_not_http_as_it_should_be_is_trouble_and_nothing_else(answer: bytes) -> None:
    async def once(_: object, writer: asyncio.StreamWriter) -> None:
        writer.write(answer)
        await writer.drain()

    error = await problem_of(once, timeout=timedelta(seconds=1))
    assert error.problem in {Problem.NETWORK, Problem.HTTP, Problem.TOO_LARGE}
    assert "\n" not in error.detail
    assert len(error.detail) < 400


@pytest.mark.parametrize("cut", [1, 9, 30, -9, -1])
async def test_a_compressed_body_that_breaks_off_is_never_taken_for_a_page(cut: int) -> None:
    import gzip

    error = await problem_of(unbounded(gzip.compress(PAGE * 3, mtime=0)[:cut], "Content-Encoding: gzip"))
    assert error.problem is Problem.NETWORK


@pytest.mark.parametrize(
    "to",
    [
        "http://10.0.0.1/",
        "http://192.168.1.1/admin",
        "http://169.254.169.254/latest/meta-data/",
        "http://[fd00:ec2::254]/",
        "http://[::ffff:169.254.169.254]/",
        "http://[64:ff9b::a9fe:a9fe]/",
        "http://100.100.100.200/",
        "http://0xa9fea9fe/",
        "http://2852039166/",
        "http://10.1/",
        "http://0.0.0.0/",
        "http://[::]/",
        "http://224.0.0.1/",
        "http://168.63.129.16/",
    ],
)
async def test_a_redirect_inside_is_refused(to: str) -> None:
    error = await problem_of(moved(to))
    assert error.problem is Problem.NETWORK
    assert "not public" in error.detail


class NamesOf(AbstractResolver):
    """DNS as somebody else keeps it: one name, other addresses each time."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.asked = 0

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        address = self.answers[min(self.asked, len(self.answers) - 1)]
        self.asked += 1
        sort = socket.AF_INET6 if ":" in address else socket.AF_INET
        return [
            ResolveResult(hostname=host, host=address, port=port, family=sort, proto=0, flags=socket.AI_NUMERICHOST)
        ]

    async def close(self) -> None:
        """Nothing is open."""


@pytest.mark.parametrize("address", ["10.0.0.7", "127.0.0.1", "169.254.169.254", "::1", "fe80::1", "::ffff:10.0.0.7"])
async def test_a_name_that_leads_inside_is_refused_after_dns(address: str) -> None:
    transport = AiohttpTransport(resolver=NamesOf(address))
    fetcher = Fetcher(transport, limits(allow=()), WallClock())
    with pytest.raises(FetchError) as caught:
        await fetcher.get(FetchRequest("http://rebind.example/"))
    await transport.close()
    assert caught.value.problem is Problem.NETWORK
    assert "not public" in caught.value.detail


async def test_a_name_that_led_outside_once_is_refused_when_it_leads_inside() -> None:
    async with origin(root=unbounded(PAGE)) as site:
        transport = AiohttpTransport(allow=LOOPBACK, resolver=NamesOf("127.0.0.1", "10.0.0.7"))
        transport._session.connector._use_dns_cache = False  # type: ignore[union-attr]
        fetcher = Fetcher(transport, limits(), WallClock())
        url = f"http://rebind.example:{site.port}/"
        assert (await fetcher.get(FetchRequest(url))).body == PAGE
        with pytest.raises(FetchError, match="not public"):
            await fetcher.get(FetchRequest(url))
        await transport.close()


@pytest.mark.parametrize("piece", [b"<", b"<title", b"<title>", b"<!--", b"&", b"</script ", b"<a ", b" ", b"<p>x"])
def test_a_page_of_nothing_but_beginnings_is_looked_through_and_is_no_guards(piece: bytes) -> None:
    assert doubt(200, {}, b"<html>" + piece * (500_000 // len(piece)), "html") is None


def test_a_page_of_nothing_but_scripts_is_looked_through_and_is_a_guards() -> None:
    found = doubt(200, {}, b"<html>" + b"<script>" * 60_000, "html")
    assert found is not None
    assert found.problem is Problem.CHALLENGE
