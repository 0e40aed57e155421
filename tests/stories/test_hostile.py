"""Answers made to harm: they are trouble or harmless, never a change, a crash, or a line of somebody else's in an alert."""

from __future__ import annotations

import json

import pytest

from monitor.demo.stage import LISTING
from monitor.model.faults import ConfigurationError
from monitor.replay import read_known
from tests.stories.pages import RSS, rss
from tests.stories.theatre import Theatre, grant, hours, license_text, named, told

FEED = "https://news.example/feed.xml"
TEXT = "The US Treasury issued a general license that allows telecommunications services to Russia again."
OLD = (-200.0, "20260220", "Counter Terrorism Designations", ["Nothing of note."])
LICENSE = {701: ("General License 900", license_text("900", grant("ferries")))}
TITLE, BODY = "Issuance of Russia-related General License", ["OFAC is issuing Russia-related General License 900."]


def items(*rows):
    """A feed of (title, link, guid, date) as they are, unescaped."""
    told_items = "".join(
        f"<item><title>{title}</title><link>{link}</link><guid>{guid}</guid><pubDate>{date}</pubDate><description>{TEXT}</description></item>"
        for title, link, guid, date in rows
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>N</title>{told_items}</channel></rss>'


def fed(folder, body, content_type=RSS, **more):
    play = Theatre(folder / "s").source("news", "feed", FEED, role="news")
    play.page(-1, FEED, rss(("Weather", "https://news.example/w", hours(-20), "Sun.")), RSS)
    return play.page(5.5, FEED, body, content_type, **more).play(10)


@pytest.mark.parametrize(
    ("body", "content_type", "more"),
    [
        ("<rss><channel>" + "<a>" * 100_000 + "</a>" * 100_000 + "</channel></rss>", RSS, {}),
        ("[" * 500_000, "application/feed+json", {}),
        (f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><title>{TEXT} &x;</title></item></channel></rss>', RSS, {}),
        (b"\x1f\x8b\x08\x00garbage", RSS, {"headers": {"content-encoding": "gzip"}}),
        (b"\x00" * 5_000_000, RSS, {}),
        (bytes(range(256)) * 100, RSS, {}),
        (json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": "no list"}), "application/feed+json", {}),
    ],
)  # fmt: skip
def test_a_feed_that_cannot_be_one_is_trouble_once_and_reports_nothing(tmp_path, body, content_type, more):
    events = fed(tmp_path, body, content_type, **more)
    assert [e["event"] for e in events] == ["trouble"]


def test_items_that_share_an_identity_or_have_impossible_dates_are_each_told_once(tmp_path):
    dates = ["yesterday-ish", "32 Foo 2026", "", "Mon, 02 Mar 9999 17:00:00 +0000", "Mon, 02 Mar 2026 17:00:00 +9900"]
    rows = [(f"US eases sanctions on Russia: telecoms part {n}", f"https://news.example/{n}", "same", d) for n, d in enumerate(dates)]  # fmt: skip
    events = fed(tmp_path, items(*rows))
    assert sorted(r["title"][-1] for r in named(events, "report")) == ["0", "1", "2", "3", "4"]
    assert len(named(events, "alert")) == 1


def test_links_into_the_house_or_to_no_page_are_never_followed(tmp_path):
    links = ["javascript:alert(1)", "file:///etc/passwd", "http://127.0.0.1/x", "http://169.254.169.254/latest/meta-data/", "http://[::1]/", "data:text/html,x"]  # fmt: skip
    rows = [(f"US eases sanctions on Russia, part {n}", link, n, "Mon, 02 Mar 2026 17:00:00 +0000") for n, link in enumerate(links)]  # fmt: skip
    events = fed(tmp_path, items(*rows))
    assert len(named(events, "report")) == len(links)
    assert {t["problem"] for t in named(events, "trouble")} == {"network"}
    assert all("not public" in t["detail"] for t in named(events, "trouble"))


def test_an_official_page_leads_to_no_foreign_place_and_what_it_names_is_told_all_the_same(tmp_path):
    play = Theatre(tmp_path / "s").official().publish(*OLD).publish(5, "20260302", TITLE, BODY, LICENSE)
    links = "".join(f'<li><a href="{url}">General License 900</a></li>' for url in ("http://127.0.0.1/media/1/download?inline", "file:///media/2/download", "javascript:x", "https://evil.example/media/3/download?inline"))  # fmt: skip
    name = next(r["body"] for r in play.stage.responses if r["url"].endswith("20260302"))
    page = (play.folder / name).read_text()
    play.page(5, f"{LISTING}/20260302", page.replace("<ul>", f"<ul>{links}").replace("/media/701/download?inline", "x"))
    events = play.play(12)
    assert told(events) == [("us-ofac/russia/gl-900", "900", "added", "relaxed")]
    assert not named(events, "update")


@pytest.mark.parametrize("location", [LISTING, "http://169.254.169.254/latest", "file:///etc/passwd", "//", ""])
def test_a_redirect_that_leads_nowhere_is_trouble(tmp_path, location):
    play = Theatre(tmp_path / "s").official().publish(*OLD)
    play.page(4, LISTING, "", status=302, headers={"location": location}).back(8)
    assert [e["event"] for e in play.play(12)] == ["trouble", "recovered"]


def test_a_title_without_end_neither_fills_an_alert_nor_blinds_the_rest(tmp_path):
    rows = [(f"US eases sanctions on Russia {'A' * 1_000_000}", "https://news.example/1", "1", "Mon, 02 Mar 2026 17:00:00 +0000"), ("US lifts sanctions on Syria", "https://news.example/2", "2", "Mon, 02 Mar 2026 17:00:00 +0000")]  # fmt: skip
    events = fed(tmp_path, items(*rows))
    assert len(named(events, "report")) == 2
    assert max(len(json.dumps(event)) for event in events) < 5_000


def test_a_page_with_a_hundred_thousand_elements_is_too_large(tmp_path):
    play = Theatre(tmp_path / "s").official().publish(*OLD).publish(5, "20260302", TITLE, BODY, LICENSE)
    play.page(
        5, f"{LISTING}/20260302", "<html><body>" + "<div>" * 100_000 + "x" + "</div>" * 100_000 + "</body></html>"
    )
    events = play.play(12)
    assert told(events) == []
    assert [t["problem"] for t in named(events, "trouble")] == ["too-large"]


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "utf-16"])
def test_letters_are_read_whatever_the_header_says_of_them(tmp_path, charset):
    title = "Les États-Unis lèvent des sanctions contre la Russie"
    body = items((title, "https://news.example/1", "1", "Mon, 02 Mar 2026 17:00:00 +0000"))
    encoded = body.replace('version="1.0"', f'version="1.0" encoding="{charset}"').encode(charset)
    events = fed(tmp_path, encoded, "text/xml; charset=utf-8")
    assert [r["title"] for r in named(events, "report")] == [title]


@pytest.mark.parametrize("line", [b"\xff\xfe\x00", b"[" * 100_000, b"7", b'{"key": 1}'])
def test_what_a_story_holds_already_is_refused_with_its_place_where_it_cannot_be_read(tmp_path, line):
    file = tmp_path / "known.jsonl"
    file.write_bytes(line)
    with pytest.raises(ConfigurationError, match=r"known\.jsonl"):
        read_known(file)


def test_an_item_dated_in_the_year_one_is_read_like_any_other(tmp_path):
    item = "<item><title>T</title><guid>1</guid><pubDate>Mon, 01 Jan 0001 00:00:00 +0000</pubDate></item>"
    old = f'<?xml version="1.0"?><rss version="2.0"><channel><title>N</title>{item}</channel></rss>'
    play = Theatre(tmp_path / "s").source("news", "feed", "https://n.example/f", role="news")
    play.page(-1, "https://n.example/f", old, "application/rss+xml")
    assert named(play.play(2), "trouble") == []
