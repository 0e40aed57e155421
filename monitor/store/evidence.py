"""Everything that proves one change, in one zip that anybody can check with plain tools: no program of ours is needed."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from monitor.model.faults import StoreError, UsageError
from monitor.model.message import MatterKind
from monitor.model.register import Change, Update, Version
from monitor.store import journal
from monitor.store.archive import Archive
from monitor.store.complaints import in_plain_words
from monitor.store.queries import CaptureRow
from monitor.store.rows import json_ready
from monitor.store.store import Store
from monitor.store.tx import Tx

_README = """\
EVIDENCE OF CHANGE {id}: {title}

Measure      {measure}, {label}
What it is   {kind}, {direction}: {summary}
In effect    {effective}
We knew      {at}
{later}
WHAT IS HERE
  change.json      the judgment: operations with the words before and after, direction, reason; what was learned later;
                   what a person put right
  deliveries.json  who was told, when, in which words
  captures.json    which bytes were fetched from where and when (UTC)
  captures.warc.gz the responses as they were kept, with the server's headers and our request (WARC 1.1, ISO 28500)
  bytes/           the same bodies, one file each, named by their SHA-256
  texts/           the texts compared, as they were read out of those bodies
  journal/         the entries of the hash chain for the rows behind this folder, each named by its own hash
  SHA256SUMS       the hashes of all files here

