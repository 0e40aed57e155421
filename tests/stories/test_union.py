"""Acts of the Union and the flood of news about them: few alerts, one story, nothing in force before it is adopted."""

from __future__ import annotations

from typing import Any

import pytest

from tests.stories.pages import CELLAR, JOURNAL, RSS, XHTML, act, journal, rss
from tests.stories.theatre import Theatre, hours, named, told

RUSSIA = "concerning restrictive measures in view of Russia's actions destabilising the situation in Ukraine"
SECTORAL = f"Council Regulation (EU) 2026/417 of 3 March 2026 amending Regulation (EU) No 833/2014 {RUSSIA}"
DECISION = f"Council Decision (CFSP) 2026/419 of 3 March 2026 amending Decision 2014/512/CFSP {RUSSIA}"
PERSONS = (
    "Council Implementing Regulation (EU) 2026/418 of 3 March 2026 implementing Regulation (EU) No 269/2014 concerning restrictive "
    "measures in respect of actions undermining or threatening the territorial integrity, sovereignty and independence of Ukraine"
)
FISH = ("32026R0001", "Commission Regulation (EU) 2026/1 on fishing quotas", hours(-50))
ADDED = "The following persons are added to the list set out in Annex I:"
NEWS = {
    "en": (
        ("EU ambassadors agree 21st sanctions package against Russia", "Ambassadors reached a political agreement on the bloc's 21st package of sanctions against Russia, diplomats said. It still has to be formally adopted."),
        ("EU adopts 21st package of sanctions against Russia", "The Council formally adopted the 21st package of sanctions against Russia, listing 40 vessels and banning transactions with ten banks."),
    ),
    "nl": (
        ("EU-landen eens over 21e sanctiepakket tegen Rusland", "De ambassadeurs hebben een akkoord bereikt over het 21e sanctiepakket tegen Rusland. Het moet nog formeel worden aangenomen."),
        ("EU neemt 21e sanctiepakket tegen Rusland aan", "De Raad heeft het 21e sanctiepakket tegen Rusland formeel aangenomen. Veertig schepen komen op de lijst."),
    ),
    "de": (
        ("EU-Staaten einigen sich auf 21. Sanktionspaket gegen Russland", "Die EU-Botschafter haben sich auf das 21. Sanktionspaket gegen Russland verständigt. Es muss noch förmlich beschlossen werden."),
        ("EU beschließt 21. Sanktionspaket gegen Russland", "Der Rat hat das 21. Sanktionspaket gegen Russland förmlich angenommen. 40 Schiffe werden gelistet."),
    ),
    "fr": (
        ("L'UE s'accorde sur un 21e paquet de sanctions contre la Russie", "Les ambassadeurs sont parvenus à un accord sur le 21e paquet de sanctions contre la Russie, qui doit encore être formellement adopté."),
        ("L'UE adopte le 21e paquet de sanctions contre la Russie", "Le Conseil a adopté le 21e paquet de sanctions contre la Russie, qui vise 40 navires."),
    ),
    "es": (
        ("La UE acuerda el 21.º paquete de sanciones contra Rusia", "Los embajadores alcanzaron un acuerdo sobre el 21.º paquete de sanciones contra Rusia, pendiente de adopción formal."),
        ("La UE adopta el 21.º paquete de sanciones contra Rusia", "El Consejo adoptó el 21.º paquete de sanciones contra Rusia."),
    ),
}  # fmt: skip


def gazette(folder, *acts):
    """The journal, with acts (CELEX number, title, articles) from hour 31 on."""
    play = Theatre(folder / "s").source("oj", "eu-journal", JOURNAL, every="30m", more='jurisdiction = "EU"')
    play.page(-50, JOURNAL, journal(FISH), RSS)
    play.page(31, JOURNAL, journal(*((celex, title, hours(31)) for celex, title, _ in acts), FISH), RSS)
    for celex, title, articles in acts:
        play.page(31, CELLAR + celex, act(title, *articles), XHTML)
    return play


def package(folder):
    port = "the following paragraph is inserted: ‘2a. It shall be prohibited to provide access to ports.’"
    return gazette(
        folder,
        ("32026R0417", SECTORAL, ["Article 1", port]),
        (
            "32026R0418",
            PERSONS,
            ["Article 1", "Annex I is amended as set out in the Annex.", "ANNEX", ADDED, "1. Ivan DOE"],
        ),
        ("32026D0419", DECISION, ["Article 1", "The following vessels are added to Annex XVI."]),
    )


