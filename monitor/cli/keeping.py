"""`backup`, `restore`, `verify`, `evidence`: keep what was kept, and prove it. What they do is in store/."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import click

from monitor.cli.database import Holdings, holdings, holdings_options, open_holdings
from monitor.cli.present import json_options, put_value, tell
from monitor.model.faults import DamagedError

_HEAD = re.compile(r"[0-9a-f]{64}")
_FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command()
@click.argument("folder", metavar="DIR", type=_FOLDER)
@holdings_options
@json_options
def backup(folder: Path, config: Path | None, db: Path | None, archive: Path | None, form: str | None) -> None:
    """Copy the history into the new folder DIR: database, archive, and the hashes of both.

    May run beside the daemon; it copies one committed moment. DIR appears only when it is whole.

    \b
    Example:  sanctions-monitor backup backups/2026-05-01 --config monitor.toml
    """
    from monitor.store.backup import backup as make

    with open_holdings(holdings(config, db, archive)) as (store, kept):
        made = make(store, kept, folder, datetime.now(UTC))
    _told(made, form, f"{made.folder}: {_size(made.bytes)}, {made.files} WARC files; journal head {made.journal_head}")


@click.command()
@click.argument("folder", metavar="DIR", type=_FOLDER)
@holdings_options
@json_options
def restore(folder: Path, config: Path | None, db: Path | None, archive: Path | None, form: str | None) -> None:
    """Put the backup in DIR back to where the configuration says, after everything in it was checked.

    Never overwrites: database and archive must not be there. Stop the daemon first.

    \b
    Example:  sanctions-monitor restore backups/2026-05-01 --config monitor.toml
    """
    from monitor.store.backup import restore as put_back

    place: Holdings = holdings(config, db, archive)
    made = put_back(folder, place.database, place.archive)
    _told(
        made,
        form,
        f"restored {place.database} and {made.files} WARC files to {place.archive}; journal head {made.journal_head}",
    )


def _told(made: object, form: str | None, words: str) -> None:
    from monitor.store.rows import json_ready

    if form is not None:
        told = json_ready({name: getattr(made, name) for name in ("files", "bytes", "journal_head")})
        put_value({"folder": str(getattr(made, "folder", "")), **told}, form)
    else:
        tell(words)


def _size(count: int) -> str:
    return f"{count / 1_000_000:.1f} MB" if count >= 100_000 else f"{count / 1000:.1f} kB"


@click.command()
@click.option("--head", metavar="HASH", help="A journal head written down outside, as every heartbeat carries one.")
@holdings_options
@json_options
def verify(head: str | None, config: Path | None, db: Path | None, archive: Path | None, form: str | None) -> None:
    """Check that everything kept still fits together: database, journal, archive, evidence.

    With --head also that nothing before that heartbeat was rewritten. Repairs nothing; the exit status is 1 for any fault.

    \b
    Example:  sanctions-monitor verify --head 5f0c9a… --config monitor.toml
    """
    from monitor.store.verify import verify as look_through

    anchor = head.strip().lower() if head is not None else None
    if anchor is not None and not _HEAD.fullmatch(anchor):
        raise click.UsageError("--head: a journal head has 64 digits and letters a to f, as a heartbeat ends with")
    place = holdings(config, db, archive)
    with open_holdings(place) as (store, kept):
        faults = look_through(store, kept, anchor=anchor)
        with store.reading() as tx:
            counts = {name: tx.count(name) for name in ("journal", "capture", "version", "change", "report")}
            now_head = tx.journal_head()
    if form is not None:
        put_value({"ok": not faults, "faults": faults, "journal_head": now_head, "rows": counts}, form)
    for fault in faults if form is None else ():
        tell(f"FAULT  {fault}")
    if faults:
        raise DamagedError(f"{place.database}: {_plural(len(faults), 'fault')} found; restore a backup or ask for help")
    if form is None:
        tell(
            f"ok: {_plural(counts['journal'], 'journal entry', 'journal entries')}, "
            f"{_plural(counts['capture'], 'capture')}, {_plural(counts['version'], 'text')}, "
            f"{_plural(counts['change'], 'change')} fit together; journal head {now_head}"
        )


def _plural(count: int, one: str, many: str = "") -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"


@click.command()
@click.argument("change", type=int)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    show_default="evidence-CHANGE.zip in this folder",
    help="The zip to write.",
)
@holdings_options
@json_options
def evidence(
    change: int, out: Path | None, config: Path | None, db: Path | None, archive: Path | None, form: str | None
) -> None:
    """Write one zip that proves a change: responses, hashes, texts, judgment, who was told, and how to check it.

    CHANGE is the number that `changes` shows.

    \b
    Example:  sanctions-monitor evidence 12 --out gl-25a.zip
    """
    from monitor.store.evidence import evidence as prove

    to = out if out is not None else Path(f"evidence-{change}.zip")
    with open_holdings(holdings(config, db, archive)) as (store, kept):
        made = prove(store, kept, change, to)
    size = made.stat().st_size
    if form is not None:
        put_value({"change": change, "file": str(made), "bytes": size}, form)
    else:
        tell(f"{made}: {_size(size)}; README.txt in it says how to check it")
