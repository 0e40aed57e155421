"""Whether a text is worth a closer look: the cheap question before a linked article is asked for. Not a judgment of it."""

from __future__ import annotations

import re

# Beginnings of words, in the languages of the feeds. Too many hits cost a request each; a miss costs the news.
_STEMS = (
    # English, and what other languages share with it
    r"sanction|embargo|ofac\b|ofsi\b|licen[cs]|general licen[cs]e|blacklist|delist|designat|asset freez|frozen asset|"
    r"export control|export ban|import ban|price cap|entity list|executive order|treasury|waiver|wind.?down|exempt"
    # Dutch
    r"|sanctie|strafmaatregel|vergunning|ontheffing|uitzondering|handelsverbod|uitvoerverbod|invoerverbod|bevroren|tegoeden"
    r"|exportbeperking|exportverbod|importverbod|zwarte lijst"
    # German
    r"|sanktion|genehmigung|lizenz|ausfuhrverbot|einfuhrverbot|handelsverbot|eingefroren|strafma(?:ß|ss)nahm|ausnahme"
    # French
    r"|dérogation|gel des (?:avoirs|fonds)|avoirs gelés|restrictive|liste noire|interdiction d"
    # Spanish, Portuguese, Italian
    r"|sancion|sanção|sançõe|sanzion|licencia|licença|licenza|congela|lista negra|excepci[oó]n|levanta"
    # Polish
    r"|sankcj|zezwoleni|licencj|zamroż|odstępstw|zakaz (?:eksport|import|przywoz|wywoz)"
    # Russian and Ukrainian
    r"|санкци|санкці|лиценз|ліценз|эмбарго|ембарго|разрешени|дозв[оі]л|заморож|минфин|мінфін|послаблен|исключени|винят"
)
_WORDS = re.compile(rf"(?<!\w)(?:{_STEMS})", re.IGNORECASE)

# What an official publisher calls what this house is about; its feeds carry much else.
_OFFICIAL = re.compile(
    r"(?<!\w)(?:sanction|national emergency|blocking property|blocked propert|harmful foreign|designat|embargo|"
    r"general licen[cs]e|ofac\b|foreign assets control|export control|import of|imports? from|entity list|economic powers|"
    r"revok\w* .{0,40}order|terminat\w* .{0,60}emergenc|executive order)",
    re.IGNORECASE,
)

# How far into an article its subject is named at the latest.
_OPENING = 4_000


def worth_a_look(title: str, text: str) -> bool:
    """True where a news item's title or opening has a word of the field in one of nine languages."""
    return bool(_WORDS.search(title) or _WORDS.search(text[:_OPENING]))


def official_matter(title: str, text: str) -> bool:
    """True where an official publication may be about sanctions."""
    return bool(_OFFICIAL.search(title) or _OFFICIAL.search(text[:_OPENING]))
