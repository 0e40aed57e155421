from __future__ import annotations

from datetime import date

from monitor.model.instrument import Action, ActionKind
from monitor.model.words import Direction, Kind
from monitor.register.notices import Publication, announcements, listings, publication, untexted
from tests.register.texts_of_our_own import NOW, held, sight, version

PAGE = "https://ofac.example/recent-actions/20260310_33"
PUBLISHED = Publication(date(2026, 3, 10), "33")


def nobody(_key):
    return None


def name_of(url, day):
    found = publication(url, day)
    return found.name if found is not None else None


def listed(entry):
    assert entry.version is not None
    return held(entry.version)


def designated(*names, title="Russia-related Designations", program="russia"):
    return Action(ActionKind.DESIGNATED, title, program, names=names)


def test_the_suffix_tells_two_publications_of_a_day_apart():
    assert name_of(PAGE, None) == "2026-03-10-33"
    assert name_of("https://ofac.example/recent-actions/20260310", None) == "2026-03-10"


def test_an_address_that_names_no_real_day_falls_back_on_the_day_of_the_notice():
    assert name_of("https://x.example/recent-actions/20261399", date(2026, 3, 10)) == "2026-03-10"
    assert publication("https://x.example/about", None) is None


def test_designations_of_a_publication_and_program_are_one_change_that_names_them():
    actions = (
        designated("DOE, John"),
        designated("ACME LLC"),
        designated("ROE, Jane", title="Cyber-related Designation", program="cyber"),
    )
    entries = listings(actions, PUBLISHED, sight(), nobody)
    assert [e.changes[0].measure for e in entries] == [
        "us-ofac/russia/designations-2026-03-10-33",
        "us-ofac/cyber/designations-2026-03-10-33",
    ]
    first = entries[0].changes[0]
    assert (first.kind, first.direction) == (Kind.ADDED, Direction.TIGHTENED)
    assert "DOE, John" in first.summary
    assert "ACME LLC" in first.summary


def test_a_removal_is_revoked_and_relaxes():
    (entry,) = listings((Action(ActionKind.REMOVED, "Russia-related Removal", "russia"),), PUBLISHED, sight(), nobody)
    change = entry.changes[0]
    assert change.measure == "us-ofac/russia/removals-2026-03-10-33"
    assert (change.kind, change.direction) == (Kind.REVOKED, Direction.RELAXED)


def test_a_publication_read_by_two_sources_is_told_once():
    (entry,) = listings((designated("DOE, John"),), PUBLISHED, sight(), nobody)
    known = listed(entry)
    assert listings((designated("DOE, John"),), PUBLISHED, sight(source="b"), lambda _: known) == ()


def test_names_that_the_page_gains_later_tighten():
    (entry,) = listings((designated("DOE, John"),), PUBLISHED, sight(), nobody)
    known = listed(entry)
    (later,) = listings((designated("DOE, John", "ROE, Jane"),), PUBLISHED, sight(), lambda _: known)
    assert later.changes[0].direction is Direction.TIGHTENED
    assert "ROE, Jane" in later.changes[0].summary


def test_a_license_announced_and_not_read_is_told_with_what_is_known():
    action = Action(
        ActionKind.LICENSE_ISSUED,
        "Issuance of Russia-related General License",
        "russia",
        ("us-ofac/russia/gl-900",),
        ("900",),
    )
    (announced,) = announcements((action,))
    change = untexted(announced, None, NOW, "ofac", PAGE)
    assert (change.kind, change.direction, change.provisional) == (Kind.ADDED, Direction.RELAXED, True)


def test_a_successor_announced_and_not_read_is_unjudged():
    action = Action(
        ActionKind.LICENSE_ISSUED, "Russia-related General License", "russia", ("us-ofac/russia/gl-900",), ("900A",)
    )
    change = untexted(announcements((action,))[0], held(version()), NOW, "ofac", PAGE)
    assert (change.kind, change.direction) == (Kind.AMENDED, Direction.UNJUDGED)
