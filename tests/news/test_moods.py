"""How a sentence stands to what it tells: courts, terms, denials and owners that only seem to take part."""

import pytest

from monitor.model.words import Direction, NewsLabel
from tests.news.conftest import read

L = NewsLabel


def label_of(title, text=""):
    return read(title, text).label


@pytest.mark.parametrize(
    "title",
    [
        "Waszyngton zezwala na transakcje z Gazprombankiem, jeśli dotyczą elektrowni, mimo sankcji",
        "США разрешили операции с Росбанком, если они связаны с продажей зерна, несмотря на санкции",
    ],
)
def test_the_terms_of_a_permission_are_no_doubt_about_it(title):
    assert read(title).direction is Direction.RELAXED


def test_what_happens_only_if_something_else_does_is_no_change():
    assert label_of("EU lifts sanctions on Belarus if prisoners are freed") is L.NONE


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("EE.UU. levanta las sanciones contra un juez brasileño", L.DESIGNATION_REMOVED),
        ("США ввели санкции против судей Международного уголовного суда", L.DESIGNATION_ADDED),
        ("Суд сказал своё, а Совет ЕС исключил банкира из санкционного списка", L.DESIGNATION_REMOVED),
    ],
)
def test_a_court_that_is_sanctioned_or_was_heard_before_does_not_act(title, label):
    assert label_of(title) is label


def test_a_court_that_undoes_a_listing_decides_nothing_yet():
    assert label_of("Суд ЕС исключил банкира из санкционного списка") is L.NONE


def test_who_is_no_longer_on_the_list_was_taken_off_it():
    assert label_of("Жена банкира больше не числится в санкционном списке США") is L.DESIGNATION_REMOVED
    assert label_of("EU haalt bankier niet van sanctielijst") is L.NONE


def test_a_ban_by_those_who_are_sanctioned_is_none_of_ours():
    assert label_of("Россия запретила въезд депутатам в ответ на санкции") is L.NONE


def test_a_license_is_given_by_those_who_stand_behind_it():
    assert label_of("Lukoil logra una licencia de EE.UU. pese a las sanciones") is L.MEASURE_RELAXED


def test_what_is_to_come_is_a_change_once_the_headline_tells_the_decision():
    assert read("Unia zdecydowała. Będą nowe sankcje na Białoruś").direction is Direction.TIGHTENED
    assert read("Premier po rozmowie: będą nowe sankcje na Białoruś").direction is Direction.UNCHANGED


def test_a_question_word_behind_a_comma_asks_nothing():
    assert read("Совет ЕС ввёл санкции против тех, кто возит белорусский калий").direction is Direction.TIGHTENED


def test_what_is_doubted_within_a_permission_is_allowed_all_the_same():
    assert (
        read("США разрешили «Лукойлу» переговоры о продаже активов", "OFAC выдал лицензию.").direction
        is Direction.RELAXED
    )


def test_a_neighbour_has_sanctions_of_its_own():
    assert read("Кишинёв ввёл санкции против фонда и его главы").direction is Direction.TIGHTENED
    assert read("Rosja: zakaz wjazdu dla posłów w odpowiedzi na sankcje").direction is Direction.UNCHANGED


def test_behind_a_colon_somebody_else_begins_to_act():
    assert read("Más presión sobre Minsk: EE.UU. congela los bienes de tres jueces").direction is Direction.TIGHTENED
    assert read("Más presión sobre Minsk: congelar los bienes de tres jueces").direction is Direction.UNCHANGED


def test_whoever_was_put_on_a_list_before_is_only_described_so():
    assert (
        read("Банкира доставили в Минск", "Банкир, внесённый в санкционные списки США, прилетел утром.").direction
        is Direction.UNCHANGED
    )


def test_a_list_of_goods_names_nobody():
    assert read("Japonia rozszerza listę towarów objętych zakazem eksportu na Białoruś").label is L.MEASURE_TIGHTENED


def test_a_firm_that_came_under_sanctions_did_not_impose_them():
    assert read("«Газпромбанк» попал под санкции США", "Банк вёл расчёты за газ.").direction is Direction.TIGHTENED


def test_an_attributive_participle_describes_a_firm_that_was_listed_before():
    assert read("Zarząd w spółce objętej sankcjami za handel z Białorusią").direction is Direction.UNCHANGED
    assert read("Spółka z Mińska objęta sankcjami Kanady").direction is Direction.TIGHTENED


def test_a_question_behind_the_colon_is_about_the_rest():
    assert read("ЕС ввёл эмбарго на белорусский калий: что будет дальше").direction is Direction.TIGHTENED
    assert read("Санкции против Беларуси: что будет дальше").direction is Direction.UNCHANGED
