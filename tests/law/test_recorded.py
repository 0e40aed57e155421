"""The grammar against recorded licenses beside the checkout; skipped, saying so, where they are not."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.law import cut_instruments, read_actions, read_instrument
from monitor.model.instrument import Instrument
from monitor.model.program import Programs
from monitor.model.words import Effect
from monitor.read.text import clean
from tests.material import shared


def _rows(*parts: str) -> Iterator[dict[str, str]]:
    with shared(*parts).open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)


def _plain() -> Iterator[tuple[str, str, str]]:
    """Key, label and text of every recorded license that is no HTML."""
    for row in _rows("corpus", "licenses", "pairs.dev.jsonl"):
        for side in ("before", "after"):
            if "<p" not in row[side]:
                yield row["key"], row[f"{side}_label"], row[side]


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())


def test_recorded_licenses_have_the_key_and_label_that_they_are_filed_under(programs: Programs) -> None:
    for key, label, text in _plain():
        reading = read_instrument(clean(text), programs)
        assert isinstance(reading, Instrument)
        assert (reading.key, reading.label) == (key, label)


def test_recorded_licenses_read_the_same_cleaned_or_not(programs: Programs) -> None:
    for _, label, text in _plain():
        if "[Page" in text:
            continue
        raw, cleaned = read_instrument(text, programs), read_instrument(clean(text), programs)
        assert isinstance(raw, Instrument), label
        assert isinstance(cleaned, Instrument), label
        assert [(p.path, p.effect) for p in raw.provisions] == [(p.path, p.effect) for p in cleaned.provisions], label


def test_no_word_of_a_recorded_body_is_lost(programs: Programs) -> None:
    for _, label, text in _plain():
        cleaned = clean(text)
        reading = read_instrument(cleaned, programs)
        assert isinstance(reading, Instrument)
        body = cleaned[cleaned.index("(a)") : cleaned.index("Dated:" if "Dated:" in cleaned else "Date:")]
        kept = _words(" ".join(f"{p.path} {p.text}" for p in reading.provisions[1:]))
        missing = set(_words(body)) - set(kept)
        assert not missing - set(_words("director office of foreign assets control acting associate")) or all(
            word in body[-120:].lower() for word in missing
        ), (label, missing)


def test_paths_of_recorded_licenses_are_all_different_and_each_stands_under_its_parent(programs: Programs) -> None:
    for _, label, text in _plain():
        reading = read_instrument(clean(text), programs)
        assert isinstance(reading, Instrument)
        paths = [p.path for p in reading.provisions]
        assert len(paths) == len(set(paths)), label
        for provision in reading.provisions:
            if provision.parent is not None:
                assert provision.path.startswith(reading.provisions[provision.parent].path), label


def test_every_recorded_license_permits_something(programs: Programs) -> None:
    for _, label, text in _plain():
        reading = read_instrument(clean(text), programs)
        assert isinstance(reading, Instrument)
        assert any(p.effect is Effect.PERMITS for p in reading.provisions), label


@pytest.mark.parametrize(
    ("number", "labels"),
    [
        ("2026-09092", ["46", "46A", "46B"]),
        ("2026-09094", ["S", "T"]),
        ("2026-11592", ["2"]),
        ("2026-11601", ["11"]),
        ("2026-11614", ["U", "V"]),
        ("2026-11615", ["5U", "5V"]),
        ("2026-11761", []),
        ("2024-23217", []),
    ],
)
def test_recorded_register_documents_give_their_licenses(number: str, labels: list[str], programs: Programs) -> None:
    text = shared("corpus", "federal-register", "raw", f"{number}.txt").read_text(encoding="utf-8", errors="replace")
    assert [i.label for i in cut_instruments(clean(text), programs)] == labels
    assert [i.label for i in cut_instruments(text, programs)] == labels


def test_licenses_cut_out_are_those_filed_alone(programs: Programs) -> None:
    folder = shared("corpus", "licenses", "texts")
    for entry in json.loads((folder / "index.json").read_text(encoding="utf-8")):
        raw = Path(shared("corpus")) / entry["raw_file"]
        if not raw.is_file():
            continue
        alone = read_instrument(clean((folder / entry["file"]).read_text(encoding="utf-8")), programs)
        cut = cut_instruments(clean(raw.read_text(encoding="utf-8", errors="replace")), programs)
        assert isinstance(alone, Instrument)
        same = next(i for i in cut if i.label == alone.label)
        assert same.provisions == alone.provisions
        assert (same.issued, same.expires, same.supersedes) == (alone.issued, alone.expires, alone.supersedes)


def test_a_program_of_the_catalogue_is_known(programs: Programs) -> None:
    slugs = {row["program"] for row in _rows("corpus", "licenses", "catalogue.jsonl")}
    assert not [slug for slug in slugs if programs.by_slug(slug) is None]


def test_an_order_of_the_catalogue_belongs_to_a_program(programs: Programs) -> None:
    listed = {row["number"] for row in _rows("corpus", "licenses", "orders.jsonl") if not row.get("suspect")}
    assert not [number for number in listed if programs.by_order(number) is None]


def test_a_recorded_notice_tells_its_licenses(programs: Programs) -> None:
    page = shared("corpus", "pages", "recorded", "recent-actions_20240223_33.html").read_text(encoding="utf-8")
    body = re.sub(r"</?(?:p|br)\b[^>]*>", "\n\n", page[page.index("field--name-field-body") :])
    body = re.sub(r"<[^>]+>", "", body)
    actions = read_actions("Russia-related Designations; Issuance of Russia-related General Licenses", body, programs)
    assert actions[1].labels == ("88A", "91A", "92", "93")
    assert "JOINT STOCK COMPANY SOVCOMFLOT" in actions[0].names


def test_recorded_licenses_read_the_same_on_one_line(programs: Programs) -> None:
    for _, label, text in _plain():
        spread = read_instrument(clean(text), programs)
        folded = read_instrument(" ".join(clean(text).split()), programs)
        assert isinstance(spread, Instrument), label
        assert isinstance(folded, Instrument), label
        assert [p.path for p in folded.provisions if "Annex" not in p.path] == [
            p.path for p in spread.provisions if "Annex" not in p.path
        ], label
        assert (folded.key, folded.issued, folded.title) == (spread.key, spread.issued, spread.title), label
