"""How much of everything one exchange may take, and the name that we go by. Not how often a host is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from ipaddress import IPv4Network, IPv6Network

from monitor import __version__

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """The bounds of one exchange. `allow`: networks that the address guard lets through."""

    contact: str = ""  # an address where the operator can be found
    allow: tuple[IPv4Network | IPv6Network, ...] = ()
    timeout: timedelta = timedelta(seconds=30)  # for the whole exchange, redirects and body included
    wire: int = 25 * MEGABYTE  # bytes of a body as received
    body: int = 50 * MEGABYTE  # bytes of a body once decompressed
    ratio: int = 200  # decompressed to received, once there is a megabyte; honest pages stay below 50
    redirects: int = 5

    @property
    def user_agent(self) -> str:
        """Our name in the form that sites let in: it begins with `Mozilla/<digit>` and has 40 characters or more."""
        contact = "".join(c for c in self.contact if c.isascii() and c.isprintable() and c not in "();")
        return f"Mozilla/5.0 (compatible; sanctions-monitor/{__version__}{f'; +{contact}' if contact else ''})"
