import time

import pytest

from monitor.model.faults import ReadError
from monitor.model.place import Part, Wish
from monitor.model.words import Role
from tests.sources.official import follow

HOSTILE = {
    "nothing": b"",
    "zeros": b"\x00" * 200_000,
    "every byte": bytes(range(256)) * 400,
    "signs": b"<" * 500_000,
    "tags without end": b"<a" * 50_000,
    "attributes": b"<p " + b"x=y " * 100_000 + b">t",
    "a deep page": b"<div>" * 8_000 + b"x",
    "deep menus around a heading": b"<nav class=menu>" * 250 + b"<h1>t</h1>" + b"<p>x</p>" * 2_000,
    "deep headings": b"<h2>General Licenses</h2>"
    + b"<h3>General License 5 " * 250
    + b"<li>General License 8 x" * 2_000,
    "rows in rows": b"<div class=view-recent-actions-search>"
    + b"<div class='views-row'><a href=/recent-actions/20310101>x</a>" * 250,
    "tables in tables": b"<table><tr><td>x" * 200 + b"<p>y</p>" * 2_000,
    "many questions": b"<div class=faq-question>1. x</div>" * 2_000 + b"<div class=faq-answer>y",
    "many entities": b"&amp" * 200_000,
    "sections that never end": b"<rss><channel>" + b"<![CDATA[" * 100_000,
    "items that never end": b"<rss><channel>" + b"<item>" * 8_000,
    "tables in an item": b"<rss><channel><item><title>t</title><description><![CDATA["
    + b"<table><tr><td>x" * 30_000
    + b"]]></description></item></channel></rss>",
    "brackets": b"[" * 300_000,
    "declarations": b"<!DOCTYPE " * 50_000,
}
PLACES = [
    ("ofac-recent-actions", Part.ENTRANCE),
    ("ofac-recent-actions", Part.DETAIL),
    ("ofac-recent-actions", Part.INSTRUMENT),
    ("ofac-recent-actions", Part.FAQ),
    ("ofac-program", Part.ENTRANCE),
    ("page", Part.ENTRANCE),
    ("feed", Part.ENTRANCE),
    ("feed", Part.ARTICLE),
    ("feed", Part.BULLETIN),
]


@pytest.mark.parametrize("body", HOSTILE)
def test_nothing_that_a_site_sends_raises_or_takes_long(body: str) -> None:
    started = time.process_time()
    for kind, part in PLACES:
        try:
            follow(kind, Wish("https://ofac.treasury.gov/faqs/1", part, {}), HOSTILE[body], role=Role.NEWS)
        except ReadError:
            continue
    assert time.process_time() - started < 30
