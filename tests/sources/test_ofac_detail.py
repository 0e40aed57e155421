from datetime import date

import pytest

from monitor.model.faults import ReadError
from monitor.model.place import DocumentKind, Part, Reading, Wish
from monitor.model.words import Problem
from tests.material import shared
from tests.sources.ofac_pages import LISTING, ROOT, detail, link, site
from tests.sources.official import follow, only_document

KIND = "ofac-recent-actions"
URL = f"{LISTING}/20310304_33"


def read(body: str, url: str = URL, **facts: str) -> Reading:
    return follow(KIND, Wish(url, Part.DETAIL, facts), body)


def test_a_publication_is_one_notice_with_its_day_and_its_words() -> None:
    body = f"<h3>Update</h3><p>OFAC is issuing {link(7, 'Lace-related General License 8A')}, &quot;Authorizing Lifting.&quot;</p><hr><p>None.</p>"
    document = only_document(read(detail(body, press="https://home.treasury.gov/news/press-releases/sb9001")))
    assert document.kind is DocumentKind.NOTICE
    assert (document.url, document.identity, document.published_on) == (URL, URL, date(2031, 3, 4))
    assert document.title == "Issuance of Lace-related General License"
    assert document.text == 'Update\n\nOFAC is issuing Lace-related General License 8A, "Authorizing Lifting."\n\nNone.'
    assert document.facts["press_release"] == "https://home.treasury.gov/news/press-releases/sb9001"


OLD = {
    "br runs": "FIRST HOUSE, Port; DOB 1 Jan 1970 [LACE].<br><br>SECOND HOUSE, Port [LACE].<br />",
    "font and links": "<p><a><font color=1B1B1B>FIRST HOUSE, Port; DOB 1 Jan 1970 [LACE].&nbsp;</font></a><br><br><a><font>SECOND HOUSE, Port [LACE].&nbsp;</font></a></p>",
    "inline style": "<p style='margin:0in'><span style='font-family:Arial'>FIRST HOUSE, Port; DOB 1 Jan 1970 [LACE].\u200b</span></p><div><o:p>SECOND HOUSE, Port [LACE].</o:p></div>",
    "a table": "<table><tbody><tr><td>FIRST HOUSE, Port; DOB 1 Jan 1970 [LACE].</td></tr><tr><td>SECOND HOUSE, Port [LACE].</td></tr></tbody></table>",
}


@pytest.mark.parametrize("style", OLD)
def test_bodies_of_every_age_give_the_same_paragraphs(style: str) -> None:
    reading = read(detail(OLD[style]))
    assert only_document(reading).text == "FIRST HOUSE, Port; DOB 1 Jan 1970 [LACE].\n\nSECOND HOUSE, Port [LACE]."
    assert reading.meaning == read(detail(OLD["br runs"])).meaning


def test_an_edit_means_something_and_the_frame_of_the_page_does_not() -> None:
    plain = detail("<p>As of March 4.</p>")
    assert (
        read(plain).meaning
        == read(plain.replace("05:00 AM", "06:00 AM").replace("Lace Sanctions", "Lace and Ribbon")).meaning
    )
    assert read(plain).meaning != read(plain.replace("As of March 4", "As of March 5")).meaning
    assert read(detail(link(7, "General License 8"))).meaning != read(detail(link(9, "General License 8"))).meaning


def test_licenses_and_faqs_of_the_body_are_followed_and_looked_at_again() -> None:
    body = (
        f"<p>OFAC is issuing {link(7, 'Lace-related General License 8A', 'lace_gl8a.pdf')} and {link(8, 'Directive 4')} and amending "
        f"<a href='/faqs/11'>FAQ 11</a> (<a href='{ROOT}/faqs/11'>11</a>).</p>"
    )
    wishes = read(detail(body)).wishes
    assert [(w.part, w.url, w.again) for w in wishes] == [
        (Part.INSTRUMENT, f"{ROOT}/media/7/download?inline", True),
        (Part.INSTRUMENT, f"{ROOT}/media/8/download?inline", True),
        (Part.FAQ, f"{ROOT}/faqs/11", True),
    ]
    assert wishes[0].facts == {
        "text": "Lace-related General License 8A",
        "title": "lace_gl8a.pdf",
        "detail": URL,
        "date": "2031-03-04",
    }
    assert wishes[2].facts["number"] == "11"


@pytest.mark.parametrize(
    "anchor",
    [
        link(7, "General License No. 8"),
        link(7, "GL 134C"),
        link(7, "Counter Terrorism General Licenses 22, 23 and 24; guidance follows"),
        link(7, "General License D-2 and its guidance"),
        link(7, "here", "venezuela_gl46b.pdf"),
        f"OFAC issued Lace-related General License {link(7, '8A')}.",
        f"For the text of the general license click {link(7, 'here')}.",
        link(7, "Determination Pursuant to Section 1(a)(i) of Executive Order 14071"),
        link(7, "Executive Order of March 4, 2031"),
        link(7, "Revocation of General License 5T"),
        link(7, "Annex to General License 8A"),
        "<a href='/system/files/126/ukraine_gl4.pdf'>this document</a>",
        "<a href='https://home.treasury.gov/system/files/126/iran_gld1.pdf'>Iran General License D-1</a>",
        link(7, "General License 8H “Authorizing Transactions Related to Energy”; guidance follows"),
    ],
)
def test_links_that_name_an_instrument_are_followed(anchor: str) -> None:
    (wish,) = read(detail(f"<p>{anchor}</p>")).wishes
    assert wish.part is Part.INSTRUMENT


