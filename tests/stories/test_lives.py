"""Beginnings, ends, gaps, silent edits, echoes: what happens to a measure over its life, through the whole monitor."""

from __future__ import annotations

from tests.stories.theatre import Theatre, grant, hours, license_text, named, told

KEY = "us-ofac/russia/gl-900"
TITLE = "Issuance of Russia-related General License"
OLD = (-200.0, "20260220", "Counter Terrorism Designations", ["Nothing of note."])


def announced(label):
    return [f"OFAC is issuing Russia-related General License {label}."]


def test_a_license_that_ends_with_no_successor_is_expired_and_its_successor_reinstates(tmp_path):
    end = hours(60)
    play = Theatre(tmp_path / "s").official().publish(*OLD)
    play.known.append(
        {"key": KEY, "label": "900", "text": license_text("900", grant("ferries", until=end), dated=hours(-800))}
    )
    play.publish(
        110,
        "20260307",
        TITLE,
        announced("900A"),
        {701: ("General License 900A", license_text("900A", grant("ferries", until=hours(900)), dated=hours(110)))},
    )
    events = play.play(130)
    assert told(events) == [(KEY, "900", "expired", "tightened"), (KEY, "900A", "reinstated", "relaxed")]
    assert named(events, "change")[0]["at"].startswith("2026-03-05T05:01")


def test_a_deadline_is_told_when_the_time_left_falls_to_it(tmp_path):
    play = Theatre(tmp_path / "s").official().publish(*OLD)
    play.subscriptions = '[[subscription]]\nname = "all"\nchannels = ["c"]\ndeadlines = ["2d", "1d"]\n'
    play.known.append(
        {"key": KEY, "label": "900", "text": license_text("900", grant("ferries", until=hours(96)), dated=hours(-800))}
    )
    deadlines = named(play.play(80), "deadline")
    assert [d["at"] for d in deadlines] == ["2026-03-04T05:01:00Z", "2026-03-05T05:01:00Z"]
    assert {d["due"] for d in deadlines} == {"2026-03-06T05:01:00Z"}


def test_an_extension_before_the_end_is_no_end(tmp_path):
    play = Theatre(tmp_path / "s").official().publish(*OLD)
    play.known.append(
        {"key": KEY, "label": "900", "text": license_text("900", grant("ferries", until=hours(60)), dated=hours(-800))}
    )
    later = license_text(
        "900A",
        grant("ferries", until=hours(800)),
        dated=hours(20),
        more="(c) Effective March 3, 2026, General License No. 900, dated January 28, 2026, is replaced and superseded in its entirety by this General License No. 900A.",
    )
    play.publish(20, "20260303", TITLE, announced("900A"), {701: ("General License 900A", later)})
    assert told(play.play(100)) == [(KEY, "900A", "extended", "relaxed")]


def test_a_license_replaced_silently_under_its_own_number_is_found(tmp_path):
    play = Theatre(tmp_path / "s").official().publish(*OLD)
    play.publish(
        5, "20260302", TITLE, announced("900"), {701: ("General License 900", license_text("900", grant("ferries")))}
    )
    play.paper(7.5, 701, license_text("900", grant("ferries or tugs")))
    assert told(play.play(40)) == [(KEY, "900", "added", "relaxed"), (KEY, "900", "amended", "relaxed")]


def test_a_text_that_goes_and_comes_back_is_two_changes(tmp_path):
    play = Theatre(tmp_path / "s").official().publish(*OLD)
    narrow, wide = license_text("900", grant("ferries")), license_text("900", grant("ferries or tugs"))
    play.publish(5, "20260302", TITLE, announced("900"), {701: ("General License 900", narrow)})
    play.paper(7.5, 701, wide).paper(13, 701, narrow)
    assert [t[2:] for t in told(play.play(60))] == [
        ("added", "relaxed"),
        ("amended", "relaxed"),
        ("amended", "tightened"),
    ]


