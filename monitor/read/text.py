"""Print noise removed once: what a printer, a page or a mail shield put into a text; not its meaning and not its typography.

What stays is paragraphs with a blank line between. Lines are joined where prose was wrapped; where lines are short by
intention (headers, signatures, tables) they stay lines of one block. Words are never dropped, page furniture is.
"""

from __future__ import annotations

import html
import re
import unicodedata
from html.entities import html5

_INVISIBLE = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0x202A, 0x202F)])
_SPACES = dict.fromkeys([0xA0, 0x2007, 0x2009, 0x200A, 0x202F, 0x3000, *range(0x2000, 0x2007)], " ")
_TABLE: dict[int, str | None] = {
    **_INVISIBLE,
    **_SPACES,
    **{code: " " for code in range(32) if chr(code) not in "\t\n\r\f"},
    0x0C: "\n",  # a form feed ends a page, and its last line
    0x0B: "\n",
    0x2028: "\n",
    0x2029: "\n\n",
    0x2010: "-",
    0x2011: "-",
}

# A mail shield's anchor: the address is the hexadecimal text, each byte xor the first one.
_SHIELD = re.compile(
    r"(?:<a\b[^<>]{0,400}>\s{0,4})?<(?:span|a)\b[^<>]{0,200}\bdata-cfemail=\"(?P<hex>[0-9a-fA-F]{4,400})\"[^<>]{0,100}>[^<>]{0,60}</(?:span|a)>(?:\s{0,4}</a>)?"
)
_BLOCK_TAG = re.compile(
    r"</?(?:p|div|h[1-6]|li|ul|ol|tr|table|article|main|section|header|footer|blockquote)(?:\s[^<>]{0,800})?/?>",
    re.IGNORECASE,
)
_BREAK_TAG = re.compile(r"<br(?:\s[^<>]{0,200})?/?>[ \t]*\n?", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9:]{0,16}(?:\s[^<>]{0,800})?/?>|<!--[^<>]{0,800}-->|<![A-Z][^<>]{0,200}>")
_BULLET_TAG = re.compile(r"<bullet>\s?", re.IGNORECASE)
_BRACKETED = re.compile(r"\[([A-Za-z]{2,8})\]")
_ACCENTS = (
    "acute",
    "grave",
    "circ",
    "tilde",
    "uml",
    "cedil",
    "ring",
    "caron",
    "breve",
    "slash",
    "lig",
    "strok",
    "dot",
    "macr",
    "ogon",
)
_SIGNS = {
    "deg": "°",
    "sect": "§",
    "para": "¶",
    "cir": "○",
    "bull": "•",
    "pound": "£",
    "euro": "€",
    "yen": "¥",
    "szlig": "ß",
    "thorn": "þ",
    "eth": "ð",
    "inodot": "ı",
}
_QUOTED = re.compile(r"``|''|(?<![\w`])`(?=\w)")

_PAGE = re.compile(r"[ \t]*\[\[?Page\s{1,4}[A-Z]?\d{1,6}\]\]?[ \t]*", re.IGNORECASE)
_FURNITURE = re.compile(
    r"(?:[-–—]\s{0,3}\d{1,4}\s{0,3}[-–—]"
    r"|page\s\d{1,4}(?:\s(?:of|/)\s\d{1,4})?"
    r"|(?:\d{1,6}\s)?federal register\s?/\s?vol\..{0,160}"
    r"|verdate\s.{0,160}|frm\s\d{3,6}\sfmt\s.{0,160}"
    r"|\[FR Doc\..{0,120}|billing codes?\s[\w .–-]{1,30})$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d{1,3}$")
_SIGNED = re.compile(
    r"^[ \t]*Digitally signed by\b.{0,80}\n(?:.{0,80}\n){0,3}?[ \t]*Date:[ \t]*\d{4}\.\d{2}\.\d{2}.{0,30}(?:\n|$)",
    re.MULTILINE,
)
_DATED = re.compile(r"^[ \t]*Dated?:\s{0,20}[A-Z][a-z]", re.MULTILINE)

