"""What numbers a paragraph: (a), (1), (iv), (A), "Sec. 2."; not where in the tree it goes (`tree`).

The Federal Register's order of levels is (a)(1)(i)(A)(1)(i), yet licenses skip levels and restart lists: a designator
therefore has readings (style and place in its row), and the tree chooses among them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

# Numbers, letters, doubled letters, roman numerals; a word in brackets is none.
_DOUBLED = "|".join(2 * chr(letter) for letter in range(ord("a"), ord("z") + 1))
_ONE = re.compile(rf"\((?:\d{{1,3}}|[a-z]|{_DOUBLED}|[ivxl]{{2,7}}|[A-Z]|[IVXL]{{2,7}})\)")
_SECTION = re.compile(r"(?:Section|Sec\.?)\s{0,2}(\d{1,3})(?:\.|:|$)(?=\s|$)")
_CODE = re.compile(r"(?:§|Sec\.)\s{0,3}(\d{3})\.(\d{1,4})(?=\s)")
_DOTTED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+(?=\S)")
_CITING = re.compile(
    r"(?:\b(?:sub-?)?(?:paragraphs?|sections?|secs?\.|clauses?|items?|parts?|articles?|notes?|art\.)|§{1,2}"
    r"|\)\s?(?:,|,?\s?(?:and|or|and/or|through|to|-|–|—)))$",
    re.IGNORECASE,
)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
_MOST = 8  # designators in a row at the head of one paragraph; (a)(1)(i)(A)(1)(i) are six


class Reading(NamedTuple):
    """One way to read a designator: its style and its place in the row of that style, from 1."""

    style: str
    place: int


@lru_cache(maxsize=1024)
def readings(token: str) -> tuple[Reading, ...]:
    """All ways to read a designator without its brackets; (i) is the ninth letter and the first roman numeral."""
    if token.isdigit():
        return (Reading("1", int(token)),)
    if _is_section(token):
        numbers = [int(number) for number in re.findall(r"\d+", token)]
        return (Reading(token[0], numbers[0] if len(numbers) == 1 else numbers[0] * 10_000 + numbers[1]),)
    if token[-1] == ".":
        return (Reading("." * token.count("."), int(token.split(".")[-2])),)
    upper = token.isupper()
    word = token.lower()
    found = []
    if len(set(word)) == 1 and len(word) <= 2:
        found.append(Reading("A" if upper else "a", ord(word[0]) - 96 + 26 * (len(word) - 1)))
    number = _roman(word)
    if number:
        found.append(Reading("I" if upper else "i", number))
    return tuple(found)


def _is_section(token: str) -> bool:
    return token.startswith(("Sec. ", "§ "))


def _roman(word: str) -> int:
    total = 0
    for letter, after in zip(word, [*word[1:], ""], strict=True):
        value = _ROMAN.get(letter, 0)
        if not value:
            return 0
        total += -value if _ROMAN.get(after, 0) > value else value
    return total


def leading(line: str, *, dotted: bool = False) -> tuple[tuple[str, ...], str]:
    """The designators that a line begins with, and the rest of it: "(a)(1) All" is (("a", "1"), "All").

    `dotted` takes "1." and "2.3" for designators as well, as licences of the United Kingdom number their paragraphs.
    """
    if line[:1] != "(":
        token, rest = _heading(line, dotted=dotted)
        if not token:
            return (), line
        more, rest = leading(rest) if rest[:1] == "(" else ((), rest)
        return (token, *more), rest
    tokens: list[str] = []
    place = 0
    while len(tokens) < _MOST:
        match = _ONE.match(line, place)
        if match is None:
            break
        tokens.append(match[0][1:-1])
        place = match.end()
        space = place
        while line[space : space + 1] == " ":
            space += 1
        if line[space : space + 1] != "(" or _ONE.match(line, space) is None:
            break
        place = space
    if tokens and line[place : place + 1] not in {"", " ", "\xa0", "“", '"', "["} and not line[place].isupper():
        return (), line
    return tuple(tokens), line[place:].lstrip()


def _heading(line: str, *, dotted: bool) -> tuple[str, str]:
    """A designator without brackets: "Sec. 2.", "§ 587.201", "2.3"; with the rest of the line."""
    if line[:1] in {"S", "§"}:
        code = _CODE.match(line)
        if code is not None:
            return f"§ {code[1]}.{code[2]}", line[code.end() :].lstrip()
        section = _SECTION.match(line)
        if section is not None:
            return f"Sec. {section[1]}", line[section.end() :].lstrip()
    elif dotted and line[:1].isdigit():
        number = _DOTTED.match(line)
        if number is not None and "." in number[0]:
            return f"{number[1]}.", line[number.end() :]
    return "", line


def cited(before: str) -> bool:
    """True where words end so that a designator after them is a citation: "described in paragraph", "(a)(1) or"."""
    return _CITING.search(before[-24:]) is not None


def printed(tokens: tuple[str, ...]) -> str:
    """The designators as they begin a line: `(a)(1)`, `Sec. 2. (a)`, `2.` Reading them again gives the same ones."""
    text = ""
    for token in tokens:
        if token[-1] == ".":
            text = token
        elif token.startswith("Sec. "):
            text += f"{token}. "
        else:
            text += token if _is_section(token) else f"({token})"
    return text.rstrip()


def path_of(tokens: tuple[str, ...]) -> str:
    """`(a)(1)(i)`, `Sec. 2(a)`, `§ 587.201(a)`, `2.3(a)`: a dotted number holds all levels above it."""
    path = ""
    for token in tokens:
        if token[-1] == ".":
            path = token[:-1]
        else:
            path += token if _is_section(token) else f"({token})"
    return path
