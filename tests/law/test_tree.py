import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.law.designators import Reading, cited, leading, path_of, readings
from monitor.law.tree import Tree


def paths(*paragraphs: str) -> list[str]:
    tree = Tree()
    for paragraph in paragraphs:
        tokens, rest = leading(paragraph)
        if not tokens or not tree.add(tokens, rest):
            tree.append(paragraph)
    return [path_of(node.tokens) for node in tree.nodes]


def test_the_levels_of_the_code_nest() -> None:
    text = ("(a) A:", "(1) B:", "(i) C:", "(A) D;", "(B) E.", "(ii) F.", "(2) G.", "(b) H.")
    assert paths(*text) == [
        "(a)",
        "(a)(1)",
        "(a)(1)(i)",
        "(a)(1)(i)(A)",
        "(a)(1)(i)(B)",
        "(a)(1)(ii)",
        "(a)(2)",
        "(b)",
    ]


def test_i_after_h_is_a_letter() -> None:
    assert paths(*(f"({letter}) Words." for letter in "abcdefghij"))[-2:] == ["(i)", "(j)"]


def test_i_after_h_that_announces_a_list_is_a_numeral() -> None:
    letters = [f"({letter}) Words." for letter in "abcdefg"]
    assert paths(*letters, "(h) These:", "(i) One; and", "(ii) Two.", "(i) Letter.")[-4:] == [
        "(h)",
        "(h)(i)",
        "(h)(ii)",
        "(i)",
    ]


def test_the_letters_after_z_are_doubled() -> None:
    letters = [f"({chr(letter)}) Words." for letter in range(ord("a"), ord("z") + 1)]
    assert paths(*letters, "(aa) Words.", "(bb) Words.")[-2:] == ["(aa)", "(bb)"]


def test_two_designators_may_open_one_paragraph() -> None:
    assert paths("(a)(1) First.", "(2) Second:", "(i) Third.", "(b) Fourth.") == [
        "(a)(1)",
        "(a)(2)",
        "(a)(2)(i)",
        "(b)",
    ]


def test_paragraphs_run_together_on_a_line_are_parted() -> None:
    assert paths("(a) Text:", "(1) One; and (2) Two. (b) This license:", "(1) Three.") == [
        "(a)",
        "(a)(1)",
        "(a)(2)",
        "(b)",
        "(b)(1)",
    ]


def test_a_citation_in_a_sentence_parts_nothing() -> None:
    assert paths("(a) As told in paragraph (b) The rest.", "(b) See paragraphs (a), (b) and (c) of it.") == [
        "(a)",
        "(b)",
    ]


def test_an_enumeration_in_a_sentence_stays_in_it() -> None:
    assert paths("(a) Provided that (i) the first; and (ii) the second; are met.") == ["(a)"]


def test_a_list_may_begin_after_a_title_on_its_line() -> None:
    text = (
        "(a) Text:",
        "(1) Hardware. (i) The sale of radios; and",
        "(ii) The sale of masts.",
        "(2) Software.",
        "(b) Text.",
    )
    assert paths(*text) == ["(a)", "(a)(1)", "(a)(1)(i)", "(a)(1)(ii)", "(a)(2)", "(b)"]


def test_a_list_may_begin_after_a_dash() -> None:
    text = (
        "§ 501.603 Reports. (a) Who—(1) Banks. They report. (2) Others. (b) When—(1) Soon. (i) At once:",
        "(ii) Later.",
    )
    assert paths(*text) == [
        f"§ 501.603{p}" for p in ("", "(a)", "(a)(1)", "(a)(2)", "(b)", "(b)(1)", "(b)(1)(i)", "(b)(1)(ii)")
    ]


def test_sections_stand_side_by_side_whatever_their_numbers() -> None:
    assert paths("§ 501.101 One. (a) Text.", "§ 501.603 Two. (a) Text.", "§ 501.301 Three.") == [
        "§ 501.101",
        "§ 501.101(a)",
        "§ 501.603",
        "§ 501.603(a)",
        "§ 501.301",
    ]


def test_a_numeral_without_its_first_one_is_no_letter() -> None:
    assert paths("(a) Text:", "(1) Radios, of which (i) is lost; and", "(ii) Masts.", "(2) Oars.") == [
        "(a)",
        "(a)(1)",
        "(a)(1)(ii)",
        "(a)(2)",
    ]


def test_a_list_that_begins_again_keeps_its_level() -> None:
    assert paths("(a) Text:", "(1) One.", "(2) Two.", "(1) One again.") == ["(a)", "(a)(1)", "(a)(2)", "(a)(1)"]


def test_a_missing_letter_breaks_nothing() -> None:
    assert paths("(a) One.", "(c) Three:", "(1) Item.") == ["(a)", "(c)", "(c)(1)"]


def test_words_that_go_on_after_a_list_belong_to_the_paragraph_above_it() -> None:
    tree = Tree()
    for tokens, words in ((("a",), "All transactions in:"), (("1",), "Grain; or"), (("2",), "Rice;")):
        tree.add(tokens, words)
    tree.append("are authorized.")
    assert tree.nodes[0].text == "All transactions in: are authorized."


def test_a_designator_is_read_in_every_way() -> None:
    assert readings("i") == (Reading("a", 9), Reading("i", 1))
    assert readings("ii") == (Reading("a", 35), Reading("i", 2))
    assert readings("xiv") == (Reading("i", 14),)
    assert readings("12") == (Reading("1", 12),)
    assert readings("§ 587.201") == (Reading("§", 5870201),)


@pytest.mark.parametrize(
    "before", ["described in paragraph", "paragraphs (a) and", "paragraph (a)(1),", "under section"]
)
def test_words_that_cite_are_known(before: str) -> None:
    assert cited(before)


@pytest.mark.parametrize("before", ["in the United States; and", "are authorized.", "a person (other than a bank)"])
def test_words_that_do_not_cite_are_known(before: str) -> None:
    assert not cited(before)


def test_a_dotted_number_is_a_designator_only_where_asked() -> None:
    assert leading("2.3 A Person may") == ((), "2.3 A Person may")
    assert leading("2.3 A Person may", dotted=True) == (("2.3.",), "A Person may")
    assert path_of(("2.", "2.3.", "a")) == "2.3(a)"


def _outline(shape: list[list[int]]) -> list[str]:
    lines = []
    for letter, numbers in zip("abcdefgh", shape, strict=False):
        lines.append(f"({letter}) Words{':' if numbers else '.'}")
        for number, romans in enumerate(numbers, 1):
            lines.append(f"({number}) Words{':' if romans else ';'}")
            lines += [f"({('i', 'ii', 'iii', 'iv', 'v')[r]}) Words;" for r in range(romans)]
    return lines


@given(st.lists(st.lists(st.integers(0, 5), max_size=6), min_size=1, max_size=8))
def test_every_regular_outline_is_read_back(shape: list[list[int]]) -> None:
    want = []
    for letter, numbers in zip("abcdefgh", shape, strict=False):
        want.append(f"({letter})")
        for number, romans in enumerate(numbers, 1):
            want.append(f"({letter})({number})")
            want += [f"({letter})({number})({('i', 'ii', 'iii', 'iv', 'v')[r]})" for r in range(romans)]
    assert paths(*_outline(shape)) == want
