"""One attempt on a real channel: a mail server, a webhook, and servers that misbehave."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from monitor.alerts.send import NullSender, Sender
from monitor.model.message import Channel, Message, Secret
from tests.alerts.conftest import MailServer, Webhook, channel

_NOW = datetime(2031, 5, 8, 14, 0, tzinfo=UTC)
MESSAGE = Message(
    subject="RELAXED Atlantis GL 7A: amended – Häfen",
    text="Harbors may be maintained too.\n",
    html="<p>Harbors may be <ins>maintained</ins> too.</p>",
    message_id="<alert-1.aa.bb@monitor.example>",
    in_reply_to="<alert-0.aa.bb@monitor.example>",
    references=("<alert-0.aa.bb@monitor.example>",),
)


@pytest.fixture
def sender() -> Sender:
    return Sender(now=lambda: _NOW)


async def test_a_mail_arrives_with_one_message_id_its_thread_and_both_parts(
    sender: Sender, mail_server: MailServer
) -> None:
    outcome = await sender.send(
        channel(f"mailto://127.0.0.1:{mail_server.port}?to=desk@example.org&from=watch@example.org"), MESSAGE
    )
    assert outcome.ok, outcome
    [letter] = mail_server.letters
    assert letter.get_all("Message-ID") == [MESSAGE.message_id]
    assert letter["In-Reply-To"] == letter["References"] == MESSAGE.in_reply_to
    assert letter["Subject"] == MESSAGE.subject
    assert letter["Date"].datetime == _NOW
    assert [part.get_content_type() for part in letter.iter_parts()] == ["text/plain", "text/html"]
    words, page = (part.get_content() for part in letter.iter_parts())
    assert words.splitlines() == MESSAGE.text.splitlines()
    assert "<ins>maintained</ins>" in page
    assert mail_server.envelopes[0].rcpt_tos == ["desk@example.org"]
    assert mail_server.envelopes[0].mail_from == "watch@example.org"


@pytest.mark.parametrize("goodbye", ["421 shutting down", "250 fine", "500 what?"])
async def test_a_letter_that_was_taken_is_sent_whatever_the_server_says_to_the_goodbye(
    sender: Sender, mail_server: MailServer, goodbye: str
) -> None:
    mail_server.goodbye = goodbye
    mailbox = channel(f"mailto://127.0.0.1:{mail_server.port}?to=desk@example.org&from=watch@example.org")
    assert (await sender.send(mailbox, MESSAGE)).ok
    assert (await sender.probe(mailbox)).ok
    assert len(mail_server.letters) == 1


async def test_several_recipients_get_one_letter_and_a_blind_copy_stays_blind(
    sender: Sender, mail_server: MailServer
) -> None:
    address = (
        f"mailto://127.0.0.1:{mail_server.port}?to=a@example.org,b@example.org&cc=c@example.org&bcc=d@example.org"
        "&from=watch@example.org&name=Sanctions%20desk&reply=desk@example.org"
    )
    assert (await sender.send(channel(address), MESSAGE)).ok
    [letter] = mail_server.letters
    assert sorted(mail_server.envelopes[0].rcpt_tos) == [f"{name}@example.org" for name in "abcd"]
    assert [one.addr_spec for one in letter["To"].addresses] == ["a@example.org", "b@example.org"]
    assert letter["Cc"] == "c@example.org"
    assert letter["Reply-To"] == "desk@example.org"
    assert letter["From"] == "Sanctions desk <watch@example.org>"
    assert b"d@example.org" not in mail_server.raw[0]


async def test_mail_goes_encrypted_and_logged_in_where_the_address_says_so(
    sender: Sender, strict_mail_server: MailServer
) -> None:
    address = (
        f"mailtos://watch:s3cret%2Fword@localhost:{strict_mail_server.port}"
        "?to=desk@example.org&from=watch@example.org&smtp=localhost&mode=starttls"
    )
    outcome = await sender.send(channel(address), MESSAGE)
    assert outcome.ok, outcome
    assert len(strict_mail_server.letters) == 1


async def test_a_wrong_password_is_no_reason_to_give_up_and_stands_nowhere(
    sender: Sender, strict_mail_server: MailServer
) -> None:
    address = (
        f"mailtos://watch:wr0ng-word@localhost:{strict_mail_server.port}?to=desk@example.org&from=watch@example.org"
        "&smtp=localhost&mode=starttls"
    )
    outcome = await sender.send(channel(address), MESSAGE)
    assert not outcome.ok
    assert not outcome.permanent
    assert outcome.detail.startswith("535")
    assert outcome.detail.endswith("; the mail server does not take this name and password")
    assert "wr0ng" not in outcome.detail
    assert strict_mail_server.letters == []


async def test_a_certificate_that_nobody_vouches_for_gets_no_password(
    sender: Sender, strict_mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    address = f"mailtos://watch:s3cret%2Fword@localhost:{strict_mail_server.port}?to=a@example.org&from=w@example.org&smtp=localhost"
    outcome = await sender.send(channel(address), MESSAGE)
    assert not outcome.ok
    assert "certificate" in outcome.detail.lower()
    assert strict_mail_server.letters == []


async def test_a_mailbox_that_does_not_exist_is_a_plain_no(sender: Sender, mail_server: MailServer) -> None:
    mail_server.refuse_recipient["gone@example.org"] = "550 5.1.1 no such user <gone@example.org>"
    outcome = await sender.send(
        channel(f"mailto://127.0.0.1:{mail_server.port}?to=gone@example.org&from=watch@example.org"), MESSAGE
    )
    assert (outcome.ok, outcome.permanent) == (False, True)
    assert outcome.detail == "550 5.1.1 no such user <***>"


async def test_a_full_mailbox_may_have_room_later(sender: Sender, mail_server: MailServer) -> None:
    mail_server.refuse_data = "452 4.2.2 mailbox full"
    outcome = await sender.send(
        channel(f"mailto://127.0.0.1:{mail_server.port}?to=a@example.org&from=watch@example.org"), MESSAGE
    )
    assert (outcome.ok, outcome.permanent, outcome.detail) == (False, False, "452 4.2.2 mailbox full")


async def test_who_took_the_letter_does_not_get_it_again_when_another_is_refused(
    sender: Sender, mail_server: MailServer
) -> None:
    mail_server.refuse_recipient["late@example.org"] = "451 4.7.1 greylisted"
    desk = channel(f"mailto://127.0.0.1:{mail_server.port}?to=a@example.org,late@example.org&from=watch@example.org")
    first = await sender.send(desk, MESSAGE)
    mail_server.refuse_recipient.clear()
    second = await sender.send(desk, MESSAGE)
    assert (first.ok, first.permanent, second.ok) == (False, False, True)
    assert [envelope.rcpt_tos for envelope in mail_server.envelopes] == [["a@example.org"], ["late@example.org"]]


async def test_a_server_that_is_away_is_asked_again_later(sender: Sender, unused_port: int) -> None:
    outcome = await sender.send(
        channel(f"mailto://127.0.0.1:{unused_port}?to=a@example.org&from=w@example.org"), MESSAGE
    )
    assert (outcome.ok, outcome.permanent) == (False, False)
    assert "refused" in outcome.detail.lower()


@pytest.fixture
def silent_port() -> Iterator[int]:
    """A server that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        kept: list[socket.socket] = []
        stop = threading.Event()

        def accept() -> None:
            server.settimeout(0.05)
            while not stop.is_set():
                try:
                    kept.append(server.accept()[0])
                except TimeoutError:
                    continue

        thread = threading.Thread(target=accept)
        thread.start()
        yield server.getsockname()[1]
        stop.set()
        thread.join()
        for connection in kept:
            connection.close()


