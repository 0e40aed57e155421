"""Mentions in the forms that changes and reports give them, and the filing of one after the other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from monitor.model.register import Mention, Story
from monitor.model.words import Direction, Kind, NewsLabel
from monitor.story import Placement, direction_of, place

NOON = datetime(2024, 3, 5, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
RELAXED, TIGHTENED, UNCHANGED = Direction.RELAXED, Direction.TIGHTENED, Direction.UNCHANGED


def license_text(number: str, about: str, program: str = "russia", **more: Any) -> Mention:
    """A new license of OFAC as a change."""
    known: dict[str, Any] = {
        "at": NOON,
        "title": f"Authorizing {about}",
        "direction": RELAXED,
        "official": True,
        "source": "ofac",
        "measures": (f"us-ofac/{program}/gl-{number}",),
        "program": program,
        "jurisdiction": "US",
        "text": f"General license {number} allows what was prohibited. All transactions ordinarily incident to {about} are authorized.",
        "kind": Kind.ADDED,
        "group": f"https://ofac.example/recent-actions/20240305 {program}",
    }
    return Mention(**(known | more))


def designations(program: str = "russia", **more: Any) -> Mention:
    """Names put on a list by one publication."""
    known: dict[str, Any] = {
        "at": NOON,
        "title": "Russia-related Designations",
        "direction": TIGHTENED,
        "official": True,
        "source": "ofac",
        "measures": (f"us-ofac/{program}/designations-2024-03-05",),
        "program": program,
        "jurisdiction": "US",
        "text": "2 listed: VOSTOK MINING COMPANY; ANNA PETROVA",
        "kind": Kind.ADDED,
        "group": f"https://ofac.example/recent-actions/20240305 {program}",
    }
    return Mention(**(known | more))


def report(title: str, text: str = "", **more: Any) -> Mention:
    """A news item about a relaxation of the American rules for Russia."""
    known: dict[str, Any] = {
        "at": NOON,
        "title": title,
        "direction": RELAXED,
        "official": False,
        "source": "news",
        "program": "russia",
        "jurisdiction": "US",
        "text": text,
        "label": NewsLabel.MEASURE_RELAXED,
    }
    return Mention(**(known | more))


def talk(title: str, text: str = "", **more: Any) -> Mention:
    """A news item that tells no change."""
    return report(title, text, **({"direction": UNCHANGED, "label": NewsLabel.NONE, "worth": False} | more))


class Desk:
    """Files mentions one after the other as the product does, and knows what became of them."""

    def __init__(self) -> None:
        self.stories: dict[str, Story] = {}
        self.merged: dict[str, str] = {}
        self.placements: list[Placement] = []

    def file(self, *mentions: Mention) -> list[str]:
        """The stories of these mentions, as they are called once all were filed."""
        return [self.final(name) for name in [self._file(mention) for mention in mentions]]

    def _file(self, mention: Mention) -> str:
        placement = place(mention, list(self.stories.values()))
        self.placements.append(placement)
        name = placement.story or f"s{len(self.stories) + len(self.merged) + 1}"
        told = list(self.stories[name].mentions) if name in self.stories else []
        for other in placement.merges:
            told += self.stories.pop(other).mentions
            self.merged[other] = name
        self.stories[name] = _story(name, [*told, mention])
        return name

    def final(self, name: str) -> str:
        """Where a story stands after all merges."""
        while name in self.merged:
            name = self.merged[name]
        return name

    def direction(self, name: str) -> Direction:
        """The direction of a story."""
        return self.stories[name].direction


def _story(name: str, mentions: Iterable[Mention]) -> Story:
    ordered = tuple(sorted(mentions, key=lambda m: m.at))
    return Story(name, ordered[0].at, ordered[0].title, direction_of(ordered), ordered)


def later(mention: Mention, by: timedelta) -> Mention:
    """The same, told later."""
    return replace(mention, at=mention.at + by)
