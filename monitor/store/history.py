"""What is appended and never changed: measures, versions, endings, changes, reports, events, documents, captures."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from monitor.model.instrument import Operation
from monitor.model.register import Change, Ending, Measure, Report, Update, Version
from monitor.store.ledger import Ledger
from monitor.store.rows import Row, Shape, dump, instant, storable

MEASURE = Shape(Measure)
VERSION = Shape(Version)
ENDING = Shape(Ending)
CHANGE = Shape(Change, without=("operations",))
UPDATE = Shape(Update, without=("operations",))
OPERATION = Shape(Operation)
REPORT = Shape(Report)


class History(Ledger):
    """The writing side of the history. Every method returns the number of the row that it appended."""

    def add_measure(self, measure: Measure) -> None:
        """Enters a measure once; later words about its title and address come with its versions."""
        if self.scalar("SELECT 1 FROM measure WHERE key = ?", (measure.key,)) is None:
            self._append("measure", MEASURE.row(measure))

    def add_version(self, version: Version) -> int:
        """Appends one text of a measure. A text of a label that had ended revives the label."""
        return self._append("version", VERSION.row(version))

    def add_ending(self, ending: Ending) -> int:
        """Appends the end of a label. A text of the label that is seen later revives it, unless it was superseded."""
        return self._append("ending", ENDING.row(ending))

    def add_change(self, change: Change) -> int:
        """Appends a change and its operations."""
        number = self._append("change", CHANGE.row(change))
        self._add_operations(change.operations, number, None)
        return number

    def add_update(self, update: Update) -> int:
        """Appends what was learned later about a change. Its operations, if it has any, take the place of the change's own."""
        number = self._append("change_update", UPDATE.row(update))
        self._add_operations(update.operations, update.change, number)
        return number

    def _add_operations(self, operations: tuple[Operation, ...], change: int, update: int | None) -> None:
        for operation in operations:
            self._append("operation", OPERATION.row(operation, change=change, change_update=update))

    def add_report(self, report: Report) -> int:
        """Appends a report."""
        return self._append("report", REPORT.row(report))

    def add_confirmation(self, report_id: int, at: datetime, lead_hours: float) -> int:
        """Appends that an official text confirmed a report; `lead_hours` is negative where the report came later."""
        row: Row = {"report": report_id, "at": instant(at), "lead_hours": float(lead_hours)}
        return self._append("confirmation", row)

    def add_event(self, at: datetime, event: Mapping[str, Any]) -> int:
        """Appends one event of the contract, in the order in which it happened."""
        return self._append("event", {"at": instant(at), "event": dump(event)})

    def add_document(
        self,
        source: str,
        url: str,
        identity: str,
        title: str,
        text: str,
        language: str | None,
        at: datetime,
        sha256: str | None,
        meaning: str | None,
    ) -> int:
        """Appends what was read out of a capture; `documents_fts` finds it from then on."""
        row: Row = {
            "source": source,
            "url": storable(url),
            "identity": storable(identity),
            "title": storable(title),
            "text": storable(text),
            "language": language,
            "at": instant(at),
            "sha256": sha256,
            "meaning": meaning,
        }
        number = self._append("document", row)
        # Not by a trigger: the savepoint of a trigger makes FTS5 write its index out for every single document.
        self._insert("documents_fts", {"rowid": number, "title": row["title"], "text": row["text"]})
        return number

    def add_capture(
        self,
        sha256: str,
        url: str,
        at: datetime,
        warc_file: str,
        offset: int,
        status: int,
        content_type: str,
        length: int,
    ) -> int:
        """Appends where the raw bytes of a response lie; `length` counts the bytes of its records in the WARC file."""
        return self._append(
            "capture",
            {
                "sha256": sha256,
                "url": storable(url),
                "at": instant(at),
                "warc_file": warc_file,
                "offset": offset,
                "status": status,
                "content_type": storable(content_type),
                "length": length,
            },
        )
