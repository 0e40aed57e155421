"""kill -9 while 250 mails go out: how many are lost, how many come twice? The real daemon in a process of its own."""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime
from email.parser import BytesHeaderParser
from pathlib import Path

from bench.contenders import HERE, FailedError
from bench.mail import MailServer
from bench.table import Line
from monitor.alerts.words import Letterhead
from monitor.assembly import knowledge
from monitor.configuration import read_settings
from monitor.model.words import Direction
from monitor.steps.tell import alert
from monitor.store.store import Store
from tests.alerts.matters import told
from tests.daemon.origin import HOUSE

_MAILS = 250
_PATIENCE = 120.0
_CONFIGURATION = f"""{HOUSE}
[[source]]
id = "quiet"
kind = "page"
url = "http://127.0.0.1:9/"
every = "1h"
role = "official"
"""


def _fill(file: Path) -> None:
    """Puts as many alerts into the outbox."""
    settings = read_settings(file)
    known = knowledge(settings, Letterhead("bench"))
    now = datetime.now(UTC)
    with Store.open(settings.store.database) as store, store.writing() as tx:
        for number in range(1, _MAILS + 1):
            tx.add_story(f"s{number}", now, "ferries", Direction.RELAXED)
            alert(tx, known, told(id=number, label=str(number), story=f"s{number}", at=now))


def _daemon(file: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "monitor", "run", "--config", str(file)]
    return subprocess.Popen(command, cwd=HERE.parent, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _wait(mailbox: MailServer, count: int) -> None:
    ends = time.monotonic() + _PATIENCE
    while len(mailbox.messages) < count:
        if time.monotonic() > ends:
            raise FailedError(f"{len(mailbox.messages)} of {count} mails came within {_PATIENCE:g} seconds")
        time.sleep(0.001)


def _once(folder: Path) -> tuple[int, int, float]:
    """Mails lost, mails doubled, mails a second after the restart."""
    mailbox = MailServer()
    with mailbox.up():
        file = folder / "monitor.toml"
        file.write_text(_CONFIGURATION.format(mail=mailbox.address), encoding="utf-8")
        _fill(file)
        first = _daemon(file)
        _wait(mailbox, random.randint(20, _MAILS - 50))
        first.kill()
        first.wait()
        before = len(mailbox.messages)
        second = _daemon(file)
        try:
            _wait(mailbox, before + 1)
            begun = time.perf_counter()
            _wait(mailbox, _MAILS)
            rate = (_MAILS - before - 1) / (time.perf_counter() - begun)
            time.sleep(1)  # what came twice came instead of another: the last ones are on their way
        finally:
            second.terminate()
            second.wait()
    parser = BytesHeaderParser()
    ids = Counter(parser.parsebytes(message)["Message-ID"] for message in mailbox.messages)
    return _MAILS - len(ids), sum(ids.values()) - len(ids), rate


def doubled_by_kill(count: int) -> list[Line]:
    """The lines of so many kills."""
    seen = []
    for _ in range(count):
        with tempfile.TemporaryDirectory() as folder:
            seen.append(_once(Path(folder)))
    lost, doubled, rates = zip(*seen, strict=True)
    return [
        Line(f"mails lost by a kill -9, of {_MAILS}", "", tuple(map(float, lost)), most=0),
        Line(f"mails doubled by a kill -9, of {_MAILS}", "", tuple(map(float, doubled)), most=1),
        Line("mails a second, one channel", "a second", tuple(rates)),
    ]
