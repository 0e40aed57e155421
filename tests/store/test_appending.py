from __future__ import annotations

import errno
import os
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from monitor.store.appending import Appender


def test_pieces_of_many_threads_lie_whole_where_they_are_said_to_lie(tmp_path: Path) -> None:
    appender, path = Appender(), tmp_path / "file"
    pieces = [bytes([n]) * (100 + n) for n in range(60)]
    with ThreadPoolExecutor(8) as pool:
        places = list(pool.map(lambda piece: appender.append(path, piece), pieces))
    content = path.read_bytes()
    assert [content[place : place + len(piece)] for place, piece in zip(places, pieces, strict=True)] == pieces
    assert len(content) == sum(map(len, pieces))


def test_what_the_disk_did_not_take_is_taken_back_and_told_to_everybody_who_waited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    appender, path = Appender(), tmp_path / "file"
    appender.append(path, b"first")
    sync, broken, begun = os.fsync, threading.Event(), threading.Event()

    def failing(handle: int) -> None:
        if broken.is_set():
            begun.set()
            raise OSError(errno.EIO, "the disk is broken")
        sync(handle)

    monkeypatch.setattr("monitor.store.appending.os.fsync", failing)
    broken.set()
    with ThreadPoolExecutor(4) as pool:
        tries = [pool.submit(appender.append, path, b"lost %d" % n) for n in range(4)]
        errors = [attempt.exception() for attempt in tries]
    assert begun.is_set()
    assert all(isinstance(error, OSError) for error in errors)
    assert path.read_bytes() == b"first"
    broken.clear()
    assert appender.append(path, b"second") == 5
    assert path.read_bytes() == b"firstsecond"
