"""Places that answer late, badly or not at all: each trouble once, each change once, and within two minutes what is known."""

from __future__ import annotations

import pytest

from monitor.demo.stage import LISTING, listing_page
from tests.stories.pages import BULLETINS, RSS, rss
from tests.stories.theatre import Theatre, grant, hours, license_text, named, told

KEY = "us-ofac/russia/gl-900"
TITLE = "Issuance of Russia-related General License"
BODY = ["OFAC is issuing Russia-related General License 900."]
OLD = (-200.0, "20260220", "Counter Terrorism Designations", ["Nothing of note."])
DETAIL, PAPER = f"{LISTING}/20260302", "https://ofac.treasury.gov/media/701/download?inline"
TEXT = license_text("900", grant("ferries"))
LICENSE = {701: ("General License 900", TEXT)}


def opened(folder, every="1h"):
    return Theatre(folder / "s").official(every=every).publish(*OLD)


def troubles(events):
    return [(e["event"], e["target"], e.get("problem")) for e in events if e["event"] in {"trouble", "recovered"}]


def test_what_is_published_during_an_outage_is_told_after_it(tmp_path):
    play = opened(tmp_path).publish(5, "20260302", TITLE, BODY, LICENSE)
    play.fault(3.5, LISTING, "reset").fault(5, LISTING, "reset").back(9)
    events = play.play(14)
    assert troubles(events) == [("trouble", LISTING, "network"), ("recovered", LISTING, None)]
    assert told(events) == [(KEY, "900", "added", "relaxed")]


def test_a_listing_that_recovers_leaves_the_trouble_of_its_page_open(tmp_path):
    play = opened(tmp_path).fault(3.5, LISTING, "reset")
    play.publish(6, "20260302", TITLE, BODY, LICENSE).fault(6, DETAIL, "timeout")
    play.page(12, DETAIL, (play.folder / "bodies" / _body(play, DETAIL)).read_bytes())
    events = play.play(20)
    assert troubles(events) == [
        ("trouble", LISTING, "network"),
        ("recovered", LISTING, None),
        ("trouble", DETAIL, "network"),
        ("recovered", DETAIL, None),
    ]
    assert told(events) == [(KEY, "900", "added", "relaxed")]


def _body(play, url):
    return next(r["body"] for r in play.stage.responses if r["url"] == url and r["body"]).removeprefix("bodies/")


def test_a_row_that_names_a_license_is_enough_to_tell_it_when_its_page_is_down(tmp_path):
    play = opened(tmp_path).publish(5, "20260302", f"{TITLE} 900", BODY, LICENSE).fault(5, DETAIL, "reset")
    play.page(9, DETAIL, (play.folder / "bodies" / _body(play, DETAIL)).read_bytes())
    events = play.play(14)
    assert told(events) == [(KEY, "900", "added", "relaxed")]
    assert named(events, "change")[0]["at"] == "2026-03-02T17:51:04Z"
    assert len(named(events, "update")) == 1


@pytest.mark.parametrize(
    ("body", "more", "problem"),
    [
        ("", {"status": 404}, "http"),
        ("", {"status": 503, "headers": {"retry-after": "120"}}, "http"),
        ("", {"status": 202, "headers": {"x-amzn-waf-action": "challenge"}}, "challenge"),
        ("<html><body><h1>Access Denied</h1></body></html>", {}, "challenge"),
        (b"%PDF-1.7\n" + b"\x00\xff" * 4000, {"content_type": "application/pdf"}, "unreadable"),
    ],
)
def test_a_license_file_that_cannot_be_had_is_told_in_two_minutes_and_judged_when_it_can(tmp_path, body, more, problem):
    play = (
        opened(tmp_path).publish(5, "20260302", TITLE, BODY, LICENSE).page(5, PAPER, body, **more).paper(9, 701, TEXT)
    )
    events = play.play(14)
    assert troubles(events) == [("trouble", PAPER, problem), ("recovered", PAPER, None)]
    (change,) = named(events, "change")
    first = named(events, "trouble")[0]["at"]
    assert (change["measure"], change["kind"], change["at"][:17]) == (KEY, "added", f"{first[:14]}51:")
    assert [(u["direction"], u["story"]) for u in named(events, "update")] == [("relaxed", change["story"])]
    assert len(named(events, "alert")) == 2


def test_what_two_places_announce_is_told_once_though_its_text_never_comes(tmp_path):
    play = opened(tmp_path).source("gov", "feed", BULLETINS, every="15m").page(-100, BULLETINS, rss(), RSS)
    item = (f"{TITLE} 900", "https://content.govdelivery.com/bulletins/gd/X-2", hours(5), BODY[0])
    play.page(5, BULLETINS, rss(item), RSS)
    play.publish(8, "20260302", TITLE, BODY, LICENSE).fault(8, PAPER, "timeout")
    events = play.play(30)
    assert told(events) == [(KEY, "900", "added", "relaxed")]
    assert len(named(events, "alert")) == 1


