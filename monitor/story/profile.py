"""What a mention offers for comparing: its weighted stems, acronyms, numbers, package. Not how two of them compare."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from monitor.model.register import Mention
from monitor.story.background import weight
from monitor.story.wording import acronyms, fold, numbers, sound, stems

_READ = 2600  # characters of a text; what tells events apart stands early, also in a license
_IN_TITLE = 1.5
# "10th package", "12. pakiet", "19-й пакет", "17th sanctions package": the acts of the EU come in numbered packages.
_PACKAGE = re.compile(
    r"(?<!\w)(\d{1,2})(?:-?[^\W\d]{1,3})?\.?[\s-]{1,3}(?:[^\W\d]{4,}[\s-]){0,2}?(?:\w*(?:pakk?[ei]|pa[ck]k?[ea]t?[gtj]))"
)


@dataclass(frozen=True, slots=True)
class Profile:
    """The marks of one mention. `words` maps stems to what they weigh."""

    words: dict[str, float]
    total: float
    short_names: frozenset[str]
    numbers: frozenset[str]
    names: frozenset[str]
    packages: frozenset[str]


@lru_cache(maxsize=4096)
def profile(mention: Mention) -> Profile:
    """The marks of a mention, counted once."""
    body = mention.text[:_READ]
    words = {stem: weight(stem) for stem in stems(body)}
    words |= {stem: _IN_TITLE * weight(stem) for stem in stems(mention.title)}
    words = {stem: weighs for stem, weighs in words.items() if weighs}
    whole = f"{mention.title}\n{body}"
    return Profile(
        words=words,
        total=sum(words.values()),
        short_names=acronyms(mention.title) | acronyms(body),
        numbers=numbers(whole),
        names=frozenset(sound(fold(name)) for name in mention.names if not name[:1].isdigit()),
        packages=frozenset(_PACKAGE.findall(fold(whole))),
    )
