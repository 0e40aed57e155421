import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.read.charset import decode, is_binary


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_what_is_marked_or_is_utf8_needs_no_word_about_it(name: str) -> None:
    assert decode("Genehmigung für Öl – санкции".encode(name)) == "Genehmigung für Öl – санкции"


def test_utf16_without_a_mark_is_seen_by_its_zeros() -> None:
    assert decode("<rss/>".encode("utf-16-le")) == "<rss/>"
    assert decode("<rss/>".encode("utf-16-be")) == "<rss/>"


def test_utf8_is_utf8_though_the_server_says_latin() -> None:
    assert decode("één vergunning".encode(), "text/html; charset=ISO-8859-1") == "één vergunning"


def test_a_declared_charset_is_used_where_the_bytes_are_no_utf8() -> None:
    body = '<?xml version="1.0" encoding="windows-1251"?><t>санкции</t>'.encode("windows-1251")
    assert "санкции" in decode(body)
    assert "санкции" in decode('<meta charset="koi8-r"><p>санкции'.encode("koi8-r"))
    assert "żółć" in decode("<p>żółć".encode("iso-8859-2"), "text/html; charset=iso-8859-2")


def test_latin_one_means_what_windows_writes() -> None:
    assert decode(b"\x93quoted\x94 \x96 \x80", "text/plain; charset=iso-8859-1") == "“quoted” – €"


def test_a_charset_that_nobody_knows_does_not_matter() -> None:
    assert decode(b"caf\xe9", "text/html; charset=klingon") == "café"


def test_a_body_cut_in_the_middle_of_a_character_is_still_utf8() -> None:
    assert decode("één prijs €".encode()[:-1]) == "één prijs "


def test_a_zero_ends_no_text() -> None:
    assert "after" in decode(b"before\x00after")


@given(st.binary(max_size=200), st.sampled_from([None, "text/html", "text/html; charset=utf-8", "x; charset='"]))
def test_any_bytes_give_text(body: bytes, content_type: str | None) -> None:
    text = decode(body, content_type)
    assert "\x00" not in text
    codecs.encode(text, "utf-8", "surrogatepass")


def test_a_byte_pasted_from_elsewhere_does_not_spoil_the_text_around_it() -> None:
    body = "Der Minister nennt es „unzulässig“ – für Öl und Flüssiggas.".encode() + b" Treasury\x92s view"
    for content_type in (None, "text/html; charset=utf-8", "text/html; charset=iso-8859-1"):
        assert (
            decode(body, content_type)
            == "Der Minister nennt es „unzulässig“ – für Öl und Flüssiggas. Treasury\ufffds view"
        )


def test_a_lone_byte_of_windows_is_read_as_windows_whatever_is_declared() -> None:
    assert decode(b"Treasury\x92s view", "text/html; charset=utf-8") == "Treasury’s view"


@pytest.mark.parametrize("name", ["utf-16", "UTF-16LE", "utf-32", "ucs-2"])
def test_two_bytes_a_character_are_not_believed_of_bytes_without_zeros(name: str) -> None:
    assert decode(f'<meta charset="{name}"><p>café!'.encode("latin-1")).endswith("café!")


@given(st.text(alphabet="санкциямфщё ", min_size=8))
def test_letters_of_another_charset_are_not_taken_for_damaged_utf8(text: str) -> None:
    body = f"ш{text}".encode("windows-1251")
    assert decode(body, "text/html; charset=windows-1251") == f"ш{text}"


@pytest.mark.parametrize(
    "body", [b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, b"PK\x03\x04" + bytes(99), bytes(2_000)]
)
def test_bytes_of_an_image_or_archive_are_no_text(body: bytes) -> None:
    assert is_binary(decode(body))


@pytest.mark.parametrize("text", ["", "Lace\tand\r\n\fbobbins", "café \ufffd", "санкции " * 900])
def test_a_text_is_one_though_a_sign_of_it_is_damaged(text: str) -> None:
    assert not is_binary(text)
