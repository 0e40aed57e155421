"""A matter in words: templates, plain text and HTML, the headers that make a thread. Not who gets it and not how it travels."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jinja2 import DictLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from monitor.alerts.names import moment
from monitor.alerts.specimen import specimens
from monitor.alerts.subjects import subject
from monitor.alerts.view import view
from monitor.model.faults import ConfigurationError, Fault
from monitor.model.message import Channel, Matter, Message

__all__ = ["Letterhead", "Templates", "Thread", "compose", "message_id", "subject"]

_REFERENCES = 10  # the first message of a thread and the last nine
_DOMAIN = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]{0,200}[A-Za-z0-9])?")
_BLANKS = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who writes: the database's own identity, and the domain of our Message-IDs."""

    identity: str
    domain: str = "sanctions-monitor.invalid"

    def __post_init__(self) -> None:
        if not _DOMAIN.fullmatch(self.domain):
            raise ValueError(f"not a domain for a Message-ID: {self.domain!r}")


@dataclass(frozen=True, slots=True)
class Thread:
    """The Message-IDs of what one channel was told about a story before, oldest first."""

    ids: tuple[str, ...] = ()


def message_id(alert: int, channel: str, letterhead: Letterhead) -> str:
    """The Message-ID of an alert on a channel: the same at every attempt, so that a repeat can be recognised."""
    place = hashlib.sha256(channel.encode()).hexdigest()[:8]
    house = hashlib.sha256(letterhead.identity.encode()).hexdigest()[:12]
    return f"<alert-{alert}.{place}.{house}@{letterhead.domain}>"


class Templates:
    """The message templates, sandboxed; HTML is escaped. Made by `parse`."""

    def __init__(self, environment: ImmutableSandboxedEnvironment) -> None:
        self._environment = environment

    @classmethod
    def parse(cls, texts: Mapping[str, str]) -> Templates:
        """Templates from their texts by name (`change.txt`, `change.html`), each tried on a matter of its kind.

        Raises ConfigurationError with every fault, so that a template of one's own fails at the start and not at night.
        """
        environment = ImmutableSandboxedEnvironment(
            loader=DictLoader(dict(texts)),
            autoescape=lambda name: name is not None and name.endswith(".html"),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        templates = cls(environment)
        faults = {str(fault): fault for fault in templates._faults(texts)}
        if faults:
            raise ConfigurationError(tuple(faults.values()))
        return templates

    def _faults(self, texts: Mapping[str, str]) -> list[Fault]:
        faults = []
        for kind, matter in specimens().items():
            for form in ("txt", "html"):
                name = f"{kind.value}.{form}"
                if name not in texts:
                    faults.append(Fault(f"templates/{name}.j2", "file", "", "is missing"))
                    continue
                try:
                    self.render(name, view(matter, "UTC") | _foot(1, "<alert-1@example>", "8 May 2031 20:00 UTC"))
                except TemplateSyntaxError as error:
                    file = f"templates/{error.name or name}.j2"
                    faults.append(Fault(file, f"line {error.lineno}", "", f"is no template: {error.message}"))
                except Exception as error:  # noqa: BLE001 -- a template may raise whatever its expressions do
                    faults.append(Fault(f"templates/{name}.j2", "template", "", f"fails: {error}"))
        return faults

    def render(self, name: str, values: Mapping[str, Any]) -> str:
        """The text that a template makes of values."""
        return _BLANKS.sub("\n\n", self._environment.get_template(name).render(values)).strip() + "\n"


def compose(
    matter: Matter,
    channel: Channel,
    templates: Templates,
    letterhead: Letterhead,
    *,
    alert: int,
    thread: Thread = Thread(),
    ack_by: datetime | None = None,
) -> Message:
    """The message that tells `matter` on `channel`. `ack_by`: when others are told unless somebody acknowledges it.

    A template that fails on this matter loses no alert: then the bare facts go out, without the template.
    """
    own = message_id(alert, channel.name, letterhead)
    values = view(matter, channel.tz) | _foot(alert, own, moment(ack_by, channel.tz) if ack_by is not None else "")
    try:
        text = templates.render(f"{matter.kind.value}.txt", values)
        html = templates.render(f"{matter.kind.value}.html", values)
    except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError, RecursionError):
        text, html = _bare(values), ""
    ids = thread.ids if len(thread.ids) <= _REFERENCES else (thread.ids[0], *thread.ids[1 - _REFERENCES :])
    return Message(
        subject=subject(matter),
        text=text,
        html=html,
        message_id=own,
        in_reply_to=ids[-1] if ids else "",
        references=ids,
    )


def _foot(alert: int, own: str, ack_by: str = "") -> dict[str, Any]:
    return {"alert": alert, "reference": own.strip("<>").partition("@")[0], "ack_by": ack_by}


def _bare(values: Mapping[str, Any]) -> str:
    lines = (values["subject"], values["summary"], values["url"], *values["more"], f"Alert {values['alert']}")
    return "\n\n".join(line for line in lines if line) + "\n"
