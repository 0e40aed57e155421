"""What defined terms and annexes serve: the bearing of the words that use or name them (DIRECTION.md, definitions and annexes)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from monitor.judge.lexicon import LITTLE, stem
from monitor.judge.reach import Bearing
from monitor.judge.side import BASE, Paragraph, Side
from monitor.model.words import Effect

_QUOTED: Final = re.compile(r"[“\"‘`']{1,2}([^“”\"‘’`']{2,80}?),?[”\"’'`]{1,2}")
_TERM: Final = re.compile(
    r"\bterms?\s(.{2,80}?)\s(?:means?|includes?|refers?|excludes?|shall|has|is|does)\b", re.IGNORECASE
)
_MAIN: Final = frozenset((Bearing.GRANT, Bearing.BAR))
_JOINED: Final = 2  # words that may be joined into a term
_NESTED: Final = 3  # a definition that serves a definition that serves one more
_BESIDE: Final = frozenset((Effect.NOTE, Effect.MACHINERY, Effect.CONDITION))
_ONLY_READING: Final = frozenset((Effect.NOTE, Effect.MACHINERY))


def base(paragraph: Paragraph, depth: int = 0) -> Bearing:
    """What the words of a paragraph are for. Definitions and annexes have the bearing of what uses them."""
    if paragraph.path.startswith("Annex"):
        return _one(_naming(paragraph.side, paragraph, ("annex",), depth)) or Bearing.UNSURE
    if paragraph.validity and paragraph.effect in _BESIDE:
        return Bearing.GRANT if paragraph.side.instrument.kind.permits else Bearing.BAR
    if paragraph.demands:
        return Bearing.SUBJECT
    if paragraph.illustrates and paragraph.effect is Effect.PERMITS:
        return Bearing.SILENT
    if paragraph.effect is not Effect.DEFINITION:
        return BASE[paragraph.effect]
    if paragraph.parent is not None and paragraph.parent.effect is Effect.DEFINITION:
        above = base(paragraph.parent, depth)
        below = paragraph.parent.onward(above)
        return above if below is Bearing.SILENT else below
    if paragraph.side.overgrown:
        return Bearing.UNSURE
    terms = defined(paragraph)
    found = _one(_uses(paragraph.side, paragraph, terms, depth)) if terms else None
    return found or _place(paragraph)


def defined(paragraph: Paragraph) -> tuple[tuple[str, ...], ...]:
    """The terms that a definition defines, each as stems of its words."""
    head = re.split(r"\b(?:means?|includes?|refers?|is defined|are defined)\b", paragraph.words, maxsplit=1)[0][:300]
    named = _QUOTED.findall(head) or _TERM.findall(paragraph.words[:300])
    return tuple(stems for name in named if (stems := _stems(re.findall(r"[\w.-]+", name.casefold()))))


def _stems(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(stem(w) for w in words if w not in LITTLE)


def _uses(side: Side, paragraph: Paragraph, terms: Sequence[tuple[str, ...]], depth: int) -> set[Bearing]:
    found: set[Bearing] = set()
    for term in terms:
        found |= _naming(side, paragraph, term, depth)
    return found


def used(side: Side, terms: Sequence[tuple[str, ...]], but: Paragraph | None = None) -> bool:
    """True where any paragraph of the text that does something speaks of one of the terms."""
    return side.overgrown or any(
        next(_places(p, term), None) is not None
        for p in side.paragraphs
        if p is not but and p.effect not in _ONLY_READING and not _below(p, but)
        for term in terms
    )


def _naming(side: Side, paragraph: Paragraph, term: tuple[str, ...], depth: int) -> set[Bearing]:
    """The bearings of the places where other paragraphs use these words."""
    found: set[Bearing] = set()
    if depth >= _NESTED:
        return found
    for other in side.paragraphs:
        if other is paragraph or other.effect in _ONLY_READING or _below(other, paragraph):
            continue
        if other.path.startswith("Annex") or (other.effect is Effect.DEFINITION and _circular(other, paragraph, depth)):
            continue
        main = base(other, depth + 1)
        places = other.bearings(main)
        uses = {places[at] for at in _places(other, term)}
        # "The provision of insurance, except liability insurance": what the exception spares is part of what is barred.
        found |= {main} if main in uses and main in _MAIN else uses
    return found - {Bearing.SILENT}


def _circular(other: Paragraph, paragraph: Paragraph, depth: int) -> bool:
    return depth + 1 >= _NESTED or other is paragraph.parent


def _below(other: Paragraph, paragraph: Paragraph | None) -> bool:
    above = other.parent
    while above is not None:
        if above is paragraph:
            return True
        above = above.parent
    return False


def _places(paragraph: Paragraph, term: tuple[str, ...]) -> Iterator[int]:
    """Where these stems follow each other, little words aside."""
    if not term or not all(part in paragraph.stems for part in term):
        return
    counted = paragraph.stemmed
    for start, (at, word) in enumerate(counted):
        if word == term[0] and _follows(paragraph, start, term):
            yield at


def _follows(paragraph: Paragraph, start: int, term: tuple[str, ...]) -> bool:
    """True where the term stands here, also with another one joined into it: "port and airport operations"."""
    counted, place, joined = paragraph.stemmed, start, 0
    for part in term[1:]:
        place += 1
        while place < len(counted) and counted[place][1] != part and joined < _JOINED:
            if not paragraph.joins[counted[place][0]]:
                return False
            joined += 1
            place += 1
        if place >= len(counted) or counted[place][1] != part:
            return False
    return True


def _one(found: set[Bearing]) -> Bearing | None:
    """One bearing for all uses. A term of a permission and of its conditions serves the permission."""
    if not found:
        return None
    if Bearing.UNSURE in found or {Bearing.GRANT, Bearing.BAR} <= found:
        return Bearing.UNSURE
    return Bearing.GRANT if Bearing.GRANT in found else next(iter(sorted(found)))


def _place(paragraph: Paragraph) -> Bearing:
    """A definition whose term nobody uses in so many words serves the paragraph that it stands with."""
    stands = re.search(r"to (\([\w()]+)$", paragraph.path)
    owner = next((p for p in paragraph.side.paragraphs if stands and p.path == stands[1]), None)
    return BASE.get(owner.effect, Bearing.UNSURE) if owner is not None else Bearing.UNSURE
