"""The page on loopback, when `[service] listen` is set: /health for probes, /metrics for Prometheus. Nothing can be changed through it."""

from __future__ import annotations

from aiohttp import web

from monitor.assembly import Parts
from monitor.condition import Condition, condition
from monitor.metrics import CONTENT_TYPE, metrics
from monitor.vigil import Vigil


class Page:
    """A small web server in the daemon's own loop."""

    def __init__(self, parts: Parts, vigil: Vigil) -> None:
        self._parts, self._vigil = parts, vigil
        app = web.Application()
        app.router.add_get("/health", self._health)
        app.router.add_get("/metrics", self._metrics)
        self._runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=1.0)
        self.address: tuple[str, int] | None = None

    async def open(self, host: str, port: int) -> None:
        """Raises OSError where the port is taken."""
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        await site.start()
        bound = self._runner.addresses[0]
        self.address = bound[0], bound[1]

    async def close(self) -> None:
        """Lets go of the port."""
        await self._runner.cleanup()

    def _condition(self) -> Condition:
        cycle = self._parts.cycle
        with cycle.store.reading() as tx:
            return condition(tx, cycle.clock.now(), self._vigil.disk, running=True)

    async def _health(self, _: web.Request) -> web.Response:
        """200 where all is well, 503 where somebody has to look."""
        found = self._condition()
        problems = [*found.problems, *([self._vigil.complaint] if self._vigil.complaint else [])]
        status = 503 if problems else 200
        return web.json_response({**found.told(), "well": not problems, "problems": problems}, status=status)

    async def _metrics(self, _: web.Request) -> web.Response:
        text = metrics(self._condition(), progress=not self._vigil.complaint)
        return web.Response(body=text.encode(), headers={"content-type": CONTENT_TYPE})
