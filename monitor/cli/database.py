"""Finds and opens the history for commands that only ask. Not the daemon's way to it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from monitor.store.store import Store
from monitor.store.tx import Tx

F = TypeVar("F", bound=Callable[..., Any])

# Where the service keeps its history; a checkout's own file comes first.
_PLACES = (Path("monitor.db"), Path("/var/lib/sanctions-monitor/monitor.db"))


def default_database() -> Path:
    """`$MONITOR_DB`, else `monitor.db` of the state directory or of this folder, else the service's."""
    if "MONITOR_DB" in os.environ:
        return Path(os.environ["MONITOR_DB"])
    if "STATE_DIRECTORY" in os.environ:
        return Path(os.environ["STATE_DIRECTORY"].split(":")[0]) / "monitor.db"
    return next((place for place in _PLACES if place.is_file()), _PLACES[0])


def database_option(command: F) -> F:
    """Adds `--db`."""
    option = click.option(
        "--db",
        type=click.Path(path_type=Path, dir_okay=False),
        default=default_database,
        show_default="$MONITOR_DB, ./monitor.db or that of the service",
        help="The history's database.",
    )
    return option(command)


@contextmanager
def open_history(path: Path) -> Iterator[Tx]:
    """One consistent look at the history. Raises StoreError where there is none."""
    store = Store.open(path, read_only=True, create=False)
    try:
        with store.reading() as tx:
            yield tx
    finally:
        store.close()
