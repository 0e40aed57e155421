"""Words and sentences."""

from hypothesis import given
from hypothesis import strategies as st

from monitor.news.tokens import MOST_SENTENCES, MOST_WORDS, clean, fold, split_sentences, split_words


def test_initials_lose_their_full_stops():
    assert split_words("The U.S. and the E.U.") == ("The", "US", "and", "the", "EU")


def test_compounds_and_elisions_are_split():
    assert split_words("L'UE, Iran-sancties") == ("L", "UE", ",", "Iran", "sancties")


def test_accents_fold_in_latin_letters_only():
    assert fold("Verlängerung") == "verlangerung"
    assert fold("łagodzą") == "lagodza"
    assert fold("ЇЖАК") == "їжак"


def test_a_sentence_does_not_end_at_an_initial_or_a_number():
    (sentence,) = split_sentences("", "The U.S. Treasury issued License No. 25 on 14. May in full")
    assert sentence.words[-1] == "full"


def test_headline_and_lede_weigh_most():
    weights = [sentence.weight for sentence in split_sentences("Head", "First one. Second one. Third one.")]
    assert weights == sorted(weights, reverse=True)
    assert len(set(weights)) == 4


def test_without_a_headline_the_lede_counts_as_one():
    assert split_sentences("", "First one.")[0].weight == split_sentences("Head", "")[0].weight


def test_a_teaser_that_repeats_the_headline_is_read_once():
    assert len(split_sentences("EU extends sanctions", "EU extends sanctions\nMore follows.")) == 2


def test_invisible_characters_are_dropped():
    assert clean("sanc\u00adtions\u200b \ufeffnow\x00") == "sanctions now"


@given(st.text())
def test_what_is_split_is_bounded(text):
    sentences = split_sentences(text, text)
    assert len(sentences) <= MOST_SENTENCES + 1000
    assert all(len(sentence.words) <= MOST_WORDS for sentence in sentences)
    assert all(len(sentence.words) == len(sentence.folded) for sentence in sentences)
