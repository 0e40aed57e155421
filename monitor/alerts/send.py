"""The edge where messages leave: one attempt on one channel through Apprise, in a thread of its own. Decides nothing.

Apprise and its plugins are imported with the first message: they cost memory that a quiet monitor need not hold.
"""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from monitor.alerts.addresses import mask, resolve
from monitor.alerts.chat import inert
from monitor.model.faults import ConfigurationError
from monitor.model.message import Channel, Message, Outcome, Secret

if TYPE_CHECKING:
    from apprise import AppriseResult
    from apprise.plugins.base import NotifyBase

    from monitor.alerts.answers import Answer

TIMEOUT = timedelta(seconds=60)  # of one attempt as a whole
_CONNECT = 10.0  # seconds, of a probe
_LONGEST_DETAIL = 400


class NullSender:
    """Sends nothing, and says that it was sent: for a replay without `--deliver`."""

    async def send(self, channel: Channel, message: Message) -> Outcome:  # noqa: ARG002 -- the form of cycle.Sender
        """Counts as sent."""
        return Outcome(ok=True, detail="not delivered: replay")


class Sender:
    """Sends messages to channels. One attempt at a time on a channel is the caller's care (`outbox.due`)."""

    def __init__(
        self,
        *,
        resolve: Callable[[Secret], str] = resolve,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        timeout: timedelta = TIMEOUT,
    ) -> None:
        self._resolve = resolve
        self._now = now
        self._timeout = timeout.total_seconds()
        self._plugins: dict[str, tuple[str, NotifyBase]] = {}

    async def send(self, channel: Channel, message: Message) -> Outcome:
        """One attempt to deliver. Never raises for what a channel does; no secret stands in the outcome."""
        return await self._guarded(channel, lambda address: self._send(channel, address, message))

    async def probe(self, channel: Channel) -> Outcome:
        """Whether the channel can be reached, without sending anything: mail servers up to NOOP, others up to a connection."""
        return await self._guarded(channel, lambda address: self._probe(channel, address))

    async def _guarded(self, channel: Channel, attempt: Callable[[str], Outcome]) -> Outcome:
        try:
            address = self._resolve(channel.url)
        except ConfigurationError as error:
            return Outcome(ok=False, detail=str(error))
        try:
            async with asyncio.timeout(self._timeout):
                outcome = await _in_thread(lambda: attempt(address), f"deliver-{channel.name}")
        except TimeoutError:
            self._plugins.pop(channel.name, None)  # its thread may go on with it for a while
            outcome = Outcome(ok=False, detail=f"no end after {self._timeout:.0f} s")
        except Exception as error:  # noqa: BLE001 -- whatever a plugin raises is an attempt that failed
            outcome = Outcome(ok=False, detail=f"{type(error).__name__}: {error}")
        detail = mask(outcome.detail, address)[:_LONGEST_DETAIL]
        return Outcome(ok=outcome.ok, permanent=outcome.permanent, detail=detail, retry_after=outcome.retry_after)

    def _plugin(self, channel: Channel, address: str) -> NotifyBase | None:
        """The plugin of a channel, kept for its log-ins and its pace as long as its address stays the same."""
        kept = self._plugins.get(channel.name)
        if kept is not None and kept[0] == address:
            return kept[1]
        from monitor.alerts.plugins import open_plugin  # noqa: PLC0415 -- brings Apprise

        plugin = open_plugin(address)
        if plugin is not None:
            self._plugins[channel.name] = (address, plugin)
        return plugin

    def _send(self, channel: Channel, address: str, message: Message) -> Outcome:
        from apprise import Apprise, NotifyFormat  # noqa: PLC0415 -- see the module's first lines

        from monitor.alerts.answers import listening  # noqa: PLC0415 -- brings requests
        from monitor.alerts.mail import NotifyMail  # noqa: PLC0415 -- brings Apprise

        plugin = self._plugin(channel, address)
        if plugin is None:
            return _not_understood()
        if isinstance(plugin, NotifyMail):
            plugin.letter, plugin.date = message, self._now()
            plugin.outcome = Outcome(ok=False, detail="not tried")
        service = Apprise()
        service.add(plugin)
        with listening() as answers:
            result = service.notify(
                body=inert(message.text), title=inert(message.subject), body_format=NotifyFormat.TEXT
            )
        if isinstance(plugin, NotifyMail):
            return plugin.outcome
        if any(answer.status in {401, 403} for answer in answers):
            self._plugins.pop(channel.name, None)  # a log-in that is no longer good is not used again
        return outcome_of(result, answers, self._now())

    def _probe(self, channel: Channel, address: str) -> Outcome:
        from monitor.alerts.mail import NotifyMail  # noqa: PLC0415 -- brings Apprise

        plugin = self._plugin(channel, address)
        if plugin is None:
            return _not_understood()
        if isinstance(plugin, NotifyMail):
            return plugin.probe()
        place = _place(plugin)
        if place is None:
            return Outcome(ok=True, detail="the address is understood; whether it works shows with the first message")
        try:
            with socket.create_connection(place, timeout=_CONNECT):
                return Outcome(ok=True, detail=f"{place[0]}:{place[1]} answers")
        except OSError as error:
            return Outcome(ok=False, detail=f"{place[0]}:{place[1]}: {error.strerror or error}")


