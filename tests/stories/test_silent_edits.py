"""What is changed without a word is found; what only looks changed is no news; many forms of numbers and pages stay apart."""

from __future__ import annotations

import pytest

from monitor.demo.paper import print_pdf
from monitor.demo.stage import LISTING, detail_page, listing_page
from tests.sources.ofac_pages import faq, site
from tests.stories.theatre import Theatre, grant, hours, license_text, named, told

KEY = "us-ofac/russia/gl-900"
TITLE = "Issuance of Russia-related General License"
BODY = ["OFAC is issuing Russia-related General License 900."]
OLD = (-200.0, "20260220", "Counter Terrorism Designations", ["Nothing of note."])
DETAIL = f"{LISTING}/20260302"
FAQ = "https://ofac.treasury.gov/faqs/1040"


def issued(folder, text):
    play = Theatre(folder / "s").official().publish(*OLD)
    return play.publish(5, "20260302", TITLE, BODY, {701: ("General License 900", text)})


def relinked(play, at, media):
    """The publication links to another file from then on."""
    paper = {"media": media, "file": "gl900.pdf", "name": "General License 900", "text": ""}
    return play.page(at, DETAIL, detail_page(play.published[0] | {"license": [paper]}))


def test_a_license_under_its_own_number_that_ends_later_is_extended(tmp_path):
    play = issued(tmp_path, license_text("900", grant("ferries", until=hours(900))))
    relinked(play, 8, 777).paper(8, 777, license_text("900", grant("ferries", until=hours(1800))))
    assert [t[2:] for t in told(play.play(30))] == [("added", "relaxed"), ("extended", "relaxed")]


def test_the_same_text_at_another_address_is_nothing_new(tmp_path):
    text = license_text("900", grant("ferries"))
    play = relinked(issued(tmp_path, text), 8, 777).paper(8, 777, f"{text}\n\n")
    assert [t[2:] for t in told(play.play(30))] == [("added", "relaxed")]


def test_a_year_that_was_impossible_and_is_put_right_is_corrected(tmp_path):
    right = license_text("900", grant("ferries", until=hours(2000)))
    play = issued(tmp_path, right.replace("May 24, 2026", "May 24, 2206")).paper(8, 701, right)
    assert [t[2:] for t in told(play.play(30))] == [("added", "relaxed"), ("corrected", "unchanged")]


def test_names_that_a_page_gains_are_told_and_a_corrected_birthday_is_not(tmp_path):
    play = Theatre(tmp_path / "s").official().publish(*OLD)
    head = "The following individual has been added to OFAC's SDN List:"
    doe, poe = (f"{name}; DOB 01 Jan 1970 (individual) [RUSSIA-EO14024]." for name in ("DOE, John", "POE, Ed"))
    play.publish(5, "20260302", "Russia-related Designations", [head, doe])
    row = play.published[0]
    play.page(8, DETAIL, detail_page(row | {"body": [head, doe, poe]}))
    play.page(20, DETAIL, detail_page(row | {"body": [head, doe.replace("1970", "1969"), poe]}))
    events = play.play(40)
    assert [t[2:] for t in told(events)] == [("added", "tightened"), ("amended", "tightened")]
    assert "POE, Ed" in named(events, "change")[1]["summary"]


def test_menus_footers_counters_and_a_new_print_are_no_news(tmp_path):
    text = license_text("900", grant("ferries"))
    play = Theatre(tmp_path / "s").official(every="30m")
    play.publish(-48, "20260228", TITLE, BODY, {701: ("General License 900", text)})
    for turn in range(4):
        at, row = 2 + turn * 4, play.published[0]
        menu = listing_page(play.published).replace("Home</a>", f"Home</a><a href='/n{turn}'>New {turn}</a>")
        play.page(at, LISTING, menu.replace("U.S. Department", f"Last updated {turn}. U.S. Department"))
        survey = f"<div class='survey'>Was this page helpful? {turn} of 9 said yes</div></main>"
        play.page(at, f"{LISTING}/20260228", detail_page(row).replace("</main>", survey))
        play.page(
            at, "https://ofac.treasury.gov/media/701/download?inline", print_pdf(text + "\n" * turn), "application/pdf"
        )
    assert play.play(40) == []


