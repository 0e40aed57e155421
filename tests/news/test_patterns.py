"""The small language of the lexicons."""

import pytest

from monitor.news import parse_lexicons
from monitor.news.patterns import parse_pattern
from monitor.news.tokens import split_sentences


def found(pattern, text, *, stemmer="english", extra=""):
    toml = f'stemmer = "{stemmer}"\n[acts]\nextend = ["{pattern}"]\n{extra}'
    lexicon = parse_lexicons({"en": toml}).by_language["en"]
    sentence = split_sentences(text, "")[0]
    return [sentence.span(tag.start, tag.end) for tag in lexicon.read(sentence) if tag.concept == "extend"]


@pytest.mark.parametrize(
    ("pattern", "text", "words"),
    [
        ("renew", "They renew it and renewed that", ["renew"]),
        ("renew~", "They renew it, renewed that, go on renewing", ["renew", "renewed", "renewing"]),
        ("prolong*", "Prolonged by a prolongation", ["Prolonged", "prolongation"]),
        ("*vergunning", "de olievergunning en de vergunning", ["olievergunning", "vergunning"]),
        ("US", "It tells us that the U.S. and the US agree", ["US", "US"]),
        ("put … on … list", "put two banks on its sanctions list", ["put two banks on its sanctions list"]),
        ("on ?the list", "on list, on the list, on a list", ["on list", "on the list"]),
        ("ban|embargo", "an embargo or a ban", ["embargo", "ban"]),
        ("may !@digits", "May 16 they may", ["may"]),
        ("wind-down", "a wind-down license", ["wind down"]),
        ("verlänger*", "VERLANGERUNG und Verlängerung", ["VERLANGERUNG", "Verlängerung"]),
    ],
)
def test_a_pattern_finds_what_it_says(pattern, text, words):
    assert found(pattern, text) == words


def test_dots_bridge_seven_words_and_no_more():
    assert found("put … list", "put a b c d e f g list")
    assert not found("put … list", "put a b c d e f g h list")


def test_a_part_of_the_lexicon_stands_for_any_of_its_words():
    extra = '[authorities]\nUS = ["washington", "US"]\nEU = ["brussels"]\n'
    assert found("@authority renews", "Brussels renews and Washington renews, Paris renews", extra=extra) == [
        "Brussels renews",
        "Washington renews",
    ]


@pytest.mark.parametrize("wrong", ["", "  ", "… list", "?the list", "put …", "on ?the", "a||b", "!on"])
def test_a_pattern_without_sense_is_refused(wrong):
    with pytest.raises(ValueError):
        parse_pattern(wrong)
