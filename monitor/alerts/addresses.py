"""Where the address of a channel is kept: settings, a systemd credential, the environment, a file. And how it is kept out of every text."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from monitor.model.faults import ConfigurationError, Fault
from monitor.model.message import Secret

MASK = "***"
_SHORTEST = 4  # of a part of an address that is worth hiding; a shorter one would black out common words
_PLAIN = {"insecure", "starttls", "text", "html", "markdown", "split", "truncate", "upstream", "true", "false"}
_LOCAL_PART = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@(?=[A-Za-z0-9-]+\.|\[)")


def resolve(secret: Secret, environ: Mapping[str, str] | None = None) -> str:
    """The address itself. Read anew each time, so that a secret can be changed without a restart.

    Raises ConfigurationError that names the place and the remedy, never the value.
    """
    environ = os.environ if environ is None else environ
    if secret.literal is not None:
        return secret.literal
    if secret.credential is not None:
        folder = environ.get("CREDENTIALS_DIRECTORY")
        if folder is None:
            raise _fault(
                f"credential {secret.credential}",
                "there is no $CREDENTIALS_DIRECTORY",
                "systemd sets it where the unit has LoadCredential=; outside of it, set it to a folder with a file of this name",
            )
        return _read(Path(folder) / secret.credential, f"credential {secret.credential}", "add it with LoadCredential=")
    if secret.env is not None:
        if not environ.get(secret.env, "").strip():
            raise _fault(f"env {secret.env}", "the variable is not set, or is empty", "set it for the service")
        return environ[secret.env].strip()
    if secret.file is not None:
        return _read(
            Path(secret.file), f"file {secret.file}", "write the address into it, readable for the service only"
        )
    raise _fault("url", "no address is given", "write url = ...")


def _read(path: Path, place: str, remedy: str) -> str:
    """The first line of a file."""
    try:
        text = path.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise _fault(place, f"cannot be read: {error.strerror or 'unknown error'}", remedy) from None
    except UnicodeDecodeError:
        raise _fault(place, "is not UTF-8", remedy) from None
    if not text:
        raise _fault(place, "is empty", remedy)
    return text.splitlines()[0].rstrip()


def _fault(place: str, problem: str, remedy: str) -> ConfigurationError:
    return ConfigurationError((Fault("channel", place, "", problem, remedy),))


def mask(text: str, address: str) -> str:
    """`text` without anything that could be a secret of `address`: password, tokens, the local parts of mail addresses."""
    for part in sorted(_parts(address), key=len, reverse=True):
        text = text.replace(part, MASK)
    return _LOCAL_PART.sub(f"{MASK}@", text)


def _parts(address: str) -> set[str]:
    scheme, _, rest = address.partition("://")
    try:
        split = urlsplit(f"x://{rest}")
    except ValueError:  # no address at all: then all of it is hidden
        return {part for part in (address, rest) if part}
    values = [address, rest, split.username or "", split.password or "", *split.path.split("/")]
    values += [value for _, value in parse_qsl(split.query)]
    host = split.netloc.rpartition("@")[2]
    if "." not in host and ":" not in host and host != "localhost":
        values.append(host)  # many services keep a token where others have a host
    found = {form for value in values for form in (value, unquote(value))}
    long = {one for one in found if len(one) >= _SHORTEST and one.lower() not in {*_PLAIN, scheme.lower()}}
    return long | ({split.password, unquote(split.password)} if split.password else set())
