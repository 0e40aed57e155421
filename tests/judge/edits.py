"""Single edits of license texts, each with the direction that DIRECTION.md gives it. Works on any text in the official form."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.model.instrument import Instrument, Provision
from monitor.model.words import Direction, Effect

RELAXED, TIGHTENED, UNCHANGED = Direction.RELAXED, Direction.TIGHTENED, Direction.UNCHANGED
SIGNS = {
    Effect.PERMITS: (RELAXED, TIGHTENED),
    Effect.CONDITION: (TIGHTENED, RELAXED),
    Effect.EXCLUDES: (TIGHTENED, RELAXED),
    Effect.PROHIBITS: (TIGHTENED, RELAXED),
}
"""What adding and removing a provision of each effect does."""

NEW_ITEM = {
    Effect.PERMITS: "Volgograd Turbine Works;",
    Effect.CONDITION: "The parties keep all invoices in the United States;",
    Effect.EXCLUDES: "Any transaction involving arms or related materiel;",
    Effect.PROHIBITS: "The provision of storage services;",
}
_ROMAN = [
    "i",
    "ii",
    "iii",
    "iv",
    "v",
    "vi",
    "vii",
    "viii",
    "ix",
    "x",
    "xi",
    "xii",
    "xiii",
    "xiv",
    "xv",
    "xvi",
    "xvii",
    "xviii",
    "xix",
    "xx",
]
_LAST = re.compile(r";\s*(or|and)?\s*$")


@dataclass(frozen=True)
class Edit:
    """One edited text and what it must be judged."""

    name: str
    text: str
    sign: Direction


@dataclass(frozen=True)
class Row:
    """A list whose items stand one after the other: the span of the whole, designators, words."""

    start: int
    end: int
    designators: tuple[str, ...]
    items: tuple[str, ...]
    effect: Effect

    def written(self, text: str, items: list[str]) -> str:
        """The text with these items in place of the old ones, numbered through."""
        designators = [*self.designators]
        while len(designators) < len(items):
            designators.append(_next(designators))
        words = "\n\n".join(f"{d} {item}" for d, item in zip(designators, items, strict=False))
        return text[: self.start] + words + text[self.end :]


def edits(text: str, instrument: Instrument) -> Iterator[Edit]:
    """All edits that this text gives occasion to. `text` is clean; every one really changes it."""
    for edit in (
        *_kept(text, instrument),
        *_lists(text, instrument),
        *_roots(text, instrument),
        *_words(text, instrument),
    ):
        if edit.text != text:
            yield edit


# What keeps the meaning


def _kept(text: str, instrument: Instrument) -> Iterator[Edit]:
    yield Edit("rewrapped", "\n\n".join(_wrapped(p) for p in text.split("\n\n")), UNCHANGED)
    yield Edit("other quotes", text.translate(str.maketrans("“”’", '""\'')), UNCHANGED)
    yield Edit("a page ends in mid-sentence", _page_break(text), UNCHANGED)
    yield Edit("another zone's name", text.replace("eastern daylight", "eastern standard"), UNCHANGED)
    yield Edit("another director", text.replace("Bradley T. Smith", "Lisa M. Palluconi"), UNCHANGED)
    label = re.escape(instrument.label)
    own = re.compile(rf"((?:GENERAL LICENSE|General License)\s+(?:(?:NO|No)\.\s*)?){label}(?![\w-])")
    if instrument.label.isdigit():
        yield Edit("another label", own.sub(rf"\g<1>{instrument.label}X", text), UNCHANGED)
    for end, designator in _end(text, instrument):
        supersedes = (
            f"{designator} Effective March 3, 2027, General License No. {instrument.label}, dated January 5, 2026, is "
            f"replaced and superseded in its entirety by this General License No. {instrument.label}."
        )
        yield Edit("supersession", f"{text[:end]}\n\n{supersedes}{text[end:]}", UNCHANGED)
        note = (
            f"Note to General License No. {instrument.label}. Nothing in this general license relieves any person from "
            "compliance with any other Federal laws or requirements of other Federal agencies."
        )
        yield Edit("the standard note", f"{text[:end]}\n\n{note}{text[end:]}", UNCHANGED)


def _wrapped(paragraph: str) -> str:
    return paragraph if "\n" in paragraph else "\n".join(re.findall(r".{1,58}(?:\s|$)", paragraph))


def _page_break(text: str) -> str:
    long = next((m for m in re.finditer(r"(?m)^\(a\) .{160,}$", text)), None)
    if long is None:
        return text
    at = text.index(" ", long.start() + 120)
    return f"{text[:at]}\n\n[[Page 12345]]\n\n{text[at + 1 :]}"


def _end(text: str, instrument: Instrument) -> Iterator[tuple[int, str]]:
    """Where the numbered paragraphs end, and the next designator."""
    roots = [p for p in instrument.provisions if re.fullmatch(r"\([a-y]\)", p.path)]
    if not roots or roots[-1].effect is Effect.MACHINERY:
        return
    last = [p for p in instrument.provisions if p.path.startswith(roots[-1].path)][-1]
    place = _found(text, last.text)
    if place is not None:
        yield place[1], f"({chr(ord(roots[-1].path[1]) + 1)})"


# Whole provisions


def _lists(text: str, instrument: Instrument) -> Iterator[Edit]:
    for row in rows(text, instrument):
        added, removed = SIGNS[row.effect]
        alternatives = row.effect is Effect.CONDITION and re.search(r";\s*or\s*$", row.items[-2]) is not None
        for at in range(len(row.items)):
            if len(row.items) > 2 and not alternatives:
                yield Edit(f"{row.effect} item gone", row.written(text, _without(row.items, at)), removed)
        if not alternatives:
            items = [NEW_ITEM[row.effect], *row.items]
            yield Edit(f"{row.effect} item added", row.written(text, items), added)
        if len(row.items) > 2 and not any(re.search(r"\b(?:or|and)\s*$", item) for item in row.items[:2]):
            swapped = [row.items[1], row.items[0], *row.items[2:]]
            yield Edit("items swapped", row.written(text, swapped), UNCHANGED)


def rows(text: str, instrument: Instrument) -> Iterator[Row]:
    """The lists of the text that end in no list of their own."""
    provisions = instrument.provisions
    parents = {p.parent for p in provisions if p.parent is not None}
    for above in sorted(parents):
        items = [(i, p) for i, p in enumerate(provisions) if p.parent == above]
        if len(items) < 2 or any(i in parents or p.effect not in SIGNS for i, p in items):
            continue
        designators = tuple(p.path.removeprefix(provisions[above].path) for _, p in items)
        spans = [_with_designator(text, d, p) for d, (_, p) in zip(designators, items, strict=True)]
        if all(span is not None for span in spans) and len({p.effect for _, p in items}) == 1:
            whole = [span for span in spans if span is not None]
            words = tuple(p.text for _, p in items)
            yield Row(whole[0][0], whole[-1][1], designators, words, items[0][1].effect)


def _without(items: tuple[str, ...], at: int) -> list[str]:
    """The items without one; what ends the list and joins its last two stays where it must."""
    left = [item for i, item in enumerate(items) if i != at]
    joint = _LAST.search(items[-2])
    word = joint.group(1) if joint else None
    left = [_LAST.sub(";", item) for item in left[:-1]] + [_LAST.sub(".", left[-1])]
    if word and len(left) > 1:
        left[-2] = _LAST.sub(f"; {word}", left[-2])
    return left


def _next(designators: list[str]) -> str:
    last = designators[-1].strip("()")
    if last.isdigit():
        return f"({int(last) + 1})"
    if designators[0] == "(i)":
        return f"({_ROMAN[_ROMAN.index(last) + 1]})"
    return f"({chr(ord(last) + 1)})"


def _roots(text: str, instrument: Instrument) -> Iterator[Edit]:
    parents = {p.parent for p in instrument.provisions}
    for i, p in enumerate(instrument.provisions):
        span = _with_designator(text, p.path, p)
        if p.parent is None and i not in parents and p.effect in SIGNS and p.path[0] == "(" and span is not None:
            left = f"{text[: span[0]].rstrip()}\n\n{text[span[1] :].lstrip()}"
            yield Edit(f"{p.effect} paragraph gone", left, SIGNS[p.effect][1])


def _found(text: str, words: str) -> tuple[int, int] | None:
    """Where these words stand, if they stand there once."""
    places = list(re.finditer(r"\s+".join(map(re.escape, words.split())), text)) if words.split() else []
    return places[0].span() if len(places) == 1 else None


def _with_designator(text: str, designator: str, provision: Provision) -> tuple[int, int] | None:
    place = _found(text, provision.text)
    if place is None:
        return None
    start = text.rfind(designator, 0, place[0])
    return (start, place[1]) if start >= 0 and place[0] - start <= len(designator) + 2 else None


# Words inside a paragraph


def _words(text: str, instrument: Instrument) -> Iterator[Edit]:
    readers: dict[Effect, Callable[[str], Iterator[tuple[str, str, str, Direction]]]] = {
        Effect.PERMITS: _in_permission,
        Effect.EXCLUDES: _in_exclusion,
        Effect.CONDITION: _in_condition,
    }
    parents = {p.parent for p in instrument.provisions}
    for i, p in enumerate(instrument.provisions):
        place = _found(text, p.text)
        if (
            p.effect not in readers
            or p.path[0] != "("
            or place is None
            or (i in parents and p.effect is not Effect.PERMITS)
        ):
            continue
        words = text[place[0] : place[1]]
        for name, old, new, sign in readers[p.effect](words):
            if old in words:
                edited = words.replace(old, new, 1)
                yield Edit(f"{p.effect}: {name}", f"{text[: place[0]]}{edited}{text[place[1] :]}", sign)


def _in_permission(words: str) -> Iterator[tuple[str, str, str, Direction]]:
    verb = re.search(r",? (?:is|are) authorized\b", words)
    if verb is None:
        return
    yield "a purpose", verb[0], f" for humanitarian purposes{verb[0]}", TIGHTENED
    yield "a place", verb[0], f" in the city of Odessa{verb[0]}", TIGHTENED
    yield "an exception", verb[0], f", other than transactions involving arms,{verb[0].lstrip(',')}", TIGHTENED
    yield "not all", "all transactions", "certain transactions", TIGHTENED
    yield "incident or necessary", "incident and necessary", "incident or necessary", RELAXED
    yield "related to", "that are ordinarily incident and necessary to", "that are related to", RELAXED
    yield "a lower threshold", "a 50 percent or greater", "a 25 percent or greater", RELAXED
    yield "all persons", "U.S. persons are", "Persons are", RELAXED
    if words.endswith("authorized."):
        yield "an end", "authorized.", "authorized through 12:01 a.m. eastern daylight time, July 1, 2027.", TIGHTENED
        yield (
            "a proviso",
            "authorized.",
            "authorized, provided that any payment is made into a blocked account.",
            TIGHTENED,
        )
    end = re.search(r" through 12:01 a\.m\. eastern (?:daylight|standard) time, (\w+ \d+, \d{4})", words)
    if end is not None:
        yield "the end dropped", end[0], "", RELAXED
        yield "the end later", end[0], end[0].replace(end[1], _shifted(end[1], 40)), RELAXED
        yield "the end earlier", end[0], end[0].replace(end[1], _shifted(end[1], -9)), TIGHTENED
    yield from _in_list(words, RELAXED)


def _in_exclusion(words: str) -> Iterator[tuple[str, str, str, Direction]]:
    plain = not re.search(r"\b(?:unless|except|other than|excluding)\b", words)
    ending = re.search(r"(?:;(?:\s(?:or|and))?|\.)\s*$", words)
    if plain and ending is not None:
        last = " ".join(words[: ending.start()].split()[-4:])
        taxes = f"{last}, except for the payment of taxes, fees, or import duties"
        yield "an exception", last + ending[0], taxes + ending[0], RELAXED
        yield "a qualification", last + ending[0], f"{last} for profit{ending[0]}", RELAXED
    yield "only blocked", "Any transaction involving", "Any blocked transaction involving", RELAXED
    yield "a lower threshold", "a 50 percent or greater", "a 25 percent or greater", TIGHTENED
    yield "one more directive", "Directive 2", "Directive 2 or Directive 3", TIGHTENED
    if plain:
        yield from _in_list(words, TIGHTENED)


def _in_condition(words: str) -> Iterator[tuple[str, str, str, Direction]]:
    yield "more often", "every 90 days", "every 30 days", TIGHTENED
    yield "later", "ten days after", "20 days after", RELAXED
    yield "may", " must ", " may ", RELAXED
    yield "whoever is paid", "to a blocked person", "to a person", TIGHTENED
    yield "an exception", "blocked person is made", "blocked person, other than for taxes, is made", RELAXED
    yield "an alternative", "located in the United States", "located in the United States or Canada", RELAXED
    cap = re.search(r"\$([\d,]+)", words)
    if cap is not None:
        yield "a higher cap", cap[0], f"$9{cap[1]}", RELAXED


def _in_list(words: str, longer: Direction) -> Iterator[tuple[str, str, str, Direction]]:
    """One item more and one less in a row of words, where it names things and no dates."""
    row = re.search(r"\b([a-z]{4,}), ([a-z]{4,}), (or|and) ([a-z]{4,})", words)
    if row is not None:
        yield "an item more", row[0], f"{row[1]}, {row[2]}, leasing, {row[3]} {row[4]}", longer
        yield "an item less", row[0], f"{row[1]} {row[3]} {row[4]}", longer.opposite


def _shifted(day: str, by: int) -> str:
    moved = datetime.strptime(day, "%B %d, %Y") + timedelta(days=by)  # noqa: DTZ007 - a legal date has no zone here
    return f"{moved:%B} {moved.day}, {moved.year}"
