from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from monitor.fetch.address import clean, host_of, join, normal
from monitor.model.faults import FetchError

BASE = "https://ofac.treasury.gov/recent-actions/20220407"


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("https://OFAC.Treasury.gov", "https://ofac.treasury.gov/"),
        ("https://a.example:443/x#part", "https://a.example/x"),
        ("http://a.example:8080/x", "http://a.example:8080/x"),
        ("https://a.example/?a[]=1&b=%5b%5D|c", "https://a.example/?a[]=1&b=%5b%5D|c"),
        ("https://a.example/a b/ü?q=é", "https://a.example/a%20b/%C3%BC?q=%C3%A9"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("  https://a.example/x\n", "https://a.example/x"),
        ("https://a.example/\udcff", "https://a.example/%FF"),
    ],
)
def test_an_address_is_sent_as_it_is_written_but_for_what_cannot_be_sent(written: str, sent: str) -> None:
    assert clean(written) == sent


def test_a_link_is_read_against_its_page() -> None:
    assert join(BASE, "/media/922136/download?inline") == "https://ofac.treasury.gov/media/922136/download?inline"
    assert join(BASE, "20220407_33") == "https://ofac.treasury.gov/recent-actions/20220407_33"
    assert join(BASE, "//other.example/x") == "https://other.example/x"
    assert join(BASE, "?page=1") == BASE + "?page=1"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.example/x?b=2&a=1", "https://A.example/x?a=1&b=2#top"),
        ("https://a.example/?c[]=x", "https://a.example?c%5B%5D=x"),
        ("https://a.example/%7euser", "https://a.example/~user"),
        ("https://a.example/a%2fb", "https://a.example/a%2Fb"),
        ("https://a.example/?q=a+b", "https://a.example/?q=a%20b"),
        ("https://a.example/?inline", "https://a.example/?inline="),
    ],
)
def test_two_spellings_of_one_address_are_equal(one: str, other: str) -> None:
    assert normal(one) == normal(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.example/a/b", "https://a.example/a%2Fb"),
        ("https://a.example/x", "http://a.example/x"),
        ("https://a.example/x", "https://a.example/x/"),
        ("https://a.example/?a=1&a=2", "https://a.example/?a=1"),
        ("https://a.example/X", "https://a.example/x"),
    ],
)
def test_two_addresses_stay_two(one: str, other: str) -> None:
    assert normal(one) != normal(other)


def test_a_host_is_counted_with_its_port() -> None:
    assert host_of("http://127.0.0.1:8080/a") == "127.0.0.1:8080"
    assert host_of("https://A.example/a") == host_of("https://a.example:443/b")
    assert host_of("nonsense") == "nonsense"


@given(st.text())
@example("http://[::1]%eth0/")
@example("http://a.example:١/")
@example("http://xn--/")
@example("http://\u2100.example/")
def test_any_text_is_an_address_or_a_clear_refusal(text: str) -> None:
    for candidate in (text, "https://" + text, "https://a.example/" + text, "https://a.example/?" + text):
        try:
            sent = clean(candidate)
        except FetchError as error:
            assert "\n" not in error.detail  # noqa: PT017 - most candidates raise nothing
        else:
            assert sent.isascii()
            assert " " not in sent
            assert clean(sent) == sent
            assert normal(normal(sent)) == normal(sent)
