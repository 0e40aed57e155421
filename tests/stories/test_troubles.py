"""Pages that cannot be believed change nothing, are told once, and are told once more when they are over."""

from __future__ import annotations

import gzip

import pytest

from monitor.demo.stage import LISTING
from tests.stories.theatre import Theatre, grant, hours, license_text, named, told

TITLE = "Issuance of Russia-related General License"
PROGRAM = (
    "https://ofac.treasury.gov/sanctions-programs-and-country-information/russian-harmful-foreign-activities-sanctions"
)
FEED = "https://news.example/feed.xml"


def licensed(folder):
    """A site with one license that was there at the first look."""
    play = Theatre(folder / "s").official()
    body = ["OFAC is issuing Russia-related General License 900."]
    return play.publish(
        -48, "20260228", TITLE, body, {701: ("General License 900", license_text("900", grant("ferries")))}
    )


def sorts(events):
    return [(e["event"], e.get("problem")) for e in events if e["event"] in {"trouble", "recovered", "change"}]


BLOCKED = "<html><head><title>Access Denied</title></head><body><h1>Access Denied</h1>You don't have permission. Reference #18.1</body></html>"


@pytest.mark.parametrize(
    ("body", "more", "problem"),
    [
        ("", {"status": 202, "headers": {"x-amzn-waf-action": "challenge"}}, "challenge"),
        (BLOCKED, {}, "challenge"),
        ("<html><body><h1>Service unavailable</h1></body></html>", {"status": 503}, "http"),
        ("<html><body><main><p>A new look for our site!</p></main></body></html>", {}, "layout"),
        (gzip.compress(b"0" * 300_000_000, 9, mtime=0), {"headers": {"content-encoding": "gzip"}}, "too-large"),
        (b"\x00\x01\x02" * 4000, {}, None),
    ],
)
def test_an_answer_that_cannot_be_believed_is_trouble_once_and_then_recovered(tmp_path, body, more, problem):
    events = licensed(tmp_path).page(5.5, LISTING, body, **more).back(20).play(30)
    found = sorts(events)
    assert [kind for kind, _ in found] == ["trouble", "recovered"]
    if problem is not None:
        assert found[0][1] == problem


@pytest.mark.parametrize("fault", ["timeout", "reset", "truncate:200"])
def test_a_broken_connection_withdraws_nothing(tmp_path, fault):
    events = licensed(tmp_path).fault(5.5, LISTING, fault).back(20).play(30)
    assert sorts(events) == [("trouble", "network"), ("recovered", None)]


def test_a_page_that_comes_a_byte_a_second_is_not_waited_for(tmp_path):
    events = licensed(tmp_path).slowly(5.5, LISTING, BLOCKED).back(20).play(30)
    assert sorts(events) == [("trouble", "network"), ("recovered", None)]


def test_an_empty_listing_where_there_always_were_rows_is_implausible(tmp_path):
    empty = (
        '<html><body><main><div class="view view-recent-actions-search"><header>Displaying 0 - 0 of 0 results.</header>'
        '<div class="view-empty">No results found.</div></div></main></body></html>'
    )
    events = licensed(tmp_path).page(5.5, LISTING, empty).back(20).play(30)
    assert sorts(events) == [("trouble", "implausible"), ("recovered", None)]


def program_page(*licenses):
    rows = "".join(
        f'<li><a href="/media/{m}/download?inline">Russia-related General License {n}</a> - Authorizing Ferries</li>'
        for n, m in licenses
    )
    widget = '<aside><h2>Recent Actions</h2><ul><li><a href="/media/5/download?inline">Syria-related General License 5</a></li></ul></aside>'
    return (
        "<html><body><main><h1>Russian Harmful Foreign Activities Sanctions</h1><h2>General Licenses</h2>"
        f"<p>OFAC has issued the following general licenses.</p><ul>{rows}</ul></main>{widget}</body></html>"
    )


def with_program(folder, *numbers):
    play = Theatre(folder / "s").source("program", "ofac-program", PROGRAM, every="6h", more='programs = ["russia"]')
    for number in numbers:
        play.paper(
            -48,
            int(number),
            license_text(number, grant(f"ferry line {number}"), title=f"Authorizing Ferry Line {number}"),
        )
    return play.page(-48, PROGRAM, program_page(*((n, n) for n in numbers)))


def test_a_license_gone_without_a_word_is_withdrawn_after_two_whole_readings(tmp_path):
    play = with_program(tmp_path, "901", "902", "903", "904")
    events = play.page(20, PROGRAM, program_page(("901", "901"), ("902", "902"), ("904", "904"))).play(60)
    assert told(events) == [("us-ofac/russia/gl-903", "903", "withdrawn", "tightened")]


