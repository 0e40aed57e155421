import json
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.read.text import clean
from tests.material import shared


def test_wrapped_prose_becomes_one_line() -> None:
    text = "    (a) All transactions that are ordinarily incident and \nnecessary to the repair of ferries on the rivers of \nthe delta are authorized.\n    (b) This general license does not authorize:\n"
    assert clean(text) == (
        "(a) All transactions that are ordinarily incident and necessary to the repair of ferries on the rivers of the "
        "delta are authorized.\n\n(b) This general license does not authorize:"
    )


def test_a_page_marker_in_the_middle_of_a_sentence_leaves_no_trace() -> None:
    assert clean("the chemicals\n\n[[Page 24721]]\n\nlisted in the Annex.") == "the chemicals listed in the Annex."
    assert clean("authorized through\n\n[[Page 7]]\n\n12:01 a.m., May 5.") == "authorized through 12:01 a.m., May 5."
    assert clean("in this [Page 44441] paragraph") == "in this paragraph"


def test_a_page_marker_between_paragraphs_keeps_them_apart() -> None:
    assert clean("It ends here.\n\n[[Page 7]]\n\n(b) It begins.") == "It ends here.\n\n(b) It begins."


@pytest.mark.parametrize(
    "furniture",
    ["- 1 -", "Page 1 of 2", "1", "-1-", "BILLING CODE 4810-AL-P", "[FR Doc. 2026-1 Filed 5-6-26; 8:45 am]"],
)
def test_page_furniture_goes(furniture: str) -> None:
    assert (
        clean(f"First sentence of all.\n\n{furniture}\n\nSecond sentence.")
        == "First sentence of all.\n\nSecond sentence."
    )


def test_a_number_that_is_no_page_number_stays() -> None:
    assert clean("Flights a week:\n\n14\n\nSeats:\n\n3") == "Flights a week:\n\n14\n\nSeats:\n\n3"


def test_accents_and_quotes_of_the_printer_become_letters() -> None:
    assert clean("Petr[oacute]leos, Compa[ntilde][iacute]a, ``the VSR''") == "Petróleos, Compañía, “the VSR”"


def test_words_in_brackets_that_are_no_accents_stay() -> None:
    assert clean("(c) [Reserved] and [not] or [or]") == "(c) [Reserved] and [not] or [or]"


def test_a_shielded_address_is_read() -> None:
    key = 0x2A
    hidden = f"{key:02x}" + "".join(f"{ord(letter) ^ key:02x}" for letter in "reports@example.org")
    anchor = f'<a href="/cdn-cgi/l/email-protection#00"><span class="__cf_email__" data-cfemail="{hidden}">[email&#160;protected]</span></a>'
    assert clean(f"Send it to {anchor} that day.") == "Send it to reports@example.org that day."


def test_two_shields_of_nothing_sensible_read_alike() -> None:
    shields = [
        f'<span class="__cf_email__" data-cfemail="{hidden}">[email&#160;protected]</span>'
        for hidden in ("a1b2c3d4", "0011ff22aa")
    ]
    assert len({clean(f"to {shield} now") for shield in shields}) == 1


def test_markup_and_what_cannot_be_seen_go() -> None:
    assert clean("<html><body><pre>\nA\u200bB c\u00ado <bullet> d &amp; e\n</pre></body></html>") == "AB co • d & e"


def test_blocks_of_markup_are_paragraphs() -> None:
    assert (
        clean("<p>One <o:p></o:p>day.</p><h2>Two</h2><p>Jane<br>\nDirector</p>") == "One day.\n\nTwo\n\nJane\nDirector"
    )


def test_a_sign_that_is_no_markup_stays() -> None:
    assert clean("Potassium <=62% and >62%") == "Potassium <=62% and >62%"


def test_a_compound_keeps_its_hyphen_over_a_wrap() -> None:
    text = (
        "made into a blocked account, namely a blocked interest-\nbearing account located in the United States of ours."
    )
    assert "interest-bearing" in clean(text)


def test_a_word_broken_by_the_printer_is_whole_again() -> None:
    text = "Every authorization of this kind, and every such authori-\nzation of another kind that was given to anybody here."
    assert "such authorization of" in clean(text)


def test_headers_and_signatures_stay_in_lines() -> None:
    text = "OFFICE OF FOREIGN ASSETS CONTROL\nBurma Sanctions Regulations\n31 CFR Part 525\nGENERAL LICENSE NO. 7\nAuthorizing Ferries\n(a) All transactions in ferries are authorized, whoever owns them and wherever they go on the rivers.\nJane Q. Public\nDirector"
    lines = clean(text).splitlines()
    assert "GENERAL LICENSE NO. 7" in lines
    assert "Jane Q. Public" in lines


def test_the_rows_of_a_table_stay_rows() -> None:
    table = "Name                    Number\n-------------------------------\nSulfur...............   2503000010\nPhosphate Rock.......   2510100000\n"
    assert clean(table) == "Name\tNumber\n\nSulfur\t2503000010\nPhosphate Rock\t2510100000"


def test_a_citation_that_a_wrap_put_first_begins_no_paragraph() -> None:
    text = "The services that are described in this section and in paragraph\n(a) of this general license are provided for all of them."
    assert "\n\n" not in clean(text)


def test_a_digital_signature_goes_where_a_date_stands() -> None:
    text = "It is authorized.\nDigitally signed by\nJane Q. Public\nDate: 2026.04.07 14:51:13 -04'00'\nJane Q. Public\nDirector\nDated: April 7, 2026"
    assert "Digitally" not in clean(text)
    assert "Dated: April 7, 2026" in clean(text)


@given(st.text(max_size=500))
def test_any_text_is_cleaned(text: str) -> None:
    assert "\u200b" not in clean(text)


@given(st.lists(st.text(alphabet="abcdefgh", min_size=1, max_size=9), max_size=120), st.integers(20, 90))
def test_no_word_is_lost_however_it_is_wrapped(words: list[str], width: int) -> None:
    lines, line = [], ""
    for word in words:
        if len(line) + len(word) > width:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    assert clean("\n".join([*lines, line])).split() == words


def test_no_word_of_a_recorded_license_is_lost() -> None:
    with shared("corpus", "licenses", "pairs.dev.jsonl").open(encoding="utf-8") as rows:
        texts = [text for row in map(json.loads, rows) for text in (row["before"], row["after"]) if "<" not in text]
    assert texts
    for text in texts:
        bare = re.sub(r"\[\[?Page \d+\]\]?|\[(\w)\w+\]|Page \d of \d|(?m:^\s*-?\s*\d\s*-?\s*$)", r"\1", text)
        cleaned = unicodedata.normalize("NFKD", clean(text)).encode("ascii", "ignore").decode().lower()
        words = set(re.findall(r"[a-z]{4,}", bare.lower()))
        assert not {word for word in words if word not in cleaned}


@pytest.mark.parametrize(
    "text",
    [
        "<a" * 500_000,
        "[[Page " * 200_000,
        "foo-\n" * 200_000,
        "(a) x\n" * 200_000,
        "a   " * 300_000,
        '<span data-cfemail="' * 60_000,
    ],
)
def test_megabytes_of_nonsense_are_read_to_their_end_and_stay_what_they_are(text: str) -> None:
    # How fast, the bench says.
    assert re.sub(r"\s", "", clean(text)) == re.sub(r"\s", "", text)
