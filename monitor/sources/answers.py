"""JSON and XML answers of servers that are not trusted: parsed, and taken apart without surprises. Not what they mean."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final
from urllib.parse import urljoin, urlsplit
from zoneinfo import ZoneInfo

from lxml import etree

from monitor.model.faults import ReadError
from monitor.model.place import Capture, Trouble
from monitor.model.words import Problem
from monitor.read import dates
from monitor.read.json_text import value_of

ATOM: Final = "{http://www.w3.org/2005/Atom}"
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_LONGEST_ADDRESS: Final = 2_000
_LONGEST_WORDS: Final = 4_000
_MOST_TAGS: Final = 500_000  # the text of a large part of the CFR has some tens of thousands
_LONGEST_HOME: Final = 2  # characters of a home page's path: nothing, or a language


def json_object(body: bytes) -> dict[str, Any]:
    """The JSON object that a body is. Raises `ReadError` for everything else, however deep or long."""
    value = value_of(body)
    if not isinstance(value, dict):
        raise ReadError(Problem.LAYOUT, f"a JSON object was expected, not {type(value).__name__}")
    return value


def xml_root(body: bytes) -> etree._Element:
    """The root of a well-formed document without a DTD; nothing outside it is ever loaded.

    Raises `ReadError`: a DTD or an entity of its own is refused (DESIGN.md, rule 10), a document cut short is unreadable,
    one with more elements than any known is too large.
    """
    if body.count(b"<") > _MOST_TAGS:
        raise ReadError(Problem.TOO_LARGE, f"XML with more than {_MOST_TAGS:,} tags")
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError(Problem.UNREADABLE, f"not XML: {_short(error)}") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise ReadError(Problem.UNREADABLE, "XML with a document type of its own is not read")
    return root


def atom_text(entry: etree._Element, name: str) -> str:
    """The words of an Atom element's child on one line; empty where it has none of that name."""
    found = entry.find(ATOM + name)
    return clean("".join(str(part) for part in found.itertext()))[:1_000] if found is not None else ""


def records(value: object) -> tuple[dict[str, Any], ...]:
    """The objects of a JSON array; what is no object in it is left out, and what is no array has none."""
    return tuple(item for item in value if isinstance(item, dict)) if isinstance(value, list) else ()


def words(record: Mapping[str, Any], key: str) -> str:
    """A text of a JSON object on one line, without control characters; empty where there is none. Numbers are written out."""
    value = record.get(key)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if abs(value) < 10**18 else ""
    return clean(value[:_LONGEST_WORDS])[:_LONGEST_WORDS] if isinstance(value, str) else ""


def clean(text: str) -> str:
    """A title or name on one line: control characters gone, runs of white space made one space."""
    return " ".join(_CONTROL.sub(" ", text).split())


def printable(text: str) -> str:
    """A longer text without what no text may hold: NUL, control characters, halves of surrogate pairs."""
    return _CONTROL.sub("", text)


def day(value: object) -> date | None:
    """The day that a JSON text names; None for anything else."""
    return dates.day(value) if isinstance(value, str) else None


def moment(value: object) -> datetime | None:
    """The time that a JSON text names, in UTC; None for anything else."""
    return dates.moment(value) if isinstance(value, str) else None


def local_day(at: datetime | None, zone: str) -> date | None:
    """The day that a UTC time falls on in a source's own zone."""
    try:
        return None if at is None else at.astimezone(ZoneInfo(zone)).date()
    except OverflowError:  # the first and last day of the calendar
        return None


def address(value: object, base: str) -> str | None:
    """An absolute http(s) address; None for other schemes, for no text, and for what is no address at all."""
    if not isinstance(value, str) or not value.strip() or len(value) > _LONGEST_ADDRESS:
        return None
    try:
        joined = urljoin(base, clean(value))
        parts = urlsplit(joined)
        whole = parts.scheme in {"http", "https"} and bool(parts.hostname) and " " not in joined
        _ = parts.port  # raises for what is no port
    except ValueError:
        return None
    return joined if whole else None


def sent_home(capture: Capture) -> bool:
    """True where a site answered with its home page instead of the page that was asked for, as some do for what is gone."""
    asked, got = urlsplit(capture.url), urlsplit(capture.final_url)
    same_site = (asked.hostname or "").removeprefix("www.") == (got.hostname or "").removeprefix("www.")
    return same_site and len(got.path.strip("/")) <= _LONGEST_HOME < len(asked.path.strip("/")) and not got.query


def implausible(detail: str) -> Trouble:
    """Read, but it cannot be so."""
    return Trouble(Problem.IMPLAUSIBLE, detail)


def broken_layout(detail: str) -> Trouble:
    """The parts that must be there are not."""
    return Trouble(Problem.LAYOUT, detail)


def _short(error: Exception) -> str:
    return clean(str(error))[:120] or type(error).__name__
