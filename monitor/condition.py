"""How the monitor is doing, told from its history alone: for `status`, the metrics and the health page. Judges; repairs and tells nobody."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from monitor.steps import wellbeing as own
from monitor.steps.tell import stamp
from monitor.store.tx import Tx
from monitor.wellbeing import Room

_STALE = timedelta(minutes=25)  # the daemon writes its clock at least every ten minutes
_DAY = timedelta(days=1)
_SHOWN = 5

_DEAD = """
SELECT d.alert, d.channel, d.last_try, d.error FROM delivery d WHERE d.state = 'dead'
AND NOT EXISTS (SELECT 1 FROM acknowledgement k WHERE k.alert = d.alert) ORDER BY d.id
"""
_ACTIVE = "EXISTS (SELECT 1 FROM target t WHERE t.source = h.source AND t.part = 'entrance' AND t.due IS NOT NULL)"
_POLLS_OF_A_DAY = "SELECT coalesce(sum(looks), 0) FROM poll WHERE at > ?"


@dataclass(frozen=True, slots=True)
class Condition:
    """Everything that says whether the monitor does its work. Times are UTC."""

    at: datetime
    running: bool  # a daemon holds the database
    clock: datetime | None  # the daemon's last tick
    sources: int
    last_poll: datetime | None
    next_poll: datetime | None
    polls_today: int  # in the last 24 hours
    changes_today: int
    measures: int
    changes: int
    in_trouble: tuple[dict[str, str], ...]  # source, problem, target, since, detail
    late: tuple[str, ...]
    silent: tuple[str, ...]
    waiting: int  # deliveries
    dead: tuple[dict[str, str], ...]  # deliveries given up whose alert nobody acknowledged
    own: dict[str, str]  # the monitor's own troubles, and since when
    journal_head: str
    deadlines: tuple[dict[str, str], ...]  # the next ones
    disk: dict[str, int]  # free, least, total of the fullest disk in use, in bytes

    @property
    def problems(self) -> tuple[str, ...]:
        """What somebody has to look at, a sentence each; empty where all is well."""
        found = []
        if not self.running:
            found.append("no daemon works on this database")
        elif self.clock is None or self.at - self.clock > _STALE:
            found.append(f"the daemon has not got round since {stamp(self.clock) if self.clock else 'it began'}")
        if self.disk["free"] < self.disk["least"]:
            found.append("the disk is almost full; polling has stopped")
        found += [f"{what} damaged since {since}" for what, since in self.own.items() if what != own.DISK]
        found += [f"{one['source']}: {one['problem']} since {one['since']}" for one in self.in_trouble]
        found += [f"{source}: late" for source in self.late]
        if self.dead:
            found.append(f"{len(self.dead)} deliveries given up and not acknowledged")
        return tuple(found)

    def told(self) -> dict[str, Any]:
        """As JSON."""
        held = asdict(self)
        times = {key: stamp(value) if value is not None else None for key, value in held.items() if key in _TIMES}
        return {"well": not self.problems, "problems": list(self.problems), **held, **times}


_TIMES = ("at", "clock", "last_poll", "next_poll")


def condition(tx: Tx, now: datetime, disk: Room, *, running: bool) -> Condition:
    """The condition at `now`, read in one look at the history."""
    last = tx.scalar("SELECT max(at) FROM poll")
    return Condition(
        at=now,
        running=running,
        clock=tx.clock(),
        sources=int(tx.scalar(f"SELECT count(*) FROM health h WHERE {_ACTIVE}")),  # noqa: S608 -- a constant of this module
        last_poll=datetime.fromisoformat(last) if last else None,
        next_poll=tx.next_target_due(),
        polls_today=int(tx.scalar(_POLLS_OF_A_DAY, (stamp(now - _DAY),))),
        changes_today=tx.activity(now - _DAY)[1],
        measures=tx.count("measure"),
        changes=tx.count("change"),
        in_trouble=tuple(
            {
                "source": o.source,
                "problem": o.problem.value,
                "target": o.url,
                "since": stamp(o.since),
                "detail": o.detail,
            }
            for o in tx.open_outbreaks()
        ),
        late=_sources(tx, "late_told"),
        silent=_sources(tx, "silent_told"),
        waiting=tx.count_waiting(),
        dead=tuple({key: str(value) for key, value in row.items()} for row in tx.rows(_DEAD)),
        own={what: stamp(since) for what, since in own.lasting(tx).items()},
        journal_head=tx.journal_head(),
        deadlines=_deadlines(tx),
        disk={"free": disk.free, "least": disk.least, "total": disk.total},
    )


def _sources(tx: Tx, sign: str) -> tuple[str, ...]:
    rows = tx.rows(f"SELECT h.source FROM health h WHERE h.{sign} AND {_ACTIVE} ORDER BY h.source")  # noqa: S608 -- names of this module
    return tuple(row["source"] for row in rows)


def _deadlines(tx: Tx) -> tuple[dict[str, str], ...]:
    rows: Iterable[dict[str, Any]] = tx.rows(
        "SELECT measure, label, title, due, days_left FROM deadlines WHERE days_left >= 0 ORDER BY due LIMIT ?",
        (_SHOWN,),
    )
    return tuple({key: str(value) for key, value in row.items()} for row in rows)


def is_held(database: Path) -> bool:
    """True where a daemon holds this database. Asks without taking hold itself for longer than the question."""
    try:
        handle = os.open(database.with_name(database.name + ".lock"), os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False
