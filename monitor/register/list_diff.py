"""What one snapshot of a sanctions list has that another has not. Pure; how a list is read is the reader's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Record = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ChangedEntry:
    """An entry in both snapshots, and those of its fields that differ, in the order of the list's columns."""

    id: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListDifference:
    """Entries by their identity in the list, in the order of the newer snapshot; those removed in that of the older one."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[ChangedEntry, ...]


def difference(old: Mapping[str, Record], new: Mapping[str, Record]) -> ListDifference:
    """Compares two snapshots that were each read whole: absence then means removal (DESIGN.md, rule 3)."""
    changed = ((identity, _fields(old[identity], record)) for identity, record in new.items() if identity in old)
    return ListDifference(
        added=tuple(identity for identity in new if identity not in old),
        removed=tuple(identity for identity in old if identity not in new),
        changed=tuple(ChangedEntry(identity, fields) for identity, fields in changed if fields),
    )


def _fields(before: Record, after: Record) -> tuple[str, ...]:
    names = dict.fromkeys((*before, *after))
    return tuple(name for name in names if before.get(name, "") != after.get(name, ""))
