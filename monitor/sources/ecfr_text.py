"""The XML of the Code of Federal Regulations as sections in plain paragraphs. Not which version of them it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from monitor.sources import answers

_SECTION_TYPES: Final = frozenset({"SECTION", "APPENDIX"})
_PARAGRAPHS: Final = frozenset(
    (
        "HEAD",
        "HED",
        "P",
        "FP",
        "FP-1",
        "FP-2",
        "PSPACE",
        "HD1",
        "HD2",
        "HD3",
        "HD4",
        "LI",
        "CAPTION",
        "TR",
        "FTNT",
        "MATH",
    )
)  # elements that are one paragraph each; TR is a row of a table
_HISTORY: Final = frozenset({"CITA", "SECAUTH", "SOURCE", "AUTH", "EDNOTE", "EFFDNOT"})  # notes of the editors, not law
_CITATION: Final = re.compile(r"\b(\d{1,3} FR \d{1,6})\b")
_RESERVED: Final = re.compile(r"\[\s*reserved\s*\]\.?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Section:
    """One section or appendix. `citation` is where its newest wording was printed; `text` begins with the heading."""

    number: str
    heading: str
    text: str
    citation: str
    subpart: str

    @property
    def reserved(self) -> bool:
        """True where the number is kept for later and says nothing."""
        return _RESERVED.search(self.heading) is not None and "\n" not in self.text


def read_sections(body: bytes) -> tuple[Section, ...]:
    """All sections and appendices of a text, in order. Raises `ReadError` for what is no XML."""
    root = answers.xml_root(body)
    return tuple(
        _section(element)
        for element in root.iter("DIV8", "DIV9")
        if element.get("TYPE") in _SECTION_TYPES and (element.get("N") or "").strip()
    )


def _section(element: etree._Element) -> Section:
    paragraphs = [text for node in _paragraph_nodes(element) if (text := _words(node))]
    heading = _words(element.find("HEAD"))
    history = " ".join(_words(node) for node in element.iter("CITA"))
    citations = _CITATION.findall(history)
    above = next((a for a in element.iterancestors("DIV6") if a.get("TYPE") == "SUBPART"), None)
    return Section(
        number=answers.clean(str(element.get("N"))).removeprefix("§").strip(),
        heading=heading,
        text="\n\n".join(paragraphs),
        citation=citations[-1] if citations else "",
        subpart=str(above.get("N") or "") if above is not None else "",
    )


def _paragraph_nodes(element: etree._Element) -> Iterator[etree._Element]:
    """Elements that are a paragraph, the outermost of each branch; editors' history is left out."""
    stack = list(reversed(element))
    while stack:
        node = stack.pop()
        if not isinstance(node.tag, str) or node.tag in _HISTORY:
            continue
        if node.tag in _PARAGRAPHS:
            yield node
        else:
            stack.extend(reversed(node))


def _words(node: etree._Element | None) -> str:
    """The words of one paragraph on one line; the cells of a row are parted by ` | `."""
    if node is None:
        return ""
    if node.tag == "TR":
        return " | ".join(cell for child in node if (cell := _words(child)))
    return answers.clean("".join(str(part) for part in node.itertext()))
