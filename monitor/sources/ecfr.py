"""Kind `ecfr`: a part of the Code of Federal Regulations, section by section, version by version. Not the Register's print of it.

The list of versions of a part (`versions/title-31.json?part=587`) is the entrance; the text is asked for the newest day
of amendment, as a whole part in one request (`full/{date}/title-31.xml?part=587`). The text of today does not exist yet
(404), and neither does that of days to come: an amendment is taken up when its day is over in Washington.
A version's label is the day of its amendment.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final
from urllib.parse import parse_qs, urljoin, urlsplit
from zoneinfo import ZoneInfo

from monitor.model.place import (
    Capture,
    Document,
    DocumentKind,
    Listed,
    Listing,
    Part,
    Reading,
    Source,
    Target,
    Trouble,
    Wish,
)
from monitor.read.meaning import meaning
from monitor.sources import answers
from monitor.sources.ecfr_text import Section, read_sections
from monitor.sources.protocol import Accept, Adapter, PdfText

_TITLE: Final = re.compile(r"/title-(\d{1,2})\.(?:json|xml)$")
_FULL: Final = "/api/versioner/v1/full/{day}/title-{title}.xml?part={part}"
_READER: Final = "/on/{day}/title-{title}/section-{section}"
_WASHINGTON: Final = ZoneInfo("America/New_York")
_SECTION: Final = re.compile(r"\d{1,4}\.\d{1,4}[a-z]?")


@dataclass(frozen=True, slots=True)
class _Row:
    """A version of one section or appendix. `heading` is its name without the number."""

    identifier: str
    day: date
    first: tuple[date, str]  # day and heading of the oldest version, once the newest is known
    heading: str
    removed: bool
    substantive: bool


class Ecfr:
    """The versioner API of `www.ecfr.gov`."""

    kind = "ecfr"

    def entrance(self, source: Source) -> Wish:
        """The list of versions as configured."""
        return Wish(source.url, Part.ENTRANCE)

    def accept(self, target: Target) -> Accept:
        """The list is JSON, the text XML."""
        return "json" if target.part is Part.ENTRANCE else "xml"

    def read(self, source: Source, target: Target, capture: Capture, pdf_text: PdfText) -> Reading:  # noqa: ARG002 -- no PDF is read here
        """The wish for the newest text of the part, with what the part consists of; or the sections of a text."""
        if target.part is not Part.ENTRANCE:
            return _text(target, capture)
        title = _TITLE.search(urlsplit(target.url).path)
        rows = _rows(answers.json_object(capture.body))
        if isinstance(rows, Trouble):
            return Reading(trouble=rows)
        if title is None:
            return Reading(
                trouble=answers.broken_layout("the address names no title: …/versions/title-31.json?part=587")
            )
        today = capture.at.astimezone(_WASHINGTON).date()
        reading = _versions(source, target, title[1], _newest(rows, today))
        return replace(reading, fleeting=any(row.day >= today for row in rows))


def _rows(answer: dict[str, Any]) -> tuple[_Row, ...] | Trouble:
    """Every version of every section, the oldest first; the list counts itself, so that a cut one shows."""
    listed = answers.records(answer.get("content_versions"))
    if not isinstance(answer.get("content_versions"), list):
        return answers.broken_layout("the answer has no `content_versions`")
    meta = answer.get("meta")
    counted = answers.words(meta, "result_count") if isinstance(meta, dict) else ""
    if not listed or (counted.isdecimal() and int(counted) != len(listed)):
        return answers.implausible(f"the list counts {counted or 'no'} versions and shows {len(listed)}")
    return tuple(sorted((row for record in listed if (row := _row(record)) is not None), key=lambda row: row.day))


def _newest(rows: tuple[_Row, ...], today: date) -> tuple[_Row, ...]:
    """The newest version of every section whose day is over; of the ones to come there is no text yet."""
    newest: dict[str, _Row] = {}
    for row in rows:
        if row.day < today:
            older = newest.get(row.identifier)
            newest[row.identifier] = replace(row, first=older.first) if older else row
    return tuple(newest.values())


def _row(record: dict[str, Any]) -> _Row | None:
    identifier, day = answers.words(record, "identifier"), answers.day(record.get("date"))
    if not identifier or day is None:
        return None
    heading = heading_of(answers.words(record, "name"), identifier)
    return _Row(
        identifier=identifier,
        day=day,
        first=(day, heading),
        heading=heading,
        removed=record.get("removed") is True,
        substantive=record.get("substantive") is not False,
    )


def heading_of(name: str, identifier: str) -> str:
    """A section's name without its number: what stays the same where it is only renumbered."""
    return name.lstrip("§ ").removeprefix(identifier).lstrip(" -–—.").strip()


