"""A real SMTP server on loopback that keeps what it was sent. For the demonstration; not a mail server for anybody else."""

from __future__ import annotations

import socket
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

from aiosmtpd.controller import Controller


@dataclass(slots=True)
class Received:
    """Messages as they arrived, whole, in the order of their arrival."""

    messages: list[bytes] = field(default_factory=list)

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 -- aiosmtpd's name
        """Takes one message."""
        self.messages.append(bytes(envelope.content))
        return "250 Message accepted"


class Mailbox:
    """The server, for the time of a `with` block."""

    def __init__(self) -> None:
        """The port is one that the system says is free."""
        self.received = Received()
        self._port = _free_port()
        self._controller = Controller(self.received, hostname="127.0.0.1", port=self._port)

    def __enter__(self) -> Self:
        self._controller.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._controller.stop()

    @property
    def address(self) -> str:
        """Where it listens, as the address of a channel."""
        return f"mailto://127.0.0.1:{self._port}?from=monitor@example.org&to=desk@example.org&mode=insecure"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
