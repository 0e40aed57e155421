"""Where addresses are kept, and that they stay out of every text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.alerts.addresses import mask, resolve
from monitor.model.faults import ConfigurationError
from monitor.model.message import Secret


def test_an_address_is_read_from_where_it_is_kept(tmp_path: Path) -> None:
    (tmp_path / "compliance-url").write_text("json://a/b\n")
    environ = {"CREDENTIALS_DIRECTORY": str(tmp_path), "URL": " json://c/d "}
    assert resolve(Secret(literal="json://x"), {}) == "json://x"
    assert resolve(Secret(credential="compliance-url"), environ) == "json://a/b"
    assert resolve(Secret(env="URL"), environ) == "json://c/d"
    assert resolve(Secret(file=str(tmp_path / "compliance-url")), {}) == "json://a/b"


@pytest.mark.parametrize(
    ("secret", "environ", "words"),
    [
        (Secret(credential="u"), {}, "CREDENTIALS_DIRECTORY"),
        (Secret(credential="u"), {"CREDENTIALS_DIRECTORY": "/nowhere/at/all"}, "No such file"),
        (Secret(env="URL"), {}, "not set"),
        (Secret(env="URL"), {"URL": "  "}, "empty"),
        (Secret(file="/nowhere/at/all"), {}, "No such file"),
        (Secret(), {}, "no address"),
    ],
)
def test_an_address_that_is_not_there_says_where_it_should_be(
    secret: Secret, environ: dict[str, str], words: str
) -> None:
    with pytest.raises(ConfigurationError, match=words):
        resolve(secret, environ)


def test_the_first_line_of_a_file_is_the_address(tmp_path: Path) -> None:
    (tmp_path / "url").write_text("\n json://x/t0ken \r\nkept by the desk\n", encoding="utf-8")
    assert resolve(Secret(file=str(tmp_path / "url")), {}) == "json://x/t0ken"


def test_an_empty_file_and_one_of_bytes_are_faults(tmp_path: Path) -> None:
    (tmp_path / "empty").write_text("\n")
    (tmp_path / "bytes").write_bytes(b"\xff\xfe")
    for name, words in (("empty", "is empty"), ("bytes", "not UTF-8")):
        with pytest.raises(ConfigurationError, match=words):
            resolve(Secret(file=str(tmp_path / name)), {})


@pytest.mark.parametrize(
    ("text", "address", "masked"),
    [
        ("login of bob1 with pa/ss failed", "mailto://bob1:pa%2Fss@mail.example.org", "login of *** with *** failed"),
        ("no user desk@example.org", "mailto://mail.example.org?to=desk@example.org", "no user ***"),
        ("POST /T0KEN1/B0KEN2 gave 404", "slack://T0KEN1/B0KEN2/C0KEN3", "POST /***/*** gave 404"),
        (
            "mode starttls at mail.example.org:587",
            "mailtos://mail.example.org:587?mode=starttls",
            "mode starttls at mail.example.org:587",
        ),
        ("word abc was wrong", "mailto://bob1:abc@mail.example.org", "word *** was wrong"),
        ("could not read json://[half", "json://[half", "could not read ***"),
        ("refused by 10.0.0.1", "json://10.0.0.1/hook", "refused by 10.0.0.1"),
    ],
)
def test_a_text_keeps_its_sense_and_loses_its_secrets(text: str, address: str, masked: str) -> None:
    assert mask(text, address) == masked


@given(st.from_regex(r"[A-Za-z0-9]{8,20}", fullmatch=True), st.text(max_size=30), st.text(max_size=30))
def test_no_token_stays_in_a_text(token: str, before: str, after: str) -> None:
    for address in (f"json://u:{token}@h.example/", f"json://h.example/{token}", f"json://h.example/?-k={token}"):
        assert token not in mask(f"{before}{token}{after}", address)
