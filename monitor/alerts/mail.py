"""Mail as it leaves the house: an Apprise plugin on the standard library's `EmailMessage` and `smtplib`. Not its words.

Apprise's own plugin reads the address (`mailto://user:password@host:port?to=…&mode=starttls`); its way of sending would add
a second Message-ID and make the plain part out of the HTML, so that is ours (DESIGN.md, rule 9).
"""

from __future__ import annotations

import smtplib
import socket
import ssl
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Any

from apprise.plugins.email.base import NotifyEmail

from monitor.alerts.names import one_line
from monitor.model.message import Message, Outcome

TIMEOUT = 15.0  # seconds without a byte
_INSECURE, _STARTTLS, _SSL = "insecure", "starttls", "ssl"
_Refusals = dict[str, tuple[int, bytes]]


class NotifyMail(NotifyEmail):
    """One channel's mailbox. `letter` and `date` are set before each `notify`; `outcome` tells how it ended.

    `accepted` holds the recipients whose server took the letter already, so that a partial refusal doubles nothing.
    """

    socket_connect_timeout = TIMEOUT
    letter: Message | None = None
    date: datetime | None = None
    outcome: Outcome = Outcome(ok=False, detail="not tried")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.accepted: dict[str, set[str]] = {}

    @property
    def recipients(self) -> tuple[str, ...]:
        """Everybody who is to get the letter: to, cc and bcc."""
        return tuple(dict.fromkeys([*(address for _, address in self.targets), *sorted(self.cc), *sorted(self.bcc)]))

    def send(self, body: str, title: str = "", **_: Any) -> bool:
        """One attempt at all recipients that are left. Apprise calls this; `body` and `title` are those of the letter."""
        message = self.letter or Message(subject=title, text=body)
        done = self.accepted.setdefault(message.message_id, set())
        left = [address for address in self.recipients if address not in done]
        try:
            refused = self._deliver(message, left)
        except (OSError, smtplib.SMTPException, MessageError, ValueError) as error:
            self.outcome = failure(error)
            return False
        done.update(address for address in left if address not in refused)
        if refused:
            self.outcome = refusal(refused, len(done))
            return False
        self.accepted.pop(message.message_id, None)
        self.outcome = Outcome(ok=True, detail=f"accepted for {len(self.recipients)}")
        return True

    def _deliver(self, message: Message, recipients: Sequence[str]) -> _Refusals:
        letter = self.compose(message)
        with _session(self.connect()) as server:
            return dict(server.sendmail(self.from_addr[1], list(recipients), letter.as_bytes()))

    def compose(self, message: Message) -> EmailMessage:
        """The letter with this mailbox's sender and recipients."""
        return compose(
            message,
            sender=_address(self.from_addr[0], self.from_addr[1]),
            to=[_address(name, address) for name, address in self.targets],
            cc=sorted(self.cc),
            reply_to=sorted(self.reply_to),
            date=self.date,
            extra=self.headers,
        )

    def connect(self) -> smtplib.SMTP:
        """A session that is ready to take a letter: greeted, encrypted and logged in as the address says.

        Raises OSError and smtplib's errors.
        """
        if self.pgp_mode != "no":
            raise ValueError("pgp= is not supported for alerts; nothing is sent unencrypted in its place")
        context = ssl.create_default_context() if self.verify_certificate else ssl._create_unverified_context()  # noqa: S323, SLF001 -- only where the address says verify=no
        timeout = float(self.socket_connect_timeout or TIMEOUT)
        host, port, name = self.smtp_host, int(self.port), socket.gethostname()
        server: smtplib.SMTP
        if self.secure_mode == _SSL:
            server = smtplib.SMTP_SSL(host, port, local_hostname=name, timeout=timeout, context=context)
        else:
            server = smtplib.SMTP(host, port, local_hostname=name, timeout=timeout)
        try:
            if self.secure_mode == _STARTTLS:
                server.starttls(context=context)
            if self.user and self.password:
                server.login(self.user, self.password)
        except BaseException:
            server.close()
            raise
        return server

    def probe(self) -> Outcome:
        """Whether the server can be reached, encrypted and logged in to; nothing is sent."""
        try:
            with _session(self.connect()) as server:
                code, said = server.noop()
        except (OSError, smtplib.SMTPException, ValueError) as error:
            return failure(error)
        return Outcome(ok=code == 250, detail=f"{self.smtp_host}:{self.port}: {code} {_said(said)}")


