"""Matters made from the register's rows, and their JSON form."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from monitor.alerts.matter import about, from_json, of_change, of_group, of_update, redline_of, to_json
from monitor.alerts.specimen import specimens
from monitor.model.instrument import Redline, RedlineParagraph, Span, SpanKind
from monitor.model.message import MatterKind
from monitor.model.register import Update
from monitor.model.words import Direction, Kind
from tests.alerts.matters import KEY, NOW, change, operation, reported, told


@pytest.mark.parametrize("kind", [*MatterKind])
def test_every_matter_survives_the_way_through_json(kind: MatterKind) -> None:
    matter = specimens()[kind]
    assert from_json(json.loads(json.dumps(to_json(matter)))) == matter


def test_a_matter_keeps_only_what_a_redline_touches() -> None:
    same = RedlineParagraph("(b)", (Span(SpanKind.SAME, "as before"),))
    moved = RedlineParagraph("(c)", (Span(SpanKind.SAME, "elsewhere"),), was="(b)")
    added = RedlineParagraph("(d)", (Span(SpanKind.ADDED, "new"),))
    matter = told(redline=Redline((same, moved, added)))
    assert redline_of(matter.facts).paragraphs == (moved, added)
    assert matter.facts["redline"]["unchanged"] == 1


def test_a_matter_of_a_huge_change_stays_small_and_says_so() -> None:
    added = RedlineParagraph("(d)", (Span(SpanKind.ADDED, "new"),))
    matter = told(redline=Redline((added,) * 1000), operations=(operation(),) * 1000)
    assert matter.facts["redline"]["beyond"] == 600
    assert len(json.dumps(to_json(matter))) < 200_000


def test_one_entry_is_told_as_itself_and_many_as_one() -> None:
    assert of_group((change(),)) == told()
    group = of_group((change(measure="a/b"), change(measure="c/d", kind=Kind.REVOKED, direction=Direction.TIGHTENED)))
    assert about(group) == ("a/b", "c/d")
    assert group.direction is Direction.MIXED
    with pytest.raises(ValueError, match="at least one"):
        of_group(())


def test_what_has_no_key_is_about_its_title() -> None:
    assert about(reported(measure=None)) == ("Telephone services to be allowed",)
    assert about(reported(measure=None, instruments=("us-ofac/x/gl-1",))) == ("us-ofac/x/gl-1",)
    assert about(told()) == (KEY,)


def test_an_update_speaks_of_the_change_and_brings_its_own_evidence() -> None:
    update = Update(
        NOW + timedelta(minutes=5),
        1,
        KEY,
        "25A",
        Kind.AMENDED,
        Direction.RELAXED,
        "Read.",
        "7",
        "fr",
        "https://y.example",
        "cd",
    )
    matter = of_update(update, change(direction=Direction.UNJUDGED))
    assert (matter.title, matter.url, matter.facts["sha256"]) == (change().title, "https://y.example", "cd")
    assert (matter.facts["change"], matter.facts["earlier_direction"]) == (1, "unjudged")


def test_times_stand_in_facts_as_utc() -> None:
    assert of_change(change()).facts["effective"] == "2031-05-08T14:00:00Z"


def test_an_update_tells_the_dates_that_the_notice_did_not() -> None:
    update = Update(NOW, 1, KEY, "25A", Kind.AMENDED, Direction.RELAXED, "Read.", "7")
    early = change(direction=Direction.UNJUDGED, provisional=True, title="Issuance", expires_at=None, before_label=None)
    matter = of_update(update, early, known=change())
    assert matter.title == change().title
    assert (matter.facts["expires_at"], matter.facts["before_label"]) == ("2031-07-07T14:00:00Z", "25")
    assert (matter.facts["earlier_direction"], matter.facts["provisional"]) == ("unjudged", False)
