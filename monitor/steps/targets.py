"""Which addresses are due next: those that a reading asked for, and the one that was just read. Not when a source is due: schedule.py."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from monitor.model.place import Capture, Part, Reading, Target, Wish
from monitor.model.words import Role
from monitor.schedule import next_due
from monitor.steps import shown
from monitor.steps.scene import Scene
from monitor.store.tx import Tx

_GIVE_UP_AFTER = timedelta(days=30)
_CHAIN = 5  # steps from an entrance that run at once (DESIGN.md, politeness)


def follow(tx: Tx, scene: Scene, reading: Reading) -> None:
    """Writes the addresses that a reading asks for as due now, unless they are known already."""
    if scene.target.depth >= _CHAIN:
        return
    for wish in reading.wishes:
        held = tx.target(scene.source.id, wish.url)
        if held is None:
            tx.put_target(_target(scene, wish, baseline=of_baseline(tx, scene, wish)))
        elif wish.facts != held.facts and held.part is wish.part and _asks_again(held, wish):
            tx.put_target(replace(held, facts=wish.facts, due=scene.now, failures=0))


def _asks_again(held: Target, wish: Wish) -> bool:
    """True where the page that links to an address now says something else of it."""
    marks = ("title", "date", "hash", "updated", "until", "length")
    return any(held.facts.get(mark) != wish.facts.get(mark) for mark in marks)


def _target(scene: Scene, wish: Wish, *, baseline: bool) -> Target:
    return Target(
        source=scene.source.id,
        url=wish.url,
        part=wish.part,
        due=scene.now,
        added=scene.now,
        facts=dict(wish.facts),
        baseline=baseline,
        again=wish.again,
        # A further page of a listing is no step away from it: a back-fill is as long as the listing.
        depth=scene.target.depth + (wish.part is not Part.PAGE),
    )


def of_baseline(tx: Tx, scene: Scene, wish: Wish) -> bool:
    """True where what lies behind a wish was there at the first look or before, and is told to nobody."""
    if scene.of_baseline or wish.baseline:
        return True
    if not scene.of_list:
        return False
    at, on = shown.dates_of(wish)
    if scene.first_look:
        return (at is None and on is None) or scene.was_there(at, on)
    # News is told by its own item, which its article only completes.
    return scene.source.role is Role.OFFICIAL and shown.is_older(tx, scene, at, on)


def read_well(scene: Scene, capture: Capture, *, meaning: str | None, fleeting: bool = False) -> Target:
    """The target after a good reading, due when it is to be looked at again; of what is fleeting no validators are kept."""
    target = replace(
        scene.target,
        looks=scene.target.looks + 1,
        failures=0,
        read_at=scene.now,
        etag=capture.headers.get("etag", scene.target.etag if capture.unchanged else None),
        last_modified=capture.headers.get("last-modified", scene.target.last_modified if capture.unchanged else None),
        sha256=scene.target.sha256 if capture.unchanged else capture.sha256,
        meaning=meaning if meaning is not None else scene.target.meaning,
        facts=scene.target.facts,
    )
    if fleeting:
        target = replace(target, etag=None, last_modified=None, sha256=None)
    return replace(target, due=next_due(scene.source, target, scene.now))


def read_badly(scene: Scene, *, gone: bool, retry_after: timedelta | None) -> Target:
    """The target after a bad answer, due for another try; dropped where it is optional and gone, or hopeless for a month."""
    target = replace(scene.target, failures=scene.target.failures + 1)
    optional = not target.part.needed or target.baseline
    hopeless = target.part is not Part.ENTRANCE and scene.now - target.added > _GIVE_UP_AFTER
    if (optional and gone) or hopeless:
        return replace(target, due=None)
    return replace(target, due=next_due(scene.source, target, scene.now, retry_after=retry_after))
