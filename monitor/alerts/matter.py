"""What there is to tell, made from what the register holds; and its JSON form. Not who wants it and not its words.

`facts` of a matter are JSON values only: times are RFC 3339 in UTC, dates ISO 8601.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from monitor.model.instrument import Operation, Redline, RedlineParagraph, Span, SpanKind
from monitor.model.message import Matter, MatterKind
from monitor.model.register import Change, Report, Update, Version
from monitor.model.words import Direction, Kind, NewsLabel, Role, Stage

_MOST = 400  # touched paragraphs and operations that an alert's row keeps; the whole is in the change
_TEXT = 6000  # characters of a new text that an alert's row keeps
_LABEL_KINDS: dict[NewsLabel, tuple[Kind, ...]] = {
    NewsLabel.MEASURE_ADDED: (Kind.ADDED,),
    NewsLabel.MEASURE_TIGHTENED: (Kind.AMENDED,),
    NewsLabel.MEASURE_RELAXED: (Kind.AMENDED,),
    NewsLabel.MEASURE_EXTENDED: (Kind.EXTENDED,),
    NewsLabel.MEASURE_EXPIRED_OR_REVOKED: (Kind.EXPIRED, Kind.REVOKED),
    NewsLabel.DESIGNATION_ADDED: (Kind.ADDED,),
    NewsLabel.DESIGNATION_REMOVED: (Kind.REVOKED,),
}


def _stamp(at: datetime | None) -> str | None:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z") if at is not None else None


def _operations(operations: Sequence[Operation]) -> list[dict[str, Any]]:
    return [
        {
            "path": one.path,
            "op": one.op.value,
            "effect": one.effect.value,
            "direction": one.direction.value,
            "before": one.before,
            "after": one.after,
            "why": one.why,
        }
        for one in operations[:_MOST]
    ]


def _redline(redline: Redline) -> dict[str, Any]:
    touched = [paragraph for paragraph in redline.paragraphs if paragraph.touched or paragraph.was]
    return {
        "paragraphs": [
            {"path": p.path, "was": p.was, "spans": [[span.kind.value, span.text] for span in p.spans]}
            for p in touched[:_MOST]
        ],
        "unchanged": len(redline.paragraphs) - len(touched),
        "beyond": max(0, len(touched) - _MOST),
    }


def redline_of(facts: dict[str, Any]) -> Redline:
    """The touched paragraphs that a matter's facts hold."""
    return Redline(
        tuple(
            RedlineParagraph(p["path"], tuple(Span(SpanKind(kind), text) for kind, text in p["spans"]), p["was"])
            for p in facts.get("redline", {}).get("paragraphs", ())
        )
    )


def of_change(change: Change, *, confirms: Sequence[str] = (), text: str = "") -> Matter:
    """A change of the register.

    `confirms`: titles of reports that it confirms; `text`: what the new text says,
    of which a message shows the beginning where there is no older text to compare it with.
    """
    new = not change.operations and not change.redline.paragraphs
    return Matter(
        kind=MatterKind.CHANGE,
        at=change.at,
        title=change.title,
        summary=change.summary,
        direction=change.direction,
        change_kind=change.kind,
        measure=change.measure,
        label=change.label,
        program=change.program or None,
        jurisdiction=change.jurisdiction or None,
        story=change.story or None,
        row=change.id,
        url=change.url,
        facts={
            "effective": _stamp(change.effective),
            "expires_at": _stamp(change.expires_at),
            "before_label": change.before_label,
            "sha256": change.sha256,
            "sources": list(change.sources),
            "note": change.note,
            "provisional": change.provisional,
            "confirms": list(confirms),
            "text": text[:_TEXT] if new else "",
            "words": len(text.split()) if new else 0,
            "operations": _operations(change.operations),
            "redline": _redline(change.redline),
        },
    )


def of_group(changes: Sequence[Change]) -> Matter:
    """Many entries of one publication and program as one matter (CONTRACT.md, list entries). Raises ValueError for none."""
    if not changes:
        raise ValueError("a group has at least one change")
    first = changes[0]
    directions = {change.direction for change in changes} - {Direction.UNCHANGED}
    direction = directions.pop() if len(directions) == 1 else Direction.MIXED if directions else Direction.UNCHANGED
    matter = of_change(first)
    if len(changes) == 1:
        return matter
    counts = [
        f"{sum(c.kind is kind for c in changes)} {kind.value}" for kind in Kind if any(c.kind is kind for c in changes)
    ]
    return Matter(
        kind=MatterKind.CHANGE,
        at=first.at,
        title=f"{len(changes)} list entries: {', '.join(counts)}",
        summary="",
        direction=direction,
        change_kind=first.kind,
        measure=first.measure,
        label=None,
        program=first.program or None,
        jurisdiction=first.jurisdiction or None,
        story=first.story or None,
        row=first.id,
        url=first.url,
        facts=matter.facts
        | {
            "measures": [change.measure for change in changes],
            "kinds": sorted({change.kind.value for change in changes}),
            "entries": [f"{change.kind.value}: {change.summary or change.title}" for change in changes],
            "operations": [],
            "redline": {},
        },
    )


