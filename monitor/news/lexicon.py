"""What words mean in one language, read from `config/lexicon/<language>.toml`; not the grammar that joins them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import snowballstemmer

from monitor.model.faults import ConfigurationError, Fault
from monitor.news.patterns import Compiled, Form, Pattern, Step, Word, compile_pattern, match, parse_pattern
from monitor.news.tokens import Sentence, fold

ACTS = (
    "impose", "tighten", "expand", "ease", "lift", "suspend", "extend", "keep", "expire", "restore", "list", "notify", "delist",
    "freeze", "allow", "forbid", "issue", "adopt", "veto", "publish", "amend", "update", "annul",
)  # fmt: skip
OBJECTS = (
    "restriction", "package", "permission", "register", "party", "goods", "guidance", "emergency", "target", "prosecution",
    "violation", "noun_tail", "noun_head", "winding",
)  # fmt: skip
MOODS = (
    "unreal", "future", "decided", "conditional", "passive", "denied", "refused", "asks", "agreed", "court", "recalled", "relative", "reaction", "explainer", "partial", "ended",
    "modal", "bygone",
)  # fmt: skip
FIELDS = ("elsewhere", "context")
INSTRUMENTS = ("license", "order", "faq", "regulation", "decision", "resolution", "directive")
JURISDICTIONS = ("US", "EU", "UK", "UN", "CH", "CA", "AU", "JP", "UA", "other")

# The closed list of a lexicon's parts; countries are free, being slugs of programs.
_PARTS: dict[str, tuple[str, ...] | None] = {
    "acts": ACTS,
    "objects": OBJECTS,
    "moods": MOODS,
    "fields": FIELDS,
    "instruments": INSTRUMENTS,
    "authorities": JURISDICTIONS,
    "countries": None,
}
_DIGITS = 0  # the number of every word that begins with a digit
_KNOWN_WORDS = 8_000  # of one language, before the memory of readings is emptied: about 1 MB


class Tag(NamedTuple):
    """Words of a sentence that the lexicon knows: `part` and `concept`, from `start` to before `end`."""

    part: str
    concept: str
    start: int
    end: int


# A phrase of a part and concept: its steps, and the words one of which must come last (or, where none may, its first).
_Phrase = tuple[str, str, Compiled, frozenset[int]]


@dataclass(frozen=True, slots=True)
class _Index:
    exact: dict[str, frozenset[int]]
    capitals: dict[str, frozenset[int]]
    stems: dict[str, frozenset[int]]
    prefixes: dict[str, tuple[tuple[str, int], ...]]  # by their first two letters
    suffixes: dict[str, tuple[tuple[str, int], ...]]  # by their last three letters
    stem_heads: frozenset[str]  # first three letters of every word that is compared by stem
    phrases: dict[int, tuple[_Phrase, ...]]  # by the number of their first word


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One language. `read` is the only door; readings of single words are remembered."""

    language: str
    stemmer: str  # Snowball algorithm; empty where there is none
    function_words: frozenset[str]
    verb_last: bool  # Dutch, German: objects before the verb, "nicht" behind it
    _index: _Index
    _known: dict[str, frozenset[int]] = field(default_factory=dict, compare=False, repr=False)
    _stemmers: list[snowballstemmer.stemmer] = field(default_factory=list, compare=False, repr=False)

    def read(self, sentence: Sentence) -> list[Tag]:
        """Every word and phrase of the sentence that the lexicon knows, in order of their beginning."""
        known = self._known
        numbers = [known[word] if word in known else self._numbers(word) for word in sentence.words]
        tags: list[Tag] = []
        phrases = self._index.phrases
        present = frozenset().union(*numbers)
        for at, here in enumerate(numbers):
            for number in here:
                for part, concept, steps, last in phrases.get(number, ()):
                    if last.isdisjoint(present):
                        continue  # what the phrase ends with is nowhere in the sentence: no need to walk to it
                    end = match(steps, numbers, at)
                    if end is not None:
                        tags.append(Tag(part, concept, at, end))
        return tags

    def knows(self, word: str) -> bool:
        """True where the word belongs to this lexicon; digits belong to all of them and to none."""
        return not word[0].isdigit() and bool(self._known[word] if word in self._known else self._numbers(word))

    def _numbers(self, word: str) -> frozenset[int]:
        if len(self._known) >= _KNOWN_WORDS:
            self._known.clear()
        found = self._look_up(word)
        self._known[word] = found
        return found

    def _look_up(self, word: str) -> frozenset[int]:
        index, folded = self._index, fold(word)
        found = set(index.exact.get(folded, ())) | set(index.capitals.get(word, ()))
        if folded[:1].isdigit():
            found.add(_DIGITS)
        head = folded[:2]
        found.update(number for prefix, number in index.prefixes.get(head, ()) if folded.startswith(prefix))
        found.update(number for suffix, number in index.suffixes.get(folded[-3:], ()) if folded.endswith(suffix))
        if folded[:3] in index.stem_heads:
            found.update(index.stems.get(self._stem(folded), ()))
        return frozenset(found)

    def _stem(self, folded: str) -> str:
        if not self.stemmer:
            return folded
        if not self._stemmers:
            self._stemmers.append(snowballstemmer.stemmer(self.stemmer))
        stem: str = self._stemmers[0].stemWord(folded)
        return stem