def test_a_license_whose_text_cannot_be_read_is_told_in_two_minutes_and_judged_later(tmp_path):
    play = Theatre(tmp_path / "s").official().publish(*OLD)
    play.known.append({"key": KEY, "label": "900", "text": license_text("900", grant("ferries"), dated=hours(-800))})
    play.publish(
        5,
        "20260302",
        TITLE,
        announced("900A"),
        {701: ("General License 900A", license_text("900A", grant("ferries or tugs")))},
    )
    play.fault(5, "https://ofac.treasury.gov/media/701/download?inline", "reset")
    play.paper(9, 701, license_text("900A", grant("ferries or tugs")))
    events = play.play(14)
    (change,) = named(events, "change")
    assert (change["label"], change["direction"]) == ("900A", "unjudged")
    (update,) = named(events, "update")
    assert (update["kind"], update["direction"], update["story"]) == ("amended", "relaxed", change["story"])
    alerts = [a["at"] for a in named(events, "alert")]
    assert len(alerts) == 2
    assert named(events, "trouble")[0]["problem"] == "network"


def test_the_same_number_in_two_programs_is_two_measures(tmp_path):
    play = Theatre(tmp_path / "s").official().publish(*OLD)
    russian = license_text("25", grant("ferries"))
    syrian = license_text("25", grant("schools", program="syria"), program="syria", title="Authorizing Schools")
    play.publish(
        5,
        "20260302",
        TITLE,
        ["OFAC is issuing Russia-related General License 25."],
        {701: ("General License 25", russian)},
    )
    play.publish(
        30,
        "20260303",
        "Issuance of Syria-related General License",
        ["OFAC is issuing Syria-related General License 25."],
        {702: ("General License 25", syrian)},
    )
    events = play.play(40)
    assert [t[0] for t in told(events)] == ["us-ofac/russia/gl-25", "us-ofac/syria/gl-25"]
    assert len({e["story"] for e in named(events, "change")}) == 2


def test_one_page_with_many_actions_is_told_action_by_action(tmp_path):
    play = Theatre(tmp_path / "s").official().publish(*OLD)
    title = (
        "Russia-related Designations; Venezuela-related Designation Removal; Issuance of Russia-related General License"
    )
    body = [
        *announced("900"),
        "The following individual has been added to OFAC's SDN List:",
        "DOE, John; DOB 01 Jan 1970; nationality Russia; Gender Male (individual) [RUSSIA-EO14024].",
        "The following deletion has been made to OFAC's SDN List:",
        "ROE, Richard; DOB 02 Feb 1960; nationality Venezuela (individual) [VENEZUELA].",
    ]
    wind_down = license_text(
        "900", grant("the wind down of dealings with Doe"), title="Authorizing the Wind Down of Dealings with Doe"
    )
    play.publish(5, "20260302_33", title, body, {701: ("General License 900", wind_down)})
    events = play.play(10)
    assert sorted(told(events)) == [
        ("us-ofac/russia/designations-2026-03-02-33", "2026-03-02-33", "added", "tightened"),
        (KEY, "900", "added", "relaxed"),
        ("us-ofac/venezuela/removals-2026-03-02-33", "2026-03-02-33", "revoked", "relaxed"),
    ]
    stories = {e["measure"]: e["story"] for e in named(events, "change")}
    assert stories[KEY] == stories["us-ofac/russia/designations-2026-03-02-33"]


