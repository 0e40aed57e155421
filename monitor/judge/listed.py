"""Items of rows: what one more alternative, demand or thing named as included does. Not phrases that qualify."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from monitor.judge.finding import Facet
from monitor.judge.lexicon import FINITE, MODIFIER_HEADS, PREPOSITIONS, RELATIVES
from monitor.judge.reach import Bearing, Reach
from monitor.judge.verdict import Verdict
from monitor.judge.words import Token

_ADDING: Final = frozenset((("as", "well", "as"), ("in", "addition", "to")))
_NEAR: Final = 25  # words within which a row that "including" opened goes on
_REACH: Final = 40  # words within which a list comes to its last item
_DAYS: Final = 12  # words within which "the earlier of" opens a row of days


def listed(tokens: Sequence[Token], start: int, end: int, bearing: Bearing) -> Verdict | None:
    """One more item of a list: alternatives widen what is asked for, further demands narrow it; things only widen."""
    first = tokens[start]
    following = tokens[end] if end < len(tokens) else None
    picked = _picked(tokens, start)
    if picked is not None and joins(first):
        return Verdict(
            picked,
            f"one more of the days of which the {'later' if picked is Reach.WIDER else 'earlier'} counts",
            Facet.END,
        )
    if tuple(t.norm for t in tokens[start : start + 3])[: end - start] in _ADDING:
        reach = Reach.NARROWER if bearing is Bearing.DEMAND else Reach.WIDER
        return Verdict(reach, "what is named as well")
    last = following is None or not following.link or following.link in {",", ".", ")", ";"} or following.cut
    enters = joins(first) or (start > 0 and joins(following) and not separated(first))
    middle = separated(first) and ((separated(following) and _list_follows(tokens, end)) or joins(following))
    leads = not first.link and following is not None and following.link == "," and _list_follows(tokens, end)
    inner = any(joins(t) or separated(t) for t in tokens[start + 1 : end]) and last and separated(first)
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
    if joint == "or" and joins(tokens[start]):
        return True
    if head in RELATIVES:
        return False
    earlier = [t.norm for t in tokens[max(0, start - 14) : start]]
    if head in PREPOSITIONS:
        return head in earlier or tokens[start - 1].norm in PREPOSITIONS
    return joint == "or" and any(w in MODIFIER_HEADS and w not in PREPOSITIONS for w in earlier)


def including(tokens: Sequence[Token], start: int, end: int, words: list[str]) -> Verdict | None:
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


def joins(token: Token | None) -> bool:
    """True where "and" or "or" stands before the word."""
    return token is not None and any(w in {"and", "or", "and/or"} for w in token.link.split())


def separated(token: Token | None) -> bool:
    """True where a comma or a semicolon stands before the word."""
    return token is not None and any(mark in token.link for mark in ",;")


def _list_follows(tokens: Sequence[Token], at: int) -> bool:
    """True where a list goes on from here to an "and" or "or" before the clause ends."""
    for token in tokens[at : at + _REACH]:
        if token.cut and token.text[:1].isupper():
            return False
        if joins(token):
            return True
        if ";" in token.link or token.norm in RELATIVES:
            return False
    return False
