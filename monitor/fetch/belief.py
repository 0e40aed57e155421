"""What an answer looks like that must not be believed: challenges, error pages, the wrong kind of thing. Pure.

A page that merely speaks of denied access or of captchas is a real page: words count only where they are all there is
(a title that says nothing else, a page with hardly another sentence), marks of a machine only beside an empty page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from monitor.fetch import challenge, form
from monitor.model.words import Problem

Accept = Literal["html", "xhtml", "pdf", "json", "xml", "any"]
"""What an address may be answered with."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why an answer is not believed."""

    problem: Problem
    detail: str


def doubt(
    status: int, headers: Mapping[str, str], body: bytes, accept: Accept, *, conditional: bool = False
) -> Doubt | None:
    """Why this answer is not believed; None where it is. `headers` have lower-case names, `body` is decompressed.

    `conditional`: a validator was sent, so that 304 is an answer.
    """
    if status == 304 and conditional:
        return None
    sign = challenge.sign(status, headers, body)
    if sign is not None:
        return Doubt(Problem.CHALLENGE, sign)
    if status != 200:
        return Doubt(Problem.HTTP, f"answered {status}{_asked_nothing(status)}")
    if not body.strip():
        return Doubt(Problem.UNREADABLE, "an empty body")
    wrong = form.mismatch(accept, headers.get("content-type", ""), body)
    return Doubt(Problem.UNREADABLE, wrong) if wrong is not None else None


def _asked_nothing(status: int) -> str:
    return " to a request without validators" if status == 304 else ""
