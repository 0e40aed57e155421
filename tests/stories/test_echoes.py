"""One act in several places: a press release, a bulletin, a page, a print. One change, one alert."""

from __future__ import annotations

import pytest

from tests.stories.pages import (
    BULLETINS,
    JSON,
    PRINTED,
    PROGRAM,
    PUBLICATION,
    REGISTER,
    RSS,
    WHITE_HOUSE,
    entry,
    printed,
    program_page,
    query,
    rss,
)
from tests.stories.theatre import Theatre, grant, hours, license_text, named, told

KEY = "us-ofac/russia/gl-900"
TITLE = "Issuance of Russia-related General License"
OLD = (-200.0, "20260220", "Counter Terrorism Designations", ["Nothing of note."])
BEFORE = entry("2026-00001", "Notice of OFAC Sanctions Action", "2026-02-20", "Notice")
ORDER_PAGE = "https://www.whitehouse.gov/presidential-actions/2026/03/ruritania/"
VESTED = (
    "By the authority vested in me as President by the Constitution and the laws of the United States of America, including the "
    "International Emergency Economic Powers Act (50 U.S.C. 1701 et seq.), I hereby declare a national emergency."
)
BLOCKS = "Section 1. (a) All property and interests in property of the following persons are blocked."


def with_register(folder):
    play = Theatre(folder / "s").source("fr", "federal-register", REGISTER, every="6h")
    play.page(-50, REGISTER, query(BEFORE), JSON)
    return play.page(
        -50, PRINTED.format("2026/02/20", "2026-00001"), printed("2026-00001", "SUMMARY: Names.", "Notices")
    )


def print_order(play, at):
    body = f"Executive Order 14499 of March 2, 2026\n\nBlocking Property of Ruritania\n\n{VESTED}\n\n{BLOCKS}\n\n(Presidential Sig.)\n\nTHE WHITE HOUSE,\n\nMarch 2, 2026.\n"
    row = entry("2026-04444", "Blocking Property of Ruritania", "2026-03-06", "Presidential Document")
    play.page(at, REGISTER, query(row, BEFORE), JSON)
    return play.page(
        at, PRINTED.format("2026/03/06", "2026-04444"), printed("2026-04444", body, "Presidential Documents")
    )


def sign_order(play, at):
    old = ("Peanut Day", "https://www.whitehouse.gov/presidential-actions/2026/02/peanut/", hours(-50), "Peanuts.")
    play.source("wh", "feed", WHITE_HOUSE, every="2h").page(-50, WHITE_HOUSE, rss(old), RSS)
    play.page(
        at,
        ORDER_PAGE,
        f"<html><body><main><h1>Blocking Property of Ruritania</h1><article><p>EXECUTIVE ORDER 14499</p><p>{VESTED}</p><p>{BLOCKS}</p></article></main></body></html>",
    )
    new = ("Blocking Property of Ruritania", ORDER_PAGE, hours(at), "EXECUTIVE ORDER 14499. A national emergency.")
    return play.page(at, WHITE_HOUSE, rss(new, old), RSS)


def test_an_order_is_told_when_it_is_made_known_and_its_print_alerts_nobody(tmp_path):
    events = sign_order(print_order(with_register(tmp_path), 30), 5).play(44)
    assert [t[2:] for t in told(events)] == [("added", "tightened"), ("republished", "unchanged")]
    assert {t[0] for t in told(events)} == {"us-eo/14499"}
    assert len(named(events, "alert")) == 1


def test_an_order_that_was_missed_is_told_from_its_print_and_its_page_is_an_echo(tmp_path):
    events = sign_order(print_order(with_register(tmp_path), 20), 40).play(50)
    assert [t[2:] for t in told(events)] == [("added", "tightened")]
    (alert,) = named(events, "alert")
    assert "first seen in the Federal Register" in alert["subject"]


def test_prints_of_what_was_missed_of_what_is_older_and_of_what_has_ended(tmp_path):
    texts = [
        license_text("900", grant("ferries"), dated=hours(30)),
        license_text("901", grant("tugs"), title="Authorizing Tugs", dated=hours(-900)),
        license_text("902", grant("rafts", until=hours(60)), title="Authorizing Rafts", dated=hours(20)),
    ]
    row = entry("2026-05555", "Publication of Web General Licenses 900, 901, 902", "2026-03-06")
    play = with_register(tmp_path).page(100, REGISTER, query(row, BEFORE), JSON)
    play.page(
        100,
        PRINTED.format("2026/03/06", "2026-05555"),
        printed("2026-05555", PUBLICATION + "\n\n".join(texts)),
    )
    events = play.play(130)
    assert {t[1]: t[2] for t in told(events)} == {"900": "added", "901": "republished", "902": "republished"}
    (alert,) = named(events, "alert")
    assert alert["about"] == [KEY]
    assert "first seen in the Federal Register" in alert["subject"]


