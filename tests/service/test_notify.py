from __future__ import annotations

import os
import socket
from datetime import timedelta

import pytest

from monitor.notify import Notifier


@pytest.fixture
def manager(tmp_path):
    """A service manager's end of the line."""
    path = tmp_path / "notify"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.bind(str(path))
        line.settimeout(5)
        yield path, line


def test_what_is_said_arrives_in_the_protocol_of_systemd(manager):
    path, line = manager
    notifier = Notifier({"NOTIFY_SOCKET": str(path)})
    notifier.ready("watching\n3 sources")
    assert line.recv(500) == b"READY=1\nSTATUS=watching 3 sources"
    notifier.alive()
    assert line.recv(500) == b"WATCHDOG=1"
    notifier.reloading()
    first, second = line.recv(500).split(b"\n")
    assert first == b"RELOADING=1"
    assert second.startswith(b"MONOTONIC_USEC=")
    notifier.stopping()
    assert line.recv(500).startswith(b"STOPPING=1\n")


def test_an_abstract_socket_is_reached():
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.bind(f"\0sanctions-monitor-{os.getpid()}")
        Notifier({"NOTIFY_SOCKET": f"@sanctions-monitor-{os.getpid()}"}).alive()
        assert line.recv(500) == b"WATCHDOG=1"


def test_without_a_manager_or_with_one_that_is_gone_nothing_happens(tmp_path):
    Notifier({}).ready("watching")
    Notifier({"NOTIFY_SOCKET": str(tmp_path / "gone")}).ready("watching")


@pytest.mark.parametrize(
    ("environ", "patience"),
    [
        ({"WATCHDOG_USEC": "180000000"}, timedelta(minutes=3)),
        ({"WATCHDOG_USEC": "180000000", "WATCHDOG_PID": str(os.getpid())}, timedelta(minutes=3)),
        ({"WATCHDOG_USEC": "180000000", "WATCHDOG_PID": "1"}, None),
        ({"WATCHDOG_USEC": "nonsense"}, None),
        ({}, None),
    ],
)
def test_the_patience_of_the_manager_is_known(environ, patience):
    assert Notifier({"NOTIFY_SOCKET": "/run/x", **environ}).patience == patience