@dataclass(frozen=True, slots=True)
class Lexicons:
    """All languages that can be read, by ISO 639-1 code."""

    by_language: Mapping[str, Lexicon]
    marks: Mapping[str, tuple[str, ...]]  # each function word and the languages it belongs to

    def get(self, language: str) -> Lexicon | None:
        """The lexicon of a language, if there is one."""
        return self.by_language.get(language)


def parse_lexicons(texts: Mapping[str, str]) -> Lexicons:
    """Reads the lexicon files, given as `{language: TOML}`. Raises ConfigurationError with every fault found."""
    faults: list[Fault] = []
    lexicons = {language: _parse(language, text, faults) for language, text in sorted(texts.items())}
    if faults:
        raise ConfigurationError(tuple(faults))
    sound = {language: lexicon for language, lexicon in lexicons.items() if lexicon is not None}
    marks: dict[str, tuple[str, ...]] = {}
    for language, lexicon in sound.items():
        for word in lexicon.function_words:
            marks[word] = (*marks.get(word, ()), language)
    return Lexicons(sound, marks)


def _parse(language: str, text: str, faults: list[Fault]) -> Lexicon | None:
    file = f"lexicon/{language}.toml"
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        faults.append(Fault(file, "", "", f"is not TOML: {error}"))
        return None
    stemmer = tables.pop("stemmer", "")
    if stemmer and stemmer not in snowballstemmer.algorithms():
        faults.append(
            Fault(file, "stemmer", repr(stemmer), "is no Snowball algorithm", "leave it out to compare whole words")
        )
        return None
    function_words = tables.pop("function_words", [])
    verb_last = tables.pop("verb_last", False)
    before = len(faults)
    entries = _entries(file, tables, faults)
    faults.extend(_check_words(file, function_words))
    faults.extend(_check_references(file, entries))
    if len(faults) > before:
        return None
    return Lexicon(
        language, stemmer, frozenset(fold(w) for w in function_words), bool(verb_last), _build(entries, stemmer)
    )


def _check_words(file: str, words: object) -> Iterable[Fault]:
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        yield Fault(file, "function_words", "", "must be a list of words")


_Entries = list[tuple[str, str, Pattern]]


def _entries(file: str, tables: Mapping[str, object], faults: list[Fault]) -> _Entries:
    entries: _Entries = []
    for part, table in tables.items():
        allowed = _PARTS.get(part, ())
        if part not in _PARTS:
            faults.append(Fault(file, part, "", "unknown key", f"known: {', '.join(_PARTS)}"))
        elif not isinstance(table, dict):
            faults.append(Fault(file, part, repr(table), "must be a table"))
        else:
            for concept, patterns in table.items():
                if allowed is not None and concept not in allowed:
                    faults.append(Fault(file, f"{part}.{concept}", "", "unknown key", f"known: {', '.join(allowed)}"))
                else:
                    entries += _patterns(file, part, concept, patterns, faults)
    return entries


