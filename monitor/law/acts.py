"""Which way an act points that changes other rules: acts of the Union, statutory instruments. From its own operative words; not a comparison.

The sign is given only where the words are clear. What an act sets in the place of older words ("is replaced by the
following") says nothing by itself: without the older words nobody knows which way it goes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from monitor.model.words import Direction

_I = re.IGNORECASE
_OPENS = re.compile(r"\b(?:has|have) adopted this (?:regulation|decision|implementing|directive)", _I)
_CLOSES = re.compile(
    r"^(?:this (?:regulation|decision) shall (?:be binding|enter into force)|done at (?:brussels|luxembourg))", _I
)
_HEADING = re.compile(r"^(?:article|annex|schedule)\b[\w .]{0,12}$|^\d{1,3}[A-Z]?\.?\s+\(?1?\)?\s*[A-Z]", _I)
_REPLACES = re.compile(r"\b(?:is|are|shall be) (?:replaced|substituted) by\b|\bfor\b.{1,200}\bsubstitute\b", _I)
_INSERTS = re.compile(
    r"\b(?:is|are|shall be) (?:inserted|added)\b|\binsert\b\s*[—–:-]|\bafter\b.{1,120}\binsert\b|\bat the end\b.{0,40}\binsert\b",
    _I,
)

_LISTED = r"(?:persons?|entit(?:y|ies)|bod(?:y|ies)|individuals?|vessels?|ships?|aircraft|banks?|items?|goods|products?|technolog(?:y|ies)|credit institutions?|ports?|entr(?:y|ies)|names?|providers?|transactions?)"
_LIST = r"(?:list|annex(?:es)?|schedule|table)\b"


class _Sign(Enum):
    PROHIBITS = auto()  # something is forbidden, or somebody put on a list
    LIFTS = auto()  # a rule ends, or somebody is taken off a list
    EXCEPTS = auto()  # a derogation, an exception, an authorization
    LASTS = auto()  # measures that would have ended go on


_SIGNS: tuple[tuple[_Sign, re.Pattern[str]], ...] = (
    (
        _Sign.LIFTS,
        re.compile(
            rf"\b{_LISTED}\b[^.;]{{0,300}}\b(?:is|are|shall be) (?:deleted|removed)\b|\bdeleted from[^.;]{{0,60}}{_LIST}|\bremoved from[^.;]{{0,60}}{_LIST}"
            r"|\b(?:regulation|decision|regulations|order)\b[^.;]{0,160}\b(?:is|are|shall be) (?:hereby )?(?:repealed|revoked)\b"
            r"|\bprohibitions?\b[^.;]{0,160}\bshall (?:cease to|no longer) apply\b"
            r"|\b(?:application of|measures|prohibitions?)\b[^.;]{0,160}\b(?:is|are|shall be) (?:hereby )?suspended\b",
            _I,
        ),
    ),
    (
        _Sign.EXCEPTS,
        re.compile(
            r"\bshall not apply to\b|\bshall not be subject to the prohibitions?\b|\bdo(?:es)? not apply to\b|\bby way of derogation\b|\bmay authorise\b|\b(?:is|are) not contravened by\b"
            r"|\b(?:is|are) (?:exempted|exempt) from\b|\bshall be permitted\b",
            _I,
        ),
    ),
    (
        _Sign.PROHIBITS,
        re.compile(
            r"\b(?:it )?shall be prohibited\b|\bis prohibited\b|\bare prohibited\b|\ba person must not\b|\bshall be (?:frozen|blocked)\b"
            r"|\bno (?:funds|person|broadcaster)\b[^.;]{0,80}\bshall\b"
            rf"|\b{_LISTED}\b[^.;]{{0,200}}\b(?:is|are|shall be) (?:added|included|inserted)\b[^.;]{{0,80}}{_LIST}"
            rf"|\b(?:added|inserted) (?:to|in) (?:the )?{_LIST}",
            _I,
        ),
    ),
    (
        _Sign.LASTS,
        re.compile(
            r"\b(?:decision|regulation|measures?|articles?)\b[^.;]{0,120}\bshall (?:continue to )?apply until\b|\bis renewed until\b|\bare (?:extended|prolonged) until\b",
            _I,
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class ActSign:
    """Which way an act points, and the words that say so."""

    direction: Direction
    words: str


def sign_of_act(text: str) -> ActSign | None:
    """The direction of an act by its operative part (paragraphs with a blank line or a line end between); None where its words are not clear.

    Who is put on a list and what is forbidden tightens; a rule that ends and a name taken off relaxes. An exception beside a
    new prohibition limits only that, and has no sign of its own (DIRECTION.md, "a limit on what is new").
    """
    found: dict[_Sign, str] = {}
    for sign, words in _signs(text):
        found.setdefault(sign, words)
    forbids, lifts = found.get(_Sign.PROHIBITS), found.get(_Sign.LIFTS)
    if forbids is not None and lifts is not None:
        return ActSign(Direction.MIXED, f"{forbids} … {lifts}")
    if forbids is not None:
        return ActSign(Direction.TIGHTENED, forbids)
    eases = lifts or found.get(_Sign.EXCEPTS)
    if eases is not None:
        # An end that is put off beside an exception is of the measures or of the exception: it cannot be told.
        return ActSign(Direction.RELAXED, eases) if _Sign.LASTS not in found else None
    lasts = found.get(_Sign.LASTS)
    return ActSign(Direction.TIGHTENED, lasts) if lasts is not None else None


def _signs(text: str) -> Iterator[tuple[_Sign, str]]:
    replacing = False
    for paragraph in _operative(text):
        if _HEADING.match(paragraph):
            replacing = False
        replaces, inserts = _REPLACES.search(paragraph), _INSERTS.search(paragraph)
        if replaces or inserts:
            replacing = replaces is not None and (inserts is None or replaces.start() < inserts.start())
        if replacing:
            continue
        sign = next(((sign, found) for sign, form in _SIGNS if (found := form.search(paragraph))), None)
        if sign is not None:
            yield sign[0], _around(paragraph, sign[1])


def _operative(text: str) -> Iterator[str]:
    paragraphs = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    start = next((at for at, line in enumerate(paragraphs) if _OPENS.search(line)), -1)
    closing = False
    for paragraph in paragraphs[start + 1 :]:
        # What follows the closing words is signature and annexes; an annex may list who is added.
        if _CLOSES.match(paragraph):
            closing = True
        elif _HEADING.match(paragraph):
            closing = False
        if not closing:
            yield paragraph[:4_000]


def _around(paragraph: str, found: re.Match[str]) -> str:
    start = max(0, found.start() - 60)
    end = min(len(paragraph), max(found.end(), start + 160))
    return ("…" if start else "") + paragraph[start:end].strip() + ("…" if end < len(paragraph) else "")
