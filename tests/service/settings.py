"""Settings out of a text, for tests of the service."""

from __future__ import annotations

from pathlib import Path

from monitor.settings import Settings
from monitor.settings_file import load


def settings_of(folder: Path, text: str) -> Settings:
    """The settings that a configuration of this text has."""
    file = folder / "monitor.toml"
    file.write_text(text, encoding="utf-8")
    return load(file, environ={})
