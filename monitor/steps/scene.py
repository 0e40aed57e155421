"""Who is looking, at what, when, and with which knowledge: the values that every step is given. Holds nothing that changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from monitor.alerts.dispatch import Post
from monitor.model.news import NewsItem, NewsReading
from monitor.model.place import Health, Part, Source, Target
from monitor.model.program import Programs
from monitor.settings import Settings

TELL_WITHIN = timedelta(minutes=2)  # known facts go out then, with or without their text (CONTRACT.md, events)


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What does not change between two polls: settings, programs, the reader of news, the makings of a message."""

    settings: Settings
    programs: Programs
    read_news: Callable[[NewsItem], NewsReading]
    post: Post


@dataclass(frozen=True, slots=True)
class Scene:
    """One look at one target. `now` is UTC; `evidence` the hash of the bytes, where there are any."""

    now: datetime
    source: Source
    target: Target
    health: Health
    knowledge: Knowledge
    evidence: str | None = None

    @property
    def jurisdiction(self) -> str:
        """Whose rules the source publishes."""
        return self.source.jurisdiction or "US"

    @property
    def of_list(self) -> bool:
        """True where the address is a list of what was published, or a further page of one."""
        return self.target.part in {Part.ENTRANCE, Part.PAGE}

    @property
    def first_look(self) -> bool:
        """True until the source had its first good poll: what is there now is the baseline (DESIGN.md, rule 4)."""
        return self.health.baseline_at is None

    @property
    def of_baseline(self) -> bool:
        """True at the first reading of an address that the baseline led to; what it shows later is news."""
        return self.target.baseline and self.target.looks == 0

    def was_there(self, published: datetime | None, day: date | None) -> bool:
        """True for an item that belongs to the baseline.

        At the first look everything does, but what is dated after the source was added: a time after it, or without a time a
        later day in the source's zone (CONTRACT.md, finer points).
        """
        if self.of_baseline:
            return True
        if not self.first_look:
            return False
        if published is not None:
            return published <= self.health.added
        if day is not None:
            return day <= self.health.added.astimezone(ZoneInfo(self.source.tz)).date()
        return True
