"""Headlines of nine languages, written for this test: how many are read as a person reads them."""

from collections import Counter
from pathlib import Path

import pytest

from monitor.model.words import Direction
from tests.news.conftest import read

SIGNS = {"t": Direction.TIGHTENED, "r": Direction.RELAXED, "u": Direction.UNCHANGED}
LANGUAGES = ("de", "en", "es", "fr", "nl", "pl", "ro", "ru", "uk")


def rows():
    text = (Path(__file__).parent / "headlines.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            language, sign, title, *lede = line.split("\t")
            yield language, SIGNS[sign], title, lede[0] if lede else ""


@pytest.fixture(scope="module")
def answers():
    return [(language, want, title, read(title, lede)) for language, want, title, lede in rows()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_directions_are_right_in_each_language(answers, language):
    wrong = [title for its, want, title, got in answers if its == language and got.direction is not want]
    number = sum(its == language for its, *_ in answers)
    assert len(wrong) <= 0.07 * number, wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_change_is_never_told_the_wrong_way_round(answers, language):
    turned = [
        title for its, want, title, got in answers if its == language and got.direction is want.opposite is not want
    ]
    assert not turned


def test_the_language_is_known(answers):
    wrong = [title for language, _, title, got in answers if got.language != language]
    assert len(wrong) <= 0.01 * len(answers), wrong


def test_what_is_no_change_is_worth_no_alert(answers):
    fired = Counter(got.label for _, want, _, got in answers if want is Direction.UNCHANGED)
    worthy = sum(number for label, number in fired.items() if label.worth_an_alert)
    assert worthy <= 0.02 * sum(fired.values())
