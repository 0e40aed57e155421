"""What a phrase does where it stands, against the same sentence without it. A removed phrase is an added one turned round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from monitor.judge import connectives, moments, sentences
from monitor.judge.bearing import excepting, matches
from monitor.judge.finding import Facet
from monitor.judge.lexicon import (
    ARTICLES,
    LITTLE,
    NONE,
    PARTIAL,
    PREPOSITIONS,
    PROVISOS,
    SILENT_PHRASES,
    UNIVERSAL,
    WIDENING_PHRASES,
    word_set,
)
from monitor.judge.listed import including, joins, listed, separated
from monitor.judge.reach import Bearing, Reach
from monitor.judge.verdict import SAME, Verdict
from monitor.judge.words import Sort, Token

_NECESSARY: Final = ("incident", "necessary", "essential")
_LASTING: Final = word_set("indefinite indefinitely renews renewed")
_SPARING: Final = word_set("unless except excepting save")
_CASES: Final = (
    "upon request", "on request", "when requested", "where requested", "to the extent", "where practicable",
    "where possible", "as appropriate", "where appropriate", "in the event", "in case",
)  # fmt: skip
_CLAUSE: Final = 8  # words of a clause that only gives a date
_POINTING: Final = frozenset((Sort.LICENSE, Sort.REFERENCE))
_CITING_HEADS: Final = word_set("section cfr e.o. public pursuant under")
_CITING: Final = _CITING_HEADS | word_set(
    "act law part parts chapter subsection title order orders directive determination regulation regulations "
    "amended issued made incorporated paragraph paragraphs general license above-listed authorities authority"
)


def standing(tokens: Sequence[Token], start: int, end: int, bearing: Bearing) -> Verdict:
    """What words[start:end] do to the paragraph by standing there. The order of the questions is the order of certainty."""
    words = [t.norm for t in tokens[start:end]]
    return (
        _silent(tokens, start, end, words)
        or _endless(words)
        or sentences.standing(tokens, start, end, bearing)
        or _opening(tokens, start, bearing)
        or _binding(tokens, start, words, bearing)
        or (_only_then(words) if bearing is Bearing.DEMAND else None)
        or _little(words, bearing)
        or (moments.bounded(tokens, start, end) if len(words) <= _CLAUSE else None)
        or _picking(words)
        or _widening(tokens, start, end, words)
        or including(tokens, start, end, words)
        or listed(tokens, start, end, bearing)
        or moments.bounded(tokens, start, end)
        or _qualifying(tokens, start, end, words, bearing)
    )


def phrase(tokens: Sequence[Token], start: int, end: int) -> str:
    """Words with the joins before them, as a reader says them."""
    parts: list[str] = []
    for token in tokens[start:end]:
        parts += [*(w for w in token.link.split() if w in {"and", "or", "and/or"}), token.norm]
    return " ".join(parts)


def printed(tokens: Sequence[Token], start: int, end: int) -> str:
    """The same words as they stand in print."""
    return " ".join(t.text for t in tokens[start:end])


def _silent(tokens: Sequence[Token], start: int, end: int, words: list[str]) -> Verdict | None:
    if (
        all(w in ARTICLES or w in {"such", "said", "following", "that", "those", "these", "of"} for w in words)
        and len(words) <= 2
    ):
        return SAME
    said = phrase(tokens, start, end)
    if said in SILENT_PHRASES or any(f"{w} {said}" in SILENT_PHRASES for w in ("and", "or")):
        return SAME
    if all(t.sort in _POINTING or t.norm in {"paragraph", "paragraphs"} for t in tokens[start:end]):
        return Verdict(Reach.SAME, "a cross-reference", Facet.FORM)
    if words[0] == "see" or words[:2] in (["for", "example"], ["for", "additional"]):
        return Verdict(Reach.SAME, "a pointer", Facet.FORM)
    cited = words[0] == "of" and len(words) <= 2 and tokens[end - 1].sort is Sort.DATE
    if cited:
        return Verdict(Reach.SAME, "the date of a citation", Facet.FORM)
    return None


def _endless(words: list[str]) -> Verdict | None:
    """Words that let an authorization last: "of indefinite duration", "automatically renews"."""
    if any(w in _LASTING for w in words):
        return Verdict(Reach.WIDER, "words that let it last", Facet.END)
    return None


def _opening(tokens: Sequence[Token], start: int, bearing: Bearing) -> Verdict | None:
    if excepting(tokens, start):
        # "must give notice, unless ..." excepts from the duty; "an account, other than ..." from what would satisfy it.
        spares = bearing is Bearing.DEMAND and tokens[start].norm in _SPARING
        return Verdict(Reach.WIDER if spares else Reach.NARROWER, "an exception")
    if matches(tokens, start, PROVISOS):
        return Verdict(Reach.NARROWER, "a proviso", Facet.CONDITION)
    return None


def _binding(tokens: Sequence[Token], start: int, words: list[str], bearing: Bearing) -> Verdict | None:
    """One more clause that asks for something: "and must keep each certificate"."""
    if bearing in {Bearing.GRANT, Bearing.DEMAND} and joins(tokens[start]) and {"must", "shall"} & set(words[:3]):
        return Verdict(Reach.NARROWER, "one more duty", Facet.CONDITION)
    return None


def _only_then(words: list[str]) -> Verdict | None:
    """Words that let a duty arise only in some cases: "if requested", "upon request", "to the extent practicable"."""
    said = " ".join(words)
    if words[0] in {"if", "whenever"} or any(said.startswith(case) for case in _CASES):
        return Verdict(Reach.WIDER, "a case in which alone it is asked for")
    return None


def _little(words: list[str], bearing: Bearing) -> Verdict | None:
    rest = [w for w in words if w not in {"do", "does"}]
    if rest == ["not"]:
        return replace(connectives.negated(bearing, added=True), ground="a “not”")
    if all(w in {"any", "each", "every"} or w in ARTICLES for w in words):
        return SAME
    if words == ["all"]:
        return SAME  # "transactions are authorized" are all of them
    if len(words) <= 2 and any(w in UNIVERSAL for w in words) and all(w in UNIVERSAL or w in LITTLE for w in words):
        return Verdict(Reach.WIDER, f"“{' '.join(words)}”", Facet.OUTRIGHT)
    if len(words) <= 2 and any(w in PARTIAL or w in NONE or w in {"only", "solely"} for w in words):
        return Verdict(Reach.NARROWER, f"“{' '.join(words)}”", Facet.OUTRIGHT)
    return None


def _picking(words: list[str]) -> Verdict | None:
    """The words "the earlier of" before an end: another day may end it sooner; "the later of" may end it later."""
    for word, reach in (("earlier", Reach.NARROWER), ("later", Reach.WIDER)):
        if words in ([word, "of"], ["the", word, "of"]):
            return Verdict(reach, f"“the {word} of” several days", Facet.END)
    return None


def _widening(tokens: Sequence[Token], start: int, end: int, words: list[str]) -> Verdict | None:
    said = phrase(tokens, start, end)
    for widening in WIDENING_PHRASES:
        if said == widening or said.startswith(widening + " ") or (said + " ").startswith(widening + " "):
            return Verdict(Reach.WIDER, f"“{widening}”", weak=True)
    if words[0] in UNIVERSAL and words[-1] in PREPOSITIONS:
        return Verdict(Reach.WIDER, f"“{printed(tokens, start, end)}”")
    if words == ["other"] or words[:1] == ["notwithstanding"]:
        return Verdict(Reach.WIDER, "“other”")
    return None


def _qualifying(tokens: Sequence[Token], start: int, end: int, words: list[str], bearing: Bearing) -> Verdict:
    """Words that stand beside others without a join limit them: "for humanitarian purposes", "commercial"."""
    if any(w in _NECESSARY for w in words) and bearing is Bearing.GRANT:
        return Verdict(Reach.NARROWER, "a limit to what is necessary", Facet.OUTRIGHT)
    if words[0] in _CITING_HEADS and cites(tokens[start:end]):
        return Verdict(Reach.SAME, "a citation", Facet.AUTHORITY)
    if all(w in LITTLE for w in words):
        return SAME if len(words) <= 2 else Verdict(Reach.UNKNOWN, "a few little words")
    named = _apposed(tokens, start, end)
    if named is not None:
        return named
    return Verdict(Reach.NARROWER, "a qualification")


def cites(run: Sequence[Token]) -> bool:
    """True where words only name legal authorities, provisions or dates of them."""
    return all(
        t.sort is not Sort.WORD or not t.text[:1].islower() or t.norm in LITTLE or t.norm in _CITING for t in run
    )


def _apposed(tokens: Sequence[Token], start: int, end: int) -> Verdict | None:
    """An apposition like "X, a company of Y," says who is meant and limits nothing; "a.k.a." likewise."""
    words = [t.norm for t in tokens[start:end]]
    following = tokens[end] if end < len(tokens) else None
    if "a.k.a." in words[:2] or "f.k.a." in words[:2] or words[:3] == ["also", "known", "as"]:
        return Verdict(Reach.SAME, "another name of the same", Facet.FORM)
    if start and separated(tokens[start]) and tokens[start - 1].sort is Sort.NUMBER and cites(tokens[start:end]):
        return Verdict(Reach.SAME, "the title of an authority", Facet.AUTHORITY)
    if separated(tokens[start]) and words[0] in {"a", "an"} and (following is None or separated(following)):
        return Verdict(Reach.SAME, "says who is meant", Facet.FORM)
    return None
