from dataclasses import replace
from typing import Any

import pytest

from monitor.model.faults import ReadError
from monitor.model.place import DocumentKind, Reading, Target
from monitor.model.words import Problem
from monitor.sources import adapter
from tests.sources.official import NOW, Part, capture, entrance, no_pdf, only_document, source

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


def test_a_page_that_was_cut_on_its_way_is_not_read_in_part() -> None:
    page = f"<!doctype html><html><head><title>Lace</title></head>{PAGE}</html>"
    assert only_document(read(page)).title == "Lace rules"
    with pytest.raises(ReadError, match="breaks off"):
        read(page[: page.index("<p id=x>")])


def test_a_page_that_leaves_out_what_html_lets_it_leave_out_is_whole() -> None:
    text = only_document(
        read("<!doctype html><html lang=en><meta charset=utf-8><title>Lace</title><p>White.<p>Black.")
    ).text
    assert text == "White.\n\nBlack."


@pytest.mark.parametrize("said", ["Page not found", "Site maintenance"])
def test_an_error_page_under_a_good_status_is_implausible(said: str) -> None:
    reading = read(f"<html><head><title>{said}</title></head><body><p>Please try again later.</p></body></html>")
    assert reading.trouble is not None
    assert reading.trouble.problem is Problem.IMPLAUSIBLE
    assert said in reading.trouble.detail


@pytest.mark.parametrize(
    "body",
    [b'{"error": "internal"}', b"[1, 2]", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, b"PK\x03\x04" + bytes(99)],
)
def test_what_is_neither_page_nor_readable_file_is_unreadable(body: bytes) -> None:
    with pytest.raises(ReadError) as refused:
        entrance("page", URL, body)
    assert refused.value.problem is Problem.UNREADABLE


@pytest.mark.parametrize(
    ("final", "home"),
    [
        ("https://regulator.example/", True),
        ("https://www.regulator.example/en/", True),
        ("https://regulator.example/lace-rules", False),
        ("https://lace.example/", False),
        ("https://regulator.example/?page=lace", False),
    ],
)
def test_the_home_page_is_not_the_page_that_was_asked_for(final: str, home: bool) -> None:
    target = Target("s", URL, Part.ENTRANCE, NOW, NOW)
    reading = adapter("page").read(source("page", URL), target, replace(capture(URL, PAGE), final_url=final), no_pdf)
    assert (reading.trouble is not None) is home
