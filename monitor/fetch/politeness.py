"""Which of the due targets may be asked now, and when the others may: how a host is treated. Pure; not when they are due.

Each host has a connection budget (polls at one time) and a minimum gap between polls; what asks to be left alone is. The
chain from a new row to its license does not wait for the gap: each host keeps a few requests in hand for that, and gets
one back with every gap that passes, so that in the long run nobody is asked more often than once a gap.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from monitor.fetch.address import host_of
from monitor.model.place import Part, Target

CHAIN = 5  # requests in a row that a new row may cost at once (DESIGN.md, politeness)
_FEW = 256  # hosts that are remembered without a thought


@dataclass(frozen=True, slots=True)
class Pace:
    """How hosts are treated. `gap` may be nothing, for an origin of one's own."""

    gap: timedelta = timedelta(seconds=1)
    per_host: int = 2  # polls of one host at one time
    concurrency: int = 16  # polls at one time, of all hosts


@dataclass(frozen=True, slots=True)
class HostState:
    """What is remembered of a host. Times are UTC."""

    asked: datetime | None = None  # when a poll last began
    busy: int = 0
    silent_until: datetime | None = None  # Retry-After
    spent: timedelta = timedelta()  # time that the chain's requests have used in advance


@dataclass(frozen=True, slots=True)
class Admission:
    """Who may go now, in order; and when to ask again if nothing else happens (None: when a poll has ended, or never)."""

    go: tuple[Target, ...]
    wait_until: datetime | None


def in_chain(target: Target) -> bool:
    """True for what a new row has just led to: it is told as soon as it is read."""
    fresh = target.looks == 0 and target.failures == 0
    return fresh and target.depth > 0 and not target.baseline and target.part is not Part.PAGE


def in_turn(due: Iterable[Target]) -> list[Target]:
    """Chains first, then whoever has waited longest."""
    return sorted(due, key=_turn)


def free_at(state: HostState, now: datetime, pace: Pace, *, chain: bool) -> datetime:
    """The first moment from `now` on at which the host may be asked once more; its connections do not count here."""
    # Every poll spends a gap, and time pays it back. A poll waits until nothing is owed; a chain may owe a few gaps.
    owed = _spent(state, now) - (pace.gap * (CHAIN - 1) if chain else timedelta())
    return max(now + max(owed, timedelta()), state.silent_until or now)


def begun(state: HostState, now: datetime, pace: Pace) -> HostState:
    """The state after one more poll of the host has begun."""
    return replace(state, asked=now, busy=state.busy + 1, spent=_spent(state, now) + pace.gap)


def ended(state: HostState, now: datetime, retry_after: timedelta | None = None) -> HostState:
    """The state after a poll has ended, with what the host asked for."""
    until = state.silent_until
    if retry_after is not None:
        until = max(now + retry_after, until or now)
    return replace(state, busy=max(0, state.busy - 1), silent_until=until)


@dataclass(slots=True)
class Hosts:
    """The states of all hosts of a run, kept small: a host that owes nothing and is owed nothing is forgotten."""

    pace: Pace = field(default_factory=Pace)
    busy: int = 0  # polls that have begun and not ended
    _states: dict[str, HostState] = field(default_factory=dict)
    _room: int = _FEW

    def admit(self, due: Iterable[Target], now: datetime) -> Admission:
        """Who of the due may go at `now`: chains first, then whoever has waited longest.

        Each of them counts as begun from here on, and is to be reported by `ended`, whatever becomes of it.
        """
        return self.admit_in_turn(in_turn(due), now)

    def admit_in_turn(self, due: Iterable[Target], now: datetime) -> Admission:
        """As `admit`, for what is in its turn already: of many that wait only the first need to be looked at."""
        if self.busy >= self.pace.concurrency:
            return Admission((), None)
        go: list[Target] = []
        waits: list[datetime] = []
        for target in due:
            host = host_of(target.url)
            state = self._states.get(host, HostState())
            if state.busy >= self.pace.per_host:
                continue
            at = free_at(state, now, self.pace, chain=in_chain(target))
            if at > now:
                waits.append(at)
                continue
            self._states[host] = begun(state, now, self.pace)
            self.busy += 1
            go.append(target)
            if self.busy >= self.pace.concurrency:
                break
        self._forget(now)
        return Admission(tuple(go), min(waits, default=None))

    def ended(self, target: Target, now: datetime, retry_after: timedelta | None = None) -> None:
        """A poll of this target has ended, well or not."""
        host = host_of(target.url)
        self._states[host] = ended(self._states.get(host, HostState()), now, retry_after)
        self.busy -= 1

    def __len__(self) -> int:
        return len(self._states)

    def _forget(self, now: datetime) -> None:
        if len(self._states) <= self._room:
            return
        self._states = {host: state for host, state in self._states.items() if not _idle(state, now)}
        self._room = max(_FEW, 2 * len(self._states))


def _turn(target: Target) -> tuple[bool, datetime, str, str]:
    return (not in_chain(target), target.due or target.added, target.source, target.url)


def _spent(state: HostState, now: datetime) -> timedelta:
    if state.asked is None:
        return timedelta()
    return max(timedelta(), state.spent - (now - state.asked))


def _idle(state: HostState, now: datetime) -> bool:
    silent = state.silent_until is not None and state.silent_until > now
    return state.busy == 0 and not silent and not _spent(state, now)
