from __future__ import annotations

import urllib.error
import urllib.request

import pytest

from bench.origin import ITEMS, PAGE_BYTES, feed, next_edition, page, serving
from monitor.read import feed as reading


def ask(address, etag=""):
    request = urllib.request.Request(address, headers={"If-None-Match": etag} if etag else {})
    with urllib.request.urlopen(request) as answer:
        return answer.read(), answer.headers["ETag"]


def test_a_feed_has_its_items_and_the_next_edition_one_new_one():
    before, after = (reading.entries(feed(3, edition)).entries for edition in (0, 1))
    assert len(before) == len(after) == ITEMS
    assert len({e.identity for e in after} - {e.identity for e in before}) == 1


def test_a_page_has_its_size():
    assert PAGE_BYTES - 1024 < len(page(7)) <= PAGE_BYTES


def test_the_site_answers_conditionally_until_the_next_edition():
    with serving() as origin:
        body, etag = ask(f"{origin}/feed/0")
        with pytest.raises(urllib.error.HTTPError) as same:
            ask(f"{origin}/feed/0", etag)
        assert same.value.code == 304
        same.value.close()
        next_edition(origin, 1)
        changed, _ = ask(f"{origin}/feed/0", etag)
        assert changed != body
        assert ask(f"{origin}/plain/5") == (page(5), None)
