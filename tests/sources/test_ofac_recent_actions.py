from datetime import date
from typing import Any

import pytest

from monitor.model.place import Part, Reading, Wish
from monitor.model.words import Problem
from tests.material import shared
from tests.sources.ofac_pages import LISTING, detail, listing, row
from tests.sources.official import entrance, follow

KIND = "ofac-recent-actions"
ROWS = (
    row(
        "20310304_33",
        "Issuance of Lace-related General License 8A; Button Designations",
        "March 04, 2031",
        "general-licenses",
    ),
    row("20310304", "Lace &amp; Ribbon Designations", "March 04, 2031"),
    row("20310301", "Counter Button Designations Removal", "March 01, 2031"),
)
NEXT = '<nav><a rel="next" href="?page=1">Next</a></nav>'


def read(body: str, **more: Any) -> Reading:
    return entrance(KIND, LISTING, body, **more)


def test_every_row_leads_to_its_publication_the_oldest_first() -> None:
    reading = read(listing(*ROWS))
    assert reading.trouble is None
    assert reading.items == 3
    assert [w.url for w in reading.wishes] == [f"{LISTING}/{name}" for name in ("20310301", "20310304", "20310304_33")]
    assert {(w.part, w.again) for w in reading.wishes} == {(Part.DETAIL, True)}
    assert reading.wishes[2].facts == {
        "title": "Issuance of Lace-related General License 8A; Button Designations",
        "date": "2031-03-04",
        "category": "general-licenses",
    }
    assert reading.wishes[1].facts["title"] == "Lace & Ribbon Designations"


def test_stamps_and_identifiers_of_the_page_mean_nothing_and_a_row_does() -> None:
    assert read(listing(*ROWS, dom="aa")).meaning == read(listing(*ROWS, dom="bb")).meaning
    assert read(listing(*ROWS)).meaning != read(listing(*ROWS[1:])).meaning
    renamed = ROWS[1].replace("Ribbon", "Thread")
    assert read(listing(*ROWS)).meaning != read(listing(ROWS[0], renamed, ROWS[2])).meaning


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("<html><body><main><h1>We are moving</h1></main></body></html>", Problem.LAYOUT),
        (listing(*ROWS).replace("views-row", "card"), Problem.LAYOUT),
        (listing(), Problem.IMPLAUSIBLE),
        (listing(shown="There are no results."), Problem.IMPLAUSIBLE),
        (listing(shown="Displaying 0 - 0 of 0 results."), Problem.IMPLAUSIBLE),
        (listing(*ROWS, shown="Displaying 1 - 10 of 3154 results."), Problem.IMPLAUSIBLE),
        (listing(*ROWS, shown="Displaying 1 - 3 of 2 results."), Problem.IMPLAUSIBLE),
        (listing(*ROWS).replace('href="/recent-actions/20310304"', 'href="#"'), Problem.LAYOUT),
        (listing(ROWS[0], ROWS[1].replace("Lace &amp; Ribbon Designations", "")), Problem.LAYOUT),
    ],
)
def test_a_list_that_cannot_be_right_is_trouble_and_nothing_else(body: str, problem: Problem) -> None:
    reading = read(body)
    assert reading.trouble is not None
    assert reading.trouble.problem is problem
    assert (reading.wishes, reading.documents, reading.meaning) == ((), (), "")


def test_a_row_without_a_printed_day_has_that_of_its_address() -> None:
    (wish,) = read(listing(row("20310304_33", "Lace Designations", "soon"))).wishes
    assert wish.facts["date"] == "2031-03-04"


@pytest.mark.parametrize(
    "address", ["/recent-actions/notice-of-lace", "https://home.treasury.gov/news/press-releases/sb0123"]
)
def test_a_row_that_leads_to_another_address_does_not_blind_the_list(address: str) -> None:
    reading = read(listing(*ROWS[:2], ROWS[2].replace("/recent-actions/20310301", address)))
    assert reading.trouble is None
    assert reading.items == 3
    assert reading.wishes[0].url.endswith(address)
    assert reading.wishes[0].facts["date"] == "2031-03-01"


def test_further_pages_are_asked_for_only_to_fill_back_and_only_so_far() -> None:
    body = listing(*ROWS, more=NEXT)
    assert all(w.part is Part.DETAIL for w in read(body).wishes)
    assert read(body, back_to=date(2031, 3, 2)).wishes[-1].part is Part.DETAIL
    further = read(body, back_to=date(2030, 1, 1)).wishes[-1]
    assert (further.url, further.part) == (f"{LISTING}?page=1", Part.PAGE)


def test_what_is_long_past_is_read_once_and_not_looked_at_again() -> None:
    (wish,) = read(listing(row("20200304", "Lace Designations", "March 04, 2020"))).wishes
    assert not wish.again


def test_a_further_page_leads_on_and_may_lie_behind_the_end() -> None:
    page = Wish(f"{LISTING}?page=1", Part.PAGE)
    assert len(follow(KIND, page, listing(*ROWS, shown="")).wishes) == 3
    beyond = follow(KIND, page, listing(shown=""))
    assert (beyond.trouble, beyond.wishes) == (None, ())


def test_a_publication_is_read_where_its_row_led() -> None:
    wish = read(listing(*ROWS)).wishes[1]
    (document,) = follow(KIND, wish, detail("<p>Text.</p>")).documents
    assert (document.identity, document.facts["category"]) == (wish.url, "sanctions-list-updates")


def test_the_recorded_listings_show_ten_rows_each() -> None:
    folder = shared("corpus", "pages", "recorded")
    for name in ("recent-actions_page0_20260910.html", "recent-actions_page1_20260910.html"):
        reading = read((folder / name).read_text())
        assert reading.trouble is None
        assert (reading.items, len(reading.wishes)) == (10, 10)
        assert all(
            w.facts["title"] and w.facts["date"].startswith("2026-0") and w.facts["category"] for w in reading.wishes
        )
