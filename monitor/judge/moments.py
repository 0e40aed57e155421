"""What a date in a rule is for, and what moving it does. Not the arithmetic of time zones."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from typing import Final

from monitor.judge.finding import Facet
from monitor.judge.lexicon import word_set
from monitor.judge.reach import Reach
from monitor.judge.verdict import SAME, Issue, Verdict
from monitor.judge.words import STRANGE_DATE, Sort, Token


class Role(Enum):
    """What a date does in its sentence."""

    END = auto()  # through, until, no later than
    BEFORE = auto()  # loaded on or before, in effect prior to
    AFTER = auto()  # on or after, beginning
    CITED = auto()  # of, dated, blocked on
    PLAIN = auto()


_ENDING: Final = word_set("through until till thru by")
_EXPIRING: Final = word_set("expires expire expiring expired ends end ending terminates valid")
_STARTING: Final = word_set("after since from beginning commencing starting effective begins between")
_RULING: Final = word_set("prohibited authorized effective apply applies blocked permitted")
_CITED: Final = word_set(
    "of dated issued blocked designated published enacted signed made adopted added identified listed amended "
    "replaced superseded"
)
_IMPLAUSIBLE: Final = 15 * 366  # days from the date of issue within which a date of a rule can be meant


def role(tokens: Sequence[Token], at: int) -> Role:
    """What the date at this place does, by the words before it."""
    before = [t.norm for t in tokens[max(0, at - 5) : at]]
    last = before[-1] if before else ""
    second = before[-2] if len(before) > 1 else ""
    if last in {"on", "at", "as"} and second:
        if second in _EXPIRING or second in _ENDING:
            return Role.END
        if second in _STARTING:
            return Role.AFTER
        return Role.CITED if second in _CITED else Role.PLAIN
    if last == "of" and second in {"as", "earlier", "later"}:
        return _of(tokens, at, second, before[-3:-2])
    if last == "than" and second in {"later", "earlier"}:
        return Role.END if second == "later" else Role.AFTER
    if last in _ENDING or last in _EXPIRING or _between(tokens, at):
        return Role.END
    if last == "before" or (last == "to" and second == "prior"):
        return Role.BEFORE
    if last == "to":
        return Role.END
    if last in _STARTING:
        return Role.AFTER
    return Role.CITED if last in _CITED else Role.PLAIN


def _of(tokens: Sequence[Token], at: int, second: str, third: Sequence[str]) -> Role:
    """The part of a date after "as of", "the earlier of" or "the later of"."""
    if second != "as":
        return Role.END
    begins = at == 2 or tokens[at - 2].cut  # "As of March 1, the following are prohibited"
    return Role.AFTER if begins or (third and third[0] in _RULING) else Role.BEFORE


def _between(tokens: Sequence[Token], at: int) -> bool:
    """True for the second day of "between March 1 and June 1"."""
    row = at > 1 and tokens[at - 1].sort is Sort.DATE and "and" in tokens[at].link.split()
    return row and tokens[at - 2].norm == "between"


_FACETS: Final = {Role.END: Facet.END, Role.BEFORE: Facet.CUTOFF, Role.AFTER: Facet.START}
_NAMES: Final = {Role.END: "the end", Role.BEFORE: "the cut-off date", Role.AFTER: "the start"}


def moved(before: Sequence[Token], b: int, after: Sequence[Token], a: int, issue: Issue) -> Verdict:
    """What it does that one date stands where another stood."""
    old, new = before[b], after[a]
    was, now = role(before, b), role(after, a)
    if slip(old, new, now, issue):
        return Verdict(Reach.SAME, "a date that was plainly impossible is put right", Facet.FORM)
    if Role.CITED in {was, now} and {was, now} <= {Role.CITED, Role.PLAIN}:
        return Verdict(Reach.SAME, "the date of a citation", Facet.FORM)
    if was is not now:
        return Verdict(Reach.UNKNOWN, "the date now does something else")
    if old.value == new.value:
        return SAME
    if now is Role.PLAIN:
        return Verdict(Reach.UNKNOWN, "a date moved, and its part in the rule is not clear")
    later = new.value > old.value
    wider = later is (now in {Role.END, Role.BEFORE})
    ground = f"{_NAMES[now]} moved {'later' if later else 'earlier'}"
    return Verdict(Reach.WIDER if wider else Reach.NARROWER, ground, _FACETS[now])


def bounded(tokens: Sequence[Token], start: int, end: int) -> Verdict | None:
    """What it does that a clause with a date stands there at all; None where the words hold no date that bounds."""
    for at in range(start, end):
        if tokens[at].sort is Sort.DATE:
            found = role(tokens, at)
            if found in _FACETS:
                return Verdict(Reach.NARROWER, f"a clause on {_NAMES[found]}", _FACETS[found])
    return None


def slip(old: Token, new: Token, does: Role, issue: Issue) -> bool:
    """A date that cannot have been meant, put right under the same label and date of issue (DIRECTION.md, slips)."""
    if not issue.same or issue.after is None:
        return False
    far = [_far(token, issue.after) for token in (old, new)]
    ended = does is Role.END and old.value < issue.after <= new.value
    return far[0] != far[1] or (ended and not any(far))


def _far(token: Token, issued: int) -> bool:
    return token.norm.startswith(STRANGE_DATE) or abs(token.value - issued) > _IMPLAUSIBLE
