"""`changes`: what changed; and a person's judgment in place of ours. Who is told of that, and how, is in steps/correct.py."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from monitor.cli.alerts import login_name
from monitor.cli.database import configuration_option, database_option, open_history
from monitor.cli.present import json_options, put_rows, put_value, tell
from monitor.cli.times import MOMENT
from monitor.model.message import MatterKind
from monitor.model.words import Direction, Kind

_DIRECTION = click.Choice([direction.value for direction in Direction])
_KIND = click.Choice([kind.value for kind in Kind])


@click.group(invoke_without_command=True)
@click.option("--since", type=MOMENT, help="Only changes from this day or time on (UTC, ISO 8601).")
@click.option("--until", type=MOMENT, help="Only changes before this day or time.")
@click.option("--direction", type=_DIRECTION, help="Only changes in this direction.")
@click.option("--kind", type=_KIND, help="Only changes of this kind.")
@click.option("--program", help="Only changes of this program (a slug such as russia).")
@click.option("--measure", "key", help="Only changes of this measure; * stands for anything.")
@database_option
@json_options
@click.pass_context
def changes(
    ctx: click.Context,
    since: datetime | None,
    until: datetime | None,
    direction: str | None,
    kind: str | None,
    program: str | None,
    key: str | None,
    db: Path,
    form: str | None,
) -> None:
    """List what changed, the latest first; put a wrong judgment right.

    \b
    Example:  sanctions-monitor changes --since 2022-04-01 --direction relaxed
              sanctions-monitor changes correct 12 --direction tightened --note "the exclusion outweighs"
    """
    if ctx.invoked_subcommand is not None:
        return
    with open_history(db) as tx:
        rows = tx.rows(
            "SELECT * FROM changes WHERE (:since IS NULL OR at >= :since) AND (:until IS NULL OR at < :until) "
            "AND (:direction IS NULL OR direction = :direction) AND (:kind IS NULL OR kind = :kind) "
            "AND (:program IS NULL OR program = :program) AND (:key IS NULL OR measure GLOB :key) "
            "ORDER BY at DESC, id DESC",
            {
                "since": since.strftime("%Y-%m-%dT%H:%M:%SZ") if since else None,
                "until": until.strftime("%Y-%m-%dT%H:%M:%SZ") if until else None,
                "direction": direction,
                "kind": kind,
                "program": program,
                "key": key,
            },
        )
    if form is None:
        for row in rows:
            row["summary"] = _with_correction(row)
    columns = ("id", "at", "direction", "kind", "measure", "label", "summary")
    put_rows(rows, columns, form, empty="Nothing has changed.")


def _with_correction(row: dict[str, object]) -> str:
    if row["corrected_by"] is not None:
        return f"{row['summary']} (a wrong judgment: see {row['corrected_by']})"
    if row["corrects"] is not None:
        return f"{row['summary']} (corrects {row['corrects']}, {row['note']})"
    return str(row["summary"])


@changes.command()
@click.argument("number", metavar="ID", type=int)
@click.option("--direction", type=_DIRECTION, required=True, help="What the change really means.")
@click.option("--kind", type=_KIND, help="What really happened, if that was wrong, too.")
@click.option("--note", required=True, help="Why: stands in the message to everybody who got the wrong judgment.")
@click.option("--who", help="Who says so.  [default: you, by login name]")
@configuration_option
@click.option(
    "--db", type=click.Path(path_type=Path, dir_okay=False), help="The database, instead of the configured one."
)
@json_options
def correct(
    number: int,
    direction: str,
    kind: str | None,
    note: str,
    who: str | None,
    config: Path,
    db: Path | None,
    form: str | None,
) -> None:
    """Put a wrong judgment right, and tell everybody who got it.

    The wrong row stays; a change that corrects it follows. May run beside the daemon, which then sends the messages.

    \b
    Example:  sanctions-monitor changes correct 12 --direction tightened --note "the exclusion outweighs"
    """
    from monitor.assembly import knowledge, letterhead
    from monitor.cli.database import open_for_a_note
    from monitor.configuration import read_settings
    from monitor.steps.correct import tell_correction

    if not note.strip():
        raise click.UsageError("--note is empty: those who were told wrongly are owed a reason")
    settings = read_settings(config, database=db)
    with open_for_a_note(settings.store.database) as store:
        known = knowledge(settings, letterhead(store))
        with store.writing() as tx:
            before = tx.last_event_id()
            made = tell_correction(
                tx,
                known,
                number,
                Direction(direction),
                Kind(kind) if kind is not None else None,
                note=note.strip(),
                by=(who or login_name()).strip(),
                at=datetime.now(UTC),
            )
            told = tx.alerts_about(kind=MatterKind.CORRECTION, row=made.id)
            [(_, event)] = tx.events_after(before)
    messages = [{"alert": alert.id, "subscription": alert.subscription} for alert in told]
    if form is not None:
        put_value({"change": made.id, "corrects": made.corrects, "event": event, "alerts": messages}, form)
        return
    tell(
        f"change {made.corrects} is corrected by change {made.id}: {made.measure} {made.label} is {direction} ({made.kind.value})"
    )
    names = ", ".join(str(message["subscription"]) for message in messages)
    tell(f"to be told: {names}" if names else "nobody had been told of it")
