"""Kind `federal-register`: a query of its API, page by page, and the documents that it lists. Not what a document changes.

A configured query is asked exactly as it is written. Its result needs no fields beyond the API's own choice: number and
date lead to the printed text, and the text says the rest itself (`federal_register_text`). Both lists are read:
published documents (`documents.json`) and the ones on public inspection (`public-inspection-documents…`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time
from typing import Any, Final
from urllib.parse import parse_qs, urljoin, urlsplit
from zoneinfo import ZoneInfo

from monitor.model.place import Capture, Part, Reading, Source, Target, Trouble, Wish
from monitor.read.meaning import meaning
from monitor.sources import answers
from monitor.sources.federal_register_text import read_printed
from monitor.sources.paging import further_page
from monitor.sources.protocol import Accept, Adapter, PdfText

_NUMBER: Final = re.compile(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*")
_TEXT: Final = "/documents/full_text/text/{day:%Y/%m/%d}/{number}.txt"
_INSPECTION: Final = "public-inspection-documents"
_AGENCIES: Final = "conditions[agencies][]"
_WASHINGTON: Final = ZoneInfo("America/New_York")
_FILED: Final = time(8, 45)  # the day's documents go on public inspection; from midnight until then the list is empty
_TOLD: Final = (
    "title", "type", "action", "citation", "abstract", "publication_date", "effective_on", "executive_order_number",
    "filed_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Results:
    """One page of a query that was believed."""

    total: int
    records: tuple[dict[str, Any], ...]
    further: str | None  # address of the next page


class FederalRegister:
    """The Federal Register's API v1."""

    kind = "federal-register"

    def entrance(self, source: Source) -> Wish:
        """The query as it is written in the configuration."""
        return Wish(source.url, Part.ENTRANCE)

    def accept(self, target: Target) -> Accept:
        """Lists are JSON; the text of a document comes as HTML or plain text, before publication as PDF."""
        return "json" if target.part in {Part.ENTRANCE, Part.PAGE} else "any"

    def read(self, source: Source, target: Target, capture: Capture, pdf_text: PdfText) -> Reading:
        """Wishes for the documents of a list, or one document."""
        if target.part not in {Part.ENTRANCE, Part.PAGE}:
            return read_printed(target, capture, pdf_text)
        inspection = _INSPECTION in urlsplit(target.url).path
        agencies = frozenset(parse_qs(urlsplit(target.url).query).get(_AGENCIES, ())) if inspection else frozenset()
        found = _results(answers.json_object(capture.body), capture.final_url)
        if isinstance(found, Trouble):
            return Reading(trouble=found)
        if not found.records:
            return _nothing(target, capture, inspection=inspection)
        asked_for = [record for record in found.records if not agencies or agencies & _slugs(record)]
        wishes = tuple(wish for record in asked_for if (wish := _document(record, source)) is not None)
        if asked_for and not wishes:
            return Reading(trouble=answers.broken_layout("no result has a document number and an address of its text"))
        return Reading(
            wishes=wishes[::-1] + _next_page(source, target, found),
            items=None if inspection or target.part is Part.PAGE else len(found.records),
            meaning=meaning(
                *(
                    f"{w.facts['document_number']} {w.facts.get('publication_date')} {w.facts.get('title')}"
                    for w in wishes
                )
            ),
            notes=(f"{len(found.records)} of {found.total} documents of the query",),
        )


def _results(answer: dict[str, Any], url: str) -> _Results | Trouble:
    """A page of results, or why it is none. The API counts them itself, so that a cut list shows."""
    if "results" not in answer:
        # A query that finds nothing answers with its count and description alone.
        empty = answer.get("count") == 0 and "description" in answer
        return _Results(0, (), None) if empty else answers.broken_layout("the answer has no `results`")
    listed, total = answer["results"], answer.get("count")
    found = answers.records(listed)
    if not isinstance(listed, list) or len(found) != len(listed):
        return answers.broken_layout("`results` is no list of documents")
    if isinstance(total, bool) or not isinstance(total, int):
        return answers.broken_layout("the answer has no `count`")
    pages = answer.get("total_pages")
    whole = pages == 1 or (pages is None and "next_page_url" not in answer)
    if total < len(found) or (total > 0 and not found) or (whole and total != len(found)):
        return answers.implausible(f"the answer counts {total} documents and lists {len(found)}")
    return _Results(total, found, answers.address(answer.get("next_page_url"), url))


