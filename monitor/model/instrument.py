"""A legal instrument as it was read: header, dates, provisions; and what comparing two of them found. Not its life in the register."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from monitor.model.words import Direction, Effect, Kind, Op


class InstrumentKind(StrEnum):
    """What sort of legal text it is."""

    LICENSE = "general license"
    DIRECTIVE = "directive"
    DETERMINATION = "determination"
    ORDER = "order"
    SECTION = "cfr section"
    FAQ = "faq"
    REVOCATION = "revocation"  # a document whose only content is that others end
    DESIGNATIONS = "designations"
    REGULATION = "regulation"  # EU, UK or UN act
    PAGE = "page"  # a watched page that is one measure

    @property
    def permits(self) -> bool:
        """True where the instrument as a whole allows something; false where it prohibits or only explains."""
        return self is InstrumentKind.LICENSE


@dataclass(frozen=True, slots=True)
class Provision:
    """One paragraph. `path` is `(a)(1)(i)`, `Note 1 to (a)`, `Annex`, `title` (CONTRACT.md)."""

    path: str
    effect: Effect
    text: str
    parent: int | None = None  # index in the instrument's provisions


@dataclass(frozen=True, slots=True)
class Supersession:
    """An earlier label that this text replaces or revokes, and the date of issue that it gives for it."""

    label: str
    dated: date | None = None


@dataclass(frozen=True, slots=True)
class Instrument:
    """One legal text, read. Dates are local legal dates; `expires_at` and `starts_at` are UTC instants."""

    kind: InstrumentKind
    key: str  # the measure's key: us-ofac/russia/gl-25
    issuer: str  # us-ofac
    program: str  # slug
    number: str  # 25
    label: str  # 25A
    title: str
    programs: tuple[str, ...] = ()  # all programs of the header, the first one first
    cfr_parts: tuple[int, ...] = ()
    issued: date | None = None
    starts: date | None = None
    expires: date | None = None
    starts_at: datetime | None = None
    expires_at: datetime | None = None
    supersedes: tuple[Supersession, ...] = ()
    revokes: tuple[Supersession, ...] = ()
    provisions: tuple[Provision, ...] = ()
    text: str = ""  # clean paragraphs, a blank line between


@dataclass(frozen=True, slots=True)
class NoInstrument:
    """A text that is no legal instrument, and why it is not."""

    problem: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that a new text does to an old one. The path is that of the new text, of the old one for what is gone."""

    path: str
    op: Op
    effect: Effect
    direction: Direction
    before: str | None
    after: str | None
    why: str


class SpanKind(StrEnum):
    """How a run of words in a redline stands to the other text."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of words of a redline."""

    kind: SpanKind
    text: str


@dataclass(frozen=True, slots=True)
class RedlineParagraph:
    """One paragraph with its runs of words; all `SAME` where nothing changed. `was` is the old path if that moved."""

    path: str
    spans: tuple[Span, ...]
    was: str | None = None

    @property
    def touched(self) -> bool:
        """True where anything in the paragraph differs."""
        return any(span.kind is not SpanKind.SAME for span in self.spans)


@dataclass(frozen=True, slots=True)
class Redline:
    """Both texts in one, for mail, terminal and web alike."""

    paragraphs: tuple[RedlineParagraph, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgment:
    """What one text means beside another. No kind where nothing changed or nothing could be compared."""

    direction: Direction
    kind: Kind | None
    summary: str
    operations: tuple[Operation, ...] = ()
    redline: Redline = field(default_factory=Redline)
    problem: str | None = None


class ActionKind(StrEnum):
    """What an official notice says was done."""

    LICENSE_ISSUED = "license issued"
    LICENSE_REVOKED = "license revoked"
    DESIGNATED = "designated"
    REMOVED = "removed"
    ENTRY_CHANGED = "list entry changed"
    ORDER = "order"
    DIRECTIVE = "directive"
    DETERMINATION = "determination"
    REGULATION = "regulation"
    FAQ = "faq"
    GUIDANCE = "guidance"
    ENFORCEMENT = "enforcement"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Action:
    """One of the actions that a notice's title joins with semicolons, filled up from its body."""

    kind: ActionKind
    title: str  # the phrase, cleaned: "Russia-related Designation"
    program: str | None = None  # slug
    measures: tuple[str, ...] = ()  # keys named: us-ofac/russia/gl-25, us-ofac/faq-1040, us-eo/14071
    labels: tuple[str, ...] = ()  # labels in the order of `measures`: 25A
    names: tuple[str, ...] = ()  # names listed or removed, as printed
