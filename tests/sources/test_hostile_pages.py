from collections.abc import Callable

import pytest

from monitor.model.faults import ReadError
from monitor.model.place import Part, Wish
from monitor.model.words import Role
from tests.sources.official import follow
from tests.work import calls

# Each as long as it is told to be, in hundredths of what a site was thought capable of.
HOSTILE: dict[str, Callable[[int], bytes]] = {
    "nothing": lambda _: b"",
    "zeros": lambda n: b"\x00" * 2_000 * n,
    "every byte": lambda n: bytes(range(256)) * 4 * n,
    "signs": lambda n: b"<" * 5_000 * n,
    "tags without end": lambda n: b"<a" * 500 * n,
    "attributes": lambda n: b"<p " + b"x=y " * 1_000 * n + b">t",
    "a deep page": lambda n: b"<div>" * 80 * n + b"x",
    "deep menus around a heading": lambda n: b"<nav class=menu>" * 250 + b"<h1>t</h1>" + b"<p>x</p>" * 20 * n,
    "deep headings": lambda n: (
        b"<h2>General Licenses</h2>" + b"<h3>General License 5 " * 250 + b"<li>General License 8 x" * 20 * n
    ),
    "rows in rows": lambda n: (
        b"<div class=view-recent-actions-search>"
        + b"<div class='views-row'><a href=/recent-actions/20310101>x</a>" * 60
        + b"<p>x</p>" * 5 * n
    ),
    "tables in tables": lambda n: b"<table><tr><td>x" * 200 + b"<p>y</p>" * 20 * n,
    "many questions": lambda n: b"<div class=faq-question>1. x</div>" * 20 * n + b"<div class=faq-answer>y",
    "many entities": lambda n: b"&amp" * 2_000 * n,
    "sections that never end": lambda n: b"<rss><channel>" + b"<![CDATA[" * 1_000 * n,
    "items that never end": lambda n: b"<rss><channel>" + b"<item>" * 80 * n,
    "tables in an item": lambda n: (
        b"<rss><channel><item><title>t</title><description><![CDATA["
        + b"<table><tr><td>x" * 300 * n
        + b"]]></description></item></channel></rss>"
    ),
    "brackets": lambda n: b"[" * 3_000 * n,
    "declarations": lambda n: b"<!DOCTYPE " * 500 * n,
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


def look(kind: str, part: Part, body: bytes) -> None:
    try:
        follow(kind, Wish("https://ofac.treasury.gov/faqs/1", part, {}), body, role=Role.NEWS)
    except ReadError:
        return


@pytest.mark.parametrize("body", HOSTILE)
@pytest.mark.parametrize(("kind", "part"), PLACES)
def test_nothing_that_a_site_sends_raises_what_is_no_trouble(kind: str, part: Part, body: str) -> None:
    look(kind, part, HOSTILE[body](100))


@pytest.mark.parametrize("body", HOSTILE)
@pytest.mark.parametrize(("kind", "part"), [place for place in PLACES if place[0] != "ofac-recent-actions"])
def test_twice_as_much_is_no_more_than_twice_the_work(kind: str, part: Part, body: str) -> None:
    short, long = (HOSTILE[body](n) for n in (3, 6))
    look(kind, part, short)  # what is made once is made now
    assert calls(lambda: look(kind, part, long)) <= 2.2 * calls(lambda: look(kind, part, short)) + 500
