"""How much two mentions have in common, over languages: names, numbers and the stems that languages share. Not a verdict."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from monitor.model.register import Mention

_STEM = 5
_WORD = re.compile(r"[^\W_]{3,}", re.UNICODE)
# Romanisation of what Russian and Ukrainian share with the Latin languages; the common scheme of libraries, without diacritics.
_CYRILLIC = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "e", "є": "e", "ж": "zh", "з": "z", "и": "i",
        "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t",
        "у": "u", "ф": "f", "х": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "iu",
        "я": "ia",
    }
)  # fmt: skip
# Words that every item about sanctions has, in the languages we read: they tell no two events apart.
_COMMON = frozenset(
    [
        "sanct",
        "sanks",
        "sankt",
        "licen",
        "lizen",
        "liten",
        "licts",
        "general",
        "gener",
        "genrl",
        "unite",
        "state",
        "vereni",
        "estad",
        "etats",
        "amerik",
        "ameri",
        "treas",
        "minis",
        "offic",
        "forei",
        "asset",
        "contr",
        "trans",
        "autho",
        "relat",
        "certa",
        "russi",
        "rusla",
        "rossi",
        "rosij",
        "rosii",
        "govern",
        "regul",
        "execu",
        "order",
        "under",
        "this",
        "that",
        "with",
        "from",
        "have",
        "which",
        "were",
        "been",
        "their",
        "other",
        "the",
        "and",
        "for",
        "naar",
        "door",
        "voor",
        "worden",
        "heeft",
        "over",
        "meer",
        "deze",
        "maar",
        "nach",
        "sich",
        "auch",
        "wurde",
        "dass",
        "avec",
        "dans",
        "pour",
        "plus",
        "para",
        "como",
        "entre",
        "este",
    ]
)


def fold(text: str) -> str:
    """Lower case, no accents, Cyrillic in Latin letters."""
    lowered = unicodedata.normalize("NFKD", text.casefold().translate(_CYRILLIC))
    return "".join(c for c in lowered if not unicodedata.combining(c))


@lru_cache(maxsize=4096)
def stems(text: str) -> Counter[str]:
    """The beginnings of the words of a text that can tell events apart, with how often each stands in it."""
    cut = (word[:_STEM] for word in _WORD.findall(fold(text)))
    return Counter(stem for stem in cut if stem not in _COMMON and not stem.isdigit())


def rarity(texts: Iterable[str]) -> Mapping[str, float]:
    """How much a shared stem says: the less, the more of the texts have it."""
    seen: Counter[str] = Counter()
    count = 0
    for text in texts:
        count += 1
        seen.update(set(stems(text)))
    return {
        stem: 1.0 / (1.0 + 2.0 * (number - 1) / max(count, 1)) if number > 1 else 1.0 for stem, number in seen.items()
    }


def shared_words(one: str, two: str, weights: Mapping[str, float]) -> float:
    """The weighted share of the shorter text's stems that the other has too, from 0 to 1."""
    first, second = set(stems(one)), set(stems(two))
    small = first if len(first) <= len(second) else second
    total = sum(weights.get(stem, 1.0) for stem in small)
    return sum(weights.get(stem, 1.0) for stem in first & second) / total if total else 0.0


def shared_names(one: Mention, two: Mention) -> int:
    """How many proper names and numbers both have; a name of one found in the other's words counts too."""
    mine, theirs = {fold(n) for n in one.names}, {fold(n) for n in two.names}
    return len(mine & theirs)
