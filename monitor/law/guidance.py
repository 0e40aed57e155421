"""Frequently asked questions of OFAC: guidance, which is kept by version and is no license."""

from __future__ import annotations

import re
from datetime import date

from monitor.law import keys
from monitor.law.dates import first_day
from monitor.law.header import hint_program
from monitor.law.making import Name, make
from monitor.law.naming import program_of_title, programs_of_header
from monitor.law.paragraphs import Line, joined, paragraphs
from monitor.model.instrument import Instrument, InstrumentKind
from monitor.model.program import Programs

_I = re.IGNORECASE
_FIRST = 400  # lines of a page, its menus included
_LONGEST_QUESTION = 12
_MARK = re.compile(r"\bfrequently asked question|\bdate\s?(?:released|updated)\b|\bFAQs?\b", _I)
_QUESTION = re.compile(r"(?P<number>\d{1,4})\.\s+(?P<title>[A-Z“\"].*)$")
_DATED = re.compile(r"(?:date\s)?(?P<what>released|updated)\b(?:\son)?:?\s?(?P<day>.{0,40})$", _I)
_AFTER = re.compile(r"(?:recent actions|view all\b|last updated|back to top)", _I)


def read_faq(lines: list[Line], programs: Programs, hint: str | None) -> Instrument | None:
    """A question with its answer; None where the text is none. Its date is that of the last update."""
    hinted = re.search(r"\bus-ofac/faq-(\d{1,5})\b", hint or "")
    if hinted is None and not any(_MARK.search(line.text) for line in lines[:_FIRST]):
        return None
    for at, line in enumerate(lines[:_FIRST]):
        match = _QUESTION.match(line.text)
        if match is None or (hinted is not None and match["number"] != hinted[1]):
            continue
        title, body_at = _whole_question(lines, at, match["title"])
        if not title.endswith(("?", "]")) and hinted is None:
            continue
        return _read(lines, at, body_at, match["number"], title, programs, hint)
    return None


def _whole_question(lines: list[Line], at: int, first: str) -> tuple[str, int]:
    taken, number = [first], at + 1
    while number < len(lines) and len(taken) < _LONGEST_QUESTION and "?" not in taken[-1] and not lines[number].gap:
        taken.append(lines[number].text)
        number += 1
    return joined(taken), number


def _read(
    lines: list[Line], at: int, body_at: int, number: str, title: str, programs: Programs, hint: str | None
) -> Instrument:
    answer: list[Line] = []
    days: dict[str, date] = {}
    what = ""
    for line in lines[body_at:]:
        dated = _DATED.match(line.text)
        day = first_day(dated["day"] if dated else line.text) if dated or what else None
        if dated is not None:
            what = dated["what"].lower()
        if day is not None and what:
            days[what] = day
        elif dated is None and (_AFTER.match(line.text) or days):
            break
        elif dated is None:
            answer.append(line)
        what = what if dated is not None and day is None else ""
    around = " ".join(line.text for line in lines[max(0, at - 6) : at])
    slugs = programs_of_header(around, programs)
    named = program_of_title(title, programs) or hint_program(hint, programs)
    name = Name(
        kind=InstrumentKind.FAQ,
        key=keys.faq_key(number),
        label=number,
        title=title,
        heading="",
        programs=slugs or ((named,) if named else ()),
        issued=days.get("updated") or days.get("released"),
    )
    return make(name, paragraphs(answer), permits=False)
