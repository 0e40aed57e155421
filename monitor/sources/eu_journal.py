"""Kind `eu-journal`: acts about restrictive measures in the Official Journal of the European Union. Not the list files.

The journal's RSS names every act by its CELEX number; EUR-Lex itself refuses plain clients, so that the text is read from
CELLAR (`publications.europa.eu/resource/celex/<number>`), which negotiates: `application/xhtml+xml` in English.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from urllib.parse import quote, unquote

from lxml import etree

from monitor.model.place import Capture, Document, DocumentKind, Part, Reading, Source, Target, Wish
from monitor.read import html
from monitor.read.meaning import meaning
from monitor.sources import answers
from monitor.sources.protocol import Accept, Adapter, PdfText

_CELEX: Final = re.compile(r"\b3(\d{4})(R|D)(\d{4})(R\(\d{2}\))?")
_ELI: Final = re.compile(r"/eli/(reg|dec)(?:_[a-z]+)?/(\d{4})/(\d{1,4})(?:/|$)")  # the European Legislation Identifier
_OWN_TITLE: Final = re.compile(
    r"(?:Council|Commission) (?:Implementing |Delegated )?(Regulation|Decision) \((?:EU|CFSP)\) (\d{4})/(\d{1,4})\b"
)
_REFERENCE: Final = re.compile(
    r"^(?:CELEX:\s*)?\S*(?:\d{4}[A-Z]+\d{4}|L_\d{9})\S*?:\s*"
)  # what the feed puts before a title
_RELEVANT: Final = re.compile(
    r"\brestrictive measures?\b|\bspecific measures directed against\b|\bsanctions\b", re.IGNORECASE
)
_SUBJECT: Final = re.compile(r"\b(?:restrictive measures?|measures directed against)\b(.*)", re.IGNORECASE | re.DOTALL)
_WAR: Final = re.compile(r"\b(?:russia|ukrain|belarus|crimea|sevastopol)", re.IGNORECASE)
_BELARUS: Final = re.compile(
    r"\bsituation in belarus|\bagainst (?:president lukashenko|certain officials of belarus)|\bconcerning belarus",
    re.IGNORECASE,
)
_NEW_STYLE: Final = re.compile(r"\b(Regulation|Decision) \((?:EU|CFSP|EU, Euratom)\) (\d{4})/(\d{1,5})\b")
_OLD_REGULATION: Final = re.compile(r"\bRegulation \((?:EU|EC|EEC)\) No (\d{1,5})/(\d{4})\b")
_OLD_DECISION: Final = re.compile(r"\bDecision (\d{4})/(\d{1,5})/(?:CFSP|EU|EC)\b")
_CELLAR: Final = "https://publications.europa.eu/resource/celex/{}"
_READER: Final = "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:{}"
_SHORTEST: Final = 300  # characters: not even an act of one article is shorter


@dataclass(frozen=True, slots=True)
class Celex:
    """A number of the sector 3 (legislation): regulations and decisions."""

    number: str  # 32014R0833, 32026R0261R(01) for a corrigendum
    key: str  # eu/regulation-2014-833
    corrigendum: bool

    @property
    def label(self) -> str:
        """Year and number, as acts are cited: 2014/833."""
        year, number = self.key.rpartition("/")[2].split("-")[1:]
        return f"{year}/{number}"

    @property
    def printed(self) -> str:
        """Year and number in the two orders in which texts print them, for looking one up in a text."""
        year, number = self.key.rpartition("/")[2].split("-")[1:]
        return rf"(?:{year}/{number}|{number}/{year})\b"


class EuJournal:
    """The RSS of the Official Journal's L series."""

    kind = "eu-journal"

    def entrance(self, source: Source) -> Wish:
        """The feed as configured."""
        return Wish(source.url, Part.ENTRANCE)

    def accept(self, target: Target) -> Accept:
        """The feed is XML, an act XHTML: CELLAR gives the form and language that it is asked for."""
        return "xml" if target.part is Part.ENTRANCE else "xhtml"

    def read(self, source: Source, target: Target, capture: Capture, pdf_text: PdfText) -> Reading:  # noqa: ARG002 -- no PDF is read here
        """Wishes for the acts about restrictive measures, or one act."""
        return _feed(source, capture) if target.part is Part.ENTRANCE else _act(target, capture)


def celex_in(text: str) -> Celex | None:
    """The first CELEX number of a regulation or decision in a title or an address."""
    found = _CELEX.search(unquote(text))
    return _celex(*found.groups()) if found is not None else None


def celex_of(title: str, address: str) -> Celex | None:
    """The CELEX number of an act that is named without one: by its identifier (ELI) in the address, or by its own title."""
    if (eli := _ELI.search(address)) is not None:
        return _celex(eli[2], "R" if eli[1] == "reg" else "D", eli[3])
    if (own := _OWN_TITLE.match(title)) is not None:
        return _celex(own[2], own[1][0], own[3])
    return None


def _celex(year: str, letter: str, number: str, corrigendum: str | None = None) -> Celex:
    kind = "regulation" if letter == "R" else "decision"
    whole = f"3{year}{letter}{int(number):04d}{corrigendum or ''}"
    return Celex(whole, f"eu/{kind}-{year}-{int(number)}", corrigendum is not None)


