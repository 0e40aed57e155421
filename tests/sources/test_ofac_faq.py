from datetime import date

import pytest

from monitor.model.place import DocumentKind, Part, Reading, Wish
from monitor.model.words import Problem
from tests.material import shared
from tests.sources.ofac_pages import ROOT, faq, site
from tests.sources.official import entrance, follow, only_document

KIND = "ofac-faq"
URL = f"{ROOT}/faqs/11"
ANSWER = "<p>Yes, for:</p><ul><li>white lace</li><li>old lace</li></ul><p>See <a href='/faqs/12'>FAQ 12</a>.</p>"
PAGE = site(
    f"<h1><span class=treas-page-title>11</span></h1>{faq(11, 'Does General License 8 cover ribbons?', ANSWER)}"
)


def read(body: str, url: str = URL) -> Reading:
    return entrance(KIND, url, body)


def test_a_question_with_its_answer_is_a_version_of_its_own_measure() -> None:
    document = only_document(read(PAGE))
    assert document.kind is DocumentKind.FAQ
    assert (document.measure, document.label, document.identity) == ("us-ofac/faq-11", "11", "faq-11")
    assert document.title == "FAQ 11: Does General License 8 cover ribbons?"
    assert (
        document.text == "Does General License 8 cover ribbons?\n\nYes, for:\n\nwhite lace\n\nold lace\n\nSee FAQ 12."
    )
    assert document.published_on == date(2031, 3, 4)
    assert document.facts == {"released": "2030-04-07", "updated": "2031-03-04"}


def test_only_words_of_question_and_answer_mean_something() -> None:
    same = PAGE.replace("05:00 AM", "06:00 AM").replace("March 04, 2031", "March 05, 2031").replace("Button", "Bow")
    assert read(PAGE).meaning == read(same).meaning
    assert read(PAGE).meaning != read(PAGE.replace("old lace", "old lace, if mended")).meaning
    assert read(PAGE).meaning != read(PAGE.replace("cover ribbons", "cover bows")).meaning


def test_the_lists_of_new_and_amended_questions_print_them_whole() -> None:
    body = site(
        "<h1>Recently Updated</h1>"
        + faq(12, "May I?", "<p>No.</p>")
        + faq(11, "Does it?", ANSWER, "March 03, 2031")
        + faq(12, "May I?", "<p>No.</p>")
    )
    reading = read(body, f"{ROOT}/faqs/updated")
    assert [(d.label, d.url, d.published_on) for d in reading.documents] == [
        ("12", f"{ROOT}/faqs/12", date(2031, 3, 4)),
        ("11", f"{ROOT}/faqs/11", date(2031, 3, 3)),
    ]
    assert reading.items == 2


def test_the_number_is_found_where_the_question_does_not_say_it() -> None:
    bare = faq(11, "Does it?", ANSWER).replace("11. ", "")
    assert only_document(read(site(bare))).label == "11"
    linked = bare.replace(
        '<div class="field field--name-field-released',
        '<a href="/faqs/13">Permalink</a><div class="field field--name-field-released',
    )
    assert only_document(read(site(linked), f"{ROOT}/faqs/added")).label == "13"
    assert only_document(read(site(f"<h1>14</h1>{bare}"), f"{ROOT}/faqs/added")).label == "14"


@pytest.mark.parametrize(
    "body",
    [
        site("<h1>11</h1><p>This question was moved.</p>"),
        PAGE.replace("faq-answer", "other"),
        site(faq(12, "Another one?", "<p>No.</p>")),
        site(faq(11, "Does it?", "")),
    ],
)
def test_a_page_without_the_question_and_its_answer_is_a_changed_layout(body: str) -> None:
    reading = read(body)
    assert reading.trouble is not None
    assert reading.trouble.problem is Problem.LAYOUT


def test_a_question_that_a_publication_leads_to_is_read_the_same_way() -> None:
    wish = Wish(URL, Part.FAQ, {"number": "11"})
    assert follow("ofac-recent-actions", wish, PAGE).documents == read(PAGE).documents
    assert follow("feed", wish, PAGE).documents == read(PAGE).documents


def test_the_recorded_question_changes_once() -> None:
    folder = shared("stories", "silent-edit", "bodies")
    order = ("faq", "faq-40b3fb", "faq-40d8df", "faq-4f844c", "faq-3d1826", "faq-e2f462", "faq-6693b7", "faq-055d09")
    meanings = [entrance(KIND, f"{ROOT}/faqs/1040", (folder / f"{name}.html").read_text()).meaning for name in order]
    assert len(set(meanings)) == 2
    assert len(set(meanings[:4])) == 1
    assert len(set(meanings[4:])) == 1
