"""Which mentions become one story."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.model.register import Mention
from monitor.model.words import Direction, Kind, NewsLabel
from monitor.story import place
from tests.story.telling import (  # fmt: skip
    DAY,
    HOUR,
    NOON,
    RELAXED,
    TIGHTENED,
    UNCHANGED,
    Desk,
    designations,
    later,
    license_text,
    report,
    talk,
)

PHONES = "Telecommunications, Mail and Certain Software"
WHEAT = "Agricultural Commodities and Medicine"
DUTCH = report(
    "VS staan telecom en software voor Rusland weer toe",
    "Bedrijven mogen weer telecommunicatie, post en software leveren.",
)
ENGLISH = report(
    "US allows telecommunications with Russia again", "Telecommunications, mail and software may be supplied again."
)
GERMAN = report("USA erlauben Telekommunikation mit Russland", "Telekommunikation und Software sind wieder erlaubt.")


def test_a_first_mention_begins_a_story() -> None:
    placement = place(DUTCH, [])
    assert placement.story is None
    assert placement.merges == ()


def test_reports_in_two_languages_join_the_license_that_they_are_about() -> None:
    desk = Desk()
    phones = license_text("41", PHONES, group="https://ofac.example/a russia")
    wheat = license_text("42", WHEAT, group="https://ofac.example/b russia")
    one, two, dutch, english = desk.file(phones, wheat, later(DUTCH, 6 * HOUR), later(ENGLISH, DAY))
    assert one != two
    assert dutch == english == one


def test_a_report_finds_its_license_in_a_fortnight_with_many_others_of_the_program() -> None:
    others = ["Diamonds", "Civil Aviation", "Fertilizer", "Embassies", "Pipelines", "Journalism", "Nuclear Fuel"]
    desk = Desk()
    for n, about in enumerate(others):
        day = NOON - n * DAY
        desk.file(license_text(str(50 + n), about, group=f"https://ofac.example/{n} russia", at=day))
    official, dutch, english = desk.file(license_text("41", PHONES, group="a russia"), later(DUTCH, HOUR), later(ENGLISH, DAY))  # fmt: skip
    assert official == dutch == english


def test_a_report_that_was_ahead_is_found_in_a_busy_fortnight_too() -> None:
    desk = Desk()
    for n, about in enumerate(["Diamonds", "Civil Aviation", "Fertilizer", "Embassies", "Pipelines"]):
        desk.file(license_text(str(50 + n), about, group=f"https://ofac.example/{n} russia", at=NOON - (n + 1) * DAY))
    ahead, official = desk.file(DUTCH, later(license_text("41", PHONES, group="a russia"), 3 * HOUR))
    assert ahead == official


def test_a_license_joins_the_report_that_was_ahead_of_it() -> None:
    desk = Desk()
    ahead, official = desk.file(DUTCH, later(license_text("41", PHONES), 3 * HOUR))
    assert ahead == official


def test_the_number_of_a_license_decides_and_not_the_words() -> None:
    desk = Desk()
    phones, wheat = license_text("41", PHONES, group="a russia"), license_text("42", WHEAT, group="b russia")
    named = later(replace(ENGLISH, measures=("us-ofac/russia/gl-42",)), HOUR)
    other = later(replace(ENGLISH, measures=("us-ofac/russia/gl-43",)), HOUR)
    stories = desk.file(phones, wheat, named, other)
    assert stories[2] == stories[1]
    assert stories[3] not in stories[:2]


def test_one_number_in_two_programs_is_two_events() -> None:
    desk = Desk()
    russia = license_text("25", PHONES, "russia", group="a russia")
    syria = license_text("25", PHONES, "syria", group="a syria")
    named = report("OFAC issues Syria license 25", program="syria", measures=("us-ofac/syria/gl-25",))
    one, two, three = desk.file(russia, syria, later(named, HOUR))
    assert one != two
    assert three == two


def test_a_number_without_a_program_names_the_license_of_the_only_program_that_fits() -> None:
    desk = Desk()
    named = report("OFAC issues license 25", measures=("us-ofac/unknown/gl-25",))
    one, two, three = desk.file(license_text("25", PHONES), license_text("25", WHEAT, "syria"), later(named, HOUR))
    assert three == one != two


def test_a_license_to_wind_down_belongs_to_the_designations_of_its_page_and_the_story_is_tightened() -> None:
    desk = Desk()
    wind = license_text("60", "the Wind Down of Transactions Involving Vostok Mining", wind_down=True)
    one, two = desk.file(designations(), wind)
    assert one == two
    assert desk.direction(one) is TIGHTENED


def test_the_order_on_the_page_does_not_matter_to_a_wind_down() -> None:
    desk = Desk()
    wind = license_text("60", "the Wind Down of Transactions Involving Vostok Mining", wind_down=True)
    one, two = desk.file(wind, designations())
    assert one == two
    assert desk.direction(one) is TIGHTENED


def test_opposite_acts_of_one_page_are_two_events() -> None:
    one, two = Desk().file(designations(), license_text("41", PHONES))
    assert one != two


def test_licenses_of_one_page_and_program_that_go_one_way_are_one_event() -> None:
    one, two = Desk().file(license_text("41", PHONES), license_text("42", WHEAT))
    assert one == two


def test_the_acts_of_a_package_are_one_event() -> None:
    acts = [
        designations(measures=(f"eu/regulation-2024-{n}",), jurisdiction="EU", group="package 14") for n in (1, 2, 3)
    ]
    desk = Desk()
    assert len(set(desk.file(*acts, replace(acts[0], measures=("eu/decision-2024-9",), direction=RELAXED)))) == 1
    assert list(map(desk.direction, desk.stories)) == [Direction.MIXED]


def test_guidance_belongs_to_the_license_that_its_title_names() -> None:
    guidance = license_text(
        "41", PHONES, title="FAQ 901: What does license 41 authorize?", direction=UNCHANGED, group="a ",
        measures=("us-ofac/faq-901", "us-ofac/russia/gl-41"),
    )  # fmt: skip
    guidance = replace(guidance, program=None)
    for order in ((guidance, license_text("41", PHONES)), (license_text("41", PHONES), guidance)):
        one, two = Desk().file(*order)
        assert one == two


def test_a_text_printed_again_weeks_later_belongs_to_its_story() -> None:
    again = replace(later(license_text("41", PHONES), 40 * DAY), kind=Kind.REPUBLISHED, worth=False, group="fr")
    one, two = Desk().file(license_text("41", PHONES), again)
    assert one == two


def test_the_next_version_of_a_license_is_another_event() -> None:
    one, two = Desk().file(license_text("41", PHONES), replace(later(license_text("41", PHONES), 30 * DAY), group="b"))
    assert one != two


def test_a_report_of_the_opposite_direction_is_another_event() -> None:
    desk = Desk()
    against = replace(
        ENGLISH, title="US restricts software for Russia", text="New limits for mines.", direction=TIGHTENED
    )
    one, two = desk.file(license_text("41", PHONES), later(against, HOUR))
    assert one != two


def test_a_report_that_was_misread_still_finds_the_license_that_it_names_but_not_weeks_later() -> None:
    misread = replace(ENGLISH, measures=("us-ofac/russia/gl-41",), direction=TIGHTENED)
    one, soon = Desk().file(license_text("41", PHONES), later(misread, DAY))
    assert one == soon
    one, late = Desk().file(license_text("41", PHONES), later(misread, 10 * DAY))
    assert one != late


@pytest.mark.parametrize(
    ("program", "jurisdiction"), [("iran", "US"), ("russia", "UK"), ("venezuela", "US"), ("russia", "JP")]
)
def test_another_country_is_another_event(program: str, jurisdiction: str) -> None:
    other = report("Telecom rules eased", "Software may be supplied.", program=program, jurisdiction=jurisdiction)
    one, two = Desk().file(ENGLISH, later(other, HOUR))
    assert one != two


def test_a_theme_that_languages_spell_alike_in_no_letter_joins_them() -> None:
    english = report("US suspends oil sanctions on Venezuela before elections", program="venezuela")
    polish = report("USA zawieszają sankcje na ropę z Wenezueli przed wyborami", program="venezuela")
    russian = report("США приостановили санкции против нефти Венесуэлы перед выборами", program="venezuela")
    assert len(set(Desk().file(english, later(polish, DAY), later(russian, 2 * DAY)))) == 1


@pytest.mark.parametrize(
    "title",
    [
        "UE przyjęła 21. pakiet sankcji przeciwko Rosji", "Евросоюз утвердил 21-й пакет санкций",
        "EU keurt 21e sanctiepakket goed", "L'UE adopte le 21e paquet de sanctions",
    ],
)  # fmt: skip
def test_a_package_is_known_by_its_number_in_any_language(title: str) -> None:
    english = report("EU adopts 21st package of sanctions against Russia", jurisdiction="EU", direction=TIGHTENED)
    other = report(title, jurisdiction="EU", direction=TIGHTENED, program=None)
    before = report("EU keurt 20e sanctiepakket goed", jurisdiction="EU", direction=TIGHTENED)
    one, two, three = Desk().file(english, later(other, 4 * DAY), later(before, 4 * DAY))
    assert one == two != three


def test_talk_about_a_decision_finds_it_weeks_later_and_talk_about_nothing_does_not() -> None:
    desk = Desk()
    decided = report("US eases oil sanctions on Venezuela", program="venezuela")
    blamed = talk("Cheap oil from Venezuela eases nothing, senators say", program="venezuela")
    chat = talk("A look back at the week", program=None, jurisdiction="other")
    one, two, three = desk.file(decided, later(blamed, 20 * DAY), later(chat, HOUR))
    assert one == two != three


def test_talk_of_a_return_goes_on_with_the_only_story_of_its_program() -> None:
    decided = report("US eases oil sanctions on Venezuela", program="venezuela")
    threat = talk("Caracas must hold a vote or face renewed sanctions", program="venezuela")
    chat = talk("A new theatre opens in Caracas", program="venezuela")
    one, two = Desk().file(decided, later(threat, 45 * DAY))
    assert one == two
    one, two = Desk().file(decided, later(chat, 45 * DAY))
    assert one != two


def test_a_return_that_was_announced_weeks_before_is_the_same_event() -> None:
    announced = talk("Three capitals ask for the return of sanctions", program="iran", jurisdiction="UN")
    back = report(
        "Iran: wapenembargo heropgelegd",
        program="iran",
        jurisdiction="UN",
        direction=TIGHTENED,
        label=NewsLabel.MEASURE_ADDED,
    )
    one, two = Desk().file(announced, later(back, 30 * DAY))
    assert one == two


def test_where_a_program_has_two_stories_talk_of_a_return_belongs_to_neither() -> None:
    desk = Desk()
    oil = report("US eases oil sanctions on Venezuela", program="venezuela")
    art = report("Museums may lend paintings to Caracas", program="venezuela", label=NewsLabel.MEASURE_EXTENDED)
    threat = talk("Caracas must hold a vote or face renewed sanctions", program="venezuela")
    one, two, three = desk.file(oil, later(art, 20 * DAY), later(threat, 50 * DAY))
    assert len({one, two, three}) == 3


def test_a_regime_that_is_taken_down_act_by_act_is_one_story() -> None:
    desk = Desk()
    order = report("Order ends the sanctions on Syria", program="syria", label=NewsLabel.MEASURE_EXPIRED_OR_REVOKED)
    controls = report("Bureau frees exports of engines", program="syria")
    listing = report("Bank in Damascus listed", program="syria", direction=TIGHTENED, label=NewsLabel.DESIGNATION_ADDED)
    one, two, three = desk.file(order, later(controls, 50 * DAY), later(listing, 51 * DAY))
    assert one == two != three


def test_a_list_is_extended_and_names_are_left_out_of_it_in_one_act() -> None:
    extended = report(
        "EU extends its list by six months",
        jurisdiction="EU",
        direction=TIGHTENED,
        label=NewsLabel.MEASURE_EXTENDED,
    )
    dropped = report("Drie Russen van de lijst gehaald", jurisdiction="EU", label=NewsLabel.DESIGNATION_REMOVED)
    desk = Desk()
    one, two = desk.file(extended, later(dropped, DAY))
    assert one == two
    assert desk.direction(one) is Direction.MIXED
    one, two = Desk().file(extended, later(dropped, 9 * DAY))
    assert one != two


def test_on_days_with_many_events_of_a_program_words_must_say_which() -> None:
    desk = Desk()
    mines, ships, banks = (
        report(f"US sanctions Russian {what}", f"The {what} were listed.", direction=TIGHTENED, label=label)
        for what, label in (
            ("gold mines", NewsLabel.DESIGNATION_ADDED),
            ("drone makers", NewsLabel.DESIGNATION_ADDED),
            ("church leaders", NewsLabel.DESIGNATION_ADDED),
        )
    )
    filed = desk.file(mines, later(ships, 2 * DAY), later(banks, 4 * DAY))
    assert len(set(filed)) == 3


def test_names_on_a_list_and_a_rule_of_one_day_are_two_events() -> None:
    names = report("US sanctions Russian drone makers", direction=TIGHTENED, label=NewsLabel.DESIGNATION_ADDED)
    rule = report("VS beperken uitvoer van chips naar Rusland", direction=TIGHTENED, label=NewsLabel.MEASURE_ADDED)
    one, two = Desk().file(names, later(rule, HOUR))
    assert one != two


def test_a_text_printed_again_is_found_by_its_number_weeks_later_in_the_news_too() -> None:
    told = replace(ENGLISH, measures=("us-ofac/russia/gl-41",))
    printed = talk("Publication of license 41", measures=("us-ofac/russia/gl-8", "us-ofac/russia/gl-41"))
    one, two = Desk().file(told, later(printed, 30 * DAY))
    assert one == two


def test_an_official_text_makes_one_of_the_stories_that_were_ahead_of_it() -> None:
    desk = Desk()
    english = report("Letters to Russia allowed again", "Mail is carried again.", jurisdiction=None)
    dutch = report("Software mag weer worden geleverd", program=None)
    first, second = desk.file(english, later(dutch, HOUR))
    assert first != second
    official = desk.file(later(license_text("41", PHONES), DAY))[0]
    assert desk.final(first) == desk.final(second) == official
    assert desk.placements[-1].merges


def test_a_report_that_names_both_licenses_of_a_day_makes_them_one_event() -> None:
    desk = Desk()
    one, two = desk.file(license_text("41", PHONES, group="a russia"), license_text("42", WHEAT, group="b russia"))
    assert one != two
    both = replace(later(ENGLISH, HOUR), measures=("us-ofac/russia/gl-41", "us-ofac/russia/gl-42"))
    assert desk.file(both) == [desk.final(one)] == [desk.final(two)]


def test_an_overview_of_a_month_makes_nothing_one() -> None:
    desk = Desk()
    licenses = [license_text(str(n), PHONES, group=f"{n} russia") for n in range(40, 45)]
    overview = later(replace(ENGLISH, measures=tuple(m.measures[0] for m in licenses)), HOUR)
    filed = desk.file(*licenses, overview)
    assert len(set(filed)) == 5
    assert not desk.merged


def test_a_flood_about_one_decision_is_a_handful_of_stories() -> None:
    desk = Desk()
    rng = random.Random(4)
    pieces = ["Telecommunications are allowed", "software may be sold", "mail goes again", "the Treasury said so"]
    for minute in range(200):
        rng.shuffle(pieces)
        source = (ENGLISH, DUTCH, GERMAN)[minute % 3]
        desk.file(replace(source, at=NOON + minute * HOUR / 60, text=f"{source.text} {'. '.join(pieces)}"))
    assert len(desk.stories) <= 2


# ---- laws ----

CLEAR = [
    license_text("41", PHONES, group="a russia"),
    later(DUTCH, HOUR),
    later(ENGLISH, 2 * HOUR),
    later(GERMAN, 3 * HOUR),
    later(report("US eases oil sanctions on Venezuela", "Oil may be sold.", program="venezuela"), HOUR),
    later(report("VS versoepelen oliesancties Venezuela", "Olie mag weer.", program="venezuela"), 4 * HOUR),
    later(report("US lists Iranian banks", program="iran", direction=TIGHTENED), 2 * HOUR),
    later(report("VS zetten Iraanse banken op de lijst", program="iran", direction=TIGHTENED), 5 * HOUR),
]
EVENTS = [0, 0, 0, 0, 1, 1, 2, 2]


@settings(deadline=None, max_examples=60)
@given(st.permutations(range(len(CLEAR))))
def test_the_order_of_arrival_does_not_change_what_belongs_together(order: list[int]) -> None:
    desk = Desk()
    named = dict(zip(order, [desk.file(CLEAR[n])[0] for n in order], strict=True))
    for one in range(len(CLEAR)):
        for two in range(one):
            together = desk.final(named[one]) == desk.final(named[two])
            assert together is (EVENTS[one] == EVENTS[two])


MENTIONS = st.builds(
    lambda number, about, program, page, hours, way, kind: (
        license_text(
            number,
            about,
            program,
            group=f"https://ofac.example/{page} {program}",
            at=NOON + hours * HOUR,
            direction=way,
        )
        if kind
        else replace(ENGLISH, at=NOON + hours * HOUR, program=program, direction=way, title=f"On {about}")
    ),
    st.sampled_from(["40", "41", "42"]),
    st.sampled_from([PHONES, WHEAT, "Mining"]),
    st.sampled_from(["russia", "iran"]),
    st.sampled_from(["a", "b"]),
    st.integers(0, 300),
    st.sampled_from([RELAXED, TIGHTENED, UNCHANGED]),
    st.booleans(),
)


def _opposed(one: Mention, two: Mention) -> bool:
    return {one.direction, two.direction} == {RELAXED, TIGHTENED}


@settings(deadline=None, max_examples=80)
@given(st.lists(MENTIONS, max_size=14))
def test_merges_lead_somewhere_and_what_is_filed_stays_filed(mentions: list[Mention]) -> None:
    desk = Desk()
    for mention in mentions:
        before = set(desk.stories)
        desk.file(mention)
        placement = desk.placements[-1]
        assert placement.story is None or placement.story in before
        assert placement.story not in placement.merges
        assert set(placement.merges) <= before
    assert sum(len(story.mentions) for story in desk.stories.values()) == len(mentions)
    assert {desk.final(name) for name in desk.merged} <= set(desk.stories)


@settings(deadline=None, max_examples=80)
@given(MENTIONS, MENTIONS)
def test_official_texts_of_two_measures_with_opposite_directions_never_share_a_story(
    one: Mention, two: Mention
) -> None:
    if one.official and two.official and not set(one.measures) & set(two.measures) and _opposed(one, two):
        first, second = Desk().file(one, two)
        assert first != second


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text_finds_a_place(title: str, text: str) -> None:
    desk = Desk()
    for mention in (
        report(title, text),
        replace(license_text("41", PHONES), title=title, text=text),
        talk(text, title),
    ):
        desk.file(mention)
    assert desk.file(report(title, text)) == [desk.final("s1")]


def test_an_official_text_amid_a_flood_is_still_compared_with() -> None:
    desk = Desk()
    chatter = [replace(later(ENGLISH, n * HOUR / 60), title=f"Telecommunications allowed, part {n}") for n in range(60)]
    official = later(license_text("41", PHONES), HOUR / 2)
    stories = desk.file(*chatter[:30], official, *chatter[30:])
    days_later = report("Treasury license on mail", "Mail and certain software.", at=NOON + 2 * DAY)
    assert set(desk.file(days_later)) == set(stories)
