from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from monitor.clock import VirtualClock
from monitor.fetch.fetcher import Fetcher, FetchRequest
from monitor.fetch.limits import FetchLimits
from monitor.fetch.recorded import RecordedTransport, load
from monitor.model.faults import FetchError, UsageError
from monitor.model.place import Capture
from monitor.model.words import Problem
from tests.material import needs_shared, shared

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
URL = "https://ofac.treasury.gov/recent-actions?b=2&a[]=1"
PAGE = b"<html><title>Recent Actions</title><body><p>General License 25</p></body></html>"


class Folder:
    """A folder to replay, written line by line."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lines: list[str] = []
        self.clock = VirtualClock(START)
        (path / "bodies").mkdir()

    def add(
        self, minutes: float = 0, url: str = URL, body: bytes | None = PAGE, status: int = 200, **more: Any
    ) -> None:
        name = f"bodies/{len(self.lines)}"
        if body is not None:
            (self.path / name).write_bytes(body)
        at = (START + timedelta(minutes=minutes)).isoformat().replace("+00:00", "Z")
        line = {"at": at, "url": url, "status": status, "headers": {}, "body": None if body is None else name, **more}
        self.lines.append(json.dumps(line))

    def fetcher(self) -> Fetcher:
        (self.path / "responses.jsonl").write_text("\n".join(self.lines) + "\n", encoding="utf-8")
        return Fetcher(RecordedTransport(load(self.path), self.clock), FetchLimits(), self.clock)

    async def get(self, url: str = URL, etag: str | None = None) -> Capture:
        """Driven to its end, whatever virtual time that takes."""
        task = self.clock.spawn(self.fetcher().get(FetchRequest(url, etag=etag)))
        await self.clock.settle()
        while not task.done():
            wake = self.clock.next_wake()
            assert wake is not None
            await self.clock.advance_to(wake)
        return task.result()


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


async def test_an_address_answers_with_its_latest_line_and_takes_no_time(folder: Folder) -> None:
    folder.add(0)
    folder.add(10, body=PAGE + b"new")
    assert (await folder.get()).body == PAGE
    assert folder.clock.now() == START
    await folder.clock.advance_by(599)
    assert (await folder.get()).body == PAGE
    await folder.clock.advance_by(1)
    assert (await folder.get()).body == PAGE + b"new"


async def test_of_two_lines_at_one_moment_the_later_one_counts(folder: Folder) -> None:
    folder.add(0, body=b"first")
    folder.add(0, body=b"second")
    assert (await folder.get()).body == b"second"


@pytest.mark.parametrize("url", ["https://ofac.treasury.gov/other", URL + "&c=3"])
async def test_what_was_not_recorded_is_not_found(folder: Folder, url: str) -> None:
    folder.add(0)
    folder.add(5, url=url)
    with pytest.raises(FetchError) as caught:
        await folder.get(url)
    assert (caught.value.problem, caught.value.status) == (Problem.HTTP, 404)


async def test_spelling_and_order_of_parameters_do_not_count(folder: Folder) -> None:
    folder.add(0)
    assert (await folder.get("https://OFAC.treasury.gov/recent-actions?a%5B%5D=1&b=2#top")).body == PAGE


async def test_an_etag_is_made_from_the_body_and_asking_with_it_gets_304(folder: Folder) -> None:
    folder.add(0)
    folder.add(10, body=PAGE + b"new")
    etag = (await folder.get()).headers["etag"]
    assert (await folder.get(etag=etag)).unchanged
    assert (await folder.get(etag=f'"other", W/{etag}')).unchanged
    await folder.clock.advance_by(600)
    assert not (await folder.get(etag=etag)).unchanged


async def test_a_recorded_etag_is_the_one_that_counts(folder: Folder) -> None:
    folder.add(0, headers={"ETag": '"mine"'})
    assert (await folder.get()).headers["etag"] == '"mine"'
    assert (await folder.get(etag='"mine"')).unchanged


async def test_a_recorded_redirect_is_followed(folder: Folder) -> None:
    folder.add(0, status=301, body=None, headers={"location": "/new"})
    folder.add(0, url="https://ofac.treasury.gov/new")
    capture = await folder.get()
    assert capture.body == PAGE
    assert capture.redirects == ((301, "https://ofac.treasury.gov/new"),)


async def test_a_recorded_redirect_inside_is_refused_as_on_the_real_network(folder: Folder) -> None:
    folder.add(0, status=302, body=None, headers={"location": "http://169.254.169.254/latest/"})
    folder.add(0, url="http://169.254.169.254/latest/")
    with pytest.raises(FetchError) as caught:
        await folder.get()
    assert caught.value.problem in {Problem.HTTP, Problem.NETWORK}


async def test_a_body_is_bytes_as_on_the_wire(folder: Folder) -> None:
    folder.add(0, body=gzip.compress(PAGE, mtime=0), headers={"Content-Encoding": "gzip"})
    assert (await folder.get()).body == PAGE


async def test_a_timeout_takes_the_time_of_the_limit(folder: Folder) -> None:
    folder.add(0, body=None, fault="timeout")
    with pytest.raises(FetchError) as caught:
        await folder.get()
    assert caught.value.problem is Problem.NETWORK
    assert folder.clock.now() == START + FetchLimits().timeout


async def test_a_slow_body_takes_a_second_a_byte_and_a_long_one_too_long(folder: Folder) -> None:
    folder.add(0, body=b"a few words", fault="slow")
    assert (await folder.get()).body == b"a few words"
    assert folder.clock.now() == START + timedelta(seconds=11)
    folder.add(0, fault="slow")
    with pytest.raises(FetchError) as caught:
        await folder.get()
    assert caught.value.problem is Problem.NETWORK


@pytest.mark.parametrize("fault", ["reset", "truncate:10", "truncate:0", "truncate:99999"])
async def test_a_broken_connection_is_trouble_even_where_the_body_is_known(folder: Folder, fault: str) -> None:
    folder.add(0)
    etag = (await folder.get()).headers["etag"]
    folder.add(0, fault=fault)
    with pytest.raises(FetchError) as caught:
        await folder.get(etag=etag)
    assert caught.value.problem is Problem.NETWORK


async def test_a_challenge_is_recognised_in_a_recording(folder: Folder) -> None:
    folder.add(0, status=202, body=b"", headers={"x-amzn-waf-action": "challenge"})
    with pytest.raises(FetchError) as caught:
        await folder.get()
    assert caught.value.problem is Problem.CHALLENGE


async def test_a_line_for_another_method_answers_no_get(folder: Folder) -> None:
    folder.add(0)
    folder.add(0, status=500, method="HEAD")
    assert (await folder.get()).status == 200


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("{", "JSON"),
        ("[]", "object"),
        ('{"url": "https://a.example/", "status": 200}', "at is missing"),
        ('{"at": "2026-03-01T00:00:00Z", "status": 200}', "url is missing"),
        ('{"at": "yesterday", "url": "https://a.example/", "status": 200}', "yesterday"),
        ('{"at": "2026-03-01T00:00:00Z", "url": "a.example", "status": 200}', "no web address"),
        ('{"at": "2026-03-01T00:00:00Z", "url": "https://a.example/", "status": "ok"}', "ok"),
        (
            '{"at": "2026-03-01T00:00:00Z", "url": "https://a.example/", "status": 200, "body": "bodies/none"}',
            "no file",
        ),
        (
            '{"at": "2026-03-01T00:00:00Z", "url": "https://a.example/", "status": 200, "body": "../../etc/passwd"}',
            "no file",
        ),
        (
            '{"at": "2026-03-01T00:00:00Z", "url": "https://a.example/", "status": 200, "fault": "flood"}',
            "unknown fault",
        ),
        (
            '{"at": "2026-03-01T00:00:00Z", "url": "https://a.example/", "status": 200, "fault": "truncate:x"}',
            "unknown fault",
        ),
        ('{"at": "2026-03-01T00:00:00Z", "url": "https://a.example/", "status": 200, "headers": []}', "headers"),
        ("[" * 100_000, "JSON"),
    ],
)
def test_a_wrong_line_is_named_with_its_number(folder: Folder, line: str, word: str) -> None:
    folder.add(0)
    folder.lines.append(line)
    with pytest.raises(UsageError, match="line 2") as caught:
        folder.fetcher()
    assert word in str(caught.value)


def test_a_folder_without_responses_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"responses\.jsonl"):
        load(tmp_path)


@needs_shared
def test_the_recorded_stories_are_read() -> None:
    for file in shared("stories").glob("*/responses.jsonl"):
        assert len(load(file.parent).answers) > 5
