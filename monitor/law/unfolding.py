"""A license whose lines were lost (a copy on one line) given back its paragraphs at the places that the form fixes."""

from __future__ import annotations

import re

from monitor.law.heading import LABEL

_HEADING = re.compile(rf"(?:^|\s)(?=GENERAL LICENSE(?:\s(?:NO\.?|NUMBER))?\s{LABEL}\s)")
_FOLDED = re.compile(rf"GENERAL LICENSE(?:\s(?:NO\.?|NUMBER))?\s{LABEL}(?=\s)")
_FIRST = re.compile(r"\s(?=\(a\)(?:\(1\))?\s[A-Z])")
_SIGNED = re.compile(
    r"(?<=\.)\s(?=(?:[A-Z][\w.'’-]{0,25},?\s){2,4}(?:(?:Acting|Deputy|Associate)\s){0,2}Director,?\s)|\s(?=Dated?:\s[A-Z])"
)
_LONG = 300  # characters; a line that holds a heading and this much has lost its breaks


def unfolded(text: str) -> str | None:
    """The text with its paragraphs parted; None where nothing is folded up in it."""
    lines = text.splitlines()
    if not any(len(line) > _LONG and _FOLDED.search(line) for line in lines[:50]):
        return None
    text = _HEADING.sub("\n\n", text)
    text = _FOLDED.sub(lambda match: f"{match[0]}\n\n", text)
    return _SIGNED.sub("\n\n", _FIRST.sub("\n\n", text))
