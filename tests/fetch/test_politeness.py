from __future__ import annotations

import heapq
import itertools
import tracemalloc
from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.clock import VirtualClock
from monitor.fetch.politeness import CHAIN, Hosts, Pace, in_chain
from monitor.model.place import Part, Source, Target
from monitor.model.words import Role
from monitor.schedule import next_due

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
PACE = Pace(gap=2 * SECOND, per_host=2, concurrency=8)


def entrance(url: str, due: datetime = NOW) -> Target:
    return Target(source=url, url=url, part=Part.ENTRANCE, due=due, added=NOW)


def license_of(url: str, due: datetime = NOW) -> Target:
    return Target(source="s", url=url, part=Part.INSTRUMENT, due=due, added=NOW, depth=2)


def test_a_host_is_given_its_gap_between_polls() -> None:
    hosts = Hosts(PACE)
    first, second = entrance("https://a.example/1"), entrance("https://a.example/2")
    admission = hosts.admit([first, second], NOW)
    assert admission.go == (first,)
    assert admission.wait_until == NOW + 2 * SECOND
    assert hosts.admit([second], NOW + SECOND).go == ()
    assert hosts.admit([second], NOW + 2 * SECOND).go == (second,)


def test_hosts_do_not_wait_for_each_other() -> None:
    due = [entrance(f"https://{name}.example/") for name in "abc"]
    assert len(Hosts(PACE).admit(due, NOW).go) == 3


def test_whoever_has_waited_longest_goes_first() -> None:
    late, early = entrance("https://a.example/1", NOW), entrance("https://a.example/2", NOW - SECOND)
    assert Hosts(PACE).admit([late, early], NOW).go == (early,)


def test_a_host_never_has_more_polls_than_its_budget() -> None:
    hosts = Hosts(Pace(gap=timedelta(), per_host=2))
    due = [entrance(f"https://a.example/{n}") for n in range(5)]
    go = hosts.admit(due, NOW).go
    assert len(go) == 2
    hosts.ended(go[0], NOW)
    assert len(hosts.admit(due[2:], NOW).go) == 1


def test_all_hosts_together_never_have_more_polls_than_the_limit() -> None:
    hosts = Hosts(PACE)
    due = [entrance(f"https://h{n}.example/") for n in range(20)]
    assert len(hosts.admit(due, NOW).go) == hosts.busy == 8
    assert hosts.admit(due[8:], NOW).go == ()


def test_the_chain_from_a_new_row_to_its_license_does_not_wait() -> None:
    hosts = Hosts(Pace(gap=60 * SECOND, per_host=9))
    hosts.admit([entrance("https://a.example/")], NOW)
    chain = [license_of(f"https://a.example/media/{n}") for n in range(9)]
    admission = hosts.admit(chain, NOW)
    assert len(admission.go) == CHAIN - 1  # with the listing, five requests
    assert admission.wait_until == NOW + 60 * SECOND


def test_what_a_chain_took_in_advance_is_waited_for_afterwards() -> None:
    hosts = Hosts(PACE)
    for target in [entrance("https://a.example/"), *(license_of(f"https://a.example/{n}") for n in range(4))]:
        assert hosts.admit([target], NOW).go == (target,)
        hosts.ended(target, NOW)
    assert hosts.admit([entrance("https://a.example/")], NOW + SECOND).wait_until == NOW + CHAIN * PACE.gap
    assert hosts.admit([license_of("https://a.example/5")], NOW + PACE.gap).go


def test_a_chain_goes_before_what_was_due_earlier() -> None:
    due = [entrance("https://a.example/", NOW - SECOND), license_of("https://a.example/media/1")]
    assert Hosts(PACE).admit(due, NOW).go == (due[1],)


def test_only_what_a_new_row_has_just_led_to_is_a_chain() -> None:
    fresh = license_of("https://a.example/")
    assert in_chain(fresh)
    assert not in_chain(entrance("https://a.example/"))
    for stale in (
        replace(fresh, looks=1),
        replace(fresh, failures=1),
        replace(fresh, baseline=True),
        replace(fresh, depth=0),
        replace(fresh, part=Part.PAGE),
    ):
        assert not in_chain(stale)


def test_a_host_that_asks_for_silence_gets_it_from_chains_too() -> None:
    hosts = Hosts(PACE)
    first = entrance("https://a.example/")
    hosts.admit([first], NOW)
    hosts.ended(first, NOW, 90 * SECOND)
    admission = hosts.admit([license_of("https://a.example/1"), entrance("https://b.example/")], NOW + 60 * SECOND)
    assert [target.url for target in admission.go] == ["https://b.example/"]
    assert admission.wait_until == NOW + 90 * SECOND
    assert hosts.admit([license_of("https://a.example/1")], NOW + 90 * SECOND).go


def test_a_shorter_wish_does_not_end_a_longer_silence() -> None:
    hosts = Hosts(PACE)
    one, two = entrance("https://a.example/1"), license_of("https://a.example/2")
    hosts.admit([one, two], NOW)
    hosts.ended(one, NOW, 90 * SECOND)
    hosts.ended(two, NOW, 5 * SECOND)
    assert hosts.admit([entrance("https://a.example/3")], NOW + 60 * SECOND).wait_until == NOW + 90 * SECOND


