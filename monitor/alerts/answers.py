"""The HTTP answers that a stock plugin got while it sent one message: Apprise keeps neither status nor Retry-After. Sends nothing."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import requests

_heard: ContextVar[list[Answer] | None] = ContextVar("heard", default=None)

# What the same message will meet again. Not 401 and 403: a key is put right, and then what waited must go out.
PERMANENT = frozenset({400, 404, 405, 406, 410, 413, 414, 415, 422})


@dataclass(frozen=True, slots=True)
class Answer:
    """Status and Retry-After of one response."""

    status: int
    retry_after: str | None = None


@contextmanager
def listening() -> Iterator[list[Answer]]:
    """Collects the answers to everything that `requests` asks in this context."""
    _listen_to_requests()
    answers: list[Answer] = []
    token = _heard.set(answers)
    try:
        yield answers
    finally:
        _heard.reset(token)


@functools.cache
def _listen_to_requests() -> None:
    # The plugins call `requests.post(...)`, which makes a session of its own: its `send` is the one place to listen.
    send = requests.Session.send

    @functools.wraps(send)
    def heard(self: requests.Session, request: requests.PreparedRequest, **kwargs: Any) -> requests.Response:
        response = send(self, request, **kwargs)
        answers = _heard.get()
        if answers is not None:
            answers.append(Answer(response.status_code, response.headers.get("Retry-After")))
        return response

    requests.Session.send = heard  # type: ignore[method-assign]


def retry_after(value: str | None, now: datetime) -> timedelta | None:
    """How long a Retry-After header asks to wait: seconds, or a date (RFC 9110, 10.2.3). None where it says neither."""
    if value is None:
        return None
    text = value.strip()
    if text.isdecimal() and len(text) < 10:
        return timedelta(seconds=int(text))
    try:
        at = parsedate_to_datetime(text)
    except ValueError:
        return None
    at = at if at.tzinfo is not None else at.replace(tzinfo=UTC)
    return max(at - now, timedelta())