def test_the_time_that_a_host_asks_for_is_waited_within_the_bound(tmp_path):
    play = opened(tmp_path, every="10m").page(4, LISTING, "slow down", status=429, headers={"retry-after": "1800"})
    events = play.publish(4.1, "20260302", TITLE, BODY, LICENSE).play(8)
    assert troubles(events) == [("trouble", LISTING, "http"), ("recovered", LISTING, None)]
    assert named(events, "change")[0]["at"] >= "2026-03-02T16:30:00Z"
    assert named(events, "change")[0]["at"] <= "2026-03-02T17:05:00Z"


def test_a_host_that_asks_for_a_day_of_silence_blinds_its_sources_no_longer_than_trouble_does(tmp_path):
    play = opened(tmp_path, every="10m").page(4, LISTING, "slow down", status=429, headers={"retry-after": "86400"})
    events = play.publish(4.2, "20260302", TITLE, BODY, LICENSE).play(8)
    (change,) = named(events, "change")
    assert "2026-03-02T16:40:00Z" <= change["at"] <= "2026-03-02T17:00:00Z"


def test_a_server_that_says_that_nothing_changed_whatever_changed_is_found_out_within_a_day(tmp_path):
    play = opened(tmp_path).publish(5, "20260302", TITLE, BODY, LICENSE)
    for answer in play.stage.responses:
        if answer["url"] == LISTING:
            answer["headers"] = {"etag": '"for-ever"'}
    events = play.play(30)
    assert not named(events, "trouble")
    assert told(events) == [(KEY, "900", "added", "relaxed")]


def test_a_page_without_results_ends_no_outage(tmp_path):
    play = opened(tmp_path).fault(3, LISTING, "timeout")
    play.page(
        6,
        LISTING,
        '<html><body><main><div class="view-recent-actions-search"><div class="view-empty">No results found.</div></div></main></body></html>',
    )
    events = play.back(9).play(12)
    assert troubles(events) == [
        ("trouble", LISTING, "network"),
        ("trouble", LISTING, "implausible"),
        ("recovered", LISTING, None),
    ]


def test_an_end_and_a_deadline_come_at_their_instants_though_every_place_is_down(tmp_path):
    play = opened(tmp_path).fault(6, LISTING, "timeout")
    play.subscriptions = '[[subscription]]\nname = "all"\nchannels = ["c"]\ndeadlines = ["7d", "1d"]\n'
    text = license_text("900", grant("ferries", until=hours(60)), dated=hours(-800))
    play.known.append({"key": KEY, "label": "900", "text": text})
    events = play.play(70)
    assert [d["at"] for d in named(events, "deadline")] == ["2026-03-04T05:01:00Z"]
    assert [c["at"] for c in named(events, "change")] == ["2026-03-05T05:01:00Z"]


@pytest.mark.parametrize(
    ("body", "more"),
    [
        ("<html><head><title>Just a moment...</title></head><body>Checking your browser</body></html>", {}),
        ("<html><head><title>Attention Required! | Cloudflare</title></head><body></body></html>", {"status": 403}),
        ("<html><body><script src='/_Incapsula_Resource?x'></script></body></html>", {}),
        ("<html><head><title>Request Rejected</title></head><body>Your support ID is: 1</body></html>", {}),
        ("<html><body><h1>Please verify you are a human</h1></body></html>", {}),
        ("", {"status": 405, "headers": {"x-amzn-waf-action": "captcha"}}),
        ("", {"status": 202}),
    ],
)
def test_a_guard_of_any_kind_is_a_challenge_and_what_it_hid_is_told(tmp_path, body, more):
    play = opened(tmp_path).publish(5, "20260302", TITLE, BODY, LICENSE).page(5, LISTING, body, **more).back(9)
    events = play.play(12)
    assert troubles(events) == [("trouble", LISTING, "challenge"), ("recovered", LISTING, None)]
    assert told(events) == [(KEY, "900", "added", "relaxed")]


def test_more_than_a_page_of_publications_during_an_outage_is_read_back_to_the_last_look(tmp_path):
    play = opened(tmp_path)
    for number in range(14):
        label = str(900 + number)
        text = license_text(label, grant(f"ferry line {label}"), dated=hours(24 + number))
        body = [f"OFAC is issuing Russia-related General License {label}."]
        slug = f"20260303_{number:02d}"
        play.publish(24 + number / 10, slug, TITLE, body, {1000 + number: (f"General License {label}", text)})
    for response in play.stage.responses:
        response["url"] = response["url"].removesuffix("/recent-actions")  # the listing as it grew is not shown
    first, second = (listing_page(play.published[at : at + 10]) for at in (0, 10))
    play.page(-48, LISTING, listing_page(play.published[14:])).fault(20, LISTING, "reset")
    play.page(30, LISTING, first.replace("</main>", '<a rel="next" href="?page=1">Next</a></main>'))
    play.page(30, f"{LISTING}?page=1", second)
    assert len(told(play.play(34))) == 14
