"""Sources, targets and captures as the cycle would hand them to an adapter, for tests of official sources."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

from monitor.model.place import Capture, Part, Reading, Source, Target, Wish
from monitor.model.words import Role
from monitor.sources import adapter, default_zone

NOW = datetime(2026, 5, 8, 15, 0, tzinfo=UTC)


def source(kind: str, url: str, **more: Any) -> Source:
    told = {"role": Role.OFFICIAL, "tz": default_zone(kind)} | more
    return Source(id="s", kind=kind, url=url, **told)


def capture(url: str, body: bytes | str | dict[str, Any], content_type: str = "", at: datetime = NOW) -> Capture:
    if isinstance(body, dict):
        body, content_type = json.dumps(body).encode(), content_type or "application/json"
    if isinstance(body, str):
        body = body.encode()
    headers = {"content-type": content_type or "text/html; charset=utf-8"}
    return Capture(url, url, at, 200, headers, body, hashlib.sha256(body).hexdigest())


def entrance(
    kind: str,
    url: str,
    body: Any,
    *,
    at: datetime = NOW,
    read_at: datetime | None = None,
    meaning: str | None = None,
    **more: Any,
) -> Reading:
    """What the adapter reads at the configured address."""
    place = source(kind, url, **more)
    wish = adapter(kind).entrance(place)
    target = Target("s", wish.url, wish.part, NOW, NOW, read_at=read_at, meaning=meaning)
    return adapter(kind).read(place, target, capture(wish.url, body, at=at), no_pdf)


def follow(
    kind: str,
    wish: Wish,
    body: Any,
    content_type: str = "",
    *,
    url: str = "https://unused.example/",
    pdf: Any = None,
    **more: Any,
) -> Reading:
    """What the adapter reads where a wish of its own leads."""
    target = Target("s", wish.url, wish.part, NOW, NOW, facts=wish.facts)
    return adapter(kind).read(source(kind, url, **more), target, capture(wish.url, body, content_type), pdf or no_pdf)


def no_pdf(body: bytes) -> str:
    raise AssertionError("no PDF is expected here")


def only_document(reading: Reading) -> Any:
    assert reading.trouble is None, reading.trouble
    (document,) = reading.documents
    return document


__all__ = ["NOW", "Part", "capture", "entrance", "follow", "only_document", "source"]
