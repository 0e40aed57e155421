"""Questions to the history: what is held, what a change was, what runs out, what a search finds. Nothing is written here."""

from __future__ import annotations

import json
import statistics
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from monitor.model.instrument import Operation
from monitor.model.register import Change, Held, Report, Update, Version
from monitor.store.history import CHANGE, ENDING, MEASURE, OPERATION, REPORT, UPDATE, VERSION
from monitor.store.ledger import Ledger
from monitor.store.rows import instant, moment
from monitor.store.views import ENDING_OF, ISSUE_DAY

_REPORT = """
SELECT r.*, k.at AS later_confirmed_at, k.lead_hours AS later_lead_hours FROM report r
LEFT JOIN confirmation k ON k.id = (SELECT x.id FROM confirmation x WHERE x.report = r.id ORDER BY x.id DESC LIMIT 1)
"""

_RUNNING_OUT = f"""
FROM version v
WHERE v.expires_at > :now AND v.expires_at <= :until
    AND {ENDING_OF.format(now=":now")} IS NULL
    AND NOT EXISTS (SELECT 1 FROM version w WHERE w.measure = v.measure
        AND ({ISSUE_DAY.format(v="w")}, w.id) > ({ISSUE_DAY.format(v="v")}, v.id)
        AND coalesce(w.starts_at, w.starts, '') <= :now)
ORDER BY v.expires_at, v.measure, v.id
"""


@dataclass(frozen=True, slots=True)
class Found:
    """One document that a search found. `excerpt` marks the words found with `[` and `]`."""

    id: int
    source: str
    url: str
    at: datetime
    title: str
    excerpt: str


@dataclass(frozen=True, slots=True)
class CaptureRow:
    """Where the raw bytes with this hash lie: `length` bytes of whole gzip members from `offset` in `warc_file`."""

    id: int
    sha256: str
    url: str
    at: datetime
    warc_file: str
    offset: int
    status: int
    content_type: str
    length: int