@pytest.mark.parametrize(
    "anchor",
    [
        link(7, "Map of the covered regions"),
        link(7, "settlement agreement", "20310304_lace_house.pdf"),
        link(7, "Enforcement Release"),
        link(7, "2031 Annual Report of Blocked Property"),
        link(7, "Guidance on Extending Lace to Clubs"),
        link(7, "Guidance on general license issues in the lace trade"),
        link(7, "Advisory: how general licenses are applied for"),
        link(7, "SDN List", "sdnlist.pdf"),
        link(7, "amended regulations"),
        link(7, "Fact Sheet: Lace"),
        "<a href='https://www.example.org/general-license-8.pdf'>General License 8</a>",
        "<a href='/recent-actions/20310301'>General License 7</a>",
        "<a href='mailto:ofac@example.gov'>General License 8</a>",
    ],
)
def test_other_links_are_left_alone(anchor: str) -> None:
    assert read(detail(f"<p>{anchor}</p>")).wishes == ()


def test_menus_and_the_block_beside_the_text_are_not_followed() -> None:
    beside = site("", aside=f"<aside>{link(3, 'General License 3')}</aside>")
    assert read(detail("<p>None.</p>").replace("</main>", f"{beside}</main>")).wishes == ()


@pytest.mark.parametrize(
    "body",
    [
        site("<h1 class=page-title>Page not found</h1><p>The requested page could not be found.</p>"),
        detail("<p>Text.</p>").replace("field--name-field-body", "other"),
        detail("<p>Text.</p>", title=" "),
        "<html></html>",
    ],
)
def test_a_publication_without_its_parts_is_a_changed_layout(body: str) -> None:
    reading = read(body)
    assert reading.trouble is not None
    assert reading.trouble.problem is Problem.LAYOUT
    assert reading.documents == ()


def test_a_publication_without_a_release_date_has_that_of_its_row_or_its_address() -> None:
    assert only_document(read(detail("<p>x</p>", day=""), date="2031-03-03")).published_on == date(2031, 3, 3)
    assert only_document(read(detail("<p>x</p>", day=""))).published_on == date(2031, 3, 4)


# ---- files ----


def file(body: bytes | str, text: str = "", content_type: str = "application/pdf") -> Reading:
    facts = {"text": "Lace-related General License 8A", "date": "2031-03-04", "detail": URL}
    wish = Wish(f"{ROOT}/media/7/download?inline", Part.INSTRUMENT, facts)
    return follow(KIND, wish, body, content_type, pdf=lambda _: text)


def test_a_license_is_the_text_of_its_file() -> None:
    document = only_document(file(b"%PDF-1.7 ...", "GENERAL LICENSE NO. 8A\n\n(a) All."))
    assert (document.kind, document.published_on) == (DocumentKind.INSTRUMENT, date(2031, 3, 4))
    assert document.text.startswith("GENERAL LICENSE NO. 8A")
    assert document.facts["detail"] == URL


def test_a_license_may_be_a_page() -> None:
    page = "<html><body><nav>Menu</nav><main><p>GENERAL LICENSE NO. 8A</p><p>(a) All.</p></main></body></html>"
    assert only_document(file(page, content_type="text/html")).text == "GENERAL LICENSE NO. 8A\n\n(a) All."


def test_a_page_that_breaks_off_within_a_license_is_not_read_in_part() -> None:
    page = "<html><body><main><p>GENERAL LICENSE NO. 8A</p><p>(a) All transactions are authorized.</p><p>(b) This"
    with pytest.raises(ReadError, match="breaks off"):
        file(page, content_type="text/html")


def test_an_error_page_is_no_license_though_it_speaks_of_authorization() -> None:
    page = "<html><body><main><h1>Page not found</h1><p>Or you are not authorized to see it.</p></main></body></html>"
    reading = file(page, content_type="text/html")
    assert reading.trouble is not None
    assert reading.trouble.problem is Problem.UNREADABLE


def test_a_pdf_of_pictures_is_unreadable() -> None:
    reading = file(b"%PDF-1.7 ...", "  \n")
    assert reading.trouble is not None
    assert reading.trouble.problem is Problem.UNREADABLE


@pytest.mark.parametrize(
    "page", ["<html><body><h1>Welcome</h1><p>Please enable cookies.</p></body></html>", "Not found"]
)
def test_a_page_where_a_license_was_promised_is_unreadable(page: str) -> None:
    reading = file(page, content_type="text/html")
    assert reading.trouble is not None
    assert reading.trouble.problem is Problem.UNREADABLE


@pytest.mark.parametrize("part", [Part.ENTRANCE, Part.DETAIL, Part.FAQ])
def test_a_page_that_breaks_off_is_not_read_in_part(part: Part) -> None:
    page = detail(f"<p>{link(7, 'General License 8A')}</p>")
    with pytest.raises(ReadError, match="breaks off"):
        follow(KIND, Wish(URL, part), page[: page.index("</article>")])


def test_the_recorded_publications_are_read() -> None:
    folder = shared("corpus", "pages", "recorded")
    counts = {"20181128": (0, 1), "20240223_33": (4, 0), "20250701": (0, 0)}
    for name, (licenses, faqs) in counts.items():
        reading = read((folder / f"recent-actions_{name}.html").read_text(), f"{LISTING}/{name}")
        document = only_document(reading)
        assert document.published_on is not None
        assert document.published_on.strftime("%Y%m%d") == name[:8]
        assert not document.title.startswith("\u200b")
        assert [sum(w.part is part for w in reading.wishes) for part in (Part.INSTRUMENT, Part.FAQ)] == [licenses, faqs]
        assert document.facts["press_release"].startswith("https://home.treasury.gov/news/press-releases/")
