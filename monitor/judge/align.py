"""Which paragraph of one text is which of the other: by content first, then by place. Not what differs between them."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from rapidfuzz.distance import Indel, LCSseq

from monitor.judge.names import distinctive
from monitor.judge.side import Paragraph, Side
from monitor.judge.words import LONGEST
from monitor.model.words import Effect

_ENOUGH: Final = 0.5  # likeness from which two paragraphs are one, changed
_ENOUGH_IN_PLACE: Final = 0.3  # the same, where path and effect agree and the words are many
_MANY: Final = 12  # words from which a paragraph is more than the name of a thing
_WINDOW: Final = 12  # further candidates on either side, where there are too many to try all
_SHORT: Final = 3  # words up to which two names may share none and be alike in their letters
_CONTAINED: Final = 0.6  # of the shorter that the longer must hold, at the same place
_LOOK: Final = 2000  # words or letters that show whether two paragraphs are one
_ALL: Final = 10_000  # candidate pairs up to which every one is tried


@dataclass(slots=True)
class Alignment:
    """Pairs, and what stands on one side only."""

    pairs: list[tuple[Paragraph, Paragraph]] = field(default_factory=list)
    gone: list[Paragraph] = field(default_factory=list)
    come: list[Paragraph] = field(default_factory=list)
    after_of: dict[int, Paragraph] = field(default_factory=dict)  # by index of the older paragraph
    before_of: dict[int, Paragraph] = field(default_factory=dict)

    def pair(self, old: Paragraph, new: Paragraph) -> None:
        """These two are one."""
        self.pairs.append((old, new))
        self.after_of[old.index] = new
        self.before_of[new.index] = old


def align(before: Side, after: Side) -> Alignment:
    """The alignment of two texts; the other way round gives its mirror."""
    found = Alignment()
    _fixed_places(found, before, after)
    _same_words(found, before, after)
    _alike(found, before, after)
    found.pairs.sort(key=lambda pair: pair[1].index)
    found.gone = [p for p in before.paragraphs if p.index not in found.after_of]
    found.come = [p for p in after.paragraphs if p.index not in found.before_of]
    return found


def _fixed_places(found: Alignment, before: Side, after: Side) -> None:
    """There is one title."""
    old = next((p for p in before.paragraphs if p.path == "title"), None)
    new = next((p for p in after.paragraphs if p.path == "title"), None)
    if old is not None and new is not None:
        found.pair(old, new)


def _same_words(found: Alignment, before: Side, after: Side) -> None:
    """The same words at the same place, then the same words anywhere, in order."""
    waiting: dict[tuple[str, str], deque[Paragraph]] = defaultdict(deque)
    for paragraph in after.paragraphs:
        if paragraph.index not in found.before_of:
            waiting[paragraph.path, paragraph.words].append(paragraph)
    for old in before.paragraphs:
        here = waiting.get((old.path, old.words))
        if here and old.index not in found.after_of:
            found.pair(old, here.popleft())
    ours, theirs = _by_key(before, found.after_of), _by_key(after, found.before_of)
    for key, olds in ours.items():
        news = theirs.get(key, [])
        there = {p.path: p for p in reversed(news)}
        rest: list[Paragraph] = []
        for old in olds:
            new = there.get(old.path)
            if new is not None and new.index not in found.before_of:
                found.pair(old, new)
            else:
                rest.append(old)
        for old, new in zip(rest, [p for p in news if p.index not in found.before_of], strict=False):
            found.pair(old, new)


def _by_key(side: Side, taken: Iterable[int]) -> dict[str, list[Paragraph]]:
    taken = set(taken)
    keys: dict[str, list[Paragraph]] = defaultdict(list)
    for paragraph in side.paragraphs:
        if paragraph.index not in taken and paragraph.key and paragraph.path != "title":
            keys[paragraph.key].append(paragraph)
    return keys


def _alike(found: Alignment, before: Side, after: Side) -> None:
    """The best likeness first; paragraphs whose surroundings are already paired are more likely one."""
    olds = [p for p in before.paragraphs if p.index not in found.after_of]
    news = [p for p in after.paragraphs if p.index not in found.before_of]
    for depth in range(1 + max((p.depth for p in olds), default=-1)):
        _best(found, [p for p in olds if p.depth == depth], [p for p in news if p.depth == depth])
    if {p.depth for p in olds} != {0} or {p.depth for p in news} != {0}:
        _best(
            found,
            [p for p in olds if p.index not in found.after_of],
            [p for p in news if p.index not in found.before_of],
            across=True,
        )


def _best(found: Alignment, olds: Sequence[Paragraph], news: Sequence[Paragraph], *, across: bool = False) -> None:
    """Pairs the most alike. `across`: only paragraphs of different depth, those of one depth have been tried."""
    scored = [
        (score, -abs(old.index - new.index), -old.index - new.index, old, new)
        for old, new in _candidates(olds, news)
        if not (across and old.depth == new.depth) and (score := _likeness(found, old, new)) > 0
    ]
    for _, _, _, old, new in sorted(scored, key=lambda item: item[:3], reverse=True):
        if old.index not in found.after_of and new.index not in found.before_of:
            found.pair(old, new)


def _candidates(olds: Sequence[Paragraph], news: Sequence[Paragraph]) -> Iterable[tuple[Paragraph, Paragraph]]:
    if len(olds) * len(news) <= _ALL:
        return ((old, new) for old in olds for new in news)
    places = {new.path: n for n, new in enumerate(news)}
    pairs: dict[tuple[int, int], tuple[Paragraph, Paragraph]] = {}
    scale = len(news) / len(olds)
    for place, old in enumerate(olds):
        near = range(max(0, int(place * scale) - _WINDOW), min(len(news), int(place * scale) + _WINDOW + 1))
        for n in {*near, *([places[old.path]] if old.path in places else [])}:
            pairs[old.index, news[n].index] = (old, news[n])
    return pairs.values()


def _likeness(found: Alignment, old: Paragraph, new: Paragraph) -> float:
    """0 where the two are not one; else how likely they are."""
    if old.path.startswith("Annex") != new.path.startswith("Annex") or "title" in {old.path, new.path}:
        return 0.0
    in_place = old.path == new.path
    if old.path.startswith("Annex"):
        return 1.5 if in_place else 0.4
    if max(len(old.words), len(new.words)) > LONGEST:
        return float(in_place)
    likeness = max(_similarity(old, new), _ENOUGH if in_place and _contains(old, new) else 0.0)
    kin = _kin(found, old, new)
    same_effect = old.effect is new.effect
    many = min(len(old.plain), len(new.plain)) >= _MANY
    enough = _ENOUGH_IN_PLACE if in_place and same_effect and kin and many else _ENOUGH
    if {old.effect, new.effect} == {Effect.NOTE, Effect.MACHINERY} or not (kin or many):
        enough = 0.75
    if likeness < enough:
        return 0.0
    return likeness + 0.2 * in_place + 0.1 * same_effect + 0.15 * kin


def _similarity(old: Paragraph, new: Paragraph) -> float:
    first, second = old.counted, new.counted
    if len(first) > _SHORT and len(second) > _SHORT and old.bag.isdisjoint(new.bag):
        return 0.0
    if min(len(first), len(second)) < _MANY:
        return _likeness_of_names(distinctive(first[:_LOOK]), distinctive(second[:_LOOK]))
    if len(first) * 4 < len(second) or len(second) * 4 < len(first):
        return 0.0
    return float(Indel.normalized_similarity(first[:_LOOK], second[:_LOOK]))


def _likeness_of_names(first: Sequence[str], second: Sequence[str]) -> float:
    words = float(Indel.normalized_similarity(first[:_LOOK], second[:_LOOK]))
    if words > 0:
        return words
    letters = float(Indel.normalized_similarity(" ".join(first)[:_LOOK], " ".join(second)[:_LOOK]))
    return letters if letters > 0.75 else 0.0


def _contains(old: Paragraph, new: Paragraph) -> bool:
    """True where one is the other with words added, or most of it."""
    first, second = (distinctive(p.counted[:_LOOK]) for p in (old, new))
    shared = LCSseq.similarity(first, second)
    return shared >= 2 and shared >= _CONTAINED * min(len(first), len(second))


def _kin(found: Alignment, old: Paragraph, new: Paragraph) -> bool:
    """True where the paragraphs above them are one, or neither has one."""
    if old.parent is None or new.parent is None:
        return old.parent is new.parent
    return found.after_of.get(old.parent.index) is new.parent
