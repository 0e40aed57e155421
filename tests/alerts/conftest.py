"""Real servers on loopback: SMTP with and without STARTTLS and AUTH, and a webhook."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
import trustme
from aiohttp import web
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from monitor import bundled
from monitor.alerts.words import Letterhead, Templates
from monitor.model.message import Channel, Secret

LETTERHEAD = Letterhead("9f1c", "monitor.example")


@pytest.fixture(scope="session")
def templates() -> Templates:
    names = bundled.names("templates", ".j2")
    return Templates.parse({name: bundled.read_text(f"templates/{name}.j2") for name in names})


def channel(url: str, name: str = "compliance", tz: str = "Europe/Amsterdam") -> Channel:
    return Channel(name, Secret(literal=url), tz)


@dataclass
class MailServer:
    """An SMTP server that keeps what it accepted, and refuses what it is told to."""

    port: int = 0
    raw: list[bytes] = field(default_factory=list)
    envelopes: list[Envelope] = field(default_factory=list)
    refuse_recipient: dict[str, str] = field(default_factory=dict)
    refuse_data: str | None = None
    goodbye: str = "221 Bye"

    async def handle_RCPT(  # noqa: N802 -- aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refuse_recipient:
            return self.refuse_recipient[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 -- aiosmtpd's name
        if self.refuse_data is not None:
            return self.refuse_data
        assert isinstance(envelope.content, bytes)
        self.raw.append(envelope.content)
        self.envelopes.append(envelope)
        return "250 accepted"

    async def handle_QUIT(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 -- aiosmtpd's name
        return self.goodbye

    @property
    def letters(self) -> list[EmailMessage]:
        parsed = [message_from_bytes(raw, policy=default) for raw in self.raw]
        assert all(isinstance(letter, EmailMessage) for letter in parsed)
        return parsed


class AnyPort(Controller):
    """A controller on a port that the system chooses; it knows it only when it listens."""

    def _trigger_server(self) -> None:
        assert isinstance(self.server, asyncio.Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    handler = MailServer()
    controller = AnyPort(handler, hostname="127.0.0.1", port=0, server_hostname="mail.test")
    yield from _running(controller, handler)


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def strict_mail_server(
    authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MailServer]:
    """Takes mail only encrypted and from who knows the password (`watch` / `s3cret/word`)."""
    handler = MailServer()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost", "127.0.0.1").configure_cert(context)
    bundle = tmp_path_factory.mktemp("ca") / "ca.pem"
    authority.cert_pem.write_to_path(str(bundle))
    monkeypatch.setenv("SSL_CERT_FILE", str(bundle))

    def authenticate(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        known = isinstance(data, LoginPassword) and (data.login, data.password) == (b"watch", b"s3cret/word")
        return AuthResult(success=known, handled=False)

    controller = AnyPort(
        handler,
        hostname="127.0.0.1",
        port=0,
        server_hostname="mail.test",
        tls_context=context,
        require_starttls=True,
        auth_required=True,
        authenticator=authenticate,
    )
    yield from _running(controller, handler)


def _running(controller: Controller, handler: MailServer) -> Iterator[MailServer]:
    controller.start()
    handler.port = controller.port
    yield handler
    controller.stop(no_assert=True)


@dataclass
class Webhook:
    """An HTTP server that keeps what was posted and answers as it is told to."""

    port: int = 0
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    posted: list[dict[str, Any]] = field(default_factory=list)

    async def take(self, request: web.Request) -> web.Response:
        self.posted.append(await request.json())
        return web.Response(status=self.status, headers=self.headers, text="body of the answer")


@pytest.fixture
async def webhook() -> AsyncIterator[Webhook]:
    hook = Webhook()
    app = web.Application()
    app.router.add_post("/{tail:.*}", hook.take)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    server = site._server
    assert isinstance(server, asyncio.Server)
    hook.port = server.sockets[0].getsockname()[1]
    yield hook
    await runner.cleanup()


@pytest.fixture
def unused_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