def _patterns(file: str, part: str, concept: str, patterns: object, faults: list[Fault]) -> _Entries:
    key = f"{part}.{concept}"
    if not isinstance(patterns, list):
        faults.append(Fault(file, key, repr(patterns), "must be a list of words and phrases"))
        return []
    found: _Entries = []
    for number, text in enumerate(patterns, 1):
        try:
            found.append((part, concept, parse_pattern(text if isinstance(text, str) else "")))
        except ValueError as error:
            faults.append(Fault(file, f"{key}[{number}]", repr(text), str(error), "see the head of lexicon/en.toml"))
    return found


def _names_of(part: str, concept: str) -> tuple[str, ...]:
    singular = {"authorities": "authority", "countries": "country"}
    return (singular.get(part, part), f"{part}.{concept}", concept)


def _check_references(file: str, entries: _Entries) -> Iterable[Fault]:
    known = {"digits", *(name for part, concept, _ in entries for name in _names_of(part, concept))}
    for part, concept, pattern in entries:
        for _, words in pattern.steps:
            for word in words:
                if word.form is Form.PART and word.text not in known:
                    yield Fault(file, f"{part}.{concept}", f"@{word.text}", "no such part of this lexicon")


def _build(entries: _Entries, stemmer: str) -> _Index:
    numbers = _number_words(entries)
    parts = _number_parts(entries, numbers)

    def number(word: Word) -> frozenset[int]:
        return parts[word.text] if word.form is Form.PART else frozenset({numbers[word]})

    phrases: dict[int, list[_Phrase]] = {}
    for part, concept, pattern in entries:
        steps = compile_pattern(pattern, number)
        last = next(words for step, words in reversed(steps) if step is Step.ONE)
        for first in steps[0][1]:
            phrases.setdefault(first, []).append((part, concept, steps, last))
    stem = snowballstemmer.stemmer(stemmer).stemWord if stemmer else str
    exact: dict[str, set[int]] = {}
    capitals: dict[str, set[int]] = {}
    stems: dict[str, set[int]] = {}
    prefixes: dict[str, list[tuple[str, int]]] = {}
    suffixes: dict[str, list[tuple[str, int]]] = {}
    for word, its_number in numbers.items():
        if word.form is Form.PREFIX:
            prefixes.setdefault(word.text[:2], []).append((word.text, its_number))
        elif word.form is Form.SUFFIX:
            suffixes.setdefault(word.text[-3:], []).append((word.text, its_number))
        elif word.form is Form.CAPITALS:
            capitals.setdefault(word.text, set()).add(its_number)
        else:
            exact.setdefault(word.text, set()).add(its_number)
            if word.form is Form.STEM:
                stems.setdefault(stem(word.text), set()).add(its_number)
    return _Index(
        {word: frozenset(found) for word, found in exact.items()},
        {word: frozenset(found) for word, found in capitals.items()},
        {word: frozenset(found) for word, found in stems.items()},
        {head: tuple(found) for head, found in prefixes.items()},
        {tail: tuple(found) for tail, found in suffixes.items()},
        frozenset(found[:3] for found in stems),
        {first: tuple(found) for first, found in phrases.items()},
    )


def _number_words(entries: _Entries) -> dict[Word, int]:
    numbers: dict[Word, int] = {}
    for _, _, pattern in entries:
        for _, words in pattern.steps:
            for word in words:
                if word.form is not Form.PART:
                    numbers.setdefault(word, len(numbers) + 1)
    return numbers


def _number_parts(entries: _Entries, numbers: Mapping[Word, int]) -> dict[str, frozenset[int]]:
    parts: dict[str, set[int]] = {"digits": {_DIGITS}}
    for part, concept, pattern in entries:
        names = _names_of(part, concept)
        single = pattern.steps[0][1] if len(pattern.steps) == 1 else ()
        for name in names:
            parts.setdefault(name, set()).update(numbers[word] for word in single if word.form is not Form.PART)
    return {name: frozenset(found) for name, found in parts.items()}
