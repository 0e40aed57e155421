"""What a stretch of the history would have given to tell: its changes, what was learned of them, reports, deadlines. Not to whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from monitor.alerts import matter
from monitor.model.message import Matter
from monitor.model.register import Change, Held, Version
from monitor.register import standing
from monitor.steps.tell import with_programs
from monitor.store.rows import instant
from monitor.store.tx import Tx

_RAN_OUT = "SELECT DISTINCT measure FROM version WHERE expires_at > ? AND expires_at <= ? ORDER BY measure"


def matters_between(tx: Tx, since: datetime, until: datetime, deadlines: Iterable[timedelta] = ()) -> list[Matter]:
    """Everything that fell from `since` to `until` (UTC, both included), in the order of its times.

    A deadline is one where the time left of a text that was held then fell to one of `deadlines`.
    """
    found = [
        *_changes(tx, since, until),
        *_updates(tx, since, until),
        *_reports(tx, since, until),
        *_deadlines(tx, since, until, frozenset(deadlines)),
    ]
    return sorted(found, key=lambda one: one.at)


def _numbers(tx: Tx, table: str, since: datetime, until: datetime) -> list[int]:
    rows = tx.rows(
        f"SELECT id FROM {table} WHERE at >= ? AND at <= ? ORDER BY id",  # noqa: S608 -- the table is one of ours
        (instant(since), instant(until)),
    )
    return [row["id"] for row in rows]


def _changes(tx: Tx, since: datetime, until: datetime) -> Iterator[Matter]:
    for number in _numbers(tx, "change", since, until):
        change = tx.change(number)
        if change is None:
            continue
        wrong = tx.change(change.corrects) if change.corrects is not None else None
        if wrong is not None:
            yield _in_family(tx, matter.of_correction(replace(change, summary=""), wrong, note=change.summary, by=""))
        else:
            yield _in_family(tx, matter.of_change(change, text=_text(tx, change)))


def _updates(tx: Tx, since: datetime, until: datetime) -> Iterator[Matter]:
    for number in _numbers(tx, "change_update", since, until):
        told = tx.change(tx.scalar("SELECT change FROM change_update WHERE id = ?", (number,)))
        for update in tx.updates_of(told.id) if told is not None and told.id is not None else ():
            if update.id == number and told is not None:
                yield _in_family(tx, matter.of_update(update, told, text=_text(tx, replace(told, at=update.at))))


def _reports(tx: Tx, since: datetime, until: datetime) -> Iterator[Matter]:
    for number in _numbers(tx, "report", since, until):
        report = tx.report(number)
        if report is not None:
            yield _in_family(tx, matter.of_report(report))


def _in_family(tx: Tx, what: Matter) -> Matter:
    """The matter under the story that its own was merged into since: one event, told once. Of all programs of its measure."""
    what = with_programs(tx, what)
    return replace(what, story=tx.final_story(what.story)) if what.story is not None else what


def _text(tx: Tx, change: Change) -> str:
    """What the changed text says, as far as it had been read when the change was told."""
    read = [version for version in tx.texts(change.measure, change.label) if version.seen_at <= change.at]
    return read[-1].text if read else ""


def _deadlines(tx: Tx, since: datetime, until: datetime, deadlines: frozenset[timedelta]) -> Iterator[Matter]:
    longest = max(deadlines, default=timedelta())
    for row in tx.rows(_RAN_OUT, (instant(since), instant(until + longest))):
        held = tx.held(row["measure"])
        for version in held.versions if held is not None else ():
            for left in deadlines:
                moment = version.expires_at - left if version.expires_at is not None else None
                if held is not None and moment is not None and since <= moment <= until:
                    yield from (with_programs(tx, one) for one in _deadline(held, version, left, moment))


def _deadline(held: Held, version: Version, left: timedelta, moment: datetime) -> Iterator[Matter]:
    """The deadline, if the text was held already, still stood, and counted, as far as was known at that moment."""
    then = _as_known(held, moment)
    if version.expires_at is None or version.seen_at >= moment or standing.latest(then) != version:
        return
    if standing.ending_of(then, version) is None:
        yield matter.of_deadline(
            version,
            version.expires_at,
            left,
            moment,
            program=held.measure.program,
            jurisdiction=standing.jurisdiction(version.measure),
        )


def _as_known(held: Held, moment: datetime) -> Held:
    """What was held of a measure at a moment; texts that had not begun are left out, for the one before still counted."""
    return replace(
        held,
        versions=tuple(v for v in held.versions if v.seen_at <= moment and _begun(v, moment)),
        endings=tuple(e for e in held.endings if (e.seen_at or e.at) <= moment),
    )


def _begun(version: Version, moment: datetime) -> bool:
    starts = version.starts_at or (standing.legal_instant(version.starts) if version.starts is not None else None)
    return starts is None or starts <= moment
