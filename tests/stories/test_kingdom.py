"""A general licence of the United Kingdom over its life: it keeps its number, its end moves, and it has readers of its own."""

from __future__ import annotations

from datetime import datetime

from monitor.demo.paper import print_pdf
from tests.stories.pages import JSON, OFSI, govuk_feed, govuk_page
from tests.stories.theatre import Theatre, hours, named, told

PATH = "/government/publications/ferries-general-licence"
NAME = "Ferry services: general licence INT/2026/9990001"
KEY = "uk-ofsi/int-2026-9990001"
READERS = (
    '[[subscription]]\nname = "uk"\nchannels = ["c"]\njurisdictions = ["UK"]\ndeadlines = ["1d"]\n'
    '[[subscription]]\nname = "us"\nchannels = ["c"]\njurisdictions = ["US"]\ndeadlines = ["1d"]\n'
)


def licence(end: str) -> str:
    return (
        "GENERAL LICENCE INT/2026/9990001\n\n"
        "1. This licence is granted under regulation 64 of the Russia (Sanctions) (EU Exit) Regulations 2019.\n\n"
        "2. A relevant person may make or receive payments for the services of a ferry operator.\n\n"
        "3. A relevant person must keep records of what is done under this licence for six years.\n\n"
        f"4. This licence takes effect from 1 February 2026 and expires at 23:59 on {end}."
    )


def show(play: Theatre, at: float, updated: datetime, note: str, file: int, text: str) -> Theatre:
    url = f"https://assets.publishing.service.gov.uk/media/{file}/licence.pdf"
    play.page(at, OFSI, govuk_feed((PATH, NAME, updated)), "application/atom+xml")
    attached = ("General Licence INT/2026/9990001", url)
    play.page(at, f"https://www.gov.uk/api/content{PATH}", govuk_page(PATH, NAME, updated, note, attached), JSON)
    return play.page(at, url, print_pdf(text), "application/pdf")


def test_a_licence_that_ends_later_under_its_own_number_is_extended_and_ends_for_readers_of_its_country(tmp_path):
    play = Theatre(tmp_path / "s").source("ofsi", "govuk", OFSI)
    play.subscriptions = READERS
    show(play, -100, hours(-100), "First published.", 1, licence("4 March 2026"))
    show(play, 10, hours(10), "Licence extended.", 2, licence("8 March 2026"))
    events = play.play(170)
    assert [t[1:] for t in told(events)] == [
        ("INT/2026/9990001", "extended", "relaxed"),
        ("INT/2026/9990001", "expired", "tightened"),
    ]
    assert [d["due"] for d in named(events, "deadline")] == ["2026-03-08T23:59:00Z"]
    assert [a["about"] for a in named(events, "alert")] == [[KEY]] * 3
    assert {c["title"] for c in named(events, "change")} == {NAME}


def test_a_notice_of_another_country_makes_no_listing_of_ofac(tmp_path):
    """The source does not say whose it is: its kind does."""
    play = Theatre(tmp_path / "s").source("ofsi", "govuk", OFSI)
    show(play, -100, hours(-100), "First published.", 1, licence("4 March 2027"))
    path, title = "/government/publications/notice-russia", "Russia-related designations: 2 additions"
    pages = [(path, title, hours(5)), (PATH, NAME, hours(-100))]
    play.page(5, OFSI, govuk_feed(*pages), "application/atom+xml")
    play.page(5, f"https://www.gov.uk/api/content{path}", govuk_page(path, title, hours(5), "First published."), JSON)
    assert told(play.play(10)) == []


def test_a_licence_that_is_replaced_in_silence_is_found_when_its_page_is_looked_at_again(tmp_path):
    play = Theatre(tmp_path / "s").source("ofsi", "govuk", OFSI)
    play.subscriptions = READERS
    show(play, -100, hours(-100), "First published.", 1, licence("4 April 2026"))
    url = "https://assets.publishing.service.gov.uk/media/2/licence.pdf"
    attached = ("General Licence INT/2026/9990001", url)
    page = govuk_page(PATH, NAME, hours(-100), "First published.", attached)
    play.page(10, f"https://www.gov.uk/api/content{PATH}", page, JSON)
    play.page(10, url, print_pdf(licence("8 April 2026")), "application/pdf")
    events = play.play(40)
    assert [t[1:] for t in told(events)] == [("INT/2026/9990001", "extended", "relaxed")]
    assert named(events, "change")[0]["at"] < "2026-03-03T13:00:00Z"


def test_a_licence_that_is_given_a_new_end_after_its_old_one_is_reinstated(tmp_path):
    play = Theatre(tmp_path / "s").source("ofsi", "govuk", OFSI)
    show(play, -100, hours(-100), "First published.", 1, licence("3 March 2026"))
    show(play, 60, hours(60), "Licence extended.", 2, licence("8 March 2028"))
    assert [t[2:] for t in told(play.play(70))] == [("expired", "tightened"), ("reinstated", "relaxed")]