class Queries(Ledger):
    """The reading side of the history."""

    def held(self, key: str) -> Held | None:
        """A measure with everything it has lived through; None where it was never seen."""
        row = self.row("SELECT * FROM measure WHERE key = ?", (key,))
        if row is None:
            return None
        versions = self.rows("SELECT * FROM version WHERE measure = ? ORDER BY id", (key,))
        endings = self.rows("SELECT * FROM ending WHERE measure = ? ORDER BY id", (key,))
        missing = self.scalar("SELECT since FROM missing WHERE measure = ?", (key,))
        return Held(
            measure=MEASURE.value(row),
            versions=tuple(VERSION.value(version) for version in versions),
            endings=tuple(ENDING.value(ending) for ending in endings),
            missing_since=moment(missing) if missing else None,
        )

    def held_many(self, keys: Iterable[str]) -> dict[str, Held]:
        """Those of the measures that are held, by key."""
        found = ((key, self.held(key)) for key in dict.fromkeys(keys))
        return {key: held for key, held in found if held is not None}

    def version(self, measure: str, label: str) -> Version | None:
        """The newest text of a label."""
        row = self.row(
            "SELECT * FROM version WHERE measure = ? AND label = ? ORDER BY id DESC LIMIT 1", (measure, label)
        )
        return VERSION.value(row) if row else None

    def texts(self, measure: str, label: str) -> list[Version]:
        """All texts of a label, in the order in which they were seen."""
        rows = self.rows("SELECT * FROM version WHERE measure = ? AND label = ? ORDER BY id", (measure, label))
        return [VERSION.value(row) for row in rows]

    def running_out(self, now: datetime, until: datetime) -> list[Version]:
        """The texts that count at `now` and whose own end lies after it and not after `until`; the earliest first."""
        rows = self.rows(f"SELECT v.* {_RUNNING_OUT}", {"now": instant(now), "until": instant(until)})
        return [VERSION.value(row) for row in rows]

    def ends_between(self, now: datetime, until: datetime) -> list[datetime]:
        """When the texts of `running_out` end, without their words."""
        rows = self.rows(f"SELECT v.expires_at {_RUNNING_OUT}", {"now": instant(now), "until": instant(until)})
        return [moment(row["expires_at"]) for row in rows]

    def change(self, number: int) -> Change | None:
        """The change with this number, as it was told."""
        row = self.row("SELECT * FROM change WHERE id = ?", (number,))
        return self._change(row) if row else None

    def changes_of(self, measure: str, label: str | None = None) -> list[Change]:
        """The changes of a measure, or of one of its labels, in order."""
        rows = self.rows(
            "SELECT * FROM change WHERE measure = ? AND label = coalesce(?, label) ORDER BY id", (measure, label)
        )
        return [self._change(row) for row in rows]

    def updates_of(self, change: int) -> list[Update]:
        """What was learned later about a change, in order."""
        rows = self.rows("SELECT * FROM change_update WHERE change = ? ORDER BY id", (change,))
        return [UPDATE.value(row, operations=self._operations(change, row["id"])) for row in rows]

    def corrections_of(self, change: int) -> list[Change]:
        """The changes that put the judgment of this one right, in order."""
        rows = self.rows("SELECT * FROM change WHERE corrects = ? ORDER BY id", (change,))
        return [self._change(row) for row in rows]

    def _change(self, row: dict[str, Any]) -> Change:
        return CHANGE.value(row, operations=self._operations(row["id"], None))

    def _operations(self, change: int, update: int | None) -> tuple[Operation, ...]:
        rows = self.rows(
            "SELECT * FROM operation WHERE change = ? AND change_update IS ? ORDER BY id", (change, update)
        )
        return tuple(OPERATION.value(row) for row in rows)

    def report(self, number: int) -> Report | None:
        """The report with this number, with what confirmed it since."""
        row = self.row(f"{_REPORT} WHERE r.id = ?", (number,))
        return _report(row) if row else None

    def report_of(self, source: str, identity: str) -> Report | None:
        """The last report that an item of a source made; None where it made none."""
        row = self.row(
            f"{_REPORT} WHERE r.source = ? AND r.identity = ? ORDER BY r.id DESC LIMIT 1", (source, identity)
        )
        return _report(row) if row else None

    def reports_in(self, stories: Iterable[str]) -> list[Report]:
        """The reports that were filed under any of these stories, in order."""
        rows = self.rows(
            f"{_REPORT} WHERE r.story IN (SELECT value FROM json_each(?)) ORDER BY r.id", (_list(stories),)
        )
        return [_report(row) for row in rows]

    def changes_in(self, stories: Iterable[str]) -> list[Change]:
        """The changes that were filed under any of these stories, in order."""
        rows = self.rows(
            "SELECT * FROM change WHERE story IN (SELECT value FROM json_each(?)) ORDER BY id", (_list(stories),)
        )
        return [self._change(row) for row in rows]

    def track_record(self, source: str) -> tuple[int, int, float | None]:
        """Of a source: how many reports of a change, how many confirmed, and the median lead in hours of the confirmed ones."""
        rows = self.rows(f"{_REPORT} WHERE r.source = ?", (source,))
        reports = [report for row in rows if (report := _report(row)).tells_a_change]
        leads = [report.lead_hours for report in reports if report.lead_hours is not None]
        confirmed = sum(report.confirmed_at is not None for report in reports)
        return len(reports), confirmed, statistics.median(leads) if leads else None

    def events_after(self, number: int, limit: int = -1) -> list[tuple[int, dict[str, Any]]]:
        """The events of the contract after the one with this number, with their numbers; all of them by default."""
        rows = self.rows("SELECT id, event FROM event WHERE id > ? ORDER BY id LIMIT ?", (number, limit))
        return [(row["id"], json.loads(row["event"])) for row in rows]

    def last_event_id(self) -> int:
        """The number of the last event; 0 before the first."""
        return int(self.scalar("SELECT coalesce(max(id), 0) FROM event"))

    def capture(self, sha256: str) -> CaptureRow | None:
        """Where the bytes with this hash were first kept."""
        row = self.row("SELECT * FROM capture WHERE sha256 = ? ORDER BY id LIMIT 1", (sha256,))
        return _capture(row) if row else None

    def captures(self, sha256: str) -> list[CaptureRow]:
        """Every time that these bytes were fetched, in order."""
        rows = self.rows("SELECT * FROM capture WHERE sha256 = ? ORDER BY id", (sha256,))
        return [_capture(row) for row in rows]

    def search(self, words: str, limit: int = 20) -> list[Found]:
        """The documents in which all the words stand (accents and case do not matter), the best first.

        A phrase goes in double quotes; everything else is taken as plain words.
        """
        query = _plain_words(words)
        if not query:
            return []
        rows = self.rows(
            "SELECT rowid AS id, source, url, at, title, snippet(documents_fts, 1, '[', ']', ' … ', 24) AS excerpt"
            " FROM documents_fts WHERE documents_fts MATCH ? ORDER BY rank LIMIT ?",
            (query, limit),
        )
        return [
            Found(row["id"], row["source"], row["url"], moment(row["at"]), row["title"], row["excerpt"]) for row in rows
        ]


def _report(row: dict[str, Any]) -> Report:
    held = dict(row)
    if held["later_confirmed_at"] is not None:
        held["confirmed_at"] = held["later_confirmed_at"]
        held["lead_hours"] = held["later_lead_hours"]
    return REPORT.value(held)


def _capture(row: dict[str, Any]) -> CaptureRow:
    return CaptureRow(**{**dict(row), "at": moment(row["at"])})


def _list(values: Iterable[str]) -> str:
    return json.dumps(list(values))


def _plain_words(words: str) -> str:
    """The words as an FTS5 query in which nothing but double quotes has a meaning."""
    phrases = words.split('"')
    terms = [term for n, part in enumerate(phrases) for term in ([part] if n % 2 else part.split())]
    return " ".join(f'"{term}"' for term in terms if any(c.isalnum() for c in term))
