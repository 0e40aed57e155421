"""Hundreds of single edits, of recorded licenses and of our own: the sign of each, its mirror, and noise on top."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache

import pytest

from monitor.judge import compare
from monitor.model.instrument import Instrument
from monitor.model.words import Direction
from monitor.read.document import plain
from monitor.read.text import clean
from tests.judge.edits import Edit, edits
from tests.judge.forms import HARBOR, read
from tests.material import needs_shared, shared

_ENOUGH = 300  # edits that a run over recorded texts must have had occasion to


def no_pdf(_: bytes) -> str:
    raise AssertionError("no recorded text is a PDF")


@cache
def recorded() -> tuple[str, ...]:
    """The recorded licenses, cleaned, each wording once."""
    folder = shared("corpus", "licenses")
    raw = [p.read_text(encoding="utf-8") for p in sorted((folder / "texts").glob("*.txt"))]
    for line in (folder / "pairs.dev.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        raw += [row["before"], row["after"]]
    return tuple(dict.fromkeys(clean(plain(text.encode(), None, no_pdf)) for text in raw))


def judged_edits(texts: tuple[str, ...], every: int) -> tuple[list[str], Counter[str], int]:
    """What went wrong, how often each edit was made, and how many there were; every nth one is tried."""
    wrong: list[str] = []
    made: Counter[str] = Counter()
    count = 0
    for text in texts:
        before = read(text)
        for edit in edits(text, before):
            count += 1
            if count % every:
                continue
            made[edit.name] += 1
            wrong += faults(before, edit)
    return wrong, made, count


def faults(before: Instrument, edit: Edit) -> list[str]:
    after = read(clean(edit.text))
    forth, back = compare(before, after), compare(after, before)
    found = []
    if forth.direction is not edit.sign:
        found.append(f"{before.key} {edit.name}: {forth.direction} for {edit.sign}: {forth.summary}")
    if back.direction is not forth.direction.opposite:
        found.append(f"{before.key} {edit.name}: back {back.direction}, forth {forth.direction}: {back.summary}")
    return found


def test_every_edit_of_a_license_of_our_own_has_its_sign_and_its_mirror() -> None:
    wrong, made, _ = judged_edits((clean(HARBOR),), 1)
    assert not wrong, "\n".join(wrong)
    assert sum(made.values()) > 40


@needs_shared
def test_edits_of_recorded_licenses_have_their_sign_and_their_mirror() -> None:
    wrong, _, count = judged_edits(recorded(), 4)
    assert count > _ENOUGH
    assert not wrong, "\n".join(wrong)


@pytest.mark.long
@needs_shared
def test_all_edits_of_recorded_licenses_have_their_sign_and_their_mirror() -> None:
    wrong, _, _ = judged_edits(recorded(), 1)
    assert not wrong, "\n".join(wrong)


@needs_shared
def test_recorded_licenses_beside_themselves_are_empty() -> None:
    for text in recorded():
        judgment = compare(read(text), read(text))
        assert (judgment.direction, judgment.kind, judgment.operations) == (Direction.UNCHANGED, None, ())


@needs_shared
def test_noise_on_top_of_a_real_change_does_not_change_the_verdict() -> None:
    rows = shared("corpus", "licenses", "pairs.dev.jsonl").read_text(encoding="utf-8").splitlines()
    for row in map(json.loads, rows):
        before, after = (clean(plain(row[side].encode(), None, no_pdf)) for side in ("before", "after"))
        expected = compare(read(before), read(after))
        noisy = re.sub(r"(?<=\w\w), (?=\w)", ",  ", after.replace("“", '"').replace("”", '"'))
        for printed in (noisy, "\n".join(re.findall(r".{1,64}(?:\s|$)|\n", noisy))):
            judgment = compare(read(before), read(clean(printed)))
            assert (judgment.direction, judgment.kind) == (expected.direction, expected.kind), row["id"]


@needs_shared
def test_the_labelled_pairs_are_judged_as_labelled() -> None:
    for line in shared("corpus", "licenses", "pairs.dev.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        before, after = (read(clean(plain(row[side].encode(), None, no_pdf))) for side in ("before", "after"))
        judgment = compare(before, after)
        assert judgment.direction.value in [row["direction"], *row.get("arguable", [])], (row["id"], judgment.summary)
        kinds = [row["kind"], *(row.get("kind_also") or [])]
        assert judgment.kind is not None
        assert judgment.kind.value in kinds, row["id"]
