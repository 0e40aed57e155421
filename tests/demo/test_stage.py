from __future__ import annotations

import asyncio
import json

import pytest

from monitor import bundled
from monitor.demo.mailbox import Mailbox
from monitor.demo.paper import print_pdf
from monitor.demo.stage import stage
from monitor.read import pdf
from monitor.replay import open_replay
from monitor.settings_file import load

STORIES = [name for name in bundled.names("demo", ".toml") if name != "monitor"]


def staged(name, folder, address="json://127.0.0.1:9/"):
    stage(
        bundled.read_text(f"demo/{name}.toml"), bundled.read_text("demo/monitor.toml").replace("MAIL", address), folder
    )
    return load(folder / "monitor.toml", environ={})


def played(name, folder, **more):
    events: list[dict[str, object]] = []

    async def run():
        async with open_replay(folder, staged(name, folder, **more), events.append, deliver=bool(more)) as replay:
            await replay.run()

    asyncio.run(run())
    return events


def test_what_is_printed_can_be_read():
    words = "GENERAL LICENSE NO. 900\n\n(a) Ferries (and tugs) are authorized – “at once”."
    assert "Ferries (and tugs) are authorized – “at once”" in " ".join(pdf.text(print_pdf(words)).split())


@pytest.mark.parametrize("name", STORIES)
def test_a_staged_story_is_one_that_replay_takes(name, tmp_path):
    staged(name, tmp_path)
    for line in (tmp_path / "responses.jsonl").read_text().splitlines():
        row = json.loads(line)
        assert row["body"] is None or (tmp_path / row["body"]).is_file()


def test_the_news_of_2017_comes_before_the_license_and_both_relax(tmp_path):
    events = played("1-fsb-2017", tmp_path)
    report = next(e for e in events if e["event"] == "report")
    change = next(e for e in events if e["event"] == "change")
    assert report["at"] < change["at"]
    assert (report["direction"], change["direction"]) == ("relaxed", "relaxed")
    assert change["measure"] == "us-ofac/cyber/gl-1"
    assert [e["event"] for e in events if e["event"] in {"trouble", "recovered"}] == ["trouble", "recovered"]


def test_the_license_of_2022_relaxes_and_its_successor_tightens(tmp_path):
    changes = [e for e in played("2-telecom-2022", tmp_path) if e["event"] == "change"]
    assert [(c["label"], c["kind"], c["direction"]) for c in changes] == [
        ("25", "added", "relaxed"),
        ("25A", "amended", "tightened"),
    ]


def test_an_exception_to_a_condition_relaxes(tmp_path):
    (change,) = [e for e in played("3-venezuela-2026", tmp_path) if e["event"] == "change"]
    assert (change["label"], change["kind"], change["direction"]) == ("46A", "amended", "relaxed")


def test_each_alert_of_a_story_arrives_as_a_mail(tmp_path):
    with Mailbox() as mailbox:
        events = played("3-venezuela-2026", tmp_path, address=mailbox.address)
        assert len(mailbox.received.messages) == sum(e["event"] == "alert" for e in events) == 1
