from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model.instrument import InstrumentKind, Supersession
from monitor.model.register import Ending
from monitor.model.words import Direction, Kind
from monitor.register import standing
from monitor.register.entry import fingerprint
from monitor.register.texts import meet
from tests.register.texts_of_our_own import KEY, NOW, held, instrument, reread, same_when_equal, sight, version


def met(read, seen=None, before=None, **more):
    return meet(read, seen or sight(), before, same_when_equal, reread, **more)


def test_a_new_license_is_added_and_relaxes():
    entry = met(instrument())
    assert entry.measure is not None
    assert entry.version is not None
    (change,) = entry.changes
    assert (change.kind, change.direction) == (Kind.ADDED, Direction.RELAXED)


def test_a_new_directive_tightens():
    (change,) = met(replace(instrument(), kind=InstrumentKind.DIRECTIVE)).changes
    assert change.direction is Direction.TIGHTENED


def test_what_is_there_at_the_first_look_fills_the_register_and_tells_nothing():
    entry = met(instrument(), sight(baseline=True))
    assert entry.version is not None
    assert entry.changes == ()


def test_the_next_label_is_judged_against_the_one_before_and_ends_it():
    entry = met(instrument("900A", "(a) Ferries and tugs are authorized."), before=held(version()))
    (change,) = entry.changes
    assert (change.kind, change.direction, change.before_label) == (Kind.AMENDED, Direction.RELAXED, "900")
    assert [(e.label, e.by, e.by_label) for e in entry.endings] == [("900", "superseded", "900A")]


def test_a_label_whose_predecessor_is_not_held_is_unjudged():
    (change,) = met(instrument("900C", supersedes=(Supersession("900B"),))).changes
    assert change.direction is Direction.UNJUDGED
    assert "900B" in change.summary


def test_a_wind_down_that_replaces_what_we_do_not_hold_is_tightened():
    winding = replace(
        instrument("900C", supersedes=(Supersession("900B"),)), title="Authorizing the Wind Down of Ferries"
    )
    assert met(winding).changes[0].direction is Direction.TIGHTENED


def test_two_sources_that_bring_one_text_make_one_change():
    first = met(instrument())
    assert first.version is not None
    second = met(instrument(), sight(source="other"), held(first.version))
    assert (second.version, second.changes) == (None, ())


def test_a_text_replaced_under_its_own_number_is_a_change():
    entry = met(instrument(text="(a) Ferries and tugs are authorized."), before=held(version()))
    assert entry.version is not None
    assert entry.changes[0].note == "replaced under the same number"


def test_print_that_differs_is_no_version():
    entry = met(instrument(text="(a)  Ferries are\nauthorized."), before=held(version()))
    assert (entry.version, entry.changes) == (None, ())


def test_a_copy_of_an_older_text_elsewhere_is_an_echo():
    old, new = version(text="old"), version(text="new")
    entry = met(instrument(text="old"), sight(source="mirror"), held(old, new), last_read=old.sha256)
    assert (entry.version, entry.changes) == (None, ())


def test_a_reversal_by_the_source_that_had_read_the_later_text_is_a_change_of_its_own():
    old, new = version(text="old"), version(text="new")
    entry = met(instrument(text="old"), before=held(old, new), last_read=new.sha256)
    assert entry.version is not None
    assert len(entry.changes) == 1


def test_a_known_measure_seen_for_the_first_time_on_a_page_is_no_change():
    entry = met(instrument(text="the page's words"), before=held(version(known=True, text="other words")))
    assert entry.version is not None
    assert entry.changes == ()


def test_what_the_federal_register_prints_and_the_register_holds_is_republished_once():
    printed = sight(republication=True, citation="91 FR 1")
    (change,) = met(instrument(), printed, held(version())).changes
    assert (change.kind, change.direction) == (Kind.REPUBLISHED, Direction.UNCHANGED)
    assert met(instrument(), printed, held(version()), republished=True).changes == ()


def test_an_older_label_printed_later_is_recorded_with_its_own_dates_and_told_as_republished():
    newest = version("900B", issued=date(2026, 3, 1))
    entry = met(instrument("900A", issued=date(2026, 2, 10)), sight(republication=True), held(newest))
    assert entry.changes[0].kind is Kind.REPUBLISHED
    assert [(e.label, e.by_label) for e in entry.endings] == [("900A", "900B")]


def test_a_license_that_was_missed_and_is_printed_is_told_as_what_it_is():
    (change,) = met(instrument(issued=date(2026, 2, 20)), sight(republication=True)).changes
    assert (change.kind, change.direction, change.note) == (
        Kind.ADDED,
        Direction.RELAXED,
        "first seen in the Federal Register",
    )


def test_a_license_that_was_told_without_its_text_is_completed_by_its_print_though_it_is_over():
    (change,) = met(instrument(expires_at=NOW - timedelta(days=2)), sight(republication=True), awaited=True).changes
    assert (change.kind, change.direction) == (Kind.ADDED, Direction.RELAXED)


def test_a_license_issued_before_we_watched_and_printed_now_alerts_nobody():
    (change,) = met(instrument(issued=date(2025, 6, 1)), sight(republication=True)).changes
    assert change.kind is Kind.REPUBLISHED


