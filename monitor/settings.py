"""`monitor.toml` and the files it includes, as typed settings, every fault at once. Not where anything is read later: values are passed on."""

from __future__ import annotations

import ipaddress
import os
import re
import tomllib
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from monitor.model.faults import ConfigurationError, Fault
from monitor.model.message import Channel, Digest, Escalation, Quiet, Secret, Subscription
from monitor.model.place import Expect, Rush, Source
from monitor.model.wording import (
    parse_days,
    parse_digest,
    parse_hours,
    parse_interval,
)
from monitor.model.words import Direction, Kind, Role


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
    if urlsplit(text).scheme not in {"http", "https"} or not urlsplit(text).hostname:
        raise ValueError("an address begins with http:// or https:// and names a host")
    return text


def _credential_name(text: str) -> str:
    if "/" in text or text in {"", ".", ".."}:
        raise ValueError("the name of a credential, not a path")
    return text


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
Name = Annotated[str, AfterValidator(_name)]
WebAddress = Annotated[str, AfterValidator(_web_address)]
Network = Annotated[ipaddress.IPv4Network | ipaddress.IPv6Network, BeforeValidator(_network)]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class _Store(_Section):
    database: str = "monitor.db"
    archive: str = "archive/"
    keep_polls: Interval = timedelta(days=90)


class _Fetch(_Section):
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


class _Operator(_Section):
    channel: str | None = None
    heartbeat: Annotated[Digest | None, _form(_digest_or_off)] = None
    ping: Address | None = None


class _Service(_Section):
    listen: str | None = None


class _Rush(_Section):
    every: Interval
    hours: Hours = ("00:00", "24:00")
    days: Days = frozenset(range(7))


class _Expect(_Section):
    min_items: int | None = Field(default=None, ge=0)
    max_items: int | None = Field(default=None, ge=0)


class _Source(_Section):
    id: Name
    kind: str
    url: WebAddress
    every: Interval | None = None
    cron: str | None = None
    tz: Zone | None = None
    rush: _Rush | None = None
    role: Role
    language: str | None = None
    jurisdiction: str | None = None
    programs: list[str] = Field(default_factory=list)
    measure: str | None = None
    select: str | None = None
    expect: _Expect = _Expect()
    back_to: date | None = None

    @model_validator(mode="after")
    def _one_schedule(self) -> _Source:
        if (self.every is None) == (self.cron is None):
            raise ValueError("exactly one of every and cron")
        if self.every is not None and self.every < timedelta(seconds=1):
            raise ValueError("every is at least a second")
        return self


class _Channel(_Section):
    name: Name
    url: Address
    tz: Zone = "UTC"


class _Escalate(_Section):
    after: Interval
    channel: str


def _mode(value: str) -> Digest | None:
    return None if value == "now" else parse_digest(value)


class _Subscription(_Section):
    name: Name
    channels: list[str] = Field(min_length=1)
    directions: list[Direction] = Field(default_factory=list)
    kinds: list[Kind] = Field(default_factory=list)
    programs: list[str] = Field(default_factory=list)
    jurisdictions: list[str] = Field(default_factory=list)
    measures: list[str] = Field(default_factory=list)
    roles: list[Role] = Field(default_factory=list)
    words: list[str] = Field(default_factory=list)
    mode: Annotated[Digest | None, _form(_mode)] = None
    quiet: Hours | None = None
    deadlines: list[Interval] = Field(default_factory=list)
    escalate: _Escalate | None = None


_SINGLE: Mapping[str, type[_Section]] = {"store": _Store, "fetch": _Fetch, "operator": _Operator, "service": _Service}
_MANY: Mapping[str, type[_Section]] = {"source": _Source, "channel": _Channel, "subscription": _Subscription}
_LOOPBACK = re.compile(r"(?P<host>127\.\d+\.\d+\.\d+|localhost|\[::1\]):(?P<port>\d{1,5})")
# Values of these keys may be an address with a password in it; a fault never repeats them.
_SECRET_KEYS = {("channel", "url"), ("operator", "ping")}


@dataclass(slots=True)
class _Collected:
    """What the files hold, item by item with the place it stands in, and what is wrong with them."""

    single: dict[str, tuple[str, _Section]] = field(default_factory=dict)
    many: dict[str, list[tuple[str, str, Any]]] = field(default_factory=lambda: {name: [] for name in _MANY})
    faults: list[Fault] = field(default_factory=list)


def _toml(path: Path, faults: list[Fault]) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        faults.append(Fault(str(path), "file", "", "there is no such file", "`sanctions-monitor init DIR` writes one"))
    except IsADirectoryError:
        faults.append(Fault(str(path), "file", "", "is a directory, not a file"))
    except OSError as error:
        faults.append(Fault(str(path), "file", "", f"cannot be read: {error.strerror}"))
    except UnicodeDecodeError as error:
        faults.append(Fault(str(path), f"byte {error.start}", "", "is not UTF-8", "save the file as UTF-8"))
    except tomllib.TOMLDecodeError as error:
        faults.append(Fault(str(path), "syntax", "", f"is not TOML: {error}"))
    return {}


