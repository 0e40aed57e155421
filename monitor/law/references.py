"""Measures that running English text names: licenses, orders, directives, sections, FAQs, acts of the EU, UK and UN.

Not what the text says about them, and not other languages (`news/`). A license's number alone is no identity: the
program comes from the words before it, else from what the text names elsewhere; without one the number is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from monitor.law import keys
from monitor.law.dates import DAY, first_day
from monitor.law.naming import ORDERS, parts_named
from monitor.model.program import Programs

_I = re.IGNORECASE
_MOST = 200_000  # characters; what names a measure stands long before
_LABEL = r"(?:\d{1,3}-[A-Z](?![a-z])|\d{1,3}[A-Za-z]?(?![\w%,]\d)(?!\w)|[A-Z](?:-\d{1,2})?(?![\w'’-]|\.\w))"
_AND = r"(?:\s?,\s?(?:and\s|or\s|&\s)?|\s(?:and|or|&|through|to)\s|\s?;\s?)"
LICENSES = re.compile(
    rf"\b(?:(?:[Gg]eneral|GENERAL)\s+(?:[Ll]icen[sc]es?|LICEN[SC]ES?)|GLs?)\b(?:\s?\(GLs?\))?(?:[\s-]*(?:[Nn]os?\.?|[Nn]umbers?|#))?[\s-]+(?P<labels>{_LABEL}(?:{_AND}(?:GLs?\s)?{_LABEL})*)"
)
_ONE_LABEL = re.compile(rf"(?<!\w){_LABEL}")
_FAQS = re.compile(
    r"\b(?:FAQs?|Frequently\s+Asked\s+Questions?(?:\s?\(FAQs?\))?)\s*(?:\(?\s?(?:nos?\.?|numbers?|#)?\s*)(?P<numbers>\d{1,4}(?:(?:\s?,\s?(?:and\s)?|\s(?:and|&|to|through)\s|\s?[-–—]\s?)\d{1,4})*)\b(?!\.\d)",
    _I,
)
_DIRECTIVES = re.compile(
    r"\bDirectives?\s(?:No\.\s)?(?P<labels>\d{1,2}[A-Z]?(?:(?:\s?,\s?(?:and\s|or\s)?|\s(?:and|or)\s)(?:Directive\s)?\d{1,2}[A-Z]?)*)(?:\s\([^)]{1,40}\))?,?\s(?:under|pursuant\sto|issued\sunder|of)\s(?:Executive\s+Order(?:\s?\([^)]{1,20}\))?|E\.?O\.?)\s*(?:No\.\s)?(?P<order>1\d{4})\b",
    _I,
)
_DETERMINATIONS = re.compile(
    rf"\bdetermination\s(?:of|dated|issued(?:\son)?)\s(?P<day>{DAY})[^.;]{{0,120}}?(?:Executive\s+Order(?:\s?\([^)]{{1,20}}\))?|E\.O\.|EO)\s*(?P<order>1\d{{4}})\b",
    _I,
)
_SECTIONS = re.compile(
    r"\b31\s+C\.?F\.?R\.?\s*(?:§{1,2}\s?|Sec(?:s|tion|tions)?\.?\s*|part\s)?(?P<section>\d{3}\.\d{1,4}[a-z]?)\b", _I
)
_EU = re.compile(
    r"\b(?P<kind>Regulations?|Decisions?)\s(?:\((?:EU|EC|EEC|CFSP|EU,\sEuratom)\)\s)?(?:No\.?\s)?(?P<one>\d{1,4})/(?P<two>\d{1,4})(?:/(?:CFSP|EU|EC))?\b",
    _I,
)
_OFSI = re.compile(r"\bINT/\d{4}/\d{4,8}\b", _I)
_UK = re.compile(
    r"\b(?:S\.?I\.?|SIs|Statutory\s+Instruments?)\s(?P<year>(?:19|20)\d{2})(?:/|\sNo\.?\s?)(?P<number>\d{1,5})\b"
)
_UN = re.compile(r"\b(?:UNSCR|(?:Security\s+Council|UN(?:SC)?)\s+resolutions?)\s(?:No\.\s)?(?P<number>\d{3,4})\b", _I)
_LAST_FAQ = 1899  # above are years
_LONGEST_RANGE = 40


@dataclass(frozen=True, slots=True)
class Reference:
    """A measure named in a text: where, its key, and the label as it stands there."""

    start: int
    key: str
    label: str


@dataclass(frozen=True, slots=True)
class _Mention:
    start: int
    end: int
    slug: str
    plain: bool  # only a country's name, not "Russia-related" or the name of regulations


def references(text: str, programs: Programs) -> tuple[str, ...]:
    """Keys of the measures that the text names, in the order of their first mention."""
    return tuple(dict.fromkeys(reference.key for reference in named(text, programs)))


def named(text: str, programs: Programs) -> list[Reference]:
    """Every mention of a measure, in order."""
    text = text[:_MOST]
    found = [*_licenses(text, programs), *_ofac(text), *_others(text)]
    return sorted(found, key=lambda reference: reference.start)


def expand(numbers: str) -> list[str]:
    """The numbers of a list: "1126, 1127, and 1130-1132"."""
    listed: list[str] = []
    last: int | None = None
    for part in re.finditer(r"(?P<to>[-–—]|\bto\b|\bthrough\b)?\s*(?P<number>\d+)", numbers):
        number = int(part["number"])
        if part["to"] and last is not None and last < number <= last + _LONGEST_RANGE:
            listed += [str(between) for between in range(last + 1, number)]
        listed.append(str(number))
        last = number
    return listed


def _licenses(text: str, programs: Programs) -> Iterator[Reference]:
    mentions: list[_Mention] | None = None
    for match in LICENSES.finditer(text):
        if mentions is None:
            mentions = _mentions(text, programs)
        slug = _program_at(match.start(), mentions)
        if slug is None:
            continue
        for label in _ONE_LABEL.finditer(match["labels"]):
            yield Reference(match.start("labels") + label.start(), keys.license_key(slug, label[0]), label[0])


def _program_at(place: int, mentions: list[_Mention]) -> str | None:
    """The program of a license named at this place: that of the words just before, else the nearest one of the text."""
    before = [mention for mention in mentions if mention.end <= place]
    if before and place - before[-1].end <= 3:
        return before[-1].slug
    after = [mention for mention in mentions if mention.start >= place]
    clear = [m for m in reversed(before) if not m.plain] or [m for m in after if not m.plain]
    nearest = clear or before[::-1] or after
    return nearest[0].slug if nearest else None


def _mentions(text: str, programs: Programs) -> list[_Mention]:
    pattern, slugs = _names(programs)
    found = []
    for match in pattern.finditer(text):
        slug, plain = slugs[match[0].lower()]
        found.append(_Mention(match.start(), match.end(), slug, plain))
    for start, part in parts_named(text):
        program = programs.by_part(part)
        if program is not None:
            found.append(_Mention(start, start + 1, program.slug, plain=False))
    for match in ORDERS.finditer(text):
        program = programs.by_order(match["orders"][:5])
        if program is not None:
            found.append(_Mention(match.start(), match.end(), program.slug, plain=True))
    return sorted(found, key=lambda mention: mention.start)


@lru_cache(maxsize=4)
def _names(programs: Programs) -> tuple[re.Pattern[str], dict[str, tuple[str, bool]]]:
    slugs: dict[str, tuple[str, bool]] = {}
    for program in programs.programs:
        for name in (*program.regulations, *program.titles):
            slugs.setdefault(name.lower(), (program.slug, "related" not in name.lower() and " " not in name))
    names = "|".join(re.escape(name) for name in sorted(slugs, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{names or '(?!)'})(?![\w])", _I), slugs


def _ofac(text: str) -> Iterator[Reference]:
    for match in _FAQS.finditer(text):
        for number in expand(match["numbers"]):
            if 0 < int(number) <= _LAST_FAQ:
                yield Reference(match.start("numbers"), keys.faq_key(number), number)
    for match in _DIRECTIVES.finditer(text):
        for label in re.findall(r"\d{1,2}[A-Z]?\b", match["labels"]):
            yield Reference(match.start(), keys.directive_key(match["order"], label), label)
    for match in _DETERMINATIONS.finditer(text):
        day = first_day(match["day"])
        if day is not None:
            yield Reference(match.start(), keys.determination_key(match["order"], day), day.isoformat())
    for match in ORDERS.finditer(text):
        for number in re.findall(r"\d{5}", match["orders"]):
            yield Reference(match.start(), keys.order_key(number), number)
    for match in _SECTIONS.finditer(text):
        yield Reference(match.start(), keys.section_key(match["section"]), match["section"])


def _others(text: str) -> Iterator[Reference]:
    for match in _EU.finditer(text):
        key = _eu_act(match)
        if key:
            yield Reference(match.start(), key, f"{match['one']}/{match['two']}")
    for match in _OFSI.finditer(text):
        yield Reference(match.start(), keys.ofsi_key(match[0]), match[0].upper())
    for match in _UK.finditer(text):
        yield Reference(
            match.start(), keys.uk_instrument_key(match["year"], match["number"]), f"{match['year']}/{match['number']}"
        )
    for match in _UN.finditer(text):
        yield Reference(match.start(), f"un/resolution-{match['number']}", match["number"])


def _eu_act(match: re.Match[str]) -> str | None:
    """The key of an act of the EU: "833/2014" with its year last, as until 2014, or "2022/576"."""
    one, two = match["one"], match["two"]
    kind = "regulation" if match["kind"].lower().startswith("regulation") else "decision"
    old = re.search(r"\bNo\.?\s", match[0]) is not None
    years = [re.fullmatch(r"(?:19[5-9]\d|20[0-9]\d)", word) is not None for word in (one, two)]
    if years[1] and (old or not years[0]):
        return keys.eu_key(kind, two, one)
    return keys.eu_key(kind, one, two) if years[0] else None
