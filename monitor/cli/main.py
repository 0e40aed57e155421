"""The command line's entrance: the group of commands, and the one place where an error becomes a line and an exit status."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

import click

from monitor import __version__
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
    """Runs the command line; every error that can be told ends in one clear line, never in a traceback."""
    try:
        ended = main.main(args=list(arguments) if arguments is not None else None, standalone_mode=False)
    except click.exceptions.Abort:
        _fail("stopped", 130)
    except click.ClickException as error:
        error.show()
        sys.exit(2 if isinstance(error, click.UsageError) else error.exit_code)
    except click.exceptions.Exit as error:
        sys.exit(error.exit_code)
    except MonitorError as error:
        _fail(str(error), error.exit_status)
    except BrokenPipeError:
        # Whoever read our output has gone; that is no fault, and Python must not complain at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except sqlite3.Error as error:
        _fail(f"the database could not be used: {error}", 1)
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        _fail(f"{place}{error.strerror or error}", 1)
    except KeyboardInterrupt:
        _fail("stopped", 130)
    sys.exit(ended if isinstance(ended, int) else 0)  # what a command gave to `ctx.exit`


def _fail(line: str, status: int) -> NoReturn:
    click.echo(f"sanctions-monitor: {line}", err=True)
    sys.exit(status)
