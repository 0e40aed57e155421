"""What each word of a paragraph is for: allowed, excluded, asked for or none of these. Not what changed.

A small machine walks the words once. A proviso turns a permission into a condition, whose subject ends at its verb; an
exception flips what stands around it until it ends; authorities and cross-references are silent.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from monitor.judge.bounds import bounds
from monitor.judge.duties import main_verb, turn
from monitor.judge.enumerated import FIRST_ITEM, NEXT_ITEM
from monitor.judge.lexicon import (
    COMPARING,
    CORPORATE,
    EXCEPTING,
    FINITE,
    PREPOSITIONS,
    PROVISOS,
    REPORTING,
    UNDEFINING,
    Phrases,
    word_set,
)
from monitor.judge.reach import Bearing
from monitor.judge.walk import Opened, Walk
from monitor.judge.words import Sort, Token

_AUTHORITY_ENDS: Final = word_set(
    "that are is involving including include which who related relating if when where may to"
)
_AUTHORITY_LINKS: Final = frozenset(("by", "under", "pursuant", "in"))
_DEFINING: Final = word_set("means mean includes include refers refer")
_REFERRING: Final = word_set("provided authorized otherwise specified described set permitted stated")
_CITING: Final = word_set("specified defined amended incorporated")
_RELATIVE: Final = word_set("that which who")
_PURPOSES: Final = word_set("pursuant under for")
"""After these the words are of the sentence again: "persons not blocked pursuant to the Order"."""
_AUXILIARY: Final = word_set("is are was were do does did has have had")
_OF_NOUNS: Final = frozenset((("other", "than"), ("not", "including"), ("but", "not"), ("apart", "from")))
"""Exceptions that take something out of the noun before them: "an account, other than one at a blocked bank"."""
_ACRONYM: Final = re.compile(r"[A-Z]\w*[A-Z]\w*$")
_NO_SENTENCE: Final = CORPORATE | word_set("no nos sec s.p.a e.o u.s mr ms dr st art")


def matches(tokens: Sequence[Token], at: int, phrases: Phrases) -> int:
    """How many words of the longest phrase stand at this place; 0 where none does."""
    for phrase in phrases.get(tokens[at].norm, ()):
        if tuple(t.norm for t in tokens[at : at + len(phrase)]) == phrase:
            return len(phrase)
    return 0


def excepting(tokens: Sequence[Token], at: int) -> int:
    """How many words open an exception at this place; 0 where none does. "Beyond 30 days" is a bound."""
    size = matches(tokens, at, EXCEPTING)
    if [t.norm for t in tokens[at : at + 3]] == ["but", "not", "limited"]:
        return 0
    figure = size and at + size < len(tokens) and tokens[at + size].sort in {Sort.NUMBER, Sort.MONEY, Sort.DATE}
    return 0 if figure and tokens[at].norm in COMPARING else size


def bearings(tokens: Sequence[Token], base: Bearing, *, defines: bool = False) -> tuple[Bearing, ...]:
    """The bearing of every word. `base` is that of the paragraph; `defines` where it says what a term means."""
    reporting = any(token.norm in REPORTING for token in tokens)
    walk = Walk(base, base, reporting, defining=defines, definition=defines)
    if base is Bearing.SUBJECT:
        walk.verb = main_verb(tokens)
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
        turn(walk, tokens, at)
        found.append(walk.bearing)
        if walk.defining and token.norm in _DEFINING and at:
            walk.defining = False
    return tuple(found)


def _close(walk: Walk, tokens: Sequence[Token], at: int) -> None:
    """Ends what ends before this word: sentences, exceptions, silent stretches."""
    token = tokens[at]
    if token.cut and at and token.text[:1].isupper() and tokens[at - 1].norm not in _NO_SENTENCE:
        walk.new_sentence()
        return
    if ";" in token.link or ":" in token.link:
        walk.exceptions.clear()
        walk.silent = ""
    if FIRST_ITEM in token.link or NEXT_ITEM in token.link:
        walk.new_item(first=FIRST_ITEM in token.link)
    while walk.exceptions and _ends(walk.exceptions[-1], tokens, at):
        walk.exceptions.pop()
    if walk.silent and _speaks(walk.silent, tokens, at):
        walk.silent = ""


def _ends(opened: Opened, tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    if token.depth < opened.depth:
        return True
    if token.norm in {"are", "is"} and at + 1 < len(tokens) and tokens[at + 1].norm in {"authorized", "prohibited"}:
        return True
    if opened.negates:
        return "," in token.link or token.norm in _RELATIVE or token.norm in _PURPOSES
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


def _open(walk: Walk, tokens: Sequence[Token], at: int) -> int:
    """Begins an exception, a proviso or a silent stretch at this word; the number of words that open it."""
    token = tokens[at]
    if walk.defining and at and matches(tokens, at, UNDEFINING):
        walk.defining = False
    if walk.silent or walk.defining:
        return 0
    size = excepting(tokens, at) or (walk.definition and matches(tokens, at, UNDEFINING))
    if size:
        return _except(walk, tokens, at, size)
    if token.norm == "not" and _in_relative(tokens, at):
        walk.exceptions.append(Opened(token.depth, comma=False, inside=walk.bearing.excepted, negates=True))
        return 1
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


def _in_relative(tokens: Sequence[Token], at: int) -> bool:
    """True for the "not" of "that is not a firearm", "who do not own": what follows is what is left out."""
    relative = at > 1 and tokens[at - 1].norm in _AUXILIARY and tokens[at - 2].norm in _RELATIVE
    return relative and not bounds(tokens, at)


def _cites_accordance(tokens: Sequence[Token], at: int) -> bool:
    """True at "in accordance with" an authority: a section, an order, regulations by their short name."""
    if tokens[at].norm != "accordance" or tokens[at + 1 : at + 2] == [] or tokens[at - 1].norm != "in":
        return False
    named = tokens[at + 2 : at + 5]
    return any(t.sort is Sort.NUMBER or t.norm in {"section", "e.o."} or _ACRONYM.match(t.text) for t in named)


def _except(walk: Walk, tokens: Sequence[Token], at: int, size: int) -> int:
    following = [t.norm for t in tokens[at + size : at + size + 2]]
    outer = walk.bearing
    if tokens[at].norm == "except" and following[:1] == ["as"] and outer is Bearing.GRANT and walk.mode is outer:
        walk.silent = "reference"
        return size
    inside = outer.excepted
    if outer is Bearing.DEMAND and not walk.reporting and tuple(t.norm for t in tokens[at : at + 2]) in _OF_NOUNS:
        inside = Bearing.BAR  # what may not be used to do as is asked
    opened = Opened(tokens[at].depth, "," in tokens[at].link, inside, following[:1] == ["as"])
    walk.exceptions.append(opened)
    return size
