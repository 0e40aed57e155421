"""A sentence with what the lexicon knows of it in reach: tags by part and concept, clause ends. No grammar."""

from __future__ import annotations

from dataclasses import dataclass, replace

from monitor.news.lexicon import Lexicon, Tag
from monitor.news.tokens import Sentence

_DASHES = frozenset("–—")
_BOUNDARIES = frozenset(",:?!()") | _DASHES


@dataclass(frozen=True, slots=True)
class Parsed:
    """The tags of a sentence by part and concept, and where its clauses end."""

    sentence: Sentence
    tags: dict[str, list[Tag]]
    boundaries: tuple[int, ...]
    verb_last: bool = False
    year: int | None = None  # in which the item appeared
    decided: bool = False  # a headline that says so: "The EU has decided. There will be new sanctions"

    def of(self, key: str) -> list[Tag]:
        """The tags of `part.concept`."""
        return self.tags.get(key, [])

    def part(self, part: str) -> list[Tag]:
        """All tags of a part: every country, every authority."""
        return [tag for key, tags in self.tags.items() if key.startswith(f"{part}.") for tag in tags]

    def any(self, *keys: str) -> bool:
        """True where one of them occurs."""
        return any(key in self.tags for key in keys)

    def asks(self) -> bool:
        """True where it or what follows its colon begins with a question word: "What the sanctions mean".

        Behind a comma such a word joins a clause to what is told: "for those who ship oil".
        """
        words = self.sentence.words
        return any(
            tag.start == 0 or (tag.start - 1 in self.boundaries and words[tag.start - 1] != ",")
            for tag in self.of("moods.asks")
        )

    def explains(self) -> bool:
        """True where it asks or announces an explanation rather than telling an event."""
        return self.sentence.question or self.any("moods.explainer") or self.asks()

    def asks_about(self, act: Tag) -> bool:
        """True where its question is about the act; "EU bans diamonds: what is in the package" asks about the rest."""
        noun = any(overlap(act, tag) for tag in self.of("objects.restriction"))  # "Sanctions on Russia: what now?"
        behind = any(tag.start > act.end and self.sentence.words[tag.start - 1] == ":" for tag in self.of("moods.asks"))
        return self.any("moods.explainer") if behind and not noun else self.explains()

    def joined(self, start: int, end: int) -> bool:
        """True where no clause ends between the two places."""
        return not any(start <= at < end for at in self.boundaries)

    @property
    def commas(self) -> list[int]:
        """Where commas stand."""
        return [at for at in self.boundaries if self.sentence.words[at] == ","]

    def dashed(self, start: int, end: int) -> int | None:
        """Where a dash stands between the two places: it parts a headline in two."""
        return next((at for at in self.boundaries if start <= at < end and self.sentence.words[at] in _DASHES), None)


def parse(sentence: Sentence, lexicon: Lexicon, year: int | None = None) -> Parsed:
    """The sentence with its tags in reach."""
    grouped: dict[str, list[Tag]] = {}
    for tag in lexicon.read(sentence):
        same = grouped.setdefault(f"{tag.part}.{tag.concept}", [])
        if same and tag.start < same[-1].end:  # two phrases over the same words: the longer one
            if tag.end - tag.start > same[-1].end - same[-1].start:
                same[-1] = tag
        else:
            same.append(tag)
    boundaries = tuple(at for at, word in enumerate(sentence.words) if word in _BOUNDARIES)
    return Parsed(sentence, grouped, boundaries, lexicon.verb_last, year)


def with_decisions(parsed: list[Parsed]) -> list[Parsed]:
    """The sentences, those of a headline marked where one of them tells that a decision fell."""
    if not any(p.sentence.title and p.any("moods.decided") for p in parsed):
        return parsed
    return [replace(p, decided=True) if p.sentence.title else p for p in parsed]


def overlap(one: Tag, other: Tag) -> bool:
    """True where the two share a word."""
    return one.start < other.end and other.start < one.end


def gap(one: Tag, other: Tag) -> int:
    """How many words stand between the two."""
    if overlap(one, other):
        return 0
    return other.start - one.end if other.start >= one.end else one.start - other.end
