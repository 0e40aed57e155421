"""Matters, alerts and subscriptions that the tests of this room share."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from monitor.alerts.matter import of_change, of_report
from monitor.model.instrument import Operation, Redline, RedlineParagraph, Span, SpanKind
from monitor.model.message import Matter, Subscription
from monitor.model.register import Change, Report
from monitor.model.words import Direction, Effect, Kind, NewsLabel, Op, Stage

NOW = datetime(2031, 5, 8, 14, 0, tzinfo=UTC)
KEY = "us-ofac/russia/gl-25"


def operation(**fields: Any) -> Operation:
    base = Operation("(a)(1)", Op.CHANGED, Effect.PERMITS, Direction.RELAXED, "one port", "two ports", "more ports")
    return replace(base, **fields)


def redline(*texts: tuple[str, str]) -> Redline:
    return Redline((RedlineParagraph("(a)(1)", tuple(Span(SpanKind(kind), text) for kind, text in texts)),))


def change(**fields: Any) -> Change:
    base = Change(
        at=NOW,
        measure=KEY,
        label="25A",
        kind=Kind.AMENDED,
        direction=Direction.RELAXED,
        title="Authorizing Transactions Related to Telecommunications",
        summary="One more service may be provided.",
        sources=("recent-actions",),
        url="https://sanctions.example/25a",
        effective=NOW,
        sha256="ab" * 32,
        program="russia",
        jurisdiction="US",
        operations=(operation(),),
        redline=redline(("same", "mail"), ("added", " and telephone"), ("same", " services")),
        before_label="25",
        expires_at=NOW + timedelta(days=60),
        story="7",
        id=1,
    )
    return replace(base, **fields)


def report(**fields: Any) -> Report:
    base = Report(
        at=NOW - timedelta(hours=2),
        source="paper",
        identity="x",
        url="https://news.example/1",
        language="en",
        title="Telephone services to be allowed",
        label=NewsLabel.MEASURE_RELAXED,
        direction=Direction.RELAXED,
        stage=Stage.ADOPTED,
        measure=KEY,
        jurisdiction="US",
        program="russia",
        story="7",
        id=1,
    )
    return replace(base, **fields)


def told(**fields: Any) -> Matter:
    return of_change(change(**fields))


def reported(**fields: Any) -> Matter:
    return of_report(report(**fields))


def subscription(**fields: Any) -> Subscription:
    base = Subscription("everything", ("compliance",))
    return replace(base, **fields)
