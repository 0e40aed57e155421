"""The steps of the cycle where the house itself cannot work for a while."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing

from monitor.configuration import read_settings
from monitor.model.message import Channel, Message, Outcome
from monitor.replay import open_replay
from tests.stories.theatre import Theatre, grant, license_text

OLD = (-200.0, "20260220", "Counter Terrorism Designations", ["Nothing of note."])


class BesideAnotherWriter:
    """A mail server that takes everything, while another process begins to write and goes on for twenty seconds."""

    def __init__(self, replay, file):
        self.taken: list[str] = []
        self._clock = replay._clock
        self._other = sqlite3.connect(file, isolation_level=None)

    async def send(self, _channel: Channel, message: Message) -> Outcome:
        self.taken.append(message.subject)
        if len(self.taken) == 1:
            self._other.execute("BEGIN IMMEDIATE")
            self._clock.spawn(self._end())
        return Outcome(ok=True)

    async def _end(self):
        await self._clock.sleep(20)
        self._other.execute("ROLLBACK")
        self._other.close()


def test_a_message_that_was_taken_is_written_down_when_that_can_be_done_and_not_sent_again(tmp_path):
    play = Theatre(tmp_path / "s").official().publish(*OLD)
    text = license_text("900", grant("ferries"))
    body = ["OFAC is issuing Russia-related General License 900."]
    play.publish(5, "20260302", "Issuance of Russia-related General License", body, {701: ("GL 900", text)})
    play._write(12)
    file = play.folder / "m.db"

    async def run():
        settings = read_settings(play.folder / "monitor.toml", database=file, environ={})
        async with open_replay(play.folder, settings, lambda _: None) as replay:
            cycle = replay._parts.cycle
            assert cycle.store._writer is not None
            cycle.store._writer.execute("PRAGMA busy_timeout = 0")
            cycle.sender = BesideAnotherWriter(replay, file)
            await replay.run()
            return cycle.sender.taken

    assert len(asyncio.run(run())) == 1
    with closing(sqlite3.connect(file)) as db:
        assert db.execute("SELECT state, attempts FROM deliveries").fetchall() == [("sent", 1)]
