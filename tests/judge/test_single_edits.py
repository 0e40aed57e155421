"""One edit of a license, one sign (DIRECTION.md), and the opposite sign the other way round."""

from __future__ import annotations

import pytest

from monitor.model.words import Direction, Kind
from tests.judge.forms import HARBOR, edited, judged

RELAXED, TIGHTENED, MIXED = Direction.RELAXED, Direction.TIGHTENED, Direction.MIXED
UNCHANGED, UNJUDGED = Direction.UNCHANGED, Direction.UNJUDGED

EDITS = [
    # time
    ("the end is later", "June 30, 2024", "December 31, 2024", RELAXED, "(a)"),
    ("the end is earlier", "June 30, 2024", "May 1, 2024", TIGHTENED, "(a)"),
    ("the end is dropped", " through 12:01 a.m. eastern daylight time, June 30, 2024", "", RELAXED, "(a)"),
    ("the start is later", "March 1, 2024", "April 1, 2024", TIGHTENED, "(b)"),
    # amounts
    ("the cap is raised", "$20,000", "$50,000", RELAXED, "(a)(2)"),
    ("the cap counts over a shorter time", "in any calendar year", "in any calendar month", RELAXED, "(a)(2)"),
    ("the threshold of ownership is lowered", "a 50 percent", "a 25 percent", RELAXED, "(b)(3)"),
    ("reports are due later", "no later than 30 days", "no later than 60 days", RELAXED, "(e)"),
    ("reports are due more often", "every 90 days", "every 30 days", TIGHTENED, "(e)"),
    # scope of a permission
    ("one more activity", "repair, or lighting", "repair, maintenance, or lighting", RELAXED, "(a)"),
    ("one activity less", "dredging, repair, or lighting", "dredging or lighting", TIGHTENED, "(a)"),
    ("a purpose limits", "lighting of harbors,", "lighting of harbors for humanitarian purposes,", TIGHTENED, "(a)"),
    ("an exception in a permission", "lighting of harbors,", "lighting of harbors, other than naval harbors,", TIGHTENED, "(a)"),
    ("not only U.S. persons", "U.S. persons are authorized", "persons are authorized", RELAXED, "(b)"),
    ("all becomes certain", "all transactions prohibited", "certain transactions prohibited", TIGHTENED, "(a)"),
    ("incident or necessary", "incident and necessary", "incident or necessary", RELAXED, "(a)"),
    # conditions
    ("a condition is dropped", " located in the United States", "", RELAXED, "(a)(1)"),
    ("a condition gets an exception", "Any payment to a blocked person is", "Any payment to a blocked person, excluding payments for pilotage, is", RELAXED, "(a)(1)"),
    ("one of two conditions is enough", "United States; and", "United States; or", RELAXED, "(a)(1)"),
    ("should for must", "must submit", "should submit", RELAXED, "(d)"),
    ("more must be reported", "The dates and values", "The dates, quantities, and values", TIGHTENED, "(d)(2)"),
    # exclusions
    ("an exclusion reaches further", "purchase of fuel", "purchase or sale of fuel", TIGHTENED, "(c)(2)"),
    ("an exclusion gets an exception", "Directive 2 under E.O. 14024;", "Directive 2 under E.O. 14024, except for the payment of taxes;", RELAXED, "(c)(1)"),
    ("an exception in an exclusion grows", "fuel for rescue boats", "fuel for rescue boats or tugs", RELAXED, "(c)(2)"),
    ("an exception in an exclusion is dropped", ", other than fuel for rescue boats", "", TIGHTENED, "(c)(2)"),
    ("an exclusion is qualified", "involving a person listed", "involving a blocked person listed", RELAXED, "(c)(3)"),
    # lists, definitions, annexes
    ("a definition in a permission is wider", "ships, barges, and tugs", "ships, barges, ferries, and tugs", RELAXED, "Note to (b)"),
    ("a definition in a permission is narrower", " registered in the Russian Federation", " registered in the Russian Federation before 2020", TIGHTENED, "Note to (b)"),
    ("the annex of excluded persons grows", "Ladoga Marine Supply LLC\n", "Ladoga Marine Supply LLC\nVolkhov Locks JSC\n", TIGHTENED, "Annex"),
    ("another entity stands there", "(2) Kestrel Dredging Company;", "(2) Baltic Pilots Union;", MIXED, "(b)(2)"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "sign", "path"), EDITS, ids=[e[0] for e in EDITS])
def test_one_edit_has_the_sign_of_its_words(name, old, new, sign, path):
    after = edited(HARBOR, old, new)
    judgment = judged(HARBOR, after)
    assert judgment.direction is sign, judgment.summary
    assert path in {o.path for o in judgment.operations if o.direction is not UNCHANGED}


@pytest.mark.parametrize(("name", "old", "new", "sign", "path"), EDITS, ids=[e[0] for e in EDITS])
def test_the_edit_back_has_the_opposite_sign(name, old, new, sign, path):
    assert judged(edited(HARBOR, old, new), HARBOR).direction is sign.opposite


QUIET = [
    ("a spelling put right", "Kestrel Dredging Company", "Kestrell Dredging Company"),
    ("another corporate form", "Kestrel Dredging Company", "Kestrel Dredging Corporation"),
    ("a name completed", "Northwind Harbor Works;", "Northwind Harbor Repair Works;"),
    ("another transliteration", "Sergei Ivanovich Makarov", "Sergey Ivanovich Makarov"),
    (
        "a short name for a long one",
        "must submit to the Office of Foreign Assets Control a report",
        "must submit to OFAC a report",
    ),
    (
        "another verb form",
        "following blocked entities, are authorized",
        "following blocked entities, will be authorized",
    ),
    ("a share as a sign", "a 50 percent or greater", "a 50% or greater"),
    ("a zone of time", "eastern daylight time", "eastern standard time"),
    ("a short name", "Executive Order (E.O.) 14024", "E.O. 14024"),
    ("another standard note", "any other Federal laws", "any other Federal laws or requirements of other agencies"),
    ("a synonym", "pursuant to this general license must", "under this general license must"),
    ("the title", "Certain Transactions Related to Harbor Services", "Transactions Related to Harbor Services"),
    ("the signature", "Bradley T. Smith,", "Lisa M. Palluconi,"),
]


@pytest.mark.parametrize(("name", "old", "new"), QUIET, ids=[e[0] for e in QUIET])
def test_words_without_effect_change_nothing(name, old, new):
    after = edited(HARBOR, old, new)
    assert judged(HARBOR, after).direction is UNCHANGED
    assert judged(after, HARBOR).direction is UNCHANGED


def test_a_text_beside_itself_is_empty():
    judgment = judged(HARBOR, HARBOR)
    assert (judgment.direction, judgment.kind, judgment.operations) == (UNCHANGED, None, ())


def test_only_a_later_end_is_an_extension():
    assert judged(HARBOR, edited(HARBOR, "June 30, 2024", "July 30, 2024")).kind is Kind.EXTENDED


def test_an_earlier_end_shortens():
    assert judged(HARBOR, edited(HARBOR, "June 30, 2024", "May 30, 2024")).kind is Kind.SHORTENED


def test_a_later_end_with_more_scope_is_an_amendment():
    after = edited(edited(HARBOR, "June 30, 2024", "July 30, 2024"), "repair, or", "repair, painting, or")
    judgment = judged(HARBOR, after)
    assert (judgment.direction, judgment.kind) == (RELAXED, Kind.AMENDED)
