"""The files of `config/` as values: programs, lexicons, templates. Read once at the edge and passed on; no settings."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path

from monitor import bundled
from monitor.alerts.words import Templates
from monitor.law.programs import parse_programs
from monitor.model.faults import ConfigurationError, Fault
from monitor.model.program import Programs
from monitor.news import Lexicons, parse_lexicons


@contextmanager
def _naming_files(beside: Path | None) -> Iterator[None]:
    """A fault names the file by its whole path: a person may have one of the same name beside the configuration."""
    try:
        yield
    except ConfigurationError as error:
        faults = (replace(fault, file=str(bundled.locate(fault.file, beside))) for fault in error.faults)
        raise ConfigurationError(tuple(faults)) from None


def _text(name: str, beside: Path | None) -> str:
    try:
        return bundled.read_text(name, beside)
    except UnicodeDecodeError as error:
        fault = Fault(name, f"byte {error.start}", "", "is not UTF-8", "save the file as UTF-8")
    except OSError as error:
        fault = Fault(name, "file", "", f"cannot be read: {error.strerror}")
    raise ConfigurationError((fault,))


@cache
def programs(beside: Path | None = None) -> Programs:
    """The sanctions programs of `config/programs.toml`. Raises ConfigurationError."""
    with _naming_files(beside):
        return parse_programs(_text("programs.toml", beside))


@cache
def lexicons(beside: Path | None = None) -> Lexicons:
    """The lexicons of all languages. Raises ConfigurationError."""
    names = bundled.names("lexicon", ".toml", beside)
    with _naming_files(beside):
        return parse_lexicons({name: _text(f"lexicon/{name}.toml", beside) for name in names})


def templates(beside: Path | None = None) -> Templates:
    """The templates of messages. Raises ConfigurationError."""
    names = bundled.names("templates", ".j2", beside)
    with _naming_files(beside):
        return Templates.parse({name: _text(f"templates/{name}.j2", beside) for name in names})