async def test_a_server_that_hangs_ends_as_a_failed_attempt(silent_port: int) -> None:
    sender = Sender(timeout=timedelta(seconds=0.3))
    outcome = await sender.send(
        channel(f"mailto://127.0.0.1:{silent_port}?to=a@example.org&from=w@example.org"), MESSAGE
    )
    assert (outcome.ok, outcome.permanent) == (False, False)


async def test_a_hanging_channel_does_not_hold_up_another(silent_port: int, mail_server: MailServer) -> None:
    sender = Sender(timeout=timedelta(seconds=5))
    slow = asyncio.create_task(
        sender.send(channel(f"mailto://127.0.0.1:{silent_port}?to=a@example.org&from=w@example.org", "slow"), MESSAGE)
    )
    quick = await sender.send(
        channel(f"mailto://127.0.0.1:{mail_server.port}?to=a@example.org&from=w@example.org", "quick"), MESSAGE
    )
    assert quick.ok
    assert not slow.done()
    slow.cancel()


async def test_a_chat_is_given_nothing_that_it_would_act_on(sender: Sender, webhook: Webhook) -> None:
    title = "Relief for @everyone [ofac.treasury.gov](https://evil.example) <!channel>"
    message = replace(MESSAGE, subject=title, text=f"{title}\nask desk@example.org\n")
    assert (await sender.send(channel(f"json://127.0.0.1:{webhook.port}/hook"), message)).ok
    [posted] = webhook.posted
    for told in (posted["title"], posted["message"]):
        assert "@everyone" not in told
        assert "](" not in told
        assert "<!" not in told
        assert told.replace("\u2060", "").startswith(title)
    assert "desk@example.org" in posted["message"]


async def test_a_webhook_gets_the_subject_and_the_plain_text(sender: Sender, webhook: Webhook) -> None:
    outcome = await sender.send(channel(f"json://127.0.0.1:{webhook.port}/compliance"), MESSAGE)
    assert outcome.ok, outcome
    [posted] = webhook.posted
    assert posted["title"] == MESSAGE.subject
    assert posted["message"].strip() == MESSAGE.text.strip()


