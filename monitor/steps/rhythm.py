"""What the operator hears of sources that are in no trouble: late, silent for longer than ever, moved for good. Once each, and once when it is over."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from monitor.alerts import notices
from monitor.model.place import Capture, Health, Part, Target
from monitor.schedule import is_late, is_silent
from monitor.steps import wellbeing
from monitor.steps.scene import Knowledge, Scene
from monitor.steps.tell import tell_operator
from monitor.store.tx import Tx

_BACK = "back:"
_AWAY = timedelta(minutes=25)  # time passes for a daemon at work every ten minutes at least
_LOOKED_AROUND = timedelta(minutes=30)  # after it was away; then it has asked every source once more


def pass_time(tx: Tx, knowledge: Knowledge, since: datetime, now: datetime) -> None:
    """Tells of every source that has become late or silent by `now`. One in trouble was told of already.

    Time had passed up to `since`. Where nobody polled meanwhile (the daemon was down, the disk full), no source is to blame.
    """
    if now - since > _AWAY or wellbeing.lasts(tx, wellbeing.DISK):
        tx.put_pending(_BACK, None, {"at": now.isoformat()})
    back = tx.pending(_BACK)
    if back is not None and now - datetime.fromisoformat(back.payload["at"]) < _LOOKED_AROUND:
        return
    healths, in_trouble = tx.healths(), {outbreak.source for outbreak in tx.open_outbreaks()}
    for source in knowledge.settings.sources:
        health = healths.get(source.id)
        if health is None or source.id in in_trouble:
            continue
        if not health.late_told and is_late(source, health, now):
            expected = source.every or timedelta(days=1)
            tell_operator(tx, knowledge, notices.source_late(source.id, health.last_success, expected, now))
            tx.put_health(replace(health, late_told=True))
        elif not health.silent_told and is_silent(health, now):
            assert health.last_change is not None, "what is silent has spoken"
            assert health.longest_silence is not None, "what is silent has been silent before"
            told = notices.source_silent(source.id, health.last_change, health.longest_silence, now)
            tell_operator(tx, knowledge, told)
            tx.put_health(replace(health, silent_told=True))


def heard(tx: Tx, scene: Scene, health: Health, *, news: bool) -> Health:
    """The health of a source after a good reading of one of its addresses; `news`: it said something new."""
    health = replace(health, polls=health.polls + 1)
    if scene.target.part is Part.ENTRANCE:
        if health.late_told:
            tell_operator(tx, scene.knowledge, notices.source_on_time(scene.source.id, scene.now))
        health = replace(health, last_success=scene.now, late_told=False, baseline_at=health.baseline_at or scene.now)
    if not news:
        return health
    if health.silent_told:
        tell_operator(tx, scene.knowledge, notices.source_speaks(scene.source.id, scene.now))
    silence = scene.now - health.last_change if health.last_change is not None else timedelta()
    longest = max(silence, health.longest_silence or timedelta())
    return replace(
        health, last_change=scene.now, changes=health.changes + 1, longest_silence=longest, silent_told=False
    )


def moved(tx: Tx, scene: Scene, target: Target, capture: Capture) -> Target:
    """Tells once where a source has moved to for good. It is asked at its old address until somebody changes that."""
    home = capture.new_home
    if home is not None and home != target.moved_to and target.part is Part.ENTRANCE:
        tell_operator(tx, scene.knowledge, notices.source_moved(scene.source.id, target.url, home, scene.now))
    return replace(target, moved_to=home)
