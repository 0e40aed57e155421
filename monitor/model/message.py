"""Who is told what, and how far it got: channels, subscriptions, alerts, deliveries. Not the words of a message."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from monitor.model.words import DeliveryState, Direction, Kind, Role


@dataclass(frozen=True, slots=True)
class Secret:
    """Where a channel's address is kept. Exactly one is set. The value itself is read only when a message is sent."""

    literal: str | None = None
    credential: str | None = None
    env: str | None = None
    file: str | None = None


@dataclass(frozen=True, slots=True)
class Channel:
    """A way to reach people."""

    name: str
    url: Secret
    tz: str = "UTC"


@dataclass(frozen=True, slots=True)
class Digest:
    """When a digest is sent: every day or on one weekday (0 = Monday) at "HH:MM" of the channel's zone."""

    at: str
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours ("HH:MM", in the channel's zone) in which delivery waits. May reach over midnight."""

    begins: str
    ends: str


@dataclass(frozen=True, slots=True)
class Escalation:
    """A further channel that is told when nobody acknowledged in time."""

    after: timedelta
    channel: str


@dataclass(frozen=True, slots=True)
class Subscription:
    """What somebody wants to hear. An empty filter lets everything through."""

    name: str
    channels: tuple[str, ...]
    directions: frozenset[Direction] = frozenset()
    kinds: frozenset[Kind] = frozenset()
    programs: frozenset[str] = frozenset()
    jurisdictions: frozenset[str] = frozenset()
    measures: tuple[str, ...] = ()  # key patterns: us-ofac/russia/*
    roles: frozenset[Role] = frozenset()
    words: tuple[str, ...] = ()
    digest: Digest | None = None  # None: now
    quiet: Quiet | None = None
    deadlines: tuple[timedelta, ...] = ()
    escalate: Escalation | None = None


class MatterKind(StrEnum):
    """What an alert is about."""

    CHANGE = "change"
    UPDATE = "update"
    REPORT = "report"
    DEADLINE = "deadline"
    OPERATOR = "operator"
    DIGEST = "digest"
    ESCALATION = "escalation"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class Matter:
    """Something to tell, in the shape that subscriptions and templates need. `row` is the id of the change, update or report."""

    kind: MatterKind
    at: datetime
    title: str
    summary: str
    direction: Direction | None = None
    change_kind: Kind | None = None
    measure: str | None = None
    label: str | None = None
    program: str | None = None
    jurisdiction: str | None = None
    role: Role = Role.OFFICIAL
    story: str | None = None
    row: int | None = None
    url: str = ""
    facts: dict[str, Any] = field(
        default_factory=dict
    )  # what the template shows: redline, operations, dates, hash, reasons


@dataclass(frozen=True, slots=True)
class Message:
    """The words of an alert, ready for any channel: `text` is plain, `html` may be empty. No secrets, no line breaks in the subject."""

    subject: str
    text: str
    html: str = ""
    message_id: str = ""  # RFC 5322, stable over attempts
    in_reply_to: str = ""
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Alert:
    """A matter that a subscription asked for. `about`: measure keys, or titles where there is no key."""

    at: datetime
    subscription: str  # "operator" for the monitor's own troubles
    kind: MatterKind
    subject: str
    about: tuple[str, ...]
    matter: dict[str, Any]  # JSON of the matter, for digests, tests and `alerts show`
    story: str | None = None
    row: int | None = None
    acked_at: datetime | None = None
    acked_by: str | None = None
    ack_note: str | None = None
    escalate_at: datetime | None = None
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """One alert to one channel. A work row: it changes. Times are UTC."""

    alert: int
    channel: str
    state: DeliveryState
    message: Message
    next_try: datetime | None
    attempts: int = 0
    first_try: datetime | None = None
    last_try: datetime | None = None
    sent_at: datetime | None = None
    error: str = ""
    hold_until: datetime | None = None  # quiet hours
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one attempt to deliver ended. `detail` holds no secret."""

    ok: bool
    permanent: bool = False
    detail: str = ""
    retry_after: timedelta | None = None
