"""The one way to make a measure's key and to take a label apart; not the finding of labels in a text."""

from __future__ import annotations

import re
from datetime import date

_LABEL = re.compile(
    r"""(?P<digits>\d{1,4})(?P<letter>[A-Za-z]?)            # 25, 25A, 7a
      | (?P<series>\d{1,4})-(?P<turn>[A-Za-z]\d?)           # 2-H
      | (?P<name>[A-Za-z])(?:-(?P<count>\d{1,2}))?          # D, D-2, X
    """,
    re.VERBOSE,
)
_UNNAMED = re.compile(r"[^a-z0-9]+")


def split_label(label: str) -> tuple[str, str]:
    """Number and version of a label: 25A is ("25", "A"), D-2 is ("D", "2"), 2-H is ("2", "H"), X is ("X", "")."""
    match = _LABEL.fullmatch(label.strip())
    if match is None:
        return label.strip(), ""
    if match["digits"]:
        return match["digits"], match["letter"]
    if match["series"]:
        return match["series"], match["turn"]
    return match["name"], match["count"] or ""


def license_key(program: str, label: str) -> str:
    """`us-ofac/russia/gl-25` for any version of it; a license with a name instead of a number keeps its name."""
    number, _ = split_label(label)
    return f"us-ofac/{program}/gl-{_UNNAMED.sub('-', number.lower()).strip('-')}"


def section_key(section: str, title: int = 31) -> str:
    """`us-cfr/31/587.507`."""
    return f"us-cfr/{title}/{section.lower()}"


def order_key(number: str) -> str:
    """`us-eo/14024`."""
    return f"us-eo/{number}"


def directive_key(order: str, number: str) -> str:
    """`us-ofac/eo-14024/directive-1` for 1A as well: the letter is the version."""
    return f"us-ofac/eo-{order}/directive-{split_label(number)[0].lower()}"


def determination_key(order: str, issued: date) -> str:
    """`us-ofac/eo-14071/determination-2024-06-12`."""
    return f"us-ofac/eo-{order}/determination-{issued.isoformat()}"


def faq_key(number: str | int) -> str:
    """`us-ofac/faq-1040`."""
    return f"us-ofac/faq-{number}"


def listing_key(program: str, publication: str, *, removal: bool = False) -> str:
    """`us-ofac/russia/designations-2022-04-07-33`: what a page tells of listings; `publication` is its day, with its suffix if it has one."""
    return f"us-ofac/{program}/{'removals' if removal else 'designations'}-{publication}"


def ofsi_key(number: str) -> str:
    """`uk-ofsi/int-2023-2824812` for INT/2023/2824812."""
    return f"uk-ofsi/{number.lower().replace('/', '-')}"


def uk_instrument_key(year: int | str, number: int | str) -> str:
    """`uk-si/2019-855`: a statutory instrument."""
    return f"uk-si/{year}-{number}"


def eu_key(kind: str, year: int | str, number: int | str) -> str:
    """`eu/regulation-2014-833`, `eu/decision-2014-512`: the year first, however the act writes it."""
    return f"eu/{kind}-{year}-{number}"
