from typing import Any

import pytest

from monitor.model.faults import ReadError
from monitor.model.place import DocumentKind, Reading, Target
from monitor.model.words import Problem
from monitor.sources import adapter
from tests.sources.official import NOW, Part, capture, entrance, only_document, source

URL = "https://regulator.example/lace"
PAGE = "<body><nav>Menu</nav><main><h1>Lace rules</h1><p>Lace must be white.</p><p id=x>Since 1 May 2031.</p></main><footer>2031</footer></body>"


def read(body: str, **more: Any) -> Reading:
    return entrance("page", URL, body, **more)


def test_a_page_is_one_document_of_its_substance() -> None:
    document = only_document(read(PAGE, measure="xx/lace"))
    assert document.kind is DocumentKind.PAGE
    assert (document.title, document.measure, document.identity) == ("Lace rules", "xx/lace", URL)
    assert document.text == "Lace rules\n\nLace must be white.\n\nSince 1 May 2031."


def test_a_selector_narrows_it_to_what_counts() -> None:
    assert only_document(read(PAGE, select="#x")).text == "Since 1 May 2031."
    assert read(PAGE, select="#x").meaning == read(PAGE.replace("white", "black"), select="#x").meaning


def test_a_selector_that_fits_nothing_is_a_changed_layout() -> None:
    with pytest.raises(ReadError) as refused:
        read(PAGE, select="#gone")
    assert refused.value.problem is Problem.LAYOUT


def test_a_page_without_text_is_implausible() -> None:
    reading = read("<body><nav></nav><main></main></body>")
    assert reading.trouble is not None
    assert reading.trouble.problem is Problem.IMPLAUSIBLE


def test_a_watched_page_may_be_a_file() -> None:
    target = Target("s", URL, Part.ENTRANCE, NOW, NOW)
    of_pdf = adapter("page").read(
        source("page", URL), target, capture(URL, b"%PDF-1.7", "application/pdf"), lambda _: "Lace rules"
    )
    assert only_document(of_pdf).text == "Lace rules"
    of_text = adapter("page").read(
        source("page", URL), target, capture(URL, b"Lace\nrules\n\nTwo", "text/plain"), lambda _: ""
    )
    assert (only_document(of_text).text, only_document(of_text).title) == ("Lace\nrules\n\nTwo", "s")
