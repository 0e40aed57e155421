"""Backup, restore, verify and evidence from the command line."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zipfile

import pytest

from monitor.store.store import Store
from tests.cli.command import ask


def head(history):
    with Store.open(history / "monitor.db", read_only=True) as store, store.reading() as tx:
        return tx.journal_head()


def test_what_was_kept_is_backed_up_restored_and_the_same(history, tmp_path):
    made = ask("backup", tmp_path / "copy", "--json").json
    assert made["journal_head"] == head(history)
    assert made["files"] > 0
    back = ask("restore", tmp_path / "copy", "--db", tmp_path / "new" / "monitor.db", "--json").json
    assert back["journal_head"] == head(history)
    assert ask("verify", "--db", tmp_path / "new" / "monitor.db").out.startswith("ok: ")
    before, after = (
        ask("changes", "--db", folder / "monitor.db", "--json").json for folder in (history, tmp_path / "new")
    )
    assert before == after


def test_a_backup_goes_beside_an_open_transaction(history, tmp_path):
    with Store.open(history / "monitor.db") as store, store.lock(), store.writing() as tx:
        tx.put_pending("something to come back to", None, {})
        assert ask("backup", tmp_path / "copy").status == 0
    restored = tmp_path / "copy" / "monitor.db"
    with Store.open(restored, read_only=True) as store, store.reading() as tx:
        assert tx.pending("something to come back to") is None, "only what was committed is copied"


def test_backup_and_restore_never_overwrite(history, tmp_path):
    ask("backup", tmp_path / "copy")
    assert "goes into a new folder" in ask("backup", tmp_path / "copy").one_line
    assert "never overwrites" in ask("restore", tmp_path / "copy").one_line
    assert "no backup" in ask("restore", tmp_path, "--db", tmp_path / "x" / "m.db").one_line


def test_a_damaged_backup_is_refused_and_leaves_nothing(history, tmp_path):
    ask("backup", tmp_path / "copy")
    (tmp_path / "copy" / "monitor.db").write_bytes(b"not what was written")
    assert "its hash differs" in ask("restore", tmp_path / "copy", "--db", tmp_path / "new" / "m.db").one_line
    assert not (tmp_path / "new" / "m.db").exists()


@pytest.mark.parametrize("head", ["5f0c", "", "the head of Monday", "g" * 64])
def test_what_is_no_journal_head_is_wrong_usage_and_no_alarm(history, head):
    said = ask("verify", "--head", head)
    assert said.status == 2
    assert "a journal head has 64" in said.err
    assert "rewritten" not in said.err


def test_a_head_that_was_written_down_is_found_and_another_is_not(history):
    written_down = head(history)
    ask("alerts", "ack", 1)
    told = ask("verify", "--head", f" {written_down.upper()} ", "--json").json
    assert told["ok"] is True
    assert told["journal_head"] != written_down
    said = ask("verify", "--head", "0" * 63 + "1")
    assert said.status == 1
    assert "is not in the chain" in said.out


def test_a_row_that_was_rewritten_is_told(history):
    database = sqlite3.connect(history / "monitor.db")
    database.execute("DROP TRIGGER change_is_append_only_update")
    database.execute("UPDATE change SET direction = 'relaxed' WHERE id = 2")
    database.commit()
    database.close()
    said = ask("verify")
    assert said.status == 1
    assert "change 2: the row does not fit journal entry" in said.out
    assert "fault found" in said.one_line
    told = ask("verify", "--json")
    assert (told.status, told.json["ok"]) == (1, False)


def test_evidence_of_a_change_can_be_checked_without_us(history, tmp_path):
    told = ask("evidence", 2, "--out", tmp_path / "proof.zip", "--json").json
    with zipfile.ZipFile(told["file"]) as proof:
        names = set(proof.namelist())
        change = json.loads(proof.read("change.json"))["change"]
        assert f"bytes/{change['sha256']}" in names
        for line in proof.read("SHA256SUMS").decode().splitlines():
            sha256, _, name = line.partition("  ")
            assert hashlib.sha256(proof.read(name)).hexdigest() == sha256
    assert "exists already" in ask("evidence", 2, "--out", tmp_path / "proof.zip").one_line
    assert "there is no change 99;" in ask("evidence", 99, "--out", tmp_path / "other.zip").one_line
    assert ask("evidence", 1).status == 0
    assert (history / "evidence-1.zip").is_file()


@pytest.mark.parametrize("command", [("verify",), ("backup", "copy"), ("evidence", "1")])
def test_where_things_lie_is_said_by_options_or_configuration(history, tmp_path, monkeypatch, command):
    (history / "archive").rename(tmp_path / "elsewhere")
    assert ask(*command, "--archive", tmp_path / "elsewhere").status == 0
    monkeypatch.chdir(tmp_path)
    assert "there is no database" in ask("verify").one_line
    assert ask("verify", "--config", history / "monitor.toml", "--archive", tmp_path / "elsewhere").status == 0
    assert ask("verify", "--db", history / "monitor.db", "--archive", tmp_path / "elsewhere").status == 0
    assert "none.toml" in ask("verify", "--config", "none.toml").one_line


def test_a_missing_archive_is_a_fault_and_no_crash(history, tmp_path):
    (history / "archive").rename(tmp_path / "elsewhere")
    said = ask("verify")
    assert said.status == 1
    assert "the archive file is gone" in said.out
    assert ask("backup", tmp_path / "copy").status == 1
    assert not (tmp_path / "copy").exists()
    assert ask("evidence", 2, "--out", tmp_path / "proof.zip").status == 1
    assert not (tmp_path / "proof.zip").exists()
