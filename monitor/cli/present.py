"""How results are printed: tables for people, plain text in a pipe, JSON on request. Not which results."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

import click

from monitor.model.words import Direction

F = TypeVar("F", bound=Callable[..., Any])
_STYLES = {
    Direction.RELAXED: "green",
    Direction.TIGHTENED: "red",
    Direction.MIXED: "yellow",
    Direction.UNJUDGED: "magenta",
    Direction.UNCHANGED: "dim",
}
_GAP = 2  # between two columns
_PROSE = {"title", "summary", "subject", "excerpt", "error", "url", "wants", "trouble"}
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
# What a terminal would obey instead of showing it, or what turns the direction of the words around it.
_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_TIME_FOR_EYES = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d")


def json_options(command: F) -> F:
    """Adds `--json` and `--jsonl`."""
    command = click.option("--jsonl", "form", flag_value="jsonl", help="Print one JSON object a line.")(command)
    return click.option("--json", "form", flag_value="json", help="Print one JSON value.")(command)


def harmless(text: str) -> str:
    """The text with a mark in place of each character that a terminal would obey: titles and errors come from outside."""
    return _OBEYED.sub("\N{REPLACEMENT CHARACTER}", text)


def tell(text: str = "", *, err: bool = False) -> None:
    """A line (or several) for people, whoever wrote its words."""
    click.echo(harmless(text), err=err)


def styled() -> bool:
    """True where colours and bold letters may be used: in a terminal that knows them, unless $NO_COLOR is set (no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _json(value: object, indent: int | None = None) -> str:
    """JSON text; what a terminal would obey is escaped, which changes no value."""
    text = json.dumps(value, ensure_ascii=False, indent=indent, default=str)
    return _OBEYED.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def put_json(value: object) -> None:
    """One JSON value."""
    click.echo(_json(value, indent=2))


def put_line(value: object) -> None:
    """One JSON object on a line of its own, flushed: somebody may be reading it as it comes."""
    sys.stdout.write(_json(value) + "\n")
    sys.stdout.flush()


def put_value(value: object, form: str) -> None:
    """A value as JSON; with `jsonl` a list is one line an item."""
    if form == "json":
        put_json(value)
        return
    for one in value if isinstance(value, list) else [value]:
        put_line(one)


def put_rows(rows: Iterable[Mapping[str, Any]], columns: Sequence[str], form: str | None, *, empty: str) -> None:
    """Rows in the form that was asked for. `columns` are those that people see; JSON has all."""
    found = [dict(row) for row in rows]
    if form == "json":
        put_json(found)
    elif form == "jsonl":
        for row in found:
            put_line(row)
    elif not found:
        click.echo(empty)
    elif sys.stdout.isatty():
        _table(found, columns)
    else:
        click.echo("\t".join(columns))
        for row in found:
            click.echo("\t".join(_cell(row.get(column)) for column in columns))


def _cell(value: object) -> str:
    return "" if value is None else harmless(" ".join(str(value).split()))


def _table(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> None:
    """A line a row, as wide as the terminal; what does not fit stands below its row, indented and wrapped. No empty columns."""
    from rich.cells import cell_len
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console(highlight=False)
    shown = [{column: _for_eyes(_cell(row.get(column))) for column in columns} for row in rows]
    used = [column for column in columns if any(row[column] for row in shown)]
    names = {column: _name(column, shown) for column in used}
    widths = {column: max(cell_len(names[column]), *(cell_len(row[column]) for row in shown)) for column in used}
    beside = _fitting(used, widths, console.width)
    prose = [column for column in used if column not in beside and column in _PROSE]
    further = [column for column in used if column not in beside and column not in _PROSE]
    console.print(_line({column: names[column] for column in beside}, widths, "bold"), soft_wrap=True)
    for row in shown:
        console.print(_line({column: row[column] for column in beside}, widths), soft_wrap=True)
        told = ", ".join(f"{names[column]}: {row[column]}" for column in further if row[column])
        for words in (told, *(row[column] for column in prose)):
            if words:
                console.print(Padding(Text(words), (0, 0, 0, 4), expand=False))


def _fitting(columns: Sequence[str], widths: Mapping[str, int], room: int) -> list[str]:
    """The columns that fit side by side: prose goes first, the widest of it, then what stands last. The first one stays."""
    beside = list(columns)
    while len(beside) > 1 and sum(widths[column] + _GAP for column in beside) - _GAP > room:
        prose = [column for column in beside[1:] if column in _PROSE]
        beside.remove(max(prose, key=lambda column: widths[column]) if prose else beside[-1])
    return beside


def _line(cells: Mapping[str, str], widths: Mapping[str, int], style: str = "") -> Any:
    from rich.cells import cell_len
    from rich.text import Text

    line = Text(style=style)
    for column, value in cells.items():
        line.append_text(_styled(column, value)).append(" " * (widths[column] - cell_len(value) + _GAP))
    line.rstrip()
    return line


def _name(column: str, rows: Sequence[Mapping[str, str]]) -> str:
    """A column's heading; times say that they are UTC."""
    words = column.replace("_", " ")
    return f"{words} UTC" if any(_TIME_FOR_EYES.fullmatch(row[column]) for row in rows) else words


def _for_eyes(value: str) -> str:
    """A time to the minute; everything else as it is."""
    return f"{value[:10]} {value[11:16]}" if _TIME.fullmatch(value) else value


def _styled(column: str, value: str) -> Any:
    from rich.text import Text

    if column == "direction" and value in set(Direction):
        return Text(value, style=_STYLES[Direction(value)])
    return Text(value)


def heading(text: str) -> None:
    """A line that begins a part of the output."""
    clean = harmless(text)
    click.echo(click.style(clean, bold=True) if styled() else clean)
