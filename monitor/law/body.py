"""The provisions of a text: its paragraphs with path, effect and parent; not its header and not its dates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from monitor.law.designators import path_of
from monitor.law.effects import effect_of_note, effect_of_paragraph, spares
from monitor.law.paragraphs import Mark, Paragraph, joined, stopped
from monitor.law.tree import Tree
from monitor.model.instrument import Provision
from monitor.model.words import Effect

_NOTE_NUMBER = re.compile(r"Notes?\s(?:No\.\s)?(\d{1,2})\b", re.IGNORECASE)
_NOTE_PLACE = re.compile(
    r"Notes?(?:\s(?:No\.\s)?\d{1,2})?\s(?:to|on|for)\s(?:sub)?(?:paragraphs?|sections?)\s((?:\((?:[a-z]{1,4}|\d{1,3}|[A-Z])\)\s?){1,6})",
    re.IGNORECASE,
)
_ANNEX_NUMBER = re.compile(r"(?:annex|appendix|attachment|schedule)\s([A-Z]|[IVX]{1,5}|\d{1,2})\b", re.IGNORECASE)
_ANNEX_NAMED = re.compile(r"\b(?:annex(?:es)?|appendix|attachment|schedule)\b", re.IGNORECASE)
_LOOK = 400  # characters of a paragraph's beginning that name its place


@dataclass(slots=True)
class _Row:
    """A provision in the making: its words stand in the tree (`node`) or here, in pieces."""

    path: str
    mark: Mark
    pieces: list[str] = field(default_factory=list)
    node: int | None = None


@dataclass(slots=True)
class _Body:
    """Paragraphs on their way to provisions, in the order of the text."""

    permits: bool
    tree: Tree = field(default_factory=Tree)
    rows: list[_Row] = field(default_factory=list)
    plain: int = 0  # unnumbered paragraphs so far

    def take(self, paragraph: Paragraph) -> None:
        """Adds one paragraph: to a row of its own, or to the one that it goes on with."""
        if paragraph.mark is Mark.DESIGNATED:
            before = len(self.tree.nodes)
            if not self.tree.add(paragraph.tokens, paragraph.text):
                self._go_on(f"{path_of(paragraph.tokens)} {paragraph.text}")
            self._add_nodes(before)
        elif paragraph.mark is Mark.NOTE:
            before = len(self.tree.nodes)
            self.rows.append(_Row(_note_path(paragraph.text), Mark.NOTE, [self.tree.after(paragraph.text)]))
            self._add_nodes(before)
        elif paragraph.mark is Mark.ANNEX:
            self.rows.append(_Row(_annex_path(paragraph.lines[0]), Mark.ANNEX, ["\n".join(_table(paragraph.lines))]))
        elif paragraph.mark is Mark.PLAIN:
            self._go_on(paragraph.text)

    def _add_nodes(self, first: int) -> None:
        for node in range(first, len(self.tree.nodes)):
            self.rows.append(_Row(path_of(self.tree.nodes[node].tokens), Mark.DESIGNATED, node=node))

    def _go_on(self, text: str) -> None:
        """Words without a beginning of their own: in a license they belong to the paragraph before them."""
        last = self.rows[-1] if self.rows else None
        if last is None or last.mark is Mark.PLAIN or (not self.permits and stopped(self._pieces(last)[-1])):
            self.plain += 1
            self.rows.append(_Row(f"Paragraph {self.plain}", Mark.PLAIN, [text]))
        elif last.node is not None:
            self.tree.append(text)
        else:
            last.pieces.append(text)

    def _pieces(self, row: _Row) -> list[str]:
        return row.pieces if row.node is None else self.tree.nodes[row.node].pieces

    def words(self, row: _Row) -> str:
        """The words of a row, wherever they stand."""
        return " ".join(piece for piece in self._pieces(row) if piece)


def read_provisions(found: Iterable[Paragraph], title: str, *, permits: bool) -> tuple[Provision, ...]:
    """The provisions of a text in order: the title, what is numbered, notes, annexes. Signatures are none."""
    body = _Body(permits)
    for paragraph in found:
        body.take(paragraph)
    provisions = [Provision("title", Effect.MACHINERY, title)] if title else []
    effects: dict[str, Effect] = {}  # of the paragraphs so far, by path
    places: dict[int, int] = {}  # node of the tree: index of its provision
    lead: int | None = None  # the unnumbered paragraph whose list is open
    annex: Effect | None = None  # what the first paragraph does that speaks of an annex
    for row in body.rows:
        words = body.words(row)
        parent = None
        if row.node is not None:
            above = body.tree.nodes[row.node].parent
            parent = places[above] if above is not None else lead
            places[row.node] = len(provisions)
        elif row.mark is Mark.PLAIN:
            lead = len(provisions) if words.endswith((":", "—", "--")) else None
        if row.mark is Mark.ANNEX:
            effect = annex or Effect.DEFINITION
        else:
            effect = _effect(row, words, provisions[parent] if parent is not None else None, permits=permits)
            if permits and effect is Effect.EXCLUDES and spares(words, effects):
                effect = Effect.PERMITS
            if annex is None and effect not in {Effect.NOTE, Effect.MACHINERY} and _ANNEX_NAMED.search(words):
                annex = effect
        effects.setdefault(row.path, effect)
        provisions.append(Provision(row.path, effect, words, parent))
    return tuple(provisions)


def _effect(row: _Row, words: str, above: Provision | None, *, permits: bool) -> Effect:
    if row.mark is Mark.NOTE:
        return effect_of_note(words, permits=permits)
    return effect_of_paragraph(words, above.effect if above else None, above.text if above else "", permits=permits)


def _note_path(text: str) -> str:
    """`Note 1 to (a)`, `Note to (a)(1)`, `Note 2`, `Note`."""
    number = _NOTE_NUMBER.match(text)
    place = _NOTE_PLACE.match(text[:_LOOK])
    words = ["Note"]
    if number is not None:
        words.append(number[1])
    if place is not None:
        words += ["to", place[1].replace(" ", "")]
    return " ".join(words)


def _annex_path(line: str) -> str:
    number = _ANNEX_NUMBER.match(line)
    return f"Annex {number[1]}" if number is not None else "Annex"


def _table(lines: list[str]) -> list[str]:
    """The lines of an annex: rows stay apart; leaders ("Sulfur......") and bullets are print, a wrapped heading is one line."""
    rows: list[str] = []
    for line in lines:
        row = re.sub(r"\s?\.{3,}\s?", " ", line).strip()
        row = re.sub(r"^[•●▪*·]\s?", "", row)
        if row:
            rows.append(row)
    return rows or [joined(lines)]
