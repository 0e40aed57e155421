"""The Crown Legislation Markup of one instrument as plain paragraphs with their numbers. Not where it came from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from monitor.sources import answers

_LEG: Final = "{http://www.legislation.gov.uk/namespaces/legislation}"
_UKM: Final = "{http://www.legislation.gov.uk/namespaces/metadata}"
_PARAGRAPHS: Final = frozenset(
    _LEG + n for n in ("Text", "Title", "TitleBlock", "Number", "DateText", "PersonName", "JobTitle", "tr")
)
_ROWS: Final = frozenset({"tr", "{http://www.w3.org/1999/xhtml}tr"})
_LEFT_OUT: Final = frozenset(
    _LEG + n for n in ("Contents", "Commentaries", "Footnotes", "FootnoteRef", "ExplanatoryNotes", "Versions")
)
_LEVEL: Final = {f"{_LEG}P1": "{}.", f"{_LEG}P2": "({})", f"{_LEG}P3": "({})", f"{_LEG}P4": "({})", f"{_LEG}P5": "({})"}
_CITED: Final = re.compile(r"/id/uksi/(\d{4})/(\d{1,5})(?:/|$)")


@dataclass(frozen=True, slots=True)
class Act:
    """One instrument. `note` is its explanatory note, which is no part of it; `cites` are keys of other instruments."""

    year: str
    number: str
    title: str
    text: str
    comes_into_force: str
    note: str
    cites: tuple[str, ...]


def read_act(body: bytes) -> Act:
    """The instrument in a file of legislation.gov.uk; `text` is empty where there is none. Raises `ReadError` for no XML."""
    root = answers.xml_root(body)
    paragraphs: list[str] = []
    for element in root.iter(f"{_LEG}SecondaryPrelims", f"{_LEG}Body", f"{_LEG}Schedules"):
        paragraphs.extend(_paragraphs(element))
    has_body = next(root.iter(f"{_LEG}Body"), None) is not None
    title = next((_words(e) for e in root.iter(f"{_LEG}SecondaryPrelims") for e in e.iter(f"{_LEG}Title")), "")
    notes = [text for element in root.iter(f"{_LEG}ExplanatoryNotes") for text in _paragraphs(element)]
    force = next((_words(e) for e in root.iter(f"{_LEG}ComingIntoForce")), "")
    cited = (_CITED.search(e.get("URI") or "") for e in root.iter(f"{_LEG}Citation"))
    return Act(
        year=_value(root, "Year"),
        number=_value(root, "Number"),
        title=title,
        text="\n\n".join(paragraphs) if has_body else "",
        comes_into_force=force[:300],
        note="\n\n".join(notes)[:4_000],
        cites=tuple(dict.fromkeys(f"uk-si/{c[1]}-{int(c[2])}" for c in cited if c)),
    )


def _paragraphs(top: etree._Element) -> Iterator[str]:
    """The paragraphs below an element, each with the numbers that stand before it: `(1)(a) …` is written `(1) (a) …`."""
    pending: list[str] = []
    stack = list(reversed(top))
    while stack:
        node = stack.pop()
        if not isinstance(node.tag, str) or node.tag in _LEFT_OUT:
            continue
        if node.tag == f"{_LEG}Pnumber":
            pending.append(_numbered(node))
        elif node.tag in _PARAGRAPHS or node.tag in _ROWS:
            text = " | ".join(c for child in node if (c := _words(child))) if node.tag in _ROWS else _words(node)
            if text:
                yield " ".join([*pending, text])
                pending.clear()
        else:
            stack.extend(reversed(node))


def _numbered(node: etree._Element) -> str:
    parent = node.getparent()
    level = _LEVEL.get(parent.tag, "{}") if parent is not None and isinstance(parent.tag, str) else "{}"
    number = _words(node)
    return number if number.startswith("(") or number.endswith(".") else level.format(number)


def _words(node: etree._Element) -> str:
    return answers.clean("".join(str(part) for part in node.itertext()))


def _value(root: etree._Element, name: str) -> str:
    found = next(root.iter(_UKM + name), None)
    value = (found.get("Value") or "") if found is not None else ""
    return str(int(value)) if value.isdecimal() and len(value) <= 6 else ""
