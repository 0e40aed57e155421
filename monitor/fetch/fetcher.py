"""One address asked, within all limits, and believed or not: the only door to the network. Not when to ask (politeness.py)."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from monitor.clock import Clock
from monitor.fetch import address, belief, guard, headers, redirect
from monitor.fetch.inflate import OFFERED, Inflater
from monitor.fetch.limits import FetchLimits
from monitor.fetch.transport import Request, Response, Transport
from monitor.model.faults import FetchError
from monitor.model.place import Capture
from monitor.model.words import Problem

_ERROR_PAGE = 64 * 1024  # enough of an error's body to tell whose page it is
_ACCEPT: Mapping[belief.Accept, str] = {
    "xhtml": "application/xhtml+xml",
    "html": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5",
    "pdf": "application/pdf,*/*;q=0.5",
    "json": "application/json,*/*;q=0.5",
    "xml": "application/xml,application/rss+xml,application/atom+xml,text/xml;q=0.9,*/*;q=0.5",
    "any": "*/*",
}

# Who is asked for XHTML alone negotiates strictly: CELLAR answers 400 to a request that names no language (ISO 639-2).
_NEGOTIATED: Mapping[str, str] = {"accept-language": "eng"}


@dataclass(frozen=True, slots=True)
class FetchRequest:
    """One look at one address: what an answer may be, and the validators and the hash of the last one that was believed.

    `afresh`: the whole answer is asked for, though validators are held.
    """

    url: str
    accept: belief.Accept = "any"
    etag: str | None = None
    last_modified: str | None = None
    sha256: str | None = None
    afresh: bool = False


class Fetcher:
    """Fetches over any transport, by the given clock."""

    def __init__(self, transport: Transport, limits: FetchLimits, clock: Clock) -> None:
        """The transport is the caller's to close."""
        self._transport = transport
        self._limits = limits
        self._clock = clock

    async def get(self, request: FetchRequest) -> Capture:
        """The whole, plausible answer (200), or that nothing changed (304).

        Raises FetchError, and nothing else, with the contract's `problem`; `status`, `retry_after` and `size` (bytes
        received) as far as they are known. Takes no longer than the limit for the whole exchange.
        """
        seconds = self._limits.timeout.total_seconds()
        try:
            async with self._clock.timeout(seconds):
                return await self._follow(request)
        except TimeoutError:
            raise FetchError(Problem.NETWORK, f"no whole answer within {seconds:g} seconds") from None

    async def _follow(self, request: FetchRequest) -> Capture:
        url = address.clean(request.url)
        seen = {url}
        hops: list[tuple[int, str]] = []
        while True:
            self._refuse_private(url)
            async with self._transport.send(Request(url, self._asking(request))) as response:
                told = headers.joined(response.headers)
                if response.status not in redirect.STATUSES:
                    return await self._receive(request, url, tuple(hops), response, told)
                url = redirect.next_address(url, response.status, told, seen)
            seen.add(url)
            hops.append((response.status, url))
            if len(hops) > self._limits.redirects:
                raise FetchError(Problem.HTTP, f"redirects more than {self._limits.redirects} times")

    def _refuse_private(self, url: str) -> None:
        objection = guard.objection_to_host(urlsplit(url).hostname or "", self._limits.allow)
        if objection is not None:
            raise FetchError(Problem.NETWORK, objection)

    def _asking(self, request: FetchRequest) -> dict[str, str]:
        return {
            "user-agent": self._limits.user_agent,
            "accept": _ACCEPT[request.accept],
            **(_NEGOTIATED if request.accept == "xhtml" else {}),
            "accept-encoding": OFFERED,
            **({} if request.afresh else headers.conditional(request.etag, request.last_modified)),
        }

    async def _receive(
        self,
        request: FetchRequest,
        url: str,
        hops: tuple[tuple[int, str], ...],
        response: Response,
        told: dict[str, str],
    ) -> Capture:
        asked_conditionally = bool(headers.conditional(request.etag, request.last_modified))
        if response.status == 304 and asked_conditionally:
            body, size = b"", 0
        elif response.status == 200:
            body, size = await self._whole(response.body, told)
        else:
            body = await self._beginning(response.body, told)
            size = len(body)
        digest = hashlib.sha256(body).hexdigest()
        believed = response.status == 200 and digest == request.sha256
        doubt = (
            None
            if believed
            else belief.doubt(response.status, told, body, request.accept, conditional=asked_conditionally)
        )
        if doubt is not None:
            wait = headers.retry_after(told, self._clock.now())
            raise FetchError(doubt.problem, doubt.detail, status=response.status, retry_after=wait, size=size)
        return Capture(
            url=request.url,
            final_url=url,
            at=self._clock.now(),
            status=response.status,
            headers=headers.kept(told),
            body=body,
            sha256=digest,
            redirects=hops,
        )

    async def _whole(self, wire: AsyncIterator[bytes], told: Mapping[str, str]) -> tuple[bytes, int]:
        promised = headers.promised_length(told)
        if promised is not None and promised > self._limits.wire:
            raise FetchError(Problem.TOO_LARGE, f"{promised:,} bytes are announced, {self._limits.wire:,} are taken")
        inflater = Inflater(told.get("content-encoding", ""), self._limits)
        pieces = [inflater.feed(piece) async for piece in wire]
        if promised is not None and inflater.taken < promised:
            raise FetchError(
                Problem.NETWORK, f"broke off after {inflater.taken:,} of {promised:,} bytes", size=inflater.taken
            )
        inflater.finish()
        return b"".join(pieces), inflater.taken

    async def _beginning(self, wire: AsyncIterator[bytes], told: Mapping[str, str]) -> bytes:
        """As much of an error's page as there is; one that cannot be read is as good as none."""
        pieces, size = [], 0
        try:
            inflater = Inflater(told.get("content-encoding", ""), self._limits)
            async for piece in wire:
                pieces.append(inflater.feed(piece))
                size += len(pieces[-1])
                if size >= _ERROR_PAGE:
                    break
        except FetchError:
            return b""
        return b"".join(pieces)[:_ERROR_PAGE]
