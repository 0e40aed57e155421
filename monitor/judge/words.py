"""A paragraph as words that can be compared: dates, amounts and references whole, typography gone. Not what the words mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from monitor.judge.enumerated import enumerators


class Sort(StrEnum):
    """What sort of word a token is."""

    WORD = "word"
    DATE = "date"  # with its clock time, where one is given; the zone's name follows the calendar and is left out
    MONEY = "money"
    NUMBER = "number"
    REFERENCE = "reference"  # (a)(1)
    LICENSE = "license"  # General License No. 25A
    ADDRESS = "address"  # of mail: printed obfuscated, differently every time


class Token(NamedTuple):
    """One word. `norm` is what is compared; `link` holds the punctuation, "and", "or" that stand before it."""

    text: str
    norm: str
    sort: Sort
    start: int
    end: int
    link: str = ""  # a number of a row inside a sentence is in it as `enumerated` gives it
    aside: bool = False  # a short name in parentheses: (VSR), (the "Blocked Vessels")
    value: float = 0.0  # dates as ordinal days with the clock as fraction, amounts as numbers
    depth: int = 0  # parentheses around it
    cut: bool = False  # a sentence ends before it


LONGEST: Final = 1_500_000
"""Letters of a paragraph up to which it is compared word by word; no rule has longer ones."""

STRANGE_DATE: Final = "no date:"
"""How the norm of a date begins that no calendar has."""

_MONTH: Final = "January|February|March|April|May|June|July|August|September|October|November|December"
_MONTHS: Final = {name.lower(): number for number, name in enumerate(_MONTH.split("|"), start=1)}
_NUMBER_WORDS: Final = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "fourteen": 14, "fifteen": 15, "eighteen": 18, "twenty": 20, "thirty": 30, "forty-five": 45, "sixty": 60,
    "ninety": 90, "hundred": 100,
}  # fmt: skip
_SCALE: Final = {"thousand": 1e3, "million": 1e6, "billion": 1e9}

_CLOCK = (
    r"(?:(?P<hour>\d{1,2}):(?P<minute>\d\d)(?:\s{0,2}(?P<half>[ap])\.?m\.?)?,?\s{0,2}"
    r"(?:(?:[A-Za-z]{1,12}\s{1,2})?(?:standard|daylight|summer)\s{1,2}time|[A-Za-z]{1,12}\s{1,2}time|\(?[A-Z]{2,4}\)?)?(?:\s{0,2}\([A-Z]{2,4}\))?(?:\s{1,2}on)?[\s,]{0,3})?"
)
_DESIGNATOR = r"\((?:[a-z]{1,2}|[ivx]{1,6}|\d{1,3}|[A-Z])\)"
_TOKEN: Final = re.compile(
    rf"""
    (?P<date>{_CLOCK}(?:(?P<month>{_MONTH})\s{{1,3}}(?P<day>\d{{1,2}}),?\s{{1,3}}(?P<year>\d{{4}})
        |(?P<day2>\d{{1,2}})\s{{1,3}}(?P<month2>{_MONTH})\s{{1,3}}(?P<year2>\d{{4}}))\b)
  | (?P<license>(?:General\s{{1,3}}Licenses?|GL)\s{{1,3}}(?:Nos?\.?\s{{0,3}})?(?P<label>\d{{1,3}}[A-Za-z]?(?:-\d{{1,2}}|-[A-Z])?|[A-Z]{{1,2}}(?:-\d{{1,2}})?)(?![\w-]))
  | (?P<address>\[email[^\]\n]{{0,12}}protected\]|[\w.+-]{{1,64}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,4}})
  | (?P<reference>{_DESIGNATOR}(?:{_DESIGNATOR}){{0,6}})
  | (?P<money>(?:\$|€|£|US\$|USD\s|EUR\s)\s?\d{{1,20}}(?:,\d{{3}}(?!\d)){{0,6}}(?:\.\d{{1,9}})?(?:\s(?:thousand|million|billion))?)
  | (?P<order>Executive\s{{1,3}}Orders?\b|E\.O\.s?)
  | (?P<union>United\s{{1,3}}States\b|U\.\s?S\.)
  | (?P<abbreviation>(?:[A-Za-z]\.){{2,}})
  | (?P<section>§{{1,2}}|\bSecs?\.|\b[Ss]ections?\b)
  | (?P<number>\d{{1,20}}(?:,\d{{3}}(?!\d)){{0,6}}(?:\.\d{{1,9}})?(?:(?P<share>\s?%|\s(?:percent|per\scent)\b)|(?![\w-])))
  | (?P<word>\w+(?:[-'’&/.]\w+)*)
  | (?P<mark>[^\w\s])
    """,
    re.VERBOSE,
)
_QUOTES: Final = frozenset("\"'`“”‘’«»„‚*_•·–—-")
_ASIDE: Final = re.compile(
    r"\(\s?(?:(?:the|collectively|together|each|hereinafter|or)\b,?\s?){0,3}[\"“'‘`]{0,2}"
    r"[A-Z][\w.&-]{0,30}(?:\s(?:[A-Z][\w.&-]{0,30}|of|or|and|the)){0,5}[\"”'’`]{0,2}\s?\)"
    r"|\((?:E\.O\.|a\.k\.a\.[^()]{0,80})\)"
)
_JOINS: Final = frozenset(("and", "or", "and/or"))
_PARAGRAPH_WORDS: Final = frozenset(("paragraph", "paragraphs", "subparagraph", "subparagraphs"))


def fold(text: str) -> str:
    """The letters and figures of a text in lower case: two texts that differ only in typography and print fold alike."""
    return _UNPRINTED.sub("", text.casefold())


_UNPRINTED: Final = re.compile(r"[^\w$%§€£]+|_+")


def scan(text: str, label: str = "") -> tuple[Token, ...]:
    """The words of a text that calls itself `label`."""
    asides = [m.span() for m in _ASIDE.finditer(text)] if "(" in text else []
    numbered = enumerators(text) if "(" in text else {}
    tokens: list[Token] = []
    link: list[str] = []
    depth = aside_at = 0
    cut = False
    for match in _TOKEN.finditer(text):
        sort, words = match.lastgroup, match.group()
        if sort == "mark":
            depth += (words == "(") - (words == ")" and depth > 0)
            cut = cut or words in ".!?"
            if words not in _QUOTES:
                link.append(words)
            continue
        if sort == "word" and (lower := words.lower()) in _JOINS:
            link.append(lower)
            continue
        start, end = match.span()
        if start in numbered:
            link.append(numbered[start])
            continue
        aside = False
        if asides:
            while aside_at < len(asides) and asides[aside_at][1] <= start:
                aside_at += 1
            aside = aside_at < len(asides) and asides[aside_at][0] <= start
        norm, kind, value = _READERS[sort or "word"](match, label)
        tokens.append(Token(words, norm, kind, start, end, " ".join(link) if link else "", aside, value, depth, cut))
        if link or cut:
            link, cut = [], False
    return tuple(tokens)


def _date(match: re.Match[str], _: str) -> tuple[str, Sort, float]:
    month = _MONTHS[(match.group("month") or match.group("month2")).lower()]
    day, year = int(match.group("day") or match.group("day2")), int(match.group("year") or match.group("year2"))
    minutes = 0
    if match.group("hour"):
        half = match.group("half")
        hour = int(match.group("hour")) % 24 if half is None else int(match.group("hour")) % 12 + 12 * (half == "p")
        minutes = hour * 60 + int(match.group("minute"))
    try:
        value = date(year, month, day).toordinal() + minutes / 1440
    except ValueError:  # 31 June 2024, year 0: printed so, and put right one day
        strange = date(max(1, year), month, 1).toordinal() + day - 1
        return f"{STRANGE_DATE}{year}-{month}-{day}", Sort.DATE, float(strange)
    return f"date:{value:.4f}", Sort.DATE, value


def _license(match: re.Match[str], label: str) -> tuple[str, Sort, float]:
    named = match.group("label").upper()
    return f"license:{'self' if named == label.upper() else named}", Sort.LICENSE, 0.0


def _address(_: re.Match[str], __: str) -> tuple[str, Sort, float]:
    return "address", Sort.ADDRESS, 0.0


def _reference(match: re.Match[str], _: str) -> tuple[str, Sort, float]:
    return match.group(), Sort.REFERENCE, 0.0


def _money(match: re.Match[str], _: str) -> tuple[str, Sort, float]:
    value = _amount(match.group())
    return f"money:{value:g}", Sort.MONEY, value


def _number(match: re.Match[str], _: str) -> tuple[str, Sort, float]:
    value = _amount(match.group())
    return f"{value:.10g}{'%' if match.group('share') else ''}", Sort.NUMBER, value


def _amount(text: str) -> float:
    figures = re.search(r"\d[\d,]*(?:\.\d+)?", text)
    value = float(figures.group().replace(",", "")) if figures else 0.0
    return value * next((scale for word, scale in _SCALE.items() if text.endswith(word)), 1.0)


def _word(match: re.Match[str], _: str) -> tuple[str, Sort, float]:
    norm = match.group().casefold()
    number = _NUMBER_WORDS.get(norm)
    if number is not None:
        return f"{number:g}", Sort.NUMBER, float(number)
    if "’" in norm:
        norm = norm.replace("’", "'")
    return norm.removesuffix("'s"), Sort.WORD, 0.0


def _fixed(norm: str) -> Callable[[re.Match[str], str], tuple[str, Sort, float]]:
    return lambda _, __: (norm, Sort.WORD, 0.0)


_READERS: Final[dict[str, Callable[[re.Match[str], str], tuple[str, Sort, float]]]] = {
    "date": _date,
    "license": _license,
    "address": _address,
    "reference": _reference,
    "money": _money,
    "order": _fixed("e.o."),
    "union": _fixed("u.s."),
    "abbreviation": _word,
    "section": _fixed("section"),
    "number": _number,
    "word": _word,
    "mark": _word,
}


def renamed(tokens: tuple[Token, ...], paths: Mapping[str, str]) -> tuple[Token, ...]:
    """The words with references to paragraphs renamed: old path to new path."""
    if not any(token.sort is Sort.REFERENCE for token in tokens):
        return tokens
    return _renamed(tokens, paths)


def _renamed(tokens: tuple[Token, ...], paths: Mapping[str, str]) -> tuple[Token, ...]:
    known: list[Token] = []
    within = False
    for token in tokens:
        if token.norm in _PARAGRAPH_WORDS:
            within = True
        elif token.sort is Sort.REFERENCE and within:
            known.append(token._replace(norm=paths.get(token.norm, token.norm)))
            continue
        elif token.sort is not Sort.REFERENCE and token.norm != "through":
            within = False
        known.append(token)
    return tuple(known)


def ending(text: str) -> str:
    """The connective that a list item ends with: "and", "or" or nothing ("...; or")."""
    match = re.search(r"[;,]\s*(and/or|and|or)\s*[.:]?\s*$", text[-24:], re.IGNORECASE)
    return match.group(1).lower() if match else ""
