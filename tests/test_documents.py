"""What the documents say is true: their questions can be asked, their links lead somewhere, their commands exist."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from monitor.cli.main import main
from monitor.store.store import Store

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def test_the_questions_of_the_readme_can_be_asked(tmp_path):
    questions = re.findall(r'monitor\.db "(SELECT [^"]+)"', (ROOT / "README.md").read_text(encoding="utf-8"))
    assert len(questions) == 4
    with Store.open(tmp_path / "monitor.db") as store, store.reading() as tx:
        for question in questions:
            tx.rows(question)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_within_the_project_leads_somewhere(document):
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", document.read_text(encoding="utf-8")):
        assert (document.parent / target).exists(), f"{document.name} links to {target}"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_command_that_a_document_names_exists(document):
    known = set(main.list_commands(None))  # type: ignore[arg-type]  # the context is not looked at
    named = re.findall(
        r"^\s*(?:venv/bin/)?sanctions-monitor ([a-z-]+)", document.read_text(encoding="utf-8"), re.MULTILINE
    )
    assert set(named) <= known, f"{document.name} names {sorted(set(named) - known)}"


@pytest.mark.parametrize("target", ["demo", "test", "test-long", "bench", "lint", "lock"])
def test_make_knows_what_the_documents_promise(target):
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


PACKAGE = ROOT / "monitor"
ROWS = [
    row.split("|")[1:3]
    for row in (ROOT / "docs" / "rooms.md").read_text(encoding="utf-8").splitlines()
    if row.startswith("| `")
]


def rooms_of(cell: str) -> list[str]:
    return [name.rstrip("/") for name in re.findall(r"`([a-z_./]+)`", cell)]


def defined_in(rooms: list[str]) -> dict[str, list[list[str]]]:
    """The functions and classes of some rooms by name, each with the names of its arguments."""
    found: dict[str, list[list[str]]] = {}
    for room in rooms:
        place = PACKAGE / room
        for file in place.rglob("*.py") if place.is_dir() else [place]:
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                    given = node.args
                    names = [argument.arg for argument in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
                    found.setdefault(node.name, []).append([name for name in names if name not in {"self", "cls"}])
                    if node.name == "__init__":
                        found.setdefault("()", []).append(names[1:])
                elif isinstance(node, ast.ClassDef):
                    found.setdefault(node.name, [])
    return found


def test_every_room_of_the_house_has_its_row():
    named = [room for cell, _ in ROWS for room in rooms_of(cell)]
    there = {path.name for path in PACKAGE.iterdir() if path.name[0] not in "_."}
    assert sorted(named) == sorted(there)


@pytest.mark.parametrize(("cell", "doors"), ROWS, ids=lambda cell: cell.strip()[:24])
def test_every_door_that_is_named_is_there_and_takes_what_it_is_said_to_take(cell, doors):
    held = defined_in(rooms_of(cell))
    for call, arguments in re.findall(r"`(?:\w+\.)?(\w+)\(([^`)]*)\)[^`]*`", doors):
        names = [part.partition("=")[0].strip() for part in arguments.split(",") if part.strip() not in {"", "*"}]
        assert call in held, f"{cell}: no {call}"
        forms = held[call] or held.get("()", [])
        assert any(set(names) <= set(form) for form in forms), f"{cell}: {call} takes {forms}, not {names}"
