"""Work rows: targets due, health of sources, outbreaks, seen items, things pending, the clock, polls. They change."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from monitor.model.place import Health, Outbreak, Part, Poll, Target
from monitor.store.ledger import Ledger
from monitor.store.rows import Row, Shape, dump, instant, moment, storable

TARGET = Shape(Target)
HEALTH = Shape(Health)
OUTBREAK = Shape(Outbreak)
POLL = Shape(Poll)


_FOLD = """
INSERT INTO poll (at, source, url, status, bytes, changed, problem, detail, looks)
SELECT substr(at, 1, 13) || ':00:00.000000Z', source,
    CASE WHEN count(DISTINCT url) = 1 THEN min(url) ELSE '' END,
    CASE WHEN count(DISTINCT status) = 1 THEN min(status) ELSE 'mixed' END,
    sum(bytes), max(changed), min(problem),
    CASE WHEN count(problem) = 0 THEN '' ELSE count(problem) || ' of ' || sum(looks) || ' polls in trouble' END,
    sum(looks)
FROM poll WHERE id <= :last AND at >= :day AND at < :next AND at < :before
GROUP BY source, substr(at, 1, 13) HAVING count(*) > 1
"""

_DROP = """
DELETE FROM poll WHERE id <= :last AND at >= :day AND at < :next AND EXISTS (
    SELECT 1 FROM poll folded WHERE folded.id > :last AND folded.source = poll.source
    AND folded.at = substr(poll.at, 1, 13) || ':00:00.000000Z')
