"""The line that names a general license in all its forms: GENERAL LICENSE NO. 25A, General License D-2; not its title."""

from __future__ import annotations

import re

LABEL = r"(?:\d{1,3}-[A-Z]\d?|\d{1,3}[A-Za-z]?|[A-Z](?:-\d{1,2})?)"
_LONGEST = 120  # characters; a heading is one line of print
_I = re.IGNORECASE
# The whole line: what may stand before "General License" are the words of a program.
_LICENSE = re.compile(
    rf"(?P<before>[A-Z][\w.'’/ -]{{0,80}}\s)?GENERAL\s{{0,2}}LICEN[SC]E"
    rf"(?:S?(?:\s?\(GL\))?(?:,?\s?\(?(?:NO|NUMBER|NUM|NR)\b\.?\s?|\s?[#№]\s?|\s\(?)(?P<label>{LABEL})\)?)?\s?[.:]?$",
    _I,
)
# Words before that make the line one about a license: "Annex to General License 46B", "Publication of Web General License 2".
_OF_ANOTHER = re.compile(
    r"\b(?:annex|appendix|notes?|publication|issuance|web|to|under|this|in|for|see|by|new|amended)\b", _I
)
_MISPRINT = re.compile(r"GENERAL LICENSE(?P<label>[A-Z])$")


def license_label(line: str) -> str | None:
    """The label if the whole line is the heading of a general license; "" for one without a number; None for any other line."""
    if len(line) > _LONGEST or ("icen" not in line and "ICEN" not in line):
        return None
    misprint = _MISPRINT.fullmatch(line)
    if misprint is not None:
        return misprint["label"]
    match = _LICENSE.fullmatch(line)
    if match is None or (match["before"] and _OF_ANOTHER.search(match["before"])):
        return None
    if match["label"] is None and "GENERAL LICENSE" not in line:
        return None
    return _proper(match["label"] or "")


def _proper(label: str) -> str:
    """Letters as the regulator counts them: 25a in lower case is an old version 7a, x alone never is."""
    return label if label[:1].isdigit() else label.upper()
