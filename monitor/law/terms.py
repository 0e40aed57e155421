"""When a legal text was issued, begins and ends, and which earlier texts it replaces; read from its paragraphs, not from its header."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from monitor.law.dates import DAY, EASTERN, Moment, first_day, moments
from monitor.law.heading import LABEL
from monitor.model.instrument import Provision, Supersession
from monitor.model.words import Effect

_I = re.IGNORECASE
_LONGEST = 100_000  # characters of one paragraph; what lies beyond is no paragraph of a law
_NEAR = 90  # characters before a date that say what it is for
_ISSUED = re.compile(r"(?:\bDated?|\bIssued(?:\son)?|\bDate\sof\sissue):?\s{0,3}$", _I)
_SIGNED = re.compile(r"\bDate:\s?(\d{4})\.(\d{2})\.(\d{2})\b")
_THROUGH = re.compile(
    r"\b(?:(?:through|thru|until|till|up\sto(?:\sand\sincluding)?)\s(?:and\sincluding\s)?(?:the\send\sof\s)?|(?<=and\s)ending\s(?:(?:on|at)\s)?)$",
    _I,
)
_GRANTED = re.compile(r"\b(?:authori[sz]ed|valid|in\s(?:effect|force)|permitted|licensed?|expires?|terminat\w+)\b", _I)
_EXPIRES = re.compile(
    r"\b(?:expires?|terminates?|shall\s(?:expire|terminate)|will\s(?:expire|terminate)|ends?|ceases?\sto\s(?:be\sin|have)\s(?:effect|force)|valid\s(?:only\s)?(?:through|until))(?:\s(?:on|at|after))?\s$",
    _I,
)
_OF_ALL = re.compile(
    r"(?:(?:^|[.;]\s)(?:this|the)\s|\bauthori[sz]ations?\s(?:in|under|of)\sthis\s)(?:general\s)?licen[cs]e\b[^.;]{0,120}?\b(?:expires?|terminates?|ends?|ceases?|is\svalid|remains?\sin\seffect)\b",
    _I,
)
_BEFORE = re.compile(r"\b(?:authori[sz]ed|permitted)[^.;]{0,60}\b(?:prior\sto|before)\s$", _I)
_BEGINNING = r"(?:on\s(?:or|and)\safter|effective(?:\son|\sas\sof|\sbeginning)?|beginning(?:\son|\sat)?|commencing(?:\son)?|starting(?:\son)?|as\sof|from)"
_OPENS = re.compile(
    rf"^(?:Except\s(?:as\s(?:otherwise\s)?)?provided\sin\s[^,]{{1,80}},\s)?{_BEGINNING}\s$",
    _I,
)
_GRANT_BEGINS = re.compile(
    rf"\b(?:is|are)\s(?:hereby\s)?authori[sz]ed,?\s(?:(?:during|for)\s(?:the|a)\speriod\s)?{_BEGINNING}\s$", _I
)
_TAKES_EFFECT = re.compile(
    r"\b(?:licen[cs]e|authori[sz]ation|directive|determination|order|prohibitions?)\b[^.;]{0,80}?\b(?:(?:is|are|becomes?|shall\s(?:be|become))\seffective|(?:shall\s|will\s)?takes?\seffect)(?:\s(?:on|at|from|beginning\sat|beginning\son|beginning|as\sof))?\s$",
    _I,
)
_REPLACES = re.compile(
    r"\bsupersed(?:es|ed|ing)\b|\b(?:is|are|be)\s(?:hereby\s)?(?:replaced|revoked|rescinded)\b|\breplac(?:es|ed)\sand\b|\brevok(?:es|ing)\b",
    _I,
)
_REVOKES = re.compile(r"\b(?:revok|rescind|revocation)", _I)
_OLDER = re.compile(
    rf"(?<!\bthis\s)\b(?:General\s+Licenses?|GLs?|Directives?|Licences?)\s+(?:Nos?\.?\s*)?(?P<labels>{LABEL}(?:(?:,\s+(?:and\s+)?|\s+and\s+){LABEL})*)(?![\w-])"
    rf"(?:\s+\((?!dated|issued)[^)]{{1,40}}\))?(?:\s+(?:under|issued\s+pursuant\s+to)\s+[\w. ()]{{1,50}})?(?:,?\s+[“\"][^”\"]{{1,240}}[”\"])?(?:,?\s+\(?(?:dated|issued(?:\s+on)?|of)\s+(?P<day>{DAY}))?",
)


@dataclass(frozen=True, slots=True)
class Term:
    """Beginning and end of what a text allows or prohibits: local days as printed, and instants in UTC."""

    starts: date | None = None
    expires: date | None = None
    starts_at: datetime | None = None
    expires_at: datetime | None = None


def issued_on(signature: Iterable[str], header: str = "") -> date | None:
    """The date of issue: under the signature, else in the header, else in a digital signature."""
    texts = list(signature)
    for text in (*reversed(texts), header):
        days = [m.day for m in moments(text) if _ISSUED.search(text[max(0, m.start - 24) : m.start])]
        if days:
            return days[-1]
    for text in texts:
        match = _SIGNED.search(text)
        if match is not None:
            return first_day("-".join(match.groups()))
    return None


def term(provisions: Sequence[Provision], issued: date | None, zone: ZoneInfo = EASTERN) -> Term:
    """The term of the whole text: it begins with its first grant, and ends with its last one if every grant ends."""
    starts: list[Moment] = []
    ends: list[tuple[date, datetime]] = []
    whole: list[tuple[date, datetime]] = []  # ends of the text itself, whatever its grants say
    endless = False
    for provision in provisions:
        named = moments(provision.text[:_LONGEST])
        ending = [e for m in named if (e := _end(provision, m, zone)) is not None]
        starts += [m for m in named if _starts(provision, m) and m.day != issued]
        ends += ending
        whole += ending if _OF_ALL.search(provision.text) is not None else []
        endless = endless or (not ending and _grants_without_end(provision))
    start = min(starts, key=lambda m: m.day, default=None)
    end = max(whole or ends, key=lambda e: e[1], default=None)
    if endless and not whole:
        end = None
    return Term(
        start.day if start else None,
        end[0] if end else None,
        start.instant(zone) if start else None,
        end[1] if end else None,
    )


def _end(provision: Provision, moment: Moment, zone: ZoneInfo) -> tuple[date, datetime] | None:
    """The end that this moment is for an authorization, if it is one."""
    before = provision.text[max(0, moment.start - _NEAR) : moment.start]
    if _EXPIRES.search(before) and provision.effect not in {Effect.EXCLUDES, Effect.DEFINITION}:
        return moment.day, moment.instant_after(zone)
    if provision.effect not in {Effect.PERMITS, Effect.PROHIBITS} or not provision.path.startswith(("(", "P", "S")):
        return None
    word = _THROUGH.search(before)
    if word is not None and (moment.clock is not None or _GRANTED.search(before)):
        late = "until" not in word[0].lower() and "till" not in word[0].lower()
        return moment.day, moment.instant_after(zone) if late else moment.instant(zone)
    if _BEFORE.search(before):
        return moment.day, moment.instant(zone)
    return None


def _grants_without_end(provision: Provision) -> bool:
    """True for a grant of its own: numbered at the top, and not told as part of another one."""
    if provision.effect is not Effect.PERMITS or provision.parent is not None or not provision.path.startswith("("):
        return False
    return _GRANTED.search(provision.text) is not None and not re.search(
        r"\b(?:described|authori[sz]ed|referenced|specified)\s(?:in|by|under|pursuant\sto)\sparagraph",
        provision.text,
        _I,
    )


def _starts(provision: Provision, moment: Moment) -> bool:
    text = provision.text
    before = text[max(0, moment.start - 200) : moment.start]
    if _TAKES_EFFECT.search(before):
        return True
    if provision.effect is not Effect.PERMITS:
        return False
    return (moment.start < 200 and _OPENS.match(before) is not None) or _GRANT_BEGINS.search(before) is not None


def _replaces(text: str) -> bool:
    return any(word in text for word in ("upersed", "eplace", "evok", "escind")) and _REPLACES.search(text) is not None


def replaced(provisions: Sequence[Provision], own: str) -> tuple[tuple[Supersession, ...], tuple[Supersession, ...]]:
    """The earlier texts that this one supersedes, and those that it revokes."""
    supersedes: dict[str, Supersession] = {}
    revokes: dict[str, Supersession] = {}
    for provision in provisions:
        if provision.path == "title" or not _replaces(provision.text):
            continue
        older = (
            revokes
            if _REVOKES.search(provision.text) and not re.search(r"supersed|replac", provision.text, _I)
            else supersedes
        )
        for match in _OLDER.finditer(provision.text[:_LONGEST]):
            day = first_day(match["day"]) if match["day"] else None
            for label in re.findall(LABEL + r"(?![\w-])", match["labels"]):
                if label != own and label not in {"a", "s"}:
                    older.setdefault(label, Supersession(label, day))
    return tuple(supersedes.values()), tuple(revokes.values())
