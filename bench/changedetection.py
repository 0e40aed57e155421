"""A changedetection.io of one's own on loopback, driven through its API. Not what is measured with it."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.contenders import FailedError
from bench.environments import CHANGEDETECTION, environment

_STARTS_WITHIN = 60.0
_BETWEEN = 0.1  # seconds between two looks at how far it is: looking costs it something, too
_WORKERS = "10"  # its own default


class Server:
    """A running server and the key to its API."""

    def __init__(self, process: subprocess.Popen[bytes], port: int, folder: Path) -> None:
        self._process, self._folder = process, folder
        self._root = f"http://127.0.0.1:{port}/api/v1"
        self._key = ""

    def ask(self, path: str, method: str = "GET", body: Any = None) -> Any:
        """One answer of the API. Raises OSError."""
        data = json.dumps(body).encode() if body is not None else None
        headers = {"x-api-key": self._key, "content-type": "application/json"}
        request = urllib.request.Request(f"{self._root}{path}", data=data, method=method, headers=headers)
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.loads(answer.read() or b"null")

    def wait(self) -> None:
        """Until it answers. Raises FailedError."""
        ends = time.monotonic() + _STARTS_WITHIN
        while time.monotonic() < ends:
            try:
                self._key = self._key or _key(self._folder)
                self.ask("/systeminfo")
            except (OSError, ValueError, KeyError):
                time.sleep(0.2)
            else:
                return
        raise FailedError(f"{CHANGEDETECTION} does not answer within {_STARTS_WITHIN:g} seconds")

    def watches(self) -> dict[str, dict[str, Any]]:
        """All watches with the time of their last check."""
        for _ in range(50):
            try:
                found: dict[str, dict[str, Any]] = self.ask("/watch")
            except urllib.error.HTTPError:
                time.sleep(_BETWEEN)  # it stumbles over watches that are being added
            else:
                return found
        raise FailedError(f"{CHANGEDETECTION} lists no watches")

    def check_all(self) -> float:
        """Checks every watch; how many seconds until the last one was."""
        before = {name: watch["last_checked"] for name, watch in self.watches().items()}
        time.sleep(max(0.0, max(before.values(), default=0) + 1 - time.time()))  # its times are whole seconds
        begun = time.perf_counter()
        self.ask("/watch?recheck_all=1")
        self.until(lambda watches: all(watch["last_checked"] > before[name] for name, watch in watches.items()))
        return time.perf_counter() - begun

    def until(self, done: Any) -> None:
        """Waits until the watches are so. Raises FailedError."""
        ends = time.monotonic() + 300
        while not done(self.watches()):
            if time.monotonic() > ends:
                raise FailedError(f"{CHANGEDETECTION} does not come to an end")
            time.sleep(_BETWEEN)

    def memory(self) -> float:
        """The most that it ever had resident, in MB."""
        told = Path(f"/proc/{self._process.pid}/status").read_text()
        return next(int(line.split()[1]) for line in told.splitlines() if line.startswith("VmHWM")) / 1024


def _key(folder: Path) -> str:
    for name in ("changedetection.json", "url-watches.json"):
        if (file := folder / name).is_file():
            key: str = json.loads(file.read_text())["settings"]["application"]["api_access_token"]
            return key
    raise ValueError("no settings yet")


@contextmanager
def running(folder: Path, addresses: Sequence[str]) -> Iterator[Server]:
    """A server that watches these addresses and has looked at each once, for the time of a `with` block.

    Its data lie in the folder. Raises NotHereError and FailedError.
    """
    binary = environment(CHANGEDETECTION) / "changedetection.io"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    told = {
        "LISTEN_HOST": "127.0.0.1",
        "ALLOW_IANA_RESTRICTED_ADDRESSES": "true",
        "MINIMUM_SECONDS_RECHECK_TIME": "0",
        "FETCH_WORKERS": _WORKERS,
        "DISABLE_VERSION_CHECK": "true",
        "LOGGER_LEVEL": "ERROR",
    }
    command = [str(binary), "-h", "127.0.0.1", "-p", str(port), "-d", str(folder), "-C"]
    command += [part for address in addresses for part in ("-u", address)]  # else it begins with examples on the web
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, env={**os.environ, **told}, cwd=folder)
    try:
        server = Server(process, port, folder)
        server.wait()
        server.until(lambda found: len(found) == len(addresses) and all(one["last_checked"] for one in found.values()))
        yield server
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
