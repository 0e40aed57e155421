"""`demo`: plays the bundled stories through the real monitor, with a real mail server on loopback, and shows what came of it."""

from __future__ import annotations

import asyncio
import shutil
import sys
import time
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from typing import Any

import click

from monitor import bundled
from monitor.cli.present import heading, put_rows, tell
from monitor.cli.running import say
from monitor.demo.mailbox import Mailbox
from monitor.demo.stage import stage
from monitor.settings_file import load
from monitor.store.store import Store

_MARK = ".sanctions-monitor-demo"  # tells a folder that the demonstration made from one that it must not touch


@click.command()
@click.option(
    "--keep",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("monitor-demo"),
    show_default=True,
    help="Where the stories and their databases are left.",
)
def demo(keep: Path) -> None:
    """Show the monitor at work on bundled stories: real code, a virtual clock, a real mail server on loopback.

    \b
    Example:  sanctions-monitor demo
    """
    from monitor import logs

    logs.set_up()
    _make_room(keep)
    begun = time.monotonic()
    names = bundled.names("demo", ".toml")
    stories = [name for name in names if name != "monitor"]
    with Mailbox() as mailbox:
        played = [_play(name, number, len(stories), keep, mailbox.address) for number, name in enumerate(stories, 1)]
        messages = [BytesParser(policy=policy.default).parsebytes(raw) for raw in mailbox.received.messages]
    for title, events in played:
        heading(f"\n{title}")
        for event in events:
            say(event)
    _show_mail(messages)
    _show_register(keep / stories[1])
    database = keep / stories[1] / "monitor.db"
    seconds = time.monotonic() - begun
    click.echo(
        f"\n{len(messages)} messages in {seconds:.1f} s. The stories are told in our own words after the public record."
    )
    heading("Try next")
    for command in (
        f"sanctions-monitor measure us-ofac/russia/gl-25 --db {database}",
        f"sanctions-monitor diff us-ofac/russia/gl-25 25 25A --db {database}",
        f"sanctions-monitor search channel one --db {database}",
    ):
        click.echo(f"  {command}")


def _make_room(folder: Path) -> None:
    """Clears what an earlier demonstration left; anything else is not ours to remove."""
    if folder.exists():
        if any(folder.iterdir()) and not (folder / _MARK).exists():
            raise click.UsageError(f"{folder} holds other files; give another folder with --keep")
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    (folder / _MARK).touch()


def _play(name: str, number: int, count: int, keep: Path, address: str) -> tuple[str, list[dict[str, Any]]]:
    from monitor.replay import open_replay, read_story

    folder = keep / name
    configuration = bundled.read_text("demo/monitor.toml").replace('"MAIL"', f'"{address}"')
    stage(bundled.read_text(f"demo/{name}.toml"), configuration, folder)
    story = read_story(folder)
    progress = _Progress(f"[{number}/{count}] {story.title}")
    events: list[dict[str, Any]] = []

    def show(event: dict[str, Any]) -> None:
        events.append(event)
        progress.at(event["at"][:16].replace("T", " "))

    async def run() -> None:
        settings = load(folder / "monitor.toml", environ={})
        async with open_replay(folder, settings, show, deliver=True) as replay:
            await replay.run()

    asyncio.run(run())
    progress.done(len(events))
    return story.title, events


class _Progress:
    """One line that says how far a story is; in a pipe, only its end."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._live = sys.stderr.isatty()
        self.at("")

    def at(self, moment: str) -> None:
        if self._live:
            click.echo(f"\r\033[K{self._title}  {moment}", nl=False, err=True)

    def done(self, count: int) -> None:
        start = "\r\033[K" if self._live else ""
        click.echo(f"{start}{self._title}  {count} events", err=True)


def _show_mail(messages: list[Any]) -> None:
    """The mail about the version that shut the broadcasters out, as it arrived; the last one where that did not come."""
    chosen = next((m for m in messages if "25A" in str(m["Subject"])), messages[-1] if messages else None)
    heading("\nThe e-mail as it arrived")
    if chosen is None:
        click.echo("No mail arrived.")
        return
    for name in ("From", "To", "Date", "Subject", "Message-ID", "In-Reply-To"):
        if chosen[name]:
            tell(f"{name}: {chosen[name]}")
    body = chosen.get_body(("plain",)) if isinstance(chosen, EmailMessage) else None
    tell(f"\n{body.get_content().strip() if body is not None else ''}")


def _show_register(folder: Path) -> None:
    """What the register held before the story's last publication, and after it."""
    store = Store.open(folder / "monitor.db", read_only=True, create=False)
    try:
        with store.reading() as tx:
            after = tx.rows("SELECT measure, label, status, issued, title FROM measures ORDER BY measure")
            before = tx.rows(
                "SELECT measure, label, issued, title FROM versions v WHERE seen_at < (SELECT max(at) FROM changes) "
                "AND NOT EXISTS (SELECT 1 FROM versions w WHERE w.measure = v.measure AND w.seen_at > v.seen_at "
                "AND w.seen_at < (SELECT max(at) FROM changes)) ORDER BY measure"
            )
    finally:
        store.close()
    heading("\nThe register before the last change")
    put_rows(before, ("measure", "label", "issued", "title"), None, empty="It was empty.")
    heading("\nThe register after it")
    put_rows(after, ("measure", "label", "status", "issued", "title"), None, empty="It is empty.")
