"""Which language an item is written in; knows when it does not know. Not a translator.

Our languages are told by their function words and by the words of their lexicons, which settles nearly all items at no cost.
What remains in doubt is asked of CLD2, loaded only then: 8 MB and 25 microseconds a headline (py3langid: 93 MB with numpy).
"""

from __future__ import annotations

from collections.abc import Sequence

from monitor.news.lexicon import Lexicons
from monitor.news.tokens import Sentence, clean

UNKNOWN = "und"
_WORDS = 250  # that are looked at
_SHORT = 30  # words, up to which single words of the lexicons count
_CLEAR = 3.0  # points that a language needs to be believed without a second opinion
_LEAD = 1.6  # times the points of the next one
_LIKELY = 0.6  # part of the best one's points that the second opinion's language must have to be believed
_OWN = 1.01  # points of a function word that only one of them has: it decides where two are level
_TRACE = 0.7  # where nothing is clear: one word that it knows
_SHARE = 0.15  # of all words, that the function words of a language make up at least
_UKRAINIAN = frozenset("іїєґ")
_RUSSIAN = frozenset("ыэъё")
_WITHOUT = 25  # letters in which a Ukrainian text has one that Russian lacks
_LETTERS = {"de": "äöüß", "fr": "éèêàçù", "es": "ñáíóú¿¡", "pl": "łąęśżźćń", "ro": "ăâîșțşţ"}  # that others lack
_CHARACTERS = 2000  # that the second opinion reads


def detect(sentences: Sequence[Sentence], text: str, lexicons: Lexicons, told: str | None = None) -> str:
    """ISO 639-1 code of the language; what the source tells counts if we can read that language. `und` where unsure."""
    known = (told or "").casefold()[:2]
    if known in lexicons.by_language:
        return known
    words = [word for sentence in sentences for word in sentence.folded][:_WORDS]
    ranked = _rank(sentences, words, lexicons)
    if not ranked:
        return UNKNOWN
    (best, language), (second, _) = ranked[0], ranked[1] if len(ranked) > 1 else (0.0, UNKNOWN)
    if best >= _CLEAR and best >= _LEAD * second:
        return language
    opinion = _second_opinion(text)
    points = {its: found for found, its in ranked}
    least = _LIKELY * best if best >= _CLEAR else min(best, _TRACE)
    likely = points[opinion] >= least if opinion in points else best < max(_CLEAR, _SHARE * len(words))
    if opinion != UNKNOWN and likely:
        return opinion
    return language if best > second else UNKNOWN


def _rank(sentences: Sequence[Sentence], words: list[str], lexicons: Lexicons) -> list[tuple[float, str]]:
    letters = "".join(words)
    cyrillic = sum("\u0400" <= letter <= "\u04ff" for letter in letters)
    if cyrillic * 2 > len(letters):
        return _rank_cyrillic(letters, sentences, lexicons)
    points = dict.fromkeys(lexicons.by_language, 0.0)
    for word in words:
        its = lexicons.marks.get(word, ())
        for language in its:
            points[language] += 1.0 if len(its) > 1 else _OWN
    if len(words) <= _SHORT:
        written = {letter for sentence in sentences for word in sentence.words for letter in word.casefold()}
        for language, lexicon in lexicons.by_language.items():
            known = [w for sentence in sentences for w in sentence.words if lexicon.knows(w)]
            # Names are known to many: where two are level, the words that are none decide.
            points[language] += 0.7 * len(known) + (_OWN - 1.0) * sum(w[0].islower() for w in known)
            points[language] += 1.0 * len(written.intersection(_LETTERS.get(language, "")))
    return sorted(((found, language) for language, found in points.items()), reverse=True)


def _rank_cyrillic(letters: str, sentences: Sequence[Sentence], lexicons: Lexicons) -> list[tuple[float, str]]:
    points = []
    for language, own in (("ru", _RUSSIAN), ("uk", _UKRAINIAN)):
        lexicon = lexicons.get(language)
        if lexicon is None:
            continue
        known = sum(
            (word in lexicon.function_words) + 0.5 * lexicon.knows(word)
            for sentence in sentences
            for word in sentence.folded
        )
        points.append((known + 2.0 * sum(letter in own for letter in letters), language))
    if len(letters) >= _WITHOUT and _UKRAINIAN.isdisjoint(letters):
        points = [(found + (language == "ru"), language) for found, language in points]
    return sorted(points, reverse=True)


def _second_opinion(text: str) -> str:
    # Imported here, for most items never need it.
    import pycld2  # noqa: PLC0415  # loaded only when needed

    text = clean(text[:_CHARACTERS])
    if text.isupper():  # capitals mislead it
        text = text.lower()
    try:
        reliable, _, found = pycld2.detect(text, isPlainText=True)
    except pycld2.error:
        return UNKNOWN  # text that is no valid UTF-8 to it
    code = str(found[0][1])
    return code if reliable and code != "un" else UNKNOWN
