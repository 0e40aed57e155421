"""Whatever a server sends, a source of this kind answers with a reading or a `ReadError`, and with nothing that cannot be stored."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.model.faults import ReadError
from monitor.model.place import Part, Reading, Target
from monitor.model.words import Problem
from monitor.sources import adapter, answers
from tests.sources.official import NOW, capture, source
from tests.work import calls

PLACES = {
    "federal-register": "https://www.federalregister.gov/api/v1/documents.json?order=newest",
    "treasury-press": "https://home.treasury.gov/news/press-releases",
    "ecfr": "https://www.ecfr.gov/api/versioner/v1/versions/title-31.json?part=587",
    "govuk": "https://www.gov.uk/government/collections/lace",
    "legislation-uk": "https://www.legislation.gov.uk/title/sanctions/data.feed",
    "eu-journal": "https://eur-lex.europa.eu/EN/display-feed.rss?rssId=222",
}
KEYS = st.sampled_from(
    [
        "results",
        "count",
        "total_pages",
        "next_page_url",
        "document_number",
        "publication_date",
        "title",
        "raw_text_url",
        "html_url",
        "cfr_references",
        "part",
        "content_versions",
        "date",
        "identifier",
        "name",
        "removed",
        "meta",
        "result_count",
        "details",
        "body",
        "attachments",
        "url",
        "change_history",
        "note",
        "public_timestamp",
        "links",
        "documents",
        "base_path",
        "public_updated_at",
        "document_type",
        "withdrawn_notice",
        "locale",
        "correction_of",
    ]
)
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(
        [
            "2031-03-04",
            "2031-99-99",
            "9999-12-31T23:59:59-23:59",
            "0001-01-01T00:00:00+23:59",
            "http://[",
            "//x",
            "\ud800",
            "2031-1",
            "587.1",
        ]
    )
)
JSON = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=6), max_leaves=20
)
ANYTHING = st.binary(max_size=200) | st.dictionaries(KEYS, JSON, max_size=8).map(
    lambda v: json.dumps(v).encode("ascii")
)


def reading(kind: str, part: Part, facts: dict[str, Any], body: bytes) -> Reading | None:
    place = source(kind, PLACES[kind], back_to=date(2020, 1, 1))
    target = Target("s", adapter(kind).entrance(place).url, part, NOW, NOW, facts=facts, meaning="x")
    try:
        return adapter(kind).read(place, target, capture(target.url, body, "text/html"), lambda _: "")
    except ReadError:
        return None


@pytest.mark.parametrize("kind", sorted(PLACES))
@pytest.mark.parametrize("part", [Part.ENTRANCE, Part.PAGE, Part.DETAIL, Part.INSTRUMENT])
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(body=ANYTHING, facts=st.dictionaries(KEYS | st.sampled_from(["labels", "celex", "until"]), JSON, max_size=4))
def test_no_answer_and_no_memory_of_one_breaks_a_source(
    kind: str, part: Part, body: bytes, facts: dict[str, Any]
) -> None:
    found = reading(kind, part, facts, body)
    if found is not None:
        for wish in found.wishes:
            assert wish.url.startswith(("https://", "http://"))
            json.dumps(wish.facts).encode()
            assert "\ud800" not in str(wish.facts)
        for document in found.documents:
            (document.title + document.text + document.url + document.identity).encode()
            json.dumps(document.facts)


HOSTILE: dict[str, tuple[Part, Callable[[int], bytes]]] = {
    "federal-register": (Part.INSTRUMENT, lambda n: b"<pre>" * 100 * n + b"</pre" * 3),
    "treasury-press": (
        Part.ENTRANCE,
        lambda n: (
            b"<main>"
            + b"".join(b"<p><a href=/news/press-releases/sb%04d>x</a></p>" % row for row in range(5 * n))
            + b"</main>"
        ),
    ),
    "eu-journal": (
        Part.ENTRANCE,
        lambda n: b"<rss>" + b"<item><title>CELEX:32031R0001: restrictive measures</title></item>" * 20 * n + b"</rss>",
    ),
    "ecfr": (
        Part.INSTRUMENT,
        lambda n: b"<a>" + b'<DIV8 N="1.1" TYPE="SECTION"><P>x</P></DIV8>' * 20 * n + b"</a>",
    ),
}


@pytest.mark.parametrize("kind", sorted(HOSTILE))
def test_a_page_that_is_all_beginnings_costs_no_more_than_its_length(kind: str) -> None:
    part, body = HOSTILE[kind]
    reading(kind, part, {}, body(400))  # comes to an end
    short, long = (body(n) for n in (40, 80))
    assert calls(lambda: reading(kind, part, {}, long)) <= 2.2 * calls(lambda: reading(kind, part, {}, short)) + 500


def test_of_a_list_without_end_the_beginning_is_taken() -> None:
    part, body = HOSTILE["treasury-press"]
    found = reading("treasury-press", part, {}, body(150))
    assert found is not None
    assert found.items == 500


def test_xml_of_more_elements_than_any_is_too_large() -> None:
    with pytest.raises(ReadError) as refused:
        answers.xml_root(b"<a>" + b"<b/>" * 500_000 + b"</a>")
    assert refused.value.problem is Problem.TOO_LARGE


@given(depth=st.integers(min_value=1, max_value=5))
def test_json_however_deep_is_an_object_or_unreadable(depth: int) -> None:
    with pytest.raises(ReadError):
        answers.json_object(b"[" * 10**depth)


@pytest.mark.parametrize(
    "value", ["javascript:alert(1)", "http://[::1", "http://x:port/", "", None, 7, "x" * 3_000, "data:,x"]
)
def test_only_web_addresses_are_addresses(value: Any) -> None:
    found = answers.address(value, "https://a.example/b")
    assert found is None or found.startswith("https://a.example/")


def test_a_relative_address_is_joined() -> None:
    assert answers.address("/c?d=1", "https://a.example/b") == "https://a.example/c?d=1"


def test_a_day_is_that_of_the_sources_own_zone() -> None:
    at = datetime(2031, 3, 5, 2, 0, tzinfo=UTC)
    assert answers.local_day(at, "America/New_York") == date(2031, 3, 4)
    assert answers.local_day(None, "America/New_York") is None
    assert answers.local_day(datetime(1, 1, 1, tzinfo=UTC), "America/New_York") is None
