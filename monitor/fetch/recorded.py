"""The web as a folder recorded it: the answer of each address at each moment, faults included. A transport for replays."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from monitor.clock import Clock
from monitor.fetch import address
from monitor.fetch.transport import Request, Response
from monitor.model.faults import FetchError, UsageError
from monitor.model.words import Problem

_FOREVER = 10 * 365 * 86400.0  # longer than any limit; the clock's timeout ends the wait
_PIECE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Recorded:
    """One line of `responses.jsonl` (CONTRACT.md, `replay`)."""

    at: datetime
    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: Path | None = None
    fault: str | None = None  # timeout, reset, slow, truncate:N


@dataclass(frozen=True, slots=True)
class Recording:
    """Every answer of a folder: by address in its normal form, in the order of time; at one moment the later line wins."""

    answers: dict[str, tuple[Recorded, ...]] = field(default_factory=dict)

    def at(self, url: str, moment: datetime) -> Recorded | None:
        """What the address answers at that moment; None: nothing was recorded for it yet."""
        lines = self.answers.get(address.normal(url), ())
        found = bisect_right(lines, moment, key=lambda line: line.at)
        return lines[found - 1] if found else None


def load(folder: Path) -> Recording:
    """Reads `responses.jsonl` of a folder. Raises UsageError with the line that is wrong."""
    file = folder / "responses.jsonl"
    try:
        text = file.read_text(encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{file}: {error.strerror}; a folder to replay holds it") from None
    except UnicodeDecodeError:
        raise UsageError(f"{file}: is not UTF-8") from None
    return _recording(folder, _lines(file, text))


def _lines(file: Path, text: str) -> Iterable[tuple[str, dict[str, Any]]]:
    for number, line in enumerate(text.split("\n"), 1):
        place = f"{file}: line {number}"
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise UsageError(f"{place}: is not JSON: {error}") from None
        if not isinstance(value, dict):
            raise UsageError(f"{place}: is not an object")
        if value.get("method", "GET") == "GET":
            yield place, value


def _recording(folder: Path, lines: Iterable[tuple[str, dict[str, Any]]]) -> Recording:
    answers: dict[str, list[Recorded]] = {}
    for place, value in lines:
        try:
            url = address.normal(str(value["url"]))
            answers.setdefault(url, []).append(_recorded(folder, value))
        except KeyError as error:
            raise UsageError(f"{place}: {error.args[0]} is missing") from None
        except (ValueError, TypeError, FetchError) as error:
            raise UsageError(f"{place}: {error}") from None
    return Recording({url: tuple(sorted(some, key=lambda line: line.at)) for url, some in answers.items()})


def _recorded(folder: Path, value: dict[str, Any]) -> Recorded:
    at = datetime.fromisoformat(value["at"])
    body = folder / value["body"] if value.get("body") else None
    if body is not None and not (body.resolve().is_relative_to(folder.resolve()) and body.is_file()):
        raise ValueError(f"there is no file {value['body']} in the folder")
    fault = value.get("fault")
    if fault is not None and not _known_fault(fault):
        raise ValueError(f"unknown fault {fault!r}; known: timeout, reset, slow, truncate:N")
    given = value.get("headers")
    if given is None:
        given = {}
    if not isinstance(given, dict):
        raise TypeError("headers is no object")
    headers = tuple((str(name).lower(), str(text)) for name, text in given.items())
    return Recorded(at if at.tzinfo else at.replace(tzinfo=UTC), int(value["status"]), headers, body, fault)


def _known_fault(fault: object) -> bool:
    name, _, count = str(fault).partition(":")
    return name in {"timeout", "reset", "slow"} if not count else name == "truncate" and count.isdigit()


class RecordedTransport:
    """Answers from a recording by the clock of the replay. An answer takes no time, except by `timeout` and `slow`."""

    def __init__(self, recording: Recording, clock: Clock) -> None:
        """The clock is the one that the fetcher's limits go by."""
        self._recording = recording
        self._clock = clock

    @asynccontextmanager
    async def send(self, request: Request) -> AsyncIterator[Response]:
        """The recorded answer. Raises FetchError for a recorded fault."""
        line = self._recording.at(request.url, self._clock.now())
        if line is None:
            yield Response(404, (("content-type", "text/plain"),), _pieces(b"nothing is recorded here"))
            return
        if line.fault == "timeout":
            await self._clock.sleep(_FOREVER)
        if line.fault in {"timeout", "reset"}:
            raise FetchError(Problem.NETWORK, "the connection was reset")
        body = line.body.read_bytes() if line.body is not None else b""
        headers = line.headers
        if line.status == 200 and "etag" not in dict(headers):
            headers = (*headers, ("etag", f'"{hashlib.sha256(body).hexdigest()[:32]}"'))
        if (
            line.fault is None
            and line.status == 200
            and _same(request.headers.get("if-none-match"), dict(headers)["etag"])
        ):
            yield Response(304, headers, _pieces(b""))
            return
        yield Response(line.status, headers, self._faulty(line.fault, body))

    async def close(self) -> None:
        """Nothing is open."""

    def _faulty(self, fault: str | None, body: bytes) -> AsyncIterator[bytes]:
        if fault == "slow":
            return self._slowly(body)
        if fault is not None:
            return _truncated(body, int(fault.partition(":")[2]))
        return _pieces(body)

    async def _slowly(self, body: bytes) -> AsyncIterator[bytes]:
        for place in range(len(body)):
            await self._clock.sleep(1)
            yield body[place : place + 1]


async def _pieces(body: bytes) -> AsyncIterator[bytes]:
    for place in range(0, len(body), _PIECE):
        yield body[place : place + _PIECE]


async def _truncated(body: bytes, count: int) -> AsyncIterator[bytes]:
    yield body[:count]
    raise FetchError(Problem.NETWORK, f"broke off after {min(count, len(body)):,} of {len(body):,} bytes")


def _same(asked: str | None, etag: str) -> bool:
    """True where `If-None-Match` names the tag, compared weakly (RFC 9110, 13.1.2)."""
    tags = {tag.strip().removeprefix("W/") for tag in (asked or "").split(",")}
    return etag.removeprefix("W/") in tags or "*" in tags
