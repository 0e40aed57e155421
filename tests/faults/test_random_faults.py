from __future__ import annotations

import asyncio
import gzip
import json
import random
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from monitor.clock import VirtualClock
from monitor.fetch.fetcher import Fetcher, FetchRequest
from monitor.fetch.limits import FetchLimits
from monitor.fetch.recorded import RecordedTransport, load
from monitor.model.faults import FetchError
from monitor.model.words import Problem
from tests.fetch.origin import PAGE, Asked, Origin, bomb, fetching, moved, ok, origin, unbounded, zipped

START = datetime(2026, 3, 1, tzinfo=UTC)
BOMB = bomb(5)
EXPECTED = {Problem.NETWORK, Problem.HTTP, Problem.CHALLENGE, Problem.TOO_LARGE, Problem.UNREADABLE}
Maker = Callable[[random.Random], bytes]


def _noise(draw: random.Random, most: int = 400) -> bytes:
    return draw.randbytes(draw.randrange(most))


def _flipped(draw: random.Random) -> bytes:
    """A good answer with a few bytes changed anywhere."""
    answer = bytearray(draw.choice([ok(PAGE, 'ETag: "1"'), zipped(PAGE), moved("/good")]))
    for _ in range(draw.randint(1, 6)):
        answer[draw.randrange(len(answer))] = draw.randrange(256)
    return bytes(answer)


def _cut(draw: random.Random) -> bytes:
    answer = draw.choice(
        [ok(PAGE), zipped(PAGE), b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3a\r\n" + PAGE]
    )
    return answer[: draw.randrange(len(answer))]


def _chunked(draw: random.Random) -> bytes:
    size = draw.choice([b"ffffffffffffffffff", b"-1", b"0x10", b"", b"1;" + b"x" * 5000, b"7fffffff"])
    return b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + size + b"\r\n" + _noise(draw)


MAKERS: dict[str, Maker] = {
    "nothing": lambda _: b"",
    "noise": _noise,
    "noise under 200": lambda draw: ok(_noise(draw)),
    "bytes flipped": _flipped,
    "cut off": _cut,
    "bad chunks": _chunked,
    "status": lambda draw: ok(PAGE, status=f"{draw.randint(200, 599)} X"),
    "odd status": lambda draw: ok(PAGE, status=draw.choice(["0 X", "99 X", "1000 X", "-1 X", "2OO X", ""])),
    "noise as gzip": lambda draw: ok(_noise(draw), "Content-Encoding: gzip"),
    "gzip cut off": lambda draw: unbounded(
        gzip.compress(PAGE, mtime=0)[: draw.randrange(90)], "Content-Encoding: gzip"
    ),
    "odd encoding": lambda draw: ok(
        _noise(draw), f"Content-Encoding: {draw.choice(['br', 'zstd', 'gzip, gzip', '?'])}"
    ),
    "bomb": lambda _: ok(BOMB, "Content-Encoding: gzip"),
    "redirect": lambda draw: moved(
        draw.choice(["/", "//", "http://", "http://[", "?", "file:///x", "http://10.0.0.1/", "\x01"])
    ),
    "challenge": lambda _: ok(b"", "x-amzn-waf-action: challenge", status="202 Accepted"),
    "wrong body": lambda draw: ok(draw.choice([b"%PDF-1.7", b'{"a": 1}', b"\0\0", b"", b"<rss/>"])),
    "many headers": lambda draw: ok(PAGE, *[f"X-{n}: {n}" for n in range(draw.randrange(300))]),
    "long header": lambda draw: ok(PAGE, "X: " + "y" * draw.randrange(70_000)),
}


async def _send(draw: random.Random, answer: bytes, writer: asyncio.StreamWriter) -> None:
    """In one piece or several; then the connection is closed or torn."""
    cut = draw.randrange(len(answer) + 1)
    for piece in (answer[:cut], answer[cut:]):
        writer.write(piece)
        await writer.drain()
    if draw.random() < 0.3:
        writer.transport.abort()


async def test_five_hundred_faults_on_a_real_network_raise_nothing_else_and_leave_nothing_behind() -> None:
    draw = random.Random(20260301)
    seen: Counter[str] = Counter()
    async with origin() as site, fetching(timeout=timedelta(seconds=2)) as fetcher:
        _prepare(site, draw, seen)
        found: Counter[Problem | None] = Counter()
        for number in range(500):
            try:
                await fetcher.get(FetchRequest(site.url("/bad"), "html"))
                found[None] += 1
            except FetchError as error:
                found[error.problem] += 1
                assert "\n" not in error.detail  # noqa: PT017 - some drawn answers are good ones
            if number % 10 == 0:
                assert (await fetcher.get(FetchRequest(site.url("/good"), "html"))).body == PAGE
    assert set(seen) == set(MAKERS)
    assert set(found) == {*EXPECTED, None}


def _prepare(site: Origin, draw: random.Random, seen: Counter[str]) -> None:
    async def bad(_: Asked, writer: asyncio.StreamWriter) -> None:
        name = draw.choice(sorted(MAKERS))
        seen[name] += 1
        await _send(draw, MAKERS[name](draw), writer)

    site.answers.update({"/bad": bad, "/good": ok(PAGE)})


RECORDED: tuple[dict[str, Any], ...] = (
    {"fault": "timeout"},
    {"fault": "reset"},
    {"fault": "slow"},
    {"fault": "truncate:40"},
    {"status": 404},
    {"status": 503, "headers": {"retry-after": "120"}},
    {"status": 202, "headers": {"x-amzn-waf-action": "challenge"}},
    {"status": 302, "headers": {"location": "/"}},
    {"status": 302, "headers": {"location": "http://169.254.169.254/"}},
    {"headers": {"content-encoding": "gzip"}},
    {"headers": {"content-encoding": "br"}},
    {"headers": {"content-length": "5000"}},
    {"body": "bomb", "headers": {"content-encoding": "gzip"}},
    {"body": "pdf"},
    {"body": "empty"},
)


@pytest.mark.parametrize("seed", range(5))
async def test_a_hundred_recorded_faults_pass_and_everything_is_found_after_each(tmp_path: Path, seed: int) -> None:
    draw = random.Random(seed)
    for name, body in {"page": PAGE, "bomb": BOMB, "pdf": b"%PDF-1.7", "empty": b""}.items():
        (tmp_path / name).write_bytes(body)
    lines = []
    for minute in range(0, 200, 2):
        good = {"at": _at(minute), "url": "https://a.example/", "status": 200, "headers": {}, "body": "page"}
        lines += [good, {**good, **draw.choice(RECORDED), "at": _at(minute + 1)}]
    (tmp_path / "responses.jsonl").write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    clock = VirtualClock(START)
    fetcher = Fetcher(RecordedTransport(load(tmp_path), clock), FetchLimits(), clock)
    for minute in range(200):
        await clock.advance_to(START + timedelta(minutes=minute))
        task = clock.spawn(fetcher.get(FetchRequest("https://a.example/", "html")))
        await clock.advance_by(31)
        if minute % 2 == 0:
            assert task.result().body == PAGE
        else:
            error = task.exception()
            assert isinstance(error, FetchError)
            assert error.problem in EXPECTED


def _at(minute: int) -> str:
    return (START + timedelta(minutes=minute)).isoformat()
