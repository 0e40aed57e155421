"""`sources`: how each source is doing, and what one of them shows right now. Touches no register."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from monitor.cli.database import configuration_option, database_option, open_history
from monitor.cli.present import heading, json_options, put_rows, put_value, tell
from monitor.model.faults import UsageError

_HEALTH = """
SELECT h.source, substr(h.last_success, 1, 19) || 'Z' AS last_success,
    substr(h.last_change, 1, 19) || 'Z' AS last_change, h.polls, h.changes, h.fewest, h.most,
    (SELECT group_concat(what, ', ') FROM (
        SELECT DISTINCT o.problem AS what FROM outbreak o WHERE o.source = h.source AND o.over IS NULL
        UNION ALL SELECT 'late' WHERE h.late_told UNION ALL SELECT 'silent' WHERE h.silent_told)) AS trouble,
    (SELECT substr(min(t.due), 1, 19) || 'Z' FROM target t WHERE t.source = h.source AND t.part = 'entrance') AS next_poll,
    CASE WHEN h.changes > 1 THEN round((julianday(h.last_change) - julianday(h.added)) * 24 / (h.changes - 1), 1) END AS usual_hours
FROM health h ORDER BY h.source
"""


@click.group(invoke_without_command=True)
@database_option
@json_options
@click.pass_context
def sources(ctx: click.Context, db: Path, form: str | None) -> None:
    """Show how each source is doing: last success, last change, usual rhythm, trouble.

    \b
    Example:  sanctions-monitor sources
              sanctions-monitor sources test ofac-recent-actions --config monitor.toml
    """
    if ctx.invoked_subcommand is not None:
        return
    with open_history(db) as tx:
        rows = tx.rows(_HEALTH)
        for row in rows:
            reports, confirmed, lead = tx.track_record(row["source"])
            row |= {"reports": reports, "confirmed": confirmed, "median_lead_hours": lead}
    columns = ("source", "last_success", "last_change", "usual_hours", "next_poll", "reports", "confirmed", "trouble")
    put_rows(rows, columns, form, empty="No source was polled yet; `sanctions-monitor run` begins.")


@sources.command("test")
@click.argument("name", metavar="ID")
@configuration_option
@json_options
def test_source(name: str, config: Path, form: str | None) -> None:
    """Fetch one source now and show what was read, step by step.

    Nothing is written: not the register, not the archive.

    \b
    Example:  sanctions-monitor sources test ofac-recent-actions --config monitor.toml
    """
    from monitor.configuration import read_settings

    settings = read_settings(config)
    source = settings.source(name)
    if source is None:
        known = ", ".join(s.id for s in settings.sources) or "none"
        raise UsageError(f"{config}: there is no source {name!r}; there are {known}")
    told = asyncio.run(_look(settings, source))
    if form is not None:
        put_value(told, form)
        return
    heading(f"{source.id}  {told['url']}")
    tell(f"  {told['status']}  {told['bytes']} bytes  {told['content_type']}  sha256 {told['sha256'][:16]}…")
    for note in told["notes"]:
        tell(f"  {note}")
    if told["trouble"]:
        tell(f"  trouble: {told['trouble']}")
    for document in told["documents"]:
        tell(f"\n  {document['kind']}  {document['published'] or ''}  {document['title']}\n    {document['url']}")
    for wish in told["further"]:
        tell(f"  would look at {wish['part']}: {wish['url']}")


async def _look(settings: Any, source: Any) -> dict[str, Any]:
    from monitor.clock import WallClock
    from monitor.fetch.aiohttp_transport import AiohttpTransport
    from monitor.fetch.fetcher import Fetcher, FetchRequest
    from monitor.fetch.limits import FetchLimits
    from monitor.model.place import Part, Target
    from monitor.reader import ThreadedReader
    from monitor.sources import adapter

    now = datetime.now(UTC)
    kind = adapter(source.kind)
    wish = kind.entrance(source)
    target = Target(source.id, wish.url, Part.ENTRANCE, now, now, dict(wish.facts))
    transport = AiohttpTransport(allow=settings.fetch.allow)
    limits = FetchLimits(contact=settings.fetch.contact, allow=settings.fetch.allow, timeout=settings.fetch.timeout)
    try:
        capture = await Fetcher(transport, limits, WallClock()).get(FetchRequest(wish.url, kind.accept(target)))
    finally:
        await transport.close()
    reading = await ThreadedReader().read(source, target, capture)
    return {
        "source": source.id,
        "url": capture.final_url,
        "status": capture.status,
        "bytes": len(capture.body),
        "content_type": capture.content_type,
        "sha256": capture.sha256,
        "items": reading.items,
        "notes": list(reading.notes),
        "trouble": f"{reading.trouble.problem.value}: {reading.trouble.detail}" if reading.trouble else None,
        "documents": [_document(document) for document in reading.documents],
        "further": [{"part": w.part.value, "url": w.url} for w in reading.wishes],
    }


def _document(document: Any) -> dict[str, Any]:
    day = document.published or document.published_on
    return {
        "kind": document.kind.value,
        "identity": document.identity,
        "title": document.title,
        "url": document.url,
        "published": day.isoformat() if day else None,
        "measure": document.measure,
        "words": len(document.text.split()),
    }
