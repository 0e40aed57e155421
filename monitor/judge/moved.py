"""Words that left one paragraph and stand in another: splits, merges, provisos that became a list. They have no sign."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from rapidfuzz.distance import Indel, LCSseq

from monitor.judge import uses
from monitor.judge.diff import Hunk
from monitor.judge.lexicon import LITTLE, word_set
from monitor.judge.reach import Bearing
from monitor.judge.side import Paragraph
from monitor.judge.strokes import Pair
from monitor.model.words import Effect

_LEAST: Final = 3  # words that count, below which words are not the same ones for standing elsewhere
_FEWEST: Final = 2  # the same, where the whole paragraph stands in the other one
_HEADING: Final = 8  # words of an annex's heading
_RUN: Final = 2  # words in a row that make a found run
_SHARE: Final = 0.75  # of a piece that must stand elsewhere for it to have moved
_WHOLLY: Final = 0.9  # of a paragraph that another one must hold to have taken it in
_LONG: Final = 3000
_PIECES: Final = 60  # a side
_POINTING: Final = word_set("1 more either both any above foregoing following such persons person entities entity")
_TO_ANNEX: Final = _POINTING | word_set("listed described named individuals annex general license this")
_KINDS: Final = {Bearing.SUBJECT: "condition", Bearing.DEMAND: "condition", Bearing.GRANT: "grant", Bearing.BAR: "bar"}


@dataclass(slots=True)
class _Piece:
    """A run of words that only one text has at its place."""

    words: Sequence[str]
    kind: str
    paragraph: Paragraph
    hunk: Hunk | None = None
    pair: Pair | None = None
    found: list[bool] = field(default_factory=list)

    @property
    def share(self) -> float:
        """How much of it stands elsewhere; words that only point at an annex are no part of it."""
        passed = LITTLE | _TO_ANNEX if "annex" in self.words else LITTLE
        counted = [hit for word, hit in zip(self.words, self.found, strict=True) if word not in passed]
        return sum(counted) / len(counted) if counted else 0.0


@dataclass(slots=True)
class Moves:
    """What has only moved: hunks by pair, whole paragraphs by index on either side."""

    hunks: dict[int, set[Hunk]] = field(default_factory=dict)  # by index of the newer paragraph
    gone: set[int] = field(default_factory=set)
    come: set[int] = field(default_factory=set)


def moves(pairs: Sequence[Pair], gone: Sequence[Paragraph], come: Sequence[Paragraph]) -> Moves:
    """Finds what moved between paragraphs of the same purpose."""
    left = [*_from_hunks(pairs, old=True), *_from_paragraphs(gone)][:_PIECES]
    right = [*_from_hunks(pairs, old=False), *_from_paragraphs(come)][:_PIECES]
    for old in left:
        for new in right:
            if _compatible(old, new) and (old.pair is None or old.pair is not new.pair or old.hunk is not new.hunk):
                _mark(old, new)
    found = Moves()
    for piece in left + right:
        if piece.share < _SHARE:
            continue
        if piece.hunk is not None and piece.pair is not None:
            found.hunks.setdefault(piece.pair.new.index, set()).add(piece.hunk)
        elif piece in left:
            found.gone.add(piece.paragraph.index)
        else:
            found.come.add(piece.paragraph.index)
    _merge(found, pairs, gone, gone=True)
    _merge(found, pairs, come, gone=False)
    for pair in pairs[:_PIECES]:
        _split(found, pair, [p for p in come[:_PIECES] if p.parent is pair.new], came=True)
        _split(found, pair, [p for p in gone[:_PIECES] if p.parent is pair.old], came=False)
    _annex(gone, come, found.gone, found.come)
    _annex(come, gone, found.come, found.gone)
    return found


def _annex(items: Sequence[Paragraph], others: Sequence[Paragraph], moved: set[int], annexed: set[int]) -> None:
    """A list that became an annex, or the reverse: its items are the annex's rows."""
    for annex in others:
        if not annex.path.startswith("Annex"):
            continue
        rows = [
            p for p in items if p.parent is not None and p.counted and _KINDS.get(uses.base(p)) == _purpose_of(annex)
        ]
        text = f" {' '.join(annex.counted)} "
        inside = [p for p in rows if f" {' '.join(p.counted)} " in text]
        if len(inside) >= _FEWEST and sum(len(p.counted) for p in inside) >= _SHARE * (len(annex.counted) - _HEADING):
            moved.update(p.index for p in inside)
            annexed.add(annex.index)


def _purpose_of(annex: Paragraph) -> str | None:
    return _KINDS.get(uses.base(annex))


def _split(found: Moves, pair: Pair, items: Sequence[Paragraph], *, came: bool) -> None:
    """A row inside a sentence that became a list below it ("the sale of A, the repair of B"), or the reverse."""
    for hunk in pair.hunks:
        run = pair.old.norms[hunk.b0 : hunk.b1] if came else pair.new.norms[hunk.a0 : hunk.a1]
        row = [w for w in run if w not in LITTLE]
        if len(items) < _FEWEST or len(row) > _LONG or not row:
            continue
        inside = [p for p in items if _inside(p.counted, row)]
        if sum(len(p.counted) for p in inside) >= _SHARE * len(row):
            found.hunks.setdefault(pair.new.index, set()).add(hunk)
            (found.come if came else found.gone).update(p.index for p in inside)


