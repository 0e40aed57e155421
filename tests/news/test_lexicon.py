"""Lexicon files: what ships is sound, and what is wrong with a user's file is said."""

import pytest

from monitor import bundled
from monitor.model.faults import ConfigurationError
from monitor.news import parse_lexicons

LANGUAGES = ("de", "en", "es", "fr", "nl", "pl", "ro", "ru", "uk")


def faults_of(text, language="nl"):
    with pytest.raises(ConfigurationError) as caught:
        parse_lexicons({language: text})
    return caught.value.faults


def test_every_language_that_is_promised_ships():
    assert set(bundled.names("lexicon", ".toml")) >= set(LANGUAGES)


def test_no_text_makes_no_lexicon():
    assert parse_lexicons({}).get("nl") is None


def test_a_file_that_is_no_toml_is_named():
    (fault,) = faults_of("acts = [")
    assert fault.file == "lexicon/nl.toml"
    assert "TOML" in fault.problem


def test_every_fault_is_told_with_its_key():
    faults = faults_of(
        'stemmer = "dutch"\nfunction_words = "de"\n[acts]\nextend = ["…"]\nprolong = ["x"]\nlift = "opheffen"\n'
        '[places]\nUS = ["VS"]\n[moods]\nunreal = ["@nowhere"]\n'
    )
    assert {fault.key for fault in faults} == {
        "function_words",
        "acts.extend[1]",
        "acts.prolong",
        "acts.lift",
        "places",
        "moods.unreal",
    }


def test_an_unknown_stemmer_is_a_fault():
    (fault,) = faults_of('stemmer = "klingon"')
    assert fault.key == "stemmer"


def test_faults_of_two_files_are_told_at_once():
    with pytest.raises(ConfigurationError) as caught:
        parse_lexicons({"nl": "[x]", "en": "[y]"})
    assert {fault.file for fault in caught.value.faults} == {"lexicon/nl.toml", "lexicon/en.toml"}


def test_a_users_word_works_at_once():
    text = bundled.read_text("lexicon/nl.toml").replace("extend = [", 'extend = ["rekt … op", ', 1)
    lexicon = parse_lexicons({"nl": text}).get("nl")
    assert lexicon is not None
    assert lexicon.knows("rekt")
