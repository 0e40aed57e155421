"""Words, differences, bearings: the small machines on which every sign stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.judge.bearing import bearings
from monitor.judge.diff import hunks
from monitor.judge.moments import Role, role
from monitor.judge.names import corrected, misspelt
from monitor.judge.reach import Bearing
from monitor.judge.words import Sort, fold, renamed, scan

ROWS = st.lists(st.sampled_from(["a", "b", "c", "d", "of", "the", "to"]), max_size=25)


def norms(text: str, label: str = "") -> list[str]:
    return [t.norm for t in scan(text, label)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "through 12:01 a.m. eastern daylight time, June 30, 2024",
            "through 12:01 a.m. eastern standard time, June 30, 2024",
        ),
        ("Executive Order 14024", "E.O. 14024"),
        ("31 CFR § 587.203", "31 CFR Sec. 587.203"),
        ("United States persons", "U.S. persons"),
        ("within thirty days", "within 30 days"),
        ("“Blocked Vessels”", '"Blocked Vessels"'),
        ("send to Reports@example.gov", "send to [email protected]"),
        ("June 30, 2024", "30 June 2024"),
    ],
)
def test_what_is_printed_otherwise_reads_alike(one, other):
    assert norms(one) == norms(other)


def test_a_date_is_one_word_with_its_clock():
    (word,) = scan("12:01 a.m. eastern standard time, January 17, 2026")
    assert word.sort is Sort.DATE
    assert round((word.value % 1) * 1440) == 1


def test_the_own_label_is_the_same_word_in_every_version():
    assert norms("General License No. 25", "25") == norms("General License 25A", "25A")


def test_references_follow_renumbered_paragraphs():
    tokens = renamed(scan("described in paragraphs (a) and (b)(1)"), {"(a)": "(a)(1)", "(b)(1)": "(c)(1)"})
    assert [t.norm for t in tokens if t.sort is Sort.REFERENCE] == ["(a)(1)", "(c)(1)"]


def test_folding_keeps_letters_and_figures_only():
    assert fold("Note:  “Énergie” — 5,000!") == fold('note "énergie" - 5000')


@given(ROWS, ROWS)
def test_differences_rebuild_the_other_text_and_mirror(before, after):
    built: list[str] = []
    at = 0
    for hunk in hunks(before, after):
        built += before[at : hunk.b0] + after[hunk.a0 : hunk.a1]
        at = hunk.b1
    assert built + before[at:] == after
    assert [h.turned for h in hunks(before, after)] == list(hunks(after, before))


def test_long_texts_are_compared_between_what_they_share():
    before = [f"word{i}" for i in range(20_000)]
    after = [*before[:500], "new", *before[500:15_000], *before[15_004:]]
    found = hunks(before, after)
    assert [(h.b1 - h.b0, h.a1 - h.a0) for h in found] == [(0, 1), (4, 0)]


def bearing_of(text: str, word: str, base: Bearing) -> Bearing:
    tokens = scan(text)
    at = next(i for i, t in enumerate(tokens) if t.norm == word)
    return bearings(tokens, base)[at]


@pytest.mark.parametrize(
    ("text", "word", "base", "bears"),
    [
        (
            "all transactions prohibited by the RuHSR that are needed are authorized",
            "ruhsr",
            Bearing.GRANT,
            Bearing.SILENT,
        ),
        (
            "all transactions prohibited by the RuHSR that are needed are authorized",
            "needed",
            Bearing.GRANT,
            Bearing.GRANT,
        ),
        ("sales, other than sales of arms, are authorized", "arms", Bearing.GRANT, Bearing.BAR),
        ("sales, other than sales of arms, are authorized", "authorized", Bearing.GRANT, Bearing.GRANT),
        ("sales are authorized, provided that any payment is made in euros", "payment", Bearing.GRANT, Bearing.SUBJECT),
        ("sales are authorized, provided that any payment is made in euros", "euros", Bearing.GRANT, Bearing.DEMAND),
        ("sales are authorized, provided that no payment is made to banks", "banks", Bearing.GRANT, Bearing.BAR),
        ("any payment to a bank, except payments of taxes", "taxes", Bearing.BAR, Bearing.GRANT),
        ("any payment, except payments of taxes other than tolls", "tolls", Bearing.BAR, Bearing.BAR),
        ("U.S. persons that sell must report prices", "sell", Bearing.SUBJECT, Bearing.SUBJECT),
        ("U.S. persons that sell must report prices", "prices", Bearing.SUBJECT, Bearing.DEMAND),
        ("Except as provided in paragraph (b), sales are authorized", "paragraph", Bearing.GRANT, Bearing.SILENT),
    ],
)
def test_each_word_is_for_something(text, word, base, bears):
    assert bearing_of(text, word, base) is bears


@pytest.mark.parametrize(
    ("text", "does"),
    [
        ("authorized through June 30, 2024", Role.END),
        ("no later than June 30, 2024", Role.END),
        ("expires at 12:01 a.m. eastern daylight time, June 30, 2024", Role.END),
        ("on or after June 30, 2024", Role.AFTER),
        ("prohibited as of June 30, 2024", Role.AFTER),
        ("loaded as of June 30, 2024", Role.BEFORE),
        ("in effect prior to June 30, 2024", Role.BEFORE),
        ("Executive Order 14024 of June 30, 2024", Role.CITED),
        ("blocked on June 30, 2024", Role.CITED),
    ],
)
def test_a_date_does_what_the_words_before_it_say(text, does):
    tokens = scan(text)
    assert role(tokens, len(tokens) - 1) is does


@pytest.mark.parametrize(
    ("one", "other"),
    [("ordinarly", "ordinarily"), ("separatly", "separately"), ("devise", "devices"), ("ther", "other")],
)
def test_a_slip_is_known(one, other):
    assert misspelt(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("exportation", "importation"),
        ("iran", "iraq"),
        ("authorized", "unauthorized"),
        ("directive2", "directive4"),
        ("gas", "gold"),
        ("ii", "iii"),
    ],
)
def test_another_word_is_no_slip(one, other):
    assert not misspelt(one, other)


def test_spaces_and_hyphens_make_no_other_word():
    assert corrected(scan("interest- bearing"), scan("interest-bearing"))
    assert not corrected(scan("Polar Line 2"), scan("Polar Line 3"))
