"""Channels that are neither mail nor a webhook, on real servers: an MQTT broker, an IRC server, a Matrix homeserver."""

from __future__ import annotations

import contextlib
import importlib.util
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from monitor.alerts.send import Sender
from monitor.model.message import Message
from tests.alerts.conftest import channel

MESSAGE = Message(
    subject="RELAXED Russia GL 25A: amended",
    text="mail [+and telephone+] services *not* _marked_ up\n\nsanctions-monitor measure us-ofac/russia/gl-25\n",
    html="<p>mail <ins>and telephone</ins> services</p>",
    message_id="<alert-1.aa.bb@monitor.example>",
)


def _program(name: str) -> str:
    found = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


@contextlib.contextmanager
def _running(command: list[str], port: int, seconds: float = 10) -> Iterator[None]:
    """A server program that takes connections on `port` while the block runs."""
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _until(lambda: _answers(port) or server.poll() is not None, seconds)
        assert server.poll() is None, f"{command[0]} did not start"
        yield
    finally:
        server.terminate()
        server.wait(10)


def _answers(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


def _until(true: Callable[[], bool], seconds: float) -> None:
    # A server of another program cannot be waited for in virtual time.
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "the server did not get there in time"
        time.sleep(0.02)


@contextlib.contextmanager
def _subscribed(port: int) -> Iterator[list[str]]:
    """What an MQTT broker hands on, as a subscriber sees it."""
    from paho.mqtt.client import Client
    from paho.mqtt.enums import CallbackAPIVersion

    arrived: list[str] = []
    ready = threading.Event()
    client = Client(CallbackAPIVersion.VERSION2)

    def subscribe(*_: Any) -> None:
        client.subscribe("desk/alerts", qos=1)

    client.on_connect = subscribe
    client.on_subscribe = lambda *_: ready.set()
    client.on_message = lambda _client, _data, message: arrived.append(message.payload.decode())
    client.connect("127.0.0.1", port)
    client.loop_start()
    assert ready.wait(5)
    yield arrived
    client.disconnect()
    client.loop_stop()


async def test_an_mqtt_broker_hands_on_what_it_was_given_also_after_an_outage(tmp_path: Path, unused_port: int) -> None:
    pytest.importorskip("paho.mqtt", reason="paho-mqtt is not installed")
    config = tmp_path / "mosquitto.conf"
    config.write_text(f"listener {unused_port} 127.0.0.1\nallow_anonymous true\npersistence false\n")
    command = [_program("mosquitto"), "-c", str(config)]
    sender, broker = Sender(), channel(f"mqtt://127.0.0.1:{unused_port}/desk/alerts")
    with _running(command, unused_port), _subscribed(unused_port) as arrived:
        assert (await sender.send(broker, MESSAGE)).ok
        _until(lambda: bool(arrived), 5)
        assert MESSAGE.subject in arrived[0]
        assert "[+and telephone+]" in arrived[0]
    away = await sender.send(broker, MESSAGE)
    assert not away.ok
    assert not away.permanent
    with _running(command, unused_port), _subscribed(unused_port) as arrived:
        assert (await sender.send(broker, MESSAGE)).ok
        _until(lambda: bool(arrived), 5)


class _Reader:
    """Somebody who sits in an IRC channel and reads."""

    def __init__(self, port: int) -> None:
        self.lines: list[str] = []
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=10)
        self._socket.sendall(b"NICK desk\r\nUSER desk 0 * :desk\r\nJOIN #alerts\r\n")
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self) -> None:
        with contextlib.suppress(OSError), self._socket.makefile("r", encoding="utf-8", errors="replace") as stream:
            for line in stream:
                if line.startswith("PING"):
                    self._socket.sendall(line.replace("PING", "PONG").encode())
                self.lines.append(line.rstrip())

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join(5)


