"""The Apprise plugin for an address: ours for mail, of all others only the one that is asked for. Sends nothing.

Apprise imports its hundred and more plugins to find one, which costs a daemon some 15 MB for as long as it lives. A plugin
says in one line of its source which scheme it is for: that line is looked up first.
"""

from __future__ import annotations

import importlib
import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import apprise.plugins
from apprise import Apprise, AppriseAsset, OverflowMode
from apprise.exception import AppriseException
from apprise.plugins.base import NotifyBase

from monitor.alerts.mail import NotifyMail

_MAIL = {"mailto", "mailtos"}


def open_plugin(address: str) -> NotifyBase | None:
    """The plugin for an address; None where it is no address that Apprise understands."""
    # Apprise logs what it does, addresses included; what failed is in its result, which is kept.
    logging.getLogger("apprise").propagate = False
    asset = AppriseAsset(app_id="sanctions-monitor", app_desc="sanctions-monitor", async_mode=False)
    scheme = urlsplit(address).scheme.lower()
    kind = NotifyMail if scheme in _MAIL else plugin_class(scheme)
    # None: a web address of the service's own, which only the plugins together can tell.
    plugin = Apprise.instantiate(address, asset=asset) if kind is None else _instance(kind, address, asset)
    if plugin is not None and kind is not NotifyMail:
        _hold_to_our_rules(plugin, address)
    return plugin


def _hold_to_our_rules(plugin: Any, address: str) -> None:
    """What an address leaves open is set to what loses nothing."""
    if "overflow=" not in address:
        plugin.overflow_mode = OverflowMode.SPLIT  # a long message in pieces, rather than refused or cut
    if "qos=" not in address and hasattr(plugin, "qos"):
        plugin.qos = 1  # MQTT: at least once, and the broker says that it has it


def _instance(kind: Any, address: str, asset: AppriseAsset) -> NotifyBase | None:
    parsed = kind.parse_url(address.replace("/#", "/%23"))  # as Apprise does before it parses
    try:
        return kind(**{**parsed, "asset": asset}) if parsed else None
    except (AppriseException, AttributeError, TypeError, ValueError):
        return None


def plugin_class(scheme: str) -> Any | None:
    """The plugin class for a scheme, found without importing any other; None where no source line names it."""
    if not re.fullmatch(r"[a-z0-9]+", scheme):
        return None
    says = re.compile(rf"^    (?:secure_)?protocol = .*[\"']{scheme}[\"']", re.MULTILINE)
    for name, text in _sources():
        if says.search(text):
            module = importlib.import_module(f"apprise.plugins.{name}")
            found = (
                value for key, value in vars(module).items() if key.startswith("Notify") and hasattr(value, "schemas")
            )
            for kind in found:
                if scheme in kind.schemas(kind) and kind.enabled:
                    return kind
    return None


def _sources() -> Iterator[tuple[str, str]]:
    """Name and text of each plugin of Apprise, a module or a package."""
    folder = Path(str(apprise.plugins.__file__)).parent
    for path in sorted(folder.iterdir()):
        if path.suffix == ".py" and path.stem not in {"__init__", "base"}:
            yield path.stem, path.read_text(encoding="utf-8")
        elif (path / "__init__.py").is_file():
            yield path.name, "\n".join(part.read_text(encoding="utf-8") for part in sorted(path.glob("*.py")))
