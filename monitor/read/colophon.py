"""What a page says of itself: when it was checked, how often it was read, what to press. Words only; elements are `furniture`'s."""

from __future__ import annotations

import re

_LONGEST = 250  # characters; whoever says more says something

# "Last updated: 3 May 2031", in the languages of the regulators that are watched. A date or nothing has to follow.
_STAMP = re.compile(
    r"\(?(?:(?:this |the )?(?:page|site|content|document)?\s?(?:was |is )?(?:last |date |recently )?"
    r"(?:updated?|checked|modified|modification|reviewed|review|generated|changed|refreshed|retrieved|printed)"
    r"|last (?:update|check|modification|review)|page generated|current (?:time|as of)|today is|as accessed"
    r"|laatst (?:bijgewerkt|gewijzigd|gecontroleerd)|bijgewerkt(?: op)?|gewijzigd op"
    r"|letzte (?:aktualisierung|änderung)|zuletzt (?:aktualisiert|geändert)|aktualisiert(?: am)?|stand"
    r"|dernière (?:mise à jour|modification)|(?:date de )?mise? à jour(?: le)?|modifié le"
    r"|(?:fecha de )?(?:última )?(?:actualización|modificación)|actualizad[oa](?: el)?"
    r"|ultimo aggiornamento|aggiornat[oa](?: il)?|última atualização|atualizad[oa] em"
    r"|(?:ostatnia |data )?aktualizacj[ai]|zaktualizowano|aktualizováno|poslední (?:aktualizace|změna)"
    r"|(?:paskutinį kartą )?(?:atnaujinta|keista)|atnaujinimo data|atjaunots|viimati (?:uuendatud|muudetud)|päivitetty"
    r"|senast (?:uppdaterad|ändrad)|uppdaterad|sist oppdatert|oppdatert|sidst opdateret|opdateret"
    r"|(?:дата )?(?:последнего )?обновлен(?:ия|о)|последнее обновление|(?:останнє )?оновлен(?:о|ня)|更新日|最終更新(?:日)?|最后更新)"
    r"\b\s*(?:on|at|am|le|el|il|op|den|:|：|-|–)*\s*(?:(?=.{0,12}\d).{0,60}|)\)?\W*",
    re.IGNORECASE,
)
# A word of these alone may also tell what was done: then more follows it than a day has words.
_DONE = re.compile(
    r"\(?(?:updated?|checked|modified|reviewed|generated|changed|refreshed|retrieved|printed|bijgewerkt|gewijzigd|aktualisiert"
    r"|modifié|actualizad[oa]|aggiornat[oa]|atualizad[oa]|zaktualizowano|aktualizováno|atnaujinta|keista|uppdaterad|oppdatert"
    r"|opdateret|обновлен[оы]?|оновлено|stand)\b(.*)",
    re.IGNORECASE | re.DOTALL,
)
_MOMENT = re.compile(r"\b\d{4}\b|\d[:.h]\d\d\b|\bago\b", re.IGNORECASE)
_WORDS_OF_A_DAY = 2  # of three letters and more: a weekday and a month
_FILE_SIZE = re.compile(
    r"\b(PDF|DOCX?|XLSX?|CSV|XML|ODT|ODS|ZIP)\W{1,3}\d[\d., ]{0,9}(?:[KMG]i?B|bytes|[KM]o|[КМ]Б)\b(?:, \d{1,4} (?:pages?|p\.))?",
    re.IGNORECASE,
)
_COUNTER = re.compile(
    r"(?:\d[\d .,]*\s*(?:views?|visits?|visitors?|downloads?|shares?|comments?|likes?|hits|clicks|peržiūr\w*|weergaven|bezoekers|aufrufe|vues|vistas)"
    r"|(?:views?|visits?|visitors?|page views|hits|downloads)\s*:?\s*\d[\d .,]*"
    r"|(?:displaying|showing|results?|viewing)\b[^.]{0,30}\d[\d .,]*\s*(?:of|from|out of|/)\s*\d[\d .,]*\s*(?:results?|items?|entries|records)?"
    r"|\d[\d .,]*\s*(?:results?|items?|entries|records)(?: found)?"
    r"|(?:estimated )?(?:reading|read) time\W.{0,20}|\d{1,3} min(?:ute)?s? read)\W*",
    re.IGNORECASE,
)
_PRESS = re.compile(
    r"(?:menu|search|close|open|share|print|e-?mail|facebook|twitter|linkedin|whatsapp|telegram|home|back|next|previous|more|top"
    r"|(?:read|show|see|view|load) (?:more|less|all)|(?:expand|collapse|open|close) all|loading|log ?in|log ?out|sign ?in|register"
    r"|subscribe|copy link|copied|listen|play|pause|download(?: pdf)?|print(?: this)? page|share this page|back to (?:the )?top|go to top"
    r"|skip to (?:main )?(?:content|navigation)|on this page|in this section|table of contents|jump to|nach oben|naar boven|haut de page|į viršų)"
    r"\W{0,4}",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"(?:was this (?:page|information|article) (?:helpful|useful)|did you find (?:this|what)|is this page useful|rate this page"
    r"|(?:give|leave) (?:us )?(?:your )?feedback|take (?:our|a|the) survey|help us improve|report a problem with this page"
    r"|accept (?:all )?cookies|we use (?:essential )?cookies|this (?:web)?site uses cookies|cookie (?:settings|preferences)"
    r"|follow us(?: on .{0,40})?$|subscribe to .{0,60}$|sign up (?:for|to) .{0,80}$|all rights reserved|(?:please )?enable javascript"
    r"|your browser (?:does not support|is out of date)|an official website of|here.s how you know|the wayback machine\b"
    r"|©|\(c\)(?=\s?(?:copyright|\d{4})\b)|copyright\b(?! (?:act|law|infring|in ))).{0,200}",
    re.IGNORECASE,
)
_DATE_ALONE = re.compile(
    r"(?:\w{2,12}, |(?:mon|tue|wed|thu|fri|sat|sun)\w* )?(?:\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{1,2}\.? \w{3,10},? \d{4}|\w{3,10}\.? \d{1,2},? \d{4})"
    r"(?:,? (?:at )?\d{1,2}[:.]\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?)?",
    re.IGNORECASE,
)
# Scripts that broke out of their element.
_CODE = re.compile(
    r"\bjQuery\(|\bfunction ?\(\w*\) ?\{|\}\); ?\}\)|\bdocument\.(?:get|query|add|write)\w*\(|\bwindow\.\w+ ?="
)


