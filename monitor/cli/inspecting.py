"""`inspect`: shows how one text, one pair, one news item, one page is read and judged. Touches no register."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import click

from monitor.cli.present import heading, json_options, put_json, put_line, put_value, tell
from monitor.library import lexicons, programs
from monitor.model.faults import MonitorError, ReadError, UsageError


@click.group()
def inspect() -> None:
    """Show how a license, a pair of versions, a news item or a page is read.

    \b
    Example:  sanctions-monitor inspect compare gl25.txt gl25a.pdf
    """


_NO_NEWS: dict[str, Any] = {
    "language": "und",
    "label": "none",
    "direction": "unchanged",
    "stage": "n/a",
    "jurisdiction": None,
    "program": None,
    "instruments": [],
    "score": 0.0,
    "why": [],
}

Answer = Callable[[dict[str, Any]], dict[str, Any]]


def _answer_lines(answer: Answer, unanswered: dict[str, Any]) -> None:
    """One answer for each JSON line of standard input; one that cannot be read gets `unanswered` with its problem."""
    for number, line in enumerate(sys.stdin.buffer, 1):
        if line.strip():
            put_line(_answered(answer, line, number, unanswered))


def _answered(answer: Answer, line: bytes, number: int, unanswered: dict[str, Any]) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        return {"id": str(number), **unanswered, "problem": f"line {number} is not JSON: {error}"}
    if not isinstance(row, dict):
        return {"id": str(number), **unanswered, "problem": f"line {number} is no JSON object"}
    try:
        return answer(row)
    except MonitorError as error:
        problem = str(error)
    except Exception as fault:  # noqa: BLE001 -- one text that we cannot digest must not cost the answers to the others
        problem = f"our own reading failed: {type(fault).__name__}: {fault}"
    return {"id": str(row.get("id", number)), **unanswered, "problem": problem}


def _text(row: dict[str, Any], field: str) -> str:
    value = row.get(field)
    return value if isinstance(value, str) else ""


@contextmanager
def _naming(path: Path | None) -> Iterator[None]:
    """What is said of bytes that cannot be read names the file that they came from."""
    try:
        yield
    except ReadError as error:
        raise UsageError(f"{path or 'standard input'}: {error}") from None


def _file_text(path: Path | None) -> str:
    """The clean text of a file, whatever it is; of standard input without one. Raises UsageError."""
    with _naming(path):
        return _clean(path.read_bytes() if path is not None else sys.stdin.buffer.read())


def _clean(body: bytes, content_type: str | None = None) -> str:
    """The clean text of plain text, HTML or a PDF. Raises ReadError."""
    from monitor.read import pdf
    from monitor.read.document import plain
    from monitor.read.text import clean

    return clean(plain(body, content_type, pdf.text))


def _clean_text(text: str) -> str:
    return _clean(text.encode("utf-8", "replace"), "text/plain; charset=utf-8")


def _named(file: Path | None) -> Path | None:
    """The file; None where standard input is meant."""
    return None if file is None or str(file) == "-" else file


FILE = click.Path(path_type=Path, dir_okay=False)


@inspect.command("license")
@click.argument("file", type=FILE, required=False)
@json_options
def license_text(file: Path | None, form: str | None) -> None:
    """Read one license: header, dates, provisions and what each of them does.

    FILE is plain text, HTML or PDF; "-" or nothing is standard input. With --jsonl, lines {"id", "text"} are read from standard input.

    \b
    Example:  sanctions-monitor inspect license gl25.pdf --json
    """
    from monitor.law import as_json, read_instrument

    def answer(row: dict[str, Any]) -> dict[str, Any]:
        return as_json(read_instrument(_clean_text(_text(row, "text")), programs()), str(row.get("id", "")))

    if form == "jsonl":
        _answer_lines(answer, {"key": None})
        return
    read = as_json(read_instrument(_file_text(_named(file)), programs()), str(file or "-"))
    if read.get("key") is None:
        raise UsageError(f"{_named(file) or 'standard input'}: {read['problem']}")
    if form == "json":
        put_json(read)
        return
    heading(f"{read['label']}  {read['title']}")
    for field in ("key", "issuer", "program", "cfr_parts", "issued", "starts", "expires", "expires_at", "supersedes"):
        if read.get(field):
            tell(f"  {field:<11}{read[field]}")
    for provision in read["provisions"]:
        tell(f"\n{provision['path']:<18}{provision['effect']}")
        tell(click.wrap_text(provision["text"], 96, "    ", "    "))


@inspect.command()
@click.argument("old", type=FILE, required=False)
@click.argument("new", type=FILE, required=False)
@json_options
def compare(old: Path | None, new: Path | None, form: str | None) -> None:
    """Compare two versions of a license: what is relaxed, what tightened, and why.

    With --jsonl, lines {"id", "before", "after"} are read from standard input.

    \b
    Example:  sanctions-monitor inspect compare gl46.txt gl46a.txt
    """
    from monitor.judge import as_json

    def answer(row: dict[str, Any]) -> dict[str, Any]:
        before, after = _clean_text(_text(row, "before")), _clean_text(_text(row, "after"))
        return as_json(_compare(before, after), str(row.get("id", "")))

    if form == "jsonl":
        _answer_lines(answer, {"direction": "unjudged", "kind": None})
        return
    if old is None or new is None:
        raise click.UsageError("two files are needed, or --jsonl")
    judgment = _compare(_file_text(old), _file_text(new))
    if form == "json":
        put_json(as_json(judgment, str(new)))
        return
    heading(f"{judgment.direction.value}{f' ({judgment.kind.value})' if judgment.kind else ''}")
    tell(judgment.summary or judgment.problem or "nothing changed")
    for operation in judgment.operations:
        tell(f"\n{operation.path:<18}{operation.op.value:<9}{operation.direction.value:<11}{operation.why}")
        _show_words(operation.before, operation.after)


def _show_words(before: str | None, after: str | None) -> None:
    for mark, words in (("-", before), ("+", after)):
        if words:
            tell(click.wrap_text(words, 96, f"  {mark} ", "    "))


def _compare(before: str, after: str) -> Any:
    from monitor.judge import compare as compare_law
    from monitor.law import read_instrument
    from monitor.model.instrument import Judgment, NoInstrument
    from monitor.model.words import Direction

    one, two = read_instrument(before, programs()), read_instrument(after, programs())
    for name, read in (("the old text", one), ("the new text", two)):
        if isinstance(read, NoInstrument):
            return Judgment(Direction.UNJUDGED, None, "", problem=f"{name} is no license: {read.problem}")
    assert not isinstance(one, NoInstrument)
    assert not isinstance(two, NoInstrument)
    return compare_law(one, two)


@inspect.command()
@click.argument("file", type=FILE, required=False)
@click.option(
    "--config", "-c", type=FILE, help="Read with the lexicons and programs beside this configuration, if there are any."
)
@json_options
def news(file: Path | None, config: Path | None, form: str | None) -> None:
    """Read one news item: does a measure change, whose, which way, and is it decided.

    The first line of FILE is the title. With --jsonl, lines {"id", "title", "text", "language"?, "date"?} are read from standard input.

    \b
    Example:  sanctions-monitor inspect news article.txt
              sanctions-monitor inspect news --config monitor.toml article.txt
    """
    from monitor.model.news import NewsItem
    from monitor.news import as_json, read_news

    beside = config.parent if config is not None else None

    def answer(row: dict[str, Any]) -> dict[str, Any]:
        language = row.get("language") if isinstance(row.get("language"), str) else None
        item = NewsItem(_text(row, "title"), _text(row, "text"), language, _day(row.get("date")))
        return as_json(read_news(item, lexicons(beside), programs(beside)), str(row.get("id", "")))

    if form == "jsonl":
        _answer_lines(answer, _NO_NEWS)
        return
    named = _named(file)
    raw = named.read_bytes() if named is not None else sys.stdin.buffer.read()
    title, _, body = raw.decode("utf-8", "replace").strip().partition("\n")
    read = answer({"id": str(file or "-"), "title": title, "text": body})
    if form == "json":
        put_json(read)
        return
    heading(f"{read['direction']} ({read['label']}, {read['stage']})")
    for field in ("language", "jurisdiction", "program", "instruments", "score"):
        tell(f"  {field:<13}{read[field]}")
    _list("why", read["why"])


def _list(name: str, lines: Iterable[str]) -> None:
    tell(f"  {name}")
    for line in lines:
        tell(f"    {line}")


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10]) if value else None
    except ValueError:
        return None


@inspect.command()
@click.argument("old", type=FILE)
@click.argument("new", type=FILE)
@click.option("--select", help="CSS selector of the part that matters.")
@json_options
def page(old: Path, new: Path, select: str | None, form: str | None) -> None:
    """Compare two captures of a page: a change of substance, or only of menus, dates and markup.

    \b
    Example:  sanctions-monitor inspect page monday.html tuesday.html
    """
    from monitor.judge import compare_pages
    from monitor.read.furniture import page_text

    texts = []
    for path in (old, new):
        with _naming(path):
            texts.append(page_text(path.read_bytes(), None, select))
    substantive, operations = compare_pages(*texts)
    told = {
        "substantive": substantive,
        "operations": [{"op": o.op.value, "before": o.before, "after": o.after} for o in operations],
    }
    if form is not None:
        put_value(told, form)
        return
    heading("a change of substance" if substantive else "no change of substance")
    for operation in operations:
        tell(f"\n{operation.op.value}")
        _show_words(operation.before, operation.after)


@inspect.command("list-diff")
@click.argument("old", type=FILE)
@click.argument("new", type=FILE)
@click.option("--format", "name", type=click.Choice(["ofac-sdn-csv"]), default="ofac-sdn-csv", show_default=True)
@json_options
def list_diff(old: Path, new: Path, name: str, form: str | None) -> None:
    """Compare two snapshots of a sanctions list: entries added, removed, and which fields of the others differ.

    A file without a single record is refused: it is never the removal of everything.

    \b
    Example:  sanctions-monitor inspect list-diff monday/sdn.csv tuesday/sdn.csv --format ofac-sdn-csv
    """
    from monitor.read.sdn_csv import records
    from monitor.register.list_diff import difference

    read = {"ofac-sdn-csv": records}[name]
    snapshots = []
    for path in (old, new):
        with _naming(path):
            snapshots.append(read(path.read_bytes()))
    before, after = snapshots
    found = difference(before, after)
    if form is not None:
        changed = [{"id": one.id, "fields": list(one.fields)} for one in found.changed]
        put_value({"added": list(found.added), "removed": list(found.removed), "changed": changed}, form)
        return
    heading(f"{len(found.added)} added, {len(found.removed)} removed, {len(found.changed)} changed")
    for mark, identities, entries in (("+", found.added, after), ("-", found.removed, before)):
        for identity in identities:
            tell(f"  {mark} {identity}  {entries[identity]['name']} ({entries[identity]['program']})")
    for one in found.changed:
        tell(f"  ~ {one.id}  {after[one.id]['name']}: {', '.join(one.fields)}")
