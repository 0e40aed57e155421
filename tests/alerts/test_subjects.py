"""Subjects and names: direction, measure and program within the first sixty characters, and nothing that does harm."""

from __future__ import annotations

import unicodedata
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.alerts.matter import of_correction, of_deadline, of_group, of_update
from monitor.alerts.names import measure_name, moment, one_line, program_name
from monitor.alerts.specimen import specimens
from monitor.alerts.subjects import subject, time_left
from monitor.model.message import MatterKind
from monitor.model.register import Update, Version
from monitor.model.words import Direction, Kind, Stage
from tests.alerts.matters import KEY, NOW, change, reported, told


@pytest.mark.parametrize(
    ("key", "label", "name"),
    [
        ("us-ofac/russia/gl-25", "25A", "GL 25A"),
        ("us-ofac/iran/gl-d", "D-2", "GL D-2"),
        ("us-ofac/russia/gl-25", None, "GL 25"),
        ("us-ofac/faq-1040", "1040", "FAQ 1040"),
        ("us-ofac/eo-14024/directive-4", "4", "EO 14024 Directive 4"),
        ("us-ofac/eo-14071/determination-2024-06-12", "2024-06-12", "EO 14071 Determination 2024-06-12"),
        ("us-ofac/sdn-36216", "36216", "SDN 36216"),
        ("us-ofac/russia/designations-2022-04-07-33", "2022-04-07-33", "Designations 2022-04-07"),
        ("us-eo/14024", "14024", "EO 14024"),
        ("us-cfr/31/587.507", "587.507", "31 CFR 587.507"),
        ("uk-ofsi/int-2023-2824812", "INT/2023/2824812", "INT/2023/2824812"),
        ("uk-si/2019-855", "2019/855", "UK SI 2019/855"),
        ("eu/regulation-2014-833", "2014/833", "EU Regulation 2014/833"),
        ("un/resolution-1267", None, "UN Resolution 1267"),
        (None, None, ""),
    ],
)
def test_measures_are_called_what_people_call_them(key: str | None, label: str | None, name: str) -> None:
    assert measure_name(key, label) == name


def test_programs_are_called_what_people_call_them() -> None:
    assert [program_name(slug) for slug in ("russia", "counter-terrorism", "icc", None)] == [
        "Russia",
        "Counter Terrorism",
        "ICC",
        "",
    ]


def test_a_change_says_its_direction_measure_program_and_kind() -> None:
    assert subject(told()) == "RELAXED Russia GL 25A: amended – Authorizing Transactions Related to Telecommunications"


def test_a_title_that_begins_with_the_measure_does_not_say_it_twice() -> None:
    faq = told(measure="us-ofac/faq-1040", label="1040", title="FAQ 1040: What is allowed?", program="")
    assert subject(faq) == "RELAXED FAQ 1040: amended – What is allowed?"


def test_what_is_known_from_the_title_only_says_so() -> None:
    early = told(direction=Direction.UNJUDGED, provisional=True, kind=Kind.ADDED)
    assert subject(early).startswith("UNJUDGED Russia GL 25A: added, known from the title – ")


def test_a_report_is_unconfirmed_and_what_is_only_agreed_is_not_in_force() -> None:
    assert subject(reported()) == "UNCONFIRMED RELAXED Russia GL 25: Telephone services to be allowed"
    agreed = reported(stage=Stage.AGREED_NOT_ADOPTED, measure=None, jurisdiction="EU", direction=Direction.TIGHTENED)
    assert subject(agreed).startswith("UNCONFIRMED TIGHTENED EU Russia: agreed, not adopted – ")


def test_an_update_says_what_is_new() -> None:
    update = Update(NOW, 1, KEY, "25A", Kind.AMENDED, Direction.TIGHTENED, "Three stations are excluded.", "7")
    matter = of_update(update, change(direction=Direction.UNJUDGED))
    assert subject(matter) == "UPDATE TIGHTENED Russia GL 25A: Three stations are excluded."


def test_a_correction_says_what_was_told_before() -> None:
    matter = of_correction(change(), change(direction=Direction.TIGHTENED), note="n", by="b")
    assert subject(matter).startswith("CORRECTED RELAXED Russia GL 25A: was told as tightened – ")


def test_a_deadline_says_how_long_there_is() -> None:
    version = Version(KEY, "25A", "Authorizing", "", "ab", NOW, "s", "https://x.example")
    matter = of_deadline(version, NOW + timedelta(days=7), timedelta(days=7), NOW, program="russia")
    assert subject(matter) == "ENDS IN 7 DAYS Russia GL 25A: Authorizing"
    assert time_left(NOW + timedelta(hours=23), NOW) == "23 hours"
    assert time_left(NOW + timedelta(hours=1), NOW) == "1 hour"


def test_many_entries_are_one_subject_with_their_number() -> None:
    group = of_group(
        tuple(change(measure=f"us-ofac/sdn-{n}", kind=Kind.ADDED, direction=Direction.TIGHTENED) for n in range(3))
    )
    assert subject(group) == "TIGHTENED Russia: 3 list entries: 3 added"


def test_a_long_title_is_cut_at_a_word() -> None:
    long = subject(told(title="Authorizing " + "certain transactions " * 40))
    assert len(long) <= 180
    assert long.endswith("…")


@given(st.text(max_size=400), st.text(max_size=30), st.sampled_from([*Direction]))
def test_no_title_breaks_the_subject_or_pushes_out_its_head(title: str, label: str, direction: Direction) -> None:
    made = subject(told(title=title, label=label or "1", direction=direction))
    assert len(made) <= 180
    assert not any(unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} for char in made)
    assert direction.value.upper() in made[:60]
    assert "Russia" in made[:60]


def test_every_kind_of_matter_has_its_subject() -> None:
    assert {kind: bool(subject(matter)) for kind, matter in specimens().items()} == dict.fromkeys(MatterKind, True)


def test_text_that_turns_the_writing_direction_loses_only_that_power() -> None:
    assert one_line("license \u202egnol\u202c\r\nBcc: x@y.example") == "license gnol Bcc: x@y.example"
    assert one_line("رخصة عامة 25") == "رخصة عامة 25"


def test_moments_are_told_in_the_zone_of_the_reader() -> None:
    assert moment(NOW, "America/New_York") == "8 May 2031 10:00 EDT"
