"""A small world that publishes and fails by the dice, on a virtual clock: pages and feeds behind the transport seam, channels behind the sender's."""

from __future__ import annotations

import hashlib
import random
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

from monitor.assembly import Parts, assemble, prepare
from monitor.clock import VirtualClock
from monitor.fetch.transport import Request, Response
from monitor.model.faults import FetchError
from monitor.model.message import Channel, Message, Outcome
from monitor.model.words import Problem
from monitor.pump import Pump
from monitor.reader import InlineReader
from monitor.replay import RecordedStory, Replay
from monitor.settings_file import load

START = datetime(2026, 3, 2, tzinfo=UTC)
LETTERS = "abcdefghijklmnopqrstuvwxyz"

HEAD = """
[operator]
channel = "operations"
heartbeat = "daily 08:00"
[[channel]]
name = "operations"
url = "json://operations.example"
"""
SOURCE = """
[[source]]
id = "{name}"
kind = "{kind}"
url = "https://{name}.example/"
every = "{every}"
role = "{role}"
language = "en"
"""
SUBSCRIPTION = """
[[channel]]
name = "channel-{number}"
url = "json://channel-{number}.example"
[[subscription]]
name = "subscription-{number}"
channels = ["channel-{number}"]
{filter}
"""


@dataclass(frozen=True, slots=True)
class Outage:
    """From when until when something fails, and how."""

    begins: datetime
    ends: datetime
    how: str


def outages(chance: random.Random, length: timedelta, count: int) -> tuple[Outage, ...]:
    """So many, of at most two hours, anywhere within the length."""
    found = []
    for _ in range(count):
        begins = START + chance.random() * length
        ends = begins + timedelta(minutes=chance.randint(1, 120))
        found.append(Outage(begins, ends, chance.choice(["reset", "timeout", "503", "challenge", "cut"])))
    return tuple(found)


@dataclass(slots=True)
class Place:
    """One source: when it publishes, when it is down."""

    name: str
    published: tuple[datetime, ...]
    down: tuple[Outage, ...]
    asked: list[datetime] = field(default_factory=list)

    @property
    def is_page(self) -> bool:
        return self.name.startswith("page")

    def body(self, now: datetime) -> bytes:
        """What it shows: each publication adds something."""
        told = [at for at in self.published if at <= now]
        return self._page(len(told)) if self.is_page else self._feed(told)

    def _page(self, count: int) -> bytes:
        first = "The licence authorises transactions that are ordinarily incident to the operation of ferries."
        more = "".join(
            f"<p>Payments to the port authority of {port(self.name, n)} are authorised.</p>" for n in range(count)
        )
        return (
            f"<html><head><title>{self.name}</title></head><body><main><h1>Ferries</h1><p>{first}</p>{more}"
            "<p>Nothing in this licence authorises anything else, and records are to be kept for five years.</p></main></body></html>"
        ).encode()

    def _feed(self, told: list[datetime]) -> bytes:
        items = "".join(
            f"<item><title>Treasury issues a general licence for the port of {port(self.name, n)}</title><guid>{self.name}-{n}</guid>"
            f"<link>https://{self.name}.example/{n}</link><pubDate>{format_datetime(at)}</pubDate>"
            f"<description>It eases the sanctions on payments to the port of {port(self.name, n)}.</description></item>"
            for n, at in enumerate(told)
        )
        return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{self.name}</title>{items}</channel></rss>'.encode()


def port(name: str, number: int) -> str:
    """A port that nobody has heard of."""
    dice = random.Random(f"{name} {number}")
    return "".join(dice.choice(LETTERS) for _ in range(7)).capitalize()


