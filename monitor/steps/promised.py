"""What was announced and whose text is waited for: told when it is read, or two minutes later with what is known. Not the telling."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from monitor.law import read_actions
from monitor.model.instrument import InstrumentKind
from monitor.model.place import Part, Wish
from monitor.model.program import Programs
from monitor.model.register import Version
from monitor.model.words import Kind
from monitor.register import notices
from monitor.register.notices import Announcement
from monitor.steps import targets
from monitor.steps.scene import TELL_WITHIN, Scene
from monitor.store.tx import Tx

ANNOUNCED = "announced:"


def wait_for(tx: Tx, scene: Scene, announced: Announcement, url: str, group: str | None = None) -> None:
    """Remembers an announcement that says something new. Announced twice, it is told two minutes after the first time."""
    announced = _resolved(tx, scene.knowledge.programs, announced)
    key = _key(announced)
    if tx.pending(key) is not None or not is_news(tx, announced):
        return
    payload = {
        "measure": announced.measure,
        "label": announced.label,
        "kind": announced.kind.value,
        "title": announced.title,
        "program": announced.program,
        "source": scene.source.id,
        "url": url,
        "group": group,
    }
    tx.put_pending(key, scene.now + TELL_WITHIN, payload)


def _resolved(tx: Tx, programs: Programs, announced: Announcement) -> Announcement:
    """The announcement under the program whose license is held: notices say "Syria-related" of 31 CFR part 542 as well."""
    number = announced.measure.rpartition("/")[2]
    if not announced.measure.startswith("us-ofac/") or tx.held(announced.measure) is not None:
        return announced
    for program in programs.programs:
        key = f"us-ofac/{program.slug}/{number}"
        if program.slug.split("-")[0] == announced.program.split("-")[0] and tx.held(key) is not None:
            return replace(announced, measure=key, program=program.slug)
    return announced


def is_news(tx: Tx, announced: Announcement) -> bool:
    """False where the register knows it, or where it was told from a notice before."""
    if not notices.is_news(announced, tx.held(announced.measure)):
        return False
    ends = announced.kind is InstrumentKind.REVOCATION
    told = tx.changes_of(announced.measure, None if ends else announced.label)
    return not any((change.provisional or ends) and (change.kind is Kind.REVOKED) is ends for change in told)


def is_awaited(tx: Tx, measure: str, label: str) -> bool:
    """True where a version was announced, or told from a notice only, and its text is still to come."""
    told = (c for c in tx.changes_of(measure, label) if c.provisional and c.kind is not Kind.REVOKED)
    pending = tx.pending(f"{ANNOUNCED}{measure} {label}")
    waits = pending is not None and pending.payload["kind"] != InstrumentKind.REVOCATION.value
    return waits or any(not tx.updates_of(change.id) for change in told if change.id is not None)


def successor_told(tx: Tx, version: Version) -> str | None:
    """The label that a notice said replaces a text, and whose own text is still to come; None where there is none."""
    waiting = [p.payload["label"] for p in tx.pending_like(ANNOUNCED) if p.payload["measure"] == version.measure]
    told = (c for c in tx.changes_of(version.measure) if c.provisional and c.kind is not Kind.REVOKED)
    waiting += [c.label for c in told if c.id is not None and c.at >= version.seen_at and not tx.updates_of(c.id)]
    return next((label for label in waiting if label.casefold() != version.label.casefold()), None)


def _key(announced: Announcement) -> str:
    return f"{ANNOUNCED}{announced.measure} {announced.label}"


def wait_for_wishes(tx: Tx, scene: Scene, wishes: Iterable[Wish]) -> None:
    """What an official list names before its page or text is read: an act by its number, a license in a row's title."""
    for wish in wishes:
        if tx.target(scene.source.id, wish.url) is None and not targets.of_baseline(tx, scene, wish):
            for announced in _named(scene, wish):
                wait_for(tx, scene, announced, wish.url, wish.facts.get("package"))


def _named(scene: Scene, wish: Wish) -> Iterable[Announcement]:
    measure, label, title = (str(wish.facts.get(name) or "") for name in ("measure", "label", "title"))
    if wish.part is Part.DETAIL:
        return notices.announcements(read_actions(title, "", scene.knowledge.programs))
    if wish.part is not Part.INSTRUMENT or not (measure and label and title):
        return ()
    kind = InstrumentKind.LICENSE if measure.startswith("uk-ofsi/") else InstrumentKind.REGULATION
    return (Announcement(measure, label, kind, title, str(wish.facts.get("program") or "")),)


def forget(tx: Tx, url: str, but: Iterable[Announcement]) -> None:
    """Drops what was announced at an address: it is read now, and names only `but`."""
    kept = {_key(announced) for announced in but}
    for pending in tx.pending_like(ANNOUNCED):
        if pending.payload["url"] == url and pending.key not in kept:
            tx.drop_pending(pending.key)
