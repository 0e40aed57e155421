from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from monitor.clock import VirtualClock
from monitor.fetch.fetcher import Fetcher, FetchRequest
from monitor.fetch.limits import FetchLimits
from monitor.fetch.transport import Request, Response


class Asked:
    """A transport that keeps what it was asked and answers with a page."""

    def __init__(self) -> None:
        self.headers: dict[str, str] = {}

    @asynccontextmanager
    async def send(self, request: Request) -> AsyncIterator[Response]:
        self.headers = dict(request.headers)

        async def body() -> AsyncIterator[bytes]:
            yield b"<html><body><p>An act.</p></body></html>"

        yield Response(200, (("content-type", "application/xhtml+xml"),), body())

    async def close(self) -> None:
        """Nothing is open."""


async def asked_for(accept: str) -> dict[str, str]:
    transport = Asked()
    fetcher = Fetcher(transport, FetchLimits(), VirtualClock(datetime(2031, 3, 4, tzinfo=UTC)))
    await fetcher.get(FetchRequest("https://cellar.example/32031R0417", accept))  # type: ignore[arg-type]
    return transport.headers


async def test_xhtml_is_asked_for_alone_and_in_english() -> None:
    headers = await asked_for("xhtml")
    assert headers["accept"] == "application/xhtml+xml"
    assert headers["accept-language"] == "eng"


async def test_no_other_kind_of_page_is_asked_for_in_a_language() -> None:
    assert "accept-language" not in await asked_for("html")
