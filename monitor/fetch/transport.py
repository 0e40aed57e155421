"""The seam between asking and the network: one request out, status, headers and bytes back. Not what they are worth.

Everything above it (redirects, caps, time, belief) is the same for the real network and for recorded responses.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Request:
    """One GET of one address, which is absolute, percent-encoded and without a fragment."""

    url: str
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Response:
    """What came back for one request. A redirect is an answer like any other."""

    status: int
    headers: tuple[tuple[str, str], ...]  # as sent: names in any case, some more than once
    body: AsyncIterator[bytes]  # as on the wire: content-encoding still applies


class Transport(Protocol):
    """Sends requests."""

    def send(self, request: Request) -> AbstractAsyncContextManager[Response]:
        """The answer; leaving the block lets go of the connection, read to its end or not.

        Entering, and reading the body, raise `FetchError` where there is no (whole) answer.
        """
        ...

    async def close(self) -> None:
        """Lets go of everything that is still open."""
        ...
