"""`init` and `check`: write a configuration to begin with, and find everything that is wrong with one. Polls nothing."""

from __future__ import annotations

import asyncio
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from monitor import bundled
from monitor.cli.database import configuration_option
from monitor.cli.present import json_options, put_value, tell
from monitor.model.faults import ConfigurationError, Fault, MonitorError, UsageError
from monitor.model.message import Secret


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
def init(folder: Path) -> None:
    """Write a commented configuration into DIR and say what to do next.

    Files that are there already are left alone.

    \b
    Example:  sanctions-monitor init my-monitor
    """
    written, kept = [], []
    names = ["monitor.toml", *(f"sources/{name}.toml" for name in bundled.names("sources", ".toml"))]
    for name in names:
        place = folder / name
        if place.exists():
            kept.append(name)
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(bundled.locate(name), place)
        written.append(name)
    if not written:
        raise UsageError(f"{folder}: every file is there already; nothing was written")
    for name in written:
        tell(f"wrote {folder / name}")
    for name in kept:
        tell(f"left  {folder / name} as it is")
    config = folder / "monitor.toml"
    tell(
        f"\nNext:\n  1. Put your address into [[channel]] of {config}.\n"
        f"  2. sanctions-monitor check --config {config}\n"
        f"  3. sanctions-monitor run --config {config}"
    )


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    what: str
    ok: bool
    detail: str

    def told(self) -> dict[str, Any]:
        """As JSON."""
        return {"what": self.what, "ok": self.ok, "detail": self.detail}


@click.command()
@configuration_option
@click.option("--offline", is_flag=True, help="Do not try to reach channels and sources.")
@json_options
def check(config: Path, offline: bool, form: str | None) -> None:
    """Check configuration, database, archive, and whether each channel and source can be reached.

    Nothing is sent and nothing is changed. Every fault is named; the exit status is 1 if there is one.

    \b
    Example:  sanctions-monitor check --config monitor.toml
    """
    from monitor.configuration import read_settings

    settings = read_settings(config)
    _words_of_ones_own(config.parent)
    counts = {"source": settings.sources, "channel": settings.channels, "subscription": settings.subscriptions}
    told = ", ".join(f"{len(held)} {name}{'' if len(held) == 1 else 's'}" for name, held in counts.items())
    findings = [Finding(f"configuration {config}", ok=True, detail=told), *_warnings(settings), *_stores(settings)]
    if not offline:
        findings += asyncio.run(_reach(settings))
    faults = [finding for finding in findings if not finding.ok]
    if form is not None:
        put_value([finding.told() for finding in findings], form)
    else:
        for finding in findings:
            tell(f"{'ok   ' if finding.ok else 'FAULT'}  {finding.what}: {finding.detail}")
    if faults:
        raise UsageError(f"{len(faults)} of {len(findings)} checks failed: {', '.join(f.what for f in faults)}")


def _words_of_ones_own(folder: Path) -> None:
    """Reads templates and lexicons, ours and those beside the configuration. Raises ConfigurationError with every fault of both."""
    from monitor.library import lexicons, templates

    faults: list[Fault] = []
    for read in (templates, lexicons):
        try:
            read(folder)
        except ConfigurationError as error:
            faults += error.faults
    if faults:
        raise ConfigurationError(tuple(faults))


def _warnings(settings: Any) -> list[Finding]:
    found = []
    if not settings.sources:
        found.append(Finding("sources", ok=False, detail="none is configured, so there is nothing to watch"))
    if not settings.subscriptions:
        found.append(Finding("subscriptions", ok=False, detail="there is none, so nobody would be told"))
    return found


def _stores(settings: Any) -> list[Finding]:
    """Opens the database for reading and the archive's folder without making either."""
    from monitor.store.store import Store

    found = []
    database, archive = settings.store.database, settings.store.archive
    if not database.exists():
        found.append(_may_be_made("database", database))
    else:
        opened = _tried(f"database {database}", lambda: Store.open(database, read_only=True, create=False).close())
        found.append(_may_be_written(opened, database, database.parent))
    if not archive.exists():
        found.append(_may_be_made("archive", archive))
    else:
        found.append(_may_be_written(Finding(f"archive {archive}", ok=True, detail="is there"), archive))
    return found


def _may_be_written(finding: Finding, *places: Path) -> Finding:
    """The finding, or that this user may not write there: then nothing could be kept."""
    shut = next((place for place in places if not os.access(place, os.W_OK)), None)
    if not finding.ok or shut is None:
        return finding
    detail = f"{shut} may not be written by this user; run `check` as the user that the service runs as"
    return Finding(finding.what, ok=False, detail=detail)


def _may_be_made(what: str, place: Path) -> Finding:
    folder = next((p for p in place.parents if p.exists()), place.parent)
    ok = folder.is_dir() and os.access(folder, os.W_OK)
    detail = "will be made at the first start" if ok else f"{folder} is not a folder that can be written to"
    return Finding(f"{what} {place}", ok=ok, detail=detail)


def _tried(what: str, work: Any) -> Finding:
    try:
        work()
    except (MonitorError, OSError) as error:
        return Finding(what, ok=False, detail=str(error))
    return Finding(what, ok=True, detail="can be used")


def _as_the_service_does(secret: Secret) -> str:
    """A channel's address. Outside of the service no credential is handed to us: it is read where systemd would take it from."""
    from monitor.alerts.addresses import resolve
    from monitor.units import credential_file

    if secret.credential is not None and "CREDENTIALS_DIRECTORY" not in os.environ:
        place = credential_file(secret.credential)
        if place.exists():
            return resolve(Secret(file=str(place)))
    return resolve(secret)


async def _reach(settings: Any) -> list[Finding]:
    from monitor.alerts.send import Sender
    from monitor.clock import WallClock
    from monitor.fetch.aiohttp_transport import AiohttpTransport
    from monitor.fetch.fetcher import Fetcher, FetchRequest
    from monitor.fetch.limits import FetchLimits
    from monitor.sources import adapter

    sender = Sender(resolve=_as_the_service_does)
    transport = AiohttpTransport(allow=settings.fetch.allow)
    limits = FetchLimits(contact=settings.fetch.contact, allow=settings.fetch.allow, timeout=settings.fetch.timeout)
    fetcher = Fetcher(transport, limits, WallClock())

    async def channel(one: Any) -> Finding:
        outcome = await sender.probe(one)
        return Finding(f"channel {one.name}", ok=outcome.ok, detail=outcome.detail or "can be reached")

    async def source(one: Any) -> Finding:
        try:
            capture = await fetcher.get(FetchRequest(adapter(one.kind).entrance(one).url))
        except MonitorError as error:
            return Finding(f"source {one.id}", ok=False, detail=f"{one.url}: {error}")
        return Finding(f"source {one.id}", ok=True, detail=f"answers, {len(capture.body)} bytes")

    try:
        channels = await asyncio.gather(*map(channel, settings.channels))
        return [*channels, *await asyncio.gather(*map(source, settings.sources))]
    finally:
        await transport.close()
