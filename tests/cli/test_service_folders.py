"""Commands outside of the service find what is the service's: its folders, its credentials."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from monitor import configuration, units
from monitor.cli import database
from tests.cli.command import ask


@pytest.fixture
def installed(history, tmp_path, monkeypatch):
    """The service's folders in a place of their own, with a history in the state directory; the command is run elsewhere."""
    etc, state = tmp_path / "etc", tmp_path / "state"
    etc.mkdir()
    history.rename(state)
    shutil.move(state / "monitor.toml", etc / "monitor.toml")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    for name, place in (("CONFIG", etc / "monitor.toml"), ("STATE", state)):
        monkeypatch.setattr(configuration, name, place)
    monkeypatch.setattr(units, "_CREDENTIAL_STORE", etc / "credstore")
    monkeypatch.setattr(database, "_CONFIGURATIONS", (Path("monitor.toml"), etc / "monitor.toml"))
    monkeypatch.setattr(database, "_PLACES", (Path("monitor.db"), state / "monitor.db"))
    return etc, state


@pytest.mark.parametrize(
    "command", [("verify",), ("evidence", 2), ("backup", "b"), ("subscriptions", "test"), ("changes",)]
)
def test_what_the_services_configuration_names_lies_in_the_services_folder(installed, command):
    said = ask(*command)
    assert (said.status, said.err) == (0, "")


def test_a_backup_goes_back_to_the_services_folder(installed):
    etc, state = installed
    ask("backup", "b")
    shutil.rmtree(state)
    assert ask("restore", "b").out.startswith(f"restored {state}/monitor.db and ")
    assert not (etc / "monitor.db").exists()


def test_the_folder_that_systemd_gives_comes_first(installed, tmp_path, monkeypatch):
    monkeypatch.setenv("STATE_DIRECTORY", str(tmp_path / "given"))
    assert f"{tmp_path}/given: no such folder" in ask("verify").one_line


def test_check_reads_a_credential_where_systemd_takes_it_from(installed):
    etc, _ = installed
    (etc / "monitor.toml").write_text(
        '[fetch]\nallow = ["127.0.0.0/8"]\n[[source]]\nid = "a"\nkind = "feed"\nurl = "http://127.0.0.1:9/"\nevery = "1h"\nrole = "news"\n'
        '[[channel]]\nname = "desk"\nurl = { credential = "desk-url" }\n[[subscription]]\nname = "all"\nchannels = ["desk"]\n'
    )

    def desk() -> str:
        found: str = next(
            one["detail"]
            for one in ask("check", "--config", etc / "monitor.toml", "--json").json
            if one["what"] == "channel desk"
        )
        return found

    assert "there is no $CREDENTIALS_DIRECTORY" in desk()
    (etc / "credstore").mkdir()
    (etc / "credstore" / "sanctions-monitor.desk-url").write_text("json://127.0.0.1:9/t0ken\n")
    assert desk().startswith("127.0.0.1:9: ")
