"""The files of `config/` as values: programs, lexicons, templates. Read once at the edge and passed on; no settings."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from monitor import bundled
from monitor.alerts.words import Templates
from monitor.law.programs import parse_programs
from monitor.model.program import Programs
from monitor.news import Lexicons, parse_lexicons


@cache
def programs(beside: Path | None = None) -> Programs:
    """The sanctions programs of `config/programs.toml`."""
    return parse_programs(bundled.read_text("programs.toml", beside))


@cache
def lexicons(beside: Path | None = None) -> Lexicons:
    """The lexicons of all languages."""
    names = bundled.names("lexicon", ".toml", beside)
    return parse_lexicons({name: bundled.read_text(f"lexicon/{name}.toml", beside) for name in names})


def templates(beside: Path | None = None) -> Templates:
    """The templates of messages."""
    names = bundled.names("templates", ".j2", beside)
    return Templates.parse({name: bundled.read_text(f"templates/{name}.j2", beside) for name in names})