_START = re.compile(
    r"(?:\((?:\d{1,3}|[a-z]|[ivxl]{2,6}|[A-Z])\)\s?){1,6}(?=\s|[“\"\[A-Z]|$|(?<=\s))"
    r"|notes?(?:\s\d{1,2})?(?::|\.\s|\sto\s(?:paragraph|general|this|the|section|sub))"
    r"|(?:annex|appendix|attachment)\b(?:--|—|:|\s(?:to|[ivx\d]{1,3}\b|$)|$)"
    r"|dated?:|§{1,2}\s?\d|(?:sec|section)\.?\s{1,3}\d{1,3}\.\s|[•●▪○◦]\s"
    r"|agency:|action:|summary:|dates:|for further information contact:|supplementary information:",
    re.IGNORECASE,
)
_OFFICER = re.compile(
    r"(?:[A-Z][\w.'’-]{0,25},?\s){2,4}(?:(?:Acting|Deputy|Associate)\s){0,2}Director,?\s(?:of\sthe\s)?Office\sof\b"
)
_CITING = re.compile(
    r"(?:\b(?:paragraphs?|sections?|clauses?|items?|parts?)|§|\)(?:,|,?\s(?:and|or|and/or|through)))$", re.IGNORECASE
)
_STOP = re.compile(r"(?:[.:;?!—]|--|[;,]\s(?:and|or|and/or))[”\"')\]]{0,3}$")
_RULE = re.compile(r"[-=_*·•. ]{5,}$")
_COLUMNS = re.compile(r"\S(?:\.{4,}|\s{3,}|\t)\S")
_LEADERS = re.compile(r"\s{0,8}\.{4,}\s{0,80}|\s{3,}|\t")
_WORD = re.compile(r"[A-Za-z]{2,40}(?:-[A-Za-z]{2,40}){0,4}")
_LAST_WORD = re.compile(r"([A-Za-z]{2,40})-$")
_NARROWEST_PRINT = 40
_WIDEST_PRINT = 140  # characters; longer lines are no printed lines but whole paragraphs


def clean(text: str) -> str:
    """The text without print noise, in paragraphs with a blank line between."""
    text = _letters(text)
    lines = _without_furniture(text)
    return _flow(lines)


def _letters(text: str) -> str:
    """Characters as they were meant: accents, quotation marks, addresses; without tags and what cannot be seen."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_TABLE)
    if "<" in text:
        text = _SHIELD.sub(lambda match: _address(match["hex"]), text)
        text = _BREAK_TAG.sub("\n", _BLOCK_TAG.sub("\n\n", text))
        text = _TAG.sub("", _BULLET_TAG.sub("• ", text))
    if "&" in text:
        text = html.unescape(text).translate(_TABLE)
    if "[" in text:
        text = _BRACKETED.sub(lambda match: _accent(match[0], match[1]), text)
    if "`" in text or "''" in text:
        text = _QUOTED.sub(lambda match: {"``": "“", "''": "”"}.get(match[0], "‘"), text)
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _address(shielded: str) -> str:
    """The address behind a mail shield; the shield's own words where nothing sensible stands behind it."""
    if len(shielded) % 2:
        return "[email protected]"
    codes = bytes.fromhex(shielded)
    plain = bytes(code ^ codes[0] for code in codes[1:])
    known = plain.isascii() and re.fullmatch(rb"[\w.+-]{1,80}@[\w-]{1,60}(?:\.[\w-]{1,30}){1,5}", plain)
    return plain.decode("ascii") if known else "[email protected]"


def _accent(whole: str, name: str) -> str:
    if name in _SIGNS:
        return _SIGNS[name]
    letter = html5.get(f"{name};", "")
    return letter if letter.isalpha() and name.endswith(_ACCENTS) else whole


def _without_furniture(text: str) -> list[str]:
    """The lines without page numbers, running heads and page markers; a marker in the middle of a sentence leaves no gap."""
    if "Digitally" in text and _DATED.search(text):
        text = _SIGNED.sub("", text)
    lines: list[str] = []
    number, turned = 1, False
    for raw in text.split("\n"):
        line = raw.rstrip()
        marked = "[" in line and _PAGE.search(line) is not None
        if marked:
            line = _PAGE.sub(" ", line).rstrip()
        bare = line.strip()
        if bare and _NUMBER.match(bare) and int(bare) in {number, 2 if number == 1 else number}:
            number, turned, bare = int(bare) + 1, True, ""
        elif bare and len(bare) < 200 and _FURNITURE.match(bare):
            turned, bare = True, ""
        elif marked and not bare:
            turned = True
        if bare:
            if turned and _closes(lines, bare):
                lines[-1] = f"{lines[-1]} {bare}"
            else:
                lines.append(line)
            turned = False
        else:
            lines.append("")
    return lines


