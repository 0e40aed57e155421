"""What helps to find the event of an item: its proper names and numbers, folded so that languages meet; not who they are."""

from __future__ import annotations

from monitor.news.clause import Parsed

MOST_NAMES = 40
_LATIN = str.maketrans({
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "й": "i", "к": "k", "л": "l",
    "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch",
    "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya", "і": "i", "ї": "i", "є": "e", "ґ": "g",
})  # fmt: skip
# Endings of cases, the longest first, that a name of four letters or more may lose.
_ENDINGS = (
    "ами",
    "ями",
    "ого",
    "ому",
    "ой",
    "ом",
    "ем",
    "ым",
    "им",
    "ів",
    "ов",
    "а",
    "у",
    "ы",
    "е",
    "и",
    "я",
    "ю",
    "і",
    "й",
)


def find_names(parsed: list[Parsed]) -> tuple[str, ...]:
    """Proper names, in Latin letters without case endings, and numbers of two digits or more; each once, in order."""
    found: dict[str, None] = {}
    for sentence in parsed:
        words = sentence.sentence.words
        known = {at for tags in sentence.tags.values() for tag in tags for at in range(tag.start, tag.end)}
        titled = sum(word[:1].isupper() for word in words) > 0.6 * len(words)
        for at, word in enumerate(words):
            if word[0].isdigit() and len(word) > 1:
                found.setdefault(word.casefold())
            elif at and not titled and word[0].isupper() and len(word) > 2 and at not in known:
                found.setdefault(fold_name(sentence.sentence.folded[at]))
        if len(found) >= MOST_NAMES:
            break
    return tuple(found)[:MOST_NAMES]


def fold_name(folded: str) -> str:
    """`фридмана` and `fridman` are one name."""
    if folded.isascii():
        return folded
    for ending in _ENDINGS:
        if folded.endswith(ending) and len(folded) - len(ending) >= 4:
            folded = folded.removesuffix(ending)
            break
    return folded.translate(_LATIN)
