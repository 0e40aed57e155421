import pytest

from monitor.sources.relevance import worth_a_look


@pytest.mark.parametrize(
    "title",
    [
        "New Sanctions on shippers",
        "Минфин США выдал разрешение",
        "США: sanctions relief, санкции сняты",
        "Dérogation accordée",
        "EU zamroziła fundusze: zamrożenie aktywów",
    ],
)
def test_a_word_of_the_field_is_found_in_any_alphabet(title):
    assert worth_a_look(title, "")
    assert worth_a_look("Today", f"In the city. {title}.")


def test_a_stem_in_the_middle_of_a_word_and_ordinary_news_are_not_worth_a_request():
    assert not worth_a_look("The driver unlicensed his dog", "Bridges open before winter.")
