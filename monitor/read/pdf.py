"""The text of a PDF, read in a child process that may use so much memory and time and no more. Not the reading itself."""

from __future__ import annotations

import atexit
import os
import select
import struct
import subprocess
import sys
import threading
import time
from types import TracebackType
from typing import IO, Self

from monitor.model.faults import ReadError
from monitor.model.words import Problem

_HEADER = struct.Struct("!BI")
_READ_AT_ONCE = 1 << 16

SECONDS = 20.0
MEMORY_BYTES = 1 << 29
LARGEST = 64 << 20
_TAIL = 4_096


class PdfReader:
    """A child process that reads PDFs, started when the first one comes.

    It ends by itself after `idle` seconds without work, so that a daemon's memory is not held by it; the next PDF starts
    another. One PDF is read at a time. A child that takes longer than `seconds`, or dies of a hostile file, is replaced.
    """

    def __init__(self, *, seconds: float = SECONDS, memory_bytes: int = MEMORY_BYTES, idle: float = 10.0) -> None:
        self._seconds = seconds
        self._memory = memory_bytes
        self._idle = idle
        self._child: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def text(self, body: bytes) -> str:
        """The text line by line, a blank line between paragraphs. Raises `ReadError` where it cannot be read in bounds."""
        if len(body) > LARGEST:
            raise ReadError(Problem.TOO_LARGE, f"a PDF of {len(body)} bytes")
        # Readers mend a file that was cut, and give the pages that are left.
        if b"%%EOF" not in body[-_TAIL:]:
            raise ReadError(Problem.UNREADABLE, "no PDF, or one that breaks off before its end")
        with self._lock:
            fresh = self._ready()
            try:
                return self._ask(body)
            except (BrokenPipeError, EOFError):
                self._end()
                if fresh:
                    raise ReadError(Problem.UNREADABLE, "the PDF brought its reader down") from None
                # It may have gone idle in the very moment of asking.
                self._ready()
                return self._ask_once(body)

    @property
    def child(self) -> int | None:
        """The process that reads, if there is one now."""
        child = self._child
        return child.pid if child is not None and child.poll() is None else None

    def close(self) -> None:
        """Ends the child, if there is one."""
        with self._lock:
            self._end()

    def abandon(self) -> None:
        """Kills the child, whatever it is reading: the program ends, and waits for no page."""
        if self._lock.acquire(blocking=False):
            try:
                self._end()
            finally:
                self._lock.release()
        elif (child := self._child) is not None:
            child.kill()  # whoever reads finds the pipe closed

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _ask_once(self, body: bytes) -> str:
        try:
            return self._ask(body)
        except (BrokenPipeError, EOFError):
            self._end()
            raise ReadError(Problem.UNREADABLE, "the PDF brought its reader down") from None

    def _ready(self) -> bool:
        """True where a new child had to be started."""
        if self._child is not None and self._child.poll() is None:
            return False
        self._end()
        self._child = subprocess.Popen(  # noqa: S603 - this interpreter, a module of ours, and numbers
            [
                sys.executable,
                "-m",
                "monitor.read.pdf_child",
                str(self._memory),
                str(int(self._seconds) + 1),
                str(self._idle),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            start_new_session=True,
        )
        # A child that ends by itself is taken leave of at once, not at the next PDF.
        threading.Thread(target=self._child.wait, name=f"pdf-child-{self._child.pid}", daemon=True).start()
        return True

    def _ask(self, body: bytes) -> str:
        child = self._child
        if child is None or child.stdin is None or child.stdout is None:
            raise EOFError
        end = time.monotonic() + self._seconds
        try:
            _send(child.stdin, _HEADER.pack(0, len(body)) + body, end)
            failed, size = _HEADER.unpack(_receive(child.stdout, _HEADER.size, end))
            answer = _receive(child.stdout, size, end).decode("utf-8", "replace")
        except TimeoutError:
            self._end()
            raise ReadError(Problem.UNREADABLE, f"the PDF took longer than {self._seconds:g} seconds") from None
        if failed:
            raise ReadError(Problem.UNREADABLE, answer)
        return answer

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                _close(pipe)


_shared = PdfReader()
atexit.register(_shared.abandon)


def text(body: bytes) -> str:
    """The text of one PDF, by a child that this process's other PDFs share. Raises `ReadError`."""
    return _shared.text(body)


def _environment() -> dict[str, str]:
    # The child needs to find this package, and nothing else that the parent knows.
    return {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path), "PATH": os.defpath, "LC_ALL": "C.UTF-8"}


def _send(pipe: IO[bytes], message: bytes, end: float) -> None:
    os.set_blocking(pipe.fileno(), False)
    view = memoryview(message)
    while view:
        _wait(writing=pipe.fileno(), end=end)
        view = view[os.write(pipe.fileno(), view[:_READ_AT_ONCE]) :]


def _receive(pipe: IO[bytes], size: int, end: float) -> bytes:
    parts: list[bytes] = []
    missing = size
    while missing:
        _wait(reading=pipe.fileno(), end=end)
        part = os.read(pipe.fileno(), min(missing, _READ_AT_ONCE))
        if not part:
            raise EOFError
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)


def _wait(*, end: float, reading: int | None = None, writing: int | None = None) -> None:
    """Until a pipe is ready. Raises `TimeoutError` at `end` (of the monotonic clock)."""
    poller = select.poll()
    if reading is not None:
        poller.register(reading, select.POLLIN)
    if writing is not None:
        poller.register(writing, select.POLLOUT)
    if not poller.poll(max(0.0, end - time.monotonic()) * 1000):
        raise TimeoutError


def _close(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except BrokenPipeError:
        return
