import base64
import json
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import quote

import pytest

from monitor.model.faults import ReadError
from monitor.model.place import DocumentKind, Part, Reading, Wish
from monitor.model.words import Problem, Role
from monitor.sources.bulletin import destination
from tests.material import shared
from tests.sources.ofac_pages import LISTING, detail, link
from tests.sources.official import NOW, entrance, follow, only_document

NEWS = "https://paper.example/rss"
GOVDELIVERY = "https://public.govdelivery.com/topics/USTREAS_61/feed.rss"
BULLETIN = "https://content.govdelivery.com/accounts/USTREAS/bulletins/3122c7d"
ORDERS = "https://www.whitehouse.gov/presidential-actions/feed/"


def feed(*items: tuple[str, str, str], day: str = "Thu, 07 May 2026 20:00:00 +0000") -> str:
    """Items of title, link and text."""
    inner = "".join(
        f"<item><title>{title}</title><link>{url}</link><guid>{url}</guid><pubDate>{day}</pubDate>"
        f"<description><![CDATA[<p>{text}</p>]]></description></item>"
        for title, url, text in items
    )
    return f"<rss version='2.0'><channel><title>Paper</title><language>en-us</language>{inner}</channel></rss>"


def news(body: str, read_at: datetime | None = NOW, **more: Any) -> Reading:
    return entrance("feed", NEWS, body, read_at=read_at, role=Role.NEWS, **more)


def official(body: str, url: str = GOVDELIVERY) -> Reading:
    return entrance("feed", url, body, tz="America/New_York")


def test_every_item_of_a_news_feed_is_a_report() -> None:
    reading = news(
        feed(
            ("Port dues", f"{NEWS}/1", "The ministry eases sanctions on ports."),
            ("Football", f"{NEWS}/2", "Two to one."),
        )
    )
    one, two = reading.documents
    assert (one.kind, one.identity, one.title, one.text) == (
        DocumentKind.NEWS,
        f"{NEWS}/1",
        "Port dues",
        "The ministry eases sanctions on ports.",
    )
    assert (one.published, one.language) == (datetime(2026, 5, 7, 20, tzinfo=UTC), "en")
    assert two.title == "Football"
    assert reading.items == 2


def test_the_day_of_an_item_is_that_of_the_source_s_zone() -> None:
    late = feed(("Port dues", f"{NEWS}/1", "x"), day="Thu, 07 May 2026 23:30:00 +0000")
    assert news(late, tz="Europe/Amsterdam").documents[0].published_on == date(2026, 5, 8)
    assert news(late, tz="America/New_York").documents[0].published_on == date(2026, 5, 7)


def test_a_date_that_lies_ahead_is_not_believed() -> None:
    ahead = feed(("Port dues", f"{NEWS}/1", "x"), day="Fri, 07 May 2027 20:00:00 +0000")
    assert (news(ahead).documents[0].published, news(ahead).documents[0].published_on) == (None, None)


@pytest.mark.parametrize(
    "words",
    [
        "Washington eases sanctions on ports",
        "VS versoepelen strafmaatregelen",
        "Vergunning voor havengeld verlengd",
        "Deutschland verlängert Genehmigung",
        "Washington accorde une dérogation",
        "EE.UU. levanta las sanciones",
        "USA znoszą sankcje",
        "США выдали лицензию",
        "США послабили санкції",
        "UK issues general licence",
    ],
)
def test_an_article_is_asked_for_where_its_item_has_a_word_of_the_field(words: str) -> None:
    (wish,) = news(feed((words, f"{NEWS}/1", "Short."))).wishes
    assert (wish.part, wish.url) == (Part.ARTICLE, f"{NEWS}/1")
    assert (wish.facts["identity"], wish.facts["title"], wish.facts["published"]) == (
        f"{NEWS}/1",
        words,
        "2026-05-07T20:00:00+00:00",
    )


def test_no_article_is_asked_for_where_it_has_none() -> None:
    assert news(feed(("Skating club wins", f"{NEWS}/1", "Two laps ahead."))).wishes == ()


def test_articles_of_what_was_there_at_the_first_look_are_not_asked_for() -> None:
    item = ("Sanctions on ports eased", f"{NEWS}/1", "Short.")
    assert news(feed(item), read_at=None).wishes == ()
    assert len(news(feed(item, day="Fri, 08 May 2026 16:00:00 +0000"), read_at=None).wishes) == 1
    assert news(feed(item, day=""), read_at=None).wishes == ()


def test_an_article_gives_the_item_its_whole_text() -> None:
    (wish,) = news(feed(("Sanctions on ports eased", f"{NEWS}/1", "Short lead."))).wishes
    page = "<html lang=nl><main><article><h1>Other title</h1><p>Short lead.</p><p>And the rest of the story, which is longer.</p></article><aside>Most read</aside></main></html>"
    document = only_document(follow("feed", wish, page, role=Role.NEWS))
    assert (document.kind, document.identity, document.title) == (
        DocumentKind.NEWS,
        f"{NEWS}/1",
        "Sanctions on ports eased",
    )
    assert document.text == "Short lead.\n\nAnd the rest of the story, which is longer."
    assert document.published == datetime(2026, 5, 7, 20, tzinfo=UTC)


