"""What a mention offers for comparing: weighted stems, themes, short names, numbers, package. Not how two of them compare."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from monitor.model.register import Mention
from monitor.story.background import grammar, weight
from monitor.story.concepts import concepts
from monitor.story.wording import acronyms, fold, numbers, stems

_READ = 2600  # characters of a text; what tells events apart stands early, also in a license
_IN_TITLE = 1.5
# "10th package", "12. pakiet", "19-й пакет", "17th sanctions package": the acts of the EU come in numbered packages.
_PACKAGE = re.compile(
    r"(?<![\w.,])(\d{1,2})(?:-?[a-z]{1,3})?\.?[\s-]{1,3}(?:[a-z]{4,}[\s-]){0,2}?\w*(?:pakk?e[gt]|pakiet|pa[ck]ka[gj]e|paquet)"
)


@dataclass(frozen=True, slots=True)
class Profile:
    """The marks of one mention. `words` and `themes` map a mark to what it weighs."""

    words: Mapping[str, float]
    total: float
    themes: Mapping[str, float]
    theme_total: float
    short_names: frozenset[str]
    numbers: frozenset[str]
    titled_packages: frozenset[str]  # numbers of EU packages in the title
    packages: frozenset[str]  # and anywhere
    stems: frozenset[str]  # of title and text, weighed or not
    grammar: frozenset[str]  # those that everybody uses


@lru_cache(maxsize=2048)
def profile(mention: Mention) -> Profile:
    """The marks of a mention, counted once."""
    body = mention.text[:_READ]
    titled, told = stems(mention.title), stems(body)
    words = {stem: _IN_TITLE * weight(stem) if stem in titled else weight(stem) for stem in titled | told}
    words = {stem: weighs for stem, weighs in words.items() if weighs}
    themes = dict.fromkeys(concepts(body), 1.0) | dict.fromkeys(concepts(mention.title), _IN_TITLE)
    titled_packages = frozenset(_PACKAGE.findall(fold(mention.title)))
    return Profile(
        words=words,
        total=sum(words.values()),
        themes=themes,
        theme_total=sum(themes.values()),
        short_names=acronyms(mention.title) | acronyms(body),
        numbers=numbers(f"{mention.title}\n{body}"),
        titled_packages=titled_packages,
        packages=titled_packages | frozenset(_PACKAGE.findall(fold(body))),
        stems=titled | told,
        grammar=grammar(titled | told),
    )
