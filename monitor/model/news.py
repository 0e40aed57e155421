"""A news item and what was read out of it; not the story it belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from monitor.model.words import Direction, NewsLabel, Stage


@dataclass(frozen=True, slots=True)
class NewsItem:
    """One item as a reader would see it: plain text, paragraphs by a blank line. `language` only where the source says it."""

    title: str
    text: str = ""
    language: str | None = None
    date: date | None = None


@dataclass(frozen=True, slots=True)
class NewsReading:
    """What an item says. `why` holds the words that decided; `names` what helps to find the event it belongs to."""

    language: str  # ISO 639-1, "und" where not known
    label: NewsLabel
    direction: Direction
    stage: Stage
    jurisdiction: str | None  # US, EU, UK, UN, CH, CA, AU, JP, UA, other
    program: str | None  # slug, where it is known
    instruments: tuple[str, ...] = ()  # measure keys
    score: float = 0.0
    why: tuple[str, ...] = ()
    names: tuple[str, ...] = ()  # proper names, numbers, dates, folded to lower case
