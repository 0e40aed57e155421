"""Keeps out of the service's memory what its libraries would like to have and it never uses. Not a check of what is installed."""

from __future__ import annotations

import sys
import warnings

# structlog takes rich for coloured tracebacks (4 MB), sqlite-utils takes numpy, where there is one, for its types (12 MB),
# Beautiful Soup and requests take a guesser of encodings (2 MB): pages come to them decoded, and of answers nobody asks the text.
_LUXURIES = ("rich", "numpy", "charset_normalizer", "chardet", "cchardet")


def travel_light() -> None:
    """From now on these cannot be imported by this process; libraries go on without. To be called before they are loaded."""
    warnings.filterwarnings("ignore", message="Unable to find acceptable character detection")  # requests, at its start
    for name in _LUXURIES:
        sys.modules.setdefault(name, None)  # type: ignore[arg-type]  # what the import system itself writes for "not to be had"
