"""A mail server on loopback that can be away and come back at the same port. Not the demonstration's, which has one life."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager

from aiosmtpd.controller import Controller

from monitor.demo.mailbox import Received


class MailServer:
    """A port that is known from the beginning, and whatever came to it while the server was up."""

    def __init__(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self._received = Received()

    @property
    def address(self) -> str:
        """Where it listens, as the address of a channel."""
        return f"mailto://127.0.0.1:{self.port}?from=monitor@example.org&to=desk@example.org&mode=insecure"

    @property
    def messages(self) -> list[bytes]:
        """What came, in order."""
        return self._received.messages

    @contextmanager
    def up(self) -> Iterator[None]:
        """The server is there."""
        controller = Controller(self._received, hostname="127.0.0.1", port=self.port)
        controller.start()
        try:
            yield
        finally:
            controller.stop()
