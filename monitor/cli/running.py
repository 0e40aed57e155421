"""`run` and `replay`: start the daemon, or play a recorded story. What they do is in daemon.py and replay.py."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from monitor.cli.database import configuration_option
from monitor.cli.present import json_options, put_json, put_line, put_value, tell
from monitor.model.faults import UsageError
from monitor.settings import Settings


@click.command()
@configuration_option
@click.option(
    "--db", type=click.Path(path_type=Path, dir_okay=False), help="The database, instead of the configured one."
)
@click.option("--once", is_flag=True, help="Look at every source once, deliver, and end.")
@json_options
def run(config: Path, db: Path | None, once: bool, form: str | None) -> None:
    """Run the daemon: poll what is due, judge it, deliver alerts, until it is told to stop.

    \b
    Example:  sanctions-monitor run --config /etc/sanctions-monitor/monitor.toml
    """
    settings = _settings(config, db, apart=not once)
    if not settings.sources:
        raise UsageError(f"{config}: no [[source]] is configured, so there is nothing to watch")
    from monitor import logs
    from monitor.daemon import serve_once
    from monitor.service import serve

    logs.set_up()
    if once:
        counts = asyncio.run(serve_once(settings))
        if form is not None:
            put_value(asdict(counts), form)
            return
        tell(
            f"{counts.polls} polls, {counts.changes} changes, {counts.troubles} in trouble, {counts.waiting} messages waiting"
        )
        return
    asyncio.run(serve(settings, lambda: _settings(config, db, apart=True)))


def _settings(config: Path, db: Path | None, *, apart: bool) -> Settings:
    """The settings of a run; for the daemon read before anything else is loaded, in a process of their own."""
    if apart:
        from monitor.settings_apart import read_apart

        return read_apart(config, database=db)
    from monitor.configuration import read_settings

    return read_settings(config, database=db)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--config",
    "-c",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Another configuration than the story's monitor.toml.",
)
@click.option("--db", type=click.Path(path_type=Path, dir_okay=False), help="The database to fill, or to go on with.")
@click.option("--deliver", is_flag=True, help="Really send the alerts.")
@json_options
def replay(folder: Path, config: Path | None, db: Path | None, deliver: bool, form: str | None) -> None:
    """Play a recorded story through the whole monitor under a virtual clock.

    Nothing is sent unless --deliver is given. On a database of the same story it goes on where that stands.

    \b
    Example:  sanctions-monitor replay stories/2022-04 --jsonl --db /tmp/story.db
    """
    from monitor import logs
    from monitor.configuration import read_settings
    from monitor.replay import open_replay

    logs.set_up()  # to standard error: what is printed belongs to the events alone
    file = config or folder / "monitor.toml"
    database = db if db is not None else read_settings(file, environ={}).store.database
    settings = read_settings(file, database=database, environ={})
    events: list[dict[str, Any]] = []
    show = put_line if form == "jsonl" else events.append if form == "json" else say

    async def play() -> None:
        async with open_replay(folder, settings, show, deliver=deliver) as story:
            if story.over:
                tell(f"{database} holds this story to its end; another --db plays it again", err=True)
            await story.run()

    asyncio.run(play())
    if form == "json":
        put_json(events)


def say(event: dict[str, Any]) -> None:
    """One event as a line for people."""
    what = event["event"]
    if what in {"change", "update"}:
        text = f"{event['direction'].upper()} {event['measure']} {event['label']} ({event['kind']}): {event['summary']}"
    elif what == "report":
        text = f"{event['direction']} ({event['label']}, {event['stage']}) {event['source']}: {event['title']}"
    elif what == "alert":
        text = f"→ {event['channel']}: {event['subject']}"
    elif what == "deadline":
        text = f"{event['measure']} {event['label']} ends {event['due']}"
    elif what == "trouble":
        text = f"{event['source']}: {event['problem']}: {event['detail']} ({event['target']})"
    else:
        text = " ".join(f"{key}={value}" for key, value in event.items() if key not in {"event", "at"})
    tell(f"{event['at']}  {what:<9}  {text}")