@contextmanager
def _session(server: smtplib.SMTP) -> Iterator[smtplib.SMTP]:
    """A session that ends whatever the server says to our goodbye: `with server` would raise it, and a taken letter went again."""
    try:
        yield server
    finally:
        with suppress(OSError, smtplib.SMTPException):
            server.quit()
        server.close()


def _address(name: str | bool | None, address: str) -> Address:
    return Address(one_line(name) if isinstance(name, str) else "", addr_spec=one_line(address))


def compose(
    message: Message,
    *,
    sender: Address,
    to: Sequence[Address],
    cc: Sequence[str] = (),
    reply_to: Sequence[str] = (),
    date: datetime | None = None,
    extra: dict[str, str] | None = None,
) -> EmailMessage:
    """The letter: two parts where there is HTML, one Message-ID, UTF-8, lines of any length made safe for SMTP."""
    letter = EmailMessage(policy=SMTP)
    letter["Subject"] = one_line(message.subject)
    letter["From"] = sender
    letter["To"] = to
    for name, addresses in (("Cc", cc), ("Reply-To", reply_to)):
        if addresses:
            letter[name] = [Address(addr_spec=address) for address in addresses]
    if date is not None:
        letter["Date"] = format_datetime(date)
    for name, value in (
        ("Message-ID", message.message_id),
        ("In-Reply-To", message.in_reply_to),
        ("References", " ".join(message.references)),
        ("Auto-Submitted", "auto-generated"),
    ):
        if value:
            letter[name] = one_line(value)
    for name, value in (extra or {}).items():
        if name.lower() not in {present.lower() for present in letter}:
            letter[name] = one_line(value)
    letter.set_content(_sound(message.text), charset="utf-8")
    if message.html:
        letter.add_alternative(_sound(message.html), subtype="html", charset="utf-8")
    return letter


def _sound(text: str) -> str:
    # A lone surrogate has no UTF-8 form and would stop the letter.
    return text.encode("utf-8", "replace").decode("utf-8")


def _said(answer: bytes | str) -> str:
    return one_line(answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer)[:300]


def failure(error: Exception) -> Outcome:
    """What an error of the session means: a 5xx to sender, recipients or data is a plain no, everything else may pass."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return refusal(error.recipients, 0)
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return Outcome(
            ok=False,
            detail=f"{error.smtp_code} {_said(error.smtp_error)}; the mail server does not take this name and password",
        )
    if isinstance(error, smtplib.SMTPResponseException):
        no = isinstance(error, (smtplib.SMTPSenderRefused, smtplib.SMTPDataError)) and 500 <= error.smtp_code < 600
        return Outcome(ok=False, permanent=no, detail=f"{error.smtp_code} {_said(error.smtp_error)}")
    if isinstance(error, TimeoutError):
        return Outcome(ok=False, detail="the mail server did not answer in time")
    if isinstance(error, (MessageError, UnicodeError)):
        return Outcome(ok=False, permanent=True, detail=f"no letter can be made of it: {_said(str(error))}")
    return Outcome(ok=False, detail=_said(getattr(error, "strerror", None) or str(error) or type(error).__name__))


def refusal(refused: _Refusals, accepted: int) -> Outcome:
    """What it means that recipients were refused: permanent only where every one of them was refused with a 5xx."""
    code, said = next(iter(refused.values()))
    also = f" ({accepted} accepted, {len(refused)} refused)" if accepted else ""
    return Outcome(
        ok=False, permanent=_all_permanent(code for code, _ in refused.values()), detail=f"{code} {_said(said)}{also}"
    )


def _all_permanent(codes: Collection[int] | Any) -> bool:
    return all(500 <= code < 600 for code in codes)
