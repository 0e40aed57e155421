"""Two captures of a watched page: is the difference substance, or what pages do by themselves? Gives no sign."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from monitor.judge.diff import Hunk, hunks
from monitor.judge.moments import Role, role
from monitor.judge.names import corrected, same_word
from monitor.judge.passages import Passage, passages
from monitor.judge.prose import operation
from monitor.judge.words import LONGEST, Sort, Token, scan
from monitor.model.instrument import Operation

_CHECKING: Final = re.compile(
    r"\b(?:last|page|site|date)?\s?(?:updated?|reviewed|modified|checked|verified|refreshed|retrieved|generated|published|printed)\b"
    r"|\bas\s(?:of|at)\b|\b(?:bijgewerkt|gewijzigd|gepubliceerd|aktualisiert|geändert|veröffentlicht|stand|mis\sà\sjour|mise\sà\sjour"
    r"|publié|actualizad[oa]|publicado|aggiornat[oa]|pubblicato|atnaujint[ao]|paskelbta|uppdaterad|publicerad|päivitetty|opdateret"
    r"|oppdatert|zaktualizowano|aktualizacja|opublikowano|aktualizováno|ažurirano|обновлено|опубликовано|оновлено|опубліковано)\b",
    re.IGNORECASE,
)
_DATE_ALONE: Final = re.compile(
    r"\W*(?:\w{2,12},\s)?(?:\d{1,2}[\s./-]{1,2}\w{1,12}[\s./,-]{1,3}(?:19|20)\d\d|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2})"
    r"(?:\W{1,3}\d{1,2}:\d\d(?::\d\d)?)?\W*$"
)
# What a page says to be pressed. A company may be called Home, Next or English: only words that go with pressing may follow.
_LANGUAGES: Final = r"english|fran[çc]ais|deutsch|nederlands|español"
_FURNITURE: Final = re.compile(
    r"[^\w©]*+(?:(?:skip\sto|back\sto\stop|follow\sus|terms\sof\suse|read\smore|show\smore)\b.{0,60}"
    r"|(?:share|print|e-?mail|subscribe|menu|search|home|contact|privacy|cookies?|accessibility|sitemap|feedback|log\s?in"
    rf"|sign\s(?:in|up)|next|previous|language|{_LANGUAGES})"
    r"(?:\W++(?:this|the|our|us|your|a|an|all|page|article|web|site|website|policy|policies|notice|statement|settings|preferences|results?"
    r"|here|by|on|via|to|for|and|or|with|of|in|facebook|twitter|x|linkedin|whatsapp|e-?mail|mail|menu|more|less|newsletter|alerts?"
    rf"|updates|form|language|search|share|print|contact|home|cookies?|help|\d+|{_LANGUAGES}))*"
    r"|©.{0,160}|copyright\W{0,3}(?:\(c\)|©|\d{4}|by|$).{0,160}|page\s\d+\sof\s\d+|)\W*+$",
    re.IGNORECASE | re.DOTALL,
)
# Where a year is an end, another year is another end.
_ENDING: Final = re.compile(
    r"\b(?:expir\w+|deadline|until|valid\w*|ends?|ending|through|no\slater|due|before|term|geldig|gültig|jusqu\w*|valable"
    r"|hasta|vencimiento|scadenza|ważn\w+|galioja|до|истекает)\b",
    re.IGNORECASE,
)
_COUNTING: Final = re.compile(
    r"\b(?:views?|visits?|visitors?|hits|downloads?|shares|likes|comments?|results?|displaying|showing|total|sum|amounts?\sto"
    r"|frozen|statistics?|number\sof|currently|so\sfar|to\sdate|suma|iš\sviso|bendra|įšaldyt\w*|summe|insgesamt|eingefroren"
    r"|bevroren|totaal|aantal|gel[ée]s|au\stotal|congelad\w+|congelat\w+)\b",
    re.IGNORECASE,
)
_NORMATIVE: Final = re.compile(
    r"\b(?:must|shall|may\snot|prohibit\w*|required?|requires|authoriz\w+|authoris\w+|licen[sc]\w+|deadline|within|no\slater"
    r"|threshold|maximum|minimum|fees?|cap|penalt\w+|expires?|percent|per\scent)\b",
    re.IGNORECASE,
)
_CONTACT: Final = re.compile(r"@|\btel\b\.?|\bphone\b|\bfax\b|\+\d{1,3}\s?\d|el\.\sp\.", re.IGNORECASE)
_SHORT: Final = 14  # words up to which a paragraph with a checking date is nothing else


def compare_pages(before: str, after: str) -> tuple[bool, tuple[Operation, ...]]:
    """Whether a page changed in substance, and the operations (CONTRACT.md, `inspect page`).

    Both are the plain text of a capture, paragraphs separated by blank lines. What is not substance (menus, checking
    dates, counters, contacts, moves) makes no operation; slips and years put right make one that is not substance.
    """
    told: list[Operation] = []
    substantive = False
    for passage in passages(before, after):
        if _noise(passage):
            continue
        told.append(operation(passage))
        substantive = substantive or not _editorial(passage)
    return substantive, tuple(told)


def _noise(passage: Passage) -> bool:
    if passage.moved:
        return True
    texts = [t for t in (passage.before, passage.after) if t is not None]
    if all(_FURNITURE.match(t.strip()) for t in texts):
        return True
    if all(_CHECKING.search(t) and len(t.split()) <= _SHORT and _dated(t) for t in texts):
        return True
    if all(_DATE_ALONE.match(t) for t in texts):
        return True
    if passage.before is None or passage.after is None or max(map(len, texts)) > LONGEST:
        return False
    return _counter(passage.before, passage.after) or _contact(passage.before, passage.after)


def _dated(text: str) -> bool:
    return any(t.sort is Sort.DATE for t in scan(text)) or re.search(r"\b(?:19|20)\d\d\b", text) is not None


def _counter(before: str, after: str) -> bool:
    """Numbers moved in a paragraph that counts and rules nothing; the words around them only bend."""
    if not _COUNTING.search(after) or _NORMATIVE.search(after):
        return False
    old, new, found = _hunks(before, after)
    return bool(found) and all(_bent(old[h.b0 : h.b1], new[h.a0 : h.a1]) for h in found)


def _bent(old: Sequence[Token], new: Sequence[Token]) -> bool:
    if len(old) != len(new):
        return False
    return all(
        (b.sort is not Sort.WORD and a.sort is not Sort.WORD) or same_word(b, a) or b.norm[:4] == a.norm[:4]
        for b, a in zip(old, new, strict=True)
    )


def _contact(before: str, after: str) -> bool:
    """Only an address of mail or a number of a telephone is another one."""
    if not (_CONTACT.search(before) and _CONTACT.search(after)) or len(after.split()) > 40:
        return False
    old, new, found = _hunks(before, after)
    return all(
        all(
            t.sort is not Sort.WORD or "@" in t.text or "." in t.text or len(t.norm) <= 2 or _addressed(text, t)
            for t in run
        )
        for h in found
        for text, run in ((before, old[h.b0 : h.b1]), (after, new[h.a0 : h.a1]))
    )


def _addressed(text: str, token: Token) -> bool:
    return any("@" in word for word in re.findall(r"\S+", text[max(0, token.start - 30) : token.end + 30]))


def _editorial(passage: Passage) -> bool:
    """True where a slip or a year was put right."""
    if passage.before is None or passage.after is None:
        return False
    if max(len(passage.before), len(passage.after)) > LONGEST:
        return False
    old, new, found = _hunks(passage.before, passage.after)
    ends = _ENDING.search(passage.after) is not None
    return all(_righted(old, new, h, ends=ends) for h in found)


def _righted(old: Sequence[Token], new: Sequence[Token], hunk: Hunk, *, ends: bool) -> bool:
    """True for a slip in a word, and for a year put right; `ends`: the paragraph says when something ends."""
    before, after = old[hunk.b0 : hunk.b1], new[hunk.a0 : hunk.a1]
    if not before or not after:
        return False
    if corrected(before, after):
        return True
    if len(before) != 1 or len(after) != 1 or before[0].sort is not Sort.DATE or after[0].sort is not Sort.DATE:
        return _year(before) and _year(after) and not ends
    if ends or Role.END in {role(old, hunk.b0), role(new, hunk.a0)}:
        return False
    first, second = (date.fromordinal(int(t.value)) for t in (before[0], after[0]))
    same_day = (first.month, first.day) == (second.month, second.day)
    return same_day and abs(first.year - second.year) == 1


def _year(run: Sequence[Token]) -> bool:
    return len(run) == 1 and run[0].sort is Sort.NUMBER and 1990 <= run[0].value <= 2100


def _hunks(before: str, after: str) -> tuple[tuple[Token, ...], tuple[Token, ...], tuple[Hunk, ...]]:
    old, new = scan(before), scan(after)
    return old, new, hunks([t.norm for t in old], [t.norm for t in new])
