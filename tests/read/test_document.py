import pytest

from monitor.model.faults import ReadError
from monitor.model.words import Problem
from monitor.read.document import is_pdf, plain


def no_pdf(body: bytes) -> str:
    raise AssertionError("this is no PDF")


def test_a_pdf_is_known_by_its_mark_whatever_it_is_called() -> None:
    body = b"\xef\xbb\xbf junk before %PDF-1.7 and on"
    assert is_pdf(body)
    assert plain(body, "text/html", lambda given: f"{len(given)} bytes") == f"{len(body)} bytes"


def test_plain_text_stays_as_it_is_wrapped() -> None:
    assert plain(b"GENERAL LICENSE NO. 8\r\n\r\n(a) All transactions\r\nare authorized.", None, no_pdf) == (
        "GENERAL LICENSE NO. 8\n\n(a) All transactions\nare authorized."
    )


def test_a_printed_text_with_shielded_addresses_of_mail_is_no_page() -> None:
    body = b'(c) Send a report to <a href="/cdn-cgi/l/email-protection#51"><span class="__cf_email__">[email]</span></a>\n    (1) The parties.'
    assert "\n(1) The parties." in plain(body, "text/plain", no_pdf)


def test_a_plain_text_in_a_bare_page_keeps_its_lines() -> None:
    body = b"<html><head><title>FR</title></head><body><pre>\nSUBCHAPTER B\n  wrapped\n  text &amp; signs\n\nNext</pre></body></html>"
    assert plain(body, "text/html", no_pdf) == "SUBCHAPTER B\nwrapped\ntext & signs\n\nNext"


def test_a_page_gives_its_main_part() -> None:
    body = b"<html><body><nav>Menu</nav><main><h1>GENERAL LICENSE NO. 8</h1><p>(a) All.</p></main></body></html>"
    assert plain(body, "text/html", no_pdf) == "GENERAL LICENSE NO. 8\n\n(a) All."


@pytest.mark.parametrize(
    "body", [bytes(range(256)) * 20, b"PK\x03\x04" + b"\x00\x01\x02\x03" * 500, b"\x89PNG\r\n\x1a\n" + b"\x00" * 99]
)
def test_other_bytes_are_unreadable(body: bytes) -> None:
    with pytest.raises(ReadError) as refused:
        plain(body, "application/pdf", no_pdf)
    assert refused.value.problem is Problem.UNREADABLE


def test_nothing_is_no_text() -> None:
    assert plain(b"", None, no_pdf) == ""
