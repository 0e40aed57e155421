"""The plugin for an address is found without loading the others, and is the one that Apprise would find."""

from __future__ import annotations

import subprocess
import sys

import pytest

from monitor.alerts.mail import NotifyMail
from monitor.alerts.plugins import open_plugin, plugin_class


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("mailto://mail.example.org?to=a@example.org&from=w@example.org", "NotifyMail"),
        ("mailtos://w:x@mail.example.org?to=a@example.org", "NotifyMail"),
        ("json://127.0.0.1/hook", "NotifyJSON"),
        ("jsons://127.0.0.1/hook", "NotifyJSON"),
        ("slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/#desk", "NotifySlack"),
        ("matrixs://user:word@matrix.example.org/#room", "NotifyMatrix"),
        ("mqtt://127.0.0.1/topic", "NotifyMQTT"),
        ("ntfy://127.0.0.1/topic", "NotifyNtfy"),
        ("https://discord.com/api/webhooks/1234567890/" + "a" * 64, "NotifyDiscord"),
    ],
)
def test_an_address_finds_its_plugin(address: str, name: str) -> None:
    plugin = open_plugin(address)
    if name == "NotifyMQTT" and plugin is None:
        pytest.skip("Apprise's MQTT plugin needs paho-mqtt, which is not installed")
    assert type(plugin).__name__ == name


def test_mail_is_ours() -> None:
    assert isinstance(open_plugin("mailto://mail.example.org?to=a@example.org&from=w@example.org"), NotifyMail)


@pytest.mark.parametrize(
    "address", ["nonsense-xyz://a", "json://", "", "no address", "mailto://", "re.*://x", "slack://short"]
)
def test_what_is_no_address_finds_none(address: str) -> None:
    assert open_plugin(address) is None


def test_a_scheme_that_nobody_has_finds_no_class() -> None:
    assert plugin_class("surelynobodyhasthis") is None


def test_only_the_plugin_that_is_needed_is_loaded() -> None:
    script = (
        "import sys; from monitor.alerts.plugins import open_plugin; assert open_plugin('json://127.0.0.1/');"
        "print(sum(name.startswith('apprise.plugins.') for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", script], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 20