@pytest.mark.long
async def test_a_chat_server_gets_the_plain_text(tmp_path: Path, unused_port: int) -> None:
    config = tmp_path / "ngircd.conf"
    config.write_text(
        f"[Global]\nName = irc.test.example\nInfo = test\nListen = 127.0.0.1\nPorts = {unused_port}\nMotdPhrase = hello\n"
        f"ServerUID = {os.getuid()}\nServerGID = {os.getgid()}\n"
        "[Options]\nIdent = no\nPAM = no\nDNS = no\n[Limits]\nMaxConnectionsIP = 0\n"
    )
    with _running([_program("ngircd"), "-n", "-f", str(config)], unused_port):
        reader = _Reader(unused_port)
        _until(lambda: any(" 366 " in line for line in reader.lines), 10)
        outcome = await Sender().send(channel(f"irc://monitor@127.0.0.1:{unused_port}/%23alerts"), MESSAGE)
        assert outcome.ok, outcome
        _until(lambda: any("gl-25" in line for line in reader.lines), 10)
        said = [line.partition("PRIVMSG #alerts :")[2] for line in reader.lines if "PRIVMSG #alerts" in line]
        assert MESSAGE.subject in said[0]
        assert any("[+and telephone+] services *not* _marked_ up" in line for line in said)
        reader.close()


def _ask(url: str, body: dict[str, Any] | None = None, token: str = "", method: str | None = None) -> dict[str, Any]:
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
    request = urllib.request.Request(
        url, json.dumps(body).encode() if body is not None else None, headers, method=method
    )
    with urllib.request.urlopen(request, timeout=20) as answer:
        value: dict[str, Any] = json.load(answer)
        return value


def _synapse() -> list[str]:
    if importlib.util.find_spec("synapse") is not None:
        return [sys.executable, "-m", "synapse.app.homeserver"]
    return [_program("synapse_homeserver")]


def _homeserver(folder: Path, port: int) -> list[str]:
    (folder / "log.yaml").write_text("version: 1\nroot: {level: WARNING}\n")
    config = {
        "server_name": "matrix.test",
        "pid_file": str(folder / "pid"),
        "listeners": [
            {"port": port, "type": "http", "bind_addresses": ["127.0.0.1"], "resources": [{"names": ["client"]}]}
        ],
        "database": {"name": "sqlite3", "args": {"database": str(folder / "home.db")}},
        "log_config": str(folder / "log.yaml"),
        "media_store_path": str(folder / "media"),
        "signing_key_path": str(folder / "signing.key"),
        "registration_shared_secret": "only for this test",
        "enable_registration": True,
        "enable_registration_without_verification": True,
        "report_stats": False,
        "trusted_key_servers": [],
        "suppress_key_server_warning": True,
        "macaroon_secret_key": "only for this test",
        "form_secret": "only for this test",
    }
    path = folder / "home.yaml"
    path.write_text(json.dumps(config))  # YAML holds JSON
    subprocess.run([*_synapse(), "--generate-keys", "-c", str(path)], check=True, capture_output=True)
    return [*_synapse(), "-c", str(path)]


def _register(base: str, name: str) -> str:
    body = {"username": name, "password": "a long enough word", "auth": {"type": "m.login.dummy"}}
    token: str = _ask(f"{base}/register", body)["access_token"]
    return token


@pytest.mark.long
async def test_a_matrix_room_reads_the_alert_and_its_reply(tmp_path: Path, unused_port: int) -> None:
    command = _homeserver(tmp_path, unused_port)
    base = f"http://127.0.0.1:{unused_port}/_matrix/client/v3"
    with _running(command, unused_port, seconds=60):
        desk = _register(base, "desk")
        _register(base, "monitor")
        room = _ask(f"{base}/createRoom", {"preset": "public_chat", "room_alias_name": "alerts"}, desk)["room_id"]
        home = channel(f"matrix://monitor:a%20long%20enough%20word@127.0.0.1:{unused_port}/%23alerts:matrix.test")
        sender = Sender()
        assert (first := await sender.send(home, MESSAGE)).ok, first
        assert (await sender.send(home, MESSAGE)).ok
        messages = _ask(f"{base}/rooms/{room}/messages?dir=f&limit=50", token=desk)["chunk"]
        said = [one["content"]["body"] for one in messages if one["type"] == "m.room.message"]
        assert len(said) == 2
        assert MESSAGE.subject in said[0]
        assert "[+and telephone+] services *not* _marked_ up" in said[0]
