"""The proof of a change can be checked with plain tools, by somebody who does not trust us."""

from __future__ import annotations

import errno
import json
import re
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from monitor.model.faults import StoreError, UsageError
from monitor.model.words import Direction
from monitor.store import Archive, Store
from monitor.store.evidence import evidence
from tests.store import samples


def shell(command: str, folder: Path) -> str:
    return subprocess.run(["sh", "-c", command], cwd=folder, capture_output=True, text=True, check=True).stdout


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """The unpacked evidence of a change with an update, two texts, a capture and a delivery."""
    with Store.open(tmp_path / "monitor.db") as store, Archive.open(tmp_path / "archive") as archive:
        number = samples.fill_with_evidence(store, archive)
        evidence(store, archive, number, tmp_path / "change.zip")
    with zipfile.ZipFile(tmp_path / "change.zip") as packed:
        packed.extractall(tmp_path / "pack")
    return tmp_path / "pack"


def test_every_file_has_its_hash(pack: Path) -> None:
    told = shell("sha256sum --strict -c SHA256SUMS", pack).splitlines()
    files = [p for p in pack.rglob("*") if p.is_file()]
    assert len(told) == len(files) - 1
    assert all(line.endswith(": OK") for line in told)


@pytest.mark.parametrize("folder", ["bytes", "journal"])
def test_bytes_and_entries_of_the_journal_are_named_by_their_hashes(pack: Path, folder: str) -> None:
    told = shell(f"sha256sum {folder}/*", pack).split()
    assert told[0::2] == [Path(name).name for name in told[1::2]]
    assert told


def test_the_journal_of_the_database_has_those_entries(tmp_path: Path, pack: Path) -> None:
    with Store.open(tmp_path / "monitor.db") as store, store.reading() as tx:
        chain = {row["hash"]: row["entry_table"] for row in tx.rows("SELECT hash, entry_table FROM journal")}
        head = tx.journal_head()
    tables = sorted(chain[path.name] for path in (pack / "journal").iterdir())
    assert tables == ["capture", "change", "change_update", "operation", "version", "version"]
    assert head in (pack / "README.txt").read_text()


def test_the_servers_words_can_be_read_with_zcat(pack: Path) -> None:
    told = shell("zcat captures.warc.gz", pack)
    assert "WARC-Date: 2022-05-06T12:00:00.000000Z" in told
    assert "date: Fri, 06 May 2022 11:59:59 GMT" in told
    (name,) = [path.name for path in (pack / "bytes").iterdir()]
    assert f"WARC-Payload-Digest: sha256:{name}" in told


def test_the_judgment_the_texts_and_the_deliveries_are_there(pack: Path) -> None:
    judged = json.loads((pack / "change.json").read_text())
    assert judged["change"]["direction"] == "tightened"
    assert judged["change"]["effective"] == "2022-05-06T10:00:00.000000Z"
    assert judged["change"]["operations"][0]["path"] == "(b)(1)"
    assert judged["updates"][0]["direction"] == "mixed"
    assert sorted(p.read_text() for p in (pack / "texts").iterdir()) == ["Text of 25.", "Text of 25A."]
    (told,) = json.loads((pack / "deliveries.json").read_text())
    assert told["alert"]["acked_by"] == "ana"
    assert told["deliveries"][0]["message"]["subject"] == "Subject"
    readme = (pack / "README.txt").read_text()
    assert "us-ofac/russia/gl-25, 25A" in readme
    assert judged["change"]["sha256"] in readme


def test_the_readme_says_what_was_learned_later_and_what_a_person_put_right(tmp_path: Path) -> None:
    with Store.open(tmp_path / "monitor.db") as store, Archive.open(tmp_path / "archive") as archive:
        number = samples.fill_with_evidence(store, archive)
        with store.writing() as tx:
            right = replace(
                samples.change(), direction=Direction.MIXED, note="the new services weigh more", corrects=number
            )
            corrected = tx.add_change(right)
        with zipfile.ZipFile(evidence(store, archive, number, tmp_path / "change.zip")) as packed:
            readme = packed.read("README.txt").decode()
            entries = [packed.read(name).decode() for name in packed.namelist() if name.startswith("journal/")]
    assert "What it is   amended, tightened: Three stations are excluded." in readme
    assert re.search(r"^Learned      2022-05-06 \S+  amended, mixed: ", readme, re.MULTILINE)
    said = f"Put right    2022-05-06 12:00:00+00:00  amended, mixed: the new services weigh more (change {corrected})"
    assert said in readme
    assert any(f"\nchange\n{corrected}\n" in entry for entry in entries)


def test_the_text_before_is_found_where_a_license_kept_its_number(tmp_path: Path) -> None:
    with Store.open(tmp_path / "monitor.db") as store, Archive.open(tmp_path / "archive") as archive:
        with store.writing() as tx:
            for text in ("until 2026", "until 2028"):
                tx.add_version(samples.version("INT/2023/1", text=text))
            number = tx.add_change(samples.change("INT/2023/1", before_label="INT/2023/1"))
        evidence(store, archive, number, tmp_path / "change.zip")
    with zipfile.ZipFile(tmp_path / "change.zip") as packed:
        names = packed.namelist()
        assert packed.read("texts/1-INT-2023-1.txt") == b"until 2026"
        assert packed.read("texts/2-INT-2023-1.txt") == b"until 2028"
    assert "captures.warc.gz" not in names


def test_an_unknown_change_or_an_existing_file_is_told(tmp_path: Path) -> None:
    with Store.open(tmp_path / "monitor.db") as store, Archive.open(tmp_path / "archive") as archive:
        with pytest.raises(UsageError, match="no change 7"):
            evidence(store, archive, 7, tmp_path / "change.zip")
        assert not (tmp_path / "change.zip").exists()
        (tmp_path / "change.zip").write_text("mine")
        with pytest.raises(StoreError, match="exists already"):
            evidence(store, archive, 7, tmp_path / "change.zip")


def test_half_a_proof_is_not_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    out = tmp_path / "change.zip"
    with Store.open(tmp_path / "monitor.db") as store, Archive.open(tmp_path / "archive") as archive:
        number = samples.fill_with_evidence(store, archive)
        with monkeypatch.context() as disk:
            disk.setattr(zipfile.ZipFile, "writestr", full)
            with pytest.raises(StoreError, match="the disk is full"):
                evidence(store, archive, number, out)
        assert not out.exists()
        assert zipfile.is_zipfile(evidence(store, archive, number, out))
