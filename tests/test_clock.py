from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.clock import Clock, VirtualClock, WallClock

START = datetime(2026, 3, 1, 12, tzinfo=UTC)


def after(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


async def test_the_wall_clock_is_aware_and_in_utc() -> None:
    assert WallClock().now().utcoffset() == timedelta(0)


async def test_the_wall_clock_bounds_a_wait() -> None:
    clock = WallClock()
    with pytest.raises(TimeoutError):
        async with clock.timeout(0.01):
            await clock.sleep(60)


async def test_the_wall_clock_holds_a_task_until_it_ends() -> None:
    clock = WallClock()

    async def work() -> int:
        await clock.sleep(-1)
        with clock.waiting():
            return 7

    assert await clock.spawn(work()) == 7


def test_a_virtual_clock_refuses_a_time_without_a_zone() -> None:
    with pytest.raises(ValueError, match="aware"):
        VirtualClock(datetime(2026, 3, 1))  # noqa: DTZ001 - the naive time is the point


def test_a_virtual_clock_speaks_utc_whatever_it_was_started_with() -> None:
    clock = VirtualClock(datetime(2026, 3, 1, 7, tzinfo=timezone(timedelta(hours=-5))))
    assert clock.now() == START
    assert clock.now().tzinfo is UTC


async def test_sleepers_wake_in_the_order_of_their_times_and_see_their_own_time() -> None:
    clock, seen = VirtualClock(START), list[Any]()

    async def sleeper(seconds: float) -> None:
        await clock.sleep(seconds)
        seen.append((seconds, clock.now()))

    for seconds in (30, 10, 20):
        clock.spawn(sleeper(seconds))
    await clock.advance_to(after(25))
    assert seen == [(10, after(10)), (20, after(20))]
    assert clock.now() == after(25)
    assert clock.next_wake() == after(30)
    await clock.advance_by(5)
    assert seen[-1] == (30, after(30))
    assert clock.next_wake() is None


async def test_time_never_goes_back() -> None:
    clock = VirtualClock(START)
    await clock.advance_to(after(-5))
    assert clock.now() == START


async def test_a_sleep_of_nothing_needs_no_driver() -> None:
    clock = VirtualClock(START)
    await clock.sleep(0)
    await clock.sleep(-1)
    assert clock.next_wake() is None


async def test_settling_waits_for_real_work_in_a_thread() -> None:
    clock, done = VirtualClock(START), list[int]()

    async def work() -> None:
        done.append(await asyncio.to_thread(lambda: sum(range(200_000))))
        await clock.sleep(10)

    clock.spawn(work())
    await clock.settle()
    assert len(done) == 1
    assert clock.now() == START


async def test_a_task_woken_at_its_time_finishes_its_real_work_before_the_next_sleeper_wakes() -> None:
    clock, seen = VirtualClock(START), list[Any]()

    async def work(seconds: float) -> None:
        await clock.sleep(seconds)
        await asyncio.to_thread(lambda: sum(range(100_000)))
        seen.append((seconds, clock.now()))

    clock.spawn(work(2))
    clock.spawn(work(1))
    await clock.advance_by(10)
    assert seen == [(1, after(1)), (2, after(2))]


async def test_a_timeout_breaks_off_a_sleep_at_its_own_moment() -> None:
    clock, seen = VirtualClock(START), list[Any]()

    async def work() -> None:
        try:
            async with clock.timeout(30):
                await clock.sleep(100)
        except TimeoutError:
            seen.append(clock.now())

    clock.spawn(work())
    await clock.advance_by(200)
    assert seen == [after(30)]
    assert clock.next_wake() is None


async def test_a_timeout_that_was_not_needed_wakes_nobody() -> None:
    clock = VirtualClock(START)

    async def work() -> datetime:
        async with clock.timeout(30):
            await clock.sleep(10)
        return clock.now()

    task = clock.spawn(work())
    await clock.advance_by(10)
    assert task.result() == after(10)
    assert clock.next_wake() is None


async def test_time_passes_for_the_holder_of_a_lock_while_others_wait_for_it() -> None:
    clock, seen, lock = VirtualClock(START), list[Any](), asyncio.Lock()

    async def work(name: str) -> None:
        with clock.waiting():
            await lock.acquire()
        await clock.sleep(10)
        lock.release()
        seen.append((name, clock.now()))

    for name in "abc":
        clock.spawn(work(name))
    await clock.advance_by(60)
    assert seen == [("a", after(10)), ("b", after(20)), ("c", after(30))]


async def test_a_task_may_wait_for_the_tasks_that_it_started() -> None:
    clock = VirtualClock(START)

    async def child(seconds: float) -> datetime:
        await clock.sleep(seconds)
        return clock.now()

    async def parent() -> list[datetime]:
        with clock.waiting():
            both = await asyncio.gather(clock.spawn(child(5)), clock.spawn(child(3)))
        await clock.sleep(1)
        return [*both, clock.now()]

    task = clock.spawn(parent())
    await clock.advance_by(60)
    assert task.result() == [after(5), after(3), after(6)]


async def test_a_task_cancelled_in_its_sleep_leaves_nothing_behind() -> None:
    clock = VirtualClock(START)
    task = clock.spawn(clock.sleep(10))
    await clock.settle()
    task.cancel()
    await clock.advance_by(20)
    assert task.cancelled()
    assert clock.next_wake() is None


async def test_stopping_ends_every_task() -> None:
    clock = VirtualClock(START)
    tasks = [clock.spawn(clock.sleep(n)) for n in (1, 2, 3)]
    await clock.settle()
    await clock.stop()
    assert all(task.cancelled() for task in tasks)
    await clock.settle()


async def test_a_task_that_fails_does_not_hold_up_the_others() -> None:
    clock = VirtualClock(START)

    async def fails() -> None:
        await clock.sleep(1)
        raise LookupError("gone")

    failing, other = clock.spawn(fails()), clock.spawn(clock.sleep(2))
    await clock.advance_by(3)
    assert isinstance(failing.exception(), LookupError)
    assert other.done()


def _play(naps: list[list[int]], drive: Callable[[Clock], list[int]]) -> list[tuple[int, datetime]]:
    """What a run of sleeping tasks saw, driven in the steps that `drive` gives."""

    async def run() -> list[tuple[int, datetime]]:
        clock, seen = VirtualClock(START), list[Any]()

        async def sleeper(number: int, lengths: list[int]) -> None:
            for length in lengths:
                await clock.sleep(length)
                seen.append((number, clock.now()))

        for number, lengths in enumerate(naps):
            clock.spawn(sleeper(number, lengths))
        for step in drive(clock):
            await clock.advance_by(step)
        return seen

    return asyncio.run(run())


NAPS = st.lists(st.lists(st.integers(1, 20), max_size=4), max_size=5)


@settings(max_examples=60, deadline=None)
@given(NAPS, st.lists(st.integers(0, 30), max_size=6))
def test_what_happens_does_not_depend_on_the_steps_in_which_the_clock_is_moved(
    naps: list[list[int]], steps: list[int]
) -> None:
    whole = _play(naps, lambda _: [100])
    in_steps = _play(naps, lambda _: [*steps, 300])
    assert in_steps == whole


@settings(max_examples=60, deadline=None)
@given(NAPS)
def test_every_sleeper_wakes_exactly_when_it_asked_and_times_never_fall(naps: list[list[int]]) -> None:
    seen = _play(naps, lambda _: [100])
    assert [at for _, at in seen] == sorted(at for _, at in seen)
    for number, lengths in enumerate(naps):
        asked = [after(sum(lengths[: n + 1])) for n in range(len(lengths))]
        assert [at for who, at in seen if who == number] == asked
