"""Which way a whole story goes."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from monitor.model.register import Mention
from monitor.model.words import Direction, Kind
from monitor.story import direction_of
from tests.story.telling import HOUR, RELAXED, TIGHTENED, UNCHANGED, designations, later, license_text, report, talk


def test_an_official_text_outweighs_what_the_news_said() -> None:
    assert direction_of([report("eased", direction=TIGHTENED), license_text("41", "Mail")]) is RELAXED


def test_a_story_without_mentions_changes_nothing() -> None:
    assert direction_of([]) is UNCHANGED


def test_what_was_read_outweighs_what_was_told_before_its_text_came() -> None:
    told = license_text("41", "Mail")
    read = replace(later(told, HOUR), direction=TIGHTENED, kind=Kind.AMENDED)
    assert direction_of([told, read]) is TIGHTENED


def test_what_is_printed_again_changes_no_direction() -> None:
    told = license_text("41", "Mail")
    again = replace(later(told, 900 * HOUR), direction=UNCHANGED, kind=Kind.REPUBLISHED, worth=False)
    assert direction_of([told, again]) is RELAXED
    assert direction_of([again]) is UNCHANGED


def test_two_official_texts_that_differ_are_mixed_and_a_wind_down_is_not() -> None:
    wind = license_text("60", "the Wind Down of Transactions", wind_down=True)
    assert direction_of([designations(), license_text("41", "Mail")]) is Direction.MIXED
    assert direction_of([designations(), wind]) is TIGHTENED
    assert direction_of([wind]) is RELAXED


def test_one_misread_report_among_many_does_not_turn_a_story() -> None:
    many = [report(f"eased {n}") for n in range(3)]
    assert direction_of([*many, report("banned", direction=TIGHTENED)]) is RELAXED
    assert direction_of([many[0], report("banned", direction=TIGHTENED)]) is Direction.MIXED


def test_what_could_not_be_judged_stays_unjudged() -> None:
    assert direction_of([license_text("41", "Mail", direction=Direction.UNJUDGED)]) is Direction.UNJUDGED
    assert direction_of([talk("what now", direction=TIGHTENED)]) is UNCHANGED


@given(
    st.permutations([designations(), license_text("60", "the Wind Down", wind_down=True), license_text("7", "Mail")])
)
def test_the_order_of_different_measures_does_not_matter(mentions: list[Mention]) -> None:
    assert direction_of(mentions) is Direction.MIXED