class World:
    """The transport over all places. Conditional requests work."""

    def __init__(self, places: list[Place], clock: VirtualClock) -> None:
        self._places = {place.name: place for place in places}
        self._clock = clock
        self.status: Counter[int] = Counter()
        self.asked: Counter[str] = Counter()

    @asynccontextmanager
    async def send(self, request: Request) -> AsyncIterator[Response]:
        name, _, path = request.url.removeprefix("https://").partition("/")
        place = self._places[name.removesuffix(".example")]
        now = self._clock.now()
        self.asked[request.url] += 1
        if not path:
            place.asked.append(now)
        how = next((outage.how for outage in place.down if outage.begins <= now < outage.ends), "")
        if how == "reset":
            raise FetchError(Problem.NETWORK, "the connection was reset")
        if how == "timeout":
            await self._clock.sleep(3600)
        yield self._answer(place, how, request, now, found=not path)

    def _answer(self, place: Place, how: str, request: Request, now: datetime, *, found: bool) -> Response:
        body = place.body(now)
        etag = f'"{hashlib.sha256(body).hexdigest()[:12]}"'
        sort = "text/html; charset=utf-8" if place.is_page else "application/rss+xml"
        headers = [("etag", etag), ("content-type", sort), ("content-length", str(len(body)))]
        if not found:
            return self._response(404, [], b"")
        if how == "503":
            return self._response(503, [("retry-after", "600")], b"busy")
        if how == "challenge":
            return self._response(202, [("x-amzn-waf-action", "challenge")], b"")
        if how == "cut":
            return self._response(200, headers, body[: len(body) // 2])
        if request.headers.get("if-none-match") == etag:
            return self._response(304, [("etag", etag)], b"")
        return self._response(200, headers, body)

    def _response(self, status: int, headers: list[tuple[str, str]], body: bytes) -> Response:
        self.status[status] += 1

        async def wire() -> AsyncIterator[bytes]:
            yield body

        return Response(status, tuple(headers), wire())

    async def close(self) -> None:
        return


class Post:
    """The senders of all channels: each fails during its outages; what was taken is remembered by its id."""

    def __init__(self, down: dict[str, tuple[Outage, ...]], clock: VirtualClock) -> None:
        self._down, self._clock = down, clock
        self.taken: dict[str, list[Message]] = {}
        self.refused = 0

    async def send(self, channel: Channel, message: Message) -> Outcome:
        now = self._clock.now()
        if any(outage.begins <= now < outage.ends for outage in self._down.get(channel.name, ())):
            self.refused += 1
            return Outcome(ok=False, detail="down")
        self.taken.setdefault(channel.name, []).append(message)
        return Outcome(ok=True)


@dataclass(slots=True)
class Run:
    """A world at work."""

    parts: Parts
    clock: VirtualClock
    places: list[Place]
    post: Post
    world: World
    pump: Pump
    folder: Path

    async def go_on_until(self, end: datetime) -> None:
        """Plays on to a moment, as a replay does."""
        story = RecordedStory(self.folder, "world", START, end)
        await Replay(story, self.parts, self.clock, self.pump, lambda _: None).run()


def configuration(places: list[Place], every: str, pages: int, subscriptions: int) -> str:
    """Two subscriptions of each page in turn; what is left over gets the news as a digest."""
    told = [HEAD]
    for place in places:
        kind, role = ("page", "official") if place.is_page else ("feed", "news")
        told.append(SOURCE.format(name=place.name, kind=kind, role=role, every=every))
    for number in range(subscriptions):
        page = f'measures = ["*-page/page-{number % pages}"]\nroles = ["official"]'
        wanted = page if number < 2 * pages else 'roles = ["news"]\nmode = "daily 08:00"'
        told.append(SUBSCRIPTION.format(number=number, filter=wanted))
    return "".join(told)


def _in_bad_moments(chance: random.Random, page: Place) -> tuple[Outage, ...]:
    """A channel fails when there is something to tell: from a third of the publications on, for an hour or more."""
    bad = [at for at in page.published if chance.random() < 0.35]
    return tuple(Outage(at, at + timedelta(minutes=chance.randint(60, 180)), "down") for at in bad)


@asynccontextmanager
async def world(
    folder: Path, length: timedelta, *, sources: int, subscriptions: int, every: str, seed: int
) -> AsyncIterator[Run]:
    """A quarter of the sources are official pages, the others news. Publications lie six hours apart at least."""
    chance, clock = random.Random(seed), VirtualClock(START)
    days, pages = max(1, length.days), sources // 4
    names = [f"page-{n}" for n in range(pages)] + [f"feed-{n}" for n in range(sources - pages)]
    places = [
        Place(
            name,
            tuple(
                START + timedelta(hours=6 * n + 1 + 2 * chance.random())
                for n in range(4 * days - 1)
                if chance.random() < 0.3
            ),
            outages(chance, length, days // 2 + 1),
        )
        for name in names
    ]
    file = folder / "monitor.toml"
    file.write_text(configuration(places, every, pages, subscriptions), encoding="utf-8")
    transport = World(places, clock)
    down = {f"channel-{n}": _in_bad_moments(chance, places[n % pages]) for n in range(subscriptions)}
    async with assemble(load(file, environ={}), transport, clock, InlineReader(), deliver=False) as parts:
        post = Post(down, clock)
        parts.cycle.sender = post
        parts.cycle.chance = chance
        prepare(parts, clock.now())
        yield Run(parts, clock, places, post, transport, Pump(parts.cycle, clock), folder)
