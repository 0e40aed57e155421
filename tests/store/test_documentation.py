"""What the documentation says one may ask is asked, and answered by the columns that it names."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from monitor.store import Archive, Store
from tests.store import samples

HISTORY = (Path(__file__).parents[2] / "docs" / "history.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"```sql\n(.*?)```", HISTORY, re.DOTALL)
VIEWS = re.findall(r"^\| `(\w+)` \|", HISTORY, re.MULTILINE)


@pytest.fixture
def history(tmp_path: Path) -> Store:
    with Store.open(tmp_path / "monitor.db") as store, Archive.open(tmp_path / "archive") as archive:
        samples.fill_with_evidence(store, archive)
    return Store.open(tmp_path / "monitor.db", read_only=True)


def test_the_documentation_shows_queries_and_views() -> None:
    assert len(QUERIES) >= 7
    assert len(VIEWS) == 10


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_of_the_documentation_runs(history: Store, query: str) -> None:
    with history.reading() as tx:
        tx.rows(query)
    history.close()


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_of_the_documentation_is_there(history: Store, view: str) -> None:
    with history.reading() as tx:
        assert tx.count(view) >= 0
    history.close()


def test_a_capture_is_cut_out_of_the_archive_as_documented(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "archive") as archive:
        archive.keep(samples.capture(b"first"))
        kept = archive.keep(samples.capture(b"second"))
    command = f"tail -c +$(({kept.offset} + 1)) archive/{kept.file} | head -c {kept.length} | zcat"
    assert (
        command.replace(str(kept.offset), "offset", 1).replace(kept.file, "FILE").replace(str(kept.length), "$length")
        in HISTORY
    )
    told = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, check=True).stdout
    assert b"\r\n\r\nsecond\r\n" in told
    assert b"first" not in told
