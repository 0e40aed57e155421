from datetime import UTC, date, datetime
from typing import Any

import pytest

from monitor.model.faults import ReadError
from monitor.model.place import DocumentKind, Part
from monitor.model.words import Problem
from monitor.sources import adapter
from monitor.sources.govuk_page import licence_in
from tests.sources.official import entrance, follow, only_document, source

KIND = "govuk"
FEED = "https://www.gov.uk/government/organisations/office-of-lace-sanctions.atom"
PAGE = "https://www.gov.uk/government/publications/general-licence-int20312345678"
ASSETS = "https://assets.publishing.service.gov.uk/media/6a/"


def entry(
    path: str = "/government/publications/general-licence-int20312345678", updated: str = "2031-03-04T10:00:01+00:00"
) -> str:
    return (
        f"<entry><id>https://www.gov.uk{path}#{updated}</id><updated>{updated}</updated>"
        f'<link rel="alternate" type="text/html" href="https://www.gov.uk{path}"/><title>General licence on lace</title></entry>'
    )


def feed(*entries: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Lace</title>{"".join(entries)}</feed>'


def item(body: str = "<p>This licence permits lace.</p>", **more: Any) -> dict[str, Any]:
    details = {"body": body, "attachments": more.pop("attachments", []), "change_history": more.pop("changes", [])}
    return {
        "base_path": "/government/publications/general-licence-int20312345678",
        "title": "General licence INT/2031/2345678: lace",
        "description": "Permits trade in lace.",
        "document_type": "notice",
        "locale": "en",
        "first_published_at": "2031-01-02T10:00:00+00:00",
        "public_updated_at": "2031-03-04T10:00:01+00:00",
        "details": details,
    } | more


def attachment(title: str, url: str, content_type: str | None = "application/pdf") -> dict[str, Any]:
    return {
        "title": title,
        "url": url,
        "content_type": content_type,
        "attachment_type": "file" if content_type else "html",
    }


LICENCE_PDF = attachment("General licence INT/2031/2345678", f"{ASSETS}GL.pdf")
NOTICE_PDF = attachment("Publication notice INT/2031/2345678", f"{ASSETS}notice.pdf")
HISTORY = [
    {"public_timestamp": "2031-01-02T10:00:00.000+00:00", "note": "First published."},
    {"public_timestamp": "2031-03-04T10:00:01.000+00:00", "note": "Licence extended to 2033."},
]


def read(content: dict[str, Any]) -> Any:
    (wish,) = entrance(KIND, FEED, feed(entry())).wishes
    return follow(KIND, wish, content, url=FEED)


def test_an_entry_leads_to_the_content_item_of_its_page() -> None:
    reading = entrance(KIND, FEED, feed(entry(), entry("/government/news/lace")))
    assert reading.items == 2
    oldest, newest = reading.wishes
    assert oldest.url.startswith("https://www.gov.uk/api/content/government/news/lace")
    assert newest.part is Part.DETAIL
    assert newest.facts["page"] == PAGE
    assert newest.facts["published"] == "2031-03-04T10:00:01+00:00"


def test_a_page_that_was_updated_is_asked_for_again() -> None:
    one = entrance(KIND, FEED, feed(entry()))
    two = entrance(KIND, FEED, feed(entry(updated="2031-04-01T09:00:00+01:00")))
    assert one.wishes[0].url != two.wishes[0].url
    assert one.wishes[0].url.partition("#")[0] == two.wishes[0].url.partition("#")[0]
    assert one.meaning != two.meaning


def test_an_entry_never_leads_to_another_host() -> None:
    assert not entrance(KIND, FEED, feed(entry().replace("www.gov.uk/gov", "elsewhere.example/gov"))).wishes


def test_what_is_no_feed_is_broken_layout() -> None:
    reading = entrance(KIND, FEED, "<rss><channel/></rss>")
    assert reading.trouble is not None
    assert reading.trouble.problem is Problem.LAYOUT


def test_a_collection_is_read_by_its_own_address() -> None:
    url = "https://www.gov.uk/government/collections/lace-licences"
    wish = adapter(KIND).entrance(source(KIND, url))
    assert wish.url == "https://www.gov.uk/api/content/government/collections/lace-licences"
    member = {"base_path": "/government/publications/x", "title": "X", "public_updated_at": "2031-03-04T10:00:01Z"}
    reading = entrance(KIND, url, item() | {"links": {"documents": [member, 7, {"title": "no path"}]}})
    (member_wish,) = reading.wishes
    assert member_wish.facts["page"] == "https://www.gov.uk/government/publications/x"


def test_a_licence_is_read_from_its_own_attachment_and_not_from_the_notice_beside_it() -> None:
    reading = read(item(attachments=[NOTICE_PDF, LICENCE_PDF], changes=HISTORY))
    (wish,) = reading.wishes
    assert (wish.url, wish.part) == (f"{ASSETS}GL.pdf", Part.INSTRUMENT)
    document = follow(
        KIND, wish, b"%PDF-1.7", "application/pdf", url=FEED, pdf=lambda _: "Lace is permitted."
    ).documents[0]
    assert document.kind is DocumentKind.INSTRUMENT
    assert (document.measure, document.label) == ("uk-ofsi/int-2031-2345678", "INT/2031/2345678")
    assert document.text == "Lace is permitted."
    assert document.url == PAGE
    assert document.published_on == date(2031, 3, 4)
    assert document.facts["change_note"] == "Licence extended to 2033."


def test_an_attachment_that_is_a_page_is_read_before_the_pdf_of_it() -> None:
    page = attachment(
        "General licence INT/2031/2345678", "/government/publications/general-licence-int20312345678/text", None
    )
    (wish,) = read(item(attachments=[LICENCE_PDF, page])).wishes
    assert wish.url.startswith(
        "https://www.gov.uk/api/content/government/publications/general-licence-int20312345678/text"
    )
    document = follow(KIND, wish, item("<p>Lace is permitted.</p>"), url=FEED).documents[0]
    assert document.text == "Lace is permitted."


def test_a_licence_without_attachment_is_the_page_itself() -> None:
    reading = read(item())
    (document,) = reading.documents
    assert not reading.wishes
    assert document.kind is DocumentKind.INSTRUMENT
    assert document.text == "This licence permits lace."


FORMS = [{"content_type": "text/govspeak", "content": "Raw."}, {"content_type": "text/html", "content": "<p>Lace.</p>"}]


@pytest.mark.parametrize(
    ("details", "text"),
    [
        ({"body": FORMS}, "Lace."),
        ({"parts": [{"title": "One", "body": "<p>Lace.</p>"}, {"body": FORMS}, {"body": None}]}, "Lace.\n\nLace."),
    ],
)
def test_a_body_in_several_forms_or_parts_is_read_as_its_words(details: dict[str, Any], text: str) -> None:
    (wish,) = read(item(attachments=[LICENCE_PDF])).wishes
    assert only_document(follow(KIND, wish, {"details": details}, url=FEED)).text == text


@pytest.mark.parametrize("body", [7, ["x"], {"content": "x"}, [{"content_type": "text/html", "content": 7}], None])
def test_a_body_of_another_sort_has_no_words(body: Any) -> None:
    (wish,) = read(item(attachments=[LICENCE_PDF])).wishes
    with pytest.raises(ReadError):
        follow(KIND, wish, {"details": {"body": body}}, url=FEED)


def test_the_newest_note_is_told_and_not_the_older_ones() -> None:
    (document,) = read(item(attachments=[LICENCE_PDF], changes=HISTORY)).documents
    assert document.kind is DocumentKind.NOTICE
    assert document.text == "Licence extended to 2033.\n\nPermits trade in lace."
    assert document.measure == "uk-ofsi/int-2031-2345678"
    assert document.published == datetime(2031, 3, 4, 10, 0, 1, tzinfo=UTC)


def test_a_page_that_is_published_for_the_first_time_is_told_whole() -> None:
    (document,) = read(item(title="Guidance on lace", changes=HISTORY[:1])).documents
    assert document.kind is DocumentKind.NOTICE
    assert document.measure is None
    assert "This licence permits lace." in document.text


def test_a_page_about_several_licences_is_none_of_them() -> None:
    assert licence_in("INT/2031/2345678 and INT/2031/9999999") is None
    assert licence_in("INT/2031/2345678, that is int-2031-2345678") is not None
    (document,) = read(item("<p>INT/2031/1111111, INT/2031/2222222</p>", title="All licences")).documents
    assert document.measure is None


def test_a_withdrawn_page_says_so() -> None:
    notice = {"explanation": "<p>Replaced by another.</p>", "withdrawn_at": "2031-03-04T10:00:00Z"}
    (document,) = read(item(withdrawn_notice=notice)).documents
    assert document.facts["withdrawn_at"] == "2031-03-04T10:00:00Z"
    assert document.facts["withdrawn_why"] == "Replaced by another."


@pytest.mark.parametrize(
    "content", [{"document_type": "gone"}, {"title": "X", "details": []}, item(document_type="redirect"), {}]
)
def test_a_page_that_is_not_there_is_broken_layout(content: Any) -> None:
    reading = read(content)
    assert reading.trouble is not None
    assert reading.trouble.problem is Problem.LAYOUT


@pytest.mark.parametrize("body", [{"details": {"body": ""}}, {"details": 1}, {}])
def test_an_attachment_without_text_is_unreadable(body: Any) -> None:
    (wish,) = read(item(attachments=[LICENCE_PDF])).wishes
    with pytest.raises(ReadError):
        follow(KIND, wish, body, url=FEED)
