from __future__ import annotations

import gzip
import hashlib
import itertools
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.fetch.inflate import Inflater
from monitor.fetch.limits import MEGABYTE, FetchLimits
from monitor.model.faults import FetchError
from monitor.model.words import Problem


def raw(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "": bytes,
    "identity": bytes,
}


def inflate(encoding: str, pieces: list[bytes], limits: FetchLimits | None = None) -> bytes:
    inflater = Inflater(encoding, limits or FetchLimits())
    body = b"".join(inflater.feed(piece) for piece in pieces)
    inflater.finish()
    return body


def cut(wire: bytes, places: list[int]) -> list[bytes]:
    marks = [0, *sorted(place % (len(wire) + 1) for place in places), len(wire)]
    return [wire[begin:end] for begin, end in itertools.pairwise(marks)]


@settings(deadline=None)
@given(st.binary(max_size=3000), st.sampled_from(sorted(PACKERS)), st.lists(st.integers(0, 5000), max_size=6))
def test_a_body_comes_out_as_it_went_in_however_the_wire_cuts_it(body: bytes, encoding: str, places: list[int]) -> None:
    assert inflate(encoding, cut(PACKERS[encoding](body), places)) == body


@given(st.binary(min_size=1, max_size=500), st.lists(st.integers(0, 5000), max_size=4))
def test_deflate_is_read_with_and_without_its_header(body: bytes, places: list[int]) -> None:
    assert inflate("deflate", cut(raw(body), places)) == body


def test_a_body_larger_than_one_step_comes_out_whole() -> None:
    body = b"".join(hashlib.sha256(bytes([n % 256, n // 256])).digest() * 3 for n in range(20_000))
    assert len(gzip.compress(body, mtime=0)) < len(body)
    assert inflate("gzip", [gzip.compress(body, mtime=0)]) == body


@given(st.lists(st.binary(max_size=50), min_size=1, max_size=5), st.lists(st.integers(0, 999), max_size=4))
def test_several_gzip_members_are_one_body_and_padding_is_none(parts: list[bytes], places: list[int]) -> None:
    wire = b"".join(gzip.compress(part, mtime=0) for part in parts)
    assert inflate("gzip", cut(wire, places)) == b"".join(parts)
    assert inflate("gzip", cut(wire + b"\0" * 7, places)) == b"".join(parts)


@given(st.binary(min_size=20, max_size=500), st.sampled_from(["gzip", "deflate"]), st.data())
def test_a_compressed_body_that_stops_early_is_never_whole(body: bytes, encoding: str, data: st.DataObject) -> None:
    wire = PACKERS[encoding](body)
    with pytest.raises(FetchError) as caught:
        inflate(encoding, [wire[: data.draw(st.integers(1, len(wire) - 1))]])
    assert caught.value.problem is Problem.NETWORK


@given(st.binary(max_size=300), st.sampled_from(["gzip", "deflate"]))
def test_whatever_comes_raises_nothing_else(noise: bytes, encoding: str) -> None:
    try:
        inflate(encoding, [noise])
    except FetchError as error:
        assert error.problem in {Problem.UNREADABLE, Problem.NETWORK}  # noqa: PT017 - noise may be a body by accident


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip", "deflate, br", "x" * 500])
def test_an_encoding_that_was_not_offered_is_unreadable(encoding: str) -> None:
    with pytest.raises(FetchError) as caught:
        inflate(encoding, [b"x"])
    assert caught.value.problem is Problem.UNREADABLE


def test_many_empty_members_are_refused() -> None:
    with pytest.raises(FetchError, match="members"):
        inflate("gzip", [gzip.compress(b"", mtime=0) * 1000])


@pytest.mark.parametrize(
    ("limits", "wire"),
    [
        (FetchLimits(wire=100), gzip.compress(bytes(range(256)), mtime=0)),
        (FetchLimits(body=1000), gzip.compress(b"x" * 5000, mtime=0)),
        (FetchLimits(ratio=100), gzip.compress(b"\0" * 3 * MEGABYTE, mtime=0)),
    ],
)
def test_every_bound_is_kept(limits: FetchLimits, wire: bytes) -> None:
    with pytest.raises(FetchError) as caught:
        inflate("gzip", [wire], limits)
    assert caught.value.problem is Problem.TOO_LARGE


def test_an_empty_body_is_empty_whatever_its_label() -> None:
    assert inflate("gzip", []) == b""
