"""The small language in which a lexicon names words and phrases; not which words mean what.

```
verleng*            every word that begins so
*vergunning         every word that ends so, and the word itself: compounds
may                 this form only, whatever its case
sanction~           every inflection of the word (Snowball stem)
US                  capitals: this form in capitals only
put … on … list     up to seven words may stand where the dots are
on ?the list        a word that may be left out
ban|embargo         either
@authority          any single word of that part of the lexicon
!on|against         not followed by one of these
```
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from monitor.news.tokens import fold

WIDEST_GAP = 7
_JOINTS = re.compile("[-&'’]")  # words are split there
_ALLOWED = re.compile(r"[\w*~@.|]+")


class Form(Enum):
    """How a word of a pattern is compared."""

    STEM = auto()
    EXACT = auto()
    PREFIX = auto()
    SUFFIX = auto()
    CAPITALS = auto()
    PART = auto()  # any single word of a part of the lexicon


@dataclass(frozen=True, slots=True)
class Word:
    """One alternative of a step."""

    form: Form
    text: str


class Step(Enum):
    """What a step of a phrase asks for."""

    ONE = auto()
    MAYBE = auto()
    GAP = auto()
    NOT = auto()


@dataclass(frozen=True, slots=True)
class Pattern:
    """A phrase as steps; each step but a gap has its alternatives."""

    steps: tuple[tuple[Step, tuple[Word, ...]], ...]


def _parse_word(text: str) -> Word:
    if text.startswith("@"):
        return Word(Form.PART, text[1:])
    if text.endswith("~"):
        return Word(Form.STEM, fold(text[:-1]))
    if text.endswith("*"):
        return Word(Form.PREFIX, fold(text[:-1]))
    if text.startswith("*"):
        return Word(Form.SUFFIX, fold(text[1:]))
    if len(text) > 1 and text.isupper() and text.isalpha():
        return Word(Form.CAPITALS, text)
    return Word(Form.EXACT, fold(text))


def parse_pattern(text: str) -> Pattern:
    """Reads one entry of a lexicon. Raises ValueError, saying what is wrong, where it cannot be read."""
    steps: list[tuple[Step, tuple[Word, ...]]] = []
    for part in _JOINTS.sub(" ", text).split():
        if part in {"…", "..."}:
            steps.append((Step.GAP, ()))
            continue
        step = {"?": Step.MAYBE, "!": Step.NOT}.get(part[0], Step.ONE)
        body = part if step is Step.ONE else part[1:]
        if not body or not _ALLOWED.fullmatch(body) or "" in body.split("|"):
            raise ValueError(f"cannot read {part!r} in {text!r}")
        steps.append((step, tuple(_parse_word(word) for word in body.split("|"))))
    if not steps or steps[0][0] is not Step.ONE:
        raise ValueError(f"{text!r} must begin with a word")
    if steps[-1][0] in {Step.GAP, Step.MAYBE}:
        raise ValueError(f"{text!r} must end with a word")
    return Pattern(tuple(steps))


# A compiled step: what it asks for and the numbers of the words that satisfy it.
Compiled = tuple[tuple[Step, frozenset[int]], ...]


def compile_pattern(pattern: Pattern, number: Callable[[Word], frozenset[int]]) -> Compiled:
    """The pattern with its words as numbers, so that matching compares integers."""
    return tuple(
        (step, frozenset().union(*(number(word) for word in words)) if words else frozenset())
        for step, words in pattern.steps
    )


def match(steps: Compiled, numbers: Sequence[frozenset[int]], at: int, step: int = 0) -> int | None:
    """Where the phrase ends (exclusive) if it begins at `at`; None where it does not."""
    if step == len(steps):
        return at
    kind, wanted = steps[step]
    if kind is Step.GAP:
        return _match_after_gap(steps, numbers, at, step + 1)
    here = at < len(numbers) and not wanted.isdisjoint(numbers[at])
    if kind is Step.NOT:
        return None if here else match(steps, numbers, at, step + 1)
    if here:
        end = match(steps, numbers, at + 1, step + 1)
        if end is not None:
            return end
    return match(steps, numbers, at, step + 1) if kind is Step.MAYBE else None


def _match_after_gap(steps: Compiled, numbers: Sequence[frozenset[int]], at: int, step: int) -> int | None:
    for start in range(at, min(at + WIDEST_GAP, len(numbers)) + 1):
        end = match(steps, numbers, start, step)
        if end is not None:
            return end
    return None
