"""Language detection: ours with confidence, others by name, nothing where there is nothing to tell by."""

import pytest

from tests.news.conftest import read


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("De minister wil dat de maatregelen snel worden ingevoerd", "nl"),
        ("The minister wants the measures to be in place soon", "en"),
        ("Der Minister will die Maßnahmen bald einführen", "de"),
        ("Le ministre veut que les mesures soient prises rapidement", "fr"),
        ("El ministro quiere que las medidas se apliquen pronto", "es"),
        ("Minister chce, żeby środki zostały szybko wprowadzone", "pl"),
        ("Министр хочет, чтобы меры были введены быстро", "ru"),
        ("Міністр хоче, щоб заходи запровадили швидко", "uk"),
        ("Ministrul vrea ca măsurile să fie aplicate rapid", "ro"),
        ("Sancties verlengd", "nl"),
        ("Sankcje przedłużone", "pl"),
        ("Санкції продовжено", "uk"),
        ("EU SANCTIONS EXTENDED BY SIX MONTHS", "en"),
        ("Евросоюз принял 12-й пакет санкций", "ru"),
    ],
)
def test_our_languages_are_told_apart(text, language):
    assert read(text).language == language


@pytest.mark.parametrize("text", ["", "   ", "12345 678", "🙂🙂🙂", "xq zvw kkrt"])
def test_it_knows_when_it_does_not_know(text):
    assert read(text).language == "und"


def test_a_language_without_a_lexicon_is_named_and_not_read():
    reading = read(
        "", "Il ministro degli Esteri ha dichiarato che il governo italiano non ha ancora deciso nulla. " * 3
    )
    assert reading.language == "it"
    assert "no lexicon" in reading.why[0]


def test_what_the_source_says_counts_if_it_can_be_read():
    assert read("Sanctions", language="fr").language == "fr"
    assert read("The sanctions of the minister", language="xx").language == "en"
    assert read("The sanctions of the minister", language="EN-us").language == "en"


def test_a_word_that_only_one_language_has_tells_it_from_its_sisters():
    assert read("Trump visita Minsk y retira sanciones a la potasa").language == "es"


def test_names_that_many_know_decide_nothing():
    assert read("Biden znosi sankcje na Nord Stream 2 AG").language == "pl"
