"""Outbreaks of trouble: told once when they begin and once when they are over. They change nothing in the register."""

from __future__ import annotations

from dataclasses import replace

from monitor.alerts import notices
from monitor.model.place import Health, Outbreak, Part, Reading, Trouble
from monitor.model.words import Problem
from monitor.steps.scene import Scene
from monitor.steps.tell import stamp, tell_operator
from monitor.store.tx import Tx

_LEARNED_AFTER = 5  # good polls before learned bounds count
_FAR_FEWER = 0.2


def begins(tx: Tx, scene: Scene, trouble: Trouble) -> None:
    """Writes an outbreak and tells it, unless the same one is under way."""
    url = trouble.url or scene.target.url
    if any(o.url == url and o.problem is trouble.problem for o in tx.open_outbreaks(scene.source.id)):
        return
    outbreak = Outbreak(scene.source.id, url, trouble.problem, trouble.detail, scene.now)
    tx.put_outbreak(outbreak)
    tx.add_event(
        scene.now,
        {
            "event": "trouble",
            "at": stamp(scene.now),
            "source": scene.source.id,
            "target": url,
            "problem": trouble.problem.value,
            "detail": trouble.detail,
        },
    )
    tell_operator(tx, scene.knowledge, notices.source_in_trouble(outbreak, scene.now))


def ends(tx: Tx, scene: Scene, *, told: bool = True) -> None:
    """Closes every outbreak of the target that was just read whole."""
    over = [o for o in tx.open_outbreaks(scene.source.id) if o.url == scene.target.url]
    for outbreak in over:
        tx.put_outbreak(replace(outbreak, over=scene.now))
    if over and told:
        event = {"event": "recovered", "at": stamp(scene.now), "source": scene.source.id, "target": scene.target.url}
        tx.add_event(scene.now, event)
        first = min(over, key=lambda outbreak: outbreak.since)
        tell_operator(tx, scene.knowledge, notices.source_recovered(replace(first, over=scene.now), scene.now))


def implausible(scene: Scene, reading: Reading) -> Trouble | None:
    """Why the number of items of an entrance cannot be believed; None where it can.

    What the configuration expects decides first; then what the source has shown so far: where there always were items, none is
    no answer, and neither is a fifth of the fewest ever seen (DESIGN.md, rule 3).
    """
    count, expect, health = reading.items, scene.source.expect, scene.health
    if count is None or scene.target.part is not Part.ENTRANCE:
        return None
    if expect.min_items is not None and count < expect.min_items:
        return Trouble(Problem.IMPLAUSIBLE, f"{count} items where at least {expect.min_items} are expected")
    if expect.max_items is not None and count > expect.max_items:
        return Trouble(Problem.IMPLAUSIBLE, f"{count} items where at most {expect.max_items} are expected")
    if expect.min_items == 0 or health.fewest is None or not health.fewest:
        return None
    if count == 0:
        return Trouble(Problem.IMPLAUSIBLE, f"no items where there always were {health.fewest} or more")
    if health.polls >= _LEARNED_AFTER and count < health.fewest * _FAR_FEWER:
        return Trouble(Problem.IMPLAUSIBLE, f"{count} items where there always were {health.fewest} or more")
    return None


def learn(health: Health, reading: Reading) -> Health:
    """The bounds of what a source shows, widened by a believed reading."""
    if reading.items is None:
        return health
    fewest = reading.items if health.fewest is None else min(health.fewest, reading.items)
    most = reading.items if health.most is None else max(health.most, reading.items)
    return replace(health, fewest=fewest, most=most)
