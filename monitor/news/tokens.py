"""Text to sentences of folded words; not their meaning."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

MOST_CHARACTERS = 12_000  # what follows in an article is background
MOST_SENTENCES = 24
MOST_WORDS = 80  # of one sentence; lists of names go on for pages

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+|[?!:,()–—]")
_INVISIBLE = re.compile(
    "[\u00ad\u0300\u0301\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\x00-\x08\x0b-\x1f]"
)
# A full stop ends a sentence unless it follows an initial ("U.S. Treasury") or "No." and the like.
_SENTENCE_END = re.compile(
    r"[.!?…]+(?<!\b[A-ZА-Я]\.)(?<!\bNo\.)(?<!\bNr\.)(?<!\bNos\.)(?<!\bMr\.)(?<!\bDr\.)(?<!\bArt\.)(?<!\bSt\.)"
    r"(?<!\b\d\.)(?<!\b\d\d\.)[\"»”’)\]]*\s+(?=[^a-zа-яà-ÿ0-9\s])|\n+|;\s+"
)
_LETTERS = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ё": "е", "ґ": "г"})


@lru_cache(maxsize=4096)
def _bare(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter)[0]
    return base if "a" <= base <= "z" else letter


def fold(word: str) -> str:
    """The word without case, and without accents where its letters are Latin: `Verlängerung` and `verlangerung` are one."""
    word = word.casefold()
    if word.isascii():
        return word
    return "".join(letter if letter < "\x80" else _bare(letter) for letter in word.translate(_LETTERS))


def clean(text: str) -> str:
    """Composed letters, no invisible or control characters, no lone surrogates."""
    if text.isascii() and text.isprintable():
        return text
    text = text.encode("utf-8", "replace").decode("utf-8")
    # Stress marks on Cyrillic are dropped before composing, for no composed letter exists for them.
    return _INVISIBLE.sub("", unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n"))


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence or headline. `folded` pairs with `words`; `weight` says how much it counts in the item."""

    words: tuple[str, ...]
    folded: tuple[str, ...]
    weight: float
    title: bool = False
    question: bool = False
    position: int = 0  # 0 is the headline, or the lede where there is none

    def span(self, start: int, end: int) -> str:
        """The words from `start` to before `end`, as they were written."""
        return " ".join(self.words[start:end])


def _word(raw: str) -> str:
    return raw.replace(".", "") if "." in raw else raw


def split_words(text: str) -> tuple[str, ...]:
    """The words of a text in order; initials lose their full stops (`U.S.` is `US`), compounds are split at hyphens."""
    return tuple(_word(raw) for raw in _WORD.findall(text))


def _sentence(text: str, weight: float, position: int, *, title: bool = False) -> Sentence | None:
    words = split_words(text)[:MOST_WORDS]
    if not any(word[0].isalnum() for word in words):
        return None
    question = words[-1] == "?" or text.rstrip().endswith("?")
    return Sentence(words, tuple(fold(word) for word in words), weight, title, question, position)


def _parts(text: str) -> Iterator[str]:
    """The text cut behind its sentences, each with the mark that ends it."""
    start = 0
    for end in _SENTENCE_END.finditer(text):
        yield text[start : end.end()]
        start = end.end()
    yield text[start:]


# How much a sentence counts by its place: headline and lede tell the event, the rest explains it.
_TITLE_WEIGHT = 3.0
_TEXT_WEIGHTS = (2.0, 1.2, 0.8, 0.5, 0.4, 0.3)
_LEAST_WEIGHT = 0.1


def split_sentences(title: str, text: str) -> tuple[Sentence, ...]:
    """Headline and sentences of an item, weighed by place. Without a headline the lede counts as one."""
    title, text = clean(title[:1000]).strip().replace(" - ", " – "), clean(text[:MOST_CHARACTERS])
    sentences: list[Sentence] = []
    for part in _parts(title):
        found = _sentence(part, _TITLE_WEIGHT, 0, title=True)
        if found:
            sentences.append(found)
    seen = {sentence.folded for sentence in sentences}
    weights = _TEXT_WEIGHTS if sentences else (_TITLE_WEIGHT, *_TEXT_WEIGHTS)
    position = 0
    for part in _parts(text):
        weight = weights[position] if position < len(weights) else _LEAST_WEIGHT
        found = _sentence(part, weight, position + (1 if title else 0))
        if found is None or found.folded in seen:  # feeds repeat the headline and the teaser
            continue
        seen.add(found.folded)
        sentences.append(found)
        position += 1
        if position >= MOST_SENTENCES:
            break
    return tuple(sentences)
