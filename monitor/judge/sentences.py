"""What a whole sentence does that came into a paragraph or left it. Not parts of sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from monitor.judge.finding import Facet
from monitor.judge.lexicon import DEMANDING, word_set
from monitor.judge.reach import Bearing, Reach
from monitor.judge.verdict import Verdict
from monitor.judge.words import Token

_ALLOWING: Final = word_set("authorized authorizes authorize permitted permits may exempt allowed licensed")
_FORBIDDING: Final = word_set("prohibited prohibits prohibit forbidden excluded excludes blocked apply applies")
_NEGATING: Final = word_set("not no never nor cannot")
_SAYING: Final = word_set("includes include see means information additional questions example")


def standing(tokens: Sequence[Token], start: int, end: int, bearing: Bearing) -> Verdict | None:
    """What these words do by standing there; None where they are not whole sentences."""
    if end - start < 3 or not _begins(tokens, start) or not (end == len(tokens) or _begins(tokens, end)):
        return None
    words = [t.norm for t in tokens[start:end]]
    negated = any(w in _NEGATING for w in words)
    if bearing is Bearing.GRANT:
        return _in_permission(words, negated=negated)
    if bearing is Bearing.BAR:
        return _in_prohibition(words, negated=negated)
    if bearing in {Bearing.SUBJECT, Bearing.DEMAND} and any(w in DEMANDING for w in words):
        reach = Reach.NARROWER if bearing is Bearing.DEMAND else Reach.WIDER
        return Verdict(reach, "one more duty", Facet.CONDITION)
    return None


def _begins(tokens: Sequence[Token], at: int) -> bool:
    return at == 0 or (tokens[at].cut and tokens[at].text[:1].isupper())


def _in_permission(words: Sequence[str], *, negated: bool) -> Verdict:
    if any(w in _ALLOWING for w in words):
        if negated:
            return Verdict(Reach.NARROWER, "a sentence that excludes", Facet.OUTRIGHT)
        if "includes" in words or "include" in words:
            return Verdict(Reach.SAME, "a sentence on what is included already", Facet.FORM)
        return Verdict(Reach.WIDER, "a sentence that authorizes", Facet.OUTRIGHT)
    if any(w in DEMANDING for w in words):
        return Verdict(Reach.NARROWER, "a sentence that asks for something", Facet.CONDITION)
    if any(w in _FORBIDDING for w in words):
        return Verdict(Reach.NARROWER, "a sentence that excludes", Facet.OUTRIGHT)
    if any(w in _SAYING for w in words):
        return Verdict(Reach.SAME, "a sentence that explains", Facet.FORM)
    return Verdict(Reach.UNKNOWN, "a sentence whose effect is not clear")


def _in_prohibition(words: Sequence[str], *, negated: bool) -> Verdict:
    if any(w in _FORBIDDING for w in words):
        reach = Reach.NARROWER if negated else Reach.WIDER
        return Verdict(reach, "a sentence that " + ("exempts" if negated else "prohibits"), Facet.OUTRIGHT)
    if any(w in _ALLOWING for w in words):
        reach = Reach.WIDER if negated else Reach.NARROWER
        return Verdict(reach, "a sentence that " + ("excludes" if negated else "exempts"), Facet.OUTRIGHT)
    if any(w in _SAYING for w in words):
        return Verdict(Reach.SAME, "a sentence that explains", Facet.FORM)
    return Verdict(Reach.UNKNOWN, "a sentence whose effect is not clear")
