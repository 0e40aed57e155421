"""The daemon as a process of its own, with a service manager's end of the line in the test's hands."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from monitor.demo.mailbox import Mailbox
from tests.daemon.origin import CONFIGURATION, Site
from tests.daemon.test_daemon import PATIENCE, until

ROOT = Path(__file__).resolve().parents[2]
SECOND = """
[[source]]
id = "again"
kind = "ofac-recent-actions"
url = "{origin}/recent-actions?again"
every = "1h"
role = "official"
"""


class Manager:
    """What the daemon says to its service manager."""

    def __init__(self, path):
        self.path, self.said = str(path), []
        self._line = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._line.bind(self.path)
        self._line.setblocking(False)

    def heard(self, beginning):
        """True when something with this beginning was said since the last question that found it."""
        while True:
            try:
                self.said += self._line.recv(4096).decode().split("\n")
            except BlockingIOError:
                break
        found = next((n for n, line in enumerate(self.said) if line.startswith(beginning)), None)
        if found is not None:
            del self.said[: found + 1]
        return found is not None

    def close(self):
        self._line.close()


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@asynccontextmanager
async def process(folder, site, mailbox, more=""):
    """A daemon's process that is ready."""
    config = folder / "monitor.toml"
    config.write_text(
        CONFIGURATION.format(origin=site.origin, mail=mailbox.address, every="1s") + more, encoding="utf-8"
    )
    manager = Manager(folder / "notify")
    environ = os.environ | {"NOTIFY_SOCKET": manager.path, "PYTHONPATH": str(ROOT)}
    with (folder / "log").open("wb") as log:
        command = [sys.executable, "-m", "monitor", "run", "--config", config]
        daemon = await asyncio.to_thread(subprocess.Popen, command, stderr=log, env=environ)
    try:
        await until(lambda: manager.heard("READY=1") or daemon.poll() is not None)
        assert daemon.poll() is None, (folder / "log").read_text()
        yield daemon, manager, config
    finally:
        daemon.kill()
        await asyncio.to_thread(daemon.wait)
        manager.close()


def log_of(folder):
    return [json.loads(line) for line in (folder / "log").read_text().splitlines()]


async def test_it_is_fed_reloads_keeps_its_settings_where_the_new_ones_are_wrong_and_stops(tmp_path):
    with Mailbox() as mailbox:
        async with Site(tmp_path / "site", 1) as site, process(tmp_path, site, mailbox) as (daemon, manager, config):
            await until(lambda: manager.heard("WATCHDOG=1"))
            await until(lambda: manager.heard("STATUS=watching 1 sources"))
            good = config.read_text()
            config.write_text(good + SECOND.format(origin=site.origin))
            daemon.send_signal(signal.SIGHUP)
            await until(lambda: manager.heard("RELOADING=1"))
            await until(lambda: manager.heard("MONOTONIC_USEC="))
            await until(lambda: manager.heard("READY=1"))
            await until(lambda: site.asked["/recent-actions"] > 2)
            config.write_text(good + "nonsense = 1\n")
            daemon.send_signal(signal.SIGHUP)
            await until(lambda: manager.heard("STATUS=the new configuration is wrong"))
            before = site.asked["/recent-actions"]
            await until(lambda: site.asked["/recent-actions"] > before)
            daemon.send_signal(signal.SIGTERM)
            await until(lambda: manager.heard("STOPPING=1"))
            assert await asyncio.to_thread(daemon.wait, 5) == 0
    assert "nonsense" in next(line["faults"] for line in log_of(tmp_path) if "wrong" in line["event"])


async def test_it_stops_within_five_seconds_though_a_poll_hangs(tmp_path):
    hung = asyncio.Event()

    async def hang(reader, writer):
        hung.set()
        await reader.read()
        writer.close()

    async with await asyncio.start_server(hang, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        more = SECOND.format(origin=f"http://127.0.0.1:{port}")
        with Mailbox() as mailbox:
            async with Site(tmp_path / "site", 1) as site, process(tmp_path, site, mailbox, more) as (daemon, _, _):
                await asyncio.wait_for(hung.wait(), 20)
                begun = time.monotonic()
                daemon.send_signal(signal.SIGTERM)
                assert await asyncio.to_thread(daemon.wait, 10) == 0
                assert time.monotonic() - begun < 5


async def test_the_page_on_loopback_tells_health_and_metrics_and_status_tells_the_same(tmp_path):
    port = free_port()
    listen = f'[service]\nlisten = "127.0.0.1:{port}"\n'
    with Mailbox() as mailbox:
        async with Site(tmp_path / "site", 1) as site, process(tmp_path, site, mailbox, listen) as (_, _, _):
            await until(lambda: site.asked["/recent-actions"] > 1)
            async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session:
                health = await answering(session, 200)
                assert (health["well"], health["sources"]) == (True, 1)
                site.down = True
                assert "http" in (await answering(session, 503))["problems"][0]
                async with session.get("/metrics") as answer:
                    metrics = await answer.text()
            status = await asyncio.to_thread(status_of, tmp_path / "m.db")
    assert 'sanctions_monitor_source_in_trouble{source="ofac",problem="http"} 1\n' in metrics
    assert "sanctions_monitor_well 0\n" in metrics
    assert status.returncode == 1
    told = json.loads(status.stdout)
    assert told["running"]
    assert told["problems"][0].startswith("ofac: http since")


async def answering(session, status):
    """What /health says as soon as it answers so."""
    async with asyncio.timeout(PATIENCE):
        while True:
            async with session.get("/health") as answer:
                if answer.status == status:
                    return await answer.json()
            await asyncio.sleep(0.1)


def status_of(database):
    command = [sys.executable, "-m", "monitor", "status", "--json", "--db", database]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, env=os.environ | {"PYTHONPATH": str(ROOT)}
    )


async def test_a_service_holds_nothing_that_it_never_uses(tmp_path):
    with Mailbox() as mailbox:
        async with Site(tmp_path / "site", 1) as site, process(tmp_path, site, mailbox) as (daemon, _, _):
            held = await asyncio.to_thread(Path(f"/proc/{daemon.pid}/maps").read_text)
    assert "_multiarray_umath" not in held, "numpy, which sqlite-utils takes where there is one"


async def test_status_says_that_no_daemon_runs(tmp_path):
    with Mailbox() as mailbox:
        async with Site(tmp_path / "site", 1) as site, process(tmp_path, site, mailbox) as (daemon, _, _):
            await until(lambda: site.asked["/recent-actions"] > 1)
            daemon.send_signal(signal.SIGTERM)
            await asyncio.to_thread(daemon.wait, 5)
    status = await asyncio.to_thread(status_of, tmp_path / "m.db")
    assert status.returncode == 1
    assert json.loads(status.stdout)["problems"] == ["no daemon works on this database"]


@pytest.mark.parametrize("name", ["install", "uninstall", "status"])
def test_every_command_of_the_service_explains_itself_with_an_example(name):
    command = [sys.executable, "-m", "monitor", name, "--help"]
    told = subprocess.run(
        command, capture_output=True, text=True, check=False, env=os.environ | {"PYTHONPATH": str(ROOT)}
    )
    assert told.returncode == 0
    assert "Example:" in told.stdout
