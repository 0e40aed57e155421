"""What stands in a feed before anything is understood: strings as they are written, whatever the form."""

from __future__ import annotations

from dataclasses import dataclass

# A feed of this size holds some thousand items; nobody publishes more at once. One more is taken, so that it shows.
MOST_ENTRIES = 5_000


@dataclass(frozen=True, slots=True)
class RawEntry:
    """The strings of one item; empty where it has none."""

    identity: str = ""
    identity_is_link: bool = True  # RSS: a GUID is a permalink unless it says that it is none
    link: str = ""
    title: str = ""
    summary: str = ""
    summary_is_plain: bool = False
    content: str = ""
    content_is_plain: bool = False
    published: str = ""
    updated: str = ""
    language: str = ""
    base: str = ""


@dataclass(frozen=True, slots=True)
class RawFeed:
    """The strings of a feed."""

    form: str
    title: str = ""
    link: str = ""
    language: str = ""
    base: str = ""
    entries: tuple[RawEntry, ...] = ()
