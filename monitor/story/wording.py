"""Words made comparable over languages and alphabets: folding, sound, stems, acronyms, numbers. Not how much a word says."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

STEM = 5
_WORD = re.compile(r"[^\W\d_]{3,}")
_ACRONYM = re.compile(r"(?<!\w)[^\W\d_a-zа-яёіїєґ][^\W\d_]{0,4}[^\W\d_a-zа-яёіїєґ](?!\w)")
_NUMBER = re.compile(r"(?<![\w.,])(\d{1,3}(?:[.,\s]\d{3})+|\d{2,})(?:st|nd|rd|th|e|er|ème|й|го)?(?!\w)")
_YEAR = re.compile(r"(?:19|20)\d\d")
# Romanisation of what Russian and Ukrainian share with the Latin languages, and letters that Unicode does not take apart.
_LETTERS = str.maketrans({
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "e", "є": "e", "ж": "zh", "з": "z", "и": "i",
    "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t",
    "у": "u", "ф": "f", "х": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "iu",
    "я": "ia", "ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe",
})  # fmt: skip
# What sounds alike and is spelt differently from one language to the next: Abramovich and Abramowicz, pakiet and package.
_SOUNDS = (
    ("sch", "s"), ("sh", "s"), ("cz", "s"), ("sz", "s"), ("ch", "h"), ("kh", "h"), ("ph", "f"), ("th", "t"), ("qu", "k"),
    ("x", "ks"), ("w", "v"), ("y", "i"), ("j", "i"), ("z", "s"), ("c", "k"), ("q", "k"),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1")


def fold(text: str) -> str:
    """Lower case, no accents, in Latin letters."""
    lowered = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(c for c in lowered if not unicodedata.combining(c)).translate(_LETTERS)


@lru_cache(maxsize=8192)
def sound(folded: str) -> str:
    """A folded word as it sounds, roughly."""
    for spelt, heard in _SOUNDS:
        folded = folded.replace(spelt, heard)
    return _DOUBLED.sub(r"\1", folded)


def stems(text: str) -> frozenset[str]:
    """The beginnings of the words of a text; a word of three letters is whole, and marked as such."""
    words = _WORD.findall(fold(text))
    return frozenset(_stem(word) for word in words)


@lru_cache(maxsize=8192)
def _stem(word: str) -> str:
    """The same string for the same word, for many texts hold it."""
    return sound(word)[:STEM] if len(word) > 3 else f"{sound(word)}_"


def acronyms(text: str) -> frozenset[str]:
    """FSB, PdVSA, LNG: short names in capitals, which languages leave as they are. None from a text all in capitals."""
    if text.isupper():
        return frozenset()
    return frozenset(sound(fold(found)) for found in _ACRONYM.findall(text) if len(found) > 2)


def numbers(text: str) -> frozenset[str]:
    """Numbers of two digits or more, without separators; years left out, for every text has them."""
    found = (re.sub(r"\D", "", number) for number in _NUMBER.findall(text))
    return frozenset(number for number in found if not _YEAR.fullmatch(number))
