"""The WARC records of one capture: its response and its request; not the file that they go to."""

from __future__ import annotations

import io
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from monitor.model.place import Capture

LEVEL = 3  # of gzip: a tenth larger than 6 on recorded feeds, in less than half the time

_SECRET_HEADERS = {"authorization", "proxy-authorization", "cookie"}
# The body is kept as it was read, decompressed: headers that describe the wire are kept under another name.
_WIRE_HEADERS = {"content-encoding", "transfer-encoding", "content-length"}


@dataclass(frozen=True, slots=True)
class Seen:
    """A payload that lies in the archive already."""

    file: str
    offset: int
    url: str
    date: str


def records_of(capture: Capture, request_headers: Mapping[str, str], seen: Seen | None) -> bytes:
    """The gzip members of one capture: its response (or the word that it came again) and its request."""
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=False, warc_version="1.1")
    date = warc_date(capture.at)
    response = _revisit(writer, capture, seen, date) if seen else _response(writer, capture, date)
    writer.write_record(response)
    first = zlib.compress(buffer.getvalue(), LEVEL, wbits=31)
    buffer.seek(0)
    buffer.truncate()
    writer.write_record(_request(writer, capture, request_headers, date, response))
    return first + zlib.compress(buffer.getvalue(), LEVEL, wbits=31)


def _response(writer: WARCWriter, capture: Capture, date: str) -> ArcWarcRecord:
    return writer.create_warc_record(
        capture.final_url,
        "response",
        payload=io.BytesIO(capture.body),
        length=len(capture.body),
        http_headers=_http_headers(capture),
        warc_headers_dict={"WARC-Date": date, "WARC-Payload-Digest": f"sha256:{capture.sha256}"},
    )


def _revisit(writer: WARCWriter, capture: Capture, seen: Seen, date: str) -> ArcWarcRecord:
    return writer.create_revisit_record(
        capture.final_url,
        digest=f"sha256:{capture.sha256}",
        refers_to_uri=seen.url,
        refers_to_date=seen.date,
        http_headers=_http_headers(capture),
        warc_headers_dict={
            "WARC-Date": date,
            "WARC-Refers-To-Filename": seen.file,
            "WARC-Refers-To-File-Offset": str(seen.offset),
        },
    )


def _request(
    writer: WARCWriter, capture: Capture, headers: Mapping[str, str], date: str, response: ArcWarcRecord
) -> ArcWarcRecord:
    """What was asked, and over which redirects the answer came; without anything secret."""
    shown = [(name, value) for name, value in headers.items() if name.lower() not in _SECRET_HEADERS]
    redirects = " ".join(f"{status} {address}" for status, address in capture.redirects)
    described = {"WARC-Date": date, "WARC-Concurrent-To": response.rec_headers.get_header("WARC-Record-ID")}
    if redirects:
        described["X-Redirects"] = _one_line(redirects)
    return writer.create_warc_record(
        capture.url,
        "request",
        payload=io.BytesIO(),
        length=0,
        http_headers=StatusAndHeaders(f"GET {_one_line(capture.url)} HTTP/1.1", _clean(shown), is_http_request=True),
        warc_headers_dict=described,
    )


def _http_headers(capture: Capture) -> StatusAndHeaders:
    """Status line and headers of the response, so that any WARC tool reads the body as it was kept."""
    kept: list[tuple[str, Any]] = [
        (f"X-Archive-Orig-{name}" if name.lower() in _WIRE_HEADERS else name, value)
        for name, value in capture.headers.items()
    ]
    kept.append(("Content-Length", str(len(capture.body))))
    phrase = HTTPStatus(capture.status).phrase if capture.status in HTTPStatus._value2member_map_ else ""
    return StatusAndHeaders(f"{capture.status} {phrase}".strip(), _clean(kept), protocol="HTTP/1.1")


def _clean(headers: list[tuple[str, Any]]) -> list[tuple[str, str]]:
    """Headers that stay one line each, whatever a server sent."""
    return [(_one_line(name), _one_line(str(value))) for name, value in headers]


def _one_line(text: str) -> str:
    return " ".join(text.split())


def warc_date(at: datetime) -> str:
    """A moment as WARC 1.1 writes it."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