def test_a_license_missing_once_and_back_again_was_never_gone(tmp_path):
    play = with_program(tmp_path, "901", "902", "903")
    whole = program_page(("901", "901"), ("902", "902"), ("903", "903"))
    events = play.page(20, PROGRAM, program_page(("901", "901"), ("902", "902"))).page(26, PROGRAM, whole).play(60)
    assert told(events) == []


def test_a_challenge_page_withdraws_nothing(tmp_path):
    play = with_program(tmp_path, "901", "902", "903")
    events = play.page(20, PROGRAM, BLOCKED).play(60)
    assert told(events) == []
    assert named(events, "trouble")[0]["problem"] == "challenge"


def test_a_program_page_that_lost_most_of_its_licenses_is_not_believed(tmp_path):
    numbers = [str(n) for n in range(901, 912)]
    events = with_program(tmp_path, *numbers).page(20, PROGRAM, program_page(("901", "901"), ("902", "902"))).play(60)
    assert told(events) == []
    assert named(events, "trouble")[0]["problem"] == "implausible"


def test_an_unchanged_page_that_cannot_be_believed_any_more_is_trouble_and_stays_it(tmp_path):
    """Three of nine licenses were gone; then one of the others ends, and three of eight are too many at once."""
    numbers = [str(n) for n in range(901, 910)]
    play = with_program(tmp_path, *numbers)
    play.paper(
        -48, 901, license_text("901", grant("ferry line 901", until=hours(41)), title="Authorizing Ferry Line 901")
    )
    events = play.page(32, PROGRAM, program_page(*((n, n) for n in numbers[:6]))).play(80)
    assert [(e["event"], e.get("problem") or e["kind"]) for e in events if e["event"] != "alert"] == [
        ("change", "expired"),
        ("trouble", "implausible"),
    ]


def test_a_mirror_that_shows_an_older_text_is_an_echo(tmp_path):
    """The program page still links to what the listing has replaced."""
    play = licensed(tmp_path)
    play.source("program", "ofac-program", PROGRAM, every="6h", more='programs = ["russia"]')
    play.paper(-48, 801, license_text("900", grant("ferries"))).page(-48, PROGRAM, program_page(("900", "801")))
    play.paper(3, 701, license_text("900", grant("ferries or tugs")))
    play.paper(10, 801, license_text("900", grant("ferries")) + "\n")
    assert [t[2:] for t in told(play.play(60))] == [("amended", "relaxed")]


def feed(*items, before=""):
    rows = "".join(
        f"<item><title>{t}</title><link>https://news.example/{n}</link><guid>{n}</guid><pubDate>{d}</pubDate><description>{x}</description></item>"
        for n, t, x, d in items
    )
    return f'<?xml version="1.0"?>{before}<rss version="2.0"><channel><title>N</title>{rows}</channel></rss>'


def test_a_feed_with_a_document_type_is_not_read(tmp_path):
    play = Theatre(tmp_path / "s").source("news", "feed", FEED, role="news")
    play.page(-1, FEED, feed(("1", "Weather", "Sun.", "Sun, 01 Mar 2026 08:00:00 +0000")), "application/rss+xml")
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    play.page(
        5.5, FEED, feed(("2", "&b;", "Rain.", "Mon, 02 Mar 2026 17:00:00 +0000"), before=bomb), "application/rss+xml"
    )
    events = play.play(10)
    assert not [e for e in named(events, "report") if "aaaa" in e["title"]]


def test_a_title_from_outside_stays_on_one_line_and_without_markup(tmp_path):
    play = Theatre(tmp_path / "s").source("news", "feed", FEED, role="news")
    play.page(-1, FEED, feed(), "application/rss+xml")
    title = "US &lt;b&gt;eases&lt;/b&gt; sanctions on Russia:\nnew general license\r\nBcc: x@example.org"
    text = "The US Treasury issued a general license that allows telecommunications services to Russia again."
    play.page(5.5, FEED, feed(("2", title, text, "Mon, 02 Mar 2026 17:00:00 +0000")), "application/rss+xml")
    events = play.play(10)
    assert named(events, "report")
    for event in named(events, "report") + named(events, "alert"):
        shown = event.get("title", "") + event.get("subject", "")
        assert "\n" not in shown
        assert "\r" not in shown
        assert "<" not in shown


def test_a_news_source_never_changes_the_register(tmp_path):
    play = Theatre(tmp_path / "s").source("news", "feed", FEED, role="news")
    play.page(-1, FEED, feed(), "application/rss+xml")
    text = license_text("900", grant("ferries")).replace("\n", " ")
    play.page(
        5.5,
        FEED,
        feed(("2", "OFAC issues Russia General License 900", text, "Mon, 02 Mar 2026 17:00:00 +0000")),
        "application/rss+xml",
    )
    events = play.play(10)
    assert told(events) == []
    assert len(named(events, "report")) == 1
