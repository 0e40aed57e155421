from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from monitor.register.list_diff import ChangedEntry, ListDifference, difference

ENTRIES = st.dictionaries(
    st.integers(1, 30).map(str),
    st.fixed_dictionaries({"name": st.sampled_from("ab"), "program": st.sampled_from("xy")}),
)


def test_what_came_went_and_differs_is_told_by_identity_and_column():
    old = {"1": {"name": "a", "program": "x"}, "2": {"name": "b", "program": "x"}}
    new = {"2": {"name": "c", "program": "y"}, "3": {"name": "d", "program": "x"}}
    found = difference(old, new)
    assert (found.added, found.removed) == (("3",), ("1",))
    assert found.changed == (ChangedEntry("2", ("name", "program")),)


@given(ENTRIES, ENTRIES)
def test_the_way_back_removes_what_the_way_there_added(old, new):
    there, back = difference(old, new), difference(new, old)
    assert set(there.added) == set(back.removed)
    assert set(there.removed) == set(back.added)
    assert {one.id: set(one.fields) for one in there.changed} == {one.id: set(one.fields) for one in back.changed}


@given(ENTRIES)
def test_a_list_does_not_differ_from_itself(entries):
    assert difference(entries, entries) == ListDifference((), (), ())
