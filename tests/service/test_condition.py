from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.condition import condition, is_held
from monitor.metrics import metrics
from monitor.model.faults import StoreError
from monitor.store.store import Store
from monitor.wellbeing import Room
from tests.cli.command import ask
from tests.daemon.world import START, world

ROOMY = Room(Path("/x"), 2**33, 2**34)
HOUR = timedelta(hours=1)


async def found(folder, now, **more):
    """The condition of a world that has been at work for an hour, nothing of it failing."""
    async with world(folder, timedelta(days=1), sources=4, subscriptions=2, every="15m", seed=5) as run:
        for place in run.places:
            place.down = ()
        await run.go_on_until(START + HOUR)
        with run.parts.cycle.store.reading() as tx:
            return replace(condition(tx, now, ROOMY, running=True), **more)


async def test_all_is_well_where_a_daemon_works(tmp_path):
    told = await found(tmp_path, START + HOUR)
    assert told.problems == ()
    assert told.sources == 4
    assert told.polls_today >= 16
    assert told.told()["well"]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"running": False}, "no daemon"),
        ({"clock": START - HOUR}, "has not got round"),
        ({"disk": {"free": 1, "least": 2, "total": 3}}, "disk"),
        ({"own": {"archive": "2026-03-02T00:00:00Z"}}, "archive damaged"),
        ({"late": ("page-0",)}, "page-0: late"),
        ({"dead": ({"alert": "1"},)}, "1 deliveries given up"),
        ({"in_trouble": ({"source": "a", "problem": "http", "since": "x"},)}, "a: http"),
    ],
)
async def test_what_somebody_has_to_look_at_is_said(tmp_path, more, words):
    told = await found(tmp_path, START + HOUR, **more)
    assert len(told.problems) == 1
    assert words in told.problems[0]
    json.dumps(told.told())


async def test_metrics_are_in_the_form_of_prometheus(tmp_path):
    trouble = {"source": 'odd"\\name', "problem": "http", "since": "x"}
    told = metrics(await found(tmp_path, START + HOUR, in_trouble=(trouble, trouble)), progress=True)
    line = re.compile(
        r'# (HELP|TYPE) sanctions_monitor_\w+ .+|sanctions_monitor_\w+(\{\w+="(\\.|[^"\\])*"(,\w+="[^"]*")*\})? [-+.\de]+'
    )
    assert all(line.fullmatch(one) for one in told.splitlines())
    assert told.count("sanctions_monitor_source_in_trouble{") == 1
    assert told.endswith("\n")


async def test_who_holds_the_database_is_seen_without_taking_it(tmp_path):
    with Store.open(tmp_path / "m.db") as store:
        assert not is_held(store.path)
        with store.lock():
            assert is_held(store.path)
        assert not is_held(store.path)


def test_status_of_nothing_is_one_clear_line(tmp_path):
    with pytest.raises(StoreError, match="there is no database"):
        Store.open(tmp_path / "m.db", read_only=True, create=False)


def test_status_tells_people_and_exits_with_one_where_no_daemon_runs(tmp_path):
    Store.open(tmp_path / "m.db").close()
    ended = ask("status", "--db", str(tmp_path / "m.db"))
    assert ended.status == 1
    assert "no daemon works on this database" in ended.out
    assert "journal:" in ended.out


def test_install_and_uninstall_tell_what_they_do_and_what_is_left_to_do(tmp_path):
    program = "/opt/sanctions-monitor/bin/sanctions-monitor"
    first = ask("install", "--root", str(tmp_path), "--program", program)
    assert first.status == 0
    assert "wrote" in first.out
    assert "Next:" in first.out
    config = tmp_path / "etc/sanctions-monitor/monitor.toml"
    config.write_text(
        config.read_text().replace('{ env = "MONITOR_OPERATIONS_URL" }', '{ credential = "operations-url" }')
    )
    second = ask("install", "--root", str(tmp_path), "--program", program)
    assert "/etc/credstore/sanctions-monitor.operations-url" in second.out
    gone = ask("uninstall", "--root", str(tmp_path))
    assert gone.out.count("removed") == 5
    assert "kept" in gone.out
    assert config.is_file()
