"""Stories and their mentions, as they were filed; which of them are one event is decided elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any

from monitor.model.register import Change, Mention, Report, Story
from monitor.model.words import Direction, Kind
from monitor.store.queries import Queries
from monitor.store.rows import dump, instant, moment, revive, storable

# A story and every story that was merged into it, however many steps ago.
_FAMILY = """
WITH RECURSIVE family (story) AS (
    SELECT ?
    UNION
    SELECT merged.story FROM story_merge merged JOIN family ON merged.into_story = family.story
)
SELECT story FROM family
"""

_FINAL = """
WITH RECURSIVE walk (story, steps) AS (
    SELECT ?, 0
    UNION ALL
    SELECT merged.into_story, steps + 1 FROM walk JOIN story_merge merged ON merged.story = walk.story WHERE steps < 100
)
SELECT story FROM walk ORDER BY steps DESC LIMIT 1
"""


# What a person put right counts no more; of several corrections of one change the last one does.
_UNCORRECTED = """(m.change IS NULL OR NOT EXISTS (
    SELECT 1 FROM change c JOIN change later ON later.corrects = coalesce(c.corrects, c.id) AND later.id > c.id
    WHERE c.id = m.change))"""

_MENTIONS = "SELECT story, mention FROM mention WHERE story IN (SELECT value FROM json_each(?)) ORDER BY id"

_HEADS = """
SELECT story, first_at, title, coalesce(
    (SELECT turn.direction FROM story_direction turn WHERE turn.story = story.story ORDER BY turn.id DESC LIMIT 1), direction
) AS direction
FROM story WHERE story IN (SELECT value FROM json_each(?))
"""


class Stories(Queries):
    """The stories of the register. A merged story answers as the one that it was merged into."""

    def add_story(self, story: str, first_at: datetime, title: str, direction: Direction) -> None:
        """Begins a story."""
        row = {"story": story, "first_at": instant(first_at), "title": storable(title), "direction": direction.value}
        self._append("story", row)

    def add_story_merge(self, story: str, into: str, at: datetime) -> None:
        """Files a story under another one for good. Raises ValueError where that would make a circle."""
        if self.final_story(into) == story:
            raise ValueError(f"the story {into} already stands under {story}")
        self._append("story_merge", {"story": story, "into_story": into, "at": instant(at)})

    def add_mention(self, story: str, mention: Mention, *, change: int | None = None, report: int | None = None) -> int:
        """Files what a change or a report brought to a story."""
        return self._append(
            "mention",
            {
                "story": story,
                "at": instant(mention.at),
                "official": int(mention.official),
                "mention": dump(mention),
                "change": change,
                "report": report,
            },
        )

    def mention_of_change(self, change: int) -> Mention | None:
        """What a change brought to its story; None where it was filed under none."""
        row = self.row("SELECT mention FROM mention WHERE change = ? ORDER BY id LIMIT 1", (change,))
        return _mention(row) if row else None

    def set_story_direction(self, story: str, direction: Direction, at: datetime) -> None:
        """Appends the direction that a story has from now on."""
        self._append("story_direction", {"story": story, "direction": direction.value, "at": instant(at)})

    def final_story(self, story: str) -> str:
        """The story that this one stands under; itself where it was never merged."""
        return str(self.scalar(_FINAL, (story,)))

    def story_family(self, story: str) -> tuple[str, ...]:
        """The ids of a story and of all that were merged into it."""
        return tuple(row["story"] for row in self.rows(_FAMILY, (self.final_story(story),)))

    def story(self, story: str) -> Story | None:
        """The story with this id, or the one that it was merged into, with all mentions that stand, in order."""
        family = self.story_family(story)
        listed = json.dumps(family)
        rows = self.rows("SELECT * FROM story WHERE story IN (SELECT value FROM json_each(?)) ORDER BY id", (listed,))
        head = next((row for row in rows if row["story"] == family[0]), None)
        if head is None:
            return None
        told = self.rows(
            f"SELECT m.mention FROM mention m WHERE m.story IN (SELECT value FROM json_each(?)) AND {_UNCORRECTED} ORDER BY m.at, m.id",
            (listed,),
        )
        mentions = tuple(_mention(row) for row in told)
        return Story(
            id=family[0],
            first_at=min(moment(row["first_at"]) for row in rows),
            title=head["title"],
            direction=self._direction(head),
            mentions=mentions,
            confirmed_at=_confirmed_at(mentions),
        )

    def _direction(self, head: dict[str, Any]) -> Direction:
        latest = self.scalar(
            "SELECT direction FROM story_direction WHERE story = ? ORDER BY id DESC LIMIT 1", (head["story"],)
        )
        return Direction(latest or head["direction"])

    def stories_since(self, at: datetime) -> tuple[Story, ...]:
        """The stories that were mentioned at or after a moment, whole, in the order in which they began."""
        into = {row["story"]: row["into_story"] for row in self.rows("SELECT story, into_story FROM story_merge")}
        recent = self.rows("SELECT DISTINCT story FROM mention WHERE at >= ?", (instant(at),))
        finals = {_last(into, row["story"]) for row in recent}
        family = {story: story for story in finals} | {s: f for s in into if (f := _last(into, s)) in finals}
        listed = (json.dumps(list(family)),)
        mentions: dict[str, list[Mention]] = {story: [] for story in finals}
        for row in self.rows(_MENTIONS, listed):
            mentions[family[row["story"]]].append(_mention(row))
        begun: dict[str, str] = {}
        heads = {}
        for row in self.rows(_HEADS, listed):
            final = family[row["story"]]
            begun[final] = min(begun.get(final, row["first_at"]), row["first_at"])
            if row["story"] == final:
                heads[final] = row
        found = [
            Story(
                id=story,
                first_at=moment(begun[story]),
                title=head["title"],
                direction=Direction(head["direction"]),
                mentions=tuple(mentions[story]),
                confirmed_at=_confirmed_at(mentions[story]),
            )
            for story, head in heads.items()
        ]
        return tuple(sorted(found, key=lambda story: (story.first_at, story.id)))

    def reports_of_story(self, story: str) -> list[Report]:
        """The reports of a story, those of stories merged into it included."""
        return self.reports_in(self.story_family(story))

    def changes_of_story(self, story: str) -> list[Change]:
        """The changes of a story, those of stories merged into it included."""
        return self.changes_in(self.story_family(story))


def _last(into: dict[str, str], story: str) -> str:
    """Where a chain of merges ends; merges make no circle (`add_story_merge`)."""
    while story in into:
        story = into[story]
    return story


def _mention(row: dict[str, Any]) -> Mention:
    return _revived(row["mention"])


@lru_cache(maxsize=2048)
def _revived(text: str) -> Mention:
    """A mention is looked at for weeks and never changes."""
    mention: Mention = revive(Mention, json.loads(text))
    return mention


def _confirmed_at(mentions: Iterable[Mention]) -> datetime | None:
    """When the first official word came; a text printed again confirms nothing."""
    official = [m.at for m in mentions if m.official and m.kind is not Kind.REPUBLISHED]
    return min(official, default=None)
