"""Where each designated paragraph goes: (a), then (1) under it, then (i); not what a paragraph does (`effects`).

A designator may be the next of its row at any open level, the first of a new row below, or, after a misprint or a list
that starts again, none of these. Two paragraphs that the printer ran together are split where the second one is the
next of an open row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from monitor.law.designators import Reading, cited, leading, readings

_ITEM_ENDS = re.compile(r"[.;,:—]$|[;,]\s(?:and|or)$")
_LOOK = 64  # characters that show whether a designator follows
_GAP = 5  # designators that a row may skip: reserved, or lost in print
_TITLE = 120  # characters; a paragraph may begin with a title of its own, and its list after that
_DEEPEST = 10  # levels; the Code of Federal Regulations uses six
_BRACKET = re.compile(r"\((?:\d{1,3}|[A-Za-z]{1,7})\)")
_ENDS = re.compile(r"(?P<stop>[.:;—]|[;,]\s(?:and|or|and/or))[”\"')]{0,2}\s$|(?P<dash>—|--)$")


@dataclass(slots=True)
class Node:
    """One paragraph with its place: the designators of all levels above it and its own; its words in pieces."""

    tokens: tuple[str, ...]
    pieces: list[str]
    parent: int | None

    @property
    def text(self) -> str:
        """All its words."""
        return " ".join(piece for piece in self.pieces if piece)


@dataclass(slots=True)
class _Level:
    reading: Reading
    token: str
    node: int | None = None  # where its paragraph stands in the list of nodes, if it has words of its own


class _Glued(NamedTuple):
    """A paragraph in the middle of a text: its level and designators, where the words before it end, where its own begin."""

    depth: int
    tokens: tuple[str, ...]
    end: int
    rest: int


@dataclass(slots=True)
class Tree:
    """The numbered paragraphs so far, and the row that is open at each level."""

    nodes: list[Node] = field(default_factory=list)
    _levels: list[_Level] = field(default_factory=list)

    def add(self, tokens: tuple[str, ...], text: str) -> bool:
        """Puts a paragraph into its place. False where its designators fit nowhere: then it is no paragraph."""
        depth = self._depth(tokens[0])
        if depth is None:
            return False
        self._enter(depth, tokens)
        self._fill(text, 0)
        return True

    def after(self, text: str) -> str:
        """The words of a note, without the paragraph of the highest level that the printer ran together with it."""
        for glued in self._glued(text, 0):
            if glued.depth == 0 and text[glued.end - 1] == ".":
                self._enter(0, glued.tokens)
                self._fill(text, glued.rest)
                return text[: glued.end]
        return text

    def append(self, text: str) -> None:
        """Words without a designator go to the paragraph before them, or to the one above it that they go on with."""
        node = self.nodes[-1]
        if text[:1].islower() and node.parent is not None and _ITEM_ENDS.search(node.pieces[-1][-12:]):
            node = self.nodes[node.parent]
        node.pieces.append(text)

    def _fill(self, text: str, start: int) -> None:
        """Places the words of the open paragraph, and every paragraph that is run together with it."""
        for glued in self._glued(text, start):
            self._place(text[start : glued.end])
            self._enter(glued.depth, glued.tokens)
            start = glued.rest
        self._place(text[start:])

    def _glued(self, text: str, start: int) -> Iterator[_Glued]:
        """Where a paragraph that goes on with an open row begins in the middle of a text; the caller opens it or does not."""
        for bracket in _BRACKET.finditer(text, start + 1):
            at = bracket.start()
            ends = _ENDS.search(text, max(start, at - 9), at) if text[at - 1] in " —-" else None
            if ends is None:
                continue
            tokens, rest = leading(text[at : at + _LOOK])
            if not tokens or not rest or not (rest[0].isupper() or rest[0] in '“"['):
                continue
            colon = (ends["stop"] or ends["dash"]) in {":", "—", "--"}
            depth = self._continues(tokens[0], announced=colon)
            # A list begins after a colon, or after a title: "(1) Hardware. (i) The exportation".
            titled = at - start < _TITLE and ends["stop"] == "." and ". " not in text[start : at - 1]
            begins = (colon or titled) and any(r.place == 1 for r in readings(tokens[0]))
            if depth is None and begins and len(self._levels) < _DEEPEST:
                depth = len(self._levels)
            if depth is not None and not cited(text[max(start, at - _LOOK) : at].rstrip()):
                yield _Glued(depth, tokens, at - 1 if text[at - 1] == " " else at, text.index(rest, at))
                start = at

    def _place(self, text: str) -> None:
        above = [level.node for level in self._levels[:-1] if level.node is not None]
        self._levels[-1].node = len(self.nodes)
        self.nodes.append(Node(tuple(level.token for level in self._levels), [text], above[-1] if above else None))

    def _enter(self, depth: int, tokens: tuple[str, ...]) -> None:
        """Opens the levels of a paragraph that begins with these designators, the first one at this depth."""
        for step, token in enumerate(tokens):
            level = depth + step
            style = self._levels[level].reading.style if level < len(self._levels) else None
            options = readings(token)
            first = min(options, key=lambda reading: reading.place)
            del self._levels[level:]
            self._levels.append(_Level(next((r for r in options if r.style == style), first), token))

    def _depth(self, token: str) -> int | None:
        """The level at which this designator stands; None where it fits nowhere."""
        announced = bool(self.nodes) and self.nodes[-1].pieces[-1].endswith((":", "—", "--"))
        depth = self._continues(token, announced=announced)
        if depth is not None or not self._levels:
            return depth or 0
        options = readings(token)
        styles = {level.reading.style for level in self._levels}
        fresh = [r for r in options if r.place == 1]
        if len(self._levels) < _DEEPEST and any(announced or r.style not in styles for r in fresh):
            return len(self._levels)
        for depth in range(len(self._levels) - 1, -1, -1):
            level = self._levels[depth].reading
            for reading in options:
                near = fresh or 0 < reading.place - level.place <= _GAP or level.style in "§S"
                if reading.style == level.style and near:
                    return depth
        return len(self._levels) if len(self._levels) < _DEEPEST else None

    def _continues(self, token: str, *, announced: bool) -> int | None:
        """The level whose row this designator goes on with, the deepest first. After a colon, (i) begins a row of its own."""
        options = readings(token)
        if announced and any(r.place == 1 for r in options):
            return None
        for depth in range(len(self._levels) - 1, -1, -1):
            level = self._levels[depth].reading
            if any(r.style == level.style and r.place == level.place + 1 for r in options):
                return depth
        return None
