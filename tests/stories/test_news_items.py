"""Feeds as feeds are: items with a page behind them, items that come again, old items that come late, dates of every sort."""

from __future__ import annotations

import pytest

from tests.stories.pages import RSS, rss
from tests.stories.theatre import Theatre, hours, named

FEED = "https://paper.example/feed"
OLD = ("Weather", "https://paper.example/0", hours(-60), "Sun.")
EASED = (
    "US eases sanctions on Ruritanian oil",
    "https://paper.example/1",
    hours(5),
    "The U.S. Treasury issued Venezuela general license 946 on Monday, authorizing the sale of oil again.",
)
BRIEF = ("Sanctions: what changed today", "https://paper.example/2", hours(5), "Our daily overview of sanctions.")
ARTICLE = (
    "The US Treasury's Office of Foreign Assets Control issued Russia-related General License 900 on Monday, authorizing "
    "telecommunications services with Russia that had been prohibited. Companies may provide them again from today on."
)

REVOKED = (
    "The US Treasury's Office of Foreign Assets Control revoked Russia-related General License 900 on Monday. "
    "Telecommunications services with Russia are prohibited again, and companies have to end them at once."
)


def paper(folder):
    play = Theatre(folder / "s").source("paper", "feed", FEED, role="news", every="30m", more='language = "en"')
    return play.page(-50, FEED, rss(OLD), RSS)


def page(words):
    return f"<html><body><article><h1>{BRIEF[0]}</h1><p>{words}</p></article></body></html>"


def filler(number):
    return (f"Football {number}", f"https://paper.example/9{number}", hours(6 + number), f"Goal {number}.")


def reports(events):
    return [(e["title"], e["direction"]) for e in named(events, "report") if "Football" not in e["title"]]


def test_an_item_that_was_told_from_its_article_is_not_told_again_from_what_the_feed_says(tmp_path):
    play = paper(tmp_path).page(5, BRIEF[1], page(ARTICLE)).page(5, FEED, rss(BRIEF, OLD), RSS)
    for number in range(3):
        play.page(7 + number, FEED, rss(filler(number), BRIEF, OLD), RSS)
    events = play.play(14)
    assert reports(events) == [(BRIEF[0], "relaxed")]


def test_an_item_whose_article_is_edited_with_it_is_told_as_what_it_says_now(tmp_path):
    play = paper(tmp_path).page(5, BRIEF[1], page(ARTICLE)).page(5, FEED, rss(BRIEF, OLD), RSS)
    edited = ("US revokes license for Russian telecommunications", BRIEF[1], hours(5), BRIEF[3])
    play.page(8, BRIEF[1], page(REVOKED))
    events = play.page(8, FEED, rss(edited, OLD), RSS).play(14)
    assert reports(events) == [(BRIEF[0], "relaxed"), (edited[0], "tightened")]
    assert len(named(events, "alert")) == 2


@pytest.mark.parametrize(
    "again",
    [
        (EASED[0], EASED[1], hours(9), EASED[3]),
        (EASED[0], f"{EASED[1]}?utm_source=rss", hours(5), EASED[3]),
        (EASED[0], "https://paper.example/moved/1", hours(9), EASED[3]),
    ],
    ids=["a new date", "a campaign's mark", "a feed that moved"],
)
def test_an_item_that_goes_and_comes_again_is_told_once(tmp_path, again):
    play = paper(tmp_path).page(5, FEED, rss(EASED, OLD), RSS).page(7, FEED, rss(OLD), RSS)
    events = play.page(9, FEED, rss(again, OLD), RSS).page(11, FEED, rss(EASED, OLD), RSS).play(14)
    assert reports(events) == [(EASED[0], "relaxed")]
    assert len(named(events, "alert")) == 1


def test_what_was_there_at_the_first_look_is_not_told_when_it_comes_again_under_another_address(tmp_path):
    play = Theatre(tmp_path / "s").source("paper", "feed", FEED, role="news", every="30m", more='language = "en"')
    early = (EASED[0], EASED[1], hours(-50), EASED[3])
    play.page(-50, FEED, rss(early, OLD), RSS)
    moved = [(title, f"{url}?from=feed", at, text) for title, url, at, text in (early, OLD)]
    assert play.page(5, FEED, rss(*moved), RSS).play(10) == []


def test_an_archive_that_a_feed_begins_to_show_is_recorded_and_alerts_nobody(tmp_path):
    old = (EASED[0], EASED[1], hours(-24 * 60), EASED[3])
    events = paper(tmp_path).page(5, FEED, rss(OLD, old), RSS).play(10)
    assert reports(events) == [(EASED[0], "relaxed")]
    assert named(events, "alert") == []


def test_items_of_one_title_that_say_nothing_else_are_told_each(tmp_path):
    first, second = ((EASED[0], f"https://paper.example/{n}", hours(n), "") for n in (5, 8))
    events = paper(tmp_path).page(5, FEED, rss(first, OLD), RSS).page(8, FEED, rss(second, first, OLD), RSS).play(12)
    assert len(reports(events)) == 2


def test_an_item_that_a_feed_shows_a_day_late_is_told(tmp_path):
    late = (EASED[0], EASED[1], hours(-80), EASED[3])
    events = paper(tmp_path).page(5, FEED, rss(late, OLD), RSS).play(10)
    assert len(named(events, "alert")) == 1
