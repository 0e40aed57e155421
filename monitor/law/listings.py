"""Names that a notice puts on a list, takes off it or changes, as it prints them under its headings; not the lists themselves."""

from __future__ import annotations

import re
from dataclasses import dataclass

from monitor.model.instrument import ActionKind

_I = re.IGNORECASE
_HEADINGS = (
    (
        ActionKind.DESIGNATED,
        re.compile(
            r"\bha(?:s|ve) been (?:added|designated|identified)\b|\b(?:additions|designations) (?:has|have) been made\b|\bfollowing .{0,80}\b(?:added to|identified (?:as|on))\b",
            _I,
        ),
    ),
    (
        ActionKind.REMOVED,
        re.compile(
            r"\bdeletions? (?:has|have) been made\b|\bha(?:s|ve) been (?:removed|deleted|delisted)\b|\bremovals? (?:has|have) been made\b",
            _I,
        ),
    ),
    (
        ActionKind.ENTRY_CHANGED,
        re.compile(
            r"\bchanges? (?:has|have|were) (?:been )?(?:made|occurred)\b|\bha(?:s|ve) been (?:changed|amended|updated)\b",
            _I,
        ),
    ),
)
_OTHER_HEADING = re.compile(
    r"(?:unrelated administrative|specially designated nationals list update|sectoral sanctions|non-sdn|additionally|in addition|none\.?$|none at this time)",
    _I,
)
_MENU = re.compile(r"non-sdn|sectoral|menu-based", _I)
_TAG = re.compile(r"\[([A-Z0-9][A-Z0-9 _-]{1,30})\]")
_INDIVIDUAL = re.compile(r"\(individual\)|\bDOB\b|\bGender (?:Male|Female)\b")
_ENDS = re.compile(r"\[[A-Z0-9][A-Z0-9 _-]{1,30}\](?:\s?\([^)]{1,200}\))?\s?\.?$")
_FORM = re.compile(
    r"^(?:CO|CORP|INC|LTD|LIMITED|LLC|L\.L\.C|PLC|LLP|LP|S\.?A|S\.?A\.?R\.?L|S\.?P\.?A|S\.?R\.?L|GMBH|AG|B\.?V|N\.?V|FZE|FZCO|FZC|FZ-LLC|OOO|OAO|PAO|JSC|PJSC|OJSC|CJSC|PTE|PTY|PVT|SDN|BHD|SAL|S\.A\.L|DMCC|KFT|D\.?O\.?O|S\.?R\.?O|OY|AB|AS|A\.?S|E\.?I\.?R\.?L|C\.?A|S\.?A\.? DE C\.?V|S\.?A\.?S)\.?$"
)
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Listed:
    """One entry of a notice: what happened to it, its name, the program codes behind it."""

    kind: ActionKind
    name: str
    tags: tuple[str, ...]
    menu: bool = False  # of a list that is not the SDN list


def listed(body: str) -> list[Listed]:
    """The entries that the body of a notice prints, in order."""
    kind: ActionKind | None = None
    menu = False
    open_entry: list[str] = []
    found: list[Listed] = []
    for raw in body.splitlines():
        line = " ".join(raw.split())
        heading = _heading(line)
        if not line or heading is not None or _OTHER_HEADING.match(line):
            _close(kind, open_entry, found, menu=menu)
            if heading is not None:
                kind, menu = heading, _MENU.search(line) is not None
            elif line and not line.lower().startswith("specially"):
                kind = kind if line.lower().startswith("none") else None
            continue
        if kind is None:
            continue
        if open_entry and _begins(line) and _ENDS.search(open_entry[-1]):
            _close(kind, open_entry, found, menu=menu)
        open_entry.append(line)
    _close(kind, open_entry, found, menu=menu)
    return found


def _heading(line: str) -> ActionKind | None:
    if len(line) > 300 or not re.search(r"\b(?:following|list)\b", line, _I):
        return None
    return next((kind for kind, form in _HEADINGS if form.search(line)), None)


def _begins(line: str) -> bool:
    return bool(re.match(r"[\"“]?[A-Z0-9][A-Z0-9'’.&-]", line))


def _close(kind: ActionKind | None, lines: list[str], found: list[Listed], *, menu: bool) -> None:
    if kind is not None and lines and _begins(lines[0]):
        entry = " ".join(lines)
        old, _, new = entry.partition(" -to- ")
        tags = tuple(dict.fromkeys(_TAG.findall(entry)))
        name = name_of(new or old if kind is not ActionKind.REMOVED else old)
        if name and (tags or len(entry) > len(name) + 3):
            found.append(Listed(kind, name, tags, menu))
    lines.clear()


def name_of(entry: str) -> str:
    """The name that an entry begins with: "GAST, Vladimir Vyacheslavovich", "AEZA GROUP LLC", "ALDERWICK CO., LTD."."""
    head = re.split(
        r"\s\((?:a\.k\.a|f\.k\.a|n\.k\.a|Cyrillic|Arabic|Chinese|individual|vessel)|\s\([A-Z0-9-]{3,9}\)\s(?=[A-Z][a-z])|\s\(?\[|;",
        entry[: 4 * _LONGEST_NAME],
        maxsplit=1,
    )[0]
    pieces = [piece.strip() for piece in head.split(", ")]
    name = [pieces[0]]
    if _INDIVIDUAL.search(entry):
        name += [piece for piece in pieces[1:2] if re.match(r"[A-Z][a-z'’]", piece) or len(pieces) > 2]
    else:
        for piece in pieces[1:]:
            if not _FORM.match(piece.rstrip(",")):
                break
            name.append(piece)
    return ", ".join(name)[:_LONGEST_NAME]
