"""OFAC's `sdn.csv` as records: columns without a heading, `-0-` for nothing, a lone 0x1A at the end. Not what changed in it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping

from monitor.model.faults import ReadError
from monitor.model.words import Problem

COLUMNS = (
    "ent_num", "name", "type", "program", "title", "call_sign", "vessel_type", "tonnage", "grt", "vessel_flag",
    "vessel_owner", "remarks",
)  # fmt: skip
_NOTHING = "-0-"

Record = Mapping[str, str]


def records(body: bytes) -> dict[str, Record]:
    """The records of one snapshot by the text of their first column, in the order of the file.

    Values are without outer spaces, and what is written as null is empty. A row whose first column is no number is no record.
    Raises ReadError where there is not a single one, or where the file is no CSV: that is never an empty list.
    """
    found: dict[str, Record] = {}
    for row in _rows(body):
        values = [_value(cell) for cell in row]
        if values and values[0].isdecimal():
            found[values[0]] = dict(zip(COLUMNS, [*values, *[""] * len(COLUMNS)], strict=False))
    if not found:
        raise ReadError(Problem.IMPLAUSIBLE, "not a single record of a sanctions list in it")
    return found


def _value(cell: str) -> str:
    value = cell.strip()
    return "" if value == _NOTHING else value


def _rows(body: bytes) -> Iterator[list[str]]:
    """The rows of the CSV. The file declares no encoding; in Latin-1 every byte is a character, so that none is lost."""
    try:
        yield from csv.reader(io.StringIO(body.decode("latin-1"), newline=""))
    except csv.Error as error:
        raise ReadError(Problem.UNREADABLE, f"not a CSV file: {error}") from None
