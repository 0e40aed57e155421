import pytest

from monitor.read import pdf_pages
from tests.read.pdf_samples import pdf, printed


def test_a_paragraph_that_runs_over_the_end_of_a_page_stays_one() -> None:
    first = printed(["(a) All transactions that are ordinarily incident to"], page_number="- 1 -")
    second = printed(["the lifting of lace are authorized."], ["(b) Nothing else is."], page_number="2 of 2")
    assert pdf_pages.text(pdf(first, second)) == (
        "(a) All transactions that are ordinarily incident to\nthe lifting of lace are authorized.\n\n(b) Nothing else is."
    )


def test_a_heading_on_the_next_page_begins_anew() -> None:
    first = printed(["Signed by the Director"])
    assert (
        pdf_pages.text(pdf(first, printed(["Annex"], ["Aster Bank"])))
        == "Signed by the Director\n\nAnnex\n\nAster Bank"
    )
    assert pdf_pages.text(pdf(first, printed(["Dated: March 4, 2031"]))).endswith("\n\nDated: March 4, 2031")


def test_a_date_or_an_annex_begins_a_paragraph_though_it_stands_close() -> None:
    lines = ["Aster Begonia", "Director", "Dated: March 4, 2031", "Annex--Persons Described in Paragraph (a)"]
    assert pdf_pages.text(pdf(printed(lines))).split("\n\n") == [
        "Aster Begonia\nDirector",
        "Dated: March 4, 2031",
        "Annex--Persons Described in Paragraph (a)",
    ]


def test_a_line_that_goes_on_about_an_annex_does_not() -> None:
    lines = ["All transactions with the entities listed in the", "Annex to this general license are authorized."]
    assert pdf_pages.text(pdf(printed(lines))) == "\n".join(lines)


@pytest.mark.parametrize("body", [b"", b"%PDF-1.4 %%EOF", b"<html>%%EOF"])
def test_what_pdfium_cannot_open_is_said_so(body: bytes) -> None:
    with pytest.raises(pdf_pages.UnreadablePdfError, match="no PDF that can be read"):
        pdf_pages.text(body)
