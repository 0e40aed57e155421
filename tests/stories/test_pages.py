"""Pages watched by their words, schedules of every form, subscriptions of every form, the operator's own channel."""

from __future__ import annotations

import pytest

from monitor.demo.stage import LISTING
from tests.stories.theatre import Theatre, grant, hours, license_text, named, told

KEY = "us-ofac/russia/gl-900"
TITLE = "Issuance of Russia-related General License"
OLD = (-200.0, "20260220", "Counter Terrorism Designations", ["Nothing of note."])
PAGE = "https://regulator.example/rules"
RULES = (
    "<p>Exports of ferries to Ruritania are prohibited.</p><p>Imports of lamps are permitted until further notice.</p>"
)


def page(words, edge="0"):
    return (
        f"<html><body><nav>Menu {edge}</nav><main><h1>Rules</h1>{words}</main>"
        f"<footer>Last checked: {edge}</footer></body></html>"
    )


def watched(folder, words, more=""):
    play = Theatre(folder / "s").source("rules", "page", PAGE, every="2h", more=f'select = "main"\n{more}')
    play.page(-48, PAGE, page(RULES)).page(4, PAGE, page(RULES, "1"))
    return play.page(9, PAGE, page(words, "2"))


@pytest.mark.parametrize(
    ("words", "direction"),
    [
        (f"{RULES}<p>Exports of tugs to Ruritania are prohibited.</p>", "tightened"),
        (f"{RULES}<p>Exports of books to Ruritania are exempt.</p>", "relaxed"),
        (RULES.replace("<p>Exports of ferries to Ruritania are prohibited.</p>", ""), "relaxed"),
        (RULES.replace("lamps", "lamps and torches made in Ruritania"), "unjudged"),
    ],
)
def test_a_page_that_is_a_rule_has_the_sign_of_its_words_or_none(tmp_path, words, direction):
    events = watched(tmp_path, words, 'measure = "ch-seco/rules"\njurisdiction = "CH"').play(14)
    assert told(events) == [("ch-seco/rules", "page", "amended", direction)]
    assert len(named(events, "alert")) == 1


def test_a_page_without_its_part_is_trouble_once_and_recovered_once(tmp_path):
    play = watched(tmp_path, RULES).page(15, PAGE, "<html><body><div>A new look</div></body></html>")
    events = play.page(30, PAGE, page(RULES, "3")).play(40)
    assert [(e["event"], e.get("problem")) for e in events] == [("trouble", "layout"), ("recovered", None)]


def test_the_hours_of_a_cron_expression_and_of_haste_are_kept(tmp_path):
    haste = 'tz = "America/New_York"\nrush = { every = "3m", hours = "08:00-18:30", days = "mon-fri" }'
    play = Theatre(tmp_path / "s").source("ofac", "ofac-recent-actions", LISTING, every="2h", more=haste).publish(*OLD)
    play.sources += f'[[source]]\nid = "cron"\nkind = "page"\nurl = "{PAGE}"\ncron = "*/30 8-18 * * mon-fri"\ntz = "Europe/Amsterdam"\nrole = "official"\n'
    play.page(-48, PAGE, page(RULES)).page(9, PAGE, page(f"{RULES}<p>Tugs are prohibited.</p>"))
    text = license_text("900", grant("ferries"))
    play.publish(5.02, "20260302", TITLE, ["Russia-related General License 900."], {701: ("General License 900", text)})
    at = {e["measure"]: e["at"] for e in named(play.play(24), "change")}
    assert at[KEY] <= "2026-03-02T17:04:30Z"
    assert next(iter(v for k, v in at.items() if k != KEY)) == "2026-03-03T07:00:00Z"


SUBSCRIPTIONS = """
[operator]
channel = "ops"
heartbeat = "off"
[[channel]]
name = "ops"
url = "json://127.0.0.1:9/ops"
[[channel]]
name = "d"
url = "json://127.0.0.1:9/d"
tz = "Europe/Amsterdam"
[[subscription]]
name = "relaxed"
channels = ["c"]
directions = ["relaxed"]
programs = ["russia"]
[[subscription]]
name = "tightened"
channels = ["d"]
directions = ["tightened"]
kinds = ["added"]
quiet = "22:00-07:00"
[[subscription]]
name = "both"
channels = ["c", "d"]
measures = ["us-ofac/syria/*"]
[[subscription]]
name = "ends"
channels = ["d"]
kinds = ["expired"]
deadlines = ["7d", "1d"]
"""


def test_everybody_hears_what_was_asked_for_and_the_operator_what_went_wrong(tmp_path):
    play = Theatre(tmp_path / "s", subscriptions=SUBSCRIPTIONS).official().publish(*OLD)
    text = license_text("900", grant("ferries", until=hours(48)), dated=hours(-800))
    play.known.append({"key": KEY, "label": "900", "text": text})
    ferries, schools = (
        license_text("901", grant("tugs")),
        license_text("30", grant("schools", program="syria"), program="syria"),
    )
    play.publish(5, "20260302", TITLE, ["Russia-related General License 901."], {701: ("General License 901", ferries)})
    names = ["The following individual has been added to OFAC's SDN List:", "DOE, John (individual) [RUSSIA-EO14024]."]
    play.publish(10.5, "20260302_33", "Russia-related Designations", names)
    play.publish(
        20, "20260303", "Issuance of Syria-related General License", ["Syria-related General License 30."], {703: ("General License 30", schools)}
    )  # fmt: skip
    play.page(25, LISTING, "", status=503).back(29)
    events = play.play(60)
    heard = [(a["at"][5:13], a["channel"], a["about"][0]) for a in named(events, "alert")]
    assert heard == [
        ("03-02T17", "c", "us-ofac/russia/gl-901"),
        ("03-03T05", "d", KEY),
        ("03-03T06", "d", "us-ofac/russia/designations-2026-03-02-33"),
        ("03-03T08", "c", "us-ofac/syria/gl-30"),
        ("03-03T08", "d", "us-ofac/syria/gl-30"),
        ("03-03T13", "ops", "ofac: http"),
        ("03-03T17", "ops", "ofac: http is over"),
        ("03-04T05", "d", KEY),
    ]
    assert [d["due"] for d in named(events, "deadline")] == ["2026-03-04T05:01:00Z"]