def _not_understood() -> Outcome:
    return Outcome(ok=False, detail="not an address that Apprise understands; its list is at appriseit.com/services")


def outcome_of(result: AppriseResult, answers: list[Answer], now: datetime) -> Outcome:
    """What Apprise's result means, with the HTTP answers that it came from. The text may hold secrets still."""
    from apprise.result import AppriseResultStatus  # noqa: PLC0415 -- see the module's first lines

    from monitor.alerts.answers import PERMANENT, retry_after  # noqa: PLC0415 -- brings requests

    # `optional=yes` in an address makes a failure look like success: only an attempt that succeeded counts.
    attempts = [attempt for one in result.results for attempt in one.attempts]
    if any(attempt.status == AppriseResultStatus.SUCCESS for attempt in attempts):
        return Outcome(ok=True, detail=f"accepted{f' ({answers[-1].status})' if answers else ''}")
    said = "; ".join(dict.fromkeys(entry.message for entry in result.logs() if entry.message))
    bad = next((answer for answer in reversed(answers) if answer.status >= 400), None)
    if bad is None:
        return Outcome(ok=False, detail=said or "the channel did not take the message")
    return Outcome(
        ok=False,
        permanent=bad.status in PERMANENT,
        detail=f"HTTP {bad.status}: {said}",
        retry_after=retry_after(bad.retry_after, now),
    )


def _place(plugin: NotifyBase) -> tuple[str, int] | None:
    """Host and port that a plugin connects to, where they can be told from its address or its class."""
    host, port = getattr(plugin, "host", None), getattr(plugin, "port", None)
    for name in ("notify_url", "webhook_url", "api_url"):
        fixed = urlsplit(str(getattr(type(plugin), name, "") or ""))
        if fixed.hostname and "{" not in fixed.netloc:
            return fixed.hostname, fixed.port or (443 if fixed.scheme == "https" else 80)
    if host and ("." in host or host == "localhost" or isinstance(port, int)):
        return host, port if isinstance(port, int) else (443 if plugin.secure else 80)
    return None


async def _in_thread(work: Callable[[], Outcome], name: str) -> Outcome:
    """Runs blocking work in a thread that does not hold up the end of the program: a hanging server must not."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[Outcome] = loop.create_future()

    def settle(outcome: Outcome | None, error: Exception | None) -> None:
        if done.done():
            return
        if error is not None:
            done.set_exception(error)
        elif outcome is not None:
            done.set_result(outcome)

    def run() -> None:
        outcome, failed = None, None
        try:
            outcome = work()
        except Exception as error:  # noqa: BLE001 -- handed to the waiting side
            failed = error
        if not loop.is_closed():
            loop.call_soon_threadsafe(settle, outcome, failed)

    threading.Thread(target=run, name=name, daemon=True).start()
    return await done
