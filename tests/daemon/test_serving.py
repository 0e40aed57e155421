"""The service within this process: its signals, its settings, its page."""

from __future__ import annotations

import asyncio
import os
import signal

import aiohttp
import pytest

from monitor.configuration import read_settings
from monitor.demo.mailbox import Mailbox
from monitor.model.faults import ConfigurationError, Fault, StoreError
from monitor.notify import Notifier
from monitor.service import serve
from tests.daemon.origin import CONFIGURATION, Site
from tests.daemon.test_daemon import PATIENCE, until
from tests.daemon.test_process import SECOND, free_port


class Spoken(Notifier):
    """Keeps what is said to the service manager."""

    def __init__(self):
        super().__init__({})
        self.said = []

    def _say(self, *lines):
        self.said += lines

    def count(self, line):
        return self.said.count(line)


@pytest.fixture
async def serving(tmp_path):
    """A service at work in this loop; a test changes what a reload will read."""
    with Mailbox() as mailbox:
        async with Site(tmp_path / "site", 1) as site:
            file, port = tmp_path / "monitor.toml", free_port()
            told = CONFIGURATION.format(origin=site.origin, mail=mailbox.address, every="1s")
            file.write_text(told + f'[service]\nlisten = "127.0.0.1:{port}"\n', encoding="utf-8")
            spoken = Spoken()
            read = lambda: read_settings(file)  # noqa: E731 -- what the command passes
            task = asyncio.create_task(serve(read(), read, notifier=spoken))
            await until(lambda: spoken.count("READY=1") == 1 or task.done())
            yield file, spoken, site, port
            os.kill(os.getpid(), signal.SIGTERM)
            await asyncio.wait_for(task, PATIENCE)
            assert spoken.count("STOPPING=1") == 1


async def test_it_reloads_and_keeps_what_works(serving):
    file, spoken, site, _ = serving
    good = file.read_text()
    file.write_text(good + SECOND.format(origin=site.origin))
    os.kill(os.getpid(), signal.SIGHUP)
    await until(lambda: spoken.count("READY=1") == 2)
    await until(lambda: any("watching 2 sources" in line for line in spoken.said))
    file.write_text(good + "nonsense = 1\n")
    os.kill(os.getpid(), signal.SIGHUP)
    await until(lambda: spoken.count("READY=1") == 3)
    assert "the new configuration is wrong" in spoken.said[-1] or any("is wrong" in line for line in spoken.said)


async def test_settings_that_validate_and_do_not_work_are_given_up_for_the_old_ones(serving):
    file, spoken, site, _ = serving
    good = file.read_text()
    file.write_text(good.replace('database = "m.db"', 'database = "no/such/folder/m.db"'))
    os.kill(os.getpid(), signal.SIGHUP)
    await until(lambda: spoken.count("READY=1") == 2)
    before = site.asked["/recent-actions"]
    await until(lambda: site.asked["/recent-actions"] > before)
    assert not (file.parent / "no").exists(), "nothing was kept by the new settings"


async def test_the_page_answers_in_the_daemons_own_loop(serving):
    _, _, _, port = serving
    async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session:
        async with session.get("/health") as answer:
            assert (await answer.json())["running"]
        async with session.get("/metrics") as answer:
            assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
            assert "sanctions_monitor_progress 1\n" in await answer.text()
        async with session.post("/health") as answer:
            assert answer.status == 405


async def test_first_settings_that_do_not_work_are_told_at_once(tmp_path):
    file = tmp_path / "monitor.toml"
    file.write_text('[store]\ndatabase = "no/such/folder/m.db"\n', encoding="utf-8")

    def never():
        raise ConfigurationError((Fault("x", "x", "", "is never read"),))

    with pytest.raises(StoreError, match="no such folder"):
        await serve(read_settings(file), never, notifier=Spoken())
