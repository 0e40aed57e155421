import json
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model.faults import ReadError
from monitor.model.words import Problem
from monitor.read.feed import Entry, canonical, entries
from monitor.read.feed_raw import MOST_ENTRIES
from tests.material import shared


def rss(*items: str, head: str = "<title>Paper</title><language>nl-BE</language>", attributes: str = "") -> str:
    return f'<?xml version="1.0"?><rss version="2.0" {attributes}><channel>{head}{"".join(items)}</channel></rss>'


def item(number: int, title: str = "", **more: str) -> str:
    inner = {"title": title or f"Item {number}", "link": f"https://paper.example/{number}", "guid": f"g{number}"} | more
    return "<item>" + "".join(f"<{name}>{text}</{name}>" for name, text in inner.items() if text) + "</item>"


def read(text: str | bytes, **more: object) -> tuple[Entry, ...]:
    return entries(text.encode() if isinstance(text, str) else text, **more).entries  # type: ignore[arg-type]


def test_an_rss_item_is_read_with_all_it_says() -> None:
    content = "<content:encoded><![CDATA[<p>Lead.</p><p>More of it.</p>]]></content:encoded>"
    feed = rss(
        item(1, "Port &amp;amp; dues", pubDate="Thu, 07 Apr 2022 10:20:00 EDT", description="Lead.").replace(
            "</item>", content + "</item>"
        ),
        attributes='xmlns:content="http://purl.org/rss/1.0/modules/content/"',
    )
    reading = entries(feed.encode())
    (entry,) = reading.entries
    assert (reading.form, reading.title, reading.language, reading.notes) == ("rss", "Paper", "nl", ())
    assert (entry.identity, entry.url, entry.title) == ("g1", "https://paper.example/1", "Port & dues")
    assert entry.text == "Lead.\n\nMore of it."
    assert entry.published == datetime(2022, 4, 7, 14, 20, tzinfo=UTC)
    assert entry.language == "nl"


def test_a_lead_that_only_the_summary_has_stands_before_the_content() -> None:
    both = item(1, description="What it is about.").replace(
        "</item>", "<encoded xmlns='http://purl.org/rss/1.0/modules/content/'>And on.</encoded></item>"
    )
    assert read(rss(both))[0].text == "What it is about.\n\nAnd on."


def test_atom_takes_the_alternate_link_and_markup_of_every_type() -> None:
    feed = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="https://law.example/"><title type="html">A &lt;b>law&lt;/b></title>
    <entry><id>tag:law.example,2031:1</id><title>One</title><link rel="edit" href="/edit"/><link rel="alternate" type="text/html" href="one"/>
    <published>2031-03-04T10:00:00+01:00</published><updated>2031-03-05T10:00:00Z</updated>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>First <em>part</em>.</p><p>Second.</p></div></content></entry>
    <entry><id>tag:law.example,2031:2</id><title>Two</title><link href="two"/><updated>2031-03-05T10:00:00Z</updated>
    <summary type="html">&lt;p>Short&lt;/p></summary><content src="https://law.example/two.pdf" type="application/pdf"/></entry>
    <entry><id>tag:law.example,2031:3</id><title>Three</title><summary>A &lt;b> is a tag</summary></entry></feed>"""
    reading = entries(feed.encode())
    one, two, three = reading.entries
    assert (reading.form, reading.title) == ("atom", "A law")
    assert (one.url, one.text) == ("https://law.example/one", "First part.\n\nSecond.")
    assert one.published == datetime(2031, 3, 4, 9, tzinfo=UTC)
    assert (two.text, two.published) == ("Short", datetime(2031, 3, 5, 10, tzinfo=UTC))
    assert (three.text, three.url, three.language) == ("A <b> is a tag", "", "en")


def test_rdf_has_its_items_beside_the_channel() -> None:
    feed = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>World</title><dc:language>de</dc:language></channel>
    <item rdf:about="https://w.example/1"><title>Eins</title><link>https://w.example/1?maca=rss</link><dc:date>2031-03-04T10:00:00Z</dc:date>
    <description>Text</description></item></rdf:RDF>"""
    (entry,) = read(feed)
    assert (entry.identity, entry.language, entry.text) == ("https://w.example/1", "de", "Text")
    assert entry.published == datetime(2031, 3, 4, 10, tzinfo=UTC)


