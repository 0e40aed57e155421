"""Headers of an answer, made safe and understood: joined, cleaned, Retry-After, what lengths were promised. Not bodies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

LONGEST_WAIT = timedelta(days=1)  # a host that asks for more is asked again after this
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
# They describe the wire, not the body that is kept. The prefix is the one that web archives use.
_OF_THE_WIRE = frozenset({"content-encoding", "content-length", "transfer-encoding"})
_VALIDATOR = re.compile(r"[\x20-\x7e]{1,1000}")


def joined(headers: Iterable[tuple[str, str]]) -> dict[str, str]:
    """One value a name, names in lower case, repeated ones joined by a comma; valid Unicode without control characters."""
    found: dict[str, str] = {}
    for name, value in headers:
        key = _safe(name).strip().lower()
        found[key] = f"{found[key]}, {_safe(value).strip()}" if key in found else _safe(value).strip()
    return found


def kept(headers: Mapping[str, str]) -> dict[str, str]:
    """The headers that are true of a decompressed body; those of the wire stay under `x-crawler-...`."""
    return {f"x-crawler-{name}" if name in _OF_THE_WIRE else name: value for name, value in headers.items()}


def conditional(etag: str | None, last_modified: str | None) -> dict[str, str]:
    """Request headers that let a server answer 304. A validator that could break a header is left out."""
    asked = {"if-none-match": etag, "if-modified-since": last_modified}
    return {name: value for name, value in asked.items() if value and _VALIDATOR.fullmatch(value)}


def retry_after(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """How long a host wants to be left alone: seconds or an HTTP date (RFC 9110, 10.2.3); never more than a day."""
    value = headers.get("retry-after", "").partition(",")[0].strip()
    if value.isascii() and value.isdigit():
        return min(timedelta(seconds=int(value[:9])), LONGEST_WAIT)
    try:
        at = parsedate_to_datetime(headers.get("retry-after", ""))
    except (ValueError, TypeError, OverflowError):
        return None
    wait = (at if at.tzinfo else at.replace(tzinfo=UTC)) - now
    return min(wait, LONGEST_WAIT) if wait > timedelta() else None


def promised_length(headers: Mapping[str, str]) -> int | None:
    """The number of bytes that the body has on the wire; None where nothing usable was said."""
    value = headers.get("content-length", "")
    if "transfer-encoding" in headers or not (value.isascii() and value.isdigit()):
        return None
    return int(value[:18])


def _safe(text: str) -> str:
    return _CONTROL.sub(" ", text.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))