def _versions(source: Source, target: Target, title: str, rows: tuple[_Row, ...]) -> Reading:
    part = (parse_qs(urlsplit(target.url).query).get("part") or [""])[0]
    if not rows or not part.isalnum():
        return Reading(trouble=answers.implausible("the list has no version of a part that is in force"))
    day = max(row.day for row in rows)
    moved = _renumbered(rows)
    what = meaning(*sorted(f"{row.identifier} {row.day} {row.removed}" for row in rows))
    wish = Wish(
        urljoin(source.url, _FULL.format(day=day, title=title, part=part)),
        Part.INSTRUMENT,
        facts={
            "title": title,
            "part": part,
            "hash": what,  # another list of the same day is read again
            "labels": {row.identifier: row.day.isoformat() for row in rows if not row.removed},
            "renumbered_from": moved,
            "editorial": sorted(row.identifier for row in rows if not row.substantive),
        },
    )
    return Reading(
        wishes=(wish,) if any(not row.removed for row in rows) else (),  # a part that is gone has no text any more
        listing=_listing(source, title, rows, moved),
        items=len(rows),  # the list of versions never gets shorter, whatever is removed
        meaning=what,
        notes=(f"{len(rows)} sections of part {part}, the newest amendment on {day}",),
    )


def _renumbered(rows: tuple[_Row, ...]) -> dict[str, str]:
    """New identifier → old one, where on one day a section went and another of the same heading first came, and only one."""
    gone: dict[tuple[date, str], list[str]] = {}
    came: dict[tuple[date, str], list[str]] = {}
    for row in rows:
        day, heading = (row.day, row.heading) if row.removed else row.first
        if heading:
            (gone if row.removed else came).setdefault((day, heading.casefold()), []).append(row.identifier)
    return {new[0]: gone[key][0] for key, new in came.items() if len(new) == 1 and len(gone.get(key, ())) == 1}


def _listing(source: Source, title: str, rows: tuple[_Row, ...], moved: dict[str, str]) -> Listing:
    """What the part consists of. A section that lives on under another number is not gone."""
    program = source.programs[0] if source.programs else None
    return Listing(
        program,
        tuple(
            Listed(
                label=row.day.isoformat(),
                title=row.heading,
                url=urljoin(source.url, _READER.format(day=row.day, title=title, section=row.identifier)),
                archived=row.removed and row.identifier not in moved.values(),
                measure=_key(title, row.identifier),
            )
            for row in rows
        ),
    )


def _text(target: Target, capture: Capture) -> Reading:
    sections = read_sections(capture.body)
    labels = target.facts.get("labels")
    if not isinstance(labels, dict):
        labels = {}
    missing = sorted(set(labels) - {section.number for section in sections})
    if not sections or len(missing) * 2 > len(labels):
        return Reading(
            trouble=answers.implausible(f"{len(missing)} of {len(labels)} sections are not in the text of the part")
        )
    documents = tuple(_document(target, capture, section, labels) for section in sections if not section.reserved)
    return Reading(
        documents=documents,
        meaning=meaning(*(f"{document.measure} {document.text}" for document in documents)),
        notes=(f"{len(documents)} sections", *(f"not in the text: {identifier}" for identifier in missing)),
    )


def _document(target: Target, capture: Capture, section: Section, labels: dict[str, Any]) -> Document:
    facts = target.facts
    asked = re.search(r"/full/(\d{4}-\d{2}-\d{2})/", capture.url)
    label = str(labels.get(section.number) or (asked[1] if asked else ""))
    title = str(facts.get("title") or "31")
    moved = facts.get("renumbered_from")
    editorial = facts.get("editorial")
    told: dict[str, Any] = {
        "part": facts.get("part"),
        "section": section.number,
        "subpart": section.subpart,
        "renumbered_from": _key(title, str(moved[section.number]))
        if isinstance(moved, dict) and section.number in moved
        else None,
        "editorial": True if isinstance(editorial, list) and section.number in editorial else None,
    }
    return Document(
        kind=DocumentKind.INSTRUMENT,
        url=urljoin(capture.url, _READER.format(day=label, title=title, section=section.number)),
        identity=_key(title, section.number),
        title=section.heading or f"{title} CFR {section.number}",
        text=section.text,
        published_on=answers.day(label),
        language="en",
        measure=_key(title, section.number),
        label=label,
        citation=section.citation or None,
        facts={key: value for key, value in told.items() if value},
    )


def _key(title: str, identifier: str) -> str:
    """`us-cfr/31/587.507` is written without the title where it is 31 (CONTRACT.md); an appendix by its words."""
    name = identifier if _SECTION.fullmatch(identifier) else re.sub(r"[^a-z0-9.]+", "-", identifier.lower()).strip("-")
    return f"us-cfr/{title}/{name}"


ADAPTER: Final[Adapter] = Ecfr()
