"""A real HTTP origin on loopback that answers exactly the bytes it is told to, well-formed or not."""

from __future__ import annotations

import asyncio
import gzip
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from ipaddress import ip_network

from monitor.clock import WallClock
from monitor.fetch.aiohttp_transport import AiohttpTransport
from monitor.fetch.fetcher import Fetcher
from monitor.fetch.limits import FetchLimits

LOOPBACK = (ip_network("127.0.0.0/8"),)
PAGE = b"<!doctype html><html><head><title>Recent Actions</title></head><body><p>General License 25.</p></body></html>"


@dataclass(frozen=True)
class Asked:
    """One request as it arrived."""

    path: str
    headers: dict[str, str]


Answer = bytes | Callable[[Asked, asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Origin:
    """Answers by path; a path without an answer gets 404. Keeps what it was asked."""

    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    connections: int = 0
    port: int = 0
    scheme: str = "http"
    _open: set[asyncio.Task[None]] = field(default_factory=set)

    def url(self, path: str = "/") -> str:
        return f"{self.scheme}://127.0.0.1:{self.port}{path}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        task = asyncio.current_task()
        assert task is not None
        self._open.add(task)
        try:
            while await self._answer_one(reader, writer):
                pass
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            self._open.discard(task)
            writer.close()

    async def _answer_one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        path = head[0].split(" ")[1]
        headers = {line.partition(":")[0].lower(): line.partition(":")[2].strip() for line in head[1:] if line}
        self.asked.append(Asked(path, headers))
        answer = self.answers.get(path, ok(b"nothing", status="404 Not Found"))
        if callable(answer):
            await answer(self.asked[-1], writer)
            return False
        writer.write(answer)
        await writer.drain()
        return b"onnection: close" not in answer

    async def stop(self) -> None:
        for task in list(self._open):
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)


def ok(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    """A whole answer with its length; `headers` are lines."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers]
    if not any(line.lower().startswith("content-type") for line in headers):
        lines.append("Content-Type: text/html; charset=utf-8")
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def unbounded(body: bytes, *headers: str) -> bytes:
    """An answer without a length, which ends with the connection."""
    return "\r\n".join(["HTTP/1.1 200 OK", "Connection: close", *headers, "", ""]).encode("latin-1") + body


def zipped(body: bytes, *headers: str) -> bytes:
    return ok(gzip.compress(body, mtime=0), "Content-Encoding: gzip", *headers)


def moved(to: str, status: str = "302 Found") -> bytes:
    return ok(b"", f"Location: {to}", status=status)


def bomb(megabytes: int) -> bytes:
    """Gzip that grows a thousandfold."""
    return gzip.compress(b"\0" * (megabytes * 1024 * 1024), mtime=0)


@asynccontextmanager
async def origin(tls: ssl.SSLContext | None = None, /, **answers: Answer) -> AsyncIterator[Origin]:
    """A running origin; a keyword is a path, `root` is `/`."""
    here = Origin({"/" if name == "root" else f"/{name}": answer for name, answer in answers.items()})
    here.scheme = "https" if tls is not None else "http"
    server = await asyncio.start_server(here.serve, "127.0.0.1", 0, ssl=tls)
    here.port = server.sockets[0].getsockname()[1]
    try:
        yield here
    finally:
        server.close()
        await here.stop()


def limits(**changed: object) -> FetchLimits:
    """Limits that let loopback through, small enough to meet in a test."""
    given = {"allow": LOOPBACK, "timeout": timedelta(seconds=5), "wire": 200_000, "body": 400_000, **changed}
    return FetchLimits(**given)  # type: ignore[arg-type]


@asynccontextmanager
async def fetching(tls: ssl.SSLContext | None = None, /, **changed: object) -> AsyncIterator[Fetcher]:
    """A fetcher over the real network stack, which trusts `tls`."""
    bounds = limits(**changed)
    transport = AiohttpTransport(allow=bounds.allow, tls=tls)
    try:
        yield Fetcher(transport, bounds, WallClock())
    finally:
        await transport.close()
