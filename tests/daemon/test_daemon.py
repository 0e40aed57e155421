from __future__ import annotations

import asyncio
import shutil
from contextlib import asynccontextmanager

import pytest

from monitor.clock import WallClock
from monitor.daemon import Daemon, opened, serve_once
from monitor.demo.mailbox import Mailbox
from monitor.model.faults import BusyError, StoreError
from monitor.settings_file import load
from tests.daemon.origin import CONFIGURATION, Site

PATIENCE = (
    20.0  # seconds that a test waits for what should come at once; it decides nothing but when a broken test ends
)


async def until(condition):
    """Waits for something that other tasks and threads bring about."""
    async with asyncio.timeout(PATIENCE):
        while not condition():  # noqa: ASYNC110 -- what is waited for happens in other threads, too
            await asyncio.sleep(0.01)


@asynccontextmanager
async def running(settings):
    """A daemon at work."""
    clock, stop = WallClock(), asyncio.Event()
    async with opened(settings, clock) as parts:
        task = asyncio.create_task(Daemon(parts, clock).run(stop))
        try:
            yield parts
        finally:
            stop.set()
            await task


def settings_for(tmp_path, site, mailbox, every="1s"):
    file = tmp_path / "monitor.toml"
    file.write_text(CONFIGURATION.format(origin=site.origin, mail=mailbox.address, every=every), encoding="utf-8")
    return load(file, environ={}, default_zone=lambda _: "America/New_York")


def count(parts, table):
    with parts.cycle.store.reading() as tx:
        return tx.count(table)


async def test_a_page_that_changes_becomes_a_mail(tmp_path):
    with Mailbox() as mailbox:
        async with Site(tmp_path / "site", 2) as site, running(settings_for(tmp_path, site, mailbox)) as parts:
            await until(lambda: count(parts, "version") == 1)
            assert mailbox.received.messages == [], "the first look is a baseline"
            site.day = 3
            await until(lambda: mailbox.received.messages)
    assert b"RELAXED" in mailbox.received.messages[0]
    assert b"900A" in mailbox.received.messages[0]


async def test_a_daemon_that_starts_again_goes_on_where_it_was(tmp_path):
    with Mailbox() as mailbox:
        async with Site(tmp_path / "site", 3) as site:
            settings = settings_for(tmp_path, site, mailbox)
            async with running(settings) as parts:
                await until(lambda: count(parts, "version") == 1)
            site.day = 3
            async with running(settings):
                await until(lambda: len(mailbox.received.messages) == 1)
            async with running(settings) as parts:
                await until(lambda: site.asked["/recent-actions"] > 4)
                assert count(parts, "change") == 1
    assert len(mailbox.received.messages) == 1


async def test_a_second_daemon_on_one_database_says_so_and_ends(tmp_path):
    with Mailbox() as mailbox:
        async with Site(tmp_path / "site", 1) as site:
            settings = settings_for(tmp_path, site, mailbox)
            async with running(settings):
                with pytest.raises(BusyError, match="another daemon"):
                    async with opened(settings, WallClock()):
                        raise AssertionError("two daemons at once")


async def test_a_site_that_is_down_withdraws_nothing_and_what_it_missed_is_found_after(tmp_path):
    with Mailbox() as mailbox:
        async with Site(tmp_path / "site", 2) as site, running(settings_for(tmp_path, site, mailbox)) as parts:
            await until(lambda: count(parts, "version") == 1)
            site.down = True
            await until(lambda: count(parts, "outbreak") == 1)
            site.day, site.down = 3, False
            await until(lambda: mailbox.received.messages)
            assert count(parts, "change") == 1


async def test_one_round_looks_at_everything_delivers_and_ends(tmp_path):
    with Mailbox() as mailbox:
        async with Site(tmp_path / "site", 2) as site:
            settings = settings_for(tmp_path, site, mailbox, every="1h")
            first = await serve_once(settings)
            site.day = 3
            second = await serve_once(settings)
    assert (first.changes, second.changes) == (0, 1)
    assert len(mailbox.received.messages) == 1


async def test_a_round_that_can_keep_nothing_ends_with_its_reason(tmp_path):
    class Wrecker(Site):
        """When it is asked, a file takes the place of the archive's folder."""

        async def _answer(self, request):
            if (tmp_path / "archive").is_dir():
                shutil.rmtree(tmp_path / "archive")
                (tmp_path / "archive").write_text("no folder")
            return await super()._answer(request)

    with Mailbox() as mailbox:
        async with Wrecker(tmp_path / "site", 2) as site:
            settings = settings_for(tmp_path, site, mailbox, every="1h")
            with pytest.raises(StoreError, match="archive"):
                await serve_once(settings)


async def test_a_fault_of_ours_in_one_step_stops_neither_polls_nor_deliveries(tmp_path):
    with Mailbox() as mailbox:
        async with Site(tmp_path / "site", 2) as site, running(settings_for(tmp_path, site, mailbox)) as parts:
            await until(lambda: count(parts, "version") == 1)
            with parts.cycle.store.writing() as tx:
                tx.put_pending("reported:odd", parts.cycle.clock.now(), {"a form": "that nobody expects"})
            site.day = 3
            await until(lambda: mailbox.received.messages)
    assert b"900A" in mailbox.received.messages[0]
