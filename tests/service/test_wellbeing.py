from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor.wellbeing import LEAST_FREE, ClockWatch, Room, fullest, is_low, room

GIGA = 2**30


@pytest.mark.parametrize(("total", "least"), [(10 * GIGA, LEAST_FREE), (100 * GIGA, GIGA)])
def test_200_mb_or_a_hundredth_have_to_be_free(total, least):
    assert Room(Path("/"), 0, total).least == least


def test_polling_stops_below_the_least_and_goes_on_a_good_deal_above_it():
    at = [Room(Path("/"), free, 10 * GIGA) for free in (LEAST_FREE - 1, LEAST_FREE, int(LEAST_FREE * 1.2))]
    assert [is_low(one, before=False) for one in at] == [True, False, False]
    assert [is_low(one, before=True) for one in at] == [True, True, False]


def test_the_disk_with_least_to_spare_counts():
    big, small = Room(Path("/a"), 2 * GIGA, 200 * GIGA), Room(Path("/b"), GIGA, 10 * GIGA)
    assert fullest([big, small]) is big


def test_a_folder_that_does_not_exist_yet_is_measured_where_it_would_be(tmp_path):
    found = room(tmp_path / "not" / "yet")
    assert 0 < found.free <= found.total


@pytest.mark.parametrize(
    ("wall", "steady", "jump"),
    [
        (60, 60, None),
        (61, 60, None),
        (3660, 60, timedelta(hours=1)),
        (-3540, 60, timedelta(hours=-1)),
        (7200, 7200, None),
    ],
)
def test_only_a_clock_that_was_set_has_jumped(wall, steady, jump):
    begun = datetime(2026, 3, 1, tzinfo=UTC)
    looks = iter(
        [
            (begun, 0.0),
            (begun + timedelta(seconds=wall), float(steady)),
            (begun + timedelta(seconds=wall + 5), steady + 5.0),
        ]
    )
    watch = ClockWatch(lambda: next(looks))
    assert watch.jumped() == jump
    assert watch.jumped() is None, "told once"
