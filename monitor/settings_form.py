"""The form of a configuration file: its sections, keys and the values that they may have. Not which file says what (settings.py)."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from datetime import date, timedelta
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from monitor.model.message import Digest, Secret
from monitor.model.wording import parse_days, parse_digest, parse_hours, parse_interval
from monitor.model.words import Direction, Kind, Role


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ValueError(f"no such time zone: {name!r}; write it as in Europe/Amsterdam") from None
    return name


def _name(text: str) -> str:
    if not text or not all(c.isalnum() or c in "-_." for c in text):
        raise ValueError("a name has letters, digits, dots, dashes and underscores")
    return text


def _web_address(text: str) -> str:
    try:
        address = urlsplit(text)
        good = address.scheme in {"http", "https"} and bool(address.hostname) and address.port != 0
    except ValueError as error:
        raise ValueError(f"no address: {error}") from None
    if not good:
        raise ValueError("an address begins with http:// or https:// and names a host")
    if "@" in address.netloc:
        raise ValueError("a name and a password in an address would be kept in the history; sources are asked without")
    return text


def _written(text: str) -> str:
    if not text.strip() or not text.isprintable():
        raise ValueError("is empty, or has characters that cannot be seen")
    return text


def _credential_name(text: str) -> str:
    if "/" in text or text in {"", ".", ".."}:
        raise ValueError("the name of a credential, not a path")
    return _name(text)


def _network(text: object) -> object:
    if not isinstance(text, str):
        raise ValueError("a network is written as 10.0.0.0/8")  # noqa: TRY004 -- pydantic collects ValueErrors
    return ipaddress.ip_network(text, strict=False)


def _form(parse: Callable[[str], Any]) -> BeforeValidator:
    def read(value: object) -> object:
        if not isinstance(value, str):
            raise ValueError("a text in quotation marks is expected here")  # noqa: TRY004 -- pydantic collects ValueErrors
        return parse(value)

    return BeforeValidator(read)


Interval = Annotated[timedelta, _form(parse_interval)]
Hours = Annotated[tuple[str, str], _form(parse_hours)]
Days = Annotated[frozenset[int], _form(parse_days)]
Zone = Annotated[str, AfterValidator(_zone)]
Written = Annotated[str, AfterValidator(_written)]
Name = Annotated[str, AfterValidator(_name)]
WebAddress = Annotated[str, AfterValidator(_web_address)]
Network = Annotated[ipaddress.IPv4Network | ipaddress.IPv6Network, BeforeValidator(_network)]


class Section(BaseModel):
    """A table of the file. Keys that are not named here are faults."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class StoreSection(Section):
    """`[store]`: where the history is kept."""

    database: Written = "monitor.db"
    archive: Written = "archive/"
    keep_polls: Interval = timedelta(days=90)


class FetchSection(Section):
    """`[fetch]`: how the monitor behaves towards sites."""

    contact: WebAddress | Literal[""] = ""
    allow: list[Network] = Field(default_factory=list)
    timeout: Interval = timedelta(seconds=30)
    gap: Interval = timedelta(seconds=1)
    concurrency: int = Field(default=16, ge=1, le=256)


_SECRET_KINDS = ("credential", "env", "file")


def _address(value: object) -> Secret:
    match value:
        case str():
            return Secret(literal=value)
        case {"credential": str(name), **rest} if not rest:
            return Secret(credential=_credential_name(name))
        case {"env": str(name), **rest} if not rest:
            return Secret(env=name)
        case {"file": str(name), **rest} if not rest:
            return Secret(file=name)
    raise ValueError(
        f"an address in quotation marks is expected, or one of {', '.join(f'{{ {k} = ... }}' for k in _SECRET_KINDS)}"
    )


Address = Annotated[Secret, BeforeValidator(_address)]


def _digest_or_off(value: str) -> Digest | None:
    return None if value == "off" else parse_digest(value)


class OperatorSection(Section):
    """`[operator]`: who hears about the monitor itself."""

    channel: str | None = None
    heartbeat: Annotated[Digest | None, _form(_digest_or_off)] = None
    ping: Address | None = None


class ServiceSection(Section):
    """`[service]`: what is shown on loopback."""

    listen: str | None = None


class RushSection(Section):
    """`rush` of a source: hours of haste."""

    every: Interval
    hours: Hours = ("00:00", "24:00")
    days: Days = frozenset(range(7))


class ExpectSection(Section):
    """`expect` of a source: what an answer must look like."""

    min_items: int | None = Field(default=None, ge=0)
    max_items: int | None = Field(default=None, ge=0)

    @model_validator(mode="after")
    def _in_order(self) -> ExpectSection:
        if self.min_items is not None and self.max_items is not None and self.min_items > self.max_items:
            raise ValueError("min_items is more than max_items, so no answer could be right")
        return self


class SourceSection(Section):
    """`[[source]]`: a place that is polled."""

    id: Name
    kind: str
    url: WebAddress
    every: Interval | None = None
    cron: str | None = None
    tz: Zone | None = None
    rush: RushSection | None = None
    role: Role
    language: str | None = None
    jurisdiction: str | None = None
    programs: list[str] = Field(default_factory=list)
    measure: str | None = None
    select: str | None = None
    expect: ExpectSection = ExpectSection()
    back_to: date | None = None

    @model_validator(mode="after")
    def _one_schedule(self) -> SourceSection:
        if (self.every is None) == (self.cron is None):
            raise ValueError("exactly one of every and cron")
        if self.every is not None and self.every < timedelta(seconds=1):
            raise ValueError("every is at least a second")
        return self


class ChannelSection(Section):
    """`[[channel]]`: a way to reach people."""

    name: Name
    url: Address
    tz: Zone = "UTC"


class EscalateSection(Section):
    """`escalate` of a subscription."""

    after: Interval
    channel: str


def _mode(value: str) -> Digest | None:
    return None if value == "now" else parse_digest(value)


class SubscriptionSection(Section):
    """`[[subscription]]`: what somebody wants to hear."""

    name: Name
    channels: list[str] = Field(min_length=1)
    directions: list[Direction] = Field(default_factory=list)
    kinds: list[Kind] = Field(default_factory=list)
    programs: list[Written] = Field(default_factory=list)
    jurisdictions: list[Written] = Field(default_factory=list)
    measures: list[Written] = Field(default_factory=list)
    roles: list[Role] = Field(default_factory=list)
    words: list[Written] = Field(default_factory=list)
    mode: Annotated[Digest | None, _form(_mode)] = None
    quiet: Hours | None = None
    deadlines: list[Interval] = Field(default_factory=list)
    escalate: EscalateSection | None = None
