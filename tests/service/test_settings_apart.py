"""A configuration read in a process of its own is the same, and leaves nothing in the one that asked."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from monitor import bundled
from monitor.configuration import read_settings
from monitor.model.faults import ConfigurationError
from monitor.settings_apart import read_apart

CHECKOUT = Path(__file__).resolve().parents[2]
CONFIGURATION = bundled.locate("monitor.toml")


def test_the_settings_are_the_same(tmp_path):
    database = tmp_path / "a.db"
    assert read_apart(CONFIGURATION, database=database) == read_settings(CONFIGURATION, database=database)
    assert read_apart(CONFIGURATION) == read_settings(CONFIGURATION)


def test_the_faults_are_the_same(tmp_path):
    wrong = tmp_path / "monitor.toml"
    wrong.write_text('[stor]\n[[source]]\nid = "a b"\n', encoding="utf-8")
    told = []
    for read in (read_apart, read_settings):
        with pytest.raises(ConfigurationError) as error:
            read(wrong)
        told.append(error.value.faults)
    assert told[0] == told[1]
    assert len(told[0]) > 3


@pytest.mark.parametrize("interpreter", ["/nowhere/python", "/bin/false", "/bin/echo"])
def test_without_a_process_of_its_own_it_is_read_here(monkeypatch, interpreter):
    monkeypatch.setattr(sys, "executable", interpreter)
    assert read_apart(CONFIGURATION) == read_settings(CONFIGURATION)


def test_a_daemon_does_not_hold_what_checking_takes():
    code = (
        "import sys; from pathlib import Path; from monitor.settings_apart import read_apart;"
        f"settings = read_apart(Path({str(CONFIGURATION)!r}));"
        "import monitor.service, monitor.daemon, monitor.cli.running; from monitor.sources import KINDS, adapter;"
        "[adapter(kind) for kind in KINDS]; print(len(settings.sources), sorted({'pydantic', 'pydantic_core'} & set(sys.modules)))"
    )
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    count, held = ended.stdout.split(maxsplit=1)
    assert int(count) > 10
    assert held.strip() == "[]"