@pytest.mark.parametrize("page", ["<html><main><p>Log in.</p></main></html>", "<html><script>render()</script></html>"])
def test_a_wall_in_front_of_an_article_changes_nothing(page: str) -> None:
    (wish,) = news(
        feed(("Sanctions on ports eased", f"{NEWS}/1", "A lead that is longer than what the wall says."))
    ).wishes
    reading = follow("feed", wish, page, role=Role.NEWS)
    assert (reading.trouble, reading.documents) == (None, ())


def test_a_changed_word_means_something_and_a_build_date_does_not() -> None:
    body = feed(("Port dues", f"{NEWS}/1", "x"))
    stamped = body.replace("<language>", "<lastBuildDate>Fri, 08 May 2026 20:00:00 +0000</lastBuildDate><language>")
    assert news(body).meaning == news(stamped).meaning
    assert news(body).meaning != news(body.replace("<p>x</p>", "<p>y</p>")).meaning


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("<html><body>Welcome</body></html>", Problem.LAYOUT),
        ("<!DOCTYPE rss [<!ENTITY a 'b'>]><rss/>", Problem.UNREADABLE),
    ],
)
def test_what_is_no_feed_is_trouble(body: str, problem: Problem) -> None:
    reading = news(body)
    assert reading.trouble is not None
    assert reading.trouble.problem is problem


def test_an_empty_feed_has_no_items_and_others_judge_that() -> None:
    assert (news(feed()).items, news(feed()).trouble) == (0, None)


# ---- official feeds ----


def test_a_bulletin_is_followed_to_the_official_page_and_on_to_its_license() -> None:
    reading = official(
        feed(("Recent Actions: Issuance of Lace-related General License", BULLETIN, "OFAC has updated its website."))
    )
    assert reading.documents[0].kind is DocumentKind.NOTICE
    (bulletin,) = reading.wishes
    assert bulletin.part is Part.BULLETIN
    page = f"""<div id="bulletin_body"><table role="presentation"><tr><td><p>OFAC has updated its website.</p>
    <p><a href="{LISTING}/20310304_33">View this on the OFAC website</a> or <a href="{LISTING}/20310304_33#x">here</a></p>
    <p><a href="https://ofac.treasury.gov/recent-actions">All</a> <a href="https://public.govdelivery.com/unsubscribe">Leave</a></p></td></tr></table></div>"""
    (publication,) = follow("feed", bulletin, page).wishes
    assert (publication.part, publication.url, publication.again) == (Part.DETAIL, f"{LISTING}/20310304_33", True)
    (license_,) = follow("feed", publication, detail(f"<p>{link(7, 'General License 8A')}</p>")).wishes
    text = only_document(
        follow("feed", license_, b"%PDF-1.7", "application/pdf", pdf=lambda _: "GENERAL LICENSE NO. 8A")
    )
    assert (text.kind, text.text) == (DocumentKind.INSTRUMENT, "GENERAL LICENSE NO. 8A")


def test_a_bulletin_that_leads_nowhere_says_nothing() -> None:
    reading = follow("feed", Wish(BULLETIN, Part.BULLETIN, {"title": "Recent Actions"}), "<p>Hello.</p>")
    assert (reading.trouble, reading.wishes, reading.documents) == (None, (), ())


def test_addresses_that_count_clicks_are_seen_through() -> None:
    inner = f"{LISTING}/20310304_33?utm_medium=email&utm_source=govdelivery"
    told = base64.urlsafe_b64encode(json.dumps({"bulletin_link_id": 100, "url": inner}).encode()).decode().rstrip("=")
    counted = (
        f"https://links.govdelivery.com/track?type=click&enid=ZW&&&101&&&{inner}",
        f"https://links-1.govdelivery.com/CL0/x?url={quote(inner, safe='')}",
        f"https://lnks.gd/l/eyJhbGciOiJIUzI1NiJ9.{told}.c2lnbmF0dXJl",
    )
    assert {destination(url) for url in counted} == {f"{LISTING}/20310304_33"}


@pytest.mark.parametrize(
    "url",
    [
        "https://lnks.gd/l/eyJhbGciOiJIUzI1NiJ9.bm90IGpzb24_.c2ln",
        "https://lnks.gd/l/AAAAAAAAA.AAAAAAAAA.A",
        "https://links.govdelivery.com/track?type=click&&&javascript:x()",
        "https://elsewhere.example/track?url=https://ofac.treasury.gov/recent-actions/20310304",
    ],
)
def test_an_address_that_says_nothing_of_another_stays_as_it_is(url: str) -> None:
    assert destination(url) == url


