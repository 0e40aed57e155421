"""Kind `legislation-uk`: statutory instruments on legislation.gov.uk, as they were made. Not the revised texts of them.

The entrance is a list as Atom (`/title/sanctions/data.feed`); an instrument is read once, as made, at
`/uksi/<year>/<number>/made/data.xml` (the site's URI scheme). Drafts, Acts and the devolved series are left out: the
sanctions of the United Kingdom are regulations in the one series `uksi`.
"""

from __future__ import annotations

import re
from typing import Any, Final
from urllib.parse import urljoin

from lxml import etree

from monitor.model.place import Capture, Document, DocumentKind, Part, Reading, Source, Target, Wish
from monitor.read.meaning import meaning
from monitor.sources import answers
from monitor.sources.legislation_text import read_act
from monitor.sources.paging import further_page
from monitor.sources.protocol import Accept, Adapter, PdfText

_UKM: Final = "{http://www.legislation.gov.uk/namespaces/metadata}"
_INSTRUMENT: Final = re.compile(r"(?:/id)?/(uksi)/(\d{4})/(\d{1,5})(?:/made)?$")
_SANCTIONS: Final = re.compile(r"\bsanctions?\b", re.IGNORECASE)
_MADE: Final = "/{type}/{year}/{number}/made/data.xml"
_PAGE: Final = "/{type}/{year}/{number}/made"


class LegislationUk:
    """The Atom lists and XML texts of `www.legislation.gov.uk`."""

    kind = "legislation-uk"

    def entrance(self, source: Source) -> Wish:
        """The list as configured."""
        return Wish(source.url, Part.ENTRANCE)

    def accept(self, target: Target) -> Accept:  # noqa: ARG002 -- every address of this kind is XML
        """Lists and texts are XML."""
        return "xml"

    def read(self, source: Source, target: Target, capture: Capture, pdf_text: PdfText) -> Reading:  # noqa: ARG002 -- no PDF is read here
        """Wishes for the instruments of a list, or one instrument."""
        if target.part in {Part.ENTRANCE, Part.PAGE}:
            return _list(source, target, capture)
        return _instrument(target, capture)


def _list(source: Source, target: Target, capture: Capture) -> Reading:
    root = answers.xml_root(capture.body)
    if root.tag != f"{answers.ATOM}feed":
        return Reading(trouble=answers.broken_layout("the answer is no Atom feed"))
    entries = list(root.iter(f"{answers.ATOM}entry"))
    wishes = tuple(wish for entry in entries if (wish := _wish(source, entry)) is not None)
    further = next((e.get("href") for e in root.findall(f"{answers.ATOM}link") if e.get("rel") == "next"), None)
    days = (answers.day(wish.facts.get("date")) for wish in wishes)
    return Reading(
        wishes=wishes + further_page(source, target, answers.address(further, capture.final_url), days),
        items=len(entries) if target.part is Part.ENTRANCE else None,
        meaning=meaning(*(f"{wish.url} {wish.facts.get('title')}" for wish in wishes)),
        notes=(f"{len(entries)} entries, {len(wishes)} of them instruments about sanctions",),
    )


def _wish(source: Source, entry: etree._Element) -> Wish | None:
    identifier = _INSTRUMENT.search(answers.atom_text(entry, "id"))
    title = answers.atom_text(entry, "title")
    if identifier is None or not _SANCTIONS.search(title):
        return None
    made = entry.find(f"{_UKM}CreationDate")
    series, year, number = identifier.groups()
    facts: dict[str, Any] = {
        "type": series,
        "year": year,
        "number": str(int(number)),
        "title": title,
        "measure": f"uk-si/{year}-{int(number)}",
        "label": f"{year}/{int(number)}",
        "made": _iso(made.get("Date") if made is not None else None),
        "date": _iso(answers.atom_text(entry, "published")),
    }
    return Wish(
        urljoin(source.url, _MADE.format(**facts)), Part.INSTRUMENT, facts={k: v for k, v in facts.items() if v}
    )


def _iso(said: str | None) -> str:
    day = answers.day(said)
    return day.isoformat() if day else ""


def _instrument(target: Target, capture: Capture) -> Reading:
    act = read_act(capture.body)
    if not act.text:
        return Reading(trouble=answers.broken_layout("the instrument has no body"))
    year, number = str(target.facts.get("year") or act.year), str(target.facts.get("number") or act.number)
    if not year or not number or (act.year, act.number) not in {(year, number), ("", "")}:
        return Reading(trouble=answers.implausible(f"{year}/{number} was asked for, {act.year}/{act.number} came"))
    key = f"uk-si/{year}-{number}"
    facts = {
        "made": str(target.facts.get("made") or "") or None,
        "comes_into_force": act.comes_into_force or None,
        "cites": [cited for cited in act.cites if cited != key] or None,
        "explanatory_note": act.note or None,
    }
    title = act.title or str(target.facts.get("title") or f"S.I. {year}/{number}")
    document = Document(
        kind=DocumentKind.INSTRUMENT,
        url=urljoin(capture.url, _PAGE.format(type="uksi", year=year, number=number)),
        identity=key,
        title=title,
        text=act.text,
        published_on=answers.day(target.facts.get("date")) or answers.day(target.facts.get("made")),
        language="en",
        measure=key,
        label=f"{year}/{number}",
        facts={name: value for name, value in facts.items() if value},
    )
    return Reading(documents=(document,), meaning=meaning(act.text), notes=(f"S.I. {year}/{number}: {title}",))


ADAPTER: Final[Adapter] = LegislationUk()
