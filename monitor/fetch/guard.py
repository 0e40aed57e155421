"""Which network addresses may be spoken to: public ones, and those that the operator lets through. Not a resolver.

Asked twice: for an address written out in a URL, on every hop; and for every address that a connection is opened to,
after DNS, so that no name and no second look-up can lead inside.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

_UNICAST = IPv6Network("2000::/3")  # the only part of IPv6 that is given out for public use (RFC 4291, IANA)
# NAT64 (RFC 6052). Where the local prefix of RFC 8215 holds the other address, only its own network knows: it is not public.
_TRANSLATED = IPv6Network("64:ff9b::/96")
_OLD_FORM = re.compile(r"[0-9a-fx.]+")  # 127.1, 0x7f000001, 2130706433: what inet_aton reads beside dotted quads
# Public by their number or by older tables, but answered by the cloud that the machine stands in (Azure, Oracle).
_NEARBY = (IPv4Network("168.63.129.16/32"), IPv4Network("192.0.0.0/24"))


def objection(address: Address, allow: Sequence[Network] = ()) -> str | None:
    """Why this address is not spoken to, in words; None where it may be."""
    inner = _inner(address)
    if any(each in network for each in {address, inner} for network in allow if network.version == each.version):
        return None
    if _public(inner):
        return None
    hidden = f" (it means {inner})" if inner != address else ""
    return f"the address {address}{hidden} is not public; `allow` in [fetch] lets a network through"


def objection_to_host(host: str, allow: Sequence[Network] = ()) -> str | None:
    """The same for the host of a URL, as far as it can be told without DNS: addresses in any spelling, and localhost."""
    address = written_out(host)
    return objection(address, allow) if address is not None else None


def written_out(host: str) -> Address | None:
    """The address that a host is written as (also `127.1`, `0x7f.1`, `2130706433`, `localhost`); None for other names."""
    name = host.lower().strip("[]").rstrip(".")
    if name == "localhost" or name.endswith(".localhost"):
        return IPv4Address("127.0.0.1")
    try:
        return ip_address(name)
    except ValueError:
        pass
    if not _OLD_FORM.fullmatch(name):
        return None
    try:
        return IPv4Address(socket.inet_aton(name))
    except OSError:
        return None


def _inner(address: Address) -> Address:
    """The IPv4 address that an IPv6 one stands for, where it is a mapped, translated or tunnelled one."""
    if isinstance(address, IPv4Address):
        return address
    if address in _TRANSLATED:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    if address.teredo is not None:
        return address.teredo[1]
    return address.ipv4_mapped or address.sixtofour or address


def _public(address: Address) -> bool:
    if isinstance(address, IPv6Address):
        return address in _UNICAST and address.is_global
    return address.is_global and not address.is_multicast and not any(address in network for network in _NEARBY)
