"""References to instruments in any language, as measure keys; not which of them the item is about.

The words for a license or a regulation stand in the lexicons, the numbers behind them are read here, the keys are made by
`law.keys`. A license's program is the one named since the reference before it: "Russia GL 20, Ukraine/Russia GL 25".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from monitor.law import keys
from monitor.law.naming import program_of_title
from monitor.model.program import Programs
from monitor.news.clause import Parsed, overlap
from monitor.news.lexicon import Tag

_LABEL = re.compile(r"\d{1,3}[A-Z]?")
_AMENDED = re.compile(r"\d{1,3}[A-Z]")  # only OFAC letters the versions of a license
_LETTER = re.compile(r"[A-Z]")
_ORDER = re.compile(r"1[0-9]{4}")
_OFSI = re.compile(r"\bINT/20\d\d/\d{4,8}\b")
_SKIPPED = frozenset({"no", "nos", "nr", "nrs", "num", "numero", "n", "o", "web", "related", "number", "numbers"})
_ABBREVIATED = frozenset({"(", ")", "e", "o", "eo"})  # "Executive Order (E.O.) 14312"
_JOINED = frozenset({",", "and", "or", "en", "und", "et", "y", "e", "i", "oraz", "и", "та", "і", "si"})
_EU_WORDS = frozenset({
    "(", ")", "eu", "ue", "eg", "ec", "ce", "ес", "єс", "no", "nr", "n", "o", "cfsp", "gasp", "gbvb", "pesc", "wpzib", "euratom",
    "council", "implementing", "des", "rates", "raad", "van", "de", "du", "conseil", "delegated",
})  # fmt: skip
_FIRST_YEAR, _LAST_YEAR = 1990, 2060
_YEAR_FIRST = 2015  # since then acts of the Union are numbered year/number, regulations before it number/year
_MOST = 40  # references of one item; a page of them is an index


def find_references(parsed: list[Parsed], text: str, program: str | None, programs: Programs) -> tuple[str, ...]:
    """Keys of all instruments named, in order of mention. `program`, one that has licenses, stands in where none is named."""
    found: list[str] = []
    for sentence in parsed:
        for key in _of_sentence(sentence, program, programs):
            if key not in found:
                found.append(key)
        if len(found) >= _MOST:
            break
    found += [key for number in _OFSI.findall(text) if (key := keys.ofsi_key(number)) not in found]
    return tuple(found[:_MOST])


def _of_sentence(parsed: Parsed, program: str | None, programs: Programs) -> Iterator[str]:
    yield from _licenses(parsed, program, programs)
    words = parsed.sentence.words
    for tag in parsed.of("instruments.order"):
        yield from (keys.order_key(word) for word in _orders(words, tag.end))
    for tag in parsed.of("instruments.faq"):
        yield from (keys.faq_key(word) for word in _numbers(words, tag.end, re.compile(r"\d{1,4}")))
    for tag in parsed.of("instruments.resolution"):
        yield from (f"un/resolution-{word}" for word in _numbers(words, tag.end, re.compile(r"\d{3,4}")))
    for kind in ("regulation", "decision"):
        for tag in parsed.of(f"instruments.{kind}"):
            yield from _union_act(kind, parsed, tag)
    yield from _directives(parsed)


def _orders(words: tuple[str, ...], at: int) -> list[str]:
    while at < len(words) and words[at].casefold() in _ABBREVIATED:
        at += 1
    return _numbers(words, at, _ORDER)


def _numbers(words: tuple[str, ...], at: int, form: re.Pattern[str]) -> list[str]:
    """The numbers that stand from `at` on, joined by commas and "and"."""
    while at < len(words) and words[at].casefold() in _SKIPPED:
        at += 1
    found: list[str] = []
    while at < len(words):
        if form.fullmatch(words[at]):
            found.append(words[at])
        elif not (found and words[at].casefold() in _JOINED):
            break
        at += 1
    return found


def _licenses(parsed: Parsed, program: str | None, programs: Programs) -> Iterator[str]:
    words, since = parsed.sentence.words, 0
    current: str | None = None
    named = parsed.of("instruments.license")
    short = [tag for tag in parsed.of("objects.permission") if not any(overlap(tag, other) for other in named)]
    for tag in sorted([*named, *short], key=lambda tag: tag.start):
        numbers = (
            _numbers(words, tag.end, _LABEL) or _lettered(words, tag.end) if tag in named else _amended(words, tag)
        )
        if not numbers:
            continue
        current = (
            program_of_title(_written(words[since : tag.start]), programs)
            or _country(parsed, since, tag, programs)
            or current
        )
        of_this = current or _country(parsed, tag.end, None, programs) or program
        since = tag.end
        yield from (keys.license_key(of_this or "unknown", label) for label in numbers)


def _amended(words: tuple[str, ...], tag: Tag) -> list[str]:
    """Labels behind the bare word for a license: "license 55D" is OFAC's, "license 55" may be anybody's."""
    return [label for label in _numbers(words, tag.end, _LABEL) if _AMENDED.fullmatch(label)]


def _written(words: tuple[str, ...]) -> str:
    """The words as titles write them: "Russia related" is "Russia-related" again."""
    text = " ".join(words)
    return re.sub(r"\b(\w+) related\b", r"\1-related", re.sub(r"(?i)\bukraine russia\b", "Ukraine-/Russia", text))


def _lettered(words: tuple[str, ...], at: int) -> list[str]:
    """Letters as "D-2", "J-1", "X": a letter that no lower-case word follows ("GL A company")."""
    while at < len(words) and words[at].casefold() in _SKIPPED:
        at += 1
    if at >= len(words) or not _LETTER.fullmatch(words[at]):
        return []
    follows = words[at + 1] if at + 1 < len(words) else ""
    if follows.isdigit() and len(follows) == 1:
        return [f"{words[at]}-{follows}"]
    return [] if follows.islower() and words[at] == "A" else [words[at]]


def _country(parsed: Parsed, start: int, before: Tag | None, programs: Programs) -> str | None:
    """The country of a program that has licenses, named nearest to the tag; Moldova, say, has none."""
    end = before.start if before is not None else len(parsed.sentence.words)
    found = [
        (tag.start, tag.concept)
        for key, tags in parsed.tags.items()
        if key.startswith("countries.")
        for tag in tags
        if start <= tag.start < end and programs.by_slug(tag.concept) is not None
    ]
    if not found:
        return None
    return (max(found) if before is not None else min(found))[1]


def _union_act(kind: str, parsed: Parsed, tag: Tag) -> Iterator[str]:
    words, at = parsed.sentence.folded, tag.end
    while at < len(words) and at - tag.end < 8 and words[at] in _EU_WORDS:
        at += 1
    if at + 1 >= len(words) or not (words[at].isdecimal() and words[at + 1].isdecimal()):
        return
    first, second = int(words[at]), int(words[at + 1])
    if _YEAR_FIRST <= first <= _LAST_YEAR or (kind == "decision" and _FIRST_YEAR <= first <= _LAST_YEAR):
        yield keys.eu_key(kind, first, second)
    elif _FIRST_YEAR <= second <= _LAST_YEAR:
        yield keys.eu_key(kind, second, first)


def _directives(parsed: Parsed) -> Iterator[str]:
    words = parsed.sentence.words
    orders = [n for tag in parsed.of("instruments.order") for n in _orders(words, tag.end)]
    if not orders:
        return
    for tag in parsed.of("instruments.directive"):
        yield from (keys.directive_key(orders[0], n) for n in _numbers(words, tag.end, re.compile(r"\d[A-Z]?")))