def flooded(folder, copies):
    play = package(folder)
    for language, items in NEWS.items():
        for copy in range(copies):
            home = f"https://{language}{copy}.example"
            play.source(f"{language}{copy}", "feed", f"{home}/feed", role="news", more=f'language = "{language}"')
            shown: list[tuple[Any, ...]] = []
            play.page(-50, f"{home}/feed", rss(), RSS)
            for number, (title, text) in enumerate(items):
                at = (5, 30)[number] + copy * 1.3
                shown.insert(0, (title, f"{home}/{number}", hours(at), text))
                play.page(at, f"{home}/feed", rss(*shown), RSS)
    return play.play(60)


@pytest.mark.parametrize("copies", [1, pytest.param(12, marks=pytest.mark.long)])
def test_a_flood_of_news_about_one_package_is_one_story_and_few_alerts(tmp_path, copies):
    events = flooded(tmp_path, copies)
    reports, changes = named(events, "report"), named(events, "change")
    assert len(reports) == 2 * len(NEWS) * copies
    early = [r for r in reports if r["at"] < "2026-03-03T17:00:00Z"]
    assert {r["stage"] for r in early if r["direction"] != "unchanged"} == {"agreed_not_adopted"}
    assert len(changes) == 3
    assert len({e["story"] for e in reports + changes}) == 1
    assert len(named(events, "alert")) <= len(changes) + 3
    assert not [a for a in named(events, "alert") if a["at"] < "2026-03-03T17:00:00Z" and "agreed" not in a["subject"]]


def test_the_acts_of_a_package_have_the_direction_of_their_own_words(tmp_path):
    assert {(t[0], t[3]) for t in told(package(tmp_path).play(40))} == {
        ("eu/regulation-2026-417", "tightened"),
        ("eu/regulation-2026-418", "tightened"),
        ("eu/decision-2026-419", "tightened"),
    }


@pytest.mark.parametrize(
    ("articles", "direction"),
    [
        (["The entry concerning the following person is deleted: Ivan DOE"], "relaxed"),
        (["‘3a. By way of derogation from Article 3, the competent authorities may authorise the release of funds.’"], "relaxed"),
        ([ADDED, "Ivan DOE", "The following entries are deleted: Richard ROE"], "mixed"),
        (["The entry for Ivan DOE is replaced by the following: Ivan DOE, born in 1970"], "unjudged"),
    ],
)  # fmt: skip
def test_an_act_that_takes_off_a_list_or_allows_relaxes_and_what_is_not_clear_is_unjudged(
    tmp_path, articles, direction
):
    events = gazette(tmp_path, ("32026R0418", PERSONS, ["Article 1", *articles])).play(40)
    assert [t[2:] for t in told(events)] == [("added", direction)]


def test_an_act_whose_text_is_late_is_told_with_what_the_journal_says(tmp_path):
    play = gazette(tmp_path, ("32026R0418", PERSONS, ["Article 1", ADDED, "Ivan DOE"]))
    play.page(31, f"{CELLAR}32026R0418", "", status=503).page(34, f"{CELLAR}32026R0418", act(PERSONS, ADDED), XHTML)
    events = play.play(40)
    assert [t[2:] for t in told(events)] == [("added", "unjudged")]
    assert [u["direction"] for u in named(events, "update")] == ["tightened"]
    assert [e["event"] for e in events if e["event"] in {"trouble", "recovered"}] == ["trouble", "recovered"]


def test_acts_that_were_in_the_journal_at_the_first_look_are_no_news_though_their_texts_are_late(tmp_path):
    play = Theatre(tmp_path / "s").source("oj", "eu-journal", JOURNAL, every="30m", more='jurisdiction = "EU"')
    play.page(-50, JOURNAL, journal(("32026R0418", PERSONS, hours(-30))), RSS)
    play.page(-50, f"{CELLAR}32026R0418", "", status=503).page(4, f"{CELLAR}32026R0418", act(PERSONS, ADDED), XHTML)
    assert told(play.play(10)) == []


def test_an_act_that_an_official_feed_names_is_told_from_its_title_and_never_twice(tmp_path):
    """A pointer that itself names a measure makes the change; what merely speaks of an act does not."""
    play = gazette(tmp_path, ("32026R0418", PERSONS, ["Article 1", ADDED, "Ivan DOE"]))
    feed = "https://council.example/acts.rss"
    play.source("acts", "feed", feed, every="15m", more='jurisdiction = "EU"').page(-50, feed, rss(), RSS)
    talk = (
        "Press release on Regulation (EU) No 269/2014 and its restrictive measures",
        "https://c.example/1",
        hours(5),
        "x",
    )
    own = (PERSONS, "https://c.example/2", hours(29), "")
    play.page(5, feed, rss(talk), RSS).page(29, feed, rss(own, talk), RSS)
    events = play.play(40)
    assert told(events) == [("eu/regulation-2026-418", "2026/418", "added", "unjudged")]
    assert [u["direction"] for u in named(events, "update")] == ["tightened"]
