"""Whether two words or names are the same one, printed or spelled otherwise. Not whether the change matters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

from monitor.judge.lexicon import CORPORATE, LITTLE, SAME_CLASS, stem, word_set
from monitor.judge.words import Sort, Token

_APART: Final = frozenset(
    frozenset(pair.split("/"))
    for pair in word_set(
        "iran/iraq austria/australia niger/nigeria mali/malta mali/malawi slovakia/slovenia guinea/guyana latvia/liberia "
        "libya/liberia zambia/gambia dominica/dominican paraguay/uruguay india/indiana north/south congo/kongo "
        "sudan/sedan oman/jordan chad/china georgia/german export/import person/prison ethiopia/etiopia"
    )
)
"""Names that look like a slip of each other and are not."""

_ACRONYM: Final = re.compile(r"[A-Z][A-Za-z]*[A-Z]$")
_BEING: Final = word_set("is are was were be been being will shall")
_COMMON_SHORT: Final = word_set(
    "other others that than then this such they them these those there their where when which with from have been "
    "under into upon only also over any all are for the and not may must shall paragraph"
)
_SOUNDS: Final = (
    ("ck", "k"), ("sch", "sh"), ("tch", "ch"), ("kh", "h"), ("zh", "z"), ("ph", "f"), ("yu", "u"), ("iu", "u"),
    ("ju", "u"), ("ya", "a"), ("ia", "a"), ("ja", "a"), ("ye", "e"), ("ie", "e"), ("je", "e"), ("x", "ks"),
    ("q", "k"), ("c", "k"), ("y", "i"), ("j", "i"), ("w", "v"),
)  # fmt: skip
"""Letters that transliterations use for each other, those of several letters first."""
_LONGEST: Final = 80  # letters of a word that may be a slip of another
_PREFIXES: Final = ("un", "non", "in", "im", "re", "ex", "dis", "mis", "de", "sub", "pre", "post")
_SPELLING: Final = re.compile(r"(?<=[a-z]{3})(?:is(?=e|i|a)|yz(?=e|i))")


def same_word(old: Token, new: Token) -> bool:
    """The same word: another inflection, another spelling, a slip of the pen put right, or a word that says the same."""
    if old.norm == new.norm:
        return True
    if old.sort is not Sort.WORD or new.sort is not Sort.WORD:
        return False
    first, second = old.norm, new.norm
    if stem(first) == stem(second) and not _negated(first, second):
        return True
    if any(_in(first, group) and _in(second, group) for group in SAME_CLASS):
        return True
    return misspelt(first, second) or same_name(old, new)


def _in(word: str, group: frozenset[str]) -> bool:
    return word in group or word.removesuffix("s") in group


def _negated(first: str, second: str) -> bool:
    return any(first == p + second or second == p + first for p in _PREFIXES)


def misspelt(first: str, second: str) -> bool:
    """True where one of two different words is most likely a slip for the other."""
    if not first or not second or max(len(first), len(second)) > _LONGEST:
        return False
    if re.sub(r"\D", "", first) != re.sub(r"\D", "", second) or frozenset((first, second)) in _APART:
        return False
    if _negated(first, second) or _roman(first) or _roman(second):
        return False
    if _SPELLING.sub("z", first) == _SPELLING.sub("z", second):
        return True
    distance = OSA.distance(first, second)
    short, long = sorted((first, second), key=len)
    if len(long) <= 5:
        return (
            distance == 1 and len(long) >= 3 and (first in _COMMON_SHORT or second in _COMMON_SHORT) and len(short) >= 2
        )
    if first[0] != second[0]:
        return distance == 1 and len(short) < len(long) and len(long) >= 7
    return distance == 1 or (distance == 2 and len(short) >= 6) or (distance == 3 and len(short) >= 10)


def same_name(old: Token, new: Token) -> bool:
    """The same proper name in another transliteration: "Aleksandr", "Alexander"."""
    first, second = old.norm, new.norm
    if not (old.text[:1].isupper() and new.text[:1].isupper()) or max(len(first), len(second)) > _LONGEST:
        return False
    if re.search(r"\d", first + second) or frozenset((first, second)) in _APART:
        return False
    if min(len(first), len(second)) >= 4 and sound(first) == sound(second):
        return True
    return (
        first[:1] == second[:1]
        and min(len(first), len(second)) >= 6
        and OSA.distance(first, second) <= min(len(first), len(second)) // 3
    )


@lru_cache(maxsize=4_000)
def sound(word: str) -> str:
    """A name with the letters made one that transliterations use for each other: "Lattakia", "Latakia"; "Cargo", "Kargo"."""
    for letters, one in _SOUNDS:
        word = word.replace(letters, one)
    return re.sub(r"(.)\1+", r"\1", word)


def completed(old: Sequence[Token], new: Sequence[Token]) -> bool:
    """True where two names of things are one, with words added, dropped or spelled otherwise; figures stay."""
    if not proper(old) or not proper(new) or max(len(old), len(new)) > 15 or _rowed(old) != _rowed(new):
        return False
    figures = [[t.norm for t in run if t.sort is not Sort.WORD or _roman(t.norm)] for run in (old, new)]
    if figures[0] != figures[1]:
        return False
    first, second = (distinctive([t.norm for t in run]) for run in (old, new))
    shared = (Counter(map(sound, first)) & Counter(map(sound, second))).total()
    return shared >= 2 and shared >= max(len(first), len(second)) - 1


def _rowed(run: Sequence[Token]) -> int:
    """How many joins a row of names has; the comma before "Ltd." is none."""
    return sum(bool(set(t.link.split()) & {"or", ","}) and t.norm not in CORPORATE for t in run[1:])


def _roman(word: str) -> bool:
    return re.fullmatch(r"[ivx]+", word) is not None


def squashed(tokens: Sequence[Token]) -> str:
    """The letters of a run of words without any spaces or hyphens: "interest- bearing" is "interest-bearing"."""
    return re.sub(r"[^\w]", "", "".join(t.norm for t in tokens))


def corrected(old: Sequence[Token], new: Sequence[Token]) -> bool:
    """True where one run of words is the other with slips put right, word by word or in the spacing."""
    if squashed(old) == squashed(new):
        return True
    if not old or not new:
        return False
    if all(t.norm in CORPORATE for t in (*old, *new)):
        return True
    if len(old) == len(new):
        return all(same_word(b, a) for b, a in zip(old, new, strict=True))
    if all(t.norm in _BEING for t in (*old, *new)):
        return True
    if _abbreviated(old, new) or _abbreviated(new, old):
        return True
    said = [[t for t in run if t.norm not in LITTLE] for run in (old, new)]
    if said[0] and len(said[0]) == len(said[1]):
        return all(same_word(b, a) for b, a in zip(*said, strict=True))
    figures = [[t.norm for t in run if t.sort is not Sort.WORD] for run in (old, new)]
    if figures[0] != figures[1]:
        return False
    first, second = squashed(old), squashed(new)
    return min(len(first), len(second)) >= 8 and first[:1] == second[:1] and misspelt(first, second)


def _abbreviated(short: Sequence[Token], long: Sequence[Token]) -> bool:
    """True where a short name stands for a long one: "OFAC", "the RuHSR" for the regulations that it abbreviates."""
    words = [t for t in short if t.norm not in LITTLE]
    if len(words) != 1 or not _ACRONYM.match(words[0].text):
        return False
    named = [t for t in long if t.norm not in LITTLE and t.sort is Sort.WORD and t.text[:1].isupper()]
    initials = "".join(t.text[0] for t in named)
    if len(initials) > 2 and words[0].text.upper() == initials:
        return True
    return words[0].text.endswith("SR") and any(t.norm == "regulations" for t in named) and cited_only(long)


def cited_only(run: Sequence[Token]) -> bool:
    """True where words are names, numbers and little words only."""
    return all(t.sort is not Sort.WORD or t.text[:1].isupper() or t.norm in LITTLE or t.norm == "part" for t in run)


def proper(tokens: Sequence[Token]) -> bool:
    """True where every word that counts is a name: capitals, figures, codes."""
    words = [t for t in tokens if t.norm not in LITTLE]
    return bool(words) and all(t.text[:1].isupper() or not t.text[:1].isalpha() for t in words)


def distinctive(words: Sequence[str]) -> list[str]:
    """The words of a name that tell it from others."""
    kept = [w for w in words if w not in CORPORATE and w not in LITTLE]
    return kept or list(words)