def _shown(section: str, location: tuple[int | str, ...], value: object) -> str:
    keys = [part for part in location if isinstance(part, str)]
    if any(section == secret and key in keys for secret, key in _SECRET_KEYS) or isinstance(value, (dict, list)):
        return ""
    return repr(value)[:80]


def _check(
    model: type[_Section], value: object, file: str, place: str, section: str, faults: list[Fault]
) -> _Section | None:
    if not isinstance(value, dict):
        faults.append(Fault(file, place, "", "is not a table", f"write it as [{section}] or [[{section}]]"))
        return None
    try:
        return model.model_validate(value)
    except ValidationError as error:
        for item in error.errors():
            location = tuple(
                part for part in item["loc"] if part not in {"str", "_Secret", "literal['']"} and "[" not in str(part)
            )
            key = ".".join([place, *(str(part + 1) if isinstance(part, int) else part for part in location)])
            faults.append(
                Fault(file, key, _shown(section, location, item.get("input")), _said(item["type"], item["msg"]))
            )
        return None


def _said(kind: str, message: str) -> str:
    if kind == "extra_forbidden":
        return "there is no such key"
    if kind == "missing":
        return "is missing"
    return message.removeprefix("Value error, ")


def _collect(path: Path, into: _Collected, *, top: bool) -> None:
    table = _toml(path, into.faults)
    for name, value in table.items():
        if name == "include" and top:
            _include(path, value, into)
        elif name in _SINGLE and top:
            read = _check(_SINGLE[name], value, str(path), name, name, into.faults)
            if read is not None:
                into.single[name] = (str(path), read)
        elif name in _MANY:
            _collect_many(path, name, value, into)
        else:
            remedy = (
                "it belongs into the main file"
                if name in {*_SINGLE, "include"}
                else f"known: {', '.join([*_SINGLE, *_MANY])}"
            )
            into.faults.append(Fault(str(path), name, "", "there is no such key here", remedy))


def _collect_many(path: Path, name: str, value: object, into: _Collected) -> None:
    if not isinstance(value, list):
        into.faults.append(Fault(str(path), name, "", "is not a list of tables", f"write it as [[{name}]]"))
        return
    for number, item in enumerate(value, 1):
        place = f"{name}[{number}]"
        read = _check(_MANY[name], item, str(path), place, name, into.faults)
        if read is not None:
            into.many[name].append((str(path), place, read))


def _include(path: Path, patterns: object, into: _Collected) -> None:
    if not isinstance(patterns, list) or not all(isinstance(p, str) for p in patterns):
        into.faults.append(Fault(str(path), "include", repr(patterns)[:80], "is not a list of file patterns"))
        return
    for pattern in patterns:
        found = [Path(pattern)] if Path(pattern).is_absolute() else sorted(path.parent.glob(pattern or "-"))
        if not found:
            into.faults.append(Fault(str(path), "include", repr(pattern), "no file matches"))
        for file in found:
            _collect(file, into, top=False)


def _source(item: _Source, default_zone: Callable[[str], str]) -> Source:
    rush = Rush(item.rush.every, *item.rush.hours, item.rush.days) if item.rush is not None else None
    return Source(
        id=item.id,
        kind=item.kind,
        url=item.url,
        role=item.role,
        every=item.every,
        cron=item.cron,
        tz=item.tz or default_zone(item.kind),
        rush=rush,
        language=item.language,
        jurisdiction=item.jurisdiction,
        programs=tuple(item.programs),
        measure=item.measure,
        select=item.select,
        expect=Expect(item.expect.min_items, item.expect.max_items),
        back_to=item.back_to,
    )


def _subscription(item: _Subscription) -> Subscription:
    return Subscription(
        name=item.name,
        channels=tuple(item.channels),
        directions=frozenset(item.directions),
        kinds=frozenset(item.kinds),
        programs=frozenset(item.programs),
        jurisdictions=frozenset(item.jurisdictions),
        measures=tuple(item.measures),
        roles=frozenset(item.roles),
        words=tuple(item.words),
        digest=item.mode,
        quiet=Quiet(*item.quiet) if item.quiet else None,
        deadlines=tuple(sorted(item.deadlines, reverse=True)),
        escalate=Escalation(item.escalate.after, item.escalate.channel) if item.escalate else None,
    )


def _repeated(collected: _Collected) -> Iterable[Fault]:
    for section, key in (("source", "id"), ("channel", "name"), ("subscription", "name")):
        seen: dict[str, str] = {}
        for file, place, item in collected.many[section]:
            name = getattr(item, key)
            if name in seen:
                yield Fault(file, f"{place}.{key}", repr(name), f"is used already by {seen[name]}")
            seen.setdefault(name, f"{place} of {file}")