def test_a_license_that_winds_down_what_another_post_of_the_day_blocks_is_of_that_story(tmp_path):
    play = Theatre(tmp_path / "s").official().publish(*OLD)
    body = ["The following entity has been added to OFAC's SDN List:", "FERRO BANK, Moscow (entity) [RUSSIA-EO14024]."]
    play.publish(5, "20260302", "Russia-related Designations", body)
    text = license_text("900", grant("the wind down of dealings"), title="Authorizing the Wind Down of Dealings")
    play.publish(5.2, "20260302_33", TITLE, announced("900"), {701: ("General License 900", text)})
    other = license_text("901", grant("tugs"), title="Authorizing Tugs")
    play.publish(7, "20260302_44", TITLE, announced("901"), {702: ("General License 901", other)})
    stories = {e["measure"]: e["story"] for e in named(play.play(10), "change")}
    assert stories[KEY] == stories["us-ofac/russia/designations-2026-03-02"]
    assert stories["us-ofac/russia/gl-901"] != stories[KEY]


def test_a_version_whose_text_comes_after_that_of_its_successor_is_told_and_judged_all_the_same(tmp_path):
    play = Theatre(tmp_path / "s").official().publish(*OLD)
    play.known.append({"key": KEY, "label": "900", "text": license_text("900", grant("ferries"), dated=hours(-800))})
    for at, media, label, what in ((5, 701, "900A", "ferries or tugs"), (30, 702, "900B", "ferries")):
        text = license_text(label, grant(what), dated=hours(at))
        play.publish(at, f"2026030{2 + at // 24}", TITLE, announced(label), {media: (f"General License {label}", text)})
    play.fault(5, "https://ofac.treasury.gov/media/701/download?inline", "reset")
    play.paper(40, 701, license_text("900A", grant("ferries or tugs"), dated=hours(5)))
    events = play.play(60)
    assert [e["label"] for e in named(events, "change")] == ["900A", "900B"]
    assert [(u["label"], u["direction"]) for u in named(events, "update")] == [("900A", "relaxed")]


def test_what_was_there_at_the_first_look_is_no_news_and_what_is_dated_later_is(tmp_path):
    play = Theatre(tmp_path / "s").official()
    play.publish(
        -48, "20260228", TITLE, announced("900"), {701: ("General License 900", license_text("900", grant("ferries")))}
    )
    play.fault(0, "https://ofac.treasury.gov/recent-actions", "timeout")
    play.publish(
        30,
        "20260303",
        TITLE,
        announced("901"),
        {702: ("General License 901", license_text("901", grant("tugs"), title="Authorizing Tugs"))},
    )
    events = play.play(40)
    assert told(events) == [("us-ofac/russia/gl-901", "901", "added", "relaxed")]


def test_a_known_measure_on_a_page_is_no_change(tmp_path):
    play = Theatre(tmp_path / "s").official()
    play.known.append({"key": KEY, "label": "900", "text": license_text("900", grant("ferries"), dated=hours(-48))})
    play.publish(
        -48,
        "20260228",
        TITLE,
        announced("900"),
        {701: ("General License 900", license_text("900", grant("ferries"), dated=hours(-48)))},
    )
    play.paper(7, 701, license_text("900", grant("ferries or tugs"), dated=hours(-48)))
    assert told(play.play(10)) == []
    assert told(play.play(30)) == [(KEY, "900", "amended", "relaxed")]


def test_of_two_licenses_with_one_number_the_one_whose_text_does_not_come_is_told_all_the_same(tmp_path):
    play = Theatre(tmp_path / "s").official().publish(*OLD)
    body = ["OFAC is issuing Russia-related General License 25 and Venezuela-related General License 25."]
    texts = {
        701: ("Russia-related General License 25", license_text("25", grant("ferries"))),
        702: ("Venezuela-related General License 25", license_text("25", grant("ferries"), program="venezuela")),
    }
    play.publish(5, "20260302", "Issuance of Russia-related and Venezuela-related General Licenses", body, texts)
    play.page(5, "https://ofac.treasury.gov/media/702/download?inline", "", status=404)
    events = play.play(14)
    assert [t[:3] for t in told(events)] == [
        ("us-ofac/russia/gl-25", "25", "added"),
        ("us-ofac/venezuela/gl-25", "25", "added"),
    ]
    assert len(named(events, "alert")) == 2
