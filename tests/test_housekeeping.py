from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from monitor.housekeeping import daily
from monitor.model.place import Poll
from monitor.settings import StoreSettings
from monitor.store.store import Store

NOW = datetime(2026, 5, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "m.db") as opened:
        with opened.writing() as tx:
            for days in (0, 80, 95, 96):
                for minute in range(6):
                    tx.add_poll(Poll(NOW - timedelta(days=days, minutes=minute + 1), "ofac", "u", "304", 10, False))
        yield opened


def kept(store):
    with store.reading() as tx:
        return [row["looks"] for row in tx.rows("SELECT looks FROM polls ORDER BY at")]


def test_polls_older_than_the_configuration_says_are_folded_and_younger_ones_are_not(store, tmp_path):
    settings = StoreSettings(tmp_path / "m.db", tmp_path / "archive", keep_polls=timedelta(days=90))
    assert daily(store, settings, NOW) == 10
    assert kept(store) == [6, 6] + 12 * [1]
    assert daily(store, settings, NOW) == 0


def test_folding_stops_between_two_days_when_the_program_ends(store, tmp_path):
    settings = StoreSettings(tmp_path / "m.db", tmp_path / "archive", keep_polls=timedelta(days=90))
    answers = iter([True, False])
    assert daily(store, settings, NOW, lambda: next(answers)) == 5
    assert kept(store) == [6] + 18 * [1]
    assert daily(store, settings, NOW) == 5