def acts_named(text: str) -> tuple[str, ...]:
    """Keys of the regulations and decisions that a text names, in order. The year stands first since 2015, before last."""
    found = [(m.start(), f"eu/{m[1].lower()}-{m[2]}-{int(m[3])}") for m in _NEW_STYLE.finditer(text)]
    found += [(m.start(), f"eu/regulation-{m[2]}-{int(m[1])}") for m in _OLD_REGULATION.finditer(text)]
    found += [(m.start(), f"eu/decision-{m[1]}-{int(m[2])}") for m in _OLD_DECISION.finditer(text)]
    return tuple(dict.fromkeys(key for _, key in sorted(found)))


def package_of(title: str, day: date | None) -> str | None:
    """One name for the acts that are adopted together: the journal's day and the subject of the restrictive measures.

    A package on the war against Ukraine comes as several pairs of decision and regulation (sectoral, individual, Belarus);
    they are one subject. Other subjects are taken as the title words them.
    """
    subject = _SUBJECT.search(title)
    if day is None or subject is None:
        return None
    if _WAR.search(title):
        return f"eu-{day}-russia-ukraine-belarus"
    words = [w for w in re.findall(r"[a-z]+", subject[1].lower()) if len(w) > 3 and w not in _EMPTY]
    return f"eu-{day}-{'-'.join(words[:4])}" if words else f"eu-{day}"


def program_of(title: str) -> str:
    """The program of the acts on the war against Ukraine, by whom they are directed at; empty for any other subject."""
    if not _WAR.search(title):
        return ""
    return "belarus" if _BELARUS.search(title) else "russia"


_EMPTY: Final = frozenset(
    [
        "view",
        "situation",
        "against",
        "certain",
        "persons",
        "entities",
        "bodies",
        "concerning",
        "respect",
        "with",
        "other",
        "those",
        "their",
    ]
)


def _feed(source: Source, capture: Capture) -> Reading:
    root = answers.xml_root(capture.body)
    items = list(root.iter("item"))
    if root.tag != "rss" and not items:
        return Reading(trouble=answers.broken_layout("the answer is no RSS feed"))
    wishes = tuple({wish.url: wish for item in items if (wish := _wish(source, item)) is not None}.values())
    return Reading(
        wishes=wishes,
        items=len(items),
        meaning=meaning(*(f"{wish.url} {wish.facts['title']}" for wish in wishes)),
        notes=(f"{len(items)} acts, {len(wishes)} of them about restrictive measures",),
    )


def _wish(source: Source, item: etree._Element) -> Wish | None:
    """The wish for one act; None for what is not about restrictive measures, or neither regulation nor decision."""
    told = {name: answers.clean(item.findtext(name) or "")[:2_000] for name in ("title", "link", "guid", "pubDate")}
    title = _REFERENCE.sub("", told["title"])
    celex = celex_in(told["title"]) or celex_in(told["link"]) or celex_in(told["guid"]) or celex_of(title, told["link"])
    if celex is None or not _RELEVANT.search(title):
        return None
    published = answers.local_day(answers.moment(told["pubDate"]), source.tz)
    facts: dict[str, Any] = {
        "celex": celex.number,
        "measure": None if celex.corrigendum else celex.key,
        "label": celex.label,
        "title": title,
        "date": published.isoformat() if published else "",
        "package": package_of(title, published),
        "amends": [key for key in acts_named(title) if key != celex.key],
        "corrigendum": celex.corrigendum,
        "program": program_of(title),
    }
    return Wish(_CELLAR.format(quote(celex.number)), Part.INSTRUMENT, facts={k: v for k, v in facts.items() if v})


def _act(target: Target, capture: Capture) -> Reading:
    celex = celex_in(str(target.facts.get("celex") or target.url))
    if celex is None:
        return Reading(trouble=answers.broken_layout("the address has no CELEX number"))
    page = html.whole(capture.body, capture.headers.get("content-type"))
    text = html.text_of(page.body or page)
    if len(text) < _SHORTEST or not re.search(celex.printed, text):
        return Reading(trouble=answers.implausible(f"the answer is not act {celex.number}: {len(text)} characters"))
    facts = {k: v for k, v in target.facts.items() if k in {"celex", "package", "amends", "corrigendum", "program"}}
    return Reading(
        documents=(_document(target, celex, text, facts),),
        meaning=meaning(text),
        notes=(f"{celex.number}: {len(text)} characters",),
    )


def _document(target: Target, celex: Celex, text: str, facts: dict[str, Any]) -> Document:
    return Document(
        kind=DocumentKind.NOTICE if celex.corrigendum else DocumentKind.INSTRUMENT,
        url=_READER.format(celex.number),
        identity=celex.number,
        title=str(target.facts.get("title") or _first_line(text.splitlines())),
        text=text,
        published_on=answers.day(target.facts.get("date")),
        language="en",
        measure=celex.key,
        label=celex.label,
        facts=facts,
    )


def _first_line(lines: Iterable[str]) -> str:
    return next((line.strip() for line in lines if line.strip()), "")[:300]


ADAPTER: Final[Adapter] = EuJournal()