def test_a_json_feed_is_a_feed() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "J",
        "language": "fr",
        "items": [
            {"id": 7, "url": "https://j.example/7", "title": "Sept", "content_html": "<p>Un</p><p>Deux</p>"},
            {
                "id": "8",
                "external_url": "https://j.example/8",
                "content_text": "Plain < text",
                "date_published": "2031-03-04T10:00:00Z",
            },
            "no item",
        ],
    }
    one, two = read(json.dumps(feed))
    assert (one.identity, one.text, one.language) == ("7", "Un\n\nDeux", "fr")
    assert (two.title, two.text, two.url) == ("Plain < text", "Plain < text", "https://j.example/8")


def test_a_feed_of_more_items_than_anybody_publishes_is_read_as_far_as_that() -> None:
    reading = entries(
        rss(*(f"<item><title>Lace</title><guid>{n}</guid></item>" for n in range(MOST_ENTRIES + 9))).encode()
    )
    assert len(reading.entries) == MOST_ENTRIES
    assert reading.notes == (f"only the first {MOST_ENTRIES} items were read",)


def test_a_feed_of_more_elements_than_a_tree_should_hold_is_too_large() -> None:
    with pytest.raises(ReadError) as refused:
        entries(b"<rss><channel>" + b"<item/>" * 300_000 + b"</channel></rss>")
    assert refused.value.problem is Problem.TOO_LARGE


def test_an_item_that_says_nothing_is_none() -> None:
    reading = entries(rss("<item><guid>7</guid></item>", item(1)).encode())
    assert [e.identity for e in reading.entries] == ["g1"]
    assert reading.notes == ("1 items say nothing",)


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("<?xml version='1.0'?><root><item><title>A</title></item></root>", Problem.LAYOUT),
        ("<urlset><url><loc>https://paper.example/1</loc></url></urlset>", Problem.LAYOUT),
        ("<?xml version='1.0'?><rss version='2.0'><channel><title>Paper</title>", Problem.UNREADABLE),
        ("<feed xmlns='http://www.w3.org/2005/Atom'><title>Pap", Problem.UNREADABLE),
    ],
)
def test_other_xml_is_no_feed_and_half_a_head_is_none_yet(body: str, problem: Problem) -> None:
    with pytest.raises(ReadError) as refused:
        entries(body.encode())
    assert refused.value.problem is problem


# ---- identity ----


def test_each_item_is_read_once_though_it_stands_there_twice() -> None:
    reading = entries(rss(item(1), item(2), item(1)).encode())
    assert [e.identity for e in reading.entries] == ["g1", "g2"]
    assert reading.notes == ("1 items stood there twice",)


def test_a_guid_that_several_items_share_says_nothing_about_any() -> None:
    found = read(rss(item(1, guid="https://paper.example/"), item(2, guid="https://paper.example/")))
    assert [e.identity for e in found] == ["https://paper.example/1", "https://paper.example/2"]


def test_a_guid_of_all_items_is_none_though_their_titles_are_the_same() -> None:
    notices = [item(n, "Notice", guid="0", description=f"Notice {n} on lace") for n in (1, 2, 3)]
    assert [e.identity for e in read(rss(*notices))] == [f"https://paper.example/{n}" for n in (1, 2, 3)]


def test_an_item_in_two_sections_is_one_item() -> None:
    there = [item(1, "Lace", link=f"https://paper.example/{section}/1") for section in ("world", "trade")]
    assert [e.identity for e in read(rss(*there))] == ["g1"]


