"""Single phrases of legal drafting, put where rules have them, and judged in both directions."""

from __future__ import annotations

import re
from dataclasses import dataclass

from monitor.judge import compare
from monitor.model.words import Direction
from tests.judge.forms import read

_BAR = "This general license does not authorize"
_LICENSE = (
    "OFFICE OF FOREIGN ASSETS CONTROL\n\nRussian Harmful Foreign Activities Sanctions Regulations\n\n31 CFR Part 587\n\n"
    "GENERAL LICENSE NO. 300\n\nAuthorizing Certain Transactions\n\n{}\n\n"
    "Bradley T. Smith,\nDirector, Office of Foreign Assets Control.\n\nDated: May 1, 2024.\n"
)
FORMS = {
    "grant": _LICENSE.format(
        f"(a) Except as provided in paragraph (b), {{}}\n\n(b) {_BAR} any debit to an account of the Central Bank."
    ),
    "exclusion": _LICENSE.format(
        f"(a) All transactions involving Harbor Bank are authorized.\n\n(b) {_BAR}:\n\n(1) Any debit to a blocked account; or\n\n(2) {{}}"
    ),
    "condition": _LICENSE.format(
        "(a) All transactions involving Harbor Bank are authorized, provided that:\n\n(1) {}; and\n\n(2) No cash is paid.\n\n"
        f"(b) {_BAR} any debit."
    ),
    "paragraph": _LICENSE.format("(a) All transactions involving Harbor Bank are authorized.\n\n(b) {}"),
    "directive": (
        "OFFICE OF FOREIGN ASSETS CONTROL\n\nDirective 3 under Executive Order 14024\n\nProhibitions Related to Debt\n\n"
        "Pursuant to section 8 of Executive Order 14024, the following are prohibited:\n\n(1) the sale of gold; and\n\n(2) {}\n\n"
        "Bradley T. Smith\nDirector\nOffice of Foreign Assets Control\n\nIssued: May 1, 2024"
    ),
}
"""Where words can stand."""

_LINE = re.compile(r"(?P<form>\w+), (?P<sign>\w+): (?P<before>.*?)\[(?P<old>.*?) ?> ?(?P<new>.*?)\] ?(?P<after>.*)")


@dataclass(frozen=True)
class Case:
    """One edit of one sentence: "grant, relaxed: payments of up to [$5,000 > $9,000] are authorized."."""

    line: str
    form: str
    old: str
    new: str
    sign: Direction


def cases(table: str) -> list[Case]:
    """The cases of a table, one a line."""
    return [_case(line.strip()) for line in table.splitlines() if line.strip()]


def _case(line: str) -> Case:
    found = _LINE.fullmatch(line)
    assert found is not None, line
    old, new = (
        " ".join(f"{found['before']} {words} {found['after']}".split()) for words in (found["old"], found["new"])
    )
    return Case(line, found["form"], old, new, Direction(found["sign"]))


def judged_both_ways(case: Case) -> tuple[Direction, Direction]:
    """The directions of the edit and of its way back."""
    before, after = (read(FORMS[case.form].format(words)) for words in (case.old, case.new))
    return compare(before, after).direction, compare(after, before).direction
