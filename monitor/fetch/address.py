"""Web addresses as they are written, sent and compared. Not which of them may be asked (guard.py)."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qsl, quote, unquote_to_bytes, urljoin, urlsplit, urlunsplit

from monitor.model.faults import FetchError
from monitor.model.words import Problem

# What a server may be sent as it stands; everything else is percent-encoded. `%` stays, for it begins an escape already.
_AS_WRITTEN = "%/:?@!$&'()*+,;=~-._[]|"
_HOST = re.compile(
    r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.?|\[[0-9a-f:.]+\]"
)
_PORTS = {"http": 80, "https": 443}


def clean(url: str) -> str:
    """The address as it can be sent: absolute, host in lower case ASCII, unsafe characters percent-encoded, no fragment.

    Percent-encoding that is there stays as it is. Raises FetchError for what is no http(s) address, or holds a password.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
        host = _host(parts.hostname or "")
    except ValueError:  # a bad port, a bracket without its partner, a label that IDNA refuses
        raise _refused(url, "is no web address") from None
    if parts.scheme not in _PORTS:
        raise _refused(url, f"is no web address but begins with {parts.scheme or 'nothing'}:")
    if parts.username is not None or parts.password is not None:
        raise FetchError(Problem.NETWORK, f"an address of {host} holds a user name or password, which is not sent")
    if not _HOST.fullmatch(host) or len(host) > 253:
        raise _refused(url, "names no host")
    place = host if port in {None, _PORTS[parts.scheme]} else f"{host}:{port}"
    return urlunsplit((parts.scheme, place, _quoted(parts.path) or "/", _quoted(parts.query), ""))


def join(base: str, reference: str) -> str:
    """The clean address that `reference` means on the page `base`. Raises FetchError."""
    try:
        return clean(urljoin(base, reference.strip()))
    except ValueError:
        raise _refused(reference, "is no web address") from None


@lru_cache(maxsize=4096)
def host_of(url: str) -> str:
    """The host with its port, which politeness is counted by; the address itself where it names none."""
    try:
        return urlsplit(clean(url)).netloc
    except FetchError:
        return url


def normal(url: str) -> str:
    """A form in which two spellings of one address are equal: percent-encoding and order of parameters do not count."""
    parts = urlsplit(clean(url))
    path = "/".join(quote(unquote_to_bytes(piece), safe="") for piece in parts.path.split("/"))
    pairs = sorted(parse_qsl(parts.query, keep_blank_values=True, errors="surrogateescape"))
    query = "&".join(f"{_plain(name)}={_plain(value)}" for name, value in pairs)
    return urlunsplit((parts.scheme, parts.netloc, path, query, ""))


def _plain(text: str) -> str:
    return quote(text.encode("utf-8", "surrogateescape"), safe="")


def _quoted(text: str) -> str:
    # A header's bytes outside UTF-8 arrive as lone surrogates; they go back to the bytes that they were.
    return quote(text.encode("utf-8", "surrogateescape"), safe=_AS_WRITTEN)


def _host(name: str) -> str:
    if ":" in name:
        return f"[{name.lower()}]"
    return name.lower() if name.isascii() else name.encode("idna").decode("ascii")


def _refused(url: str, why: str) -> FetchError:
    shown = url.encode("utf-8", "replace").decode()[:200]
    return FetchError(Problem.NETWORK, f"{shown!r} {why}")
