"""Pages that say of themselves that what was asked for is not there, under a status that says it is. Guards' pages are `challenge`'s."""

from __future__ import annotations

import re

_LONGEST = 2_000  # characters; whoever says more says something else as well
_FIRST = 3  # paragraphs in which such a page comes to the point
_SEPARATOR = re.compile(r"\s[|\u2013\u2014\u00b7\u00bb-]\s|\.{3}|\u2026")
_NUMBER = r"(?:(?:http|error|fehler|erreur|fout|błąd|ошибка|помилка|eroare)?[\W_]{0,3}(?:404|410)[\W_]{0,3}(?:error)?[\W_]{0,3})"
_NOT_THERE = re.compile(
    rf"{_NUMBER}|{_NUMBER}?(?:"
    r"(?:(?:sorry|oops),? )?(?:but )?(?:(?:the|this|that|requested) ){0,2}(?:web ?)?(?:page|file|document|resource|url)"
    r" (?:(?:was |is |could |can)?(?:not|n't) (?:be )?(?:found|available|located|displayed)|cannot be (?:found|displayed)"
    r"|does(?: not|n't) exist|(?:is )?no longer (?:available|exists)|(?:is )?(?:unavailable|missing))"
    r"|(?:the )?(?:page|file|document) (?:that )?you(?:'re| are| were|'ve| have)? (?:looking for|tr(?:ied|ying) to \w+|requested)\b"
    r".{0,80}\b(?:not|no longer|moved|removed|deleted|n't)\b.{0,80}"
    r"|(?:sorry,? )?we (?:can't|cannot|can not|could not|couldn't) find (?:the|that|this|your) page.{0,80}"
    r"|(?:page )?not found|gone|pagina (?:is )?niet (?:gevonden|beschikbaar)|(?:die )?seite (?:wurde )?nicht (?:gefunden|verfügbar)"
    r"|(?:cette )?page (?:non trouvée|introuvable)|(?:la )?página no (?:encontrada|disponible|existe)|pagina non trovata"
    r"|página não encontrada|(?:strona )?nie (?:została )?znalezion[ao](?: strony)?|strona nie istnieje"
    r"|страниц[аы] не (?:найдена|существует)|сторінк[ау] не знайден[оа]|pagina (?:nu a fost găsită|negăsită)|puslapis nerastas"
    r")",
    re.IGNORECASE,
)
# As a title they are all that a page has to say; in its text they may be a button or a heading.
_AWAY = re.compile(
    r"(?:(?:site|website|system|scheduled|planned|under|undergoing|down for) )*maintenance(?: (?:mode|page|notice))?"
    r"|(?:service|site|website|server|page|system)(?: is)?(?: temporarily| currently)? (?:unavailable|offline|down)"
    r"|temporarily (?:unavailable|offline|down)|we(?:'ll| will) be (?:right )?back(?: soon| shortly)?"
    r"|(?:5\d\d\W{1,3})?(?:internal server error|bad gateway|gateway time-?out|service unavailable)"
    r"|(?:(?:an|unexpected|application|system|runtime|server) )+error(?: has)?(?: occurred)?|error|something went wrong"
    r"|(?:please )?(?:log|sign) ?in(?: to .{1,40})?|login(?: required| page)?|(?:your )?session (?:has )?(?:expired|timed out)"
    r"|onderhoud|wartung(?:sarbeiten|smodus)?|(?:site )?en maintenance|en mantenimiento|przerwa techniczna"
    r"|технические работы|технічні роботи",
    re.IGNORECASE,
)


def says_nothing_is_here(text: str, *titles: str) -> str | None:
    """The words with which a page says that it is an error page, a notice of maintenance or a form to log in; None where it does not.

    `titles` are those of its head and its heading; `text` is what it prints. A long text is never such a page.
    """
    if len(text) > _LONGEST:
        return None
    for title in titles:
        for part in _SEPARATOR.split(title):
            if _fits(_NOT_THERE, part) or _fits(_AWAY, part):
                return part.strip()
    return next((said for said in text.split("\n\n", _FIRST)[:_FIRST] if _fits(_NOT_THERE, said)), None)


def _fits(form: re.Pattern[str], said: str) -> bool:
    return form.fullmatch(" ".join(said.split()).replace("\u2019", "'").strip(" .!:?")) is not None
