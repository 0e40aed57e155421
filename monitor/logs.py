"""How the daemon's log looks: JSON, one object a line, for journald; coloured lines for people at a terminal. Not what is logged."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Mapping, MutableMapping
from typing import Any, TextIO

import structlog

from monitor.alerts.addresses import mask

_PRIORITY = {"debug": 7, "info": 6, "warning": 4, "error": 3, "critical": 2}  # of syslog; journald reads them as <4>
_QUIET = ("apscheduler", "apprise", "aiohttp", "asyncio", "mail.log")  # libraries whose chatter helps nobody

Event = MutableMapping[str, Any]


def set_up(stream: TextIO = sys.stderr, environ: Mapping[str, str] | None = None) -> None:
    """From now on everything logged, by libraries too, goes to `stream` in the form that fits it."""
    environ = os.environ if environ is None else environ
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
    ]
    form: Any = structlog.dev.ConsoleRenderer() if stream.isatty() else _Journal(prefixed="JOURNAL_STREAM" in environ)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(stream)
    remove_meta = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    # Secrets are taken out last, when an error has become words.
    told: list[Any] = [remove_meta, _told_in_a_line, without_secrets, form]
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=told))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.ERROR)


class _Journal:
    """One JSON object a line; where journald reads it, with the priority before it (sd-daemon(3))."""

    def __init__(self, *, prefixed: bool) -> None:
        self._prefixed = prefixed
        self._render = structlog.processors.JSONRenderer(ensure_ascii=False)

    def __call__(self, logger: Any, name: str, event: Event) -> str:
        line = str(self._render(logger, name, event))
        return f"<{_PRIORITY.get(event.get('level', ''), 6)}>{line}" if self._prefixed else line


def _told_in_a_line(_logger: Any, _name: str, event: Event) -> Event:
    """An error is told by its kind, its words and its place, not by a traceback."""
    error = event.pop("exc_info", None)
    if error is True:
        error = sys.exc_info()
    if isinstance(error, tuple):
        error = error[1]
    if isinstance(error, BaseException):
        event["error"] = f"{type(error).__name__}: {error}"
        event["place"] = place(error)
    return event


def place(error: BaseException) -> str:
    """Where in the house an error was raised: the innermost line of ours, as `judge/side.py:112`."""
    found, trace = "", error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if f"{os.sep}monitor{os.sep}" in file:
            found = f"{file.rpartition(f'{os.sep}monitor{os.sep}')[2]}:{trace.tb_lineno}"
        trace = trace.tb_next
    return found


# ---- secrets ----

_hidden: list[Callable[[], list[str]]] = []


def hide(addresses: Callable[[], list[str]]) -> None:
    """From now on nothing logged holds what is secret in these addresses, which are asked for anew each time."""
    _hidden[:] = [addresses]


def without_secrets(_logger: Any, _name: str, event: Event) -> Event:
    """Every text of an entry, masked, however deep it lies."""
    secrets = [address for source in _hidden for address in source()]
    return {key: value if key in {"level", "at"} else _masked(value, secrets) for key, value in event.items()}


def _masked(value: Any, secrets: list[str]) -> Any:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Mapping):
        return {str(key): _masked(held, secrets) for key, held in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_masked(held, secrets) for held in value]
    text = str(value)
    for address in secrets:
        text = mask(text, address)
    return text
