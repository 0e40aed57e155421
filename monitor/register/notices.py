"""What an official notice of actions does to the register before any license text is read. Not the reading of the notice: law/ does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from monitor.law.keys import listing_key
from monitor.model.instrument import Action, ActionKind, InstrumentKind, Operation
from monitor.model.register import Change, Ending, Held, Measure, Version
from monitor.model.words import Direction, Effect, Kind, Op
from monitor.register import standing
from monitor.register.beginnings import direction_of_kind, end_direction
from monitor.register.entry import Entry, Sight, fingerprint

_NAMES_SHOWN = 12
_ANNOUNCES = {
    ActionKind.LICENSE_ISSUED: InstrumentKind.LICENSE,
    ActionKind.ORDER: InstrumentKind.ORDER,
    ActionKind.DIRECTIVE: InstrumentKind.DIRECTIVE,
    ActionKind.DETERMINATION: InstrumentKind.DETERMINATION,
    ActionKind.LICENSE_REVOKED: InstrumentKind.REVOCATION,
}


# A title that is an act's own: "Council Regulation (EU) 2026/417 of … concerning restrictive measures …".
_ACT = re.compile(r"^(?:CELEX:\S+\s+)?(?:Council |Commission )?(?:Implementing |Delegated )?(?:Regulation|Decision) \(")
_RESTRICTIVE = re.compile(r"\brestrictive measures\b|\bsanctions\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Publication:
    """The publication that a notice is: its day, and the suffix that tells it from others of that day."""

    day: date
    suffix: str = ""  # 33, of /recent-actions/20220407_33

    @property
    def name(self) -> str:
        """As in keys: 2022-04-07-33."""
        return f"{self.day.isoformat()}-{self.suffix}" if self.suffix else self.day.isoformat()


@dataclass(frozen=True, slots=True)
class Announcement:
    """A measure that a notice names and whose text is not read yet; told with what is known when the text does not come.

    Of the kind `REVOCATION` where the notice says that the measure ends.
    """

    measure: str
    label: str
    kind: InstrumentKind
    title: str
    program: str


def publication(url: str, day: date | None) -> Publication | None:
    """The publication behind an address such as `/recent-actions/20220407_33`; failing that, the notice's own day."""
    found = re.search(r"/(?:recent-actions|pages?)/(\d{4})(\d{2})(\d{2})[_-]?([0-9a-z]{0,4})(?:\.\w+)?/?$", url.lower())
    if found is None:
        return Publication(day) if day is not None else None
    try:
        return Publication(date(int(found[1]), int(found[2]), int(found[3])), found[4])
    except ValueError:
        return Publication(day) if day is not None else None


def announcements(actions: Iterable[Action]) -> tuple[Announcement, ...]:
    """The measures that the actions name, each once."""
    found: dict[str, Announcement] = {}
    for action in actions:
        kind = _ANNOUNCES.get(action.kind)
        if kind is None:
            continue
        for number, measure in enumerate(action.measures):
            label = action.labels[number] if number < len(action.labels) else measure.rpartition("-")[2]
            found.setdefault(
                f"{measure} {label}",
                Announcement(measure, label, kind, action.title, action.program or measure.split("/")[1]),
            )
    return tuple(found.values())


def act_announced(title: str, named: Iterable[str]) -> Announcement | None:
    """The act of the Union whose own title an item bears; `named` are the keys that the title names, the act's own first."""
    key = next((key for key in named if key.startswith("eu/")), None)
    if key is None or not _ACT.match(title) or not _RESTRICTIVE.search(title):
        return None
    label = key.rpartition("/")[2].partition("-")[2].replace("-", "/")
    return Announcement(key, label, InstrumentKind.REGULATION, title, "")


def listings(
    actions: Iterable[Action], published: Publication, sight: Sight, held: Callable[[str], Held | None]
) -> tuple[Entry, ...]:
    """Designations and removals known only from a page: one measure a publication and program (CONTRACT.md, finer points)."""
    names: dict[tuple[str, bool], list[str]] = {}
    titles: dict[tuple[str, bool], str] = {}
    for action in actions:
        if action.kind in {ActionKind.DESIGNATED, ActionKind.REMOVED}:
            place = (action.program or _slug(action.title), action.kind is ActionKind.DESIGNATED)
            names.setdefault(place, []).extend(action.names)
            titles.setdefault(place, action.title)
    entries = []
    for (program, listed), found in names.items():
        key = listing_key(program, published.name, removal=not listed)
        entries.append(
            _listed(
                key,
                program,
                titles[program, listed],
                tuple(dict.fromkeys(found)),
                sight,
                held(key),
                published,
                listed=listed,
            )
        )
    return tuple(entry for entry in entries if entry.version is not None)


def _slug(title: str) -> str:
    bare = re.sub(r"(?i)\b(related|designations?|removals?|sanctions|the|of|and|issuance|delisting)\b", " ", title)
    return re.sub(r"[^a-z0-9]+", "-", bare.lower()).strip("-")[:40].strip("-") or "sdn"


