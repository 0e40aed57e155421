"""The programs of the configuration, and licenses written in the official form for these tests."""

from pathlib import Path

import pytest

from monitor.law import parse_programs
from monitor.model.program import Programs

_CONFIG = Path(__file__).resolve().parents[2] / "config" / "programs.toml"


@pytest.fixture(scope="session")
def programs() -> Programs:
    return parse_programs(_CONFIG.read_text(encoding="utf-8"))
