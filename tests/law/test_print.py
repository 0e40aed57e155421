"""However a printer sets a license, it reads the same: wraps, page ends, run-together paragraphs, quotes."""

import json
import random
import re
import textwrap
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.law import read_instrument
from monitor.model.instrument import Instrument
from monitor.model.program import Programs
from monitor.read.text import clean
from tests.law.form import license_text
from tests.material import shared

Printer = Callable[[list[str], random.Random], str]


def _register(blocks: list[str], _: random.Random) -> str:
    """As the Federal Register prints it: 72 columns, paragraphs indented without blank lines between."""
    lines: list[str] = []
    for block in blocks:
        for line in block.split("\n"):
            indent = "    " if line.startswith(("(", "Note")) else ""
            lines += textwrap.wrap(indent + line, 72)
        if not block.startswith("("):
            lines.append("")
    return "\n".join(lines)


def _pdf(blocks: list[str], chance: random.Random) -> str:
    """As text comes out of a PDF: lines of a page's width, no blank ones."""
    width = chance.randint(78, 104)
    return "\n".join(
        part
        for block in blocks
        for line in block.split("\n")
        for part in textwrap.wrap(line, width, break_on_hyphens=False)
    )


def _broken(printer: Printer, *ends: str) -> Printer:
    def broken(blocks: list[str], chance: random.Random) -> str:
        lines = printer(blocks, chance).split("\n")
        first = next(n for n, line in enumerate(lines) if line.strip().startswith("(a)"))
        last = next(n for n, line in enumerate(lines) if line.strip().startswith("Date"))
        for page in range(3):
            place = chance.randrange(first + 1, last)
            lines[place:place] = [end.format(page=page + 1) for end in ends]
        return "\n".join(lines)

    return broken


def _run_together(blocks: list[str], chance: random.Random) -> str:
    glue = r"\n\n(?=\((?:[b-h]|[2-9])\) [A-Z])"
    return re.sub(glue, lambda gap: " " if chance.random() < 0.4 else gap[0], "\n\n".join(blocks))


def _other_quotes(blocks: list[str], chance: random.Random) -> str:
    return _register([b.replace("“", "``").replace("”", "''").replace("’", "'") for b in blocks], chance)


PRINTERS: dict[str, Printer] = {
    "register": _register,
    "register with page markers": _broken(_register, "", "[[Page 2471{page}]]", ""),
    "pdf": _pdf,
    "pdf with page numbers": _broken(_pdf, "- {page} -"),
    "pdf with pages of pages": _broken(_pdf, "Page {page} of 3"),
    "run together": _run_together,
    "other quotes": _other_quotes,
}


def _reading(text: str, programs: Programs) -> tuple[object, ...]:
    read = read_instrument(clean(text), programs)
    assert isinstance(read, Instrument), read
    provisions = [(p.path, p.effect, _plain(p.text)) for p in read.provisions if not p.path.startswith("Annex")]
    return (
        read.key,
        read.label,
        _plain(read.title),
        read.issued,
        read.starts,
        read.expires_at,
        read.supersedes,
        read.cfr_parts,
        provisions,
    )


def _plain(text: str) -> str:
    text = text.replace("“", '"').replace("”", '"').replace("’", "'").replace("- ", "-")
    return " ".join(text.split())


@pytest.mark.parametrize("printer", PRINTERS.values(), ids=PRINTERS)
@given(chance=st.randoms(use_true_random=False))
def test_a_license_reads_the_same_however_it_is_printed(
    printer: Printer, chance: random.Random, programs: Programs
) -> None:
    text = license_text()
    assert _reading(printer(text.split("\n\n"), chance), programs) == _reading(text, programs)


@pytest.mark.parametrize("printer", PRINTERS.values(), ids=PRINTERS)
def test_recorded_licenses_read_the_same_however_they_are_printed(printer: Printer, programs: Programs) -> None:
    chance = random.Random(7)
    with shared("corpus", "licenses", "pairs.dev.jsonl").open(encoding="utf-8") as rows:
        texts = [text for row in map(json.loads, rows) for text in (row["before"], row["after"]) if "<p" not in text]
    for text in texts:
        cleaned = clean(text)
        printed = printer(re.split(r"\n\s*\n", cleaned), chance)
        assert _reading(printed, programs) == _reading(cleaned, programs)
