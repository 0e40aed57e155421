"""The one tree of errors; each says whether trying again can help. Not for bugs: those stay what Python raises.

MonitorError
├── ConfigurationError     wrong files or keys; all faults at once; exit 2
├── UsageError             a command was asked for something that does not exist; exit 1
├── StoreError             the database or the archive
│   ├── NewerDatabaseError     written by a later version
│   ├── DamagedError           journal, hashes or archive do not fit together
│   └── BusyError              another daemon holds the database
├── FetchError             a target could not be fetched; carries the contract's `problem`
├── ReadError              bytes that cannot be read as what they say they are
└── DeliveryError          a channel did not take a message
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from monitor.model.words import Problem


class MonitorError(Exception):
    """Something that went wrong and is told to a person in one clear line.

    `permanent` is true where a later attempt at the same thing cannot succeed.
    """

    permanent = True
    exit_status = 1


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a configuration: where it stands, what is wrong, what to do."""

    file: str
    key: str  # dotted, list items by number from 1: source[2].every
    value: str  # as written; never a secret
    problem: str
    remedy: str = ""

    def __str__(self) -> str:
        value = f" = {self.value}" if self.value else ""
        remedy = f"; {self.remedy}" if self.remedy else ""
        place = f"{self.key}{value}: " if self.key or value else ""
        return f"{self.file}: {place}{self.problem}{remedy}"


class ConfigurationError(MonitorError):
    """The configuration does not validate. Carries every fault, not only the first."""

    exit_status = 2

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


class UsageError(MonitorError):
    """What was asked for does not exist or does not fit."""


class StoreError(MonitorError):
    """The database or the archive cannot be used as it is."""


class NewerDatabaseError(StoreError):
    """The database was written by a later version of the program."""


class DamagedError(StoreError):
    """Journal, hashes or archive do not fit together."""


class BusyError(StoreError):
    """Another daemon holds the database."""

    permanent = False


class FetchError(MonitorError):
    """A target could not be fetched."""

    permanent = False

    def __init__(
        self,
        problem: Problem,
        detail: str,
        *,
        status: int | None = None,
        retry_after: timedelta | None = None,
        size: int = 0,
    ) -> None:
        super().__init__(detail)
        self.problem = problem
        self.detail = detail
        self.status = status
        self.retry_after = retry_after
        self.size = size


class ReadError(MonitorError):
    """Bytes that cannot be read as what they say they are."""

    def __init__(self, problem: Problem, detail: str) -> None:
        super().__init__(detail)
        self.problem = problem
        self.detail = detail


class DeliveryError(MonitorError):
    """A channel did not take a message."""

    def __init__(self, detail: str, *, permanent: bool, retry_after: timedelta | None = None) -> None:
        super().__init__(detail)
        self.permanent = permanent
        self.detail = detail
        self.retry_after = retry_after
