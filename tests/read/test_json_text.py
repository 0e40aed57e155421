import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model.faults import ReadError
from monitor.model.words import Problem
from monitor.read.json_text import MOST_VALUES, value_of

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(VALUES)
def test_json_is_the_value_that_was_written(value: object) -> None:
    assert value_of(json.dumps(value)) == value_of(json.dumps(value).encode()) == value


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, b"\xff", b"{" * 5, "9" * 10_000, "callback([])"])
def test_what_is_no_json_or_too_deep_is_unreadable(text: str | bytes) -> None:
    with pytest.raises(ReadError) as refused:
        value_of(text)
    assert refused.value.problem is Problem.UNREADABLE
    assert len(refused.value.detail) < 200


@pytest.mark.parametrize("piece", ["0,", "[],", "{},"])
def test_a_text_of_more_values_than_any_is_not_even_read(piece: str) -> None:
    text = f"[{piece * MOST_VALUES}0]"
    for body in (text, text.encode()):
        with pytest.raises(ReadError) as refused:
            value_of(body)
        assert refused.value.problem is Problem.TOO_LARGE