def test_a_question_that_is_reworded_and_back_again_is_two_changes(tmp_path):
    def answer(words, day):
        question = faq(1040, "What does GL 900 allow?", f"<p>{words}</p>", day)
        return site(f"<h1><span class=treas-page-title>1040</span></h1>{question}")

    play = Theatre(tmp_path / "s").source("faq", "ofac-faq", FAQ, every="2h")
    play.page(-48, FAQ, answer("It allows ferries.", "March 01, 2026"))
    play.page(3, FAQ, answer("It allows ferries.", "March 02, 2026"))
    play.page(6, FAQ, answer("It allows ferries and tugs.", "March 03, 2026"))
    play.page(12, FAQ, answer("It allows ferries.", "March 04, 2026"))
    assert [t[0:1] + t[2:3] for t in told(play.play(20))] == [("us-ofac/faq-1040", "amended")] * 2


@pytest.mark.parametrize(
    ("label", "program", "key"),
    [
        ("7a", "venezuela", "us-ofac/venezuela/gl-7"),
        ("D-2", "syria", "us-ofac/syria/gl-d"),
        ("J-1", "syria", "us-ofac/syria/gl-j"),
        ("2-H", "venezuela", "us-ofac/venezuela/gl-2"),
        ("25", "syria", "us-ofac/syria/gl-25"),
    ],
)
def test_numbers_of_every_form_name_their_measure(tmp_path, label, program, key):
    play = Theatre(tmp_path / "s").official().publish(*OLD)
    text = license_text(label, grant("ferries", program=program), program=program)
    name = f"{program.title()}-related General License"
    play.publish(5, "20260302", f"Issuance of {name}", [f"OFAC is issuing {name} {label}."], {701: (name, text)})
    assert told(play.play(10)) == [(key, label, "added", "relaxed")]


def test_one_number_in_three_programs_on_one_page_is_three_measures(tmp_path):
    play = Theatre(tmp_path / "s").official().publish(*OLD)
    files, names = {}, []
    for media, program in enumerate(("russia", "syria", "venezuela"), 701):
        names.append(f"{program.title()}-related General License 25")
        text = license_text("25", grant("ferries", program=program), program=program)
        files[media] = (names[-1], text)
    title = "; ".join(f"Issuance of {name.removesuffix(' 25')}" for name in names)
    play.publish(5, "20260302", title, [f"OFAC is issuing {', '.join(names)}."], files)
    assert sorted(told(play.play(10))) == [
        (f"us-ofac/{program}/gl-25", "25", "added", "relaxed") for program in ("russia", "syria", "venezuela")
    ]


def test_one_file_for_two_programs_is_one_measure(tmp_path):
    text = license_text("134", grant("ferries"))
    both = text.replace(
        "31 CFR Part 587", "31 CFR Part 587\n\nUkraine-/Russia-Related Sanctions Regulations\n\n31 CFR Part 589"
    )
    body = ["OFAC is issuing Russia-related General License 134 and Ukraine-/Russia-related General License 134."]
    play = Theatre(tmp_path / "s").official().publish(*OLD)
    play.publish(
        5,
        "20260302",
        "Issuance of Russia-related and Ukraine-/Russia-related General License",
        body,
        {701: ("GL 134", both)},
    )
    assert told(play.play(10)) == [("us-ofac/russia/gl-134", "134", "added", "relaxed")]


def test_a_file_that_is_replaced_by_the_next_version_at_its_own_address_is_found_within_a_day(tmp_path):
    play = issued(tmp_path, license_text("900", grant("ferries")))
    play.paper(30, 701, license_text("900A", grant("ferries or tugs"), dated=hours(30)))
    assert told(play.play(54)) == [(KEY, "900", "added", "relaxed"), (KEY, "900A", "amended", "relaxed")]
