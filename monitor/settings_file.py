"""Reads `monitor.toml` and the files it includes into settings, every fault at once. Not where anything is read later: values are passed on."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from monitor.model.faults import ConfigurationError, Fault
from monitor.model.message import Channel, Escalation, Quiet, Secret, Subscription
from monitor.model.place import Expect, Rush, Source
from monitor.settings import FetchSettings, OperatorSettings, ServiceSettings, Settings, StoreSettings
from monitor.settings_form import (
    ChannelSection,
    FetchSection,
    OperatorSection,
    Section,
    ServiceSection,
    SourceSection,
    StoreSection,
    SubscriptionSection,
)

_SINGLE: Mapping[str, type[Section]] = {
    "store": StoreSection,
    "fetch": FetchSection,
    "operator": OperatorSection,
    "service": ServiceSection,
}
_MANY: Mapping[str, type[Section]] = {
    "source": SourceSection,
    "channel": ChannelSection,
    "subscription": SubscriptionSection,
}
_USER = re.compile(r"//[^/@\s]*@")
_LOOPBACK = re.compile(r"(?P<host>127\.\d+\.\d+\.\d+|localhost|\[::1\]):(?P<port>\d{1,5})")
# In these sections stand addresses with passwords in them. Only of these keys a fault repeats the value: what is written
# under a misspelt key may be the address.
_SHOWN_KEYS = {"channel": {"name", "tz"}, "operator": {"channel", "heartbeat"}}
_PUBLIC = {"source", "fetch"}  # whose addresses are no secret


@dataclass(slots=True)
class _Collected:
    """What the files hold, item by item with the place it stands in, and what is wrong with them.

    `written` has the tables as they are written, faulty ones too: a fault in one key must not hide that of another.
    """

    single: dict[str, tuple[str, Section]] = field(default_factory=dict)
    many: dict[str, list[tuple[str, str, Any]]] = field(default_factory=lambda: {name: [] for name in _MANY})
    written: dict[str, list[tuple[str, str, dict[str, Any]]]] = field(
        default_factory=lambda: {name: [] for name in _MANY}
    )
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
    """The value as a fault repeats it; empty where it may be a secret, or is too long to be of help."""
    keys = {part for part in location if isinstance(part, str)}
    if isinstance(value, (dict, list)) or (section in _SHOWN_KEYS and not keys & _SHOWN_KEYS[section]):
        return ""
    return _quoted(value, public=section in _PUBLIC)


def _quoted(value: object, *, public: bool = False) -> str:
    """A value in quotation marks, without a password; empty for an address in a place where only secret ones stand."""
    text = repr(value)
    if "://" in text and not public:
        return ""
    return _USER.sub("//***@", text)[:80]


def _check(
    model: type[Section], value: object, file: str, place: str, section: str, faults: list[Fault]
) -> Section | None:
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


_SAID = {
    "extra_forbidden": "there is no such key",
    "missing": "is missing",
    "list_type": 'a list is expected, in brackets: ["a", "b"]',
    "string_type": "a text in quotation marks is expected here",
    "int_type": "a whole number is expected",
    "int_parsing": "a whole number is expected",
    "model_type": "a table is expected: { key = value }",
    "model_attributes_type": "a table is expected: { key = value }",
    "too_short": "at least one is needed",
}


def _said(kind: str, message: str) -> str:
    return _SAID.get(kind) or message.removeprefix("Value error, ").replace("Input should be", "must be")


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
        if isinstance(item, dict):
            into.written[name].append((str(path), place, item))
        read = _check(_MANY[name], item, str(path), place, name, into.faults)
        if read is not None:
            into.many[name].append((str(path), place, read))


def _include(path: Path, patterns: object, into: _Collected) -> None:
    if not isinstance(patterns, list) or not all(isinstance(p, str) for p in patterns):
        into.faults.append(Fault(str(path), "include", repr(patterns)[:80], "is not a list of file patterns"))
        return
    for pattern in patterns:
        if any("**" in part and part != "**" for part in pattern.split("/")):  # some versions of Python take it for "*"
            into.faults.append(Fault(str(path), "include", repr(pattern)[:80], "is no file pattern: ** stands alone"))
            continue
        try:
            found = [Path(pattern)] if Path(pattern).is_absolute() else sorted(path.parent.glob(pattern or "-"))
        except ValueError as error:
            into.faults.append(Fault(str(path), "include", repr(pattern)[:80], f"is no file pattern: {error}"))
            continue
        if not found:
            into.faults.append(Fault(str(path), "include", repr(pattern), "no file matches"))
        for file in found:
            _collect(file, into, top=False)


def _source(item: SourceSection, default_zone: Callable[[str], str]) -> Source:
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


def _subscription(item: SubscriptionSection) -> Subscription:
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
        for file, place, table in collected.written[section]:
            name = str(table.get(key))
            if key in table and name in seen:
                yield Fault(file, f"{place}.{key}", repr(name), f"is used already by {seen[name]}")
            seen.setdefault(name, f"{place} of {file}")


def _words(value: object) -> list[str]:
    """The texts in what should be a list of texts; what is none is a fault of its own."""
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def _unknown_names(collected: _Collected, kinds: Collection[str], programs: Collection[str]) -> Iterable[Fault]:
    for file, place, table in collected.written["source"]:
        kind = table.get("kind")
        if kinds and isinstance(kind, str) and kind not in kinds:
            yield Fault(
                file, f"{place}.kind", repr(kind), "no such kind of source", f"known: {', '.join(sorted(kinds))}"
            )
        yield from _unknown_programs(file, place, _words(table.get("programs")), programs)
    for file, place, table in collected.written["subscription"]:
        yield from _unknown_programs(file, place, _words(table.get("programs")), programs)
    yield from _unknown_channels(collected)


def _unknown_channels(collected: _Collected) -> Iterable[Fault]:
    known = {str(table["name"]) for _, _, table in collected.written["channel"] if "name" in table}
    named: list[tuple[str, str, str]] = []
    for file, place, table in collected.written["subscription"]:
        escalate = table.get("escalate")
        further = [escalate.get("channel")] if isinstance(escalate, dict) else []
        named += [(file, f"{place}.channels", name) for name in _words([*_words(table.get("channels")), *further])]
    if "operator" in collected.single:
        file, operator = collected.single["operator"]
        named += [(file, "operator.channel", name) for name in _words([getattr(operator, "channel", None)])]
    remedy = f"known: {', '.join(sorted(known)) or 'none'}"
    for file, place, name in named:
        if name not in known:
            yield Fault(file, place, _quoted(name), "no such channel", remedy)


def _wrong_forms(collected: _Collected, key: str, check: Callable[[str], None], remedy: str) -> Iterable[Fault]:
    """What `check` refuses under a key of the sources."""
    for file, place, table in collected.written["source"]:
        value = table.get(key)
        if not isinstance(value, str):
            continue
        try:
            check(value)
        except ValueError as error:
            yield Fault(file, f"{place}.{key}", repr(value), str(error), remedy)


def _unknown_programs(file: str, place: str, named: Iterable[str], known: Collection[str]) -> Iterable[Fault]:
    for name in named:
        if known and name not in known:
            yield Fault(file, f"{place}.programs", repr(name), "no such program", "`config/programs.toml` lists them")


def _listen(collected: _Collected) -> tuple[str, int] | None:
    file, section = collected.single.get("service", ("", ServiceSection()))
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


def _store_settings(read: StoreSection, file: Path, database: Path | None, environ: Mapping[str, str]) -> StoreSettings:
    # systemd's StateDirectory first, then the folder of --db, then that of the configuration (CONTRACT.md, [store]).
    if "STATE_DIRECTORY" in environ:
        base = Path(environ["STATE_DIRECTORY"].split(":")[0])
    else:
        base = database.parent if database is not None else file.parent
    return StoreSettings(
        database if database is not None else base / read.database, base / read.archive, read.keep_polls
    )


def _beside(secret: Secret | None, file: Path) -> Secret | None:
    """Where an address is kept: a file that is named without its folder lies beside the configuration."""
    if secret is None or secret.file is None:
        return secret
    return Secret(file=str(file.parent / secret.file))


def load(
    path: Path,
    *,
    database: Path | None = None,
    kinds: Collection[str] = (),
    programs: Collection[str] = (),
    default_zone: Callable[[str], str] = lambda _: "UTC",
    check_cron: Callable[[str], None] = lambda _: None,
    check_selector: Callable[[str], None] = lambda _: None,
    environ: Mapping[str, str] | None = None,
) -> Settings:
    """The settings of `path` and of the files that it includes.

    `kinds` and `programs` are what sources and subscriptions may name; empty: anything. `database` is `--db`.
    `check_cron` and `check_selector` raise ValueError for what is no cron expression, and no CSS selector.
    Raises ConfigurationError with every fault.
    """
    collected = _Collected()
    _collect(path, collected, top=True)
    collected.faults += [
        *_repeated(collected),
        *_unknown_names(collected, kinds, programs),
        *_wrong_forms(collected, "cron", check_cron, 'for instance "*/5 8-18 * * mon-fri"'),
        *_wrong_forms(collected, "select", check_selector, 'for instance "main"'),
    ]
    listen = _listen(collected)
    if collected.faults:
        raise ConfigurationError(tuple(collected.faults))

    def single(name: str, default: Section) -> Any:
        return collected.single.get(name, ("", default))[1]

    fetch, operator = single("fetch", FetchSection()), single("operator", OperatorSection())
    return Settings(
        file=path,
        store=_store_settings(
            single("store", StoreSection()), path, database, os.environ if environ is None else environ
        ),
        fetch=FetchSettings(fetch.contact, tuple(fetch.allow), fetch.timeout, fetch.gap, fetch.concurrency),
        operator=OperatorSettings(operator.channel, operator.heartbeat, _beside(operator.ping, path)),
        service=ServiceSettings(listen),
        sources=tuple(_source(item, default_zone) for _, _, item in collected.many["source"]),
        channels=tuple(
            Channel(item.name, _beside(item.url, path) or item.url, item.tz) for _, _, item in collected.many["channel"]
        ),
        subscriptions=tuple(_subscription(item) for _, _, item in collected.many["subscription"]),
    )
