"""Whether a "not" or "no" turns a comparison: "does not in the aggregate exceed". Not what the number beside it does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from monitor.judge.lexicon import COMPARING, LITTLE, word_set
from monitor.judge.words import Token

_PASSED: Final = LITTLE | word_set("aggregate total individually collectively cumulatively time")
_NOT_FAR: Final = 6  # words within which a "not" turns a comparison


def bounds(tokens: Sequence[Token], at: int) -> bool:
    """True for a "not" or "no" that only turns a bound: "must not exceed", "does not in the aggregate exceed", "no more than"."""
    for place in range(at + 1, min(len(tokens), at + 1 + _NOT_FAR)):
        if tokens[place].norm in COMPARING:
            return negation_before(tokens, place)
    return False


def negation_before(tokens: Sequence[Token], at: int) -> bool:
    """True where the comparison that begins at this place is turned: by "no" just before it, or by "not" a few little words before."""
    if at and tokens[at - 1].norm == "no":
        return True
    for token in reversed(tokens[max(0, at - _NOT_FAR) : at]):
        if token.norm == "not":
            return True
        if token.norm not in _PASSED:
            return False
    return False
