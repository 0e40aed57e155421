"""What a changed number does: caps, thresholds, days of a duty, how often. Not dates, not numbers that only name something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Final

from monitor.judge.bounds import negation_before
from monitor.judge.finding import Facet
from monitor.judge.lexicon import LITTLE, word_set
from monitor.judge.reach import Bearing, Reach
from monitor.judge.verdict import SAME, Verdict
from monitor.judge.words import Sort, Token


class Bound(Enum):
    """On which side of the number lies what the words take in."""

    UPPER = auto()  # up to, does not exceed, within
    LOWER = auto()  # at least, or greater
    DUE = auto()  # every 30 days, ten days after
    CITED = auto()
    NONE = auto()


_UPPER: Final = (
    "up to", "less than", "fewer than", "under", "below", "maximum of", "maximum value of", "at most", "limited to", "within",
    "shorter than", "smaller than", "lower than", "maximum", "earlier than", "capped at", "as much as", "as many as",
)  # fmt: skip
_ASKED: Final = (
    "at least", "exceed", "exceeds", "minimum of", "minimum", "more than", "greater than", "higher than", "larger than",
    "longer than", "later than",
)  # fmt: skip
_REACHED: Final = ("exceeding", "in excess of", "over", "above", "beyond")
"""Lower bounds that say which things are meant, also where something is asked for: "report payments exceeding $5,000"."""
_BOUNDS: Final = dict.fromkeys(_UPPER, Bound.UPPER) | dict.fromkeys((*_ASKED, *_REACHED), Bound.LOWER)
_LONGEST_BOUND: Final = 3  # words
_AFTER_UPPER: Final = frozenset(("less", "fewer"))
_AFTER_LOWER: Final = frozenset(("greater", "more"))
_NAMING: Final = word_set(
    "section part parts e.o. cfr directive no nos law chapter title u.s.c. proclamation determination article annex faq "
    "number stat fr code resolution subsection table schedule"
)
_IDENTIFYING: Final = word_set("imo mmsi registration passport id swift bic tax")
_LOOSE_NAMES: Final = frozenset(("e.o.", "directive", "determination", "proclamation", "resolution"))
PERIODS: Final = {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365, "hour": 1 / 24}
_FREQUENCIES: Final = {
    "hourly": 1 / 24, "daily": 1, "weekly": 7, "biweekly": 14, "monthly": 30, "bimonthly": 60, "quarterly": 91,
    "semiannual": 182, "semiannually": 182, "semi-annual": 182, "semi-annually": 182, "biannually": 182,
    "annual": 365, "annually": 365, "yearly": 365, "biennial": 730, "biennially": 730,
}  # fmt: skip
_ASKING: Final = word_set("least most minimum maximum")
_KEEPING: Final = word_set(
    "retain retains retained maintain maintains maintained keep keeps kept preserve preserved available period"
)
_AHEAD: Final = word_set("before prior advance")
_ASKING_OF: Final = frozenset((Bearing.SUBJECT, Bearing.DEMAND))
_TIMES: Final = frozenset(("time", "times"))
_OFTEN: Final = {"once": 1, "twice": 2, "thrice": 3}


def period(word: str) -> float | None:
    """Days of a period of time; None for any other word."""
    return PERIODS.get(word.removesuffix("s")) or _FREQUENCIES.get(word)


def paces(word: str) -> bool:
    """True for a word that says how long or how often."""
    return period(word) is not None or word in _OFTEN


def bound(tokens: Sequence[Token], at: int, bearing: Bearing) -> Bound:
    """What the number at this place is for, by the words around it and by what they serve."""
    last = tokens[at - 1].norm if at else ""
    if last in _NAMING or last in _IDENTIFYING or (at > 1 and tokens[at - 2].norm in {"cfr", "part"}):
        return Bound.CITED
    following = tokens[at + 1 : at + 5]
    timed = any(period(t.norm) for t in following[:3]) and not (following and following[0].norm in _TIMES)
    ahead = timed and bearing in _ASKING_OF and any(t.norm in _AHEAD for t in following)
    phrase = _phrase_before(tokens, at)
    if phrase is not None:
        side = _BOUNDS[phrase]
        if negation_before(tokens, at - len(phrase.split())):
            side = Bound.LOWER if side is Bound.UPPER else Bound.UPPER
        # "no later than 30 days before the payment": the more days, the earlier.
        return Bound.LOWER if ahead and phrase == "later than" else side
    for token in following:
        if "or" in token.link and token.norm in _AFTER_LOWER:
            return Bound.LOWER
        if "or" in token.link and token.norm in _AFTER_UPPER:
            return Bound.UPPER
    if not timed:
        return Bound.NONE
    kept = bearing in _ASKING_OF and any(t.norm in _KEEPING for t in tokens[max(0, at - 8) : at])
    return Bound.LOWER if kept or ahead else Bound.DUE


def _phrase_before(tokens: Sequence[Token], at: int) -> str | None:
    """The longest phrase of a bound that ends just before this place."""
    for size in range(min(_LONGEST_BOUND, at), 0, -1):
        said = " ".join(t.norm for t in tokens[at - size : at])
        if said in _BOUNDS:
            return said
    return None


def changed(before: Sequence[Token], b: int, after: Sequence[Token], a: int, bearing: Bearing) -> Verdict:
    """What it does that one number stands where another stood."""
    old, new = before[b], after[a]
    was, now = bound(before, b, bearing), bound(after, a, bearing)
    if now is Bound.CITED or was is Bound.CITED:
        cited = {_word_before(before, b), _word_before(after, a)}
        if cited & _LOOSE_NAMES and bearing is not Bearing.SILENT:
            return Verdict(Reach.BOTH, "another instrument is named")
        facet = Facet.FORM if cited & _IDENTIFYING else Facet.AUTHORITY
        return Verdict(Reach.SAME, "a number that only names", facet)
    if old.norm == new.norm and old.sort is new.sort:
        return SAME
    if was is not now:
        return Verdict(Reach.UNKNOWN, "the number now does something else")
    if (old.sort is Sort.MONEY) is not (new.sort is Sort.MONEY):
        return Verdict(Reach.UNKNOWN, "a number and an amount of money cannot be compared")
    places = ((before, b), (after, a))
    if now is Bound.NONE and all(_named(*place) for place in places):
        return Verdict(Reach.BOTH, "a name with another number")
    timed = any(_timed(*place) for place in places)
    number = _Number(_measure(before, b), _measure(after, a), now, new.sort is Sort.MONEY, timed=timed)
    if bearing is Bearing.DEMAND and now is Bound.LOWER and not timed:
        reached, still = (_reaches(*place) for place in places)
        if reached is not still:
            return Verdict(Reach.UNKNOWN, "the number now does something else")
        if reached:
            return _compared(number, bearing).turned  # "must report payments exceeding $5,000"
    if now is Bound.DUE and bearing is Bearing.GRANT and any(_word_before(*p) in {"every", "each"} for p in places):
        return _compared(number, bearing).turned  # one flight every 30 days
    asked, counts = any(_asks(*place) for place in places), any(_counts(*place) for place in places)
    return _compared(replace(number, asked=asked, counts=counts), bearing)


def _word_before(tokens: Sequence[Token], at: int) -> str:
    return tokens[at - 1].norm if at else ""


def _named(tokens: Sequence[Token], at: int) -> bool:
    """True where the number belongs to the name before it: "Berth 4"."""
    return at > 0 and tokens[at - 1].text[:1].isupper() and not tokens[at].link and not _counts(tokens, at)


def _reaches(tokens: Sequence[Token], at: int) -> bool:
    """True where a lower bound says which things are meant, and does not ask for that much."""
    phrase = _phrase_before(tokens, at)
    return phrase is None or phrase in _REACHED


def _asks(tokens: Sequence[Token], at: int) -> bool:
    """True where the words of the bound ask by themselves: "at least 20 percent", "no less than"."""
    return _word_before(tokens, at) in _ASKING or (at > 1 and tokens[at - 2].norm in {"no", "not"})


@dataclass(frozen=True, slots=True)
class _Number:
    """One number that became another, in days where it counts time."""

    old: float
    new: float
    bound: Bound
    money: bool = False
    asked: bool = False  # the words of the bound ask by themselves ("at least"), wherever they stand
    counts: bool = False  # things: "ten vessels"
    timed: bool = False


def _counts(tokens: Sequence[Token], at: int) -> bool:
    """True where a number, and no year, stands before the things that it counts."""
    if not 0 < tokens[at].value < 1900 or at + 1 >= len(tokens) or tokens[at + 1].link:
        return False
    thing = tokens[at + 1]
    return thing.sort is Sort.WORD and thing.text[:1].islower() and thing.norm not in LITTLE


def _timed(tokens: Sequence[Token], at: int) -> bool:
    return any(period(t.norm) for t in tokens[at + 1 : at + 3])


def _measure(tokens: Sequence[Token], at: int) -> float:
    unit = next((period(t.norm) for t in tokens[at + 1 : at + 3] if period(t.norm)), None)
    return tokens[at].value * (unit or 1.0)


def _compared(number: _Number, bearing: Bearing) -> Verdict:
    more = number.new > number.old
    length = f"a {'longer' if more else 'shorter'} time"
    if number.bound is Bound.DUE:
        return Verdict(Reach.WIDER if more else Reach.NARROWER, length)
    if number.bound is Bound.NONE:
        if not number.money and not number.counts:
            return Verdict(Reach.UNKNOWN, "a number changed, and what it limits is not clear")
        wider = more == (bearing is not Bearing.DEMAND)
        return Verdict(Reach.WIDER if wider else Reach.NARROWER, f"the amount {'raised' if more else 'lowered'}")
    wider = more == (number.bound is Bound.UPPER)
    if bearing is Bearing.SUBJECT and number.asked:
        wider = not wider  # "at least 20 percent of the proceeds is deposited" asks before its verb
    name = f"the {'cap' if number.bound is Bound.UPPER else 'threshold'} {'raised' if more else 'lowered'}"
    return Verdict(Reach.WIDER if wider else Reach.NARROWER, length if number.timed else name)


def paced(before: Sequence[Token], b: int, after: Sequence[Token], a: int, bearing: Bearing) -> Verdict | None:
    """What another period does: monthly for quarterly, "in any calendar year" for "month". None where it is no period."""
    if before[b].norm in _OFTEN and after[a].norm in _OFTEN:
        more = _OFTEN[after[a].norm] > _OFTEN[before[b].norm]
        return Verdict(_more(bearing, more=more), "more often" if more else "rarer")
    old, new = period(before[b].norm), period(after[a].norm)
    if old is None or new is None:
        return None
    if old == new:
        return SAME
    places = ((before, b), (after, a))
    bounds = {bound(tokens, number, bearing) for tokens, at in places if (number := _number_of(tokens, at)) is not None}
    if len(bounds) > 1:
        return Verdict(Reach.UNKNOWN, "the time now does something else")
    if bounds:
        return _compared(_Number(old, new, bounds.pop(), timed=True), bearing)
    if any(t.sort is Sort.MONEY for tokens, at in places for t in tokens[max(0, at - 7) : at]):
        return Verdict(Reach.NARROWER if new > old else Reach.WIDER, "the cap now counts over another period")
    return Verdict(_more(bearing, more=new < old), "rarer" if new > old else "more often")


def _number_of(tokens: Sequence[Token], at: int) -> int | None:
    """The place of the number that counts the period at this place."""
    return next((i for i in range(max(0, at - 2), at) if tokens[i].sort is Sort.NUMBER), None)


def _more(bearing: Bearing, *, more: bool) -> Reach:
    """What it does that something happens more often: a duty asks for more, all else reaches further."""
    return Reach.WIDER if more is not (bearing is Bearing.DEMAND) else Reach.NARROWER
