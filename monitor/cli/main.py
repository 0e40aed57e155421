"""The command line's entrance: the group of commands, and the one place where an error becomes a line and an exit status."""

from __future__ import annotations

import io
import os
import sqlite3
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import NoReturn

import click

from monitor import __version__
from monitor.cli.present import tell
from monitor.lean import travel_light
from monitor.model.faults import MonitorError

# Where each command lives; it is imported only when it is called, for a quick start.
_COMMANDS = {
    "init": "setup",
    "check": "setup",
    "run": "running",
    "replay": "running",
    "demo": "demonstration",
    "inspect": "inspecting",
    "measures": "history",
    "measure": "history",
    "diff": "history",
    "changes": "changes",
    "alerts": "alerts",
    "subscriptions": "subscriptions",
    "sources": "places",
    "status": "service",
    "install": "service",
    "uninstall": "service",
    "search": "history",
    "backup": "keeping",
    "restore": "keeping",
    "verify": "keeping",
    "evidence": "keeping",
}


class _Commands(click.Group):
    """Finds commands by name without importing the others."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- click's signature
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 -- click's signature
        if cmd_name not in _COMMANDS:
            return None
        module = import_module(f"monitor.cli.{_COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, cmd_name)
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="sanctions-monitor")
def main() -> None:
    """Notice when a sanctions measure is added, relaxed, tightened, extended or ends.

    \b
    Try:  sanctions-monitor demo
          sanctions-monitor init my-monitor && sanctions-monitor run --config my-monitor/monitor.toml
    """


def run(arguments: Sequence[str] | None = None) -> NoReturn:
    """Runs the command line; every error ends in one clear line, never in a traceback (`MONITOR_TRACEBACK=1` shows one)."""
    _open_what_is_closed()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # What a terminal cannot show, and half a character that a page contained, must not end a command.
            stream.reconfigure(errors="backslashreplace")
    if arguments is None and sys.argv[1:2] == ["run"]:
        travel_light()  # before anything is loaded that the daemon would hold for good; never in somebody else's process
    try:
        given = list(arguments) if arguments is not None else None
        ended = main.main(args=given, prog_name="sanctions-monitor", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        sys.exit(2 if isinstance(error, click.UsageError) else error.exit_code)
    except (click.exceptions.Abort, KeyboardInterrupt):
        _fail("stopped", 130)
    except BrokenPipeError:
        _give_up_output()  # whoever read our output has gone; that is no fault
        sys.exit(0)
    except Exception as error:
        if os.environ.get("MONITOR_TRACEBACK"):
            raise
        if isinstance(error, OSError) and error.filename is None:
            _give_up_output()
        _fail(*_told(error))
    sys.exit(ended if isinstance(ended, int) else 0)  # what a command gave to `ctx.exit`


def _open_what_is_closed() -> None:
    """Whoever started us may have closed a stream: then nothing comes from there, and what is said goes nowhere."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 -- open to the end of the process


def _told(error: Exception) -> tuple[str, int]:
    """The line that tells an error, and the exit status."""
    match error:
        case MonitorError():
            return str(error), error.exit_status
        case sqlite3.Error():
            return f"the database could not be used: {error}", 1
        case OSError():
            place = f"{error.filename}: " if error.filename else ""
            return f"{place}{error.strerror or error}", 1
    where = "please report it; with MONITOR_TRACEBACK=1 it shows where"
    return f"a fault of the program itself ({type(error).__name__}: {error}); {where}", 1


def _give_up_output() -> None:
    """Sends what is still to be written nowhere, or Python would complain at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _fail(line: str, status: int) -> NoReturn:
    tell(f"sanctions-monitor: {line}", err=True)
    sys.exit(status)