"""


@dataclass(frozen=True, slots=True)
class Pending:
    """Something to come back to: at `due` (UTC), or only when asked for by its key. `payload` holds JSON values."""

    key: str
    due: datetime | None
    payload: dict[str, Any]


class Work(Ledger):
    """The queues and the memory of the daemon; a restart reads them and goes on (DESIGN.md, rule 2)."""

    # Targets

    def put_target(self, target: Target) -> None:
        """Puts a target in place of the one with the same source and address, if there is one."""
        self._put("target", TARGET.row(target), ("source", "url"))

    def target(self, source: str, url: str) -> Target | None:
        """The target of a source with this address."""
        row = self.row("SELECT * FROM target WHERE source = ? AND url = ?", (source, url))
        return TARGET.value(row) if row else None

    def targets_of(self, source: str, part: Part | None = None) -> list[Target]:
        """The targets of a source, or those that are one part of it, by address."""
        only = part.value if part is not None else None
        rows = self.rows(
            "SELECT * FROM target WHERE source = ? AND part = coalesce(?, part) ORDER BY url", (source, only)
        )
        return [TARGET.value(row) for row in rows]

    def due_targets(self, now: datetime, limit: int = -1, *, source: str | None = None) -> list[Target]:
        """The targets due at `now`, of one source or of all: the oldest first, then by source and address."""
        of, among = ("", ()) if source is None else ("AND source = ?", (source,))
        rows = self.rows(
            f"SELECT * FROM target WHERE due <= ? {of} ORDER BY due, source, url LIMIT ?", (instant(now), *among, limit)
        )
        return [TARGET.value(row) for row in rows]

    def retire_targets(self, keep: Iterable[str]) -> None:
        """Makes nothing due any more of sources that are not among `keep`; what is known of them stays."""
        self._run(
            "UPDATE target SET due = NULL WHERE due IS NOT NULL AND source NOT IN (SELECT value FROM json_each(?))",
            (json.dumps(list(keep)),),
        )

    def make_entrances_due(self, now: datetime) -> None:
        """Makes the entrance of every source in use due at once."""
        self._run("UPDATE target SET due = ? WHERE part = 'entrance' AND due IS NOT NULL", (instant(now),))

    def next_target_due(self) -> datetime | None:
        """When the next target falls due; None where nothing is."""
        return _moment(self.scalar("SELECT min(due) FROM target WHERE due IS NOT NULL"))

    # Sources

    def put_health(self, health: Health) -> None:
        """Puts what a source has shown so far."""
        self._put("health", HEALTH.row(health), ("source",))

    def health(self, source: str) -> Health | None:
        """What a source has shown so far; None before it was first seen in a configuration."""
        row = self.row("SELECT * FROM health WHERE source = ?", (source,))
        return HEALTH.value(row) if row else None

    def healths(self) -> dict[str, Health]:
        """What every source has shown so far, by source."""
        return {row["source"]: HEALTH.value(row) for row in self.rows("SELECT * FROM health")}

    def put_outbreak(self, outbreak: Outbreak) -> None:
        """Opens an outbreak of (source, target, problem), or puts the open one in its new state (`over` closes it)."""
        row = OUTBREAK.row(outbreak)
        key = (outbreak.source, storable(outbreak.url), outbreak.problem.value)
        touched = self._run(
            "UPDATE outbreak SET detail = ?, since = ?, over = ?"
            " WHERE source = ? AND url = ? AND problem = ? AND over IS NULL",
            (row["detail"], row["since"], row["over"], *key),
        )
        if not touched:
            self._insert("outbreak", row)

    def open_outbreaks(self, source: str | None = None) -> list[Outbreak]:
        """The outbreaks that last, of one source or of all, in the order in which they began."""
        rows = self.rows(
            "SELECT * FROM outbreak WHERE over IS NULL AND source = coalesce(?, source) ORDER BY id", (source,)
        )
        return [OUTBREAK.value(row) for row in rows]

    def seen_item(self, source: str, identity: str) -> str | None:
        """The hash of an item's content when it was last seen; None where it never was."""
        found: str | None = self.scalar(
            "SELECT hash FROM item WHERE source = ? AND identity = ?", (source, storable(identity))
        )
        return found

    def seen_items(self, source: str, identities: Iterable[str]) -> dict[str, str]:
        """The hashes of those of a source's items that were seen before, by identity."""
        asked = {storable(identity): identity for identity in identities}
        rows = self.rows(
            "SELECT identity, hash FROM item WHERE source = ? AND identity IN (SELECT value FROM json_each(?))",
            (source, json.dumps(list(asked))),
        )
        return {asked[row["identity"]]: row["hash"] for row in rows}

    def seen_contents(self, source: str, hashes: Iterable[str]) -> set[str]:
        """Those of the hashes that some item of a source has, whatever its identity."""
        asked = json.dumps(list(hashes))
        if asked == "[]":
            return set()
        rows = self.rows(
            "SELECT DISTINCT hash FROM item WHERE source = ? AND hash IN (SELECT value FROM json_each(?))",
            (source, asked),
        )
        return {row["hash"] for row in rows}

    def put_item(self, source: str, identity: str, content_hash: str, at: datetime) -> None:
        """Remembers an item's content."""
        self.put_items(source, {identity: content_hash}, at)

    def put_items(self, source: str, hashes: Mapping[str, str], at: datetime) -> None:
        """Remembers the contents of many items, by identity."""
        when = instant(at)
        rows: list[Row] = [
            {"source": source, "identity": storable(identity), "hash": content_hash, "at": when}
            for identity, content_hash in hashes.items()
        ]
        self._put_all("item", rows, ("source", "identity"))

    def put_missing(self, measure: str, since: datetime | None) -> None:
        """Remembers since when a measure is missing from its page; None forgets it."""
        if since is None:
            self._run("DELETE FROM missing WHERE measure = ?", (measure,))
        else:
            self._put("missing", {"measure": measure, "since": instant(since)}, ("measure",))

    def activity(self, since: datetime) -> tuple[int, int]:
        """How many polls and how many changes there were after a moment."""
        at = instant(since)
        return self.count("poll", "at > ?", (at,)), self.count("change", "at > ?", (at,))

    def add_poll(self, poll: Poll) -> int:
        """Writes down one look at one address."""
        return self._insert("poll", POLL.row(poll))

    def fold_polls(self, day: str, before: datetime) -> int:
        """Folds the polls of one day (ISO 8601, UTC) and before a moment into one row an hour and source; how many rows went."""
        polls = self.count("poll")
        last = self.scalar("SELECT max(id) FROM poll")
        span = {"last": last, "day": day, "next": f"{day}U"}  # "U" follows the "T" of every time of that day
        self._run(_FOLD, {**span, "before": instant(before)})
        self._run(_DROP, span)
        return polls - self.count("poll")

    # Pending

    def put_pending(self, key: str, due: datetime | None, payload: dict[str, Any]) -> None:
        """Puts something to come back to. The part of the key before `:` says what it is: `digest:russia`."""
        row = {"key": storable(key), "due": instant(due) if due else None, "payload": dump(payload)}
        self._put("pending", row, ("key",))

    def take_due_pending(self, now: datetime) -> list[Pending]:
        """Takes out what is due at `now`, the oldest first. It is gone with this transaction's commit."""
        rows = self.rows("SELECT * FROM pending WHERE due <= ? ORDER BY due, id", (instant(now),))
        self._run("DELETE FROM pending WHERE due <= ?", (instant(now),))
        return [_pending(row) for row in rows]

    def pending(self, key: str) -> Pending | None:
        """What is pending under a key."""
        row = self.row("SELECT * FROM pending WHERE key = ?", (storable(key),))
        return _pending(row) if row else None

    def pending_like(self, beginning: str) -> list[Pending]:
        """What is pending under keys with this beginning, in order of key."""
        rows = self.rows("SELECT * FROM pending WHERE substr(key, 1, ?) = ? ORDER BY key", (len(beginning), beginning))
        return [_pending(row) for row in rows]

    def drop_pending(self, key: str) -> None:
        """Forgets what is pending under a key."""
        self._run("DELETE FROM pending WHERE key = ?", (storable(key),))

    def next_pending_due(self) -> datetime | None:
        """When the next pending thing falls due; None where nothing does."""
        return _moment(self.scalar("SELECT min(due) FROM pending WHERE due IS NOT NULL"))

    # The clock

    def set_clock(self, now: datetime, *, wall: datetime | None = None) -> None:
        """Writes the present down; what depends on it in the views follows. `wall` is real time under a virtual clock."""
        row: Row = {"id": 1, "now": instant(now), "wall": instant(wall) if wall else None}
        self._put("clock", row, ("id",))

    def clock(self) -> datetime | None:
        """The present as it was last written down; None on a new database."""
        return _moment(self.scalar("SELECT now FROM clock"))

    def wall_clock(self) -> datetime | None:
        """The real time that was last written down beside `clock`."""
        return _moment(self.scalar("SELECT wall FROM clock"))


def _moment(text: str | None) -> datetime | None:
    return moment(text) if text else None


def _pending(row: dict[str, Any]) -> Pending:
    return Pending(key=row["key"], due=_moment(row["due"]), payload=json.loads(row["payload"]))
