"""The real network: one aiohttp session behind the seam, guarded at connection. Follows, decodes and believes nothing."""

from __future__ import annotations

import socket
import ssl
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from ipaddress import ip_address

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from monitor.fetch import guard
from monitor.fetch.transport import Request, Response
from monitor.model.faults import FetchError
from monitor.model.words import Problem

_IDLE = 30.0  # seconds that an unused connection is kept for the next request to its host
_DNS = 60  # seconds for which an answer of DNS is used again
_HEADER = 16 * 1024  # bytes of one header line


class AiohttpTransport:
    """One session for the life of the program. Made inside a running event loop; to be closed."""

    def __init__(
        self,
        *,
        allow: Sequence[guard.Network] = (),
        concurrency: int = 16,
        per_host: int = 2,
        resolver: AbstractResolver | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        """`allow`: networks that the guard lets through. `resolver` and `tls` are aiohttp's own where they are None."""
        self._allow = tuple(allow)
        connector = aiohttp.TCPConnector(
            limit=concurrency,
            limit_per_host=per_host,
            keepalive_timeout=_IDLE,
            ttl_dns_cache=_DNS,
            resolver=resolver,
            ssl=tls if tls is not None else True,
            socket_factory=self._open_socket,
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            auto_decompress=False,  # bodies are decompressed within bounds, above the seam
            cookie_jar=aiohttp.DummyCookieJar(),
            trust_env=False,  # no proxy and no .netrc that nobody configured
            timeout=aiohttp.ClientTimeout(total=None),  # the whole exchange is timed above the seam, by the one clock
            max_line_size=_HEADER,
            max_field_size=_HEADER,
        )

    @asynccontextmanager
    async def send(self, request: Request) -> AsyncIterator[Response]:
        """The answer to one GET; redirects are answers. Raises FetchError."""
        try:
            answer = await self._session.get(
                URL(request.url, encoded=True), headers=dict(request.headers), allow_redirects=False
            )
        except _FAULTS as error:
            raise _fault(error) from None
        try:
            pairs = tuple((name, value) for name, value in answer.headers.items())
            yield Response(answer.status, pairs, _wire(answer))
        finally:
            # Read to its end, the connection serves the next request; anything else is cut off, not read out.
            if answer.content.at_eof():
                answer.release()
            else:
                answer.close()

    async def close(self) -> None:
        """Closes every connection."""
        await self._session.close()

    def _open_socket(self, info: tuple[int, int, int, str, tuple[object, ...]]) -> socket.socket:
        # Every connection begins here, after DNS: there is no later look-up that could lead elsewhere.
        family, sort, protocol, _, place = info
        objection = guard.objection(ip_address(str(place[0])), self._allow)
        if objection is not None:
            raise PermissionError(objection)
        return socket.socket(family, sort, protocol)


async def _wire(answer: aiohttp.ClientResponse) -> AsyncIterator[bytes]:
    try:
        async for piece in answer.content.iter_any():
            yield piece
    except _FAULTS as error:
        raise _fault(error) from None


# What aiohttp and the layers below raise for a bad peer: OSError has connection, DNS and TLS errors, ValueError bad
# hosts and headers (also UnicodeError from IDNA), EOFError a peer that leaves in the middle of a line.
_FAULTS = (aiohttp.ClientError, aiohttp.http_exceptions.HttpProcessingError, OSError, ValueError, EOFError)


def _fault(error: Exception) -> FetchError:
    match error:
        case aiohttp.ClientConnectorCertificateError():
            detail = f"the certificate is not good: {error.certificate_error}"
        case aiohttp.ClientConnectorDNSError():
            detail = f"the name {error.host} cannot be resolved: {error.os_error}"
        case aiohttp.ClientConnectorError():
            detail = str(error.os_error)
        case aiohttp.ClientPayloadError():
            detail = f"the answer broke off: {error}"
        case aiohttp.ServerDisconnectedError() | ConnectionResetError():
            detail = "the connection was closed before an answer came"
        case aiohttp.ClientResponseError():
            detail = f"the answer is not HTTP as it should be: {error.message}"
        case _:
            detail = f"{type(error).__name__}: {error}"
    return FetchError(Problem.NETWORK, " ".join(detail.split())[:300])
