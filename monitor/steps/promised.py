"""What was announced and whose text is waited for: told when it is read, or two minutes later with what is known. Not the telling."""

from __future__ import annotations

from collections.abc import Iterable

from monitor.model.instrument import InstrumentKind
from monitor.model.place import Part, Wish
from monitor.register import notices
from monitor.register.notices import Announcement
from monitor.steps import targets
from monitor.steps.scene import TELL_WITHIN, Scene
from monitor.store.tx import Tx

ANNOUNCED = "announced:"


def wait_for(tx: Tx, scene: Scene, announced: Announcement, url: str, group: str | None = None) -> None:
    """Remembers an announcement, where it says something that the register does not know."""
    if not notices.is_news(announced, tx.held(announced.measure)):
        return
    payload = {
        "measure": announced.measure,
        "label": announced.label,
        "kind": announced.kind.value,
        "title": announced.title,
        "program": announced.program,
        "source": scene.source.id,
        "url": url,
        "jurisdiction": scene.jurisdiction,
        "group": group,
    }
    tx.put_pending(f"{ANNOUNCED}{announced.measure} {announced.label}", scene.now + TELL_WITHIN, payload)


def wait_for_texts(tx: Tx, scene: Scene, wishes: Iterable[Wish]) -> None:
    """The texts that an official list names by measure and label: a journal tells of an act before it is read."""
    for wish in wishes:
        measure, label, title = (str(wish.facts.get(name) or "") for name in ("measure", "label", "title"))
        if wish.part is not Part.INSTRUMENT or not (measure and label and title):
            continue
        if tx.target(scene.source.id, wish.url) is None and not targets.of_baseline(scene, wish):
            kind = InstrumentKind.LICENSE if measure.startswith("uk-ofsi/") else InstrumentKind.REGULATION
            announced = Announcement(measure, label, kind, title, str(wish.facts.get("program") or ""))
            wait_for(tx, scene, announced, wish.url, wish.facts.get("package"))
