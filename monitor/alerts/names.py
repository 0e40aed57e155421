"""How measures, programs and moments are called in a message: `GL 25A`, `Russia`, `24 Jun 2022 06:01 CEST`. Not the sentences around them."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime
from zoneinfo import ZoneInfo

_SPACES = re.compile(r"\s+")
# What reorders the text around it: a title could make a subject read otherwise than it is written.
_REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_DATED = re.compile(r"(?P<what>designations|removals|determination)-(?P<day>\d{4}-\d\d-\d\d)(?:-\w+)?")
_ACT = re.compile(r"(?P<what>regulation|decision)-(?P<year>\d{4})-(?P<number>\d+)")
_NUMBERED = {"gl": "GL", "faq": "FAQ", "sdn": "SDN", "eo": "EO", "directive": "Directive"}


def one_line(text: str) -> str:
    """`text` on one line: no control characters, no line breaks, nothing that turns the writing direction."""
    kept = (
        " " if unicodedata.category(char) in {"Cc", "Zl", "Zp"} else char
        for char in text
        if char not in _REORDERING and unicodedata.category(char) != "Cs"
    )
    return _SPACES.sub(" ", "".join(kept)).strip()


def paragraphs(text: str) -> str:
    """`text` with its line breaks, and no other control character."""
    return "\n".join(one_line(line) for line in text.splitlines()).strip()


def _capitals(slug: str) -> str:
    words = slug.replace("_", "-").split("-")
    return " ".join(word.upper() if len(word) <= 3 and word.isalpha() else word.capitalize() for word in words)


def program_name(slug: str | None) -> str:
    """A program's slug for people: `Russia`, `Counter Terrorism`, `ICC`. Empty for none."""
    return _capitals(slug) if slug else ""


def _segment(segment: str, label: str | None) -> str:
    if dated := _DATED.fullmatch(segment):
        return f"{dated['what'].capitalize()} {dated['day']}"
    if act := _ACT.fullmatch(segment):
        return f"{act['what'].capitalize()} {act['year']}/{act['number']}"
    word, _, number = segment.partition("-")
    if word in _NUMBERED and number:
        return f"{_NUMBERED[word]} {label or number.upper()}"
    return label or _capitals(segment)


def measure_name(key: str | None, label: str | None = None) -> str:
    """What people call a measure: `GL 25A`, `FAQ 1040`, `EO 14024 Directive 4`, `31 CFR 587.507`. Empty for none."""
    if not key:
        return one_line(label or "")
    label = one_line(label) if label else None
    issuer, *rest = key.split("/")
    match issuer, rest:
        case "us-eo", [number]:
            return f"EO {number}"
        case "us-cfr", [title, section]:
            return f"{title} CFR {section}"
        case "uk-si", [number]:
            return f"UK SI {number.replace('-', '/')}"
        case "eu" | "un", [act]:
            return f"{issuer.upper()} {_segment(act, None)}"
        case _, [order, segment] if order.startswith("eo-"):
            return f"{_segment(order, None)} {_segment(segment, label)}"
        case _, [*_, segment]:
            return _segment(segment, label)
    return label or key


def moment(at: datetime, tz: str) -> str:
    """An instant in the reader's zone: `24 Jun 2022 06:01 CEST`."""
    local = at.astimezone(ZoneInfo(tz))
    return f"{local.day} {local:%b %Y %H:%M %Z}"
