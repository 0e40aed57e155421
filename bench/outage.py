"""Three changes while the mail server is away, and the program started again meanwhile: which are told once it is back? And kill -9.

The others are driven as their documentation shows: urlwatch by its command, changedetection.io as a server with a mail address for its
watch, reader with a mail from its hook for new entries.
"""

from __future__ import annotations

import asyncio
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from bench import changedetection
from bench.contenders import HERE, FailedError
from bench.environments import CHANGEDETECTION, READER, URLWATCH, NotHereError, Peer, environment
from bench.kills import doubled_by_kill
from bench.mail import MailServer
from bench.origin import next_edition, serving
from bench.table import Line
from monitor.assembly import Parts
from monitor.clock import WallClock
from monitor.configuration import read_settings
from monitor.daemon import Daemon, opened
from tests.daemon.origin import CONFIGURATION, Site

TITLE = "Three changes while the mail server is away; kill -9 while mails go out"
_CHANGES = 3
_PATIENCE = 60.0
_LONG_ENOUGH = 20.0  # seconds that others are given after the server is back, beside two more rounds of theirs


async def _ours(folder: Path) -> int:
    """How many of the three were told in the end; one of them twice counts as lost, too."""
    mailbox = MailServer()  # its port is known, and nobody listens there
    async with Site(folder / "site", _CHANGES + 1) as site:
        file = folder / "monitor.toml"
        file.write_text(CONFIGURATION.format(origin=site.origin, mail=mailbox.address, every="1s"), encoding="utf-8")
        for number in range(_CHANGES + 1):
            await _work(file, partial(_holds, number + 1))
            site.day += 1
        with mailbox.up():
            await _work(file, lambda _: len(mailbox.messages) >= _CHANGES)
    return len(mailbox.messages)


def _holds(versions: int, parts: Parts) -> bool:
    with parts.cycle.store.reading() as tx:
        return tx.count("version") >= versions


async def _work(file: Path, done: Callable[[Parts], bool]) -> None:
    """The daemon, from its start until something is so."""
    clock, stop = WallClock(), asyncio.Event()
    async with opened(read_settings(file), clock) as parts:
        task = asyncio.create_task(Daemon(parts, clock).run(stop))
        ends = time.monotonic() + _PATIENCE
        try:
            while not done(parts):
                if time.monotonic() > ends:
                    raise FailedError("the daemon does not come to an end")
                await asyncio.sleep(0.02)
        finally:
            stop.set()
            await task


def _run(command: Sequence[str]) -> None:
    subprocess.run(command, capture_output=True, check=False, timeout=120)


def _urlwatch(folder: Path, origin: str) -> int:
    mailbox = MailServer()
    (folder / "urlwatch.yaml").write_text(
        "report:\n  text: {details: true, footer: false, line_length: 75}\n  email:\n    enabled: true\n    method: smtp\n    html: false\n"
        "    from: monitor@example.org\n    to: desk@example.org\n    subject: '{count} changes'\n"
        f"    smtp: {{host: 127.0.0.1, port: {mailbox.port}, starttls: false, auth: false, user: ''}}\n  stdout: {{enabled: false}}\n"
    )
    (folder / "urls.yaml").write_text(f"url: {origin}/notice/0\n")
    command = [str(environment(URLWATCH) / "urlwatch")]
    for name, file in (
        ("config", "urlwatch.yaml"),
        ("urls", "urls.yaml"),
        ("hooks", "hooks.py"),
        ("cache", "cache.db"),
    ):
        command += [f"--{name}", str(folder / file)]

    def run() -> None:
        _run(command)
        time.sleep(1.1)  # it tells one snapshot from the next by the second

    with mailbox.up():
        run()  # "new" is told, so the mail step works
    if len(mailbox.messages) != 1:
        raise FailedError("urlwatch does not send")
    mailbox.messages.clear()
    for _ in range(_CHANGES):
        next_edition(origin, 1, "notice")
        run()
    return _after(mailbox, run)


def _reader(folder: Path, origin: str) -> int:
    mailbox = MailServer()
    python, script = str(environment(READER) / "python"), str(HERE / "peers" / "reader_mail.py")
    command = [python, script, f"{origin}/feed/0", str(folder / "reader.sqlite"), str(mailbox.port)]
    _run(command)
    with mailbox.up():
        next_edition(origin, 1)
        _run(command)
    if len(mailbox.messages) != 1:
        raise FailedError("reader does not send")
    mailbox.messages.clear()
    for _ in range(_CHANGES):
        next_edition(origin, 1)
        _run(command)
    return _after(mailbox, lambda: _run(command))


def _changedetection(folder: Path, origin: str) -> int:
    mailbox = MailServer()
    with changedetection.running(folder, [f"{origin}/notice/0"]) as server:
        for name in server.watches():
            server.ask(f"/watch/{name}", "PUT", {"notification_urls": [mailbox.address]})
        with mailbox.up():
            next_edition(origin, 1, "notice")
            server.check_all()
            _wait(lambda: len(mailbox.messages) == 1)
        if len(mailbox.messages) != 1:
            raise FailedError("changedetection.io does not send")
        mailbox.messages.clear()
        for _ in range(_CHANGES):
            next_edition(origin, 1, "notice")
            server.check_all()
            time.sleep(2)  # its mails go out beside its checks
        return _after(mailbox, server.check_all)


def _after(mailbox: MailServer, once_more: Callable[[], object]) -> int:
    """How many of the changes are told once the server is back."""
    with mailbox.up():
        once_more()
        once_more()
        _wait(lambda: len(mailbox.messages) >= _CHANGES)
    return min(_CHANGES, len(mailbox.messages))


def _wait(condition: Callable[[], bool]) -> None:
    ends = time.monotonic() + _LONG_ENOUGH
    while not condition() and time.monotonic() < ends:
        time.sleep(0.1)


def _lost(peer: Peer, told: Callable[[Path, str], int]) -> tuple[float, ...] | str:
    """How many changes a peer lost, or why that is not known."""
    try:
        with serving() as origin, tempfile.TemporaryDirectory() as folder:
            return (float(_CHANGES - told(Path(folder), origin)),)
    except (NotHereError, FailedError) as reason:
        return f"{peer}: {reason}"


def measure(count: int) -> list[Line]:
    """The lines of this row. The outage is the same in every round, and is made once; the kill is random."""
    with tempfile.TemporaryDirectory() as folder:
        came = asyncio.run(_ours(Path(folder)))
    ours = (float(abs(_CHANGES - came)),)
    lines = []
    for peer, told in ((URLWATCH, _urlwatch), (CHANGEDETECTION, _changedetection), (READER, _reader)):
        lost = _lost(peer, told)
        known, note = (lost, "") if isinstance(lost, tuple) else ((), lost)
        lines.append(Line(f"changes lost, of {_CHANGES}", "", ours, str(peer), known, most=0, note=note))
    return [*lines, *doubled_by_kill(count)]
