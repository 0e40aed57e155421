"""The line that names a legal text: GENERAL LICENSE NO. 25A, DIRECTIVE 4 UNDER EXECUTIVE ORDER 14024, § 587.507; not its title."""

from __future__ import annotations

import re
from dataclasses import dataclass

from monitor.model.instrument import InstrumentKind

LABEL = r"(?:\d{1,3}-[A-Z]\d?|\d{1,3}[A-Za-z]?|[A-Z](?:-\d{1,2})?)"
_I = re.IGNORECASE
# The whole line: what may stand before "General License" are the words of a program.
_LICENSE = re.compile(
    rf"(?:(?:[A-Z][\w.'’/-]*|of|the|and)\s(?:(?:[\w.'’/-]+)\s){{0,7}})?GENERAL\s{{0,2}}LICEN[SC]E(?P<rest>S?(?:\s?\(GL\))?,?\s?(?:(?:NO|NUMBER|NUM|NR)\b\.?|#|№)?\s?(?P<label>{LABEL}))?\s?[.:]?$",
    _I,
)
_MISPRINT = re.compile(r"GENERAL LICENSE(?P<label>[A-Z])$")
_NAMED = re.compile(r"GENERAL LICENSE(?:\s(?:NO\.?\s?)?\((?P<name>[\w &-]{3,40})\))?$", _I)
_DIRECTIVE = re.compile(
    r"DIRECTIVE\s(?:NO\.\s?)?(?P<label>\d{1,2}[A-Z]?)\b(?:\s\((?:as\s)?[^)]{0,60}\))?(?:,?\s(?:as\samended\s)?(?:UNDER|PURSUANT\sTO|ISSUED\sPURSUANT\sTO)\s(?:E\.O\.|EXECUTIVE\sORDER(?:\s\(E\.O\.\))?)\s(?P<order>1\d{4}))?",
    _I,
)
_DETERMINATION = re.compile(r"DETERMINATION\b(?!S?\sof\b)", _I)
_ORDER_LINE = re.compile(r"(?:EXECUTIVE\sORDER|E\.O\.)\s(?:NO\.\s?)?(?P<number>1\d{4})\b", _I)
_SECTION = re.compile(r"(?:§|Sec\.|Section)\s{0,3}(?P<section>\d{3}\.\d{1,4}[a-z]?)\s+(?P<title>\S.*)$")
_REVOCATION = re.compile(r"REVOCATION\sOF\b", _I)
_FAQ = re.compile(r"(?P<number>\d{1,4})\.\s+(?P<title>\S.*)$")
_OFSI = re.compile(r"\bINT/\d{4}/\d{4,8}\b")


@dataclass(frozen=True, slots=True)
class Heading:
    """What a text calls itself, and the line at which it does."""

    kind: InstrumentKind
    line: int
    label: str
    order: str = ""


def license_label(line: str) -> str | None:
    """The label if the whole line is the heading of a general license; "" for one without a number; None for any other line."""
    if "icen" not in line and "ICEN" not in line:
        return None
    misprint = _MISPRINT.fullmatch(line)
    if misprint is not None:
        return misprint["label"]
    match = _LICENSE.fullmatch(line)
    if match is None or len(line) > 120:
        return None
    return _proper(match["label"] or "")


def _proper(label: str) -> str:
    """Letters as the regulator counts them: 25a in lower case is an old version 7a, x alone never is."""
    return label if label[:1].isdigit() else label.upper()
