"""Letters as a client reads them: the standard library's parser over the bytes that went to the server."""

from __future__ import annotations

import smtplib
from datetime import UTC, datetime
from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.alerts.mail import compose, failure, refusal
from monitor.alerts.specimen import specimens
from monitor.alerts.words import Templates, Thread
from monitor.alerts.words import compose as words
from monitor.model.message import MatterKind, Message
from tests.alerts.conftest import LETTERHEAD, channel

_AT = datetime(2031, 5, 8, 14, 0, tzinfo=UTC)


def read(raw: bytes) -> EmailMessage:
    letter = message_from_bytes(raw, policy=default)
    assert isinstance(letter, EmailMessage)
    assert not letter.defects
    return letter


def sent(message: Message) -> bytes:
    sender, desk = Address("Sanctions desk", addr_spec="watch@example.org"), Address(addr_spec="desk@example.org")
    return compose(message, sender=sender, to=[desk], date=_AT).as_bytes()


def plain(letter: EmailMessage) -> str:
    body = letter.get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def html(letter: EmailMessage) -> str:
    body = letter.get_body(("html",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


@pytest.mark.parametrize("kind", [*MatterKind])
def test_every_kind_of_mail_reads_as_it_was_written(templates: Templates, kind: MatterKind) -> None:
    message = words(
        specimens()[kind],
        channel("-"),
        templates,
        LETTERHEAD,
        alert=3,
        thread=Thread(("<a@x.example>", "<b@x.example>")),
    )
    raw = sent(message)
    letter = read(raw)
    assert letter.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in letter.iter_parts()] == ["text/plain", "text/html"]
    assert {part.get_content_charset() for part in letter.iter_parts()} == {"utf-8"}
    assert plain(letter) == message.text
    assert html(letter) == message.html
    assert letter["Subject"] == message.subject
    assert letter.get_all("Message-ID") == [message.message_id]
    assert letter["In-Reply-To"] == "<b@x.example>"
    assert str(letter["References"]).split() == ["<a@x.example>", "<b@x.example>"]
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Date"].datetime == _AT
    assert "<script" not in html(letter).lower()
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998
    assert b"\n" not in raw.replace(b"\r\n", b"")


@pytest.mark.parametrize(
    "text",
    [
        "Emoji \U0001f6a2\u200d\U0001f4dc and a flag \U0001f1fa\U0001f1e6",
        "رخصة عامة جديدة تسمح بخدمات الهاتف",
        "Общая лицензия № 25A",
        "x" * 5000,
        ".\n..\n.a line that begins with a dot",
        "From the desk\n>From below",
        "a \ud800 lone surrogate",
        "tab\tand = equals ==?utf-8?q?no?=",
    ],
)
def test_texts_of_any_script_and_length_come_through(text: str) -> None:
    letter = read(sent(Message("s", text + "\n", f"<p>{text}</p>", "<1@x.example>")))
    expected = text.encode("utf-8", "replace").decode()
    assert plain(letter) == expected + "\n"
    assert expected in html(letter)


@pytest.mark.parametrize(
    "subject",
    [
        "RELAXED Russia GL 25A\r\nBcc: victim@example.org",
        "RELAXED\nContent-Type: text/html\n\n<script>",
        "RELAXED \u2028Bcc: victim@example.org",
        "RELAXED \x00\x07\x1b[31m red",
    ],
)
def test_no_subject_makes_a_header(subject: str) -> None:
    letter = read(sent(Message(subject, "t\n", "", "<1@x.example>")))
    assert set(letter.keys()) == {
        "Subject",
        "From",
        "To",
        "Date",
        "Message-ID",
        "Auto-Submitted",
        "Content-Type",
        "Content-Transfer-Encoding",
        "MIME-Version",
    }
    assert letter.get_content_type() == "text/plain"
    assert letter["Subject"].startswith("RELAXED")


@settings(max_examples=100)
@given(st.text(min_size=1, max_size=300))
def test_any_subject_is_one_header_that_a_client_can_read(subject: str) -> None:
    raw = sent(Message(subject, "t\n", "<p>t</p>", "<1@x.example>"))
    head = raw.split(b"\r\n\r\n")[0]
    assert head.lower().count(b"\r\nmessage-id:") == 1
    assert head.isascii()
    assert read(raw)["To"] == "desk@example.org"


def test_a_message_without_html_is_one_plain_part() -> None:
    letter = read(sent(Message("s", "only plain\n", "", "<1@x.example>")))
    assert letter.get_content_type() == "text/plain"
    assert letter.get_content().splitlines() == ["only plain"]


def test_headers_of_the_address_are_added_but_replace_none_of_ours() -> None:
    sender, desk = Address(addr_spec="w@example.org"), Address(addr_spec="desk@example.org")
    letter = compose(
        Message("s", "t", "", "<1@x.example>"),
        sender=sender,
        to=[desk],
        extra={"X-Desk": "1\r\nBcc: a@b.example", "message-id": "<forged@x>", "SUBJECT": "forged"},
    )
    again = read(letter.as_bytes())
    assert again["X-Desk"] == "1 Bcc: a@b.example"
    assert again["Subject"] == "s"
    assert again.get_all("Message-ID") == ["<1@x.example>"]


@pytest.mark.parametrize(
    ("error", "permanent"),
    [
        (smtplib.SMTPSenderRefused(550, b"no", "w@example.org"), True),
        (smtplib.SMTPSenderRefused(451, b"later", "w@example.org"), False),
        (smtplib.SMTPDataError(554, b"looks like spam"), True),
        (smtplib.SMTPDataError(452, b"full"), False),
        (smtplib.SMTPAuthenticationError(535, b"who are you"), False),
        (smtplib.SMTPConnectError(554, b"go away"), False),
        (smtplib.SMTPServerDisconnected("gone"), False),
        (smtplib.SMTPRecipientsRefused({"a@b.example": (550, b"no"), "c@d.example": (452, b"full")}), False),
        (smtplib.SMTPRecipientsRefused({"a@b.example": (550, b"no")}), True),
        (TimeoutError(), False),
        (ConnectionResetError(104, "Connection reset by peer"), False),
    ],
)
def test_only_a_plain_no_to_the_letter_itself_is_permanent(error: Exception, permanent: bool) -> None:
    outcome = failure(error)
    assert (outcome.ok, outcome.permanent) == (False, permanent)
    assert outcome.detail


def test_a_refusal_of_some_says_how_many() -> None:
    assert refusal({"a@b.example": (450, b"later\r\nagain")}, 2).detail == "450 later again (2 accepted, 1 refused)"
