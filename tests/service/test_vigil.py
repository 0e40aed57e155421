from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.model.message import Secret
from monitor.model.place import Poll
from monitor.notify import Notifier
from monitor.settings import OperatorSettings
from monitor.steps import wellbeing
from monitor.vigil import Log, Vigil
from monitor.wellbeing import ClockWatch, Room
from tests.daemon.world import START, world

GIGA = 2**30
ROOMY, FULL = Room(Path("/x"), 5 * GIGA, 10 * GIGA), Room(Path("/x"), 2**20, 10 * GIGA)
HOUR = timedelta(hours=1)
PING = "https://feed-0.example/ping"


class Machine:
    """The disk and the steady clock of a vigil's machine, as a test wants them."""

    def __init__(self, clock):
        self._clock = clock
        self.disk = ROOMY
        self.broken = 0  # so many measurements fail
        self.stepped = timedelta()  # by how much the wall clock was set

    def room(self):
        if self.broken:
            self.broken -= 1
            raise RuntimeError("nobody thought of this")
        return self.disk

    def clocks(self):
        now = self._clock.now()
        return now + self.stepped, (now - START).total_seconds()


class Manager(Notifier):
    """Counts the signs of life."""

    def __init__(self):
        super().__init__({})
        self.fed = 0

    def alive(self):
        self.fed += 1


@asynccontextmanager
async def watching(folder):
    async with world(folder, timedelta(days=1), sources=4, subscriptions=2, every="15m", seed=5) as run:
        for place in run.places:
            place.down = ()
        machine, manager = Machine(run.clock), Manager()
        book = Log(START, START + timedelta(days=30), ClockWatch(machine.clocks))
        yield run, Vigil(run.parts, run.pump, run.clock.now, manager, book, measure=machine.room), machine, manager


def told(run):
    return [m.subject for m in run.post.taken.get("operations", []) if "heartbeat" not in m.subject]


async def test_a_full_disk_stops_polling_is_told_once_and_once_when_it_is_over(tmp_path):
    async with watching(tmp_path) as (run, vigil, machine, manager):
        await run.go_on_until(START + HOUR)
        machine.disk = FULL
        vigil.round()
        vigil.round()
        polled = run.pump.polled
        await run.go_on_until(START + 3 * HOUR)
        assert run.pump.polled == polled
        assert told(run) == ["MONITOR disk: disk almost full"], "and delivering goes on"
        assert manager.fed == 2, "standing still on purpose is no standstill"
        machine.disk = ROOMY
        vigil.round()
        vigil.round()
        await run.go_on_until(START + 4 * HOUR)
        assert run.pump.polled > polled
        assert told(run)[1:] == ["MONITOR recovered: disk has room again"]


async def test_a_full_disk_that_was_told_is_not_told_again_after_a_restart(tmp_path):
    async with watching(tmp_path) as (run, vigil, machine, _):
        machine.disk = FULL
        vigil.round()
        again = Vigil(run.parts, run.pump, run.clock.now, Manager(), vigil._log, measure=machine.room)
        again.round()
        await run.go_on_until(START + HOUR)
        assert told(run) == ["MONITOR disk: disk almost full"]


@pytest.mark.parametrize(("by", "way"), [(timedelta(days=2), "forward"), (timedelta(days=-2), "back")])
async def test_a_clock_that_was_set_is_told_once(tmp_path, by, way):
    async with watching(tmp_path) as (run, vigil, machine, _):
        machine.stepped = by
        vigil.round()
        vigil.round()
        await run.go_on_until(START + HOUR)
        assert told(run) == [f"MONITOR clock: clock jumped {way}"]


async def test_after_a_clock_was_set_back_nothing_waits_for_a_time_that_lies_far_ahead(tmp_path):
    async with watching(tmp_path) as (run, vigil, machine, _):
        await run.go_on_until(START + HOUR)
        with run.parts.cycle.store.writing() as tx:
            for target in tx.due_targets(START + timedelta(days=1)):
                tx.put_target(
                    type(target)(
                        **{f: getattr(target, f) for f in target.__slots__} | {"due": START + timedelta(days=900)}
                    )
                )
        machine.stepped = timedelta(days=-900)
        vigil.round()
        with run.parts.cycle.store.reading() as tx:
            assert len(tx.due_targets(run.clock.now())) == 4