def test_prints_out_of_order_and_after_the_end_are_republished_once_a_version(tmp_path):
    play = with_register(tmp_path).official(every="4h").publish(*OLD)
    play.known.append({"key": KEY, "label": "900", "text": license_text("900", grant("ferries"), dated=hours(-800))})
    new = license_text("900A", grant("ferries or tugs", until=hours(60)), dated=hours(5))
    play.publish(
        5,
        "20260302",
        TITLE,
        ["OFAC is issuing Russia-related General License 900A."],
        {701: ("General License 900A", new)},
    )
    rows = [BEFORE]
    old = license_text("900", grant("ferries"), dated=hours(-800))
    for at, number, text in ((100, "2026-05555", new), (120, "2026-05556", old), (140, "2026-05557", new)):
        rows.insert(0, entry(number, "Publication of Web General License", "2026-03-06"))
        play.page(at, REGISTER, query(*rows), JSON)
        play.page(at, PRINTED.format("2026/03/06", number), printed(number, PUBLICATION + text))
    events = play.play(160)
    assert [t[1:3] for t in told(events)] == [
        ("900A", "amended"),
        ("900A", "expired"),
        ("900A", "republished"),
        ("900", "republished"),
    ]
    assert len(named(events, "alert")) == 2


@pytest.mark.parametrize("first", ["listing", "program page", "both at once"])
def test_one_license_in_two_places_is_one_change_whichever_is_first(tmp_path, first):
    play = Theatre(tmp_path / "s").official().publish(*OLD)
    play.source("program", "ofac-program", PROGRAM, every="1h", more='programs = ["russia"]')
    play.paper(-48, 600, license_text("8", grant("lamps"), dated=hours(-900))).page(
        -48, PROGRAM, program_page([("8", 600)])
    )
    text = license_text("900", grant("ferries"))
    listed, shown = {"listing": (5, 9), "program page": (9, 5), "both at once": (5, 5)}[first]
    play.paper(5, 701, text).page(shown, PROGRAM, program_page([("900", 701), ("8", 600)]))
    play.publish(
        listed,
        "20260302",
        TITLE,
        ["OFAC is issuing Russia-related General License 900."],
        {701: ("General License 900", text)},
    )
    events = play.play(14)
    assert told(events) == [(KEY, "900", "added", "relaxed")]
    assert len(named(events, "alert")) == 1


def test_a_bulletin_makes_the_change_while_the_regulators_site_is_down(tmp_path):
    """The pointer names the license: told within two minutes; when the site is back only its text is added."""
    play = Theatre(tmp_path / "s").official().publish(*OLD).source("gov", "feed", BULLETINS, every="15m")
    old = ("Counter Terrorism Designations", "https://content.govdelivery.com/bulletins/gd/X-1", hours(-200), "x")
    new_page = "https://content.govdelivery.com/bulletins/gd/X-2"
    new = (f"{TITLE} 900", new_page, hours(5), "OFAC is issuing Russia-related General License 900.")
    play.page(-100, BULLETINS, rss(old), RSS).page(5, BULLETINS, rss(new, old), RSS)
    detail = "https://ofac.treasury.gov/recent-actions/20260302"
    play.page(5, new_page, f'<html><body><div id="bulletin_body"><a href="{detail}">License</a></div></body></html>')
    text = license_text("900", grant("ferries"))
    play.publish(
        9,
        "20260302",
        TITLE,
        ["OFAC is issuing Russia-related General License 900."],
        {701: ("General License 900", text)},
    )
    play.fault(4, "https://ofac.treasury.gov/recent-actions", "timeout").fault(4, detail, "timeout")
    events = play.play(14)
    (change,) = named(events, "change")
    assert change["measure"] == KEY
    assert change["at"] <= "2026-03-02T17:17:30Z"
    assert [u["story"] for u in named(events, "update")] == [change["story"]]
    assert len(named(events, "alert")) == 2


def test_a_license_that_a_source_added_meanwhile_shows_at_its_first_look_is_told_by_the_other(tmp_path):
    play = Theatre(tmp_path / "s").official(every="5h").publish(*OLD)
    text = license_text("900", grant("ferries"), dated=hours(23))
    body = ["OFAC is issuing Russia-related General License 900."]
    play.publish(23, "20260303", TITLE, body, {701: ("General License 900", text)})
    play.page(-48, PROGRAM, program_page([("900", 701)]))
    assert play.play(24) == []
    play.source("program", "ofac-program", PROGRAM, every="1h", more='programs = ["russia"]')
    events = play.play(34)
    assert told(events) == [(KEY, "900", "added", "relaxed")]
    assert named(events, "change")[0]["sources"] == ["ofac"]
    assert len(named(events, "alert")) == 1
