"""Values of every kind that the store keeps, for its tests; facts of the public record, wording our own."""

from __future__ import annotations

import hashlib
import sqlite3
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlite_utils import Database

from monitor.model.instrument import InstrumentKind, Operation, Redline, RedlineParagraph, Span, SpanKind
from monitor.model.message import Alert, Delivery, MatterKind, Message
from monitor.model.place import Capture, Health, Outbreak, Part, Poll, Target
from monitor.model.register import Change, Ending, Measure, Mention, Report, Update, Version
from monitor.model.words import DeliveryState, Direction, Effect, Kind, NewsLabel, Op, Problem, Stage
from monitor.store import Archive, Store, Tx
from monitor.store.schema import migrate

NOON = datetime(2022, 5, 6, 12, 0, tzinfo=UTC)
KEY = "us-ofac/russia/gl-25"

OPERATION = Operation(
    "(b)(1)", Op.ADDED, Effect.EXCLUDES, Direction.TIGHTENED, None, "Three stations.", "An exclusion came in."
)
REDLINE = Redline(
    (RedlineParagraph("(b)(1)", (Span(SpanKind.SAME, "Any "), Span(SpanKind.ADDED, "station")), was="(b)"),)
)


def measure(key: str = KEY) -> Measure:
    return Measure(
        key,
        "us-ofac",
        "russia",
        InstrumentKind.LICENSE,
        "Telecommunications",
        NOON,
        "https://example.org/25",
        ("russia",),
    )


def version(
    label: str, issued: date | None = None, *, key: str = KEY, seen: datetime = NOON, text: str = "", **more: Any
) -> Version:
    words = text or f"Text of {label}."
    digest = hashlib.sha256(words.encode()).hexdigest()
    return Version(
        key,
        label,
        f"License {label}",
        words,
        digest,
        seen,
        "ofac",
        f"https://example.org/{label}",
        issued=issued,
        **more,
    )


def ending(label: str, at: datetime, by: str, *, key: str = KEY, by_label: str | None = None) -> Ending:
    return Ending(key, label, at, by, by_label, at)


def change(label: str = "25A", *, key: str = KEY, story: str = "s1", at: datetime = NOON, **more: Any) -> Change:
    given: dict[str, Any] = {
        "kind": Kind.AMENDED,
        "direction": Direction.TIGHTENED,
        "operations": (OPERATION,),
        "redline": REDLINE,
        "sha256": "ab" * 32,
        **more,
    }
    return Change(
        at=at, measure=key, label=label, title=f"License {label}", summary="Three stations are excluded.",
        sources=("ofac", "ofac-feed"), url=f"https://example.org/{label}", program="russia", jurisdiction="US",
        effective=NOON - timedelta(hours=2), story=story, **given,
    )  # fmt: skip


def update(of: int, direction: Direction = Direction.MIXED, **more: Any) -> Update:
    return Update(
        NOON + timedelta(hours=1), of, KEY, "25A", Kind.AMENDED, direction, "The text was read.", "s1", **more
    )


def report(
    identity: str = "guid-1", *, story: str = "s1", source: str = "news", at: datetime = NOON, **more: Any
) -> Report:
    return Report(
        at, source, identity, "https://example.org/news", "nl", "VS versoepelen", NewsLabel.MEASURE_RELAXED,
        Direction.RELAXED, Stage.ADOPTED, KEY, "US", "russia", (KEY,), ("fsb",), 0.8, ("versoepelen",), story=story, **more,
    )  # fmt: skip


def mention(*, official: bool = False, at: datetime = NOON, **more: Any) -> Mention:
    return Mention(at, "A title", Direction.RELAXED, official, "news", (KEY,), "russia", "US", ("fsb", "2017"), **more)


def alert(*, row: int | None = 1, story: str | None = "s1", at: datetime = NOON) -> Alert:
    return Alert(at, "russia", MatterKind.CHANGE, "Tightened: GL 25A", (KEY,), {"label": "25A"}, story, row)


def delivery(of: int, channel: str = "compliance", *, due: datetime | None = NOON, **more: Any) -> Delivery:
    return Delivery(of, channel, DeliveryState.PENDING, Message("Subject", "Text", message_id="<1@x>"), due, **more)


def target(url: str = "https://example.org/", *, source: str = "ofac", due: datetime | None = NOON) -> Target:
    return Target(source, url, Part.ENTRANCE, due, NOON, {"page": 1}, etag='W/"x"')


