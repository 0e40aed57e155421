"""What is old and comes up: a row that another's going lets slide into the list, an archive in an official feed. No news."""

from __future__ import annotations

from monitor.demo.stage import LISTING, listing_page
from tests.stories.pages import BULLETINS, RSS, rss
from tests.stories.theatre import Theatre, grant, hours, license_text, named, told

TITLE = "Issuance of Russia-related General License"


def listed(folder, days):
    """A listing of which the first look sees ten rows: one a day, the oldest so many days ago."""
    play = Theatre(folder / "s").official(every="30m")
    for number in range(days):
        on, label = hours(-24 * (days + 2 - number)), str(880 + number)
        text = license_text(label, grant(f"ferry line {label}"), dated=on)
        body = [f"OFAC is issuing Russia-related General License {label}."]
        play.publish(number - 400, f"{on:%Y%m%d}", TITLE, body, {1000 + number: (f"General License {label}", text)})
    return play.page(-1, LISTING, listing_page(play.published[:10]))


def test_a_row_that_another_ones_going_brings_up_is_no_news(tmp_path):
    play = listed(tmp_path, 14)
    rows = play.published
    play.page(4, LISTING, listing_page([*rows[:3], *rows[4:11]])).page(8, LISTING, listing_page(rows[:10]))
    assert play.play(12) == []


def test_rows_in_another_order_are_no_news(tmp_path):
    play = listed(tmp_path, 10)
    rows = play.published
    play.page(4, LISTING, listing_page(rows[::-1])).page(8, LISTING, listing_page(rows[3:] + rows[:3]))
    assert play.play(12) == []


def test_a_row_of_the_days_before_the_first_look_that_was_late_is_news(tmp_path):
    play = listed(tmp_path, 9)
    text = license_text("900", grant("tugs"), title="Authorizing Tugs", dated=hours(-24))
    body = ["OFAC is issuing Russia-related General License 900."]
    play.publish(4, f"{hours(-24):%Y%m%d}", TITLE, body, {900: ("General License 900", text)})
    assert told(play.play(8)) == [("us-ofac/russia/gl-900", "900", "added", "relaxed")]


def test_an_archive_in_an_official_feed_announces_nothing(tmp_path):
    play = Theatre(tmp_path / "s").source("gov", "feed", BULLETINS, every="15m")
    bulletins = "https://content.govdelivery.com/accounts/USTREAS/bulletins/"
    known = ("Counter Terrorism Designations", f"{bulletins}2", hours(-200), "Names.")
    old = (f"{TITLE} 890", f"{bulletins}1", hours(-24 * 60), "OFAC is issuing Russia-related General License 890.")
    new = (f"{TITLE} 900", f"{bulletins}3", hours(5), "OFAC is issuing Russia-related General License 900.")
    play.page(-100, BULLETINS, rss(known), RSS).page(5, BULLETINS, rss(new, known, old), RSS)
    events = play.play(10)
    assert [t[:2] for t in told(events)] == [("us-ofac/russia/gl-900", "900")]
    assert len(named(events, "alert")) == 1
