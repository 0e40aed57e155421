"""What each word of a paragraph is for: allowed, excluded, asked for or none of these. Not what changed.

A small machine walks the words once. A proviso turns a permission into a condition, whose subject ends at its verb; an
exception flips what stands around it until it ends; authorities and cross-references are silent.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from monitor.judge.lexicon import CORPORATE, EXCEPTING, FINITE, PREPOSITIONS, PROVISOS, UNDEFINING, Phrases, word_set
from monitor.judge.reach import Bearing
from monitor.judge.words import Sort, Token

_AUTHORITY_ENDS: Final = word_set(
    "that are is involving including include which who related relating if when where may to"
)
_AUTHORITY_LINKS: Final = frozenset(("by", "under", "pursuant", "in"))
_DEFINING: Final = word_set("means mean includes include refers refer")
_REFERRING: Final = word_set("provided authorized otherwise specified described set permitted stated")
_CITING: Final = word_set("specified defined amended incorporated")
_ACRONYM: Final = re.compile(r"[A-Z]\w*[A-Z]\w*$")
_NO_SENTENCE: Final = CORPORATE | word_set("no nos sec s.p.a e.o u.s mr ms dr st art")


def matches(tokens: Sequence[Token], at: int, phrases: Phrases) -> int:
    """How many words of the longest phrase stand at this place; 0 where none does."""
    for phrase in phrases.get(tokens[at].norm, ()):
        if tuple(t.norm for t in tokens[at : at + len(phrase)]) == phrase:
            return len(phrase)
    return 0


@dataclass(slots=True)
class _Exception:
    depth: int
    comma: bool
    inside: Bearing
    reference: bool  # "except as authorized by paragraph (a)": ends with the reference


@dataclass(slots=True)
class _Walk:
    """Where the machine stands."""

    base: Bearing
    mode: Bearing
    proviso: bool = False
    defining: bool = False  # before "means": the term itself
    definition: bool = False
    silent: str = ""  # why nothing counts just now: "authority", "reference", "citation"
    exceptions: list[_Exception] = field(default_factory=list)

    @property
    def bearing(self) -> Bearing:
        if self.silent or self.defining:
            return Bearing.SILENT
        return self.exceptions[-1].inside if self.exceptions else self.mode

    def new_sentence(self) -> None:
        self.mode = self.base
        self.proviso = False
        self.silent = ""
        self.exceptions.clear()


def bearings(tokens: Sequence[Token], base: Bearing, *, defines: bool = False) -> tuple[Bearing, ...]:
    """The bearing of every word. `base` is that of the paragraph; `defines` where it says what a term means."""
    walk = _Walk(base, base, defining=defines, definition=defines)
    found: list[Bearing] = []
    hold = 0  # words of an opening phrase still to come: they bear what stands around them
    held = base
    for at, token in enumerate(tokens):
        if hold:
            hold -= 1
            found.append(held)
            continue
        _close(walk, tokens, at)
        outer = walk.bearing
        hold = _open(walk, tokens, at)
        if hold:
            held = outer
            hold -= 1
            found.append(outer)
            continue
        _verb(walk, tokens, at)
        found.append(walk.bearing)
        if walk.defining and token.norm in _DEFINING and at:
            walk.defining = False
    return tuple(found)


def _close(walk: _Walk, tokens: Sequence[Token], at: int) -> None:
    """Ends what ends before this word: sentences, exceptions, silent stretches."""
    token = tokens[at]
    if token.cut and at and token.text[:1].isupper() and tokens[at - 1].norm not in _NO_SENTENCE:
        walk.new_sentence()
        return
    if ";" in token.link or ":" in token.link:
        walk.exceptions.clear()
        walk.silent = ""
    while walk.exceptions and _ends(walk.exceptions[-1], tokens, at):
        walk.exceptions.pop()
    if walk.silent and _speaks(walk.silent, tokens, at):
        walk.silent = ""


def _ends(opened: _Exception, tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    if token.depth < opened.depth:
        return True
    if token.norm in {"are", "is"} and at + 1 < len(tokens) and tokens[at + 1].norm in {"authorized", "prohibited"}:
        return True
    if "," not in token.link:
        return False
    if opened.reference:
        return True
    if token.norm in FINITE or token.norm in {"that", "which", "provided"} or matches(tokens, at, EXCEPTING):
        return True
    return opened.comma and token.link == "," and token.norm in PREPOSITIONS and token.norm != tokens[at - 1].norm


def _speaks(silent: str, tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    if silent == "authority":
        return token.norm in _AUTHORITY_ENDS and not (token.norm == "to" and tokens[at - 1].norm == "pursuant")
    if silent == "reference":
        return "," in token.link
    return token.norm in FINITE or ("," in token.link and token.sort is Sort.WORD) or token.norm == "that"


def _open(walk: _Walk, tokens: Sequence[Token], at: int) -> int:
    """Begins an exception, a proviso or a silent stretch at this word; the number of words that open it."""
    token = tokens[at]
    if walk.defining and at and matches(tokens, at, UNDEFINING):
        walk.defining = False
    if walk.silent or walk.defining:
        return 0
    size = matches(tokens, at, EXCEPTING) or (walk.definition and matches(tokens, at, UNDEFINING))
    if size:
        return _except(walk, tokens, at, size)
    proviso = matches(tokens, at, PROVISOS)
    if proviso and not (at and tokens[at - 1].norm == "as"):
        walk.exceptions.clear()
        walk.proviso = True
        walk.mode = Bearing.SUBJECT if walk.base in {Bearing.GRANT, Bearing.SUBJECT} else Bearing.UNSURE
        return proviso
    following = tokens[at + 1].norm if at + 1 < len(tokens) else ""
    if walk.bearing is Bearing.GRANT and token.norm == "prohibited" and following in _AUTHORITY_LINKS:
        walk.silent = "authority"
        return 1
    if (token.norm == "as" and following in _CITING) or _cites_accordance(tokens, at):
        walk.silent = "citation"
    return 0


def _cites_accordance(tokens: Sequence[Token], at: int) -> bool:
    """True at "in accordance with" an authority: a section, an order, regulations by their short name."""
    if tokens[at].norm != "accordance" or tokens[at + 1 : at + 2] == [] or tokens[at - 1].norm != "in":
        return False
    named = tokens[at + 2 : at + 5]
    return any(t.sort is Sort.NUMBER or t.norm in {"section", "e.o."} or _ACRONYM.match(t.text) for t in named)


def _except(walk: _Walk, tokens: Sequence[Token], at: int, size: int) -> int:
    following = [t.norm for t in tokens[at + size : at + size + 2]]
    outer = walk.bearing
    if tokens[at].norm == "except" and following[:1] == ["as"] and outer is Bearing.GRANT and walk.mode is outer:
        walk.silent = "reference"
        return size
    opened = _Exception(tokens[at].depth, "," in tokens[at].link, outer.excepted, following[:1] == ["as"])
    walk.exceptions.append(opened)
    return size


def _verb(walk: _Walk, tokens: Sequence[Token], at: int) -> None:
    """A condition's subject ends at its verb; "no" and "not" turn what it asks for into what it forbids."""
    token = tokens[at]
    if walk.mode is Bearing.SUBJECT and token.norm in {"no", "neither"}:
        walk.mode = Bearing.BAR
        return
    conditional = walk.proviso or walk.base is Bearing.SUBJECT
    if not conditional or walk.exceptions or token.norm not in FINITE:
        return
    following = [t.norm for t in tokens[at + 1 : at + 3]]
    if following[:1] == ["not"] and following[1:] != ["exceed"]:
        walk.mode = Bearing.BAR
    elif walk.mode is Bearing.SUBJECT or (walk.mode is Bearing.BAR and "and" in token.link):
        walk.mode = Bearing.DEMAND