def test_a_successor_after_a_gap_is_reinstated():
    lapsed = version("900", expires_at=datetime(2026, 2, 20, 5, tzinfo=UTC))
    over = Ending(KEY, "900", lapsed.expires_at, "expired", None, lapsed.expires_at)
    (change,) = met(instrument("900A", "other"), before=held(lapsed, endings=(over,))).changes
    assert (change.kind, change.direction) == (Kind.REINSTATED, Direction.RELAXED)


def test_a_withdrawn_text_that_is_back_is_reinstated():
    gone = Ending(KEY, "900", NOW - timedelta(days=1), "withdrawn", None, NOW - timedelta(days=1))
    entry = met(instrument(issued=date(2026, 2, 1)), before=held(version(), endings=(gone,)))
    assert entry.version is not None
    assert entry.changes[0].kind is Kind.REINSTATED


def test_a_revocation_ends_what_is_held_and_tightens():
    paper = replace(instrument(), kind=InstrumentKind.REVOCATION, revokes=(Supersession("900"),))
    entry = met(paper, before=held(version()))
    assert [e.by for e in entry.endings] == ["revoked"]
    assert (entry.changes[0].kind, entry.changes[0].direction) == (Kind.REVOKED, Direction.TIGHTENED)


def test_a_license_that_was_over_before_we_saw_it_ends_without_an_event():
    past = instrument(expires_at=NOW - timedelta(days=2))
    entry = met(past, sight(baseline=True))
    assert [e.by for e in entry.endings] == ["expired"]
    assert entry.changes == ()


def test_a_license_that_was_missed_and_is_over_is_told_with_its_end():
    (change,) = met(instrument(expires_at=NOW - timedelta(days=2))).changes
    assert (change.kind, change.direction) == (Kind.ADDED, Direction.RELAXED)
    assert "had ended by 2026-03-08" in change.summary


@given(st.lists(st.sampled_from(["alpha", "beta", "gamma"]), min_size=1, max_size=8))
def test_reading_the_same_text_again_never_makes_a_second_change(texts):
    """Whatever a source has shown, showing it once more right after is no news."""
    seen, last = held(version(text="start")), fingerprint("start")
    for text in texts:
        entry = met(instrument(text=text), before=seen, last_read=last)
        if entry.version is not None:
            seen = replace(seen, versions=(*seen.versions, entry.version))
        last = entry.stands_for or last
        again = met(instrument(text=text), before=seen, last_read=last)
        assert (again.version, again.changes) == (None, ())


@given(st.lists(st.sampled_from(["alpha", "beta"]), min_size=2, max_size=8))
def test_one_source_that_changes_its_text_makes_exactly_that_many_changes(texts):
    """A → B → A is two changes."""
    seen, last, changes = held(version(text=texts[0])), fingerprint(texts[0]), 0
    for text in texts[1:]:
        entry = met(instrument(text=text), before=seen, last_read=last)
        changes += len(entry.changes)
        if entry.version is not None:
            seen = replace(seen, versions=(*seen.versions, entry.version))
        last = entry.stands_for or last
    assert changes == sum(a != b for a, b in itertools.pairwise(texts))


@pytest.mark.parametrize("issued", [date(2025, 3, 10), date(2062, 3, 10)], ids=["last year's number", "far ahead"])
def test_a_slip_in_the_date_of_issue_hides_neither_the_text_nor_the_next_one(issued):
    older = version(issued=date(2026, 2, 1))
    slip = instrument("900A", "(a) Ferries and tugs are authorized.", issued, supersedes=(Supersession("900"),))
    entry = meet(slip, sight(), held(older), same_when_equal, reread)
    assert [(c.kind, c.direction) for c in entry.changes] == [(Kind.AMENDED, Direction.RELAXED)]
    assert [(e.label, e.by_label) for e in entry.endings] == [("900", "900A")]
    assert entry.version is not None
    now = held(older, entry.version, endings=entry.endings)
    assert standing.latest(now) == entry.version
    following = instrument("900B", "(a) Ferries are authorized.", date(2026, 3, 20), supersedes=(Supersession("900A"),))
    later = meet(following, sight(at=NOW + timedelta(days=10)), now, same_when_equal, reread)
    assert [c.label for c in later.changes] == ["900B"]


def test_a_license_that_another_source_s_first_look_held_unsaid_is_told_by_the_source_that_was_there_before():
    older, text = version(issued=date(2026, 2, 1)), "(a) Ferries and tugs are authorized."
    silent = version("900A", text, date(2026, 3, 9), seen_at=NOW - timedelta(minutes=5))
    both = held(older, replace(silent, source="program page"))
    read = instrument("900A", text, date(2026, 3, 9))
    (change,) = met(read, before=both, untold=True).changes
    assert (change.kind, change.direction, change.before_label) == (Kind.AMENDED, Direction.RELAXED, "900")
    assert met(read, before=both).changes == ()
    assert met(read, sight(since=NOW - timedelta(hours=1)), before=both, untold=True).changes == ()
