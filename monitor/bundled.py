"""Finds the files of `config/` that ship with the program; a user's file of the same name wins. Not a parser of any."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _root(name: str) -> Path:
    # A wheel carries the folder as _config; a checkout has it beside the package.
    installed = _PACKAGE / f"_{name}"
    return installed if installed.is_dir() else _PACKAGE.parent / name


def locate(name: str, beside: Path | None = None) -> Path:
    """The file `name` (a relative path such as `lexicon/nl.toml`): that of the folder `beside` if it is there, else ours."""
    if beside is not None and (beside / name).is_file():
        return beside / name
    return _root("config") / name


def read_text(name: str, beside: Path | None = None) -> str:
    """The text of that file, UTF-8."""
    return locate(name, beside).read_text(encoding="utf-8")


def names(folder: str, suffix: str, beside: Path | None = None) -> tuple[str, ...]:
    """The stems of all files with `suffix` in a folder of `config/`, ours and the user's together, sorted."""
    roots = [_root("config"), *([beside] if beside is not None else [])]
    return tuple(sorted({path.stem for root in roots for path in (root / folder).glob(f"*{suffix}")}))


def read_unit(name: str) -> str:
    """The text of one of the files of `systemd/`."""
    return (_root("systemd") / name).read_text(encoding="utf-8")
