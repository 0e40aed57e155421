"""How measures end: revoked by a document or by a notice, archived, at their own hour whatever the clocks do."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.stories.pages import JSON, PRINTED, PROGRAM, PUBLICATION, REGISTER, entry, printed, program_page, query
from tests.stories.theatre import Theatre, grant, hours, license_text, named, told

KEY = "us-ofac/russia/gl-900"
OLD = (-200.0, "20260220", "Counter Terrorism Designations", ["Nothing of note."])
REVOKED = "Revocation of Russia-related General License"
NOTICE = ["OFAC is revoking Russia-related General License 900, Authorizing Ferries."]
DOCUMENT = (
    "OFFICE OF FOREIGN ASSETS CONTROL\n\nRussian Harmful Foreign Activities Sanctions Regulations\n\n31 CFR Part 587\n\n"
    "REVOCATION OF GENERAL LICENSE NO. 900\n\nEffective March 2, 2026, General License No. 900, dated January 28, 2026, "
    "is revoked in its entirety.\n\nDated: March 2, 2026\n"
)
PAPER = "https://ofac.treasury.gov/media/701/download?inline"


def held(folder, *, known=True):
    play = Theatre(folder / "s").official().publish(*OLD)
    if known:
        text = license_text("900", grant("ferries"), dated=hours(-800))
        play.known.append({"key": KEY, "label": "900", "text": text})
    return play


@pytest.mark.parametrize("known", [True, False])
def test_a_notice_of_revocation_ends_a_license_after_two_minutes(tmp_path, known):
    events = held(tmp_path, known=known).publish(5, "20260302", REVOKED, NOTICE).play(20)
    assert told(events) == [(KEY, "900", "revoked", "tightened")]
    assert len(named(events, "alert")) == 1


@pytest.mark.parametrize("known", [True, False])
def test_a_document_of_revocation_ends_a_license_at_once(tmp_path, known):
    play = held(tmp_path, known=known)
    play.publish(5, "20260302", REVOKED, NOTICE, {701: ("Revocation of General License 900", DOCUMENT)})
    events = play.play(20)
    assert told(events) == [(KEY, "900", "revoked", "tightened")]
    assert len(named(events, "alert")) == 1
    assert named(events, "change")[0]["at"] < "2026-03-02T18:00:00Z"


def test_a_revocation_whose_document_comes_later_is_updated_and_not_told_twice(tmp_path):
    play = held(tmp_path).publish(
        5, "20260302", REVOKED, NOTICE, {701: ("Revocation of General License 900", DOCUMENT)}
    )
    play.fault(5, PAPER, "reset").paper(9, 701, DOCUMENT)
    events = play.play(20)
    assert told(events) == [(KEY, "900", "revoked", "tightened")]
    assert [u["kind"] for u in named(events, "update")] == ["revoked"]


def test_a_license_ends_at_its_minute_in_both_halves_of_the_year(tmp_path):
    """Clocks go forward in Washington on 8 March 2026."""
    play = Theatre(tmp_path / "s").official(every="6h").publish(*OLD)
    for label, day in (("900", 8), ("901", 9)):
        text = license_text(label, grant("ferries", until=datetime(2026, 3, day, tzinfo=UTC)), dated=hours(-800))
        play.known.append({"key": f"us-ofac/russia/gl-{label}", "label": label, "text": text})
    play.fault(100, "https://ofac.treasury.gov/recent-actions", "timeout")
    events = play.play(170)
    ends = {e["label"]: e["at"] for e in named(events, "change")}
    assert ends == {"900": "2026-03-08T05:01:00Z", "901": "2026-03-09T04:01:00Z"}


def with_program(folder, *labels):
    play = Theatre(folder / "s").source("program", "ofac-program", PROGRAM, every="6h", more='programs = ["russia"]')
    for media, label in enumerate(labels, 10):
        play.paper(
            -48,
            media,
            license_text(label, grant(f"line {label}"), title=f"Authorizing Line {label}", dated=hours(-900)),
        )
    return play.page(-48, PROGRAM, program_page(list(zip(labels, range(10, 30), strict=False))))


def test_a_license_that_is_moved_to_the_archive_without_a_word_is_withdrawn(tmp_path):
    play = with_program(tmp_path, "8", "9", "13")
    play.page(20, PROGRAM, program_page([("8", 10), ("9", 11)], archived=[("13", 12)]))
    events = play.play(60)
    assert told(events) == [("us-ofac/russia/gl-13", "13", "withdrawn", "tightened")]
    assert "archived" in named(events, "change")[0]["summary"]


def test_a_version_that_is_archived_for_its_successor_is_not_withdrawn(tmp_path):
    play = with_program(tmp_path, "8", "9", "13A")
    play.paper(20, 20, license_text("13B", grant("line 13A or rafts"), title="Authorizing Line 13A", dated=hours(20)))
    play.page(20, PROGRAM, program_page([("8", 10), ("9", 11), ("13B", 20)], archived=[("13A", 12)]))
    assert [t[1:] for t in told(play.play(60))] == [("13B", "amended", "relaxed")]


def test_an_old_version_in_the_archive_does_not_explain_that_the_current_one_is_gone(tmp_path):
    play = with_program(tmp_path, "8", "9", "13B")
    play.page(20, PROGRAM, program_page([("8", 10), ("9", 11)], archived=[("13A", 12)]))
    events = play.play(60)
    assert [t[1:3] for t in told(events)] == [("13B", "withdrawn")]
    assert "archived" not in named(events, "change")[0]["summary"]


def test_a_successor_of_the_day_on_which_its_predecessor_ended_at_midnight_is_reinstated(tmp_path):
    """Of three versions known at the start only the last counts; it ends at 12:01 a.m. and its successor is signed that day."""
    play = Theatre(tmp_path / "s").official().publish(*OLD)
    for label, until, dated in (("900", -400, -900), ("900A", -100, -500), ("900B", 72, -150)):
        text = license_text(label, grant("ferries", until=hours(until)), dated=hours(dated))
        play.known.append({"key": KEY, "label": label, "text": text})
    later = license_text("900C", grant("ferries", until=hours(900)), dated=hours(80))
    body = ["OFAC is issuing Russia-related General License 900C."]
    play.publish(
        80, "20260305", "Issuance of Russia-related General License", body, {701: ("General License 900C", later)}
    )
    assert [t[1:] for t in told(play.play(100))] == [
        ("900B", "expired", "tightened"),
        ("900C", "reinstated", "relaxed"),
    ]


def test_a_license_that_was_withdrawn_and_is_listed_again_is_reinstated(tmp_path):
    whole = [("8", 10), ("9", 11), ("13", 12)]
    play = with_program(tmp_path, "8", "9", "13").page(8, PROGRAM, program_page(whole[:2]))
    events = play.page(30, PROGRAM, program_page(whole)).page(55, PROGRAM, program_page(whole[:2])).play(80)
    assert [t[1:] for t in told(events)] == [
        ("13", "withdrawn", "tightened"),
        ("13", "reinstated", "relaxed"),
        ("13", "withdrawn", "tightened"),
    ]


def test_a_license_that_one_of_two_pages_drops_is_not_withdrawn(tmp_path):
    other = PROGRAM.replace("russian-harmful-foreign-activities", "ukraine-russia-related")
    play = with_program(tmp_path, "8", "9", "13")
    play.source("other", "ofac-program", other, every="24h", more='programs = ["russia"]')
    play.page(-48, other, program_page([("8", 10), ("13", 12)]))
    events = play.page(2, PROGRAM, program_page([("8", 10), ("9", 11)])).play(40)
    assert told(events) == []


def test_a_notice_that_names_a_program_otherwise_ends_the_license_that_is_held(tmp_path):
    play = Theatre(tmp_path / "s").official().publish(*OLD)
    text = license_text("21", grant("schools", program="syria"), program="syria", dated=hours(-800))
    play.known.append({"key": "us-ofac/syria/gl-21", "label": "21", "text": text})
    body = ["OFAC is revoking Syria-related General License 21."]
    events = play.publish(5, "20260302", "Revocation of Syria-related General License", body).play(10)
    assert told(events) == [("us-ofac/syria/gl-21", "21", "revoked", "tightened")]


def test_what_becomes_of_a_license_of_two_programs_is_told_to_the_readers_of_either(tmp_path):
    text = license_text("900", grant("ferries", until=hours(96)), dated=hours(-800))
    part = "31 CFR Part 587"
    both = text.replace(part, f"{part}\n\nUkraine-/Russia-Related Sanctions Regulations\n\n31 CFR Part 589")
    play = Theatre(tmp_path / "s").official().publish(*OLD)
    play.subscriptions = (
        '[[subscription]]\nname = "u"\nchannels = ["c"]\nprograms = ["ukraine-russia"]\ndeadlines = ["1d"]\n'
    )
    play.known.append({"key": KEY, "label": "900", "text": both})
    events = play.play(100)
    assert [e["event"] for e in events] == ["deadline", "alert", "change", "alert"]


def test_a_license_whose_successor_is_known_from_a_notice_only_does_not_expire(tmp_path):
    play = Theatre(tmp_path / "s").official().publish(*OLD)
    text = license_text("900", grant("ferries", until=hours(24)), dated=hours(-800))
    play.known.append({"key": KEY, "label": "900", "text": text})
    body = ["OFAC is issuing Russia-related General License 900A."]
    longer = license_text("900A", grant("ferries", until=hours(800)), dated=hours(5))
    play.publish(5, "20260302", "Issuance of Russia-related General License", body, {701: ("GL 900A", longer)})
    events = play.fault(5, PAPER, "reset").paper(40, 701, longer).play(60)
    assert told(events) == [(KEY, "900A", "amended", "unjudged")]
    assert [(u["label"], u["kind"], u["direction"]) for u in named(events, "update")] == [
        ("900A", "extended", "relaxed")
    ]


def test_a_license_that_is_issued_again_under_its_own_number_after_its_end_is_reinstated(tmp_path):
    play = held(tmp_path)
    play.publish(5, "20260302", REVOKED, NOTICE)
    text = license_text("900", grant("ferries"), dated=hours(30))
    body = ["OFAC is issuing Russia-related General License 900."]
    play.publish(30, "20260303", "Issuance of Russia-related General License", body, {702: ("GL 900", text)})
    assert told(play.play(40)) == [(KEY, "900", "revoked", "tightened"), (KEY, "900", "reinstated", "relaxed")]


def test_the_print_of_a_license_that_a_notice_has_ended_is_republished(tmp_path):
    play = held(tmp_path, known=False).source("fr", "federal-register", REGISTER, every="6h")
    before = entry("2026-00001", "Notice of OFAC Sanctions Action", "2026-02-20", "Notice")
    play.page(-50, REGISTER, query(before), JSON)
    play.page(-50, PRINTED.format("2026/02/20", "2026-00001"), printed("2026-00001", "Names.", "Notices"))
    play.publish(5, "20260302", REVOKED, NOTICE)
    text = license_text("900", grant("ferries"), dated=hours(-800))
    row = entry("2026-05555", "Publication of Web General License", "2026-03-06")
    play.page(100, REGISTER, query(row, before), JSON)
    play.page(100, PRINTED.format("2026/03/06", "2026-05555"), printed("2026-05555", PUBLICATION + text))
    events = play.play(120)
    assert [t[2:] for t in told(events)] == [("revoked", "tightened"), ("republished", "unchanged")]
    assert len(named(events, "alert")) == 1