def test_a_press_release_behind_a_bulletin_is_read_where_it_may_matter() -> None:
    page = "<div id=bulletin_body><a href='https://home.treasury.gov/news/press-releases/sb9001'>More</a></div>"
    (wish,) = follow("feed", Wish(BULLETIN, Part.BULLETIN, {"title": "Treasury Sanctions Lace Smugglers"}), page).wishes
    assert wish.part is Part.PRESS
    release = (
        "<h2 class=uswds-page-title>Treasury Sanctions Lace Smugglers</h2><time datetime=2031-03-04T15:00:00Z>x</time>"
        "<div class=field--name-field-news-body><p>WASHINGTON</p></div>"
    )
    document = only_document(follow("feed", wish, release))
    assert (document.kind, document.text) == (DocumentKind.NOTICE, "WASHINGTON")
    assert follow("feed", Wish(BULLETIN, Part.BULLETIN, {"title": "Quarterly Refunding"}), page).wishes == ()


def test_an_order_is_read_from_its_own_page() -> None:
    url = "https://www.whitehouse.gov/presidential-actions/2031/03/terminating-the-lace-emergency/"
    items = (
        ("Terminating the National Emergency With Respect to Lace", url, "By the authority vested in me ..."),
        ("Nominations Sent to the Senate", f"{url}x", "The following persons."),
    )
    (wish,) = official(feed(*items), ORDERS).wishes
    assert (wish.part, wish.url) == (Part.INSTRUMENT, url)
    page = "<main><h1>Terminating the National Emergency With Respect to Lace</h1><div class=entry-content><p>By the authority vested in me as President, I hereby order:</p><p>Section 1. It ends.</p></div></main>"
    document = only_document(follow("feed", wish, page))
    assert document.kind is DocumentKind.INSTRUMENT
    assert document.text.split("\n\n") == [
        "Terminating the National Emergency With Respect to Lace",
        "By the authority vested in me as President, I hereby order:",
        "Section 1. It ends.",
    ]
    numbered = Wish(url, Part.INSTRUMENT, {"title": "Executive Order 14999: Ending the Lace Emergency"})
    assert only_document(follow("feed", numbered, page)).measure == "us-eo/14999"


def test_an_order_that_cannot_be_found_on_its_page_is_trouble() -> None:
    wish = Wish("https://www.whitehouse.gov/presidential-actions/2031/03/x/", Part.INSTRUMENT, {"title": "Lace"})
    reading = follow("feed", wish, "<html><script>render()</script></html>")
    assert reading.trouble is not None
    assert reading.trouble.problem is Problem.LAYOUT


ORDER = (
    "<html><head><title>t</title></head><body><main><h1>Ending the Lace Emergency</h1>"
    "<p>By the authority vested in me, I hereby order:</p><p>Section 1. It ends.</p></main></body></html>"
)


def order(page: str, length: int = 0) -> Reading:
    url = "https://www.whitehouse.gov/presidential-actions/2031/03/ending-the-lace-emergency/"
    return follow("feed", Wish(url, Part.INSTRUMENT, {"title": "Ending the Lace Emergency", "length": length}), page)


def test_an_order_whose_page_breaks_off_is_not_read_in_part() -> None:
    with pytest.raises(ReadError, match="breaks off"):
        order(ORDER[: ORDER.index("<p>Section")])


@pytest.mark.parametrize(
    ("page", "length"),
    [
        ("<html><head><title>Page not found - The White House</title></head><body><p>Go home</p></body></html>", 0),
        (ORDER, 500),
    ],
)
def test_an_order_that_is_not_on_its_page_is_implausible(page: str, length: int) -> None:
    reading = order(page, length)
    assert reading.trouble is not None
    assert reading.trouble.problem is Problem.IMPLAUSIBLE


def test_an_order_that_its_feed_printed_with_a_little_more_is_read_from_its_page() -> None:
    assert "Section 1. It ends." in only_document(order(ORDER, 90)).text


def test_an_article_that_is_gone_leaves_what_the_feed_said() -> None:
    page = "<html><head><title>Page not found</title></head><body><p>We have moved many of our articles, sorry.</p></body></html>"
    reading = follow("feed", Wish(f"{NEWS}/1", Part.ARTICLE, {"identity": "1", "length": 9}), page, role=Role.NEWS)
    assert (reading.documents, reading.trouble) == ((), None)


def test_the_recorded_mail_feed_leads_to_the_recorded_publications() -> None:
    folder = shared("stories", "2022-04-telecom-license", "bodies")
    wishes = official((folder / "govdelivery-b237a8.rss").read_text()).wishes
    found = [
        follow("feed", wish, (folder / f"bulletin-{wish.url.rsplit('/', 1)[1]}.html").read_text()).wishes[0].url
        for wish in wishes
    ]
    assert found == [f"{LISTING}/{name}" for name in ("20220407_33", "20220407", "20220406", "20220405")]
