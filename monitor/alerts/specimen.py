"""One made-up matter of each kind: what templates are tried on before they are used, and what the documentation shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from monitor.alerts.matter import of_change, of_correction, of_deadline, of_group, of_report, of_update, to_json
from monitor.model.instrument import Operation, Redline, RedlineParagraph, Span, SpanKind
from monitor.model.message import Matter, MatterKind
from monitor.model.register import Change, Report, Update, Version
from monitor.model.words import Direction, Effect, Kind, NewsLabel, Op, Stage

_AT = datetime(2031, 5, 8, 14, 0, tzinfo=UTC)
_KEY = "us-ofac/atlantis/gl-7"
_URL = "https://sanctions.example/atlantis/gl-7a"
_HASH = "5f0c" * 16


def _operation() -> Operation:
    return Operation(
        path="(a)(2)",
        op=Op.CHANGED,
        effect=Effect.PERMITS,
        direction=Direction.RELAXED,
        before="the maintenance of lighthouses",
        after="the maintenance of lighthouses and harbors",
        why="(a)(2) permits more than before: “and harbors” was added",
    )


def _change() -> Change:
    redline = Redline(
        (
            RedlineParagraph(
                "(a)(2)",
                (
                    Span(SpanKind.SAME, "the maintenance of lighthouses"),
                    Span(SpanKind.ADDED, " and harbors"),
                    Span(SpanKind.SAME, " on the coast of Atlantis."),
                ),
            ),
        )
    )
    return Change(
        at=_AT,
        measure=_KEY,
        label="7A",
        kind=Kind.AMENDED,
        direction=Direction.RELAXED,
        title="Authorizing the Maintenance of Lighthouses and Harbors",
        summary="Harbors may be maintained too.",
        sources=("recent-actions",),
        url=_URL,
        effective=_AT,
        sha256=_HASH,
        program="atlantis",
        jurisdiction="US",
        operations=(_operation(),),
        redline=redline,
        before_label="7",
        expires_at=_AT + timedelta(days=200),
        story="1",
        id=1,
    )


def _report() -> Report:
    return Report(
        at=_AT - timedelta(hours=3),
        source="harbor-news",
        identity="1",
        url="https://news.example/1",
        language="en",
        title="Harbors of Atlantis to be repaired under a new license",
        label=NewsLabel.MEASURE_RELAXED,
        direction=Direction.RELAXED,
        stage=Stage.ADOPTED,
        measure=_KEY,
        jurisdiction="US",
        program="atlantis",
        why=("“license”, “to be repaired” in the title",),
        text="The harbors of Atlantis may be repaired under a license that the ministry signed on Thursday.",
        story="1",
        id=1,
    )


def specimens() -> dict[MatterKind, Matter]:
    """A matter of each kind, with everything that its template can show."""
    change = _change()
    told = of_change(change, confirms=(_report().title,))
    update = Update(
        at=_AT + timedelta(minutes=9),
        change=1,
        measure=_KEY,
        label="7A",
        kind=Kind.AMENDED,
        direction=Direction.RELAXED,
        summary="The text has been read: harbors may be maintained too.",
        story="1",
        operations=change.operations,
        redline=change.redline,
        id=2,
    )
    version = Version(
        _KEY, "7A", change.title, "", _HASH, _AT, "recent-actions", _URL, _HASH, expires_at=change.expires_at, id=3
    )
    due = _AT + timedelta(days=200)
    wrong = replace(change, direction=Direction.TIGHTENED)
    return {
        MatterKind.CHANGE: told,
        MatterKind.UPDATE: of_update(update, replace(change, direction=Direction.UNJUDGED, provisional=True)),
        MatterKind.REPORT: of_report(_report()),
        MatterKind.DEADLINE: of_deadline(version, due, timedelta(days=7), due - timedelta(days=7), program="atlantis"),
        MatterKind.OPERATOR: Matter(
            MatterKind.OPERATOR,
            _AT,
            "recent-actions: layout",
            "The parts of the page that must be there are not. The register is unchanged; polling goes on.",
            url="https://sanctions.example/recent",
            facts={"notice": "trouble", "details": ["no list of publications"], "more": ["sanctions-monitor sources"]},
        ),
        MatterKind.DIGEST: Matter(
            MatterKind.DIGEST,
            _AT,
            "2 alerts",
            "",
            facts={"items": [to_json(told), to_json(of_group((change, replace(change, id=2))))]},
        ),
        MatterKind.ESCALATION: replace(
            told,
            kind=MatterKind.ESCALATION,
            at=_AT + timedelta(hours=4),
            facts=told.facts | {"escalates": 1, "told_at": to_json(told)["at"], "subject": "RELAXED Atlantis GL 7A"},
        ),
        MatterKind.CORRECTION: of_correction(
            change, wrong, note="The new words add to what is allowed.", by="duty officer"
        ),
    }
