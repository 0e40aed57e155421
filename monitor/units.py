"""The files by which the monitor becomes a systemd service: which, where, and what stands in them. Starts and stops nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from monitor import bundled
from monitor.model.faults import UsageError
from monitor.settings import Settings

CONFIG = Path("/etc/sanctions-monitor/monitor.toml")
STATE = Path("/var/lib/sanctions-monitor")
SERVICE = "sanctions-monitor.service"
TIMER = "sanctions-monitor-backup.timer"
_PLAIN = re.compile(r"[\w/.,:=@+-]+")  # a word that means nothing else in a unit
_UNITS = Path("/etc/systemd/system")
_PLACES = {
    "sanctions-monitor.service": _UNITS / SERVICE,
    "sanctions-monitor-backup.service": _UNITS / "sanctions-monitor-backup.service",
    "sanctions-monitor-backup.timer": _UNITS / TIMER,
    "sysusers.conf": Path("/etc/sysusers.d/sanctions-monitor.conf"),
}
_CREDENTIALS = _UNITS / "sanctions-monitor.service.d" / "credentials.conf"
_CREDENTIAL_STORE = Path("/etc/credstore")
_HIDDEN = ("/home", "/root", "/tmp", "/var/tmp", "/run/user")  # noqa: S108 -- places that the sandbox does not show


@dataclass(frozen=True, slots=True)
class UnitFile:
    """One file to be put in place."""

    place: Path  # absolute, as the installed system sees it
    text: str


def unit_files(program: str, config: Path, credentials: Iterable[str]) -> tuple[UnitFile, ...]:
    """All files, for a program (the beginning of its command line) and a configuration.

    Raises UsageError where the sandbox would hide the program or the configuration, or a unit would read them otherwise.
    """
    for what, place in (("program", program.partition(" ")[0]), ("configuration", str(config))):
        if place.startswith(tuple(f"{hidden}/" for hidden in _HIDDEN)):
            raise UsageError(
                f"{place}: the service's sandbox hides this folder; put the {what} elsewhere, for instance below /opt or /etc"
            )
        if not place.startswith("/"):
            raise UsageError(f"{place}: an absolute path is needed for the {what}")
    for what, words, rest in (("program", program, program.split(" ")), ("configuration", str(config), [str(config)])):
        if not all(_PLAIN.fullmatch(word) for word in rest):
            raise UsageError(
                f"{words!r}: a unit would read this otherwise; give a path of the {what} without special characters"
            )
    files = [
        UnitFile(place, bundled.read_unit(name).replace("@PROGRAM@", program).replace("@CONFIG@", str(config)))
        for name, place in _PLACES.items()
    ]
    names = sorted(set(credentials))
    if names:
        files.append(UnitFile(_CREDENTIALS, _drop_in(names)))
    return tuple(files)


def credential_file(name: str) -> Path:
    """Where systemd looks for the credential that the configuration calls `name`."""
    return _CREDENTIAL_STORE / f"sanctions-monitor.{name}"


def _drop_in(names: Iterable[str]) -> str:
    loads = "".join(f"LoadCredential={name}:sanctions-monitor.{name}\n" for name in names)
    return f"# Written by `sanctions-monitor install` from the configuration: one line a credential that it names.\n[Service]\n{loads}"


def credentials_of(settings: Settings) -> tuple[str, ...]:
    """The names of the systemd credentials that a configuration asks for."""
    secrets = [channel.url for channel in settings.channels]
    if settings.operator.ping is not None:
        secrets.append(settings.operator.ping)
    return tuple(sorted({secret.credential for secret in secrets if secret.credential is not None}))


def put(files: Iterable[UnitFile], root: Path) -> list[str]:
    """Writes the files below `root`. Returns what was done, a line each."""
    done = []
    for file in files:
        target = below(root, file.place)
        if target.is_file() and target.read_text(encoding="utf-8") == file.text:
            done.append(f"left     {target} as it is")
            continue
        verb = "replaced" if target.exists() else "wrote"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(file.text, encoding="utf-8")
        target.chmod(0o644)
        done.append(f"{verb:<8} {target}")
    return done


def take_away(root: Path) -> list[str]:
    """Removes what `put` writes. Configuration, credentials and history stay. Returns what was done, a line each."""
    done = []
    for place in [*_PLACES.values(), _CREDENTIALS]:
        target = below(root, place)
        if target.is_file():
            target.unlink()
            done.append(f"removed  {target}")
    drop_ins = below(root, _CREDENTIALS.parent)
    if drop_ins.is_dir() and not any(drop_ins.iterdir()):
        drop_ins.rmdir()
    return done


def below(root: Path, place: Path) -> Path:
    """A path of the installed system, seen from here."""
    return root / place.relative_to("/")
