"""Questions to the history: measures, one measure, the difference of two versions, search. Reads the views only."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from monitor.cli.database import database_option, open_history
from monitor.cli.present import harmless, heading, json_options, put_rows, put_value, styled, tell
from monitor.library import programs
from monitor.model.faults import UsageError
from monitor.model.words import Status


@click.command()
@click.option("--program", help="Only measures of this program (a slug such as russia).")
@click.option(
    "--status", type=click.Choice([status.value for status in Status]), help="Only measures that stand so now."
)
@database_option
@json_options
def measures(program: str | None, status: str | None, db: Path, form: str | None) -> None:
    """List the measures that the register holds.

    \b
    Example:  sanctions-monitor measures --program russia --status "in force"
    """
    with open_history(db) as tx:
        rows = tx.rows(
            "SELECT * FROM measures WHERE (:program IS NULL OR program = :program "
            "OR EXISTS (SELECT 1 FROM json_each(measures.programs) WHERE value = :program)) "
            "AND (:status IS NULL OR status = :status) ORDER BY measure",
            {"program": program, "status": status},
        )
    put_rows(
        rows,
        ("measure", "label", "status", "issued", "expires", "title"),
        form,
        empty="The register holds no such measure.",
    )


@click.command()
@click.argument("key")
@database_option
@json_options
def measure(key: str, db: Path, form: str | None) -> None:
    """Show one measure: where it stands, its versions, and what changed when.

    \b
    Example:  sanctions-monitor measure us-ofac/russia/gl-25
    """
    with open_history(db) as tx:
        found = tx.rows("SELECT * FROM measures WHERE measure = ?", (key,))
        if not found:
            near = tx.rows(
                "SELECT measure FROM measures WHERE measure LIKE ? LIMIT 5", (f"%{key.rpartition('/')[2]}%",)
            )
            known = f"; near it: {', '.join(row['measure'] for row in near)}" if near else ""
            raise UsageError(
                f"the register holds no measure {key!r}{known or '; `sanctions-monitor measures` lists them'}"
            )
        versions = tx.rows("SELECT * FROM versions WHERE measure = ? ORDER BY seen_at", (key,))
        changed = tx.rows("SELECT * FROM changes WHERE measure = ? ORDER BY at", (key,))
    whole = found[0] | {"versions": versions, "changes": changed}
    if form is not None:
        put_value(whole, form)
        return
    row = found[0]
    heading(f"{key}  {row['label']}  {row['status']}")
    tell(f"{row['title']}\n{row['url'] or ''}\n")
    put_rows(
        versions, ("label", "issued", "starts", "expires", "ended", "ended_by", "seen_at"), None, empty="no version"
    )
    tell()
    put_rows(
        changed,
        ("id", "at", "label", "kind", "direction", "summary"),
        None,
        empty="Nothing has changed since it was first seen.",
    )


@click.command()
@click.argument("key")
@click.argument("old", required=False)
@click.argument("new", required=False)
@database_option
@json_options
def diff(key: str, old: str | None, new: str | None, db: Path, form: str | None) -> None:
    """Show what changed between two versions of a measure, word by word; without labels, between the last two.

    \b
    Example:  sanctions-monitor diff us-ofac/venezuela/gl-46 46 46A
    """
    with open_history(db) as tx:
        held = tx.held(key)
    if held is None:
        raise UsageError(f"the register holds no measure {key!r}; `sanctions-monitor measures` lists them")
    texts = sorted(
        enumerate(held.versions),
        key=lambda pair: (pair[1].issued is not None, pair[1].issued or pair[1].seen_at.date(), pair[0]),
    )
    ordered = [version for _, version in texts]
    chosen = [_version(ordered, key, label) for label in (old, new) if label is not None]
    if not chosen:
        chosen = ordered[-2:]
    elif len(chosen) == 1:
        chosen.append(ordered[-1])
    if len(chosen) < 2:
        raise UsageError(f"the register holds only one version of {key!r}, so there is nothing to compare")
    judgment = _judge(chosen[0], chosen[1])
    _show(judgment, f"{key} {chosen[0].label} → {chosen[1].label}", form)


def _version(ordered: list[Any], key: str, label: str) -> Any:
    found = [version for version in ordered if version.label.casefold() == label.casefold()]
    if not found:
        known = ", ".join(dict.fromkeys(version.label for version in ordered))
        raise UsageError(f"{key!r} has no version {label!r}; the register holds {known}")
    return found[-1]


def _judge(old: Any, new: Any) -> Any:
    from monitor.judge import compare, compare_prose
    from monitor.law import read_instrument
    from monitor.model.instrument import Instrument

    before, after = (read_instrument(version.text, programs(), version.measure) for version in (old, new))
    if isinstance(before, Instrument) and isinstance(after, Instrument):
        return compare(before, after)
    return compare_prose(old.text, new.text)


def _show(judgment: Any, title: str, form: str | None) -> None:
    from monitor.judge import as_json
    from monitor.model.instrument import SpanKind

    if form is not None:
        told = as_json(judgment, title)
        put_value(told, form)
        return
    heading(title)
    tell(f"{judgment.direction.value}{f' ({judgment.kind.value})' if judgment.kind else ''}")
    tell(judgment.summary or judgment.problem or "nothing changed")
    colour = styled()
    marks = {
        SpanKind.ADDED: ("[+", "+]", "green"),
        SpanKind.REMOVED: ("[-", "-]", "red"),
        SpanKind.MOVED: ("[~", "~]", "cyan"),
    }
    for paragraph in judgment.redline.paragraphs:
        if not paragraph.touched:
            continue
        words = []
        for span in paragraph.spans:
            if span.kind is SpanKind.SAME:
                words.append(harmless(span.text))
                continue
            begins, ends, style = marks[span.kind]
            words.append(
                click.style(harmless(span.text), fg=style, bold=True)
                if colour
                else f"{begins}{harmless(span.text)}{ends}"
            )
        click.echo(f"\n{harmless(paragraph.path)}\n{''.join(words)}")  # its own colours are to be obeyed


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="At most so many documents.")
@database_option
@json_options
def search(words: tuple[str, ...], limit: int, db: Path, form: str | None) -> None:
    """Search everything that was ever read.

    \b
    Example:  sanctions-monitor search "domain name registration"
    """
    with open_history(db) as tx:
        found = tx.search(" ".join(words), limit)
    rows = [asdict(one) | {"at": one.at.strftime("%Y-%m-%dT%H:%M:%SZ")} for one in found]
    put_rows(rows, ("at", "source", "title", "excerpt", "url"), form, empty="Nothing that was read has these words.")
