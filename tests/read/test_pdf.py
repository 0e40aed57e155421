import os
import signal
import threading
from collections.abc import Iterator

import pytest

from monitor.model.faults import ReadError
from monitor.model.words import Problem
from monitor.read.pdf import PdfReader
from tests.material import shared
from tests.read.pdf_samples import pdf, printed

LICENSE = pdf(
    printed(
        ["GENERAL LICENSE NO. 8A"],
        [
            "(a) All transactions prohibited by part 599 that are ordinarily incident to the",
            "lifting of lace, as described in paragraph",
            "(b) of this general license, are authorized.",
        ],
        ["(b) This general license does not authorize any debit to an account, or any payment", "that is made to"],
        page_number="Page 1 of 2",
    ),
    printed(["a blocked person."], ["Dated: March 4, 2031"], page_number="2"),
)


@pytest.fixture(scope="module")
def reader() -> Iterator[PdfReader]:
    with PdfReader(seconds=5) as started:
        yield started


def test_paragraphs_are_told_by_the_space_between_them(reader: PdfReader) -> None:
    assert reader.text(LICENSE).split("\n\n") == [
        "GENERAL LICENSE NO. 8A",
        "(a) All transactions prohibited by part 599 that are ordinarily incident to the\nlifting of lace, as described in paragraph\n(b) of this general license, are authorized.",
        "(b) This general license does not authorize any debit to an account, or any payment\nthat is made to\na blocked person.",
        "Dated: March 4, 2031",
    ]


def test_paragraphs_without_space_between_are_told_by_their_marks(reader: PdfReader) -> None:
    lines = [
        "(a) Provided that:",
        "(1) the lace is white; and",
        "(2) the lace is old.",
        "Note to paragraph (a). White is a color.",
    ]
    assert reader.text(pdf(printed(lines))) == "\n\n".join(lines)


def test_lines_that_all_stand_apart_are_paragraphs(reader: PdfReader) -> None:
    lines = [(72.0, 700.0 - 40 * n, f"Item {n}") for n in range(5)]
    assert reader.text(pdf(lines)) == "\n\n".join(f"Item {n}" for n in range(5))


def test_a_page_without_words_gives_none(reader: PdfReader) -> None:
    assert reader.text(pdf([])) == ""


@pytest.mark.parametrize("cut", [300, 1200, len(LICENSE) - 20])
def test_a_pdf_that_was_cut_is_not_read_in_part(reader: PdfReader, cut: int) -> None:
    with pytest.raises(ReadError, match="breaks off"):
        reader.text(LICENSE[:cut])


@pytest.mark.parametrize(
    "body", [b"", b"%PDF-1.7\n", b"%PDF-1.4\n" + b"<" * 100_000 + b"%%EOF", bytes(range(256)) * 50 + b"%%EOF"]
)
def test_what_is_no_pdf_is_unreadable_and_the_next_one_is_read(reader: PdfReader, body: bytes) -> None:
    with pytest.raises(ReadError) as refused:
        reader.text(body)
    assert refused.value.problem is Problem.UNREADABLE
    assert "8A" in reader.text(LICENSE)


def test_many_pdfs_are_read_by_one_child(reader: PdfReader) -> None:
    reader.text(LICENSE)
    child = reader.child
    for _ in range(5):
        reader.text(LICENSE)
    assert reader.child == child


def test_a_child_that_does_not_answer_in_time_is_ended_and_replaced() -> None:
    with PdfReader(seconds=0.4) as impatient:
        with pytest.raises(ReadError):
            impatient.text(b"no pdf %%EOF")
        os.kill(impatient.child or 0, signal.SIGSTOP)
        with pytest.raises(ReadError, match=r"longer than 0\.4 seconds"):
            impatient.text(LICENSE)
        assert impatient.child is None


def test_a_child_that_died_meanwhile_is_replaced_without_a_word() -> None:
    with PdfReader(seconds=5) as reader:
        reader.text(LICENSE)
        os.kill(reader.child or 0, signal.SIGKILL)
        assert "8A" in reader.text(LICENSE)


def test_a_child_without_work_ends_by_itself() -> None:
    with PdfReader(seconds=5, idle=0.05) as reader:
        reader.text(LICENSE)
        for thread in threading.enumerate():
            if thread.name.startswith("pdf-child-") and thread.name.endswith(str(reader.child)):
                thread.join(10)
        assert reader.child is None
        assert "8A" in reader.text(LICENSE)


def test_a_file_larger_than_any_license_is_not_even_given_to_the_child() -> None:
    with PdfReader() as reader, pytest.raises(ReadError) as refused:
        reader.text(bytes((64 << 20) + 1))
    assert refused.value.problem is Problem.TOO_LARGE
    assert reader.child is None


def test_a_pdf_that_needs_more_memory_than_allowed_brings_nobody_down() -> None:
    huge = LICENSE.replace(b"/MediaBox [0 0 612 792]", b"/MediaBox [0 0 612 792]" + b" " * (12 << 20))
    with PdfReader(seconds=10, memory_bytes=1) as poor:
        with pytest.raises(ReadError) as refused:
            poor.text(huge)
        assert refused.value.problem is Problem.UNREADABLE


def test_the_recorded_licenses_are_read_paragraph_by_paragraph(reader: PdfReader) -> None:
    files = sorted(shared("stories").glob("*/bodies/*.pdf"))
    assert files
    for file in files:
        paragraphs = reader.text(file.read_bytes()).split("\n\n")
        assert any(p.startswith("GENERAL LICENSE NO.") for p in paragraphs), file.name
        assert any(p.startswith("(a) ") and p.endswith((".", ":")) for p in paragraphs), file.name
        assert any(p.startswith("Dated:") for p in paragraphs), file.name
        assert not any(p.startswith("Page ") for p in paragraphs), file.name
