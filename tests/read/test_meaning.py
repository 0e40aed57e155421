from hypothesis import given
from hypothesis import strategies as st

from monitor.read.meaning import meaning


def test_spaces_invisible_characters_and_typography_mean_nothing() -> None:
    assert meaning("“General  License” 8–A\u200b") == meaning('"General\nLicense"  8-A')


def test_words_and_their_places_mean_something() -> None:
    assert meaning("a", "b") != meaning("ab")
    assert meaning("a", "b") != meaning("b", "a")
    assert meaning("25A") != meaning("25B")
    assert meaning("a", None) == meaning("a", "")


@given(st.lists(st.text(max_size=20), max_size=4))
def test_it_is_always_a_hash(parts: list[str]) -> None:
    assert len(meaning(*parts)) == 64


@given(st.text(st.characters(codec="ascii")))
def test_plain_text_means_what_the_same_text_means_in_other_signs(text):
    wide = text.replace("'", "’").replace('"', "“").replace("-", "–")
    assert meaning(text) == meaning(wide)
