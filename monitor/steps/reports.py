"""News items: told when their article was read, or within two minutes with what the feed says. Not what they mean: news/ reads them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from monitor.model.news import NewsItem, NewsReading
from monitor.model.place import Document, DocumentKind, Part, Target
from monitor.model.register import Report
from monitor.steps import shown
from monitor.steps.scene import TELL_WITHIN, Knowledge, Scene
from monitor.steps.tell import tell_report
from monitor.store.tx import Tx

REPORTED = "reported:"


def take(tx: Tx, scene: Scene, document: Document, *, waits: bool) -> None:
    """A report now, or when its article was read; within two minutes either way."""
    if scene.was_there(document.published, document.published_on):
        return
    pending = f"{REPORTED}{scene.source.id} {document.identity}"
    if waits:
        tx.put_pending(pending, scene.now + TELL_WITHIN, _as_pending(document, scene))
        return
    _report(tx, scene, document)
    tx.drop_pending(pending)


def _as_pending(document: Document, scene: Scene) -> dict[str, object]:
    """What is needed to report an item whose article does not come."""
    return {
        "source": scene.source.id,
        "identity": document.identity,
        "url": document.url,
        "title": document.title,
        "text": document.text,
        "language": document.language,
        "published": document.published.isoformat() if document.published else None,
        "evidence": scene.evidence,
    }


def _report(tx: Tx, scene: Scene, document: Document) -> None:
    """Reads a news item and tells what it reports. An edited item is told again only if it says something else."""
    day = document.published.date() if document.published else document.published_on or scene.now.date()
    reading = scene.knowledge.read_news(
        NewsItem(document.title, document.text, document.language or scene.source.language, day)
    )
    before = tx.report_of(scene.source.id, document.identity)
    if before is not None and _adds_nothing(reading, document, before):
        return
    report = Report(
        at=scene.now,
        source=scene.source.id,
        identity=document.identity,
        url=document.url,
        language=reading.language,
        title=document.title,
        label=reading.label,
        direction=reading.direction,
        stage=reading.stage,
        measure=reading.instruments[0] if reading.instruments else None,
        jurisdiction=reading.jurisdiction,
        program=reading.program,
        instruments=reading.instruments,
        names=reading.names,
        score=reading.score,
        why=reading.why,
        text=document.text,
        sha256=scene.evidence,
        published=document.published,
    )
    tell_report(tx, scene.knowledge, report, alerts=not shown.is_older(tx, scene, document.published, None))


def _adds_nothing(reading: NewsReading, document: Document, before: Report) -> bool:
    """True for what was told already; and what a shorter text (the feed's word of an article that was read) leaves out is not taken back."""
    if (before.label, before.direction, before.stage) == (reading.label, reading.direction, reading.stage):
        return True
    return len(document.text) < len(before.text) and not reading.label.worth_an_alert


def untold(tx: Tx, knowledge: Knowledge, payload: dict[str, Any], now: datetime) -> None:
    """The article behind a news item did not come in time: the item is reported by itself."""
    source = knowledge.settings.source(payload["source"])
    health = tx.health(payload["source"])
    if source is None or health is None:
        return
    target = Target(source.id, payload["url"], Part.ARTICLE, None, now)
    _report(tx, Scene(now, source, target, health, knowledge, payload["evidence"]), _item(payload))


def _item(payload: dict[str, Any]) -> Document:
    published = payload["published"]
    return Document(
        kind=DocumentKind.NEWS,
        url=payload["url"],
        identity=payload["identity"],
        title=payload["title"],
        text=payload["text"],
        published=datetime.fromisoformat(published) if published else None,
        language=payload["language"],
    )