def _unknown_names(collected: _Collected, kinds: Collection[str], programs: Collection[str]) -> Iterable[Fault]:
    channels = {item.name for _, _, item in collected.many["channel"]}
    for file, place, item in collected.many["source"]:
        if kinds and item.kind not in kinds:
            yield Fault(
                file, f"{place}.kind", repr(item.kind), "no such kind of source", f"known: {', '.join(sorted(kinds))}"
            )
        yield from _unknown_programs(file, place, item.programs, programs)
    for file, place, item in collected.many["subscription"]:
        for name in [*item.channels, *([item.escalate.channel] if item.escalate else [])]:
            if name not in channels:
                yield Fault(
                    file,
                    f"{place}.channels",
                    repr(name),
                    "no such channel",
                    f"known: {', '.join(sorted(channels)) or 'none'}",
                )
        yield from _unknown_programs(file, place, item.programs, programs)
    if "operator" in collected.single:
        file, operator = collected.single["operator"]
        name = getattr(operator, "channel", None)
        if name is not None and name not in channels:
            yield Fault(
                file,
                "operator.channel",
                repr(name),
                "no such channel",
                f"known: {', '.join(sorted(channels)) or 'none'}",
            )


def _wrong_crons(collected: _Collected, check: Callable[[str], None]) -> Iterable[Fault]:
    for file, place, item in collected.many["source"]:
        if item.cron is None:
            continue
        try:
            check(item.cron)
        except ValueError as error:
            yield Fault(file, f"{place}.cron", repr(item.cron), str(error), 'for instance "*/5 8-18 * * mon-fri"')


def _unknown_programs(file: str, place: str, named: Iterable[str], known: Collection[str]) -> Iterable[Fault]:
    for name in named:
        if known and name not in known:
            yield Fault(file, f"{place}.programs", repr(name), "no such program", "`config/programs.toml` lists them")


def _listen(collected: _Collected) -> tuple[str, int] | None:
    file, section = collected.single.get("service", ("", _Service()))
    text = getattr(section, "listen", None)
    if text is None:
        return None
    found = _LOOPBACK.fullmatch(text)
    if found is None or int(found["port"]) > 65535:
        remedy = 'for instance "127.0.0.1:9477"'
        collected.faults.append(
            Fault(file, "service.listen", repr(text), "is not a loopback address with a port", remedy)
        )
        return None
    return found["host"].strip("[]"), int(found["port"])


def _store_settings(read: _Store, file: Path, database: Path | None, environ: Mapping[str, str]) -> StoreSettings:
    # systemd's StateDirectory first, then the folder of --db, then that of the configuration (CONTRACT.md, [store]).
    if "STATE_DIRECTORY" in environ:
        base = Path(environ["STATE_DIRECTORY"].split(":")[0])
    else:
        base = database.parent if database is not None else file.parent
    return StoreSettings(
        database if database is not None else base / read.database, base / read.archive, read.keep_polls
    )


def load(
    path: Path,
    *,
    database: Path | None = None,
    kinds: Collection[str] = (),
    programs: Collection[str] = (),
    default_zone: Callable[[str], str] = lambda _: "UTC",
    check_cron: Callable[[str], None] = lambda _: None,
    environ: Mapping[str, str] | None = None,
) -> Settings:
    """The settings of `path` and of the files that it includes.

    `kinds` and `programs` are what sources and subscriptions may name; empty: anything. `database` is `--db`.
    `check_cron` raises ValueError for what is no cron expression.
    Raises ConfigurationError with every fault.
    """
    collected = _Collected()
    _collect(path, collected, top=True)
    collected.faults += [
        *_repeated(collected),
        *_unknown_names(collected, kinds, programs),
        *_wrong_crons(collected, check_cron),
    ]
    listen = _listen(collected)
    if collected.faults:
        raise ConfigurationError(tuple(collected.faults))

    def single(name: str, default: _Section) -> Any:
        return collected.single.get(name, ("", default))[1]

    fetch, operator = single("fetch", _Fetch()), single("operator", _Operator())
    return Settings(
        file=path,
        store=_store_settings(single("store", _Store()), path, database, os.environ if environ is None else environ),
        fetch=FetchSettings(fetch.contact, tuple(fetch.allow), fetch.timeout, fetch.gap, fetch.concurrency),
        operator=OperatorSettings(operator.channel, operator.heartbeat, operator.ping),
        service=ServiceSettings(listen),
        sources=tuple(_source(item, default_zone) for _, _, item in collected.many["source"]),
        channels=tuple(Channel(item.name, item.url, item.tz) for _, _, item in collected.many["channel"]),
        subscriptions=tuple(_subscription(item) for _, _, item in collected.many["subscription"]),
    )


def moment(value: object) -> datetime:
    """A TOML date-time as UTC; one without an offset is taken as UTC. Raises ValueError for anything else."""
    if not isinstance(value, datetime):
        raise ValueError("a date-time such as 2022-04-06T18:00:00Z is expected")  # noqa: TRY004 -- callers collect ValueErrors
    return value.replace(tzinfo=ZoneInfo("UTC")) if value.tzinfo is None else value.astimezone(ZoneInfo("UTC"))
