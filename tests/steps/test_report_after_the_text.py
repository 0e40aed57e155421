"""A reader of news alone hears of a report that came after the official text; it is not told as unconfirmed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from monitor import bundled
from monitor.demo.stage import stage
from monitor.replay import open_replay
from monitor.settings_file import load

NEWS_ONLY = """
[[subscription]]
name = "news"
channels = ["compliance"]
roles = ["news"]
"""


async def test_a_report_of_what_is_official_already_says_so(tmp_path: Path) -> None:
    house = (
        bundled.read_text("demo/monitor.toml").replace("MAIL", "json://127.0.0.1:9/").partition("[[subscription]]")[0]
    )
    stage(bundled.read_text("demo/2-telecom-2022.toml"), house + NEWS_ONLY, tmp_path)
    events: list[dict[str, Any]] = []
    async with open_replay(tmp_path, load(tmp_path / "monitor.toml", environ={}), events.append) as story:
        await story.run()
    [alert] = [event for event in events if event["event"] == "alert"]
    assert alert["subject"].startswith("REPORTED RELAXED Russia GL 25: ")