def _closes(lines: list[str], following: str) -> bool:
    """Takes away the blank lines that a page's end left in the middle of a sentence; true where its next word follows."""
    last = len(lines)
    while last and not lines[last - 1]:
        last -= 1
    if not last:
        return False
    before = lines[last - 1].strip()
    if following.isupper() and len(following) > 4:  # a heading
        return False
    if not following[:1].islower() and (_STOP.search(before[-12:]) or _starts(following, before)):
        return False
    del lines[last:]
    return following[:1].islower() or before.rpartition(" ")[2].islower() or before.endswith(",")


def _starts(line: str, before: str) -> bool:
    """True where the line begins a paragraph by its first words, and these are no citation that a wrap put there."""
    match = _START.match(line)
    if match is None:
        return _OFFICER.match(line) is not None
    if line[0] == "(":
        rest = line[match.end() :].lstrip()
        if _CITING.search(before[-16:]):
            return False
        return rest[:1].isupper() or rest[:1] in '(“"[' or _STOP.search(before[-12:]) is not None
    return not before or _STOP.search(before[-12:]) is not None or match[0][:1].isupper()


def _flow(lines: list[str]) -> str:
    """Lines as paragraphs: wrapped prose joined, what is short by intention kept in lines."""
    lengths = sorted(len(line.strip()) for line in lines if line)
    width = lengths[len(lengths) * 9 // 10] if lengths else 0
    words = _words(lines)
    blocks: list[list[list[str]]] = []  # block, line, pieces
    before = ""
    for line in lines:
        if not line or _RULE.match(line.strip()):
            before = ""
            continue
        piece = _single(line)
        if not before or _breaks(before, line, width):
            blocks.append([[piece]])
        elif _wraps(before, line, width):
            _link(blocks[-1][-1], piece, words)
        else:
            blocks[-1].append([piece])
        before = line
    return "\n\n".join("\n".join("".join(pieces) for pieces in block) for block in blocks)


def _single(line: str) -> str:
    """One line without outer and doubled spaces; columns of a table are parted by a tab, without leaders."""
    if _COLUMNS.search(line):
        line = _LEADERS.sub("\t", line.strip())
        return "\t".join(" ".join(cell.split()) for cell in line.split("\t") if cell.strip())
    return " ".join(line.split())


def _breaks(before: str, line: str, width: int) -> bool:
    """True where this line begins a paragraph though no blank line stands before it."""
    bare, last = line.strip(), before.strip()
    if _starts(bare, last):
        return True
    if _STOP.search(last[-12:]) is None or _COLUMNS.search(line):
        return False
    deeper = len(line) - len(line.lstrip()) >= len(before) - len(before.lstrip()) + 2
    return deeper or (len(last) < width * 3 // 4 and bare[:1].isupper())


def _wraps(before: str, line: str, width: int) -> bool:
    """True where this line goes on with the prose of the line before it."""
    bare, last = line.strip(), before.strip()
    if _COLUMNS.search(line) or _COLUMNS.search(before) or bare.isupper() or last.isupper():
        return False
    stopped = _STOP.search(last[-12:]) is not None
    if bare[:1].islower() and not stopped:
        return True
    # A full line is one to which the next word would not have fitted; letters of a proportional font vary in width.
    if not _NARROWEST_PRINT <= width <= _WIDEST_PRINT or len(last) + 1 + len(bare.partition(" ")[0]) < width * 4 // 5:
        return False
    return not stopped or len(bare) >= width // 2 or bare.endswith((".", ";", ":"))


def _words(lines: list[str]) -> set[str]:
    """The words of a text whose lines end in hyphens, to tell a word broken by the printer from a compound."""
    if not any(line.endswith("-") for line in lines):
        return set()
    return {word.lower() for line in lines for word in _WORD.findall(line)}


def _link(pieces: list[str], piece: str, words: set[str]) -> None:
    """Adds a line to the prose before it: after a space; after a compound's hyphen without one; over a printer's hyphen."""
    last = pieces[-1]
    if not last.endswith("-") or not last[-2:-1].isalnum() or not piece[:1].isalnum():
        pieces.append(f" {piece}")
        return
    left, right = _LAST_WORD.search(last), _WORD.match(piece)
    if left and right and (left[1] + right[0]).lower() in words and f"{left[1]}-{right[0]}".lower() not in words:
        pieces[-1] = last[:-1]
    pieces.append(piece)
