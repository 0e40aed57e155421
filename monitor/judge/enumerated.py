"""Rows that are numbered inside a sentence: "(1) the sale; and (2) the repair". Not the numbers of paragraphs and no citations."""

from __future__ import annotations

import re
from typing import Final

from monitor.law.designators import cited, readings

FIRST_ITEM: Final = "(1"
NEXT_ITEM: Final = "(+"
"""How "(1)" and "(2)" stand in a link where they number a row inside a sentence: "(1) the sale; and (2) the repair"."""

_ENUMERATOR: Final = re.compile(
    r"(?:^|(?<=\s))(?P<mark>\((?:[a-z]{1,2}|[ivx]{1,6}|\d{1,3}|[A-Z])\))\s(?!(?:of|through|and|or|to)\b)(?=[\w“\"$])"
)


def enumerators(text: str) -> dict[int, str]:
    """Where designators number a row inside a sentence, and what stands for them: at least two, one after the other, none a citation."""
    last: dict[str, tuple[int, int]] = {}  # by style: where the last number of the row stands, and its place in the row
    found: dict[int, str] = {}
    for match in _ENUMERATOR.finditer(text):
        at = match.start("mark")
        if cited(text[max(0, at - 40) : at].rstrip()):
            continue
        for style, place in readings(match["mark"][1:-1]):
            before, number = last.get(style, (at, 0))
            if place == 1:
                last[style] = (at, 1)
            elif number and place == number + 1:
                last[style] = (at, place)
                found[before] = FIRST_ITEM if number == 1 else NEXT_ITEM
                found[at] = NEXT_ITEM
    return found
