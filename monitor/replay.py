"""Plays a recorded story through the daemon's own cycle under a virtual clock, as fast as it can. Not a second copy of any step."""

from __future__ import annotations

import json
import tomllib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from monitor.assembly import Parts, assemble, prepare
from monitor.clock import VirtualClock
from monitor.fetch.recorded import RecordedTransport
from monitor.fetch.recorded import load as load_recording
from monitor.model.faults import ConfigurationError, Fault
from monitor.pump import Pump
from monitor.reader import InlineReader
from monitor.settings import Settings, moment
from monitor.steps.known import hold_known


@dataclass(frozen=True, slots=True)
class RecordedStory:
    """`story.toml`: when it begins and ends, and what the register held before. Times are UTC."""

    folder: Path
    title: str
    start: datetime
    end: datetime
    known: Path | None = None


def read_story(folder: Path) -> RecordedStory:
    """The story of a folder. Raises ConfigurationError with every fault."""
    file = folder / "story.toml"
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigurationError((Fault(str(file), "file", "", f"cannot be read: {error.strerror}"),)) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError((Fault(str(file), "syntax", "", f"is not TOML: {error}"),)) from None
    faults, times = [], {}
    for key in ("start", "end"):
        try:
            times[key] = moment(table.get(key))
        except ValueError as error:
            faults.append(Fault(str(file), key, repr(table.get(key)), str(error)))
    known = folder / str(table["known"]) if "known" in table else None
    if known is not None and not known.is_file():
        faults.append(Fault(str(file), "known", repr(table["known"]), "there is no such file"))
    faults += [
        Fault(str(file), key, "", "there is no such key") for key in set(table) - {"title", "start", "end", "known"}
    ]
    if faults:
        raise ConfigurationError(tuple(faults))
    return RecordedStory(folder, str(table.get("title", folder.name)), times["start"], times["end"], known)


def read_known(file: Path) -> tuple[dict[str, str], ...]:
    """The measures of a `known.jsonl`. Raises ConfigurationError."""
    rows = []
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise ConfigurationError((Fault(str(file), "", "", "is not UTF-8"),)) from None
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise ConfigurationError((Fault(str(file), f"line {number}", "", f"is not JSON: {error}"),)) from None
        if not isinstance(row, dict) or not all(isinstance(row.get(k), str) for k in ("key", "label", "text")):
            raise ConfigurationError((Fault(str(file), f"line {number}", "", "has no key, label and text"),))
        rows.append({k: row[k] for k in ("key", "label", "text")})
    return tuple(rows)


_COMMIT_EVERY = 100  # rounds without news that share a commit; losing them costs repeated requests

Show = Callable[[dict[str, Any]], None]


class Replay:
    """One story on its way through the cycle."""

    def __init__(self, story: RecordedStory, parts: Parts, clock: VirtualClock, pump: Pump, show: Show) -> None:
        """`show` is called with every event, in the order of their times."""
        self._story, self._parts, self._clock, self._pump, self._show = story, parts, clock, pump, show
        self._uncommitted = 0
        with parts.cycle.store.reading() as tx:
            self._shown = tx.last_event_id()

    @property
    def over(self) -> bool:
        """True where the database stands at the story's end: there is nothing left to play."""
        return self._clock.now() >= self._story.end

    async def run(self) -> None:
        """From where the database stands to the story's end."""
        while True:
            self._pump.turn()
            await self._hand_over_all()
            following = self._next()
            if following > self._story.end:
                break
            await self._clock.advance_to(following)
        await self._finish()

    async def _finish(self) -> None:
        await self._clock.advance_to(self._story.end)
        self._parts.cycle.tick(self._clock.now())
        await self._hand_over_all()
        self._parts.cycle.store.settle()

    async def _hand_over_all(self) -> None:
        """Lets polls end, and delivers until nothing is due any more."""
        await self._clock.settle()
        if self._pump.failure is not None:
            raise self._pump.failure
        while self._parts.cycle.deliver():
            await self._clock.settle()
        self._print()

    def _next(self) -> datetime:
        planned, wake = self._pump.plan(), self._clock.next_wake()
        return min(planned, wake) if wake is not None else planned

    def _print(self) -> None:
        """Shows what happened, once it is committed; looks that found nothing new may wait for each other."""
        store = self._parts.cycle.store
        with store.reading() as tx:
            events = tx.events_after(self._shown)
        self._uncommitted += 1
        if events or self._uncommitted >= _COMMIT_EVERY:
            store.settle()
            self._uncommitted = 0
        for number, event in events:
            self._show(event)
            self._shown = number


@asynccontextmanager
async def open_replay(folder: Path, settings: Settings, show: Show, *, deliver: bool = False) -> AsyncIterator[Replay]:
    """A story ready to run on the database of `settings`; it goes on from the last committed virtual time."""
    story = read_story(folder)
    recording = load_recording(folder)
    clock = VirtualClock(story.start)
    async with assemble(settings, RecordedTransport(recording, clock), clock, InlineReader(), deliver=deliver) as parts:
        with parts.cycle.store.writing() as tx:
            stood = tx.clock()
            if stood is None:
                tx.set_clock(story.start)
                if story.known is not None:
                    hold_known(tx, read_known(story.known), parts.cycle.knowledge.programs, story.start)
        if stood is not None:
            await clock.advance_to(min(stood, story.end))
        prepare(parts, clock.now())
        yield Replay(story, parts, clock, Pump(parts.cycle, clock), show)
