"""JSON of servers that are not trusted, as a value: neither so deep nor so full that reading it costs more than it is worth."""

from __future__ import annotations

import json
from typing import Any

from monitor.model.faults import ReadError
from monitor.model.words import Problem

# The fullest answers known have some ten thousand values. In memory each takes many times its length.
MOST_VALUES = 500_000


def value_of(text: str | bytes) -> Any:
    """The value. Raises `ReadError`: unreadable where the text is no JSON or nests too deep, too large where it holds too much."""
    held = sum(map(text.count, ",[{")) if isinstance(text, str) else sum(map(text.count, (b",", b"[", b"{")))
    if held > MOST_VALUES:
        raise ReadError(Problem.TOO_LARGE, f"JSON with more than {MOST_VALUES:,} values")
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        said = " ".join(str(error).split())[:120]
        raise ReadError(Problem.UNREADABLE, f"not JSON: {said or type(error).__name__}") from None