def about_itself(paragraph: str) -> bool:
    """True for a paragraph that tells of the page and of nothing that stands on it."""
    if _CODE.search(paragraph):
        return True
    if len(paragraph) > _LONGEST:
        return False
    if _STAMP.fullmatch(paragraph):
        done = _DONE.fullmatch(paragraph)
        return done is None or _only_when(done[1])
    return any(form.fullmatch(paragraph) for form in (_COUNTER, _PRESS, _ASIDE))


def _only_when(said: str) -> bool:
    """True for nothing, and for a day or time: its numbers, and no more words than these take. Zones are capitals."""
    words = [word for word in re.findall(r"[^\W\d_]{3,}", said) if not word.isupper()]
    return len(words) <= _WORDS_OF_A_DAY and (not words or _MOMENT.search(said) is not None)


def only_a_date(paragraph: str) -> bool:
    """True for `2023-10-24`, `24 October 2023, 14:05`: when something was put on the page, not what it says."""
    return len(paragraph) <= 40 and bool(_DATE_ALONE.fullmatch(paragraph))


def substance(text: str) -> str:
    """Paragraphs without those that tell only of the page itself, without the sizes of files, and without a lone date at the end."""
    kept = [_FILE_SIZE.sub(r"\1", paragraph) for paragraph in text.split("\n\n") if not about_itself(paragraph)]
    if len(kept) > 1 and only_a_date(kept[-1]):
        del kept[-1]
    return "\n\n".join(kept)
