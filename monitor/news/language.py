"""Which language an item is written in; not a translator."""

from __future__ import annotations

from collections.abc import Iterable

from monitor.news.lexicon import Lexicons

UNKNOWN = "und"
ENOUGH_WORDS = 400


def detect(words: Iterable[str], lexicons: Lexicons) -> str:
    """ISO 639-1 code by function words; `und` where there are too few, or two languages have as many."""
    counts = dict.fromkeys(lexicons.by_language, 0)
    for n, word in enumerate(words):
        if n > ENOUGH_WORDS:
            break
        for language, lexicon in lexicons.by_language.items():
            if word in lexicon.function_words:
                counts[language] += 1
    ranked = sorted(counts.items(), key=lambda item: -item[1])
    return ranked[0][0] if ranked and ranked[0][1] else UNKNOWN
