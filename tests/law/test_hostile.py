"""Whatever is fed to the grammar, it answers, with a result or a reason; what never ends is the runner's to stop."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.law import cut_instruments, read_actions, read_instrument, references
from monitor.model.instrument import Instrument, NoInstrument
from monitor.model.program import Programs
from tests.law.form import license_text
from tests.work import calls

HEAD = "OFFICE OF FOREIGN ASSETS CONTROL\n\nBurma Sanctions Regulations\n\n31 CFR Part 525\n\nGENERAL LICENSE NO. 7\n\nAuthorizing Ferries\n\n"
_PIECES = st.sampled_from(
    [
        "(a)",
        "(1)",
        "(i)",
        "(A)",
        "(a)(1)(i)",
        "\n",
        "\n\n",
        " ",
        ":",
        "; or",
        "; and",
        ".",
        "All transactions",
        "are authorized",
        "does not authorize",
        "provided that:",
        "except:",
        "paragraph",
        "through 12:01 a.m. eastern daylight time, May 5, 2026",
        "GENERAL LICENSE NO. 8",
        "General License No. 7, dated May 5, 2025, is replaced",
        "Note 1 to paragraph (a).",
        "Annex",
        "Dated: May 5, 2026",
        "Director",
        "§ 525.201 Title",
        "Section 1.",
        "DIRECTIVE 4 UNDER EXECUTIVE ORDER 14024",
        "Лицензия",
        "許可",
        "\u200b",
        "\x00",
        "﷽",
        "31 CFR Part 525",
        "OFFICE OF FOREIGN ASSETS CONTROL",
        "1040. What?",
        "Frequently Asked Questions",
        "The following entity has been added to the List:",
        "INT/2023/2824812 general licence",
    ]
)


def _whole(reading: Instrument | NoInstrument) -> None:
    if isinstance(reading, NoInstrument):
        assert reading.problem
        return
    assert reading.key
    for place, provision in enumerate(reading.provisions):
        assert provision.path
        assert provision.parent is None or 0 <= provision.parent < place


@given(st.lists(_PIECES, max_size=60).map("".join))
def test_any_pieces_of_licenses_are_answered(programs: Programs, text: str) -> None:
    _whole(read_instrument(text, programs))
    _whole(read_instrument(HEAD + text, programs))
    cut_instruments(text, programs)


@given(st.text(max_size=400))
def test_any_text_is_answered(programs: Programs, text: str) -> None:
    _whole(read_instrument(text, programs))
    references(text, programs)
    read_actions(text[:80], text, programs)


@given(st.integers(0, 900), st.text(max_size=12))
@settings(max_examples=60)
def test_a_license_with_anything_put_into_it_is_answered(programs: Programs, place: int, inserted: str) -> None:
    text = license_text()
    _whole(read_instrument(text[:place] + inserted + text[place:], programs))


@pytest.mark.parametrize(
    "text",
    [
        "(" * 1_000_000,
        HEAD + "(a)" * 200_000,
        HEAD + "(a) " + "word " * 400_000,
        HEAD + "(a) Foo. " + "(1) Any; " * 200_000,
        HEAD + "(1):\n(a):\n(i):\n(A):\n" * 5_000,
        HEAD + "(a) the term " * 100_000,
        HEAD + "Note 1 to paragraph " * 100_000,
        "GENERAL LICENSE NO. 25\n" * 50_000,
        "Executive Order 14024 and " * 60_000,
        "May 5, 2026 " * 100_000,
        "General License 25, 26, 27, " * 60_000,
        "1234567890 .,;:\n" * 100_000,
        "Лицензия 許可 رخصة\n" * 60_000,
    ],
    ids=lambda text: text[-14:].strip(),
)
def test_megabytes_of_nonsense_are_answered(programs: Programs, text: str) -> None:
    _whole(read_instrument(text, programs))
    references(text, programs)


def test_the_work_grows_with_the_text_and_no_faster(programs: Programs) -> None:
    def work(times: int) -> int:
        text = HEAD + "".join(
            f"(a) All transactions in rice are authorized.\n\n(1) Item {n};\n\n" for n in range(times)
        )
        return calls(lambda: read_instrument(text, programs))

    work(100)
    assert work(4_000) < 12 * work(500)  # eight times the text; squared growth would be sixty-four
