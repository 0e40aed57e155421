"""Finds and opens the history for commands, and the archive beside it. Not the daemon's way to them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from monitor.store.archive import Archive
from monitor.store.store import Store
from monitor.store.tx import Tx

F = TypeVar("F", bound=Callable[..., Any])

# Where the service keeps its history; a checkout's own file comes first.
_PLACES = (Path("monitor.db"), Path("/var/lib/sanctions-monitor/monitor.db"))
_CONFIGURATIONS = (Path("monitor.toml"), Path("/etc/sanctions-monitor/monitor.toml"))
_FILE = click.Path(path_type=Path, dir_okay=False)


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
        type=_FILE,
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


def default_configuration() -> Path:
    """`$MONITOR_CONFIG`, else `monitor.toml` of this folder, else the service's."""
    if "MONITOR_CONFIG" in os.environ:
        return Path(os.environ["MONITOR_CONFIG"])
    return next((place for place in _CONFIGURATIONS if place.is_file()), _CONFIGURATIONS[0])


def configuration_option(command: F) -> F:
    """Adds `--config`, for commands that need a configuration whatever happens."""
    option = click.option(
        "--config",
        "-c",
        type=_FILE,
        default=default_configuration,
        show_default="$MONITOR_CONFIG, ./monitor.toml or that of the service",
        help="The configuration.",
    )
    return option(command)


@contextmanager
def open_for_a_note(path: Path) -> Iterator[Store]:
    """The history for a short transaction beside a running daemon. Raises StoreError where there is none."""
    store = Store.open(path, create=False)
    try:
        yield store
    finally:
        store.close()


@dataclass(frozen=True, slots=True)
class Holdings:
    """Where everything that was kept lies: the database, and the folder of WARC files."""

    database: Path
    archive: Path


def holdings_options(command: F) -> F:
    """Adds `--config`, `--db` and `--archive`; `holdings` makes a value of them."""
    archive = click.option(
        "--archive",
        type=click.Path(path_type=Path, file_okay=False),
        help="The folder of WARC files, instead of the configured one.",
    )
    database = click.option(
        "--db",
        type=_FILE,
        help="The database, instead of the configured one; without --config the archive lies beside it.",
    )
    config = click.option(
        "--config",
        "-c",
        type=_FILE,
        show_default="$MONITOR_CONFIG, ./monitor.toml or that of the service",
        help="The configuration, which says where database and archive lie.",
    )
    return config(database(archive(command)))


def holdings(config: Path | None, db: Path | None, archive: Path | None) -> Holdings:
    """What the options name: `--db` by itself is enough; else the configuration says it. Raises ConfigurationError."""
    if config is None and db is None and "MONITOR_DB" in os.environ:
        db = default_database()
    if config is None and (db is not None or not default_configuration().is_file()):
        database = db if db is not None else default_database()
        return Holdings(database, archive if archive is not None else database.parent / "archive")
    from monitor.configuration import read_settings  # most commands do without what this loads

    kept = read_settings(config if config is not None else default_configuration(), database=db).store
    return Holdings(kept.database, archive if archive is not None else kept.archive)


@contextmanager
def open_holdings(kept: Holdings) -> Iterator[tuple[Store, Archive]]:
    """Database and archive, both for reading only: safe beside a running daemon. Raises StoreError."""
    store = Store.open(kept.database, read_only=True, create=False)
    try:
        with Archive.open(kept.archive, read_only=True) as archive:
            yield store, archive
    finally:
        store.close()
