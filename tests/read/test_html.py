from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model.faults import ReadError
from monitor.model.place import Link
from monitor.model.words import Problem
from monitor.read import html


def test_links_are_absolute_and_web_addresses_only() -> None:
    page = html.parse(
        '<p><a href="/media/1/download?inline" title="gl_8.pdf">General\n License 8</a> <a href="mailto:x@y.example">mail</a>'
        '<a href="//cdn.example/a#top">there</a><a href="javascript:go()">go</a><a href="http://[">broken</a></p>'
    )
    assert html.links_of(page, "https://ofac.example/recent-actions/20310304") == (
        Link("https://ofac.example/media/1/download?inline", "General License 8", "gl_8.pdf"),
        Link("https://cdn.example/a", "there", ""),
    )


def test_what_only_a_screen_reader_hears_is_no_text_but_what_is_folded_away_is() -> None:
    page = html.parse(
        "<p><span class='visually-hidden'>Current page</span>Text<i aria-hidden=true>x</i></p><div hidden>Folded</div>"
        "<div style='display: none'>Note</div>"
    )
    assert html.text_of(page) == "Text\n\nFolded\n\nNote"


def test_a_page_of_more_elements_than_any_page_has_is_refused() -> None:
    with pytest.raises(ReadError) as refused:
        html.parse(b"<p>" * (html.MOST_TAGS + 1))
    assert refused.value.problem is Problem.TOO_LARGE


def test_a_page_nested_deeper_than_any_page_is_refused() -> None:
    with pytest.raises(ReadError) as refused:
        html.parse(b"<div>" * (html.MOST_NESTED + 5))
    assert refused.value.problem is Problem.TOO_LARGE


def test_a_feed_that_is_read_as_a_page_is_no_reason_to_warn() -> None:
    assert html.text_of(html.parse(b"<?xml version='1.0'?><rss><channel><item>x</item></channel></rss>")) == "x"


@given(
    st.from_regex(
        r"https?://[a-zA-Z0-9.-]{1,12}(:[0-9]{1,4})?(/[a-zA-Z0-9%+ ;._~-]{0,8}){0,3}(\?[a-z=&/?]{0,9})?(#[a-z]{0,3})?",
        fullmatch=True,
    )
)
def test_the_short_way_to_an_address_leads_where_the_long_one_does(url):
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname
    except ValueError:
        return
    assert html.absolute("https://other.example/", url) == (parts._replace(fragment="").geturl() if host else None)


@pytest.mark.parametrize(
    ("page", "broken"),
    [
        (b"<html><body><p>x</body></html>", False),
        (b"<html><body><p>x", True),
        (b"<!doctype html><HTML lang=en><head><title>t</title></head><body><p>x", True),
        (b"<html><head><title>t</title></head><body><p>x</p></body></html><!-- made in 0.3 s -->", False),
        (b"<html lang=en><meta charset=utf-8><title>t</title><p>x<p>y", False),
        (b"<main><p>x", False),
    ],
)
def test_a_whole_document_without_its_end_breaks_off(page: bytes, broken: bool) -> None:
    assert html.breaks_off(page) is broken
    if broken:
        with pytest.raises(ReadError, match="breaks off"):
            html.whole(page)
    else:
        assert "x" in html.text_of(html.whole(page))