def test_hosts_that_owe_nothing_are_forgotten() -> None:
    hosts, now = Hosts(PACE), NOW
    for n in range(5000):
        target = entrance(f"https://h{n}.example/")
        hosts.admit([target], now)
        hosts.ended(target, now)
        now += SECOND
    assert len(hosts) < 600


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 3), st.booleans(), st.integers(0, 5)), min_size=1, max_size=60),
    st.integers(1, 5),
    st.integers(1, 3),
)
def test_no_order_of_events_asks_a_host_more_often_than_allowed(
    events: list[tuple[int, bool, int]], gap: int, per_host: int
) -> None:
    pace = Pace(gap=gap * SECOND, per_host=per_host, concurrency=5)
    hosts, now = Hosts(pace), NOW
    asked: dict[str, list[datetime]] = defaultdict(list)
    running: list[Target] = []
    for number, (host, chain, wait) in enumerate(events):
        now += wait * SECOND
        url = f"https://h{host}.example/{number}"
        for target in hosts.admit([license_of(url, now) if chain else entrance(url, now)], now).go:
            running.append(target)
            asked[target.url.split("/")[2]].append(now)
        assert len(running) <= 5
        if running and number % 2:
            hosts.ended(running.pop(0), now)
    for times in asked.values():
        for first in range(len(times)):
            for last in range(first, len(times)):
                allowed = CHAIN + (times[last] - times[first]) / pace.gap
                assert last - first + 1 <= allowed


@pytest.mark.long
@pytest.mark.parametrize(("sources", "hosts"), [(2000, 2000), (500, 25)])
async def test_two_thousand_sources_for_an_hour_nobody_starves_and_nobody_is_pressed(sources: int, hosts: int) -> None:
    """Every five minutes, each answer two seconds long; in the second case each host has twenty sources."""
    run = _Hour(sources, hosts)
    await run.until(NOW + timedelta(hours=1))
    await run.clock.stop()
    for times in run.polled.values():
        assert times[0] - NOW <= timedelta(seconds=5 * max(sources / hosts, sources / 64))
        assert max(_pauses(times)) <= timedelta(seconds=330)
        assert len(times) >= 11
    for times in run.asked.values():
        assert min(_pauses(times)) >= run.pace.gap
    assert len(run.polled) == sources
    assert run.most_running <= run.pace.concurrency


@pytest.mark.long
async def test_memory_stays_flat_while_hosts_come_and_go() -> None:
    run = _Hour(200, 200, keep=False)
    tracemalloc.start()
    try:
        await run.until(NOW + timedelta(minutes=20))
        early, _ = tracemalloc.get_traced_memory()
        await run.until(NOW + timedelta(minutes=80))
        late, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    await run.clock.stop()
    assert late - early < 50_000


def _pauses(times: list[datetime]) -> list[timedelta]:
    return [after - before for before, after in itertools.pairwise(times)]


class _Hour:
    """A driver such as the daemon's: due rows, admission, polls as tasks, the next due time."""

    def __init__(self, sources: int, hosts: int, *, keep: bool = True) -> None:
        self.pace = Pace(gap=SECOND * 5, per_host=1, concurrency=64)
        self.clock = VirtualClock(NOW)
        self.hosts = Hosts(self.pace)
        self.keep = keep
        self.polled: dict[str, list[datetime]] = defaultdict(list)
        self.asked: dict[str, list[datetime]] = defaultdict(list)
        self.most_running = 0
        self.sources: dict[str, Source] = {}
        self.rows: list[tuple[datetime, str, Target]] = []  # by due time
        self.waiting: dict[str, Target] = {}
        for n in range(sources):
            url = f"https://h{n % hosts}.example/{n}"
            self.sources[url] = Source(url, "page", url, Role.NEWS, every=timedelta(minutes=5))
            heapq.heappush(self.rows, (NOW, url, entrance(url)))

    async def until(self, end: datetime) -> None:
        while (now := self.clock.now()) < end:
            while self.rows and self.rows[0][0] <= now:
                _, url, target = heapq.heappop(self.rows)
                self.waiting[url] = target
            admission = self.hosts.admit(self.waiting.values(), now)
            for target in admission.go:
                del self.waiting[target.url]
                self.clock.spawn(self._poll(target))
            self.most_running = max(self.most_running, self.hosts.busy)
            await self.clock.settle()
            moments = [self.clock.next_wake(), admission.wait_until, self.rows[0][0] if self.rows else None, end]
            await self.clock.advance_to(min(moment for moment in moments if moment is not None))

    async def _poll(self, target: Target) -> None:
        began = self.clock.now()
        if self.keep:
            self.polled[target.source].append(began)
            self.asked[target.url.split("/")[2]].append(began)
        await self.clock.sleep(2)
        read = replace(target, looks=target.looks + 1)
        due = next_due(self.sources[target.url], read, began)
        assert due is not None
        heapq.heappush(self.rows, (due, target.url, replace(read, due=due)))
        self.hosts.ended(target, self.clock.now())
