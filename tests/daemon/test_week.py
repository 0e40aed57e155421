"""Days of virtual time through the daemon's own cycle: nothing lost, nothing doubled, no drift, no leak."""

from __future__ import annotations

import gc
import os
from datetime import timedelta
from pathlib import Path

import pytest

from tests.daemon.world import START, world

EVERY = timedelta(minutes=15)


def memory():
    """Resident megabytes of this process."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


def handles():
    return len(list(Path("/proc/self/fd").iterdir()))


def seen(place):
    """How many publications of a page a change is due for: all after its first good look."""
    first = next(at for at in place.asked if not any(o.begins <= at < o.ends for o in place.down))
    return sum(at > first for at in place.published)


def holds(run, end):
    """Everything published is a change, every change reached everybody who wants it once, in order."""
    with run.parts.cycle.store.reading() as tx:
        for number, place in enumerate(p for p in run.places if p.is_page):
            changes = tx.rows(
                "SELECT id, direction FROM change WHERE measure = ? ORDER BY id", (f"zz-page/page-{number}",)
            )
            assert len(changes) == seen(place), place.name
            for subscription in (number, number + run_pages(run)):
                taken = run.post.taken.get(f"channel-{subscription}", [])
                assert len({message.message_id for message in taken}) == len(taken) == len(changes)
        assert tx.deliveries_in("pending", "sending", "failed", "dead") == []
        assert tx.open_outbreaks() == [] or any(p.down[-1].ends > end - timedelta(hours=2) for p in run.places)
    for place in run.places:
        gaps = [later - earlier for earlier, later in zip(place.asked, place.asked[1:], strict=False)]
        assert max(gaps) <= timedelta(hours=1, minutes=1), place.name
        good = [gap for gap in gaps if gap <= EVERY]
        assert len(place.asked) >= 0.8 * ((end - START) / EVERY), place.name
        assert sum(good, timedelta()) / len(good) > 0.95 * EVERY, "no faster than asked, but for the jitter"


def run_pages(run):
    return sum(place.is_page for place in run.places)


async def test_a_day_with_outages_loses_nothing_and_doubles_nothing(tmp_path):
    end = START + timedelta(days=1)
    async with world(tmp_path, timedelta(days=1), sources=8, subscriptions=6, every="15m", seed=1) as run:
        await run.go_on_until(end + timedelta(hours=3))
        assert run.post.refused > 0
        assert {200, 304, 503} <= set(run.world.status)
        holds(run, end)


@pytest.mark.long
async def test_a_week_of_forty_sources_and_thirty_subscriptions_neither_drifts_nor_leaks(tmp_path):
    end = START + timedelta(days=7)
    async with world(tmp_path, timedelta(days=7), sources=40, subscriptions=30, every="15m", seed=7) as run:
        await run.go_on_until(START + timedelta(days=2))
        gc.collect()
        before, open_before = memory(), handles()
        await run.go_on_until(end + timedelta(hours=3))
        gc.collect()
        assert memory() - before < 8, "megabytes grown in five days"
        assert handles() == open_before
        assert gc.garbage == []
        holds(run, end)
        heartbeats = [m for m in run.post.taken["operations"] if "polls" in m.subject]
        assert len(heartbeats) == 7


@pytest.mark.long
async def test_two_thousand_sources_on_five_minutes_keep_their_hour(tmp_path):
    length = timedelta(hours=1)
    async with world(tmp_path, length, sources=2000, subscriptions=4, every="5m", seed=3) as run:
        for place in run.places:
            place.down = ()
        await run.go_on_until(START + length)
        polls = [len(place.asked) for place in run.places]
        assert min(polls) >= 12
        assert sum(polls) <= 2000 * 14
