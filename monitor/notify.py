"""Speaks systemd's notification protocol (sd_notify(3)): ready, reloading, alive, stopping. Not when to say which.

Where no service manager listens, everything said goes nowhere, and nothing here ever raises for a manager's sake.
"""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Mapping
from datetime import timedelta

_LONGEST_STATUS = 300


class Notifier:
    """The line to the service manager, as its environment describes it."""

    def __init__(self, environ: Mapping[str, str] | None = None) -> None:
        environ = os.environ if environ is None else environ
        self._address = _address(environ.get("NOTIFY_SOCKET", ""))
        self.patience = _patience(environ) if self._address is not None else None

    patience: timedelta | None
    """How long the manager waits for a sign of life before it restarts us; None where it does not."""

    def ready(self, status: str) -> None:
        """The daemon watches (or, after `reloading`, watches again)."""
        self._say("READY=1", f"STATUS={_line(status)}")

    def reloading(self) -> None:
        """New settings are being read. systemd 253 and later want to know from when on (CLOCK_MONOTONIC, microseconds)."""
        self._say("RELOADING=1", f"MONOTONIC_USEC={time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1000}")

    def stopping(self) -> None:
        """The end has begun."""
        self._say("STOPPING=1", "STATUS=stopping: what is under way may end")

    def status(self, status: str) -> None:
        """One line for `systemctl status`."""
        self._say(f"STATUS={_line(status)}")

    def alive(self) -> None:
        """Feeds the watchdog."""
        self._say("WATCHDOG=1")

    def _say(self, *lines: str) -> None:
        if self._address is None:
            return
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC | socket.SOCK_NONBLOCK) as line:
                line.sendto("\n".join(lines).encode(), self._address)
        except OSError:
            return  # a manager that is gone or busy must not end us; its watchdog draws its own conclusions


def _address(text: str) -> str | None:
    if text.startswith("@"):
        return "\0" + text[1:]
    return text if text.startswith("/") else None


def _patience(environ: Mapping[str, str]) -> timedelta | None:
    if environ.get("WATCHDOG_PID", str(os.getpid())) != str(os.getpid()):
        return None  # it is another process that is watched
    text = environ.get("WATCHDOG_USEC", "")
    return timedelta(microseconds=int(text)) if text.isdigit() and int(text) > 0 else None


def _line(status: str) -> str:
    return " ".join(status.split())[:_LONGEST_STATUS]
