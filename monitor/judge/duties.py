"""Where in a condition whom it reaches ends and what it asks for begins. Not exceptions, provisos and authorities (`bearing`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from monitor.judge.bounds import bounds
from monitor.judge.lexicon import ARTICLES, FINITE, LITTLE, PREPOSITIONS, REPORTING, UNIVERSAL, word_set
from monitor.judge.reach import Bearing
from monitor.judge.walk import Walk
from monitor.judge.words import Sort, Token

_RELATING: Final = word_set("that which who whom whose where when if while also")
_CONDITIONAL: Final = word_set("if when whenever where")
_OCCASIONS: Final = word_set("before after upon following")
_DUTIFUL: Final = word_set("to within by before prior on later via through upon every after until")
"""Words after which a report's object is over and its duty goes on: "must report any payment | within ten days"."""
_SINGLE: Final = ARTICLES | word_set("each any such every no that this")
_ONLY: Final = word_set("only solely exclusively")


def main_verb(tokens: Sequence[Token]) -> int | None:
    """Where the verb of a condition begins that has none of the usual ones: "The vessel calls ...", "The contract expressly provides"."""
    if not tokens or tokens[0].norm not in _SINGLE or any(t.norm in FINITE for t in tokens):
        return None
    for at in range(2, len(tokens)):
        token = tokens[at]
        plain = token.sort is Sort.WORD and token.text.islower() and not token.link
        if plain and token.norm.endswith("s") and not token.norm.endswith(("ss", "us", "is", "less")):
            before = tokens[at - 1].norm
            if before.endswith("ly") or before in _ONLY:
                return at - 1
            return None if before in PREPOSITIONS or before in LITTLE else at
    return None


def turn(walk: Walk, tokens: Sequence[Token], at: int) -> None:
    """A condition's subject ends at its verb; "no" and "not" turn what it asks for into what it forbids."""
    token = tokens[at]
    if walk.mode is Bearing.SUBJECT and token.norm in {"no", "neither"} and not bounds(tokens, at):
        walk.mode = Bearing.BAR
        return
    if walk.mode is Bearing.GRANT and _binds(tokens, at):
        walk.mode = Bearing.DEMAND
    conditional = walk.proviso or walk.base is Bearing.SUBJECT
    if not conditional or walk.exceptions:
        return
    _clause(walk, tokens[at])
    _object(walk, tokens, at)
    known = token.norm in FINITE and not (at and tokens[at - 1].norm in _RELATING)
    if walk.clause or not (known or at == walk.verb):
        return
    walk.covering = False
    negated = at + 1 < len(tokens) and tokens[at + 1].norm == "not" and not bounds(tokens, at + 1)
    if negated:
        walk.mode = Bearing.BAR
    elif walk.mode is Bearing.SUBJECT or (walk.mode is Bearing.BAR and "and" in token.link):
        walk.mode = Bearing.DEMAND


def _binds(tokens: Sequence[Token], at: int) -> bool:
    """True for a verb of duty inside a permission: "may rely on it, and must keep it"; "shall be authorized" is none."""
    if tokens[at].norm not in {"must", "shall"} or (at and tokens[at - 1].norm in _RELATING):
        return False
    return not any(t.norm in {"authorized", "permitted", "not"} for t in tokens[at + 1 : at + 4])


def _clause(walk: Walk, token: Token) -> None:
    """The words after "if" say when the duty arises, up to the comma; their verb is not the one that demands."""
    if walk.clause and "," in token.link:
        walk.clause, walk.mode = False, walk.held
    elif not walk.clause and token.norm in _CONDITIONAL:
        walk.clause, walk.held, walk.mode = True, walk.mode, Bearing.SUBJECT


def _object(walk: Walk, tokens: Sequence[Token], at: int) -> None:
    """What a report must cover ("report any payment", "notify OFAC of each loan") is whom and what the duty reaches."""
    token = tokens[at]
    if walk.covering and token.norm in _DUTIFUL and not (token.norm == "to" and walk.addressed):
        walk.covering = False
        walk.mode = Bearing.DEMAND
    elif walk.mode is Bearing.DEMAND and walk.reporting and token.norm in UNIVERSAL and _covers(tokens, at):
        walk.covering = True
        walk.addressed = tokens[at - 1].norm not in REPORTING
        walk.mode = Bearing.SUBJECT


def _covers(tokens: Sequence[Token], at: int) -> bool:
    before = tokens[at - 1].norm if at else ""
    if before in REPORTING or before in _OCCASIONS:
        return True
    return before in {"of", "on"} and any(t.norm in REPORTING for t in tokens[max(0, at - 5) : at])
