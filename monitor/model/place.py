"""Where things are published and what came back from there: sources, targets, captures, documents. Not what they mean."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from monitor.model.words import Problem, Role


@dataclass(frozen=True, slots=True)
class Rush:
    """Hours of haste: poll every `every` between `opens` and `closes` ("HH:MM", in the source's zone) on `days` (0 = Monday)."""

    every: timedelta
    opens: str
    closes: str
    days: frozenset[int]


@dataclass(frozen=True, slots=True)
class Expect:
    """What an answer must look like to be believed."""

    min_items: int | None = None
    max_items: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A configured place to poll. Exactly one of `every` and `cron` is set."""

    id: str
    kind: str
    url: str
    role: Role
    every: timedelta | None = None
    cron: str | None = None
    tz: str = "UTC"  # IANA zone of the source's own dates and of `cron` and `rush`
    rush: Rush | None = None
    language: str | None = None
    jurisdiction: str | None = None
    programs: tuple[str, ...] = ()
    measure: str | None = None  # a page that is one measure
    select: str | None = None  # CSS selector of the part that matters
    expect: Expect = Expect()
    back_to: date | None = None  # back-fill of a listing over its pages to this day


class Part(StrEnum):
    """What an address is to its source."""

    ENTRANCE = "entrance"  # the configured address: listing, feed, page, API query
    PAGE = "page"  # a further page of the entrance
    DETAIL = "detail"  # one publication
    INSTRUMENT = "instrument"  # the text of a license, order or act
    ARTICLE = "article"  # a news item's full text
    BULLETIN = "bulletin"  # an intermediate page that points to the official one
    FAQ = "faq"
    PRESS = "press"  # a press release beside a publication

    @property
    def needed(self) -> bool:
        """True for what a source cannot do without: it decides whether the source was read whole (DESIGN.md, politeness)."""
        return self in {Part.ENTRANCE, Part.DETAIL, Part.INSTRUMENT}


@dataclass(frozen=True, slots=True)
class Wish:
    """A further address that reading one capture asks for. The cycle turns it into a target."""

    url: str
    part: Part
    facts: dict[str, Any] = field(
        default_factory=dict
    )  # JSON values that the adapter wants back when it reads this address
    baseline: bool = False  # it belongs to what was already there at the first look
    again: bool = False  # look at it again on the decaying schedule (schedule.LOOKS)


@dataclass(frozen=True, slots=True)
class Target:
    """One address of a source that is due at some time. A work row: it changes. Times are UTC."""

    source: str
    url: str
    part: Part
    due: datetime | None  # None: nothing more to do with it
    added: datetime
    facts: dict[str, Any] = field(default_factory=dict)
    baseline: bool = False
    again: bool = False
    looks: int = 0  # good readings so far
    failures: int = 0  # bad ones in a row
    depth: int = 0  # steps from the entrance in this chain
    etag: str | None = None
    last_modified: str | None = None
    sha256: str | None = None  # of the body last read whole
    meaning: str | None = None  # hash of what was read out of that body
    read_at: datetime | None = None
    moved_to: str | None = None  # a permanent redirect that was told


@dataclass(frozen=True, slots=True)
class Capture:
    """One fetched response, whole and plausible as HTTP. `at` is UTC; `body` is decompressed."""

    url: str  # as asked
    final_url: str  # after redirects
    at: datetime
    status: int  # 200 or 304
    headers: dict[str, str]  # names in lower case
    body: bytes
    sha256: str  # of the body, hex
    redirects: tuple[tuple[int, str], ...] = ()  # (status, address gone to), in order

    @property
    def unchanged(self) -> bool:
        """True where the server said that nothing changed (304)."""
        return self.status == 304

    @property
    def new_home(self) -> str | None:
        """The address that this one has moved to for good: as far as its redirects are permanent, from the first on."""
        home = None
        for status, target in self.redirects:
            if status not in {301, 308}:
                break
            home = target
        return home

    @property
    def content_type(self) -> str:
        """The media type without parameters, in lower case; empty where the server gave none."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


class DocumentKind(StrEnum):
    """What a document is to the judging rooms."""

    INSTRUMENT = "instrument"  # text of a license, directive, determination, order, section, act
    NOTICE = "notice"  # an official publication that tells of actions (title and body)
    FAQ = "faq"
    NEWS = "news"
    PAGE = "page"  # a watched page


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a document: address, visible words, the `title` attribute."""

    url: str
    text: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """Text and structure read out of a capture: plain text, paragraphs with a blank line between."""

    kind: DocumentKind
    url: str  # where a person can read it
    identity: str  # stable within the source: GUID, address, FAQ number, FR document number
    title: str
    text: str
    published: datetime | None = None  # UTC, where the document gives a time
    published_on: date | None = None  # the day in the source's zone
    language: str | None = None
    measure: str | None = None  # the key, where the source knows it (an FAQ's number, a page that is one measure)
    label: str | None = None
    links: tuple[Link, ...] = ()
    republication: bool = False  # printed by the Federal Register, or consolidated into the CFR
    citation: str | None = None  # 91 FR 24719
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Listed:
    """A measure that a page lists without its text: enough to notice that it is gone."""

    label: str
    title: str
    url: str
    archived: bool = False
    measure: str | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """Everything that one page lists, read whole."""

    program: str | None
    items: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why something could not be read or believed; it changes nothing in the register."""

    problem: Problem
    detail: str
    url: str = ""  # the target; empty: the one that was being read


@dataclass(frozen=True, slots=True)
class Reading:
    """What an adapter read out of one capture."""

    documents: tuple[Document, ...] = ()
    wishes: tuple[Wish, ...] = ()
    listing: Listing | None = None
    trouble: Trouble | None = None  # then nothing else counts
    items: int | None = None  # how many items the entrance showed, for `expect` and learned bounds
    meaning: str = ""  # hash of what matters in the capture; equal to the last one: nothing new
    notes: tuple[str, ...] = ()  # steps, for `sources test`
    fleeting: bool = False  # the same bytes will say something else at another hour: they are read again at every look


class PollStatus(StrEnum):
    """How one poll ended."""

    CHANGED = "changed"
    UNCHANGED = "unchanged"
    TROUBLE = "trouble"


@dataclass(frozen=True, slots=True)
class Poll:
    """One look at one address."""

    at: datetime
    source: str
    url: str
    status: str  # "200", "304", or "-" where no answer came
    bytes: int
    changed: bool
    problem: Problem | None = None
    detail: str = ""
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Health:
    """What a source has shown so far. A work row. Times are UTC."""

    source: str
    added: datetime  # first seen in a configuration on this database
    baseline_at: datetime | None = None  # its first good poll of the entrance
    last_success: datetime | None = None
    last_change: datetime | None = None
    fewest: int | None = None  # items of the entrance, over good polls
    most: int | None = None
    polls: int = 0
    changes: int = 0
    late_told: bool = False
    longest_silence: timedelta | None = None  # between two changes
    silent_told: bool = False


@dataclass(frozen=True, slots=True)
class Outbreak:
    """One spell of trouble of (source, target, problem). Open while `over` is None."""

    source: str
    url: str
    problem: Problem
    detail: str
    since: datetime
    over: datetime | None = None
