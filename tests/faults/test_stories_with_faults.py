from __future__ import annotations

import json
import random
import shutil
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from monitor.configuration import read_settings
from monitor.replay import open_replay
from tests.material import needs_shared, shared

FAULTS: tuple[dict[str, Any], ...] = (
    {"fault": "timeout"},
    {"fault": "reset"},
    {"fault": "slow"},
    {"fault": "truncate:300"},
    {"status": 404},
    {"status": 500},
    {"status": 503, "headers": {"retry-after": "300"}},
    {"status": 202, "headers": {"x-amzn-waf-action": "challenge"}, "body": None},
    {"body": "bodies/denied"},
    {"body": "bodies/empty"},
    {"headers": {"content-encoding": "gzip"}},
    {"status": 302, "headers": {"location": "http://10.0.0.1/"}},
)
DENIED = b"<html><head><title>Access Denied</title></head><body><h1>Access Denied</h1></body></html>"
STORIES = ("2017-02-fsb-license", "2022-04-telecom-license", "2026-02-venezuela-46", "silent-edit")


def spoil(folder: Path, draw: random.Random) -> None:
    """Puts a fault before most new answers, which then come up to forty minutes later."""
    file = folder / "responses.jsonl"
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    first = min(line["at"] for line in lines)
    spoiled = []
    for line in lines:
        if line["at"] > first and draw.random() < 0.6:
            later = datetime.fromisoformat(line["at"]) + timedelta(minutes=draw.randint(1, 40))
            spoiled += [{**line, **draw.choice(FAULTS)}, {**line, "at": later.isoformat()}]
        else:
            spoiled.append(line)
    (folder / "bodies" / "denied").write_bytes(DENIED)
    (folder / "bodies" / "empty").write_bytes(b"")
    file.write_text("\n".join(json.dumps(line) for line in spoiled), encoding="utf-8")


async def play(name: str, folder: Path, draw: random.Random | None) -> list[dict[str, Any]]:
    played = shutil.ignore_patterns("*.db*", "archive")  # what somebody's replay in place may have left
    shutil.copytree(shared("stories", name), folder, copy_function=shutil.copyfile, ignore=played)
    for place in (folder, folder / "bodies"):
        place.chmod(0o755)
    if draw is not None:
        spoil(folder, draw)
    settings = read_settings(folder / "monitor.toml", database=folder / "monitor.db", environ={})
    events: list[dict[str, Any]] = []
    async with open_replay(folder, settings, events.append) as replay:
        await replay.run()
    return events


def learned(events: list[dict[str, Any]]) -> dict[tuple[str, str, bool], tuple[str, str]]:
    """What was known of each text in the end: told at once, or told from its notice and updated when it was read."""
    return {
        (event["measure"], event["label"], event["kind"] == "republished"): (event["kind"], event["direction"])
        for event in events
        if event["event"] in {"change", "update"}
    }


def reported(events: list[dict[str, Any]]) -> set[tuple[str, str]]:
    return {(event["source"], event["title"]) for event in events if event["event"] == "report"}


@needs_shared
@pytest.mark.long
@pytest.mark.parametrize("name", STORIES)
async def test_faults_change_when_a_thing_is_told_and_never_what(name: str, tmp_path: Path) -> None:
    whole = await play(name, tmp_path / "whole", None)
    troubles = 0
    for seed in range(3):
        spoiled = await play(name, tmp_path / str(seed), random.Random(seed))
        assert learned(spoiled) == learned(whole)
        assert reported(spoiled) == reported(whole)
        troubles += sum(event["event"] == "trouble" for event in spoiled)
    assert troubles > 0
