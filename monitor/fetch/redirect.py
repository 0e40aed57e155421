"""Where a redirect leads, and whether we go there. Not the asking."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from monitor.fetch import address
from monitor.model.faults import FetchError
from monitor.model.words import Problem

STATUSES = frozenset({301, 302, 303, 307, 308})


def next_address(url: str, status: int, headers: Mapping[str, str], seen: Collection[str]) -> str:
    """The clean address that an answer sends us on to. Raises FetchError where we do not go there."""
    location = headers.get("location", "")
    if not location:
        raise FetchError(Problem.HTTP, f"answered {status} without saying where to go", status=status)
    target = address.join(url, location)
    if url.startswith("https:") and target.startswith("http:"):
        # CELLAR writes its own addresses with http, and answers the same under https.
        secure = f"https{target.removeprefix('http')}"
        if address.host_of(secure) != address.host_of(url):
            raise FetchError(Problem.HTTP, f"redirects from https to the open {target[:200]}", status=status)
        target = secure
    if target in seen:
        raise FetchError(Problem.HTTP, f"redirects in a circle, back to {target[:200]}", status=status)
    return target
