"""Executive orders, and the directives and determinations made under them; they prohibit, where a license permits."""

from __future__ import annotations

import re
from dataclasses import replace

from monitor.law import keys
from monitor.law.header import hint_program, title_after, under_authority
from monitor.law.making import Name, make
from monitor.law.naming import orders
from monitor.law.paragraphs import Line, paragraphs
from monitor.model.instrument import Instrument, InstrumentKind
from monitor.model.program import Programs

_I = re.IGNORECASE
_FIRST = 60  # lines in which a text says what it is
_DIRECTIVE = re.compile(
    r"(?:[A-Z][\w/-]{1,30}\s)?DIRECTIVE\s(?:NO\.\s?)?(?P<label>\d{1,2}[A-Z]?)\b(?:\s\([^)]{1,60}\))?(?P<rest>,?(?:\s(?:AS\s)?AMENDED,?)?(?:\s(?:UNDER|PURSUANT\sTO|ISSUED\sUNDER)\b.{0,160})?)$",
    _I,
)
_DETERMINATION = re.compile(r"DETERMINATION\b(?:\s(?:PURSUANT\sTO|UNDER|MADE)\b.{0,200})?$", _I)
_ORDER = re.compile(r"(?:EXECUTIVE\sORDER|E\.O\.|EO)\s(?:NO\.\s?)?(?P<number>1\d{4})\b.{0,80}$", _I)
_VESTED = re.compile(r"by\sthe\sauthority\svested\sin\sme\sas\spresident", _I)
_HINTED = re.compile(r"\bus-eo/(\d{5})\b")


def read_directive(lines: list[Line], programs: Programs, hint: str | None) -> Instrument | None:
    """A directive under an executive order; None where the text is none."""
    at = _heading(lines, _DIRECTIVE, "DIRECTIVE")
    if at is None:
        return None
    match = _DIRECTIVE.fullmatch(lines[at].text)
    order = _order_named(lines, at)
    if match is None or order is None:
        return None
    label = match["label"].upper()
    return _read(lines, at, InstrumentKind.DIRECTIVE, label, order, programs, hint)


def read_determination(lines: list[Line], programs: Programs, hint: str | None) -> Instrument | None:
    """A determination under an executive order. Its day of issue is its name; without one it cannot be told from others."""
    at = _heading(lines, _DETERMINATION, "DETERMINATION")
    order = _order_named(lines, at) if at is not None else None
    if at is None or order is None:
        return None
    act = _read(lines, at, InstrumentKind.DETERMINATION, "", order, programs, hint)
    if act.issued is None:
        return None
    day = act.issued.isoformat()
    return replace(act, key=keys.determination_key(order, act.issued), label=day, number=day)


def read_order(lines: list[Line], programs: Programs, hint: str | None) -> Instrument | None:
    """An executive order of the President. Its number stands in its heading or comes with the hint."""
    if not any(_VESTED.search(line.text) for line in lines[:_FIRST]):
        return None
    heading = next(
        ((at, m["number"]) for at, line in enumerate(lines[:_FIRST]) if (m := _ORDER.match(line.text))), None
    )
    hinted = _HINTED.search(hint or "")
    if heading is not None:
        return _read(lines, heading[0], InstrumentKind.ORDER, heading[1], heading[1], programs, hint)
    if hinted is not None:
        return _read(lines, -1, InstrumentKind.ORDER, hinted[1], hinted[1], programs, hint)
    return None


def _heading(lines: list[Line], form: re.Pattern[str], word: str) -> int | None:
    """The line that has the form of a heading, in capitals or under the authority's name."""
    for at, line in enumerate(lines[:_FIRST]):
        if form.fullmatch(line.text) and (word in line.text or under_authority(lines, at)):
            return at
    return None


def _order_named(lines: list[Line], at: int) -> str | None:
    """The order under which an act is made: named in its heading or shortly after."""
    start = " ".join(line.text for line in lines[at : at + 12])
    return next(iter(orders(start)), None)


def _read(
    lines: list[Line], at: int, kind: InstrumentKind, label: str, order: str, programs: Programs, hint: str | None
) -> Instrument:
    title, body_at = title_after(lines, at)
    program = programs.by_order(order)
    slug = program.slug if program is not None else hint_program(hint, programs)
    key = keys.order_key(label) if kind is InstrumentKind.ORDER else keys.directive_key(order, label or "0")
    name = Name(
        kind=kind,
        key=key,
        label=label,
        title=title,
        heading=lines[at].text if at >= 0 else "",
        issuer="us-eo" if kind is InstrumentKind.ORDER else "us-ofac",
        header=tuple(line.text for line in lines[: max(0, at)]),
        programs=(slug,) if slug else (),
    )
    return make(name, paragraphs(lines[body_at:]), permits=False)
