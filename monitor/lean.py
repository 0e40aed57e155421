"""Keeps out of the service's memory what its libraries would like to have and it never uses. Not a check of what is installed."""

from __future__ import annotations

import sys

# structlog takes rich for coloured tracebacks (4 MB), sqlite-utils takes numpy, where there is one, for its types (12 MB).
_LUXURIES = ("rich", "numpy")


def travel_light() -> None:
    """From now on these cannot be imported by this process; libraries go on without. To be called before they are loaded."""
    for name in _LUXURIES:
        sys.modules.setdefault(name, None)  # type: ignore[arg-type]  # what the import system itself writes for "not to be had"
