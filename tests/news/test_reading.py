"""Whole items: the label, the direction and the stage, in the languages that are read."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.model.words import Direction, NewsLabel, Stage
from monitor.news import as_json
from tests.news.conftest import read

EXTENDED, RELAXED, NONE = NewsLabel.MEASURE_EXTENDED, NewsLabel.MEASURE_RELAXED, NewsLabel.NONE


@pytest.mark.parametrize(
    ("title", "label", "direction"),
    [
        ("US Treasury extends license for Serbian refinery sanctions", EXTENDED, Direction.RELAXED),
        ("EU extends arms embargo on Belarus by a year", EXTENDED, Direction.TIGHTENED),
        ("Washington verlengt vergunning voor handel met Venezuela ondanks sancties", EXTENDED, Direction.RELAXED),
        ("EU verlengt sancties tegen Iran met een jaar", EXTENDED, Direction.TIGHTENED),
        ("EU verlängert Sanktionen gegen Belarus um ein Jahr", EXTENDED, Direction.TIGHTENED),
        ("USA verlängern Ausnahme von den Sanktionen gegen den Irak", EXTENDED, Direction.RELAXED),
        ("L'UE proroge l'embargo sur les armes contre la Birmanie", EXTENDED, Direction.TIGHTENED),
        ("La UE prorroga las sanciones contra Nicaragua", EXTENDED, Direction.TIGHTENED),
        ("UE przedłużyła sankcje wobec Białorusi o rok", EXTENDED, Direction.TIGHTENED),
        ("ЕС продлил санкции против Мьянмы на год", EXTENDED, Direction.TIGHTENED),
        ("ЄС продовжив санкції проти Білорусі на рік", EXTENDED, Direction.TIGHTENED),
        ("UE a prelungit sancțiunile împotriva Belarusului", EXTENDED, Direction.TIGHTENED),
    ],
)
def test_an_extension_has_the_sign_of_what_is_extended(title, label, direction):
    reading = read(title)
    assert (reading.label, reading.direction) == (label, direction)
    assert reading.why


@pytest.mark.parametrize(
    "title",
    [
        "Senator calls for new sanctions on Belarus",
        "Minister wil nieuwe sancties tegen Belarus",
        "Außenministerin fordert Sanktionen gegen Belarus",
        "Le ministre demande de nouvelles sanctions contre la Birmanie",
        "El ministro pide nuevas sanciones contra Nicaragua",
        "Minister wzywa do nałożenia sankcji na Białoruś",
        "Депутат призвал ввести санкции против Беларуси",
        "Депутат закликав запровадити санкції проти Білорусі",
    ],
)
def test_a_demand_is_no_change(title):
    reading = read(title)
    assert (reading.label, reading.direction) == (NONE, Direction.UNCHANGED)


@pytest.mark.parametrize(
    "title",
    [
        "FIFA lifts sanctions on Russian football club",
        "Voetbalbond legt club sanctie op",
        "DFB verhängt Sanktionen gegen Verein",
        "MPs criticise benefit sanctions on jobseekers",
    ],
)
def test_the_words_other_meanings_are_no_change(title):
    assert read(title).label is NONE


def test_background_of_earlier_sanctions_does_not_tighten():
    reading = read(
        "",
        "Amerikaanse banken mogen voortaan weer betalingen doen aan het Syrische ministerie, meldt Washington. "
        "In december legde president Biden nog nieuwe sancties op aan het land.",
    )
    assert reading.direction is Direction.RELAXED


def test_what_is_not_renewed_ends():
    reading = read("US will not renew license for Venezuela oil sales under sanctions")
    assert (reading.label, reading.direction) == (NewsLabel.MEASURE_EXPIRED_OR_REVOKED, Direction.TIGHTENED)


def test_a_printing_in_the_federal_register_is_a_republication():
    reading = read(
        "Publication of Belarus Sanctions Regulations Web General Licenses 8 and 9A",
        "OFAC is publishing two general licenses, each of which was previously made available on its website.",
    )
    assert reading.stage is Stage.REPUBLICATION
    assert reading.direction is Direction.UNCHANGED
    assert reading.instruments == ("us-ofac/belarus/gl-8", "us-ofac/belarus/gl-9")


@given(st.text(max_size=400), st.text(max_size=2000), st.sampled_from([None, "en", "nl", "xx", ""]))
@settings(max_examples=60, deadline=None)
def test_whatever_the_text_there_is_an_answer(title, text, language):
    answer = as_json(read(title, text, language), "1")
    assert answer["id"] == "1"
    assert 0 <= answer["score"] <= 1
    assert answer["why"]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("", ""),
        ("\ud800 sanctions \udfff", "\x00\x01"),
        ("🇷🇺🚫" * 300, "💸" * 5000),
        ("EU VERLENGT SANCTIES TEGEN RUSLAND" * 50, "A" * 1_000_000),
        ("sanctions " * 100_000, "санкции " * 100_000),
        ("Ð¡Ð°Ð½ÐºÑ†Ð¸Ð¸", "EU lifts\r\rsancties gegen Россию; sankcje? ¿sanciones!"),
    ],
    ids=["empty", "surrogates", "emoji", "capitals", "huge", "mojibake and mixed"],
)
def test_damaged_items_are_answered(title, text):
    assert as_json(read(title, text), "x")["why"]
