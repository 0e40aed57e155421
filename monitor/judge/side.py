"""One of the two texts, made ready for comparing: each provision's words and what they are for, worked out once when asked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Final

from monitor.judge.bearing import bearings
from monitor.judge.lexicon import LITTLE, REPORTING, stem
from monitor.judge.reach import Bearing
from monitor.judge.words import LONGEST, Sort, Token, ending, fold, renamed, scan
from monitor.model.instrument import Instrument, Provision
from monitor.model.words import Effect

BASE: Final = {
    Effect.PERMITS: Bearing.GRANT,
    Effect.CONDITION: Bearing.SUBJECT,
    Effect.EXCLUDES: Bearing.BAR,
    Effect.PROHIBITS: Bearing.BAR,
    Effect.NOTE: Bearing.SILENT,
    Effect.MACHINERY: Bearing.SILENT,
}
_DEFINITIONS: Final = 500
_DEEPEST: Final = 50
_NOTE_HEAD: Final = re.compile(
    r"Notes?\b[^.:]{0,60}?(?:(?:\((?:[a-z]{1,4}|\d{1,3}|[A-Z])\)|general\slicenses?(?:\sno\.)?\s[\w-]{1,8})[.:]|[.:](?=\s))\s*",
    re.IGNORECASE,
)
_ITEM: Final = Token("item", "item", Sort.WORD, 0, 0)  # stands for the items of a list
_SOURCE: Final = re.compile(r"\s*\[\d{1,3} FR \d[^\[\]]*\]\s*$")
_SOURCE_LENGTH: Final = 400
_TAIL: Final = re.compile(r"\s*[;,.]?\s*(?:[;,]\s*(?:and/or|and|or))?\s*[.;:,]?\s*$", re.IGNORECASE)
_WORD: Final = re.compile(r"\w+(?:[-'’&/.]\w+)*")
_REFERENCES: Final = re.compile(r"\((?:[a-z]{1,2}|[ivx]{1,6}|\d{1,3}|[A-Z])\)")
_LABEL: Final = r"(?:this\s+)?general\s+licenses?\s+(?:no\.?\s*)?{}(?![\w-])"
_INCLUDES: Final = re.compile(r"\bauthoriz[\w\s().,-]{1,120}?\bincludes?\b|\binclude\b", re.IGNORECASE)
_DEMANDS: Final = re.compile(r"\bmust\b|\b(?:is|are)\srequired\sto\b", re.IGNORECASE)
_REPEATS: Final = re.compile(
    r"^(?:consistent\swith|as\s(?:provided|stated|described|noted)|see\b|for\s(?:additional|further|more))|\brelieves?\b"
    r"|\bother\s(?:federal|applicable|u\.s\.)\b",
    re.IGNORECASE,
)
_ALSO: Final = re.compile(
    r"\b(?:also|further|additionally)\s(?:authorizes|permits)|\bis\salso\sauthorized\b", re.IGNORECASE
)
_FILED: Final = re.compile(
    r"\b(?:submit|furnish|file|provide)\b[^.;]{0,60}?\s(?:to|with)\s(?:OFAC|the\sOffice\sof\sForeign|HM\sTreasury)"
)
_VALIDITY: Final = re.compile(
    r"\b(?:(?:this|the)\s(?:(?:general\s)?licen[cs]e|authorization|directive|determination|order)\b[^.;]{0,120}?\b"
    r"(?:expires?|terminates?|ends?\s(?:on|at)|ceases?\sto\s(?:be|have)|is\svalid|remains\s(?:valid|in\seffect)|renews)|automatically\s(?:renews|expires))\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=64)
def _own(label: str) -> re.Pattern[str]:
    return re.compile(_LABEL.format(re.escape(label)), re.IGNORECASE)


@dataclass(eq=False)
class Paragraph:
    """One provision made ready. Compared by identity: two list items may read alike."""

    side: Side = field(repr=False)
    index: int
    provision: Provision
    _ready: dict[str, tuple[Bearing, ...]] = field(default_factory=dict, repr=False)

    @property
    def path(self) -> str:
        """Its place: (a)(1)."""
        return self.provision.path

    @property
    def effect(self) -> Effect:
        """What it does, as it was read."""
        return self.provision.effect

    @cached_property
    def parent(self) -> Paragraph | None:
        """The paragraph above it."""
        above = self.provision.parent
        return self.side.paragraphs[above] if above is not None and above != self.index else None

    @cached_property
    def depth(self) -> int:
        """How many paragraphs stand above it."""
        depth, above = 0, self.parent
        while above is not None and depth < _DEEPEST:
            depth, above = depth + 1, above.parent
        return depth

    @cached_property
    def words(self) -> str:
        """The text without the heading of a note and without the citation of its source (CFR)."""
        source = _SOURCE.search(self.provision.text, max(self.offset, len(self.provision.text) - _SOURCE_LENGTH))
        return self.provision.text[self.offset : source.start() if source else None]

    @cached_property
    def offset(self) -> int:
        """Where `words` begin in the provision's text."""
        head = _NOTE_HEAD.match(self.provision.text) if self.path.startswith("Note") else None
        return head.end() if head else 0

    @cached_property
    def key(self) -> str:
        """What two provisions share that differ at most in typography, label and the numbers of paragraphs."""
        text = self.words[:-40] + _TAIL.sub("", self.words[-40:])
        own = self.side.own
        if own is not None and "icense" in text:
            text = own.sub("self", text)
        return fold(_REFERENCES.sub("", text) if "(" in text else text)

    @cached_property
    def scanned(self) -> tuple[Token, ...]:
        """The words that can be compared: short names in parentheses are none."""
        return tuple(t for t in scan(self.words[:LONGEST], self.side.label) if not t.aside)

    @cached_property
    def plain(self) -> tuple[str, ...]:
        """Its words for finding its counterpart, before the renumbering is known."""
        return tuple(t.norm for t in self.scanned if t.sort is not Sort.REFERENCE)

    @cached_property
    def counted(self) -> tuple[str, ...]:
        """Those of the plain words that count; all, where none does."""
        return tuple(w for w in self.plain if w not in LITTLE) or self.plain

    @cached_property
    def bag(self) -> frozenset[str]:
        """The words that count, in no order."""
        return frozenset(self.counted)

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The words that are compared, references as the newer text numbers them."""
        return renamed(self.scanned, self.side.paths)

    @cached_property
    def norms(self) -> tuple[str, ...]:
        """The words in the form that is compared."""
        return tuple(t.norm for t in self.tokens)

    @cached_property
    def joins(self) -> tuple[bool, ...]:
        """For each word, whether a comma, "and" or "or" stands before it."""
        return tuple(bool(t.link) for t in self.tokens)

    def bearings(self, base: Bearing) -> tuple[Bearing, ...]:
        """What each of `tokens` is for in a paragraph of this base."""
        if base not in self._ready:
            self._ready[base] = bearings(self.tokens, base, defines=self.defines)
        return self._ready[base]

    def onward(self, base: Bearing) -> Bearing:
        """What the items below it are for, with which its sentence goes on: "means ..., other than:"."""
        return bearings((*self.tokens, _ITEM), base, defines=self.defines)[-1]

    @property
    def defines(self) -> bool:
        """True where it says itself what a term means; items below it only go on with that."""
        return self.effect is Effect.DEFINITION and not (self.parent and self.parent.effect is Effect.DEFINITION)

    @cached_property
    def lead(self) -> bool:
        """True where a list follows."""
        return self.words.rstrip().endswith((":", "—", "--"))

    @cached_property
    def joint(self) -> str:
        """The connective that its list goes on with."""
        return ending(self.provision.text)

    @cached_property
    def stemmed(self) -> tuple[tuple[int, str], ...]:
        """Place and stem of the words that count."""
        return tuple((at, stem(t.norm)) for at, t in enumerate(self.tokens) if t.norm not in LITTLE)

    @cached_property
    def stems(self) -> frozenset[str]:
        """Stems of the words that count."""
        return frozenset(word for _, word in self.stemmed)

    @cached_property
    def kin(self) -> frozenset[str]:
        """The words of the other items of its list."""
        row = self.side.children.get(self.parent.index, ()) if self.parent is not None else ()
        return frozenset(word for item in row if item is not self for word in item.plain)

    @cached_property
    def reports(self) -> bool:
        """True where it is about reports and records."""
        named = any(t.norm in REPORTING for t in self.tokens) or _FILED.search(self.words[:400]) is not None
        return named or bool(self.parent and self.parent.effect is Effect.CONDITION and self.parent.reports)

    @cached_property
    def illustrates(self) -> bool:
        """True for a note that only says what an authorization includes already; one that "also authorizes" does more."""
        return self.path.startswith("Note") and bool(_INCLUDES.search(self.words)) and not _ALSO.search(self.words)

    @cached_property
    def demands(self) -> bool:
        """True for a note that asks for something of its own; one that repeats a paragraph or points elsewhere does not."""
        if not self.path.startswith("Note") or self.effect is not Effect.NOTE:
            return False
        return bool(_DEMANDS.search(self.words)) and not _REPEATS.search(self.words)

    @cached_property
    def validity(self) -> bool:
        """True where it says how long the whole instrument holds."""
        return len(self.words) < 600 and _VALIDITY.search(self.words) is not None


@dataclass(eq=False)
class Side:
    """One text with its paragraphs. `paths` renames the older text's references, once both are aligned."""

    instrument: Instrument
    paths: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """All provisions in order."""
        return tuple(Paragraph(self, i, p) for i, p in enumerate(self.instrument.provisions))

    @property
    def label(self) -> str:
        """What the text calls itself."""
        return self.instrument.label

    def ends_on(self, day: int) -> bool:
        """True where the whole instrument ends on this (ordinal) day."""
        return self.instrument.expires is not None and self.instrument.expires.toordinal() == day

    @cached_property
    def overgrown(self) -> bool:
        """True where there are more definitions than any act has: their uses are not looked for."""
        return sum(p.effect is Effect.DEFINITION for p in self.paragraphs) > _DEFINITIONS

    @cached_property
    def own(self) -> re.Pattern[str] | None:
        """Finds the text's own name."""
        return _own(self.label) if self.label else None

    @cached_property
    def stems(self) -> frozenset[str]:
        """Stems of all words of the text."""
        words: set[str] = set()
        for paragraph in self.paragraphs:
            words.update(_WORD.findall(paragraph.words.casefold()))
        return frozenset(stem(word) for word in words)

    @cached_property
    def children(self) -> Mapping[int, tuple[Paragraph, ...]]:
        """The items below each paragraph, by its index."""
        found: dict[int, list[Paragraph]] = {}
        for paragraph in self.paragraphs:
            if paragraph.parent is not None:
                found.setdefault(paragraph.parent.index, []).append(paragraph)
        return {index: tuple(items) for index, items in found.items()}
