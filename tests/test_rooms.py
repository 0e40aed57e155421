"""The walls of the house: which room may import which (docs/rooms.md)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "monitor"

# What a room may import of the house besides itself. Rooms that are missing here may import anything.
WALLS: dict[str, set[str]] = {
    "model": set(),
    "settings": {"model"},
    "settings_file": {"model", "settings", "settings_form"},
    "settings_form": {"model"},
    "bundled": set(),
    "clock": set(),
    "fetch": {"model", "clock"},
    "sources": {"model", "read"},
    "read": {"model"},
    "law": {"model"},
    "judge": {"model", "law"},
    "news": {"model", "law"},
    "register": {"model", "law", "judge"},
    "story": {"model"},
    "schedule": {"model"},
    "store": {"model"},
    "alerts": {"model", "store"},
    "steps": {"model", "settings", "schedule", "law", "judge", "news", "read", "register", "story", "store", "alerts"},
}
# Modules that reach outside: pure rooms never import them.
OUTSIDE = {
    "aiohttp",
    "apprise",
    "asyncio",
    "requests",
    "smtplib",
    "socket",
    "sqlite3",
    "sqlite_utils",
    "subprocess",
    "urllib.request",
}
PURE = ("law", "judge", "news", "register", "story", "schedule", "model")


def files(room: str) -> list[Path]:
    folder = PACKAGE / room
    return sorted(folder.rglob("*.py")) if folder.is_dir() else [PACKAGE / f"{room}.py"]


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def rooms_imported(path: Path) -> set[str]:
    return {name.split(".")[1] for name in imported(path) if name.startswith("monitor.")}


@pytest.mark.parametrize("room", sorted(WALLS))
def test_a_room_imports_only_through_its_doors(room):
    rooms = {p.stem if p.suffix else p.name for p in PACKAGE.iterdir()}
    for path in files(room):
        beyond = (rooms_imported(path) & rooms) - WALLS[room] - {room, "__init__"}
        assert not beyond, f"{path.relative_to(PACKAGE)} imports {sorted(beyond)}"


@pytest.mark.parametrize("room", PURE)
def test_a_pure_room_touches_nothing_outside(room):
    for path in files(room):
        touched = OUTSIDE & set(imported(path))
        assert not touched, f"{path.relative_to(PACKAGE)} imports {sorted(touched)}"


@pytest.mark.parametrize("room", PURE)
def test_a_pure_room_never_asks_what_time_it_is(room):
    for path in files(room):
        calls = {
            ast.unparse(node.func)
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call)
        }
        asked = calls & {
            "datetime.now",
            "datetime.utcnow",
            "date.today",
            "time.time",
            "time.monotonic",
            "open",
            "Path.open",
        }
        assert not asked, f"{path.relative_to(PACKAGE)} calls {sorted(asked)}"


def test_the_cycle_is_calls_and_nothing_else():
    """A newcomer reads it first: it stays one page."""
    tree = ast.parse((PACKAGE / "cycle.py").read_text(encoding="utf-8"))
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert {"poll", "tick", "deliver"} <= {f.name for f in functions}
    assert all((f.end_lineno or 0) - f.lineno < 50 for f in functions)
    assert len((PACKAGE / "cycle.py").read_text(encoding="utf-8").splitlines()) < 200


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_every_module_says_first_what_it_is(path):
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert docstring, f"{path} does not say what it is"
