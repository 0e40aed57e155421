"""FAQs change no rule: their words are shown, without a sign unless they say that a rule changed."""

from __future__ import annotations

from monitor.judge import compare_prose
from monitor.model.words import Direction, Kind, Op

FAQ = (
    "What does General License 25 authorize?\n\n"
    "It authorizes transactions ordinarily incident to telecommunications. It does not authorize transactions with "
    "Channel Volga or Radio Onega.\n\nReleased on May 8, 2022."
)


def test_two_more_excluded_entities_are_no_relaxation():
    judgment = compare_prose(FAQ, FAQ.replace("or Radio Onega", "Radio Onega, Studio Ladoga, or TV Neva"))
    assert (judgment.direction, judgment.kind) == (Direction.UNCHANGED, Kind.AMENDED)
    (operation,) = judgment.operations
    assert operation.op is Op.CHANGED
    assert "Studio Ladoga" in (operation.after or "")


def test_words_that_say_something_is_no_longer_allowed_tighten():
    judgment = compare_prose(FAQ, FAQ + "\n\nTransactions with TV Neva are no longer authorized.")
    assert judgment.direction is Direction.TIGHTENED


def test_words_that_say_something_is_now_allowed_relax():
    judgment = compare_prose(FAQ, FAQ + "\n\nTransactions with TV Neva are now permitted.")
    assert judgment.direction is Direction.RELAXED


def test_words_that_say_both_are_unjudged():
    both = "\n\nDealings with TV Neva are now permitted and dealings with Radio Onega are no longer permitted."
    assert Direction.UNJUDGED in {o.direction for o in compare_prose(FAQ, FAQ + both).operations}


def test_a_slip_put_right_is_corrected():
    judgment = compare_prose(FAQ.replace("ordinarily", "ordinarly"), FAQ)
    assert (judgment.direction, judgment.kind) == (Direction.UNCHANGED, Kind.CORRECTED)


def test_the_same_text_in_other_typography_is_nothing():
    judgment = compare_prose(FAQ, FAQ.replace(" ", "  ").replace("Volga", "Volga\n"))
    assert (judgment.kind, judgment.operations) == (None, ())


def test_a_paragraph_that_stands_elsewhere_has_moved():
    first, second, third = FAQ.split("\n\n")
    judgment = compare_prose(FAQ, f"{second}\n\n{first}\n\n{third}")
    assert {o.op for o in judgment.operations} == {Op.MOVED}
    assert judgment.kind is Kind.CORRECTED
