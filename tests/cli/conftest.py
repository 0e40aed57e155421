"""One story, played once, and a copy of what it left for every test that looks at it or writes to it."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

import pytest

from monitor import bundled
from monitor.demo.stage import stage
from monitor.replay import open_replay
from monitor.settings_file import load

# The demonstration's own configuration, with one subscription more.
CONFIGURATION = (
    bundled.read_text("demo/monitor.toml").replace("MAIL", "json://127.0.0.1:9/")
    + """
[[subscription]]
name = "tightenings"
channels = ["compliance"]
directions = ["tightened"]
mode = "daily 08:00"
"""
)


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the bundled story of 2022, played to its end; nobody writes here."""
    folder = tmp_path_factory.mktemp("played")
    stage(bundled.read_text("demo/2-telecom-2022.toml"), CONFIGURATION, folder)

    async def play() -> None:
        async with open_replay(folder, load(folder / "monitor.toml", environ={}), lambda _: None) as story:
            await story.run()

    asyncio.run(play())
    return folder


@pytest.fixture
def history(played: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of that folder, in which the test works."""
    for name in ("MONITOR_DB", "MONITOR_CONFIG", "STATE_DIRECTORY"):
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "story"
    shutil.copytree(played, folder)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """The folder of the shortest bundled story, not played yet: General License 46A of Venezuela relaxes 46."""
    folder = tmp_path / "short"
    stage(bundled.read_text("demo/3-venezuela-2026.toml"), CONFIGURATION, folder)
    return folder
