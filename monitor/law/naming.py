"""Which program, part, order or regulations words name; not which of them a text is about."""

from __future__ import annotations

import re
from functools import lru_cache

from monitor.model.program import Program, Programs

# "31 CFR Part 591", "31 CFR parts 594, 595, and 597", "31 C.F.R. Part 587"; not "31 CFR 587.203" and not chapter V.
_PARTS = re.compile(
    r"\b31\s+C\.?\s?F\.?\s?R\.?\s+Parts?\s+(?P<parts>\d{3}(?!\d|\.\d)(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s*;\s*)\d{3}(?!\d|\.\d))*)",
    re.IGNORECASE,
)
# "Executive Order 13902", "Executive Order (E.O.) 14024", "E.O. 13685", "EO 14071", "Executive Orders 13405 and 14038"
ORDERS = re.compile(
    r"\b(?:Executive\s+Orders?(?:\s*\((?:the\s+)?[“\"]?E\.?\s?O\.?s?[”\"]?\))?|E\.\s?O\.s?|E\.?Os?)\s*(?:No\.?s?\s*)?(?P<orders>1\d{4}(?:\s*(?:,|and|or|,\s*and)\s*1\d{4})*)\b",
    re.IGNORECASE,
)


def parts(text: str) -> tuple[int, ...]:
    """The parts of title 31 that the text names as parts, in order, each once."""
    return tuple(dict.fromkeys(part for _, part in parts_named(text)))


def parts_named(text: str) -> list[tuple[int, int]]:
    """Where the text names parts of title 31, and which."""
    return [(m.start(), int(part)) for m in _PARTS.finditer(text) for part in re.findall(r"\d{3}", m["parts"])]


def orders(text: str) -> tuple[str, ...]:
    """The numbers of the executive orders that the text names, in order, each once."""
    found = (number for match in ORDERS.finditer(text) for number in re.findall(r"\d{5}", match["orders"]))
    return tuple(dict.fromkeys(found))


def programs_of_header(text: str, programs: Programs) -> tuple[str, ...]:
    """Slugs of all programs that a header names: by part, then by the names of regulations, then by orders."""
    flat = " ".join(text.split())
    by_part = [programs.by_part(part) for part in parts(flat)]
    # Where every regulation is named with its part, the names add nothing.
    by_name = _regulations(flat, programs) if flat.lower().count("regulations") > len(by_part) else []
    by_order = [programs.by_order(number) for number in orders(flat)]
    found = [program.slug for program in (*by_part, *by_name, *by_order) if program is not None]
    return tuple(dict.fromkeys(found))


def program_of_title(text: str, programs: Programs) -> str | None:
    """The program that the words of a title name first: "Russia-related Designations", "Syria General License 25"."""
    return next(iter(programs_of_title(text, programs)), None)


def programs_of_title(text: str, programs: Programs) -> tuple[str, ...]:
    """All programs that the words of a title name: "Iran-related and Counter Terrorism Designations"."""
    pattern, slugs = _titles(programs.programs)
    if pattern is None:
        return ()
    return tuple(dict.fromkeys(slugs[match[0].lower()] for match in pattern.finditer(text)))


def _regulations(text: str, programs: Programs) -> list[Program]:
    low = text.lower().replace("‑", "-").replace("–", "-")
    found = []
    for program in programs.programs:
        places = [low.find(name.lower()) for name in program.regulations]
        first = min((place for place in places if place >= 0), default=-1)
        if first >= 0:
            found.append((first, program))
    return [program for _, program in sorted(found, key=lambda pair: pair[0])]


@lru_cache(maxsize=8)
def _titles(programs: tuple[Program, ...]) -> tuple[re.Pattern[str] | None, dict[str, str]]:
    slugs: dict[str, str] = {}
    for program in programs:
        for title in program.titles:
            slugs.setdefault(title.lower(), program.slug)
    if not slugs:
        return None, slugs
    names = sorted(slugs, key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, names)) + r")(?![\w])", re.IGNORECASE), slugs
