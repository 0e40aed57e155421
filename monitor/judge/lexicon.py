"""The words of rules that widen, narrow, join and except; closed classes of English legal drafting. Not how they are used."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from snowballstemmer import stemmer


def word_set(text: str) -> frozenset[str]:
    """The words of a line, as a closed class."""
    return frozenset(text.split())


Phrases = Mapping[str, tuple[tuple[str, ...], ...]]
"""Phrases by their first word, the longest first."""


def phrases_by_head(*phrases: tuple[str, ...]) -> Phrases:
    """A closed class of phrases, for looking up at a word."""
    heads: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        heads.setdefault(phrase[0], []).append(phrase)
    return {head: tuple(row) for head, row in heads.items()}


ARTICLES: Final = word_set("a an the")
LITTLE: Final = ARTICLES | word_set(
    "of in on at to by for from with as that which who is are was were be been being it its such this these those "
    "their his her any all and or not has have had into upon"
)
"""Words too common to hold two texts together."""

PREPOSITIONS: Final = word_set(
    "for in to by from with within through under on at of into onto upon over via between among against throughout "
    "outside inside pursuant per prior before after during until till since concerning regarding involving relating "
    "related following toward towards without"
)
RELATIVES: Final = word_set("that which who whom whose where when if as while whenever wherever provided because")
PARTICIPLES: Final = word_set(
    "located owned organized organised controlled made issued listed described designated blocked loaded produced "
    "held used intended established purchased placed entered executed incorporated registered resident acting "
    "dated approved limited directed occurring arising based operating having entered signed concluded being authorized permitted subject "
    "ordinarily necessary necessarily originating destined originated required bound solely only exclusively strictly "
    "directly indirectly specifically primarily principally consistent other"
)
MODIFIER_HEADS: Final = PREPOSITIONS | RELATIVES | PARTICIPLES

UNIVERSAL: Final = word_set("all any every each whatsoever whatever")
PARTIAL: Final = word_set("certain some limited specified specific particular selected enumerated one")
NONE: Final = word_set("no neither nor none")

WIDENING_PHRASES: Final = (
    "directly or indirectly", "in whole or in part", "or greater", "or more", "wherever located", "whether or not",
    "regardless of", "at any time", "irrespective of", "or otherwise",
    "in any form", "through any means", "or other", "individually or in the aggregate", "among other things",
    "and any other", "or any other", "notwithstanding",
)  # fmt: skip
"""Phrases that make the words beside them reach further, wherever they stand."""

EXCEPTING: Final = phrases_by_head(
    ("with", "the", "exception", "of"), ("with", "exception", "of"), ("to", "the", "exclusion", "of"),
    ("with", "the", "exclusion", "of"), ("not", "including"), ("but", "not"), ("apart", "from"), ("aside", "from"),
    ("other", "than"), ("beyond",), ("except",), ("excepting",), ("excluding",), ("unless",), ("save", "for"), ("save", "as"),
)  # fmt: skip
"""What opens an exception."""

UNDEFINING: Final = phrases_by_head(("does", "not", "include"), ("do", "not", "include"), ("excludes",))
"""What opens an exception in a definition; elsewhere these are main verbs, and the effect of the paragraph says it all."""

PROVISOS: Final = phrases_by_head(
    ("provided", "that"), ("provided", "however"), ("provided", "such"), ("provided", "the"), ("provided", "any"),
    ("on", "the", "condition", "that"), ("on", "condition", "that"), ("only", "if"), ("so", "long", "as"),
    ("as", "long", "as"), ("subject", "to", "the", "condition"), ("subject", "to", "the", "following", "condition"),
)  # fmt: skip
"""What opens a condition inside a permission."""

COMPARING: Final = word_set(
    "exceed exceeds exceeding more greater less fewer later earlier longer shorter higher lower larger above over below beyond"
)
"""Words that open a bound: "more than", "exceeding"."""

DEMANDING: Final = word_set("must shall should required requires require will need needs")
FINITE: Final = DEMANDING | word_set(
    "is are was were does do has have may retain retains maintain maintains keep keeps submit submits obtain obtains "
    "ensure ensures comply complies specify specifies occur occurs remain remains contain contains include "
    "includes exceed exceeds identify identifies certify certifies agree agrees notify notifies"
)
"""Verbs after which a condition says what it demands; before them, whom and what it reaches."""

SAME_CLASS: Final[tuple[frozenset[str], ...]] = (
    word_set("transaction activity dealing transactions activities dealings"),
    word_set("pursuant under by accordance consistent"),
    word_set("concerning regarding relating related respecting connection respect"),
    word_set("begin commence start"),
    word_set("end terminate conclude"),
    word_set("prior before"),
    word_set("purchase buy acquire"),
    word_set("provide furnish submit give"),
    word_set("obtain get receive"),
    word_set("must shall required"),
    word_set("such the this these those that said aforementioned"),
    word_set("each any every all"),
    word_set("export exportation exporting"),
    word_set("reexport reexportation re-export re-exportation"),
    word_set("import importation importing"),
    word_set("entity entities"),
    word_set("via through until till thru"),
    word_set("described set specified listed identified referenced named"),
    word_set("paragraph subparagraph"),
    word_set("utilize use using utilise"),
    word_set("solely exclusively only"),
    word_set("upon on"),
    word_set("while whilst"),
    word_set("toward towards"),
    word_set("authorize permit allow authorise"),
    word_set("prohibit forbid"),
    word_set("vessel ship"),
)
"""Words that say the same in a rule; one for the other has no sign."""

BROADER: Final[dict[str, frozenset[str]]] = {
    "person": word_set("entity individual company corporation bank institution national citizen resident u.s."),
    "entity": word_set("company corporation bank institution partnership subsidiary firm"),
    "transaction": word_set(
        "contract agreement loan payment sale purchase transfer import export importation exportation"
    ),
    "activity": word_set(
        "contract agreement loan payment sale purchase transfer import export importation exportation"
    ),
    "goods": word_set("food foodstuff medicine equipment commodity vehicle machinery"),
    "property": word_set("fund money security account"),
    "institution": word_set("bank"),
    "aircraft": word_set("helicopter airplane"),
    "petroleum": word_set("oil gasoline diesel"),
    "commodity": word_set("food grain fertilizer seed"),
    "service": word_set("insurance reinsurance maintenance repair transport storage"),
    "vessel": word_set("tanker barge tug ferry"),
    "security": word_set("bond share debenture"),
}
"""A word and words whose things it takes in, each in the singular: the first for one of the others reaches further."""

SILENT_PHRASES: Final = (
    "of this general license", "to this general license", "of this license", "of this section", "of this directive",
    "of this order", "of this chapter", "as amended", "hereby", "herein", "thereof", "thereto", "respectively",
    "for purposes of this general license", "for the purposes of this general license", "as applicable",
    "unless separately authorized", "unless otherwise authorized", "unless separately authorized by ofac",
    "and activities", "or activities", "and dealings", "or dealings", "for example", "e.g", "i.e", "no", "nos",
    "unless otherwise authorized or exempt", "unless authorized or exempt", "until further notice",
    "but not limited to", "without limitation",
)  # fmt: skip
"""Phrases that add nothing to the reach of a rule."""

CORPORATE: Final = word_set(
    "limited liability company joint stock public open closed corporation corp inc incorporated llc ltd plc jsc pjsc "
    "ojsc ao pao ooo gmbh ag sa s.a. nv bv co group holding bank trading private partnership commercial fze spa srl"
)
"""Words that half of all company names share: they do not tell two of them apart."""

REPORTING: Final = word_set(
    "report reports reporting reported notified record records recordkeeping notify notification retained retain"
)

_STEMMER: Final = stemmer("english")


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The stem of an English word; figures and names in other alphabets come back as they are."""
    if len(word) > 40:
        return word
    return str(_STEMMER.stemWord(word))
