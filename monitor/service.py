"""The daemon as a service: signals, the service manager's protocol, new settings at a reload. What it does is in daemon.py and vigil.py."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import structlog

from monitor import logs
from monitor.alerts.addresses import resolve
from monitor.assembly import Parts
from monitor.clock import WallClock
from monitor.daemon import Daemon, opened
from monitor.model.faults import ConfigurationError, MonitorError
from monitor.notify import Notifier
from monitor.settings import Settings
from monitor.vigil import Log, Vigil, new_log

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Orders:
    """What the outside wants of us. Set by signals."""

    stop: asyncio.Event = field(default_factory=asyncio.Event)
    reload: asyncio.Event = field(default_factory=asyncio.Event)

    def listen(self) -> None:
        """SIGTERM and SIGINT end the service; SIGHUP makes it read its configuration again."""
        loop = asyncio.get_running_loop()
        for name in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(name, self.stop.set)
        loop.add_signal_handler(signal.SIGHUP, self.reload.set)

    async def given(self, work: asyncio.Task[None]) -> None:
        """Returns when there is an order, or when the work ended by itself."""
        waits = [asyncio.create_task(self.stop.wait()), asyncio.create_task(self.reload.wait())]
        try:
            await asyncio.wait([*waits, work], return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()


async def serve(settings: Settings, reread: Callable[[], Settings], *, notifier: Notifier | None = None) -> None:
    """Runs until SIGTERM or SIGINT. At SIGHUP `reread` reads the configuration again; where it is wrong, the old one stays in force.

    Raises what keeps the first settings from working: BusyError, StoreError.
    """
    notifier = notifier or Notifier()
    orders, log_book = Orders(), new_log(WallClock().now())
    orders.listen()
    proven: Settings | None = None
    while not orders.stop.is_set():
        try:
            following = await _serve(settings, orders, reread, notifier, log_book)
        except MonitorError:
            if proven is None or proven is settings:
                raise
            log.exception("the new configuration does not work; the old one stays in force")
            settings = proven
            continue
        proven, settings = settings, following


async def _serve(
    settings: Settings, orders: Orders, reread: Callable[[], Settings], notifier: Notifier, log_book: Log
) -> Settings:
    """Runs with these settings until the end, or until there are valid new ones. Returns those to go on with."""
    clock = WallClock()
    logs.hide(lambda: _secrets(settings))
    async with opened(settings, clock) as parts, _working(parts, clock, notifier, log_book) as (work, vigil):
        _say_hello(parts, notifier, vigil)
        while True:
            await orders.given(work)
            if work.done() or orders.stop.is_set():
                notifier.stopping()
                return settings
            orders.reload.clear()
            notifier.reloading()
            try:
                return reread()
            except ConfigurationError as error:
                log.warning("the new configuration is wrong; the old one stays in force", faults=str(error))
                notifier.ready(f"the new configuration is wrong, the old one stays in force; {vigil.status()}")


def _say_hello(parts: Parts, notifier: Notifier, vigil: Vigil) -> None:
    settings = parts.settings
    for note in parts.repaired:
        log.warning("archive repaired", what=note)
    log.info(
        "watching",
        sources=len(settings.sources),
        subscriptions=len(settings.subscriptions),
        database=str(settings.store.database),
    )
    notifier.ready(vigil.status())


@asynccontextmanager
async def _working(
    parts: Parts, clock: WallClock, notifier: Notifier, log_book: Log
) -> AsyncIterator[tuple[asyncio.Task[None], Vigil]]:
    """The daemon, the vigil and the page on loopback at work; at the end what is under way may finish."""
    ended = asyncio.Event()
    daemon = Daemon(parts, clock)
    vigil = Vigil(parts, daemon.pump, lambda: daemon.turned, notifier, log_book)
    vigil.round()  # a full disk is known before the first poll
    watching = asyncio.create_task(vigil.run())
    work = asyncio.create_task(daemon.run(ended))
    try:
        async with _page(parts, vigil):
            yield work, vigil
    finally:
        ended.set()
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)
        await work


@asynccontextmanager
async def _page(parts: Parts, vigil: Vigil) -> AsyncIterator[None]:
    """Metrics and health on loopback, where they are switched on. A port that is taken costs the page, not the watch."""
    listen = parts.settings.service.listen
    if listen is None:
        yield
        return
    from monitor.page import Page  # noqa: PLC0415 -- brings a web server, for those who want it

    page = Page(parts, vigil)
    try:
        await page.open(*listen)
    except OSError as error:
        log.warning("the page on loopback cannot be opened", at=f"{listen[0]}:{listen[1]}", error=error.strerror)
    try:
        yield
    finally:
        await page.close()


def _secrets(settings: Settings) -> list[str]:
    """The addresses that no log line may hold, as far as they can be read now."""
    kept = [channel.url for channel in settings.channels]
    if settings.operator.ping is not None:
        kept.append(settings.operator.ping)
    found = []
    for secret in kept:
        try:
            found.append(resolve(secret))
        except ConfigurationError:
            continue  # what cannot be read cannot be logged
    return found