def _listed(
    key: str,
    program: str,
    title: str,
    names: tuple[str, ...],
    sight: Sight,
    held: Held | None,
    published: Publication,
    *,
    listed: bool,
) -> Entry:
    text = "\n\n".join(names) or title
    measure = Measure(key, "us-ofac", program, InstrumentKind.DESIGNATIONS, title, sight.at, sight.url, (program,))
    version = Version(
        key,
        published.name,
        title,
        text,
        fingerprint(text),
        sight.at,
        sight.source,
        sight.url,
        sight.evidence,
        published.day,
    )
    if held is not None:
        return _relisted(version, measure, names, sight, held, listed=listed)
    if sight.baseline:
        return Entry(measure, version)
    direction = Direction.TIGHTENED if listed else Direction.RELAXED
    summary = f"{title}: {_shown(names, 'listed' if listed else 'removed')}"
    operations = tuple(
        Operation(
            "Annex", Op.ADDED, Effect.PROHIBITS, Direction.TIGHTENED, None, name, "a name put on the list is blocked"
        )
        if listed
        else Operation(
            "Annex", Op.REMOVED, Effect.PROHIBITS, Direction.RELAXED, name, None, "a name taken off the list is free"
        )
        for name in names
    )
    change = _about(version, measure, sight, Kind.ADDED if listed else Kind.REVOKED, direction, summary, operations)
    return Entry(measure, version, changes=(change,))


def _relisted(
    version: Version, measure: Measure, names: tuple[str, ...], sight: Sight, held: Held, *, listed: bool
) -> Entry:
    """The same publication read again: names that came later are told, anything else is a correction of the page."""
    before = set(held.versions[-1].text.split("\n\n")) if held.versions else set()
    added = tuple(name for name in names if name not in before)
    names_were_missing = before in ({measure.title}, {version.title})
    if not added or names_were_missing or version.sha256 in {v.sha256 for v in held.versions}:
        return Entry()
    if sight.baseline:
        return Entry(version=version)
    direction = Direction.TIGHTENED if listed else Direction.RELAXED
    effect = Effect.PROHIBITS
    operations = tuple(
        Operation("Annex", Op.ADDED, effect, direction, None, name, "the page names it now") for name in added
    )
    summary = f"{version.title}: the page now names {_shown(added, 'more')}"
    return Entry(
        version=version, changes=(_about(version, measure, sight, Kind.AMENDED, direction, summary, operations),)
    )


def _shown(names: tuple[str, ...], verb: str) -> str:
    if not names:
        return f"names {verb}, not read from the page"
    more = f" and {len(names) - _NAMES_SHOWN} others" if len(names) > _NAMES_SHOWN else ""
    return f"{len(names)} {verb}: {'; '.join(names[:_NAMES_SHOWN])}{more}"


def _about(
    version: Version,
    measure: Measure,
    sight: Sight,
    kind: Kind,
    direction: Direction,
    summary: str,
    operations: tuple[Operation, ...],
) -> Change:
    return Change(
        at=sight.at,
        measure=version.measure,
        label=version.label,
        kind=kind,
        direction=direction,
        title=version.title,
        summary=summary,
        sources=(sight.source,),
        url=sight.url,
        effective=sight.at,
        sha256=sight.evidence,
        program=measure.program,
        jurisdiction=standing.jurisdiction(version.measure),
        operations=operations,
    )


def is_news(announcement: Announcement, held: Held | None) -> bool:
    """False where the register knows what is announced: the version is held, or has ended already where it is to end."""
    if announcement.kind is not InstrumentKind.REVOCATION:
        return held is None or not standing.of_label(held, announcement.label)
    current = standing.latest(held) if held is not None else None
    return held is None or current is None or standing.ending_of(held, current) is None


def ended(
    announcement: Announcement, held: Held | None, at: datetime, source: str, url: str
) -> tuple[Ending | None, Change]:
    """The end of a license as far as a notice tells it, when no document of revocation could be read in time.

    A license that the register does not hold has no ending to write; that it ends is told all the same.
    """
    current = standing.latest(held) if held is not None else None
    label = current.label if current is not None else announcement.label
    title = current.title if current is not None else announcement.title
    ending = Ending(announcement.measure, label, at, "revoked", None, at) if current is not None else None
    change = Change(
        at=at,
        measure=announcement.measure,
        label=label,
        kind=Kind.REVOKED,
        direction=end_direction(InstrumentKind.LICENSE),
        title=title,
        summary=f"{label} was revoked, says the notice: {title}",
        sources=(source,),
        url=url,
        program=announcement.program,
        jurisdiction=standing.jurisdiction(announcement.measure),
        before_label=label,
        note="known from the notice only",
        provisional=True,
    )
    return ending, change


def untexted(announcement: Announcement, held: Held | None, at: datetime, source: str, url: str) -> Change:
    """The change as far as a notice tells it, when the text could not be read in time."""
    current = standing.latest(held) if held is not None else None
    former = current.label if current is not None else None
    if former is None:
        kind, direction = Kind.ADDED, direction_of_kind(announcement.kind, announcement.title)
        summary = (
            f"{announcement.kind.value.capitalize()} {announcement.label} was announced; its text could not be read yet"
        )
    else:
        kind, direction = Kind.AMENDED, Direction.UNJUDGED
        summary = (
            f"{announcement.label} follows {former}; its text could not be read yet, so what it changes is not known"
        )
    return Change(
        at=at,
        measure=announcement.measure,
        label=announcement.label,
        kind=kind,
        direction=direction,
        title=announcement.title,
        summary=summary,
        sources=(source,),
        url=url,
        program=announcement.program,
        jurisdiction=standing.jurisdiction(announcement.measure),
        before_label=former,
        note="known from the notice only",
        provisional=True,
    )
