"""A person's judgment in place of ours: the change that corrects one, and who is told. The wrong row stays as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from monitor.alerts import matter
from monitor.model.faults import UsageError
from monitor.model.register import Change
from monitor.model.words import Direction, Kind
from monitor.steps.scene import Knowledge
from monitor.steps.tell import alert, settle_story, stamp
from monitor.store.tx import Tx


def tell_correction(
    tx: Tx,
    knowledge: Knowledge,
    number: int,
    direction: Direction,
    kind: Kind | None,
    *,
    note: str,
    by: str,
    at: datetime,
) -> Change:
    """Appends the change that puts the judgment of change `number` right, and tells everybody who got the wrong one.

    What is corrected is what is known now, updates and earlier corrections included; the correction always refers to the
    change that was told first, so that its readers are found. `at` is UTC. Raises UsageError where there is no such change,
    or nothing in it to put right.
    """
    told = _first_told(tx, number)
    believed = known_now(tx, told)
    if (direction, kind or believed.kind) == (believed.direction, believed.kind):
        raise UsageError(f"change {number} is held to be {believed.direction.value} ({believed.kind.value}) already")
    correction = replace(
        believed,
        at=at,
        direction=direction,
        kind=kind or believed.kind,
        summary=note,
        operations=(),  # their reasons are those of the judgment that was wrong; the redline still shows the words
        note=f"judged by {by}",
        provisional=False,
        corrects=told.id,
        id=None,
    )
    correction = replace(correction, id=tx.add_change(correction))
    _file(tx, told, correction)
    tx.add_event(at, _event(correction, tx.final_story(correction.story)))
    wrong = replace(believed, id=told.id)
    alert(tx, knowledge, matter.of_correction(replace(correction, summary=""), wrong, note=note, by=by))
    return correction


def _event(correction: Change, story: str) -> dict[str, Any]:
    """The contract's word for what was learned later about a change that was told."""
    return {
        "event": "update",
        "at": stamp(correction.at),
        "measure": correction.measure,
        "label": correction.label,
        "kind": correction.kind.value,
        "direction": correction.direction.value,
        "summary": correction.summary,
        "story": story,
    }


def _first_told(tx: Tx, number: int) -> Change:
    """The change itself, or the one that it corrects."""
    change = tx.change(number)
    if change is None:
        raise UsageError(f"there is no change {number}; `sanctions-monitor changes` lists them")
    return _first_told(tx, change.corrects) if change.corrects is not None else change


def known_now(tx: Tx, change: Change) -> Change:
    """A change as it is known now: what was read later, then what a person put right."""
    number = change.id
    if number is None:
        return change
    for update in tx.updates_of(number):
        change = replace(
            change,
            kind=update.kind,
            direction=update.direction,
            summary=update.summary,
            url=update.url or change.url,
            sha256=update.sha256 or change.sha256,
            operations=update.operations,
            redline=update.redline,
            provisional=False,
        )
    for correction in tx.corrections_of(number):
        change = replace(change, kind=correction.kind, direction=correction.direction)
    return change


def _file(tx: Tx, told: Change, correction: Change) -> None:
    """Puts what the correction says into the story in place of what was told wrongly, at the time of the event itself."""
    mention = tx.mention_of_change(told.id) if told.id is not None else None
    if mention is not None:
        filed = replace(mention, direction=correction.direction, kind=correction.kind)
        tx.add_mention(correction.story, filed, change=correction.id)
    if correction.story:
        settle_story(tx, correction.story, correction.at)
