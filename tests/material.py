"""Where the recorded real material lies, if it is here at all; never a copy of it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

_CHECKOUT = Path(__file__).resolve().parents[1]
_PLACES = (
    Path(os.environ["MONITOR_SHARED"]) if "MONITOR_SHARED" in os.environ else None,
    _CHECKOUT.parent / "shared",
    _CHECKOUT.parent.parent / "shared",
)

SHARED: Path | None = next((p for p in _PLACES if p is not None and (p / "corpus").is_dir()), None)

needs_shared = pytest.mark.skipif(
    SHARED is None, reason="the recorded material (../shared) is not beside this checkout"
)


def shared(*parts: str) -> Path:
    """A path in the recorded material; skips the test, saying so, where the material is missing."""
    if SHARED is None:
        pytest.skip("the recorded material (../shared) is not beside this checkout")
    return SHARED.joinpath(*parts)