def _nothing(target: Target, capture: Capture, *, inspection: bool) -> Reading:
    """An empty list: a matter of the hour on public inspection, otherwise believed only where there never was anything."""
    empty = meaning()
    if inspection:
        hour = capture.at.astimezone(_WASHINGTON).time()
        filtered = "conditions" in urlsplit(target.url).query
        quiet = filtered or hour < _FILED
        # The same nothing is believed before the hour and not after it.
        return Reading(
            items=None if quiet else 0,
            meaning=empty,
            fleeting=not filtered,
            notes=("nothing is on public inspection",),
        )
    if target.meaning not in {None, "", empty}:
        return Reading(trouble=answers.implausible("the query finds nothing where it found documents before"))
    return Reading(items=0, meaning=empty, notes=("the query finds nothing",))


def _document(record: dict[str, Any], source: Source) -> Wish | None:
    """The wish for one document's text; None for a record without a number."""
    number = answers.words(record, "document_number")
    if not _NUMBER.fullmatch(number) or len(number) > 40:
        return None
    facts: dict[str, Any] = {key: value for key in _TOLD if (value := answers.words(record, key))}
    facts["document_number"] = number
    facts["date"] = facts.get("publication_date")
    facts["html_url"] = answers.address(record.get("html_url"), source.url)
    parts = [str(c.get("part")) for c in answers.records(record.get("cfr_references")) if str(c.get("title")) == "31"]
    facts["cfr_parts"] = [int(part) for part in parts if part.isdecimal() and len(part) <= 4]
    corrected = answers.words(record, "correction_of").rpartition("/")[2]
    if corrected and _NUMBER.fullmatch(corrected):
        facts["corrects"] = corrected
    if "filed_at" in facts and "citation" not in facts:
        facts["public_inspection"] = True
    url = _text_address(record, facts, source)
    return (
        None
        if url is None
        else Wish(url, Part.INSTRUMENT, facts={k: v for k, v in facts.items() if v not in (None, [])})
    )


def _text_address(record: dict[str, Any], facts: dict[str, Any], source: Source) -> str | None:
    """Where the text is: as the API says; else made from date and number (CONTRACT.md); before publication, its PDF."""
    said = answers.address(record.get("raw_text_url"), source.url)
    if said is not None:
        return said
    pdf = answers.address(record.get("pdf_url"), source.url)
    if facts.get("public_inspection") and pdf is not None:
        return pdf
    published = answers.day(facts.get("publication_date"))
    if published is None:
        return None
    return urljoin(source.url, _TEXT.format(day=published, number=facts["document_number"]))


def _slugs(record: dict[str, Any]) -> frozenset[str]:
    """The agencies of a document. The list of what is on public inspection now cannot be asked for those of one agency."""
    return frozenset(answers.words(agency, "slug") for agency in answers.records(record.get("agencies")))


def _next_page(source: Source, target: Target, found: _Results) -> tuple[Wish, ...]:
    days = (answers.day(record.get("publication_date")) for record in found.records)
    url = found.further if found.further is not None and _same_query(found.further, target.url) else None
    return further_page(source, target, url, days)


def _same_query(further: str, url: str) -> bool:
    """True where the next page belongs to the same host and goes on to another page: an answer cannot lead us elsewhere."""
    there, here = urlsplit(further), urlsplit(url)
    return there.hostname == here.hostname and parse_qs(there.query).get("page") != parse_qs(here.query).get("page")


ADAPTER: Final[Adapter] = FederalRegister()
