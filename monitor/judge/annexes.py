"""Two versions of an annex, row by row: who or what was added, dropped, put right. Not running text."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from rapidfuzz.distance import OSA, Indel

from monitor.judge import uses
from monitor.judge.diff import hunks
from monitor.judge.finding import Facet, Finding
from monitor.judge.names import corrected
from monitor.judge.paragraph import stems
from monitor.judge.reach import Bearing, Reach, direction
from monitor.judge.side import Paragraph
from monitor.judge.verdict import meaning
from monitor.judge.words import Sort, fold, scan
from monitor.model.words import Direction, Op

_BULLET: Final = re.compile(r"\s*[•●▪■◦‣]\s*")
_HEADING: Final = re.compile(
    r"(?:annex|appendix|attachment|schedule|list of)\b|.*:\s*$|[-=_\s]+$|\W*\d{1,3}\W*$", re.IGNORECASE
)
_PUT_RIGHT: Final = 0.85  # likeness of the letters of two rows from which one is the other put right
_FEW: Final = 200  # rows up to which every dropped one is held against every new one
_SHOWN: Final = 12  # rows named in an operation


def rows(paragraph: Paragraph) -> list[str]:
    """The rows of an annex, without its headings and rules."""
    lines = [row for line in paragraph.words.split("\n") for row in _BULLET.split(line)]
    return [" ".join(line.split()) for line in lines if line.strip() and not _HEADING.match(line.strip())]


def judge(old: Paragraph, new: Paragraph) -> list[Finding]:
    """Findings for one annex: at most one a direction."""
    if old.key == new.key:
        return []
    gone, come = _left(rows(old), rows(new))
    righted: list[tuple[str, str]] = []
    if len(gone) <= _FEW and len(come) <= _FEW:
        for row in list(gone):
            match = next((other for other in come if _put_right(row, other)), None)
            if match is not None:
                righted.append((row, match))
                gone.remove(row)
                come.remove(match)
    gone, come = _rewrapped(gone, come)
    found = _form(new, righted, moved=not gone and not come and not righted and rows(old) != rows(new))
    if gone:
        found.append(_sign(new, uses.base(old), Reach.NARROWER, gone))
    if come:
        found.append(_sign(new, uses.base(new), Reach.WIDER, come))
    return found


def _left(before: list[str], after: list[str]) -> tuple[list[str], list[str]]:
    """The rows that only one side has."""
    ours, theirs = Counter(fold(r) for r in before), Counter(fold(r) for r in after)
    gone, come = ours - theirs, theirs - ours
    return _take(before, gone), _take(after, come)


def _rewrapped(gone: list[str], come: list[str]) -> tuple[list[str], list[str]]:
    """Without the rows whose words all stand on the other side, in lines that the printer broke elsewhere."""
    if not gone or not come or len(gone) * len(come) > _FEW * _FEW:
        return gone, come
    ours, theirs = ([[t.norm for t in scan(row)] for row in side] for side in (gone, come))
    flat = ([w for row in ours for w in row], [w for row in theirs for w in row])
    found = hunks(*flat)
    left = {i for h in found for i in range(h.b0, h.b1)}, {i for h in found for i in range(h.a0, h.a1)}
    return _touched(gone, ours, left[0]), _touched(come, theirs, left[1])


def _touched(lines: list[str], words: list[list[str]], left: set[int]) -> list[str]:
    at = 0
    kept: list[str] = []
    for line, row in zip(lines, words, strict=True):
        if not row or any(i in left for i in range(at, at + len(row))):
            kept.append(line)
        at += len(row)
    return kept


def _take(lines: list[str], wanted: Counter[str]) -> list[str]:
    left = Counter(wanted)
    taken: list[str] = []
    for line in lines:
        key = fold(line)
        if left[key] > 0:
            left[key] -= 1
            taken.append(line)
    return taken


def _put_right(old: str, new: str) -> bool:
    first, second = scan(old), scan(new)
    if [t.norm for t in first if t.sort is not Sort.WORD] != [t.norm for t in second if t.sort is not Sort.WORD]:
        return _figure_put_right(fold(old), fold(new))
    if corrected(first, second):
        return True
    figures = [t for t in first if t.sort is Sort.NUMBER and t.value >= 1000]
    alike = Indel.normalized_similarity(fold(old), fold(new))
    return bool(figures) and alike >= _PUT_RIGHT


def _figure_put_right(old: str, new: str) -> bool:
    """The same name with a long number of which one or two figures were wrong."""
    words, figures = (re.sub(r"\d", "", old), re.sub(r"\d", "", new)), (re.sub(r"\D", "", old), re.sub(r"\D", "", new))
    if words[0] != words[1] or len(words[0]) < 4 or len(figures[0]) != len(figures[1]) or len(figures[0]) < 6:
        return False
    return OSA.distance(*figures) <= 2


def _form(new: Paragraph, righted: list[tuple[str, str]], *, moved: bool) -> list[Finding]:
    if moved:
        ground = "The same rows in another order."
        return [Finding(new.path, Op.MOVED, new.effect, Direction.UNCHANGED, None, None, ground, Facet.FORM)]
    if not righted:
        return []
    before, after = "; ".join(b for b, _ in righted[:_SHOWN]), "; ".join(a for _, a in righted[:_SHOWN])
    ground = "No effect on what is allowed: names put right."
    return [Finding(new.path, Op.CHANGED, new.effect, Direction.UNCHANGED, before, after, ground, Facet.FORM)]


def _sign(new: Paragraph, bearing: Bearing, reach: Reach, touched: list[str]) -> Finding:
    sign = direction(reach, bearing)[0]
    shown = "; ".join(touched[:_SHOWN]) + (f"; and {len(touched) - _SHOWN} more" if len(touched) > _SHOWN else "")
    came = reach is Reach.WIDER
    count = f"{len(touched)} {'row' if len(touched) == 1 else 'rows'} {'added' if came else 'dropped'}"
    said = meaning(bearing, reach) or "not judged, for the annex serves more than one purpose or none"
    words = stems(w.norm for row in touched for w in scan(row))
    return Finding(
        new.path,
        Op.CHANGED,
        new.effect,
        sign,
        None if came else shown,
        shown if came else None,
        f"{said.capitalize()}: {count}.",
        Facet.COVERED,
        len(touched),
        words if came else frozenset(),
        frozenset() if came else words,
    )
