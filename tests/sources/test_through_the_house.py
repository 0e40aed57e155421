"""Places outside OFAC on their whole way: fetched under a virtual clock, read, compared, told. One small story of our own wording."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from monitor.configuration import read_settings
from monitor.replay import open_replay
from tests.sources import test_ecfr as ecfr
from tests.sources import test_eu_journal as journal
from tests.sources import test_govuk as govuk
from tests.sources import test_legislation_uk as legislation
from tests.sources import test_treasury_press as treasury

START, LATER = "2031-03-01T00:00:00Z", "2031-03-05T11:00:00Z"
CONTENT = "https://www.gov.uk/api/content/government/publications/general-licence-int20312345678"
CELLAR = "https://publications.europa.eu/resource/celex/"
FULL = "https://www.ecfr.gov/api/versioner/v1/full/{}/title-31.xml?part=799"
LICENCE = (
    "<p>INT/2031/2345678</p><h1>GENERAL LICENCE - Lace</h1>"
    "<p>1. This licence is granted under regulation 64 of the Russia (Sanctions) (EU Exit) Regulations 2019.</p>"
    "<p>2. A UK Person may trade in lace with a designated person.</p>"
    "<p>3. This licence takes effect from 2 January 2031 and expires at 23:59 on 30 June {}.</p>"
)
SOURCES = {
    "govuk": (govuk.FEED, "UK"),
    "legislation-uk": (legislation.FEED, "UK"),
    "eu-journal": (journal.FEED, "EU"),
    "ecfr": (ecfr.VERSIONS, "US"),
    "treasury-press": (treasury.LIST, "US"),
}


class Web:
    """Answers by address and time, written down as a recording."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.lines = folder, list[str]()
        (folder / "bodies").mkdir(parents=True)

    def put(self, at: str, url: str, body: str | dict[str, Any]) -> None:
        name = f"bodies/{len(self.lines)}"
        (self.folder / name).write_text(json.dumps(body) if isinstance(body, dict) else body, encoding="utf-8")
        self.lines.append(json.dumps({"at": at, "url": url, "status": 200, "headers": {}, "body": name}))

    def write(self, *kinds: str) -> None:
        (self.folder / "responses.jsonl").write_text("\n".join(self.lines), encoding="utf-8")
        story = f'title = "Lace"\nstart = {START}\nend = 2031-03-07T00:00:00Z\n'
        (self.folder / "story.toml").write_text(story, encoding="utf-8")
        tables = [
            f'[[source]]\nid = "{kind}"\nkind = "{kind}"\nurl = "{url}"\nevery = "1h"\nrole = "official"\njurisdiction = "{where}"\n'
            for kind, (url, where) in SOURCES.items()
            if kind in (kinds or SOURCES)
        ]
        desk = '[[channel]]\nname = "desk"\nurl = "json://127.0.0.1:9/desk"\n[[subscription]]\nname = "all"\nchannels = ["desk"]\n'
        (self.folder / "monitor.toml").write_text("\n".join([*tables, desk]), encoding="utf-8")


def united_kingdom(web: Web) -> None:
    page = govuk.attachment(
        "General licence INT/2031/2345678", "/government/publications/general-licence-int20312345678/text", None
    )
    old, new = "2031-01-02T10:00:00+00:00", "2031-03-05T10:00:01+00:00"
    for at, updated, year, notes in ((START, old, 2031, govuk.HISTORY[:1]), (LATER, new, 2033, govuk.HISTORY)):
        web.put(at, govuk.FEED, govuk.feed(govuk.entry(updated=updated)))
        web.put(at, CONTENT, govuk.item(attachments=[page], changes=notes, public_updated_at=updated))
        web.put(at, f"{CONTENT}/text", {"details": {"body": LICENCE.format(year)}})
    web.put(START, legislation.FEED, legislation.feed())
    web.put(LATER, legislation.FEED, legislation.feed(legislation.entry()))
    web.put(START, "https://www.legislation.gov.uk/uksi/2031/417/made/data.xml", legislation.ACT)


def union(web: Web) -> None:
    decision = journal.TITLE.replace("Council Regulation (EU) 2031/417", "Council Decision (CFSP) 2031/418")
    web.put(START, journal.FEED, journal.feed(journal.item("32031R0001", "Commission Regulation (EU) 2031/1 on fish")))
    web.put(LATER, journal.FEED, journal.feed(journal.item(), journal.item("32031D0418", decision)))
    web.put(START, f"{CELLAR}32031R0417", journal.ACT)
    web.put(START, f"{CELLAR}32031D0418", journal.ACT.replace("2031/417", "2031/418"))