def _inside(words: Sequence[str], row: Sequence[str]) -> bool:
    """True where the words of an item stand in a row, but for those that point at the other items ("the above entities")."""
    own = [w for w in words if w not in _POINTING] or list(words)
    return bool(own) and LCSseq.similarity(own, row) >= _WHOLLY * len(own)


def _compatible(old: _Piece, new: _Piece) -> bool:
    """Words of the same purpose. What a condition forbids ("provided that no payment") is part of the condition."""
    if old.kind == new.kind:
        return True
    conditional = Effect.CONDITION in {old.paragraph.effect, new.paragraph.effect}
    return conditional and {old.kind, new.kind} == {"condition", "bar"}


def _merge(found: Moves, pairs: Sequence[Pair], whole: Sequence[Paragraph], *, gone: bool) -> None:
    """A paragraph whose words another one took in ("the repair of bridges or tunnels"), or gave up."""
    for paragraph in whole[:_PIECES]:
        if len(paragraph.tokens) > _LONG or not _counts(paragraph.norms, _FEWEST):
            continue
        for pair in pairs[:_PIECES]:
            host = pair.new if gone else pair.old
            if host.effect is not paragraph.effect or len(host.tokens) > _LONG:
                continue
            known = frozenset(paragraph.norms)
            taken = [h for h in pair.hunks if _taken(pair, h, known, gone=gone)]
            if taken and _share(paragraph.norms, host.norms) >= _WHOLLY:
                found.hunks.setdefault(pair.new.index, set()).update(taken)
                (found.gone if gone else found.come).add(paragraph.index)


def _taken(pair: Pair, hunk: Hunk, known: frozenset[str], *, gone: bool) -> bool:
    """True for words that only came (or went) and all stand in the other paragraph."""
    mine = pair.new.norms[hunk.a0 : hunk.a1] if gone else pair.old.norms[hunk.b0 : hunk.b1]
    other = hunk.b1 - hunk.b0 if gone else hunk.a1 - hunk.a0
    return not other and bool(mine) and all(word in known for word in mine)


def _share(words: Sequence[str], others: Sequence[str]) -> float:
    """How much of one row of words stands in another, in order."""
    counted = [w for w in words if w not in LITTLE]
    shared = sum(
        w not in LITTLE
        for c in Indel.opcodes(words, others)
        if c.tag == "equal"
        for w in words[c.src_start : c.src_end]
    )
    return shared / len(counted) if counted else 0.0


def _from_hunks(pairs: Sequence[Pair], *, old: bool) -> list[_Piece]:
    pieces: list[_Piece] = []
    for pair in pairs:
        for hunk in pair.hunks:
            start, end, others = (hunk.b0, hunk.b1, hunk.a1 - hunk.a0) if old else (hunk.a0, hunk.a1, hunk.b1 - hunk.b0)
            paragraph = pair.old if old else pair.new
            words = paragraph.norms[start:end]
            if _counts(words) and others <= 2:
                kind = _purpose(pair.bears[0 if old else 1][start:end])
                pieces.append(_Piece(words, kind, paragraph, hunk, pair, [False] * len(words)))
    return [piece for piece in pieces if piece.kind]


def _purpose(bears: Sequence[Bearing]) -> str:
    """What most of these words are for."""
    counted = Counter(_KINDS[b] for b in bears if b in _KINDS)
    return counted.most_common(1)[0][0] if counted else ""


def _from_paragraphs(paragraphs: Sequence[Paragraph]) -> list[_Piece]:
    pieces: list[_Piece] = []
    for paragraph in paragraphs:
        words = paragraph.norms
        kind = _KINDS.get(uses.base(paragraph), "")
        if kind and _counts(words):
            pieces.append(_Piece(words, kind, paragraph, found=[False] * len(words)))
    return pieces


def _counts(words: Sequence[str], least: int = _LEAST) -> bool:
    return len(words) <= _LONG and sum(w not in LITTLE for w in words) >= least


def _mark(old: _Piece, new: _Piece) -> None:
    """Marks the runs that both have, where they are most of the shorter one."""
    first, second = sorted((old, new), key=lambda piece: (len(piece.words), tuple(piece.words)))
    blocks = [
        c for c in Indel.opcodes(first.words, second.words) if c.tag == "equal" and c.src_end - c.src_start >= _RUN
    ]
    shared = sum(w not in LITTLE for c in blocks for w in first.words[c.src_start : c.src_end])
    shorter = min(sum(w not in LITTLE for w in p.words) for p in (old, new))
    if shared < _LEAST or shared < _SHARE * shorter:
        return
    for code in blocks:
        first.found[code.src_start : code.src_end] = [True] * (code.src_end - code.src_start)
        second.found[code.dest_start : code.dest_end] = [True] * (code.dest_end - code.dest_start)