@pytest.mark.parametrize(("status", "permanent"), [(404, True), (413, True), (401, False), (429, False), (503, False)])
async def test_what_a_webhook_answers_decides_whether_to_go_on(
    sender: Sender, webhook: Webhook, status: int, permanent: bool
) -> None:
    webhook.status = status
    outcome = await sender.send(channel(f"json://127.0.0.1:{webhook.port}/hook"), MESSAGE)
    assert (outcome.ok, outcome.permanent) == (False, permanent)
    assert outcome.detail.startswith(f"HTTP {status}")


async def test_retry_after_of_a_webhook_is_kept(sender: Sender, webhook: Webhook) -> None:
    webhook.status, webhook.headers = 429, {"Retry-After": "90"}
    outcome = await sender.send(channel(f"json://127.0.0.1:{webhook.port}/hook"), MESSAGE)
    assert outcome.retry_after == timedelta(seconds=90)
    webhook.headers = {"Retry-After": "Thu, 08 May 2031 14:02:00 GMT"}
    assert (await sender.send(channel(f"json://127.0.0.1:{webhook.port}/hook"), MESSAGE)).retry_after == timedelta(
        minutes=2
    )


async def test_an_optional_channel_that_failed_has_failed(sender: Sender, webhook: Webhook) -> None:
    webhook.status = 503
    assert not (await sender.send(channel(f"json://127.0.0.1:{webhook.port}/hook?optional=yes"), MESSAGE)).ok


async def test_a_token_in_an_address_stands_in_no_outcome(sender: Sender, unused_port: int) -> None:
    address = f"json://user:passw0rd@127.0.0.1:{unused_port}/T0KEN-in-the-path?-key=QUERYKEY"
    outcome = await sender.send(channel(address), MESSAGE)
    assert not outcome.ok
    assert not any(secret in outcome.detail for secret in ("passw0rd", "T0KEN", "QUERYKEY"))


async def test_an_address_that_is_none_and_a_secret_that_is_missing_are_clear_outcomes(sender: Sender) -> None:
    for address in ("nonsense-scheme-xyz://somewhere", "json://", "mailto://", "words"):
        wrong = await sender.send(channel(address), MESSAGE)
        assert not wrong.ok
        assert "not an address" in wrong.detail
    assert not (await sender.send(channel("json://[half"), MESSAGE)).ok
    missing = await sender.send(Channel("c", Secret(env="SURELY_NOT_SET_ANYWHERE")), MESSAGE)
    assert not missing.ok
    assert "SURELY_NOT_SET_ANYWHERE" in missing.detail


async def test_a_changed_address_is_used_at_the_next_message(webhook: Webhook, unused_port: int) -> None:
    addresses = [f"json://127.0.0.1:{unused_port}/", f"json://127.0.0.1:{webhook.port}/"]
    sender = Sender(resolve=lambda secret: addresses.pop(0))
    assert not (await sender.send(channel("-"), MESSAGE)).ok
    assert (await sender.send(channel("-"), MESSAGE)).ok


async def test_a_login_that_is_no_longer_good_is_not_used_again(sender: Sender, webhook: Webhook) -> None:
    desk = channel(f"json://127.0.0.1:{webhook.port}/hook")
    assert (await sender.send(desk, MESSAGE)).ok
    assert "compliance" in sender._plugins
    webhook.status = 401
    assert not (await sender.send(desk, MESSAGE)).ok
    assert sender._plugins == {}


async def test_a_probe_reaches_without_sending(
    sender: Sender, mail_server: MailServer, webhook: Webhook, unused_port: int
) -> None:
    mail = await sender.probe(
        channel(f"mailto://127.0.0.1:{mail_server.port}?to=a@example.org&from=w@example.org", "a")
    )
    hook = await sender.probe(channel(f"json://127.0.0.1:{webhook.port}/hook", "b"))
    away = await sender.probe(channel(f"json://127.0.0.1:{unused_port}/hook", "c"))
    assert (mail.ok, hook.ok, away.ok) == (True, True, False)
    assert mail_server.raw == []
    assert webhook.posted == []


async def test_mail_that_would_have_to_be_encrypted_for_its_reader_is_not_sent_in_the_clear(
    sender: Sender, mail_server: MailServer
) -> None:
    address = f"mailto://127.0.0.1:{mail_server.port}?to=a@example.org&from=w@example.org&pgp=encrypt"
    assert not (await sender.send(channel(address), MESSAGE)).ok
    assert mail_server.raw == []


async def test_the_sender_of_a_replay_sends_nothing_and_counts_it_as_sent(webhook: Webhook) -> None:
    assert (await NullSender().send(channel(f"json://127.0.0.1:{webhook.port}/"), MESSAGE)).ok
    assert webhook.posted == []
