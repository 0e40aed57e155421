"""The list of programs, read from its configuration; not the finding of a program in a text (`naming`)."""

from __future__ import annotations

import tomllib
from typing import Any, TypeVar

from monitor.model.faults import ConfigurationError, Fault
from monitor.model.program import Program, Programs

_FILE = "programs.toml"
_TEXTS = ("regulations", "orders", "titles", "tags", "pages")
_T = TypeVar("_T")
_KNOWN = {"slug", "name", "jurisdiction", "cfr_parts", *_TEXTS}


def parse_programs(toml_text: str) -> Programs:
    """The programs of `config/programs.toml`. Raises ConfigurationError with every fault of the text."""
    try:
        tables = tomllib.loads(toml_text)
    except tomllib.TOMLDecodeError as error:
        fault = Fault(_FILE, "program", "", f"is no TOML: {error}", "put the line right")
        raise ConfigurationError((fault,)) from error
    faults = [Fault(_FILE, key, "", "unknown table", "use [[program]]") for key in tables if key != "program"]
    rows = tables.get("program", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ConfigurationError((Fault(_FILE, "program", "", "is no list of tables", "use [[program]]"),))
    programs = tuple(_program(row, number, faults) for number, row in enumerate(rows, 1))
    faults += _twice(programs)
    if faults:
        raise ConfigurationError(tuple(faults))
    return Programs(programs)


def _program(row: dict[str, Any], number: int, faults: list[Fault]) -> Program:
    place = f"program[{number}]"
    faults += [Fault(_FILE, f"{place}.{key}", "", "unknown key") for key in row if key not in _KNOWN]
    for key in ("slug", "name"):
        if not isinstance(row.get(key), str) or not row[key]:
            faults.append(Fault(_FILE, f"{place}.{key}", str(row.get(key, "")), "must be a text", "fill it in"))
    lists = {key: _list(row, key, str, place, faults) for key in _TEXTS}
    return Program(
        slug=str(row.get("slug", "")),
        name=str(row.get("name", "")),
        jurisdiction=str(row.get("jurisdiction", "US")),
        cfr_parts=_list(row, "cfr_parts", int, place, faults),
        regulations=lists["regulations"],
        orders=lists["orders"],
        titles=lists["titles"],
        tags=lists["tags"],
        pages=lists["pages"],
    )


def _list(row: dict[str, Any], key: str, kind: type[_T], place: str, faults: list[Fault]) -> tuple[_T, ...]:
    value = row.get(key, [])
    if isinstance(value, list) and all(isinstance(item, kind) for item in value):
        return tuple(value)
    faults.append(
        Fault(_FILE, f"{place}.{key}", str(value), f"must be a list of {kind.__name__}", "put it in brackets")
    )
    return ()


def _twice(programs: tuple[Program, ...]) -> list[Fault]:
    seen: set[str] = set()
    faults: list[Fault] = []
    for program in programs:
        if program.slug and program.slug in seen:
            faults.append(Fault(_FILE, "program.slug", program.slug, "stands there twice", "keep one of them"))
        seen.add(program.slug)
    return faults