def test_without_guid_the_address_counts_and_without_that_the_title() -> None:
    found = read(
        rss(
            item(1, guid="", link="https://paper.example/1?utm_source=rss&amp;id=5"), item(2, "Aster", guid="", link="")
        )
    )
    assert found[0].identity == "https://paper.example/1?id=5"
    assert found[1].identity.startswith("sha256:")
    assert read(rss(item(9), item(2, "Aster", guid="", link="")))[1].identity == found[1].identity


def test_an_edited_item_keeps_its_identity() -> None:
    before, after = read(rss(item(1, description="Old")))[0], read(rss(item(1, "New title", description="New")))[0]
    assert before.identity == after.identity
    assert (before.title, before.text) != (after.title, after.text)


def test_the_number_of_an_edition_is_no_identity() -> None:
    assert read(rss(item(1, guid="https://bbc.example/x#3")))[0].identity == "https://bbc.example/x"


def test_a_number_that_tells_the_items_of_one_page_apart_is_part_of_their_identity() -> None:
    notes = [item(1, "Note", guid=f"https://paper.example/notes#{n}", description=f"Note {n}") for n in (1, 2)]
    assert [e.identity for e in read(rss(*notes))] == ["https://paper.example/notes#1", "https://paper.example/notes#2"]


def test_a_permalink_serves_as_link_and_a_name_does_not() -> None:
    assert read(rss(item(1, link="", guid="https://paper.example/p")))[0].url == "https://paper.example/p"
    named = item(1, link="").replace("<guid>g1", '<guid isPermaLink="false">https://paper.example/p')
    assert read(rss(named))[0].url == ""


def test_tracking_is_no_part_of_an_address() -> None:
    assert canonical("https://x.example/a?b=1&utm_medium=rss&fbclid=2") == "https://x.example/a?b=1"
    assert canonical("https://x.example/a") == "https://x.example/a"


# ---- what is odd ----


@pytest.mark.parametrize("date", ["", "soon", "Thu, 99 Foo 2031 10:00:00"])
def test_an_item_without_a_readable_date_is_undated(date: str) -> None:
    assert read(rss(item(1, pubDate=date)))[0].published is None


def test_a_time_without_zone_is_that_of_the_source() -> None:
    found = read(rss(item(1, pubDate="2031-07-04T12:00:00")), zone=ZoneInfo("Europe/Amsterdam"))
    assert found[0].published == datetime(2031, 7, 4, 10, tzinfo=UTC)


def test_relative_links_are_resolved_and_others_dropped() -> None:
    found = read(
        rss(item(1, link="/a"), item(2, link="javascript:x()"), item(3, link="http://[")),
        base="https://paper.example/feed",
    )
    assert [e.url for e in found] == ["https://paper.example/a", "", ""]


def test_an_item_without_title_is_called_by_its_first_words() -> None:
    assert (
        read(rss(item(1).replace("<title>Item 1</title>", "<description>Short words.</description>")))[0].title
        == "Short words."
    )