HOW TO CHECK IT
  1. Nothing in this folder was altered:              sha256sum -c SHA256SUMS
  2. The bytes are those that the change stands on:   sha256sum bytes/*      (each prints its own name)
     {evidence}
  3. What the server said, and when:                  zcat captures.warc.gz | less
     WARC-Date is our clock; the server's own Date header stands below it. WARC-Payload-Digest is the SHA-256 of the body.
  4. The rows stood in the journal:                   sha256sum journal/*    (each prints its own name)
     The four lines of an entry are: the hash of the entry before it, the table, the number of the row, the row as JSON.
     The journal's head is {head}.
     Every heartbeat carries the head of its day: a later rewriting of history would not lead to it.
     `sanctions-monitor verify --head HASH` walks from the first entry to any head that was written down.
"""


@dataclass(frozen=True, slots=True)
class _Case:
    """All that belongs to one change."""

    change: Change
    updates: tuple[Update, ...]  # what was learned later
    corrections: tuple[Change, ...]  # what a person put right
    documents: dict[str, Any]  # file name to JSON value
    captures: tuple[CaptureRow, ...]
    texts: dict[str, str]
    entries: dict[str, str]  # hash to the text that it is the hash of
    head: str


def evidence(store: Store, archive: Archive, change: int, out: Path) -> Path:
    """Writes the zip. Raises UsageError where there is no such change, StoreError where `out` exists or cannot be written."""
    if out.exists():
        raise StoreError(f"{out}: exists already; give another name")
    with store.reading() as tx:
        case = _case(tx, change)
    files = {**_bodies(archive, case), **_papers(case)}
    files["SHA256SUMS"] = "".join(
        f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items())
    ).encode()
    with in_plain_words(out), out.open("xb") as handle:
        try:
            _pack(handle, files, _zip_time(case.change.at))
        except BaseException:
            out.unlink(missing_ok=True)  # half a proof is none, and would be in the way of the next try
            raise
    return out


def _pack(handle: IO[bytes], files: Mapping[str, bytes], at: tuple[int, int, int, int, int, int]) -> None:
    with zipfile.ZipFile(handle, "w", zipfile.ZIP_DEFLATED) as pack:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, date_time=at)
            entry.external_attr = 0o644 << 16
            pack.writestr(entry, files[name], zipfile.ZIP_DEFLATED)


def _case(tx: Tx, number: int) -> _Case:
    change = tx.change(number)
    if change is None:
        raise UsageError(f"there is no change {number}; `sanctions-monitor changes` lists them")
    updates = tx.updates_of(number)
    texts = _texts(tx, change, {change.sha256, *(update.sha256 for update in updates)} - {None})
    hashes = [change.sha256, *(update.sha256 for update in updates), *(version.evidence for version in texts)]
    captures = [row for sha256 in dict.fromkeys(hashes) if sha256 and (row := tx.capture(sha256)) is not None]
    corrections = tx.corrections_of(number)
    rows: list[tuple[str, list[int | None]]] = [
        ("change", [number, *(correction.id for correction in corrections)]),
        (
            "operation",
            [row["id"] for row in tx.rows("SELECT id FROM operation WHERE change = ? ORDER BY id", (number,))],
        ),
        ("change_update", [update.id for update in updates]),
        ("version", [version.id for version in texts]),
        ("capture", [row.id for row in captures]),
    ]
    return _Case(
        change=change,
        updates=tuple(updates),
        corrections=tuple(corrections),
        documents={
            "change.json": {"change": change, "updates": updates, "corrections": corrections},
            "deliveries.json": _deliveries(tx, change, [update.id for update in updates if update.id is not None]),
            "captures.json": captures,
        },
        captures=tuple(captures),
        texts={_text_name(version): version.text for version in texts},
        entries=dict(entry for table, ids in rows for row in ids for entry in _entry(tx, table, row)),
        head=tx.journal_head(),
    )


def _texts(tx: Tx, change: Change, evidence_of: set[str | None]) -> list[Version]:
    """The texts that were compared: the one before, if there was one, and the one that the change stands on."""
    own = tx.texts(change.measure, change.label)
    after = next((version for version in own if version.evidence in evidence_of), None)
    if after is None:
        after = next((version for version in reversed(own) if version.seen_at <= change.at), None)
    earlier = tx.texts(change.measure, change.before_label) if change.before_label else []
    if after is not None:
        earlier = [version for version in earlier if (version.id or 0) < (after.id or 0)]
    return [version for version in (*earlier[-1:], after) if version is not None]


def _text_name(version: Version) -> str:
    safe = "".join(c if c.isalnum() or c in "-." else "-" for c in version.label)
    return f"texts/{version.id}-{safe}.txt"


def _deliveries(tx: Tx, change: Change, updates: Iterable[int]) -> list[dict[str, Any]]:
    alerts = tx.alerts_about(kind=MatterKind.CHANGE, row=change.id)
    for update in updates:
        alerts += tx.alerts_about(kind=MatterKind.UPDATE, row=update)
    if change.story:
        alerts += tx.alerts_about(stories=tx.story_family(change.story))
    known = {alert.id: alert for alert in alerts if alert.id is not None}
    return [{"alert": known[number], "deliveries": tx.deliveries_of(number)} for number in sorted(known)]


def _entry(tx: Tx, table: str, row_id: int | None) -> Iterable[tuple[str, str]]:
    """The journal's entry of a row: its hash, and the four lines that it is the hash of."""
    kept = tx.row("SELECT id, hash FROM journal WHERE entry_table = ? AND entry_row = ?", (table, row_id))
    row = tx.row(f'SELECT * FROM "{table}" WHERE id = ?', (row_id,))
    if kept is None or row is None or row_id is None:
        return
    before = tx.scalar("SELECT hash FROM journal WHERE id = ?", (kept["id"] - 1,)) or journal.BEGINNING
    yield kept["hash"], journal.entry_text(before, table, row_id, row)


def _bodies(archive: Archive, case: _Case) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    records = b""
    for capture in case.captures:
        records += archive.records(capture.warc_file, capture.offset, capture.length)
        files[f"bytes/{capture.sha256}"] = archive.body(capture.warc_file, capture.offset)
    return {**files, "captures.warc.gz": records} if records else files


def _papers(case: _Case) -> dict[str, bytes]:
    change = case.change
    effective = change.effective.isoformat(" ", "seconds") if change.effective else "not stated"
    stands_on = f"The change stands on {change.sha256}." if change.sha256 else "It stands on no bytes of its own."
    readme = _README.format(
        id=change.id, title=change.title, measure=change.measure, label=change.label, kind=change.kind.value,
        direction=change.direction.value, summary=change.summary, effective=effective, at=change.at.isoformat(" ", "seconds"),
        evidence=stands_on, head=case.head, later=_later(case),
    )  # fmt: skip
    return {
        "README.txt": readme.encode(),
        **{name: _json(value) for name, value in case.documents.items()},
        **{name: text.encode() for name, text in case.texts.items()},
        **{f"journal/{sha256}": text.encode() for sha256, text in case.entries.items()},
    }


def _later(case: _Case) -> str:
    """What is to be known besides the judgment that was told first, a line each."""
    learned = [("Learned", one.at, f"{one.kind.value}, {one.direction.value}: {one.summary}") for one in case.updates]
    put_right = [
        ("Put right", one.at, f"{one.kind.value}, {one.direction.value}: {one.note} (change {one.id})")
        for one in case.corrections
    ]
    return "".join(
        f"{what:<12} {at.isoformat(' ', 'seconds')}  {words}\n" for what, at, words in (*learned, *put_right)
    )


def _json(value: Any) -> bytes:
    return (json.dumps(json_ready(value), ensure_ascii=False, indent=1) + "\n").encode()


def _zip_time(at: datetime) -> tuple[int, int, int, int, int, int]:
    return max(at.year, 1980), at.month, at.day, at.hour, at.minute, at.second
