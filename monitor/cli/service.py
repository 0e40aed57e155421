"""`status`, `install`, `uninstall`: how the service is doing, and its units put in place or taken away. Not the service itself."""

from __future__ import annotations

import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from monitor.cli.database import database_option, open_history
from monitor.cli.present import heading, json_options, put_value, tell
from monitor.units import CONFIG


@click.command()
@database_option
@json_options
@click.pass_context
def status(ctx: click.Context, db: Path, form: str | None) -> None:
    """Show how the monitor is doing: last poll, trouble, messages, journal, disk, deadlines.

    The exit status is 0 where all is well and 1 where somebody has to look, so that it can be
    used by any monitoring.

    \b
    Example:  sanctions-monitor status --json --db /var/lib/sanctions-monitor/monitor.db
    """
    from monitor.condition import condition, is_held
    from monitor.wellbeing import room

    with open_history(db) as tx:
        found = condition(tx, datetime.now(UTC), room(db), running=is_held(db))
    if form is not None:
        put_value(found.told(), form)
    else:
        _say(found.told())
    ctx.exit(1 if found.problems else 0)


def _say(told: dict[str, Any]) -> None:
    heading("all is well" if told["well"] else f"{len(told['problems'])} to look at")
    for problem in told["problems"]:
        tell(f"  {problem}")
    free, total = told["disk"]["free"] / 2**30, told["disk"]["total"] / 2**30
    lines = {
        "daemon": f"running, last tick {told['clock']}" if told["running"] else "not running",
        "sources": f"{told['sources']} watched, last poll {told['last_poll'] or 'never'}, next {told['next_poll'] or 'none'}",
        "last day": f"{told['polls_today']} polls, {told['changes_today']} changes",
        "register": f"{told['measures']} measures, {told['changes']} changes",
        "messages": f"{told['waiting']} waiting, {len(told['dead'])} given up",
        "disk": f"{free:.1f} of {total:.1f} GB free",
        "journal": f"head {told['journal_head']}",
    }
    if told["silent"]:
        lines["silent"] = f"{', '.join(told['silent'])}: nothing new for longer than ever"
    for name, text in lines.items():
        tell(f"{name + ':':<11}{text}")
    for number, one in enumerate(told["deadlines"]):
        name = "deadlines:" if number == 0 else ""
        tell(f"{name:<11}{one['due']}  {one['measure']} {one['label']}  in {one['days_left']} days")


@click.command()
@click.option(
    "--root", type=click.Path(path_type=Path, file_okay=False), default=Path("/"), help="Write below this tree."
)
@click.option(
    "--config", type=click.Path(path_type=Path), default=CONFIG, show_default=True, help="Seen from the tree."
)
@click.option("--program", help="How the service calls this program.  [default: as it was called now]")
def install(root: Path, config: Path, program: str | None) -> None:
    """Put the systemd units in place: service, nightly backup, user.

    A configuration to begin with is written if there is none. Nothing is started. Run it again
    when the configuration names other credentials. `uninstall` undoes it.

    \b
    Example:  sudo sanctions-monitor install
              sudo systemctl enable --now sanctions-monitor
    """
    from monitor.configuration import read_settings
    from monitor.units import below, credential_file, credentials_of, put, unit_files

    held = below(root, config)
    fresh = not held.exists()
    if fresh:
        _write_configuration(held.parent)
        tell(f"wrote    {held} and its sources")
    credentials = credentials_of(read_settings(held, environ={}))
    for line in put(unit_files(program or _called_as(), config, credentials), root):
        tell(line)
    if root == Path("/"):
        _call("systemd-sysusers", "/etc/sysusers.d/sanctions-monitor.conf")
        _call("systemctl", "daemon-reload")
    tell("\nNext:")
    steps = [f"put your channels into {config} and run this again"] if fresh else []
    steps += [f"write the address for {name} into {credential_file(name)} (mode 0600)" for name in credentials]
    steps += ["systemd-sysusers"] if root != Path("/") else []
    steps += ["systemctl enable --now sanctions-monitor sanctions-monitor-backup.timer"]
    for number, step in enumerate(steps, 1):
        tell(f"  {number}. {step}")


@click.command()
@click.option("--root", type=click.Path(path_type=Path, file_okay=False), default=Path("/"), help="The tree to clean.")
def uninstall(root: Path) -> None:
    """Stop the service and remove its units. Configuration, history and user stay.

    \b
    Example:  sudo sanctions-monitor uninstall
    """
    from monitor.units import SERVICE, STATE, TIMER, below, take_away

    if root == Path("/"):
        _call("systemctl", "disable", "--now", SERVICE, TIMER)
    done = take_away(root)
    for line in done:
        tell(line)
    if not done:
        tell("nothing was installed")
    if root == Path("/"):
        _call("systemctl", "daemon-reload")
    kept = [
        place
        for place in (CONFIG.parent, STATE, STATE.with_name("sanctions-monitor-backup"))
        if below(root, place).exists()
    ]
    for place in kept:
        tell(f"kept     {below(root, place)}")
    if kept:
        tell("\nTo remove the rest too: delete these folders, then `userdel sanctions-monitor`.")


def _write_configuration(folder: Path) -> None:
    from monitor import bundled

    for name in ["monitor.toml", *(f"sources/{name}.toml" for name in bundled.names("sources", ".toml"))]:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(bundled.locate(name), folder / name)


def _called_as() -> str:
    """This program's own path; where it was called as a module, the interpreter and the module."""
    script = Path(sys.argv[0])
    if script.name == "sanctions-monitor":
        return str(script.resolve())
    return f"{sys.executable} -m monitor"


def _call(*command: str) -> None:
    """Runs a tool of systemd; where it is not there or fails, says so and goes on."""
    import subprocess

    found = shutil.which(command[0])
    if found is None:
        tell(f"skipped  {' '.join(command)}: there is no {command[0]} here")
        return
    ended = subprocess.run([found, *command[1:]], capture_output=True, text=True, check=False)  # noqa: S603 -- fixed words
    said = " ".join((ended.stderr or ended.stdout).split())
    tell(
        f"{'ran' if ended.returncode == 0 else 'FAILED':<8} {' '.join(command)}{f': {said}' if said and ended.returncode else ''}"
    )