BROKEN = {
    "an entity of HTML": rss(item(1, "Caf&eacute; &nbsp;&mdash; open")),
    "a bare ampersand": rss(item(1, "Bed & breakfast", link="https://x.example/?a=1&b=2")),
    "a character that XML does not know": rss(item(1, "Form\x0bfeed \x00 &#x1; here")),
    "text before the declaration": "\n\n <!-- cached --> " + rss(item(1)),
    "text after the end": rss(item(1)) + "<script>track()</script>",
    "a missing end": rss(item(1), item(2)).replace("</channel></rss>", "<item><title>Cut off in the mid"),
    "a tag that nobody closes": rss(item(1, description="<p>One<br>two")),
    "a namespace that nobody declares": rss(item(1).replace("</item>", "<media:thumbnail url='x'/></item>")),
    "a document type without a subset": rss(item(1)).replace(
        "<rss", '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://x.example/rss.dtd"><rss'
    ),
    "the wrong charset in the declaration": rss(item(1, "één")).replace('"1.0"?', '"1.0" encoding="us-ascii"?'),
    "items beside the channel": rss().replace("</rss>", item(1) + "</rss>"),
    "capitals": rss(item(1)).replace("<title>", "<TITLE>").replace("</title>", "</TITLE>"),
    "a section that is never closed": rss(item(1, description="<![CDATA[ open")),
    "single quotes and no version": rss(item(1)).replace('version="2.0"', "version=''"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_feed_is_read_as_it_was_meant(name: str) -> None:
    found = read(BROKEN[name])
    assert found
    assert found[0].title
    assert not any(e.title.startswith("Cut off") for e in found)


def test_what_was_put_right_reads_as_it_was_meant() -> None:
    assert read(BROKEN["an entity of HTML"])[0].title == "Café — open"
    assert read(BROKEN["a bare ampersand"])[0].url == "https://x.example/?a=1&b=2"
    assert [e.title for e in read(BROKEN["a missing end"])] == ["Item 1", "Item 2"]
    assert read("één".join(rss(item(1, "@")).split("@")).encode("windows-1252"))[0].title == "één"


def test_bytes_that_contradict_their_declaration_are_read_as_what_they_are() -> None:
    feed = rss(item(1, "Санкции")).replace('"1.0"?', '"1.0" encoding="iso-8859-1"?')
    assert read(feed)[0].title == "Санкции"


@pytest.mark.parametrize(
    "body",
    [
        b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><rss><channel><item><title>&c;</title></item></channel></rss>',
        b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><title>&x;</title></channel></rss>',
        b'<!DOCTYPE feed SYSTEM "http://x.example/e.dtd" [ %remote; ]><feed xmlns="http://www.w3.org/2005/Atom"/>',
    ],
)
def test_declared_entities_are_refused_unread(body: bytes) -> None:
    with pytest.raises(ReadError) as refused:
        entries(body)
    assert refused.value.problem is Problem.UNREADABLE


@pytest.mark.parametrize("body", [b"", b"  \n", b"{not json", b"[" * 100_000])
def test_nothing_and_broken_json_are_unreadable(body: bytes) -> None:
    with pytest.raises(ReadError) as refused:
        entries(body)
    assert refused.value.problem is Problem.UNREADABLE


@pytest.mark.parametrize(
    "body", [b"<html><body><h1>Welcome</h1></body></html>", b'{"items": 5}', b"[1, 2]", b"Not found", b"<opml/>"]
)
def test_what_is_no_feed_is_a_changed_layout(body: bytes) -> None:
    with pytest.raises(ReadError) as refused:
        entries(body)
    assert refused.value.problem is Problem.LAYOUT


def test_an_empty_feed_is_a_feed() -> None:
    assert read(rss()) == ()


@given(st.data())
def test_damage_anywhere_raises_nothing_but_what_is_promised(data: st.DataObject) -> None:
    whole = rss(item(1, "Port &amp; dues", description="<![CDATA[<p>x</p>]]>"), item(2)).encode()
    at = data.draw(st.integers(0, len(whole)))
    damage = data.draw(st.binary(max_size=12))
    skip = data.draw(st.integers(0, 30))
    try:
        found = entries(whole[:at] + damage + whole[at + skip :]).entries
    except ReadError:
        return
    assert len({e.identity for e in found}) == len(found)


# ---- as recorded ----


def test_every_recorded_feed_is_read_with_each_item_once() -> None:
    files = sorted(shared("corpus", "feeds", "recorded").glob("*.xml"))
    assert len(files) == 24
    for file in files:
        reading = entries(file.read_bytes(), "application/xml")
        assert len(reading.entries) >= 9, file.name
        assert len({e.identity for e in reading.entries}) == len(reading.entries), file.name
        assert len({(e.url, e.title) for e in reading.entries}) == len(reading.entries), file.name
        for entry in reading.entries:
            assert entry.title, file.name
            assert entry.url.startswith("https://"), file.name
            assert entry.published is not None, file.name
            assert not any(sign in entry.title + entry.text for sign in ("</", "&amp;", "\u200b", "<p>")), file.name
