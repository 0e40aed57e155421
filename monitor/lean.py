"""Keeps out of the service's memory what its libraries would like to have and it never uses. Not a check of what is installed."""

from __future__ import annotations

import sys
import warnings
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

# structlog takes rich for coloured tracebacks (4 MB), sqlite-utils takes numpy, where there is one, for its types (12 MB),
# Beautiful Soup and requests take a guesser of encodings (2 MB): pages come to them decoded, and of answers nobody asks the text.
_LUXURIES = ("rich", "numpy", "charset_normalizer", "chardet", "cchardet")


def travel_light() -> None:
    """From now on these cannot be imported by this process; libraries go on without. To be called before they are loaded."""
    warnings.filterwarnings("ignore", message="Unable to find acceptable character detection")  # requests, at its start
    for name in _LUXURIES:
        sys.modules.setdefault(name, None)  # type: ignore[arg-type]  # what the import system itself writes for "not to be had"
    _stem_on_demand()


def _stem_on_demand() -> None:
    """Snowball loads the stemmers of all its languages (3 MB) for the few that are asked for: each comes when it is asked for."""
    spec = find_spec("snowballstemmer")  # finds the package without running it
    folders = list(spec.submodule_search_locations or ()) if spec is not None else []
    names = sorted(
        file.stem.removesuffix("_stemmer") for folder in folders for file in Path(folder).glob("*_stemmer.py")
    )
    if not names or "snowballstemmer" in sys.modules:
        return

    def stemmer(language: str) -> Any:
        if language not in names:
            raise KeyError(f"Stemming algorithm '{language}' not found")
        module = import_module(f"snowballstemmer.{language}_stemmer")
        return getattr(module, f"{language.title().replace('_', '')}Stemmer")()

    package = ModuleType("snowballstemmer")
    package.__spec__, package.__path__ = spec, folders
    vars(package).update(algorithms=lambda: names, stemmer=stemmer)
    sys.modules["snowballstemmer"] = package
