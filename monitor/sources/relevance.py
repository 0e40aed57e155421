"""Whether something is worth a closer look, or another one: the cheap question before an address is asked for. Not a judgment."""

from __future__ import annotations

import re
from datetime import date, timedelta

# Beginnings of words, in the languages of the feeds. Too many hits cost a request each; a miss costs the news.
_STEMS = (
    # English, and what other languages share with it
    *("sanction", "embargo", "ofac", "ofsi", "licens", "licenc", "blacklist", "delist", "designat", "asset freez"),
    *("frozen asset", "export control", "export ban", "import ban", "price cap", "entity list", "executive order"),
    *("treasury", "waiver", "wind down", "wind-down", "exempt"),
    # Dutch
    *("sanctie", "strafmaatregel", "vergunning", "ontheffing", "uitzondering", "handelsverbod", "uitvoerverbod"),
    *("invoerverbod", "bevroren", "tegoeden", "exportbeperking", "exportverbod", "importverbod", "zwarte lijst"),
    # German
    *("sanktion", "genehmigung", "lizenz", "ausfuhrverbot", "einfuhrverbot", "eingefroren", "strafmaß", "strafmass"),
    *("ausnahme",),
    # French
    *("dérogation", "gel des avoirs", "gel des fonds", "avoirs gelés", "restrictive", "liste noire", "interdiction d"),
    # Spanish, Portuguese, Italian
    *("sancion", "sanção", "sançõe", "sanzion", "licencia", "licença", "licenza", "congela", "lista negra"),
    *("excepción", "excepcion", "levanta"),
    # Polish
    *(
        "sankcj",
        "zezwoleni",
        "licencj",
        "zamroż",
        "odstępstw",
        "zakaz eksport",
        "zakaz import",
        "zakaz przywoz",
        "zakaz wywoz",
    ),
    # Russian and Ukrainian
    *("санкци", "санкці", "лиценз", "ліценз", "эмбарго", "ембарго", "разрешени", "дозвол", "дозвіл", "заморож"),
    *("минфин", "мінфін", "послаблен", "исключени", "винят"),
)

_PLAIN_STEMS = tuple(stem for stem in _STEMS if stem.isascii())

# What an official publisher calls what this house is about; its feeds carry much else.
_OFFICIAL = re.compile(
    r"(?<!\w)(?:sanction|national emergency|blocking property|blocked propert|harmful foreign|designat|embargo|"
    r"general licen[cs]e|ofac\b|foreign assets control|export control|import of|imports? from|entity list|economic powers|"
    r"revok\w* .{0,40}order|terminat\w* .{0,60}emergenc|executive order)",
    re.IGNORECASE,
)

# How far into an article its subject is named at the latest.
_OPENING = 4_000
_SILENT_EDITS = timedelta(days=60)


def worth_a_look(title: str, text: str) -> bool:
    """True where a news item's title or opening has a word of the field in one of nine languages."""
    return _has_stem(title) or _has_stem(text[:_OPENING])


def may_be_edited(on: date | None, today: date) -> bool:
    """True for what was published lately: it is looked at again, for silent edits. A back-fill brings thousands of the rest."""
    return on is None or today - on <= _SILENT_EDITS


def official_matter(title: str, text: str) -> bool:
    """True where an official publication may be about sanctions."""
    return bool(_OFFICIAL.search(title) or _OFFICIAL.search(text[:_OPENING]))


def _has_stem(text: str) -> bool:
    # A search for each stem is many times faster than one for all of them.
    lower = text.lower()
    stems = _PLAIN_STEMS if lower.isascii() else _STEMS
    return any(_begins_a_word(lower, stem) for stem in stems if stem in lower)


def _begins_a_word(text: str, stem: str) -> bool:
    at = text.find(stem)
    while at > 0 and text[at - 1].isalnum():
        at = text.find(stem, at + 1)
    return at >= 0
