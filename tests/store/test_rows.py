"""Values of the model survive the way into a row and back."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model.instrument import Redline
from monitor.model.message import Delivery
from monitor.model.place import Target
from monitor.model.register import Change, Mention, Report
from monitor.store.rows import Shape, dump, instant, moment, revive, storable
from tests.store import samples

zones = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
moments = st.datetimes(datetime(1970, 1, 1), datetime(2200, 1, 1), timezones=zones)  # noqa: DTZ001 - hypothesis adds the zone


@given(moments, moments)
def test_text_order_of_times_is_time_order(one: Any, other: Any) -> None:
    assert moment(instant(one)) == one
    assert (instant(one) < instant(other)) == (one < other)


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        instant(samples.NOON.replace(tzinfo=None))


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_becomes_one_that_utf8_and_sqlite_hold(text: Any) -> None:
    kept = storable(text)
    assert "\0" not in kept
    kept.encode()
    assert storable(kept) == kept


def test_ordinary_text_is_kept_as_it_is() -> None:
    assert storable("Čeština – «русский» 𝄞") == "Čeština – «русский» 𝄞"


@pytest.mark.parametrize(
    ("shape", "value", "elsewhere"),
    [
        (Shape(Report), samples.report(published=samples.NOON, lead_hours=-1.5), {}),
        (Shape(Target), samples.target(due=None), {}),
        (Shape(Delivery), samples.delivery(3, hold_until=samples.NOON), {}),
        (Shape(Change, without=("operations",)), samples.change(corrects=4), {"operations": (samples.OPERATION,)}),
    ],
)
def test_a_value_comes_back_from_its_row_as_it_was(shape: Any, value: Any, elsewhere: Any) -> None:
    row = shape.row(value)
    assert all(held is None or type(held) in {str, int, float} for held in row.values())
    assert shape.value({**row, "id": None}, **elsewhere) == value


def test_a_value_comes_back_from_json_as_it_was() -> None:
    mention = samples.mention(published=datetime(2017, 2, 2, 14, tzinfo=UTC), text="words")
    assert revive(Mention, json.loads(dump(mention))) == mention
    assert revive(Redline, json.loads(dump(samples.REDLINE))) == samples.REDLINE


def test_a_field_that_an_earlier_version_did_not_write_takes_its_default() -> None:
    held = json.loads(dump(samples.mention()))
    del held["worth"]
    assert revive(Mention, held).worth is True


def test_equal_values_make_equal_json_text() -> None:
    assert dump({"b": 1, "a": frozenset({"y", "x"})}) == '{"a":["x","y"],"b":1}'
