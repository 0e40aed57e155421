"""The kinds of sources: one module a kind, found by its word. Not the sources that somebody configured."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from monitor.model.faults import UsageError
from monitor.sources.protocol import Accept, Adapter, PdfText

__all__ = ["KINDS", "Accept", "Adapter", "PdfText", "adapter", "default_jurisdiction", "default_zone"]

if TYPE_CHECKING:
    from typing import Final

_WASHINGTON = "America/New_York"


class _Kind(NamedTuple):
    """Where a kind lives, the zone of its own dates and whose rules it shows. Its `ADAPTER` is imported when first asked for."""

    module: str
    zone: str = "UTC"
    jurisdiction: str | None = None


_KINDS: Final[dict[str, _Kind]] = {
    "feed": _Kind("feed"),
    "page": _Kind("page"),
    "ofac-recent-actions": _Kind("ofac_recent_actions", _WASHINGTON, "US"),
    "ofac-program": _Kind("ofac_program", _WASHINGTON, "US"),
    "ofac-faq": _Kind("ofac_faq", _WASHINGTON, "US"),
    "federal-register": _Kind("federal_register", _WASHINGTON, "US"),
    "treasury-press": _Kind("treasury_press", _WASHINGTON, "US"),
    "ecfr": _Kind("ecfr", _WASHINGTON, "US"),
    "govuk": _Kind("govuk", "Europe/London", "UK"),
    "legislation-uk": _Kind("legislation_uk", "Europe/London", "UK"),
    "eu-journal": _Kind("eu_journal", "Europe/Brussels", "EU"),
}

KINDS: Final[tuple[str, ...]] = tuple(_KINDS)
"""The words that `kind` may have in a configuration."""


def default_zone(kind: str) -> str:
    """The IANA zone in which sources of this kind write their dates. Raises `UsageError` for an unknown kind."""
    return _entry(kind).zone


def default_jurisdiction(kind: str) -> str | None:
    """Whose rules sources of this kind show; None where they may show anybody's. Raises `UsageError` for an unknown kind."""
    return _entry(kind).jurisdiction


@cache
def adapter(kind: str) -> Adapter:
    """The adapter of a kind. Raises `UsageError` for an unknown one."""
    found: Adapter = import_module(f"monitor.sources.{_entry(kind).module}").ADAPTER
    return found


def _entry(kind: str) -> _Kind:
    try:
        return _KINDS[kind]
    except KeyError:
        raise UsageError(f"no source kind {kind!r}; there are {', '.join(KINDS)}") from None
