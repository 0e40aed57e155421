"""How results are printed: tables for people, plain text in a pipe, JSON on request. Not which results."""

from __future__ import annotations

import json
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


def json_options(command: F) -> F:
    """Adds `--json` and `--jsonl`."""
    command = click.option("--jsonl", "form", flag_value="jsonl", help="Print one JSON object a line.")(command)
    return click.option("--json", "form", flag_value="json", help="Print one JSON value.")(command)


def put_json(value: object) -> None:
    """One JSON value."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def put_line(value: object) -> None:
    """One JSON object on a line of its own, flushed: somebody may be reading it as it comes."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, default=str) + "\n")
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
    return "" if value is None else " ".join(str(value).split())


def _table(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, header_style="bold", pad_edge=False)
    for column in columns:
        table.add_column(
            column.replace("_", " "), overflow="fold", no_wrap=column in {"at", "due", "direction", "kind"}
        )
    for row in rows:
        table.add_row(*(_styled(column, _cell(row.get(column))) for column in columns))
    Console().print(table)


def _styled(column: str, value: str) -> Any:
    from rich.text import Text

    if column == "direction" and value in set(Direction):
        return Text(value, style=_STYLES[Direction(value)])
    return Text(value)


def heading(text: str) -> None:
    """A line that begins a part of the output."""
    click.echo(click.style(text, bold=True) if sys.stdout.isatty() else text)
