"""Whatever two texts hold, they are compared, with a result and work that grows as they do; nothing is raised."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.judge import as_json, compare, compare_pages, compare_prose, not_compared
from monitor.model.instrument import Instrument, InstrumentKind, NoInstrument, Provision
from monitor.model.words import Direction, Effect
from tests.judge.forms import HARBOR, read
from tests.work import calls

WORDS = st.sampled_from(
    [
        "all",
        "any",
        "certain",
        "may",
        "must",
        "not",
        "no",
        "except",
        "other",
        "than",
        "provided",
        "that",
        "and",
        "or",
        "(",
        ")",
        ",",
        ";",
        ":",
        ".",
        "including",
        "$5,000",
        "June",
        "31,",
        "2024",
        "through",
        "50",
        "percent",
        "greater",
        "paragraph",
        "(a)",
        "General",
        "License",
        "No.",
        "8",
        "“",
        "”",
        "is",
        "are",
        "authorized",
        "слово",
        "字",
        "U.S.",
        "persons",
    ]
)
TEXTS = st.lists(WORDS, max_size=40).map(" ".join)
PROVISION = st.builds(
    Provision,
    st.sampled_from(["title", "(a)", "(a)(1)", "(b)", "Note to (a)", "Annex", "Paragraph 1"]),
    st.sampled_from(list(Effect)),
    TEXTS,
    st.sampled_from([None, 0, 1]),
)
PROVISIONS = st.lists(PROVISION, max_size=6)


def instrument(provisions: list[Provision], label: str = "8") -> Instrument:
    kept = tuple(
        Provision(p.path, p.effect, p.text, p.parent if p.parent is not None and p.parent < i else None)
        for i, p in enumerate(provisions)
    )
    return Instrument(
        InstrumentKind.LICENSE, "us-ofac/russia/gl-8", "us-ofac", "russia", "8", label, "", provisions=kept
    )


@st.composite
def versions(draw: st.DrawFn) -> tuple[list[Provision], list[Provision]]:
    """Any tree, and the same with paragraphs dropped, come, turned to another effect, with words in place of others."""
    before = draw(PROVISIONS)
    after = draw(st.lists(PROVISION, max_size=2))
    for provision in before:
        happened = draw(st.sampled_from(["stays", "goes", "turns", "is reworded", "is reworded"]))
        words = provision.text.split()
        at = draw(st.integers(0, len(words)))
        reworded = [*words[:at], *draw(st.lists(WORDS, max_size=3)), *words[at + draw(st.integers(0, 2)) :]]
        effect = draw(st.sampled_from(list(Effect))) if happened == "turns" else provision.effect
        text = " ".join(reworded) if happened == "is reworded" else provision.text
        if happened != "goes":
            after.append(Provision(provision.path, effect, text, provision.parent))
    return before, draw(st.permutations(after))


ANY_TWO = st.one_of(st.tuples(PROVISIONS, PROVISIONS), versions())


def directions(before: list[Provision], after: list[Provision]) -> tuple[Direction, Direction]:
    forth, back = compare(instrument(before), instrument(after)), compare(instrument(after), instrument(before))
    assert as_json(forth, "x")["direction"] == forth.direction.value
    return forth.direction, back.direction


@settings(max_examples=40, deadline=None, derandomize=True)
@given(ANY_TWO)
def test_any_two_trees_are_compared_and_the_way_back_has_the_opposite_sign(trees):
    forth, back = directions(*trees)
    assert back is forth.opposite


@pytest.mark.long
@settings(max_examples=3_000, deadline=None)
@given(ANY_TWO)
def test_many_trees_are_compared_and_the_way_back_has_the_opposite_sign(trees):
    forth, back = directions(*trees)
    assert back is forth.opposite


def provisions(*rows: tuple[str, Effect, str]) -> list[Provision]:
    return [Provision(path, effect, text) for path, effect, text in rows]


WAYS = {
    "a permission that became a condition, beside an annex that was empty": (
        provisions(("Annex", Effect.PERMITS, ""), ("(a)", Effect.PERMITS, "No harbor.")),
        provisions(("(a)", Effect.CONDITION, "No harbor certain"), ("Annex", Effect.PERMITS, "Onega Shipping")),
        Direction.UNJUDGED,
    ),
    "a sum of money for a number": (
        provisions(("(a)", Effect.PERMITS, "The sale of 31, grain")),
        provisions(("(a)", Effect.PERMITS, "The sale of $5,000 grain")),
        Direction.UNJUDGED,
    ),
    "an annex whose words became a paragraph": (
        provisions(("title", Effect.PERMITS, "Grain"), ("Annex", Effect.EXCLUDES, "Onega grain")),
        provisions(("(a)", Effect.PERMITS, "Onega grain")),
        Direction.UNJUDGED,
    ),
    "an annex that is named for the first time": (
        provisions(("Annex", Effect.CONDITION, "")),
        provisions(
            ("Annex", Effect.CONDITION, "Onega Shipping"),
            ("(a)(1)", Effect.CONDITION, "The persons in the annex give notice."),
        ),
        Direction.TIGHTENED,
    ),
    "a name said twice": (
        [
            Provision("(a)", Effect.PERMITS, "The following:"),
            Provision("(a)(1)", Effect.PERMITS, "Onega Onega Bank", 0),
        ],
        [
            Provision("(a)", Effect.PERMITS, "The following:"),
            Provision("(a)(1)", Effect.PERMITS, "Onega Ladoga Bank", 0),
        ],
        Direction.MIXED,
    ),
    "a condition that became a permission, beside a new one": (
        provisions(("(a)", Effect.CONDITION, "certain")),
        [Provision("(a)", Effect.PERMITS, "certain may"), Provision("title", Effect.PERMITS, "may", 0)],
        Direction.MIXED,
    ),
    "an annex gone with words that were replaced": (
        provisions(("(a)(1)", Effect.EXCLUDES, "annex through"), ("Annex", Effect.PERMITS, "annex")),
        provisions(("Note to (a)", Effect.EXCLUDES, "sale through")),
        Direction.MIXED,
    ),
}


@pytest.mark.parametrize(("before", "after", "sign"), WAYS.values(), ids=WAYS)
def test_what_is_weighed_one_way_is_weighed_alike_on_the_way_back(before, after, sign):
    assert directions(before, after) == (sign, sign.opposite)


def test_one_of_two_annexes_is_found_again_either_way():
    one = [Provision("Annex", Effect.PERMITS, "")]
    two = [Provision("Annex", Effect.PERMITS, "all"), *one]
    came, went = compare(instrument(one), instrument(two)), compare(instrument(two), instrument(one))
    assert [o.after for o in came.operations] == ["all"]
    assert [o.before for o in went.operations] == ["all"]


@settings(max_examples=60, deadline=None)
@given(PROVISIONS)
def test_any_tree_beside_itself_is_empty(provisions):
    judgment = compare(instrument(provisions), instrument(provisions))
    assert (judgment.direction, judgment.kind, judgment.operations) == (Direction.UNCHANGED, None, ())


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.text(max_size=300))
def test_any_two_pages_are_compared(before, after):
    assert not compare_prose(before, before).operations
    assert compare_pages(after, after) == (False, ())
    changed, operations = compare_pages(before, after)
    assert operations or not changed, "what changed is shown"
    assert as_json(compare_prose(before, after), "x")["direction"]


HOSTILE = {
    "parentheses": "(" * 300_000,
    "designators": "(a)" * 100_000,
    "commas": "a, " * 60_000,
    "one word": "x" * 2_000_000,
    "exceptions": "except other than unless " * 10_000,
    "dates that no calendar has": "June 31, 2024 " * 10_000,
    "mixed alphabets": "слово 字 كلمة " * 15_000,
    "ten megabytes on a line": "word " * 2_000_000,
}


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_hostile_paragraphs_are_answered(words):
    before = instrument([Provision("(a)", Effect.PERMITS, f"All transactions are authorized {words}")])
    after = instrument([Provision("(a)", Effect.PERMITS, f"Certain transactions are authorized {words} or more")])
    assert compare(before, after).summary


def test_the_work_of_comparing_grows_with_the_paragraphs_and_no_faster():
    def work(paragraphs: int) -> int:
        before, after = (
            instrument(
                [
                    Provision(f"({n})", Effect.PERMITS, f"The sale of grain number {n} from harbor {n * n} in {place}.")
                    for n in range(1, paragraphs)
                ]
            )
            for place in ("Ladoga", "Onega")
        )
        return calls(lambda: compare(before, after))

    work(50)
    assert work(800) < 12 * work(100)  # eight times the paragraphs; squared growth would be sixty-four


def test_the_work_of_comparing_grows_with_a_paragraph_and_no_faster():
    def work(words: int) -> int:
        row = ", ".join(f"grain{n}" for n in range(words))
        before, after = (
            instrument([Provision("(a)", Effect.PERMITS, f"The sale of {row} to {place} is authorized.")])
            for place in ("Ladoga", "Ladoga or Onega")
        )
        return calls(lambda: compare(before, after))

    work(50)
    assert work(4_000) < 12 * work(500)


def test_a_pair_that_cannot_be_compared_says_why():
    answer = as_json(not_compared(NoInstrument("the text has no words"), read(HARBOR)), "7")
    assert answer == {
        "id": "7",
        "direction": "unjudged",
        "kind": None,
        "problem": "the old text: the text has no words",
    }
