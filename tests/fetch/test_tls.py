from __future__ import annotations

import ssl
from datetime import timedelta

import pytest
import trustme

from monitor.fetch.fetcher import FetchRequest
from monitor.model.faults import FetchError
from monitor.model.words import Problem
from tests.fetch.origin import PAGE, fetching, moved, ok, origin


def contexts(name: str) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A server's context with a certificate for `name`, and one that trusts its authority."""
    authority = trustme.CA()
    server, client = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH), ssl.create_default_context()
    authority.issue_cert(name).configure_cert(server)
    authority.configure_trust(client)
    return server, client


async def test_a_good_certificate_is_taken() -> None:
    server, client = contexts("127.0.0.1")
    async with origin(server, root=ok(PAGE)) as site, fetching(client) as fetcher:
        assert (await fetcher.get(FetchRequest(site.url()))).body == PAGE


@pytest.mark.parametrize("name", ["127.0.0.1", "other.example"])
async def test_a_certificate_of_an_unknown_authority_or_another_name_is_refused(name: str) -> None:
    server, client = contexts(name)
    trusted = client if name != "127.0.0.1" else None
    async with origin(server, root=ok(PAGE)) as site, fetching(trusted) as fetcher:
        with pytest.raises(FetchError, match="certificate") as caught:
            await fetcher.get(FetchRequest(site.url()))
    assert caught.value.problem is Problem.NETWORK


async def test_a_server_that_does_not_speak_tls_is_trouble() -> None:
    async with origin(root=ok(PAGE)) as site, fetching(timeout=timedelta(seconds=0.3)) as fetcher:
        with pytest.raises(FetchError) as caught:
            await fetcher.get(FetchRequest(site.url().replace("http:", "https:")))
    assert caught.value.problem is Problem.NETWORK


async def test_a_way_from_https_to_the_open_is_not_gone_but_the_other_way_is() -> None:
    server, client = contexts("127.0.0.1")
    async with origin(root=ok(PAGE)) as plain, origin(server, root=moved(plain.url("/")), b=ok(PAGE)) as safe:
        plain.answers["/up"] = moved(safe.url("/b"))
        async with fetching(client) as fetcher:
            assert (await fetcher.get(FetchRequest(plain.url("/up")))).body == PAGE
            with pytest.raises(FetchError, match="from https to the open") as caught:
                await fetcher.get(FetchRequest(safe.url()))
    assert caught.value.problem is Problem.HTTP
