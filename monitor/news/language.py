"""Which language an item is written in; knows when it does not know. Not a translator."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.news.lexicon import Lexicons
from monitor.news.tokens import Sentence

UNKNOWN = "und"
_ENOUGH = 300  # words that are looked at
_UKRAINIAN = frozenset("іїєґ")
_RUSSIAN = frozenset("ыэъё")


def detect(sentences: Sequence[Sentence], lexicons: Lexicons, told: str | None = None) -> str:
    """ISO 639-1 code of a language that can be read; what the source tells counts if it is one of them.

    Ours are told apart by their function words, Russian and Ukrainian by their letters. Where that leaves two as likely, or
    none at all, a statistical detector is asked, which is loaded only then; `und` where it is not sure either.
    """
    known = (told or "").casefold()[:2]
    if known in lexicons.by_language:
        return known
    words = [word for sentence in sentences for word in sentence.folded][:_ENOUGH]
    cyrillic = _cyrillic(words)
    if cyrillic is not None:
        return cyrillic if cyrillic in lexicons.by_language else UNKNOWN
    counts = sorted(
        (
            (sum(word in lexicon.function_words for word in words), language)
            for language, lexicon in lexicons.by_language.items()
        ),
        reverse=True,
    )
    return counts[0][1] if counts and counts[0][0] else UNKNOWN


def _cyrillic(words: list[str]) -> str | None:
    letters = "".join(words)
    cyrillic = sum("\u0400" <= letter <= "\u04ff" for letter in letters)
    if cyrillic * 2 < len(letters) or not cyrillic:
        return None
    ukrainian = sum(letter in _UKRAINIAN for letter in letters)
    russian = sum(letter in _RUSSIAN for letter in letters)
    return "uk" if ukrainian > russian else "ru"