async def test_once_a_day_old_polls_are_folded_and_what_is_kept_is_looked_through(tmp_path):
    async with watching(tmp_path) as (run, vigil, _, _manager):
        long_ago = START - timedelta(days=200)
        with run.parts.cycle.store.writing() as tx:
            for minute in range(5):
                tx.add_poll(Poll(long_ago + timedelta(minutes=minute), "feed-0", "u", "304", 0, changed=False))
        vigil._log.verify_at = START
        vigil.round()
        assert vigil._verifying is not None
        await vigil._verifying
        with run.parts.cycle.store.reading() as tx:
            assert tx.scalar("SELECT looks FROM polls ORDER BY at") == 5
        assert vigil._log.verify_at == run.clock.now() + timedelta(days=1)
        assert told(run) == []


async def test_damage_is_told_once_for_archive_and_journal_and_once_when_it_is_over(tmp_path):
    async with watching(tmp_path) as (run, vigil, _, _):
        faults = [
            "20260302.warc.gz: a record does not fit its hash",
            "journal: entry 3 is missing",
            "journal: entry 4 is missing",
        ]
        vigil.told_of(faults)
        vigil.told_of(faults)
        with run.parts.cycle.store.reading() as tx:
            assert set(wellbeing.lasting(tx)) == {"archive", "journal"}
        vigil.told_of(faults[:1])
        vigil.told_of([])
        await run.go_on_until(START + HOUR)
        assert [subject.removeprefix("MONITOR ").removeprefix("recovered: ") for subject in told(run)] == [
            "damaged: archive damaged",
            "damaged: journal damaged",
            "journal verifies again",
            "archive verifies again",
        ]


async def test_what_is_kept_is_looked_through_and_a_changed_byte_is_found(tmp_path):
    async with watching(tmp_path) as (run, vigil, _, _):
        await run.go_on_until(START + HOUR)
        file = next((tmp_path / "archive").glob("*.warc.gz"))
        held = bytearray(file.read_bytes())
        held[len(held) // 2] ^= 1
        file.write_bytes(held)
        await vigil._look_through()
        with run.parts.cycle.store.reading() as tx:
            assert set(wellbeing.lasting(tx)) == {"archive"}


class TestPing:
    """The dead man's switch."""

    @pytest.fixture
    async def pinged(self, tmp_path):
        """A vigil whose dead-man address is one of the world's places."""
        async with watching(tmp_path) as (run, vigil, machine, _):
            settings = run.parts.settings
            object.__setattr__(
                settings,
                "operator",
                OperatorSettings("operations", None, Secret(literal=PING)),
            )
            yield run, vigil, machine

    async def rounds(self, run, vigil, hours):
        for _ in range(int(hours * 12)):
            await run.go_on_until(run.clock.now() + timedelta(minutes=5))
            vigil.round()
            if vigil._pinging is not None:
                await asyncio.gather(vigil._pinging)

    async def test_every_healthy_hour_asks_the_outside_address(self, pinged):
        run, vigil, _ = pinged
        await self.rounds(run, vigil, 3)
        assert run.world.asked[PING] == 3

    async def test_an_hour_with_a_full_disk_does_not(self, pinged):
        run, vigil, machine = pinged
        machine.disk = FULL
        await self.rounds(run, vigil, 3)
        assert run.world.asked[PING] == 0


async def test_a_daemon_whose_loop_stands_still_is_not_fed(tmp_path):
    async with watching(tmp_path) as (run, _, machine, manager):
        book = Log(START, START + timedelta(days=30), ClockWatch(machine.clocks))
        vigil = Vigil(run.parts, run.pump, lambda: START, manager, book, measure=machine.room)
        await run.clock.advance_by(120)
        assert "loop" in (vigil.round() or "")
        assert manager.fed == 0


async def test_a_round_that_fails_ends_no_vigil_and_feeds_nobody(tmp_path):
    async with watching(tmp_path) as (_, vigil, machine, manager):
        manager.patience = timedelta(milliseconds=20)
        machine.broken = 3
        work = asyncio.create_task(vigil.run())
        async with asyncio.timeout(30):
            while not manager.fed:
                assert not work.done()
                await asyncio.sleep(0)
        assert machine.broken == 0
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)


async def test_after_a_night_without_power_no_source_is_called_late(tmp_path):
    async with watching(tmp_path) as (run, _, _, _):
        await run.go_on_until(START + HOUR)
        await run.clock.advance_by(8 * 3600)
        await run.go_on_until(START + 11 * HOUR)
        assert told(run) == []
