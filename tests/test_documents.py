"""What the documents say is true: their questions can be asked, their links lead somewhere, their commands exist."""

from __future__ import annotations

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
