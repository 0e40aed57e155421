"""The little words that carry a rule: and, or, may, must, not, all, certain. Not lists of things and not amounts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from monitor.judge.finding import Facet
from monitor.judge.lexicon import ARTICLES, BROADER, LITTLE, MODIFIER_HEADS, NONE, PARTIAL, UNIVERSAL, word_set
from monitor.judge.reach import Bearing, Reach
from monitor.judge.verdict import Verdict
from monitor.judge.words import Token
from monitor.model.words import Direction

_NOT: Final = frozenset(("not", "never", "cannot"))
_PERMITTING: Final = frozenset(("may", "can"))
_DEMANDING: Final = frozenset(("must", "shall"))
_NECESSARY: Final = word_set("incident necessary ordinarily incidental essential required needed")
_LINKING: Final = word_set("related relating involving connection connected concerning respect support incident")
_ADVISING: Final = frozenset(("should",))
_DETERMINING: Final = ARTICLES | UNIVERSAL
_BEING: Final = word_set("is are be")
_CHOICE: Final = word_set("either both any each 1 more")
"""Of persons named before: "either of them", "one or both of them", "one or more of the above" reach the same."""


def swapped(old: Sequence[Token], new: Sequence[Token], bearing: Bearing) -> Verdict | None:
    """What it does that these words stand for those; None where no little word decides it."""
    before, after = [t.norm for t in old], [t.norm for t in new]
    return (
        _modal(before, after, asks=bearing in {Bearing.SUBJECT, Bearing.DEMAND})
        or _choice(before, after)
        or _quantity(before, after)
        or _negation(before, after, bearing)
        or _necessity(before, after)
        or _general(before, after)
    )


def _modal(before: Sequence[str], after: Sequence[str], *, asks: bool) -> Verdict | None:
    """One verb of duty for another. `asks`: in a condition "is made" asks as much as "must be made"."""
    old, new = _force(before, asks=asks), _force(after, asks=asks)
    if old is None or new is None or max(len(before), len(after)) > 3:
        return None
    if old == new:
        return Verdict(Reach.SAME, "a duty in other words", Facet.FORM) if asks else None
    sign = Direction.TIGHTENED if new > old else Direction.RELAXED
    return Verdict(Reach.UNKNOWN, f"“{' '.join(before)}” became “{' '.join(after)}”", sign=sign)


def _choice(before: Sequence[str], after: Sequence[str]) -> Verdict | None:
    if all(w in _CHOICE for w in (*before, *after)) and any(w in {"1", "either", "both"} for w in (*before, *after)):
        return Verdict(Reach.SAME, "one or more of those named", Facet.FORM)
    return None


def _force(words: Sequence[str], *, asks: bool) -> int | None:
    """How much a verb of duty leaves to choice: may 0, should 1, must 2, may not 3."""
    if any(w in _NOT for w in words):
        return 3 if any(w in _PERMITTING or w in _DEMANDING for w in words) or words == ["cannot"] else None
    for force, group in enumerate((_PERMITTING, _ADVISING, _DEMANDING)):
        if any(w in group for w in words):
            return force
    if list(words) in (["is", "required", "to"], ["are", "required", "to"]):
        return 2
    return 2 if asks and words and all(w in _BEING for w in words) else None


def _quantity(before: Sequence[str], after: Sequence[str]) -> Verdict | None:
    if len(before) > 2 or len(after) > 2:
        return None
    old, new = _extent(before), _extent(after)
    if old is None or new is None or old == new:
        return None
    wider = new > old
    return Verdict(
        Reach.WIDER if wider else Reach.NARROWER, f"“{' '.join(before)}” became “{' '.join(after)}”", Facet.OUTRIGHT
    )


def _extent(words: Sequence[str]) -> int | None:
    for extent, group in ((0, NONE), (1, PARTIAL), (3, UNIVERSAL)):
        if any(w in group for w in words):
            return extent
    return None


def _negation(before: Sequence[str], after: Sequence[str], bearing: Bearing) -> Verdict | None:
    """What "is authorized" does when it becomes "is not authorized", and the reverse: a permission turned over."""
    if any(w in _NOT for w in before) is any(w in _NOT for w in after):
        return None
    rest = [[w for w in words if w not in _NOT and w not in {"do", "does", "did"}] for words in (before, after)]
    if len(rest[0]) > 1 or len(rest[1]) > 1:
        return None
    return negated(bearing, added=any(w in _NOT for w in after))


def negated(bearing: Bearing, *, added: bool) -> Verdict:
    """A "not" that came or went."""
    ground = f"a “not” {'came in' if added else 'is gone'}"
    if bearing not in {Bearing.GRANT, Bearing.BAR}:
        return Verdict(Reach.UNKNOWN, ground, Facet.OUTRIGHT)
    tightened = added is (bearing is Bearing.GRANT)
    return Verdict(Reach.UNKNOWN, ground, Facet.OUTRIGHT, Direction.TIGHTENED if tightened else Direction.RELAXED)


def _necessity(before: Sequence[str], after: Sequence[str]) -> Verdict | None:
    """The words "ordinarily incident and necessary to" for "related to", and the reverse."""
    old, new = (frozenset(w for w in words if w not in LITTLE) for words in (before, after))
    for strict, loose, reach in ((old, new, Reach.WIDER), (new, old, Reach.NARROWER)):
        if strict & _NECESSARY and strict <= _NECESSARY | _LINKING and loose and loose <= _LINKING:
            return Verdict(reach, f"“{' '.join(after)}” for “{' '.join(before)}”", Facet.OUTRIGHT)
    return None


def _general(before: Sequence[str], after: Sequence[str]) -> Verdict | None:
    """A word that takes in the things of the other: "person" for "financial institution"."""
    before, after = ([w for w in words if w not in ARTICLES] for words in (before, after))
    if not before or not after or min(len(before), len(after)) > 1:
        return None
    qualified = _qualified(before, after)
    if qualified is not None or max(len(before), len(after)) > 3:
        return qualified
    old, new = _single(before[-1]), _single(after[-1])
    if old in BROADER.get(new, ()):
        return Verdict(Reach.WIDER, f"“{' '.join(after)}” takes in more than “{' '.join(before)}”")
    if new in BROADER.get(old, ()):
        return Verdict(Reach.NARROWER, f"“{' '.join(after)}” takes in less than “{' '.join(before)}”")
    return None


def _qualified(before: Sequence[str], after: Sequence[str]) -> Verdict | None:
    """A narrower word with a qualification: "contracts entered into before" for "transactions", and the reverse."""
    for wide, narrow, reach in ((before, after, Reach.NARROWER), (after, before, Reach.WIDER)):
        if len(wide) == 1 and len(narrow) > 1 and narrow[1] in MODIFIER_HEADS:
            old, new = _single(wide[0]), _single(narrow[0])
            if old == new or new in BROADER.get(old, ()):
                return Verdict(reach, f"“{' '.join(narrow[:4])}” takes in less than “{wide[0]}”")
    return None


def _single(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word if word == "goods" else word.removesuffix("s")


def joined(old: Token, new: Token, bearing: Bearing, *, things: bool) -> Verdict | None:
    """What "or" for "and" before the same word does; None where the join is the same. `things`: it joins things, not conditions."""
    was, now = _join(old.link), _join(new.link)
    if was is None or now is None or was == now:
        return None
    ground = f"“{was}” became “{now}” before “{new.text}”"
    if bearing in {Bearing.GRANT, Bearing.BAR} and (
        any(t.text[:1].isupper() or t.norm in _DETERMINING for t in (old, new))
    ):
        things = True  # "Harbor Bank and any entity that it owns"
    if things or bearing is Bearing.SILENT:
        return Verdict(Reach.SAME, ground, Facet.FORM)
    looser = now == "or"
    return Verdict(Reach.WIDER if looser else Reach.NARROWER, ground)


def _join(link: str) -> str | None:
    words = link.split()
    if "and/or" in words:
        return "or"
    return next((w for w in reversed(words) if w in {"and", "or"}), None)
