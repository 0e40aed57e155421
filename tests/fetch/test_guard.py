from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.fetch.guard import objection, objection_to_host, written_out


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
        "255.255.255.255", "224.0.0.251", "240.0.0.1", "192.0.0.192", "198.18.0.1", "203.0.113.7", "168.63.129.16",
        "::", "::1", "fe80::1", "fc00::1", "fd00:ec2::254", "ff02::1", "::ffff:10.0.0.1", "::7f00:1", "2001:db8::1",
        "64:ff9b::7f00:1", "64:ff9b:1::a00:1", "64:ff9b:1:7f00:0:100:808:808", "2002:7f00:1::", "2001:0:a00:1::f5ff:fffe", "100::1", "fec0::1",
    ],
)  # fmt: skip
def test_an_address_that_is_not_public_is_refused(address: str) -> None:
    reason = objection(ip_address(address))
    assert reason is not None
    assert "not public" in reason


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "20.40.60.80", "2606:4700::1111", "64:ff9b::808:808", "::ffff:8.8.8.8", "2002:808:808::"]
)
def test_a_public_address_is_let_through(address: str) -> None:
    assert objection(ip_address(address)) is None


def test_a_network_that_the_operator_allows_is_let_through_and_no_other() -> None:
    allow = (ip_network("10.5.0.0/16"), ip_network("fd00:1::/32"))
    assert objection(ip_address("10.5.1.1"), allow) is None
    assert objection(ip_address("::ffff:10.5.1.1"), allow) is None
    assert objection(ip_address("fd00:1::7"), allow) is None
    assert objection(ip_address("10.6.1.1"), allow) is not None
    assert objection(ip_address("fd00:2::7"), allow) is not None


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "[::1]",
        "localhost",
        "LocalHost.",
        "a.localhost",
        "127.1",
        "0x7f.1",
        "0177.0.0.1",
        "2130706433",
        "127.0.0.1.",
    ],
)
def test_loopback_is_known_in_every_spelling(host: str) -> None:
    assert objection_to_host(host) is not None


@pytest.mark.parametrize("host", ["ofac.treasury.gov", "example.org", "dead.beef.example", "1x.example", ""])
def test_a_name_is_left_to_dns(host: str) -> None:
    assert written_out(host) is None
    assert objection_to_host(host) is None


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_is_judged_the_same_however_it_is_wrapped(address: IPv4Address) -> None:
    number = int(address)
    wrapped = (
        IPv6Address(0xFFFF << 32 | number),
        IPv6Address((0x64FF9B << 96) | number),
        IPv6Address((0x2002 << 112) | (number << 80)),
    )
    assert {objection(each) is None for each in wrapped} == {objection(address) is None}
    assert written_out(str(number)) == address
    assert written_out(hex(number)) == address
