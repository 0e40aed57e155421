"""What one look at one target leaves behind: nothing new, something new, or trouble. Each is written in the caller's transaction."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from monitor.model.faults import FetchError, ReadError
from monitor.model.place import Capture, Listed, Listing, Part, Poll, Reading, Trouble
from monitor.model.words import Problem
from monitor.register import presence
from monitor.steps import documents, rhythm, shown, targets, trouble
from monitor.steps.scene import Scene
from monitor.steps.tell import tell_change
from monitor.store.archive import Kept
from monitor.store.tx import Tx

_GONE = {404, 410}
_LISTED = "listed:"


def learn(tx: Tx, scene: Scene, capture: Capture, kept: Kept, reading: Reading) -> None:
    """What an answer says, if it can be believed; where its bytes lie is written down either way."""
    tx.add_capture(
        capture.sha256,
        capture.final_url,
        capture.at,
        kept.file,
        kept.offset,
        capture.status,
        capture.content_type,
        kept.length,
    )
    doubt = reading.trouble or trouble.implausible(scene, reading)
    if doubt is not None:
        failed(tx, scene, doubt, capture)
    else:
        read(tx, scene, capture, reading)


def failed(tx: Tx, scene: Scene, error: FetchError | ReadError | Trouble, capture: Capture | None = None) -> None:
    """No answer, or one that cannot be believed: trouble, and nothing else."""
    status = error.status if isinstance(error, FetchError) else (capture.status if capture is not None else None)
    gone = status in _GONE
    tx.add_poll(
        Poll(
            at=scene.now,
            source=scene.source.id,
            url=scene.target.url,
            status=str(status) if status is not None else "-",
            bytes=len(capture.body) if capture is not None else 0,
            changed=False,
            problem=error.problem,
            detail=error.detail,
            sha256=capture.sha256 if capture is not None else None,
        )
    )
    optional = not scene.target.part.needed or scene.target.baseline
    if not (gone and optional):
        trouble.begins(tx, scene, error if isinstance(error, Trouble) else Trouble(error.problem, error.detail))
    retry_after = error.retry_after if isinstance(error, FetchError) else None
    target = targets.read_badly(scene, gone=gone, retry_after=retry_after)
    tx.put_target(target)
    if target.due is None:
        trouble.ends(tx, scene, told=False)
    tx.put_health(replace(scene.health, polls=scene.health.polls + 1))


def same(tx: Tx, scene: Scene, capture: Capture) -> None:
    """The page is what it was. That is worth a row: it proves that we looked."""
    if not _present_still(tx, scene):
        return
    tx.add_poll(_poll(scene, capture, changed=False))
    _good(tx, scene, capture, None)


def read(tx: Tx, scene: Scene, capture: Capture, reading: Reading) -> None:
    """The page was read whole: what it says, which addresses follow, and the validators that keep us from looking again."""
    changed = reading.meaning != scene.target.meaning or not reading.meaning
    if reading.listing is not None and not _present(tx, scene, reading.listing):
        return
    tx.add_poll(_poll(scene, capture, changed=changed))
    if changed:
        documents.take(tx, scene, reading)
        targets.follow(tx, scene, reading)
        shown.remember(tx, scene, reading)
    _good(tx, scene, capture, reading)


def _poll(scene: Scene, capture: Capture, *, changed: bool) -> Poll:
    return Poll(
        at=scene.now,
        source=scene.source.id,
        url=scene.target.url,
        status=str(capture.status),
        bytes=len(capture.body),
        changed=changed,
        sha256=None if capture.unchanged else capture.sha256,
    )


def _good(tx: Tx, scene: Scene, capture: Capture, reading: Reading | None) -> None:
    meaning = reading.meaning if reading is not None else None
    news = reading is not None and meaning != scene.target.meaning
    fleeting = reading is not None and reading.fleeting
    target = targets.read_well(scene, capture, meaning=meaning, fleeting=fleeting)
    tx.put_target(rhythm.moved(tx, scene, target, capture))
    health = rhythm.heard(tx, scene, scene.health, news=news)
    if reading is not None and scene.target.part is Part.ENTRANCE:
        health = trouble.learn(health, reading)
    tx.put_health(health)
    trouble.ends(tx, scene)


# ---- what a page lists ----


def _present_still(tx: Tx, scene: Scene) -> bool:
    """An unchanged page is a second whole reading of what it no longer lists. False where it cannot be believed any more."""
    kept = tx.pending(_place(scene)) if scene.target.part is Part.ENTRANCE else None
    return kept is None or _present(tx, scene, _listing(kept.payload))


def _place(scene: Scene) -> str:
    return f"{_LISTED}{scene.source.id} {scene.target.url}"


def _present(tx: Tx, scene: Scene, listing: Listing) -> bool:
    """Compares what the page lists with what it listed. False where the page cannot be believed: then it was not read well."""
    kept = tx.pending(_place(scene))
    before = kept.payload["expected"] if kept is not None else []
    expected = {(str(m), str(label)) for m, label in before} | presence.listed_measures(listing)
    held = tx.held_many([measure for measure, _ in expected])
    found = presence.absence(
        expected,
        listing,
        held,
        now=scene.now,
        source=scene.source.id,
        url=scene.target.url,
        elsewhere=_listed_elsewhere(tx, scene) if expected - presence.listed_measures(listing) else (),
    )
    if found.implausible:
        failed(tx, scene, Trouble(Problem.IMPLAUSIBLE, found.implausible))
        return False
    for measure in found.newly_missing:
        tx.put_missing(measure, scene.now)
    for measure in found.back:
        tx.put_missing(measure, None)
    for ending, change in found.gone:
        tx.add_ending(ending)
        tell_change(tx, scene.knowledge, change)
        tx.put_missing(change.measure, None)
    for version, change in () if scene.first_look else found.returned:
        tx.add_version(version)
        tell_change(tx, scene.knowledge, change)
    gone = {change.measure for _, change in found.gone}
    tx.put_pending(_place(scene), None, _payload(listing, {pair for pair in expected if pair[0] not in gone}))
    return True


def _listed_elsewhere(tx: Tx, scene: Scene) -> set[str]:
    """What other pages list: a measure that only one of them dropped is not gone."""
    others = (kept for kept in tx.pending_like(_LISTED) if kept.key != _place(scene))
    return {measure for kept in others for measure, _ in presence.listed_measures(_listing(kept.payload))}


def _payload(listing: Listing, expected: set[tuple[str, str]]) -> dict[str, Any]:
    items = [[item.label, item.title, item.url, item.archived, item.measure] for item in listing.items]
    return {"program": listing.program, "items": items, "expected": sorted(expected)}


def _listing(payload: dict[str, Any]) -> Listing:
    return Listing(payload["program"], tuple(Listed(*item) for item in payload["items"]))
