"""A real systemd in a container, with the service installed by the documented steps. What it shows is in test_booted.py.

The tree of packages is made once and kept in the user's cache; each run works on a copy.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GUEST = Path(__file__).parent / "guest"
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or "/var/cache") / "sanctions-monitor-tests"
SUITE = "bookworm"  # whose Python, 3.11.2, is the oldest that people install this on
PACKAGES = "systemd,systemd-sysv,dbus,python3,python3-venv,sqlite3,ca-certificates,procps"
TOOLS = ("debootstrap", "systemd-nspawn", "nsenter", "chroot")
HOME = "/opt/sanctions-monitor"


class CannotRun(Exception):  # noqa: N818 -- no error: the reason of a skip
    """Why a machine cannot be had here."""


def obstacle() -> str | None:
    """Why no container can be booted here; None where it is worth a try."""
    if os.geteuid() != 0:
        return "a container is booted as root only"
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        return f"not installed: {', '.join(missing)}"
    return None


def call(*command: str | Path, seconds: float = 60) -> str:
    """Runs a command on this side; its output. Raises AssertionError with what it said where it fails."""
    words = [str(word) for word in command]
    ended = subprocess.run(words, capture_output=True, text=True, timeout=seconds, check=False)
    if ended.returncode != 0:
        raise AssertionError(f"{command}: {ended.returncode}\n{ended.stdout}\n{ended.stderr}")
    return ended.stdout


def _end_of(error: Exception) -> str:
    return " ".join(str(error).split())[-200:]


def base_tree() -> Path:
    """A small Debian, made at the first run. Raises CannotRun where that is not possible."""
    tree = CACHE / f"{SUITE}-1"
    if tree.is_dir():
        return tree
    partial = tree.with_name(tree.name + ".partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    try:
        call("debootstrap", "--variant=minbase", f"--include={PACKAGES}", SUITE, partial, seconds=400)
    except (AssertionError, subprocess.TimeoutExpired) as error:
        shutil.rmtree(partial, ignore_errors=True)
        raise CannotRun(f"debootstrap made no tree: {_end_of(error)}") from None
    _add_wheels(partial)
    partial.rename(tree)
    return tree


def _add_wheels(tree: Path) -> None:
    """The dependencies, as the lock file pins them, in a virtual environment of the tree's own Python."""
    wheels = tree / "opt" / "wheels"
    # This side's pip, which knows the way to an index, run by the tree's Python, which decides what fits.
    pip: list[str | Path] = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        tree / "usr/bin/python3",
        "wheel",
        "--quiet",
        "--no-deps",
        "-w",
        wheels,
    ]
    try:
        call(*pip, "--require-hashes", "--requirement", ROOT / "requirements.lock", seconds=300)
        call("chroot", tree, "python3", "-m", "venv", HOME, seconds=120)
        offline = [f"{HOME}/bin/pip", "install", "--quiet", "--no-index", "--no-deps"]
        names = [f"/opt/wheels/{wheel.name}" for wheel in sorted(wheels.glob("*.whl"))]
        call("chroot", tree, *offline, *names, seconds=300)
    except (AssertionError, subprocess.TimeoutExpired) as error:
        raise CannotRun(f"the dependencies could not be put into the tree: {_end_of(error)}") from None
    shutil.rmtree(wheels)


def put_program(tree: Path) -> None:
    """Our own wheel, as a person would install it."""
    wheels = tree / "opt" / "ours"
    call(
        sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", wheels, ROOT, seconds=120
    )
    wheel = next(wheels.glob("*.whl"))
    call(
        "chroot",
        tree,
        f"{HOME}/bin/pip",
        "install",
        "-q",
        "--no-index",
        "--no-deps",
        f"/opt/ours/{wheel.name}",
        seconds=120,
    )


class Machine:
    """A booted container."""

    def __init__(self, tree: Path, leader: int) -> None:
        self.tree, self._leader = tree, leader

    def run(self, *command: str, check: bool = True, seconds: float = 60) -> str:
        """Runs a command inside; what it printed. Raises AssertionError where it fails and `check` is set."""
        ended = subprocess.run(
            ["nsenter", "-t", str(self._leader), "-a", "env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", *command],
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
        )
        if check and ended.returncode != 0:
            raise AssertionError(f"{command}: {ended.returncode}\n{ended.stdout}\n{ended.stderr}\n{self.journal()}")
        return ended.stdout if ended.returncode == 0 or check else f"{ended.stdout}{ended.stderr}"

    def as_user(self, name: str, *command: str, check: bool = True) -> str:
        """The same as somebody else."""
        return self.run("runuser", "-u", name, "--", *command, check=check)

    def show(self, name: str) -> str:
        """A property of the service."""
        return self.run("systemctl", "show", "--value", "-p", name, "sanctions-monitor").strip()

    def journal(self) -> str:
        """What the service and its manager have said, most of it."""
        told = subprocess.run(
            [
                "nsenter",
                "-t",
                str(self._leader),
                "-a",
                "journalctl",
                "-u",
                "sanctions-monitor",
                "--no-pager",
                "-n",
                "60",
            ],
            capture_output=True,
            text=True,
            check=False,
        )
        return told.stdout

    def until(self, condition: Callable[[], bool], seconds: float, what: str) -> None:
        """Waits for something inside to happen."""
        end = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < end, f"{what}: not within {seconds} seconds\n{self.journal()}"
            time.sleep(0.2)


@contextmanager
def booted(tree: Path) -> Iterator[Machine]:
    """Boots a tree, and powers it off at the end. Raises CannotRun where no container can be started."""
    log = tree.with_suffix(".log")
    command = [
        "systemd-nspawn",
        "--directory",
        str(tree),
        "--boot",
        "--register=no",
        "--keep-unit",
        "--private-network",
    ]
    with log.open("wb") as out:
        nspawn = subprocess.Popen([*command, "--console=passive"], stdin=subprocess.DEVNULL, stdout=out, stderr=out)
    try:
        machine = Machine(tree, _leader(nspawn, log))
        yield machine
        machine.run("systemctl", "poweroff", check=False)
        nspawn.wait(20)
    finally:
        nspawn.terminate()
        try:
            nspawn.wait(20)
        except subprocess.TimeoutExpired:
            nspawn.kill()
            nspawn.wait()


def _leader(nspawn: subprocess.Popen[bytes], log: Path) -> int:
    end = time.monotonic() + 40
    while time.monotonic() < end and nspawn.poll() is None:
        children = Path(f"/proc/{nspawn.pid}/task/{nspawn.pid}/children").read_text().split()
        if children:
            state = subprocess.run(
                ["nsenter", "-t", children[0], "-a", "systemctl", "is-system-running"],
                capture_output=True,
                text=True,
                check=False,
            )
            if state.stdout.strip() in {"running", "degraded"}:
                return int(children[0])
        time.sleep(0.3)
    raise CannotRun(f"systemd-nspawn boots nothing here: {log.read_text(errors='replace')[-300:]}")
