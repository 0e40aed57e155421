"""Legal texts read: header, dates, the tree of provisions and what each one does; references; notices of actions. Pure."""

from monitor.law.actions import read_actions
from monitor.law.keys import split_label
from monitor.law.programs import parse_programs
from monitor.law.reading import cut_instruments, read_instrument
from monitor.law.references import references
from monitor.law.told import as_json

__all__ = [
    "as_json",
    "cut_instruments",
    "parse_programs",
    "read_actions",
    "read_instrument",
    "references",
    "split_label",
]