def code(web: Web) -> None:
    first = [
        ecfr.version(f"799.50{n}", "2030-01-03", f"§ 799.50{n}   {name}.") for n, name in ((1, "A"), (2, "B"), (3, "C"))
    ]
    gone = [
        ecfr.version(f"799.50{n}", "2031-03-04", f"§ 799.50{n}   {name}.", removed=True)
        for n, name in ((2, "B"), (3, "C"))
    ]
    second = [
        ecfr.version("799.501", "2031-03-04", "§ 799.501   A."),
        ecfr.version("799.602", "2031-03-04", "§ 799.602   B."),
    ]
    text = "<P>(a) Transactions in {} are authorized{}.</P>"
    b, c = (text.format(what, "") for what in ("bobbins", "cushions"))
    web.put(START, ecfr.VERSIONS, ecfr.answer(*first))
    sections = [
        ecfr.section("799.501", text.format("lace", ""), "A."),
        ecfr.section("799.502", b, "B."),
        ecfr.section("799.503", c, "C."),
    ]
    web.put(START, FULL.format("2030-01-03"), ecfr.part(*sections))
    web.put(LATER, ecfr.VERSIONS, ecfr.answer(*first, *gone, *second))
    ends = text.format("lace", " through 12:01 a.m. eastern standard time, January 3, 2032")
    web.put(
        LATER,
        FULL.format("2031-03-04"),
        ecfr.part(ecfr.section("799.501", ends, "A."), ecfr.section("799.602", b, "B.")),
    )


def releases(web: Web) -> None:
    old = treasury.row("sb0001", "Old", "2031-02-01T10:00:00Z")
    web.put(START, treasury.LIST, treasury.listing(old))
    web.put(LATER, treasury.LIST, treasury.listing(treasury.row("sb0123", "Treasury Sanctions Lace Smugglers"), old))
    web.put(START, f"{treasury.LIST}/sb0001", treasury.RELEASE)
    told = treasury.RELEASE.replace("OFAC acted.", "OFAC issued Russia-related General License 999.")
    web.put(LATER, f"{treasury.LIST}/sb0123", told)


@pytest.fixture(scope="module")
def events(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """Everything that the story prints."""
    folder = tmp_path_factory.mktemp("lace")
    web = Web(folder / "story")
    for place in (united_kingdom, union, code, releases):
        place(web)
    web.write()
    return played(web, folder)


def played(web: Web, folder: Path) -> list[dict[str, Any]]:
    settings = read_settings(web.folder / "monitor.toml", database=folder / "monitor.db", environ={})
    printed: list[dict[str, Any]] = []

    async def play() -> None:
        async with open_replay(web.folder, settings, printed.append) as story:
            await story.run()

    asyncio.run(play())
    return printed


def changes(events: list[dict[str, Any]], measure: str) -> list[tuple[str, str]]:
    return [(e["kind"], e["direction"]) for e in events if e["event"] == "change" and e["measure"] == measure]


def test_nothing_is_told_of_the_first_look_and_nothing_is_in_trouble(events: list[dict[str, Any]]) -> None:
    assert not [e for e in events if e["at"] < LATER]
    assert not [e for e in events if e["event"] == "trouble"]


def test_a_licence_that_is_extended_under_its_own_number_is_told_as_extended(events: list[dict[str, Any]]) -> None:
    assert changes(events, "uk-ofsi/int-2031-2345678") == [("extended", "relaxed")]


def test_a_new_statutory_instrument_is_told_once(events: list[dict[str, Any]]) -> None:
    assert [kind for kind, _ in changes(events, "uk-si/2031-417")] == ["added"]


def test_the_acts_of_a_package_are_one_story(events: list[dict[str, Any]]) -> None:
    acts = {"eu/regulation-2031-417", "eu/decision-2031-418"}
    stories = [e["story"] for e in events if e["event"] == "change" and e["measure"] in acts]
    assert len(stories) == 2
    assert len(set(stories)) == 1


def test_a_section_is_compared_with_itself(events: list[dict[str, Any]]) -> None:
    assert changes(events, "us-cfr/31/799.501") == [("shortened", "tightened")]


def test_a_section_with_another_number_is_no_news_and_one_that_is_removed_is(events: list[dict[str, Any]]) -> None:
    assert not changes(events, "us-cfr/31/799.502")
    assert not changes(events, "us-cfr/31/799.602")
    assert [kind for kind, _ in changes(events, "us-cfr/31/799.503")] == ["withdrawn"]


def test_a_license_that_a_press_release_names_is_told_before_its_text_is_there(events: list[dict[str, Any]]) -> None:
    assert [kind for kind, _ in changes(events, "us-ofac/russia/gl-999")] == ["added"]
    assert not [e for e in events if e["event"] == "change" and "designations" in e["measure"]]


def test_an_amendment_that_the_list_names_before_its_day_is_read_when_the_day_is_over(tmp_path: Path) -> None:
    web = Web(tmp_path / "story")
    text = "<P>(a) Transactions in {} are authorized.</P>"
    first = ecfr.version("799.501", "2030-01-03", "§ 799.501   A.")
    web.put(START, ecfr.VERSIONS, ecfr.answer(first))
    web.put(START, FULL.format("2030-01-03"), ecfr.part(ecfr.section("799.501", text.format("lace"), "A.")))
    # From the third of March on the list stays as it is.
    web.put(
        "2031-03-03T12:00:00Z",
        ecfr.VERSIONS,
        ecfr.answer(first, ecfr.version("799.501", "2031-03-04", "§ 799.501   A.")),
    )
    amended = ecfr.part(ecfr.section("799.501", text.format("lace or yarn"), "A."))
    web.put("2031-03-05T05:00:00Z", FULL.format("2031-03-04"), amended)
    web.write("ecfr")
    events = played(web, tmp_path)
    assert changes(events, "us-cfr/31/799.501") == [("amended", "relaxed")]
    assert not [e for e in events if e["event"] == "trouble"]