def health(source: str = "ofac") -> Health:
    return Health(source, NOON, NOON, NOON, None, 8, 10, 5, 1, late_told=True, longest_silence=timedelta(days=2))


def outbreak(**more: Any) -> Outbreak:
    return Outbreak("ofac", "https://example.org/", Problem.CHALLENGE, "202 with an empty body", NOON, **more)


def poll(at: datetime = NOON, **more: Any) -> Poll:
    return Poll(
        at, **{"source": "ofac", "url": "https://example.org/", "status": "304", "bytes": 0, "changed": False, **more}
    )


def capture(
    body: bytes = b"<p>words</p>",
    *,
    url: str = "https://example.org/25",
    at: datetime = NOON,
    more: dict[str, str] | None = None,
) -> Capture:
    headers = {"content-type": "text/html; charset=utf-8", **(more or {})}
    return Capture(url, url, at, 200, headers, body, hashlib.sha256(body).hexdigest())


class SelfClosing(sqlite3.Connection):
    """Closes itself when nobody holds it any more: a property is tried too often to do it by hand."""

    def __del__(self) -> None:
        self.close()


def memory() -> Tx:
    """A transaction on a fresh database that is nowhere, for properties that are tried many times."""
    db = Database(sqlite3.connect(":memory:", isolation_level=None, factory=SelfClosing))
    migrate(db)
    return Tx(db.conn)


def fill(tx: Tx) -> None:
    """One row at least in every journaled table."""
    tx.set_clock(NOON)
    tx.add_measure(measure())
    tx.add_version(version("25", date(2022, 4, 7)))
    tx.add_version(version("25A", date(2022, 5, 5), expires_at=NOON + timedelta(days=30)))
    tx.add_ending(ending("25", NOON, "superseded", by_label="25A"))
    tx.add_story("s1", NOON, "Telecommunications", Direction.TIGHTENED)
    tx.add_story("s2", NOON, "The same", Direction.TIGHTENED)
    tx.add_story_merge("s2", "s1", NOON)
    tx.set_story_direction("s1", Direction.MIXED, NOON)
    changed = tx.add_change(change())
    tx.add_update(update(changed, operations=(OPERATION,)))
    reported = tx.add_report(report())
    tx.add_confirmation(reported, NOON, 2.5)
    tx.add_mention("s1", mention(official=True), change=changed)
    tx.add_mention("s2", mention(), report=reported)
    tx.add_event(NOON, {"event": "change", "at": "2022-05-06T12:00:00Z"})
    tx.add_document("ofac", "https://example.org/25", "25", "Crédit télécom", "The words", "en", NOON, "ab" * 32, "m")
    tx.add_capture("ab" * 32, "https://example.org/25", NOON, "2022-05-06.warc.gz", 0, 200, "text/html", 10)
    told = tx.add_alert(alert(row=changed))
    tx.ack_alert(told, "ana", NOON, "seen")
    tx.put_delivery(delivery(told))
    tx.put_target(target())
    tx.put_health(health())
    tx.put_outbreak(outbreak())
    tx.add_poll(poll())


def fill_with_evidence(store: Store, archive: Archive) -> int:
    """A change with an update, two texts, its bytes in the archive, an alert sent and acknowledged. Returns its number."""
    served = capture(b"<p>General License No. 25A</p>", more={"date": "Fri, 06 May 2022 11:59:59 GMT"})
    kept = archive.keep(served, {"user-agent": "Mozilla/5.0 (compatible; sanctions-monitor)"})
    with store.writing() as tx:
        tx.add_capture(kept.sha256, served.url, NOON, kept.file, kept.offset, 200, "text/html", kept.length)
        tx.add_measure(measure())
        tx.add_version(version("25", date(2022, 4, 7)))
        tx.add_version(version("25A", date(2022, 5, 5), evidence=kept.sha256))
        tx.add_story("s1", NOON, "Telecommunications", Direction.TIGHTENED)
        number = tx.add_change(change(sha256=kept.sha256, before_label="25"))
        tx.add_update(update(number))
        told = tx.add_alert(alert(row=number))
        tx.put_delivery(delivery(told))
        tx.ack_alert(told, "ana", NOON, "seen")
        tx.add_document("ofac", served.url, "25A", "License 25A", "Crédit", "en", NOON, kept.sha256, "m")
        tx.put_target(target())
        tx.add_poll(poll())
    return number
