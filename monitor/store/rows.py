"""Dataclasses of the model as rows and JSON, and back; not which table they go to.

Times are stored as UTC text of one width (`2022-05-06T16:00:00.000000Z`), so that text order is time order.
Text that SQLite or UTF-8 cannot hold (NUL, lone surrogates: everything fetched is hostile) is replaced when it enters.
"""

from __future__ import annotations

import dataclasses
import json
import types
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from typing import Any, Generic, TypeVar, Union, get_args, get_origin, get_type_hints

Scalar = str | int | float | None
Row = dict[str, Scalar]
T = TypeVar("T")

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def instant(at: datetime) -> str:
    """A moment as stored text. Raises ValueError for a time without a zone: it would be a guess."""
    if at.tzinfo is None:
        raise ValueError(f"a time without a zone cannot be kept: {at!r}")
    if at.tzinfo is not UTC:
        at = at.astimezone(UTC)
    return at.isoformat(timespec="microseconds")[:-6] + "Z"


def moment(text: str) -> datetime:
    """The moment that `instant` wrote, in UTC."""
    at = datetime.fromisoformat(text)
    return at if at.tzinfo is UTC else at.astimezone(UTC)


def storable(text: str) -> str:
    """The text without what a database cannot hold: NUL and lone surrogates become U+FFFD."""
    if "\0" in text:
        text = text.replace("\0", _REPLACEMENT)
    if text.isascii():
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if _has_surrogate(text) else text


def _has_surrogate(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def json_ready(value: Any) -> Any:
    """A value of the model as plain JSON values. Dataclasses become objects, tuples and sets lists."""
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    if dataclasses.is_dataclass(value):
        return {f.name: json_ready(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {storable(str(key)): json_ready(item) for key, item in value.items()}
    if isinstance(value, frozenset | set):
        return sorted((json_ready(item) for item in value), key=str)
    return [json_ready(item) for item in value]


_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def dump(value: Any) -> str:
    """JSON text of a value of the model, with sorted keys: one value, one text."""
    return _encode(json_ready(value))


def revive(hint: Any, value: Any) -> Any:
    """The value of type `hint` that `json_ready` made these JSON values from. `Any` stays as it is."""
    if value is None or hint is Any:
        return value
    origin = get_origin(hint)
    if origin in {Union, types.UnionType}:
        return revive(_without_none(hint), value)
    if origin is tuple:
        return _revive_tuple(get_args(hint), value)
    if origin is frozenset:
        return frozenset(revive(get_args(hint)[0], item) for item in value)
    if isinstance(hint, type):
        return _revive_plain(hint, value)
    return value


def _revive_tuple(hints: tuple[Any, ...], value: list[Any]) -> tuple[Any, ...]:
    if len(hints) == 2 and hints[1] is Ellipsis:
        return tuple(revive(hints[0], item) for item in value)
    return tuple(revive(hint, item) for hint, item in zip(hints, value, strict=True))


def _revive_plain(hint: type, value: Any) -> Any:
    if dataclasses.is_dataclass(hint):
        hints = hints_of(hint)
        # A field that an earlier version did not know takes its default; one that a later version dropped is left out.
        return hint(**{name: revive(hints[name], item) for name, item in value.items() if name in hints})
    if issubclass(hint, datetime):
        return moment(value)
    if issubclass(hint, date):
        return date.fromisoformat(value)
    if issubclass(hint, timedelta):
        return timedelta(seconds=value)
    if issubclass(hint, Enum) or hint in {bool, float}:
        return hint(value)
    return value


def _without_none(hint: Any) -> Any:
    """The one type that an optional holds; a union of several stays JSON."""
    inner = [arg for arg in get_args(hint) if arg is not types.NoneType]
    return inner[0] if len(inner) == 1 else Any


_HINTS: dict[type, dict[str, Any]] = {}


def hints_of(cls: type) -> dict[str, Any]:
    """The types of a dataclass's fields by name; worked out once a class."""
    if cls not in _HINTS:
        assert dataclasses.is_dataclass(cls)
        hints = get_type_hints(cls)
        _HINTS[cls] = {f.name: hints[f.name] for f in dataclasses.fields(cls)}
    return _HINTS[cls]


def _codec(hint: Any) -> tuple[Callable[[Any], Scalar], Callable[[Any], Any]]:
    """How a field of this type becomes a column value, and back. Compound types are JSON text."""
    if get_origin(hint) in {Union, types.UnionType}:
        hint = _without_none(hint)
    if isinstance(hint, type) and not dataclasses.is_dataclass(hint):
        if issubclass(hint, Enum):
            return lambda v: v.value, hint
        if issubclass(hint, datetime):
            return instant, moment
        if issubclass(hint, date):
            return lambda v: v.isoformat(), date.fromisoformat
        if hint is bool:
            return int, bool
        if hint is str:
            return storable, str
        if hint is int:
            return int, int
        if hint is float:
            return float, float
    if get_origin(hint) is dict:  # JSON values as they are
        return dump, json.loads
    return dump, lambda text: revive(hint, json.loads(text))


class Shape(Generic[T]):
    """How the dataclass `cls` lies in a row: one column a field, but `id` and those that are kept elsewhere."""

    def __init__(self, cls: type[T], *, without: tuple[str, ...] = ()) -> None:
        self._cls = cls
        hints = hints_of(cls)
        self._has_id = "id" in hints
        self._codecs = [(name, *_codec(hint)) for name, hint in hints.items() if name != "id" and name not in without]
        self.columns = tuple(name for name, _, _ in self._codecs)

    def row(self, value: T, **more: Scalar) -> Row:
        """The columns of a value. `more` adds columns that the dataclass does not have."""
        row: Row = {}
        for name, encode, _ in self._codecs:
            held = getattr(value, name)
            row[name] = None if held is None else encode(held)
        row.update(more)
        return row

    def value(self, row: Mapping[str, Any], **kept_elsewhere: Any) -> T:
        """The value of a row; `kept_elsewhere` gives the fields that are not columns."""
        fields: dict[str, Any] = {
            name: None if row[name] is None else decode(row[name]) for name, _, decode in self._codecs
        }
        if self._has_id:
            fields["id"] = row["id"]
        return self._cls(**fields, **kept_elsewhere)