def of_update(
    update: Update, change: Change, *, known: Change | None = None, confirms: Sequence[str] = (), text: str = ""
) -> Matter:
    """What was learned later about a change that was told; `change` is that change, `known` what it is known to be now.

    Title, dates and the label before are those of `known`: a change told from its notice had none of them.
    """
    base = of_change(known or change, confirms=confirms, text=text)
    return Matter(
        kind=MatterKind.UPDATE,
        at=update.at,
        title=base.title,
        summary=update.summary,
        direction=update.direction,
        change_kind=update.kind,
        measure=update.measure,
        label=update.label,
        program=change.program or None,
        jurisdiction=change.jurisdiction or None,
        story=update.story or change.story or None,
        row=update.id,
        url=update.url or change.url,
        facts=base.facts
        | {
            "change": update.change,
            "earlier_direction": change.direction.value,
            "sha256": update.sha256 or change.sha256,
            "sources": [update.source] if update.source else list(change.sources),
            "note": update.note,
            "provisional": False,
            "operations": _operations(update.operations),
            "redline": _redline(update.redline),
        },
    )


def of_correction(correction: Change, wrong: Change, *, note: str, by: str) -> Matter:
    """A judgment that a person put right: `correction` follows `wrong`, of which everybody is told who got it."""
    matter = of_change(correction)
    return Matter(
        kind=MatterKind.CORRECTION,
        at=correction.at,
        title=correction.title or wrong.title,
        summary=correction.summary,
        direction=correction.direction,
        change_kind=correction.kind,
        measure=correction.measure,
        label=correction.label,
        program=correction.program or wrong.program or None,
        jurisdiction=correction.jurisdiction or wrong.jurisdiction or None,
        story=correction.story or wrong.story or None,
        row=correction.id,
        url=correction.url or wrong.url,
        facts=matter.facts | {"change": wrong.id, "earlier_direction": wrong.direction.value, "note": note, "by": by},
    )


def of_report(report: Report) -> Matter:
    """A news item. `worth`: whether it alerts at all (CONTRACT.md, finer points).

    It is told as confirmed only where the official text had been seen when it came.
    """
    kinds = _LABEL_KINDS.get(report.label, ())
    confirmed = report.confirmed_at if report.confirmed_at is not None and report.confirmed_at <= report.at else None
    return Matter(
        kind=MatterKind.REPORT,
        at=report.at,
        title=report.title,
        summary="",
        direction=report.direction,
        change_kind=kinds[0] if kinds else None,
        measure=report.measure,
        program=report.program,
        jurisdiction=report.jurisdiction,
        role=Role.NEWS,
        story=report.story or None,
        row=report.id,
        url=report.url,
        facts={
            "worth": report.label.worth_an_alert and report.stage is not Stage.REPUBLICATION,
            "kinds": [kind.value for kind in kinds],
            "measures": list(report.instruments),
            "label": report.label.value,
            "stage": report.stage.value,
            "language": report.language,
            "score": report.score,
            "why": list(report.why),
            "body": report.text[:_TEXT],
            "sources": [report.source],
            "sha256": report.sha256,
            "published": _stamp(report.published),
            "confirmed_at": _stamp(confirmed),
        },
    )


def of_deadline(
    version: Version,
    due: datetime,
    left: timedelta,
    now: datetime,
    *,
    program: str | None = None,
    jurisdiction: str | None = None,
) -> Matter:
    """A held measure that ends at `due`; `left` is the subscription's number of days that the time fell to."""
    return Matter(
        kind=MatterKind.DEADLINE,
        at=now,
        title=version.title,
        summary="",
        measure=version.measure,
        label=version.label,
        program=program,
        jurisdiction=jurisdiction,
        row=version.id,
        url=version.url,
        facts={
            "due": _stamp(due),
            "left": int(left.total_seconds()),
            "sha256": version.evidence,
            "sources": [version.source],
        },
    )


def to_json(matter: Matter) -> dict[str, Any]:
    """A matter as JSON values, for `Alert.matter`."""
    return {
        "kind": matter.kind.value,
        "at": _stamp(matter.at),
        "title": matter.title,
        "summary": matter.summary,
        "direction": matter.direction.value if matter.direction else None,
        "change_kind": matter.change_kind.value if matter.change_kind else None,
        "measure": matter.measure,
        "label": matter.label,
        "program": matter.program,
        "jurisdiction": matter.jurisdiction,
        "role": matter.role.value,
        "story": matter.story,
        "row": matter.row,
        "url": matter.url,
        "facts": matter.facts,
    }


def from_json(value: dict[str, Any]) -> Matter:
    """The matter that `to_json` wrote."""
    return Matter(
        kind=MatterKind(value["kind"]),
        at=datetime.fromisoformat(value["at"]),
        title=value["title"],
        summary=value["summary"],
        direction=Direction(value["direction"]) if value["direction"] else None,
        change_kind=Kind(value["change_kind"]) if value["change_kind"] else None,
        measure=value["measure"],
        label=value["label"],
        program=value["program"],
        jurisdiction=value["jurisdiction"],
        role=Role(value["role"]),
        story=value["story"],
        row=value["row"],
        url=value["url"],
        facts=value["facts"],
    )


def about(matter: Matter) -> tuple[str, ...]:
    """What an alert is about: measure keys, or the title where there is no key."""
    keys = [key for key in (matter.measure, *matter.facts.get("measures", ())) if key]
    return tuple(dict.fromkeys(keys)) or (matter.title,)
