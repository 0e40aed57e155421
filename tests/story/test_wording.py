"""Words of different languages and alphabets that must meet, and those that must not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.story.concepts import concepts
from monitor.story.naming import contradict, kind_of, shared
from monitor.story.wording import acronyms, fold, numbers, stems


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Abramovich", "Абрамович"),
        ("Abramovich", "Abramowicz"),
        ("telecommunications", "telecomdiensten"),
        ("Oligarch", "олигархов"),
        ("Venezuela", "Wenezueli"),
        ("Syrië", "Syrie"),
    ],
)
def test_one_name_in_two_spellings_has_one_stem(one: str, two: str) -> None:
    assert stems(one) & stems(two)


def test_short_names_are_read_from_capitals_but_not_from_a_text_all_in_capitals() -> None:
    assert {"fsb", "pdvsa"} <= acronyms("De FSB en PdVSA")
    assert not acronyms("THE FSB MAY NOW SIGN")
    assert "de" not in acronyms("De FSB")


def test_numbers_lose_their_separators_and_years_are_none() -> None:
    assert numbers("2,400 listings, 19-й пакет, 10th, in 2017") == {"2400", "19", "10"}


@pytest.mark.parametrize(
    ("texts", "apart"),
    [
        (("oil exports", "olie-uitvoer", "ropę naftową", "нефть", "pétrole", "Ölembargo"), "gas pipeline"),
        (("an earthquake", "een aardbeving", "Erdbeben", "землетрясение", "séisme"), "an election"),
        (("elections", "verkiezingen", "выборы", "wyborów", "élections"), "a selection"),
    ],
)  # fmt: skip
def test_a_theme_is_one_in_every_language(texts: tuple[str, ...], apart: str) -> None:
    assert frozenset.intersection(*(concepts(text) for text in texts))
    assert not concepts(texts[0]) & concepts(apart)


@pytest.mark.parametrize(
    "text", ["les sanctions", "mit Russland", "la mer", "стал известен", "другие страны", "Houthi"]
)
def test_little_words_that_look_like_a_theme_are_none(text: str) -> None:
    assert not concepts(text)


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("us-ofac/russia/gl-25", "gl"),
        ("us-ofac/iran/gl-d", "gl"),
        ("us-ofac/faq-1040", "faq"),
        ("us-ofac/eo-14024/directive-4", "directive"),
        ("us-eo/14024", "us-eo"),
        ("uk-ofsi/int-2023-2824812", "int"),
        ("eu/regulation-2014-833", "regulation"),
    ],
)
def test_a_key_says_of_what_sort_a_measure_is(key: str, kind: str) -> None:
    assert kind_of(key) == kind


def test_two_numbers_of_one_sort_contradict_and_an_order_beside_a_license_does_not() -> None:
    assert contradict(["us-ofac/russia/gl-24"], ["us-ofac/russia/gl-25"])
    assert contradict(["us-ofac/syria/gl-25"], ["us-ofac/russia/gl-25"])
    assert not contradict(["us-eo/14024"], ["us-ofac/russia/gl-25"])
    assert not contradict(["us-ofac/unknown/gl-25"], ["us-ofac/russia/gl-25"])
    assert not contradict([], ["us-ofac/russia/gl-25"])


def test_a_number_without_a_program_is_shared_in_both_orders() -> None:
    assert shared(["us-ofac/unknown/gl-25"], ["us-ofac/russia/gl-25"]) == ("us-ofac/unknown/gl-25",)
    assert shared(["us-ofac/russia/gl-25"], ["us-ofac/unknown/gl-25"]) == ("us-ofac/russia/gl-25",)
    assert not shared(["us-ofac/russia/gl-24"], ["us-ofac/unknown/gl-25"])


@given(st.text(max_size=400))
def test_any_text_can_be_taken_apart(text: str) -> None:
    assert all(0 < len(stem) <= 6 for stem in stems(text))
    assert fold(fold(text)) == fold(text)
    assert all(number.isdigit() for number in numbers(text))
    assert concepts(text) == concepts(text.upper().lower()) or not text.isascii()
