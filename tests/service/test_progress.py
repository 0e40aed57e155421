from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.progress import Facts, limits, stuck

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
LIMITS = limits(timedelta(seconds=30), timedelta(seconds=60))
WELL = Facts(now=NOW, turned=NOW, poll_ended=NOW)


def ago(seconds):
    return NOW - timedelta(seconds=seconds)


def test_an_idle_daemon_gets_on():
    assert stuck(replace(WELL, turned=ago(15), poll_ended=ago(7200)), LIMITS) is None


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"turned": ago(61)}, "loop"),
        ({"polls": (ago(91),), "poll_ended": ago(100)}, "no poll has ended"),
        ({"polls": (ago(631), ago(1)), "poll_ended": ago(1)}, "a poll has been under way"),
        ({"poll_ready": ago(121), "poll_ended": ago(121)}, "was not begun"),
        ({"sending": (ago(121), ago(1))}, "a delivery has been under way"),
        ({"delivery_ready": ago(121)}, "a delivery has been due"),
    ],
)
def test_what_takes_longer_than_it_can_is_told(facts, words):
    assert words in (stuck(replace(WELL, **facts), LIMITS) or "")


def test_a_slow_poll_among_others_that_end_is_no_standstill():
    assert stuck(replace(WELL, polls=(ago(300),), poll_ended=ago(2)), LIMITS) is None


def test_a_queue_that_is_being_worked_off_is_no_standstill():
    assert stuck(replace(WELL, poll_ready=ago(1800), poll_ended=ago(1)), LIMITS) is None


@given(st.lists(st.integers(0, 80), max_size=20), st.integers(0, 50), st.integers(0, 100))
def test_nothing_within_its_limits_ever_starves_the_watchdog(polls, turned, sending):
    facts = replace(WELL, turned=ago(turned), polls=tuple(map(ago, polls)), poll_ended=ago(5), sending=(ago(sending),))
    assert stuck(facts, LIMITS) is None
