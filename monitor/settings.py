"""What a person configured, as typed values that are passed on. Not the files that it is written in: settings_file.py reads those."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from monitor.model.message import Channel, Digest, Secret, Subscription
from monitor.model.place import Source


@dataclass(frozen=True, slots=True)
class StoreSettings:
    """Where the history is kept."""

    database: Path
    archive: Path
    keep_polls: timedelta = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """How the monitor behaves towards the sites it asks."""

    contact: str = ""
    allow: tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...] = ()
    timeout: timedelta = timedelta(seconds=30)
    gap: timedelta = timedelta(seconds=1)
    concurrency: int = 16


@dataclass(frozen=True, slots=True)
class OperatorSettings:
    """Who hears about the monitor itself."""

    channel: str | None = None
    heartbeat: Digest | None = None
    ping: Secret | None = None


@dataclass(frozen=True, slots=True)
class ServiceSettings:
    """What the daemon shows on loopback; nothing where `listen` is None."""

    listen: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that a person configured."""

    file: Path
    store: StoreSettings
    fetch: FetchSettings = field(default_factory=FetchSettings)
    operator: OperatorSettings = field(default_factory=OperatorSettings)
    service: ServiceSettings = field(default_factory=ServiceSettings)
    sources: tuple[Source, ...] = ()
    channels: tuple[Channel, ...] = ()
    subscriptions: tuple[Subscription, ...] = ()

    def source(self, name: str) -> Source | None:
        """The source with this id."""
        return next((source for source in self.sources if source.id == name), None)

    def channel(self, name: str) -> Channel | None:
        """The channel with this name."""
        return next((channel for channel in self.channels if channel.name == name), None)


def moment(value: object) -> datetime:
    """A TOML date-time as UTC; one without an offset is taken as UTC. Raises ValueError for anything else."""
    if not isinstance(value, datetime):
        raise ValueError("a date-time such as 2022-04-06T18:00:00Z is expected")  # noqa: TRY004 -- callers collect ValueErrors
    return value.replace(tzinfo=ZoneInfo("UTC")) if value.tzinfo is None else value.astimezone(ZoneInfo("UTC"))
