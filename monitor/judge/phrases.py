"""What a phrase does where it stands, against the same sentence without it. A removed phrase is an added one turned round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from monitor.judge import connectives, moments, sentences
from monitor.judge.bearing import excepting, matches
from monitor.judge.finding import Facet
from monitor.judge.lexicon import (
    ARTICLES,
    FINITE,
    LITTLE,
    MODIFIER_HEADS,
    NONE,
    PARTIAL,
    PREPOSITIONS,
    PROVISOS,
    RELATIVES,
    SILENT_PHRASES,
    UNIVERSAL,
    WIDENING_PHRASES,
    word_set,
)
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
_NEAR: Final = 25  # words within which a row that "including" opened goes on
_POINTING: Final = frozenset((Sort.LICENSE, Sort.REFERENCE))
_DAYS: Final = 12  # words within which "the earlier of" opens a row of days
_REACH: Final = 40  # words within which a list comes to its last item
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
        or _including(tokens, start, end, words)
        or _listed(tokens, start, end, bearing)
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
    if bearing in {Bearing.GRANT, Bearing.DEMAND} and _joins(tokens[start]) and {"must", "shall"} & set(words[:3]):
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


def _including(tokens: Sequence[Token], start: int, end: int, words: list[str]) -> Verdict | None:
    """A row like "minerals, including" before "gold", and "including ..." after a thing: more is named."""
    if words[-1] in {"including", "include"} and len(words) > 1:
        return Verdict(Reach.WIDER, "a wider word for what was named")
    if words[0] in {"including", "include"} or words[:2] == ["such", "as"]:
        return Verdict(Reach.WIDER, "what is named as included")
    if "," in tokens[start].link and _list_follows(tokens, end) and _inside_including(tokens, start):
        return Verdict(Reach.WIDER, "what is named as included")
    return None


def _inside_including(tokens: Sequence[Token], at: int) -> bool:
    """True where a row that "including" opened has not ended yet: no verb and no relative stands between."""
    for token in reversed(tokens[max(0, at - _NEAR) : at]):
        if token.norm in {"including", "includes"}:
            return True
        if token.norm in FINITE or token.norm in RELATIVES or token.norm in {"pursuant", "by"}:
            return False
    return False


def _joins(token: Token | None) -> bool:
    return token is not None and any(w in {"and", "or", "and/or"} for w in token.link.split())


def _separated(token: Token | None) -> bool:
    return token is not None and any(mark in token.link for mark in ",;")


def _list_follows(tokens: Sequence[Token], at: int) -> bool:
    """True where a list goes on from here to an "and" or "or" before the clause ends."""
    for token in tokens[at : at + _REACH]:
        if token.cut and token.text[:1].isupper():
            return False
        if _joins(token):
            return True
        if ";" in token.link or token.norm in RELATIVES:
            return False
    return False


def _listed(tokens: Sequence[Token], start: int, end: int, bearing: Bearing) -> Verdict | None:
    """One more item of a list: alternatives widen what is asked for, further demands narrow it; things only widen."""
    first = tokens[start]
    following = tokens[end] if end < len(tokens) else None
    picked = _picked(tokens, start)
    if picked is not None and _joins(first):
        return Verdict(
            picked,
            f"one more of the days of which the {'later' if picked is Reach.WIDER else 'earlier'} counts",
            Facet.END,
        )
    last = following is None or not following.link or following.link in {",", ".", ")", ";"} or following.cut
    enters = _joins(first) or (start > 0 and _joins(following) and not _separated(first))
    middle = _separated(first) and ((_separated(following) and _list_follows(tokens, end)) or _joins(following))
    leads = not first.link and following is not None and following.link == "," and _list_follows(tokens, end)
    inner = any(_joins(t) or _separated(t) for t in tokens[start + 1 : end]) and last and _separated(first)
    if not (enters or middle or leads or inner):
        return None
    joint = _joint(tokens, start, end)
    if first.norm in MODIFIER_HEADS and not _parallel(tokens, start, joint):
        return None
    if bearing is Bearing.DEMAND and joint == "and":
        return Verdict(Reach.NARROWER, "a thing asked for")
    return Verdict(Reach.WIDER, "an item of a list")


def _picked(tokens: Sequence[Token], at: int) -> Reach | None:
    """What one more day does behind "through the earlier of", "the later of"; None where no such row is open."""
    near = [t.norm for t in tokens[max(0, at - _DAYS) : at]]
    for word, reach in (("earlier", Reach.NARROWER), ("later", Reach.WIDER)):
        if any(pair == (word, "of") for pair in pairwise(near)):
            return reach
    return None


def _joint(tokens: Sequence[Token], start: int, end: int) -> str:
    """The word that joins the list that these words belong to."""
    near = [*tokens[start:end], *tokens[end : end + _REACH], *reversed(tokens[max(0, start - 12) : start])]
    for token in near:
        for word in token.link.split():
            if word in {"and", "or", "and/or"}:
                return "or" if word == "and/or" else word
    return "or"


def _parallel(tokens: Sequence[Token], start: int, joint: str) -> bool:
    """True where a phrase that begins like a qualification is an alternative to one of its own sort before it."""
    head = tokens[start].norm
    if joint == "or" and _joins(tokens[start]):
        return True
    if head in RELATIVES:
        return False
    earlier = [t.norm for t in tokens[max(0, start - 14) : start]]
    if head in PREPOSITIONS:
        return head in earlier or tokens[start - 1].norm in PREPOSITIONS
    return joint == "or" and any(w in MODIFIER_HEADS and w not in PREPOSITIONS for w in earlier)


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
    if start and _separated(tokens[start]) and tokens[start - 1].sort is Sort.NUMBER and cites(tokens[start:end]):
        return Verdict(Reach.SAME, "the title of an authority", Facet.AUTHORITY)
    if _separated(tokens[start]) and words[0] in {"a", "an"} and (following is None or _separated(following)):
        return Verdict(Reach.SAME, "says who is meant", Facet.FORM)
    return None
