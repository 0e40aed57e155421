"""What the register holds: measures, their versions and ends, changes, reports, stories. Append only, but for nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from monitor.model.instrument import InstrumentKind, Operation, Redline
from monitor.model.words import Direction, Kind, NewsLabel, Stage

UNCONFIRMED_AFTER = timedelta(days=7)  # a report without an official text for so long is called never confirmed


@dataclass(frozen=True, slots=True)
class Measure:
    """A rule with an identity that outlives its versions."""

    key: str
    issuer: str
    program: str
    kind: InstrumentKind
    title: str
    first_seen: datetime
    url: str
    programs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """One text of a measure. `sha256` is of the clean text; `evidence` of the bytes that it was read from."""

    measure: str
    label: str
    title: str
    text: str
    sha256: str
    seen_at: datetime
    source: str
    url: str
    evidence: str | None = None
    issued: date | None = None
    starts: date | None = None
    expires: date | None = None
    starts_at: datetime | None = None
    expires_at: datetime | None = None
    known: bool = False  # from known.jsonl or an earlier register: not yet seen on a page
    id: int | None = None  # given by the store


@dataclass(frozen=True, slots=True)
class Ending:
    """The end of a version: `by` is `superseded`, `expired`, `revoked` or `withdrawn`. A later version of the same label revives it."""

    measure: str
    label: str
    at: datetime  # when it took effect, UTC
    by: str
    by_label: str | None = None
    seen_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A measure with all it has lived through: versions and ends in the order in which they were seen."""

    measure: Measure
    versions: tuple[Version, ...] = ()
    endings: tuple[Ending, ...] = ()
    missing_since: datetime | None = None  # first whole reading of its page that did not list it


@dataclass(frozen=True, slots=True)
class Change:
    """What one version, or its beginning or end, means. `at`: when we knew; `effective`: when it took or takes effect; both UTC."""

    at: datetime
    measure: str
    label: str
    kind: Kind
    direction: Direction
    title: str
    summary: str
    sources: tuple[str, ...]
    url: str
    effective: datetime | None = None
    sha256: str | None = None  # of the raw bytes that it was read from
    program: str = ""
    jurisdiction: str = ""
    operations: tuple[Operation, ...] = ()
    redline: Redline = field(default_factory=Redline)
    before_label: str | None = None
    expires_at: datetime | None = None
    note: str = ""  # "first seen in the Federal Register", "known from the title only"
    provisional: bool = False  # told before its text was read
    story: str = ""
    corrects: int | None = None  # id of the change whose judgment this one corrects
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Update:
    """What was learned later about a change that was told."""

    at: datetime
    change: int
    measure: str
    label: str
    kind: Kind
    direction: Direction
    summary: str
    story: str
    source: str = ""
    url: str = ""
    sha256: str | None = None
    operations: tuple[Operation, ...] = ()
    redline: Redline = field(default_factory=Redline)
    note: str = ""
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A news item or other unofficial word of a change."""

    at: datetime
    source: str
    identity: str
    url: str
    language: str
    title: str
    label: NewsLabel
    direction: Direction
    stage: Stage
    measure: str | None
    jurisdiction: str | None = None
    program: str | None = None
    instruments: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    score: float = 0.0
    why: tuple[str, ...] = ()
    text: str = ""
    sha256: str | None = None
    published: datetime | None = None
    story: str = ""
    confirmed_at: datetime | None = None
    lead_hours: float | None = None  # hours the report was ahead of the official text; negative: behind
    id: int | None = None

    @property
    def tells_a_change(self) -> bool:
        """True where it says that a measure changed: an official text can confirm it, and readers are told."""
        return self.label.worth_an_alert and self.stage is not Stage.REPUBLICATION


@dataclass(frozen=True, slots=True)
class Mention:
    """What a report or a change brings to the finding of its story: one shape for both, so that they can be compared."""

    at: datetime
    title: str
    direction: Direction
    official: bool
    source: str
    measures: tuple[str, ...] = ()  # keys named or changed
    program: str | None = None
    jurisdiction: str | None = None
    names: tuple[str, ...] = ()  # proper names, numbers, folded
    text: str = ""
    label: NewsLabel | None = None  # of a report
    kind: Kind | None = None  # of a change
    published: datetime | None = None
    wind_down: bool = False  # a license that only winds down
    worth: bool = True  # worth an alert by itself
    group: str | None = None  # one publication: address of the page, EU package


@dataclass(frozen=True, slots=True)
class Story:
    """Reports and changes that are about one event."""

    id: str
    first_at: datetime
    title: str
    direction: Direction
    mentions: tuple[Mention, ...] = ()
    confirmed_at: datetime | None = None
    into: str | None = None  # merged into this one
