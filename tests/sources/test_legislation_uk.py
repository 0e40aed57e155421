from datetime import UTC, date, datetime
from typing import Any

import pytest

from monitor.model.faults import ReadError
from monitor.model.place import DocumentKind, Part
from monitor.model.words import Problem
from tests.sources.official import entrance, follow, only_document

KIND = "legislation-uk"
FEED = "https://www.legislation.gov.uk/title/sanctions/data.feed"


def entry(
    item: str = "uksi/2031/417", title: str = "The Ruritania (Sanctions) (EU Exit) (Amendment) Regulations 2031"
) -> str:
    return (
        f"<entry><id>http://www.legislation.gov.uk/id/{item}</id><title>{title}</title>"
        f'<link rel="self" href="http://www.legislation.gov.uk/id/{item}"/>'
        "<updated>2031-03-04T10:00:00Z</updated><published>2031-03-03T00:00:00Z</published>"
        '<ukm:DocumentMainType Value="UnitedKingdomStatutoryInstrument"/><ukm:CreationDate Date="2031-03-02"/></entry>'
    )


def feed(*entries: str, head: str = "") -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" '
        'xmlns:ukm="http://www.legislation.gov.uk/namespaces/metadata">'
        f"{head}{''.join(entries)}</feed>"
    )


ACT = """<?xml version="1.0" encoding="utf-8"?>
<Legislation xmlns="http://www.legislation.gov.uk/namespaces/legislation" xmlns:ukm="http://www.legislation.gov.uk/namespaces/metadata">
<ukm:Metadata><ukm:SecondaryMetadata><ukm:Year Value="2031"/><ukm:Number Value="417"/></ukm:SecondaryMetadata></ukm:Metadata>
<Contents><ContentsTitle>Contents</ContentsTitle></Contents>
<Secondary><SecondaryPrelims><Number>2031 No. 417</Number><Title>The Ruritania (Sanctions) (EU Exit) (Amendment) Regulations 2031</Title>
<MadeDate><Text>Made</Text><DateText>2nd March 2031</DateText></MadeDate>
<ComingIntoForce><Text>Coming into force</Text><DateText>5th March 2031</DateText></ComingIntoForce></SecondaryPrelims>
<Body><P1group><Title>Amendment of regulation 3</Title><P1 id="regulation-2"><Pnumber>2</Pnumber><P1para><P2><Pnumber>1</Pnumber><P2para>
<Text>The <Citation URI="http://www.legislation.gov.uk/id/uksi/2019/417">Ruritania Regulations</Citation><FootnoteRef Ref="f00001"/> are amended.</Text>
<P3><Pnumber>a</Pnumber><P3para><Text>omit lace;</Text></P3para></P3></P2para></P2></P1para></P1></P1group></Body>
<Schedules><Schedule><Number>SCHEDULE 1</Number><ScheduleBody><Tabular><table xmlns="http://www.w3.org/1999/xhtml"><tbody>
<tr><td>5804</td><td>Lace</td></tr></tbody></table></Tabular></ScheduleBody></Schedule></Schedules>
<ExplanatoryNotes><P><Text>This note is not part of the Regulations.</Text></P></ExplanatoryNotes></Secondary>
<Footnotes><Footnote id="f00001"><FootnoteText><Para><Text>S.I. 2019/417.</Text></Para></FootnoteText></Footnote></Footnotes>
</Legislation>"""


def test_an_instrument_is_asked_for_as_it_was_made() -> None:
    (wish,) = entrance(KIND, FEED, feed(entry())).wishes
    assert wish.url == "https://www.legislation.gov.uk/uksi/2031/417/made/data.xml"
    assert wish.part is Part.INSTRUMENT
    assert wish.facts["made"] == "2031-03-02"
    assert wish.facts["date"] == "2031-03-03"


def test_drafts_acts_and_other_subjects_are_left_out() -> None:
    body = feed(
        entry("ukdsi/2031/9780348"),
        entry("ukpga/2031/13"),
        entry(title="The Lace (Marketing) Regulations 2031"),
        entry(),
    )
    reading = entrance(KIND, FEED, body)
    assert len(reading.wishes) == 1
    assert reading.items == 4


def test_a_title_in_two_languages_is_one_line() -> None:
    title = '<div xmlns="http://www.w3.org/1999/xhtml"><span>The Ruritania (Sanctions)\n Regulations</span></div>'
    (wish,) = entrance(KIND, FEED, feed(entry(title=title))).wishes
    assert wish.facts["title"] == "The Ruritania (Sanctions) Regulations"


def test_a_page_full_of_news_leads_to_the_next() -> None:
    head = '<link rel="next" type="application/atom+xml" href="/title/sanctions/data.feed?page=2"/>'
    seen = datetime(2031, 3, 1, tzinfo=UTC)
    *_, further = entrance(KIND, FEED, feed(entry(), head=head), read_at=seen).wishes
    assert (further.part, further.url) == (Part.PAGE, f"{FEED}?page=2")


def read(body: str) -> Any:
    (wish,) = entrance(KIND, FEED, feed(entry())).wishes
    return follow(KIND, wish, body, "application/xml", url=FEED)


def test_an_instrument_keeps_its_numbers_and_loses_its_notes() -> None:
    document = only_document(read(ACT))
    assert document.kind is DocumentKind.INSTRUMENT
    assert (document.measure, document.label) == ("uk-si/2031-417", "2031/417")
    assert document.title == "The Ruritania (Sanctions) (EU Exit) (Amendment) Regulations 2031"
    assert document.url == "https://www.legislation.gov.uk/uksi/2031/417/made"
    assert document.published_on == date(2031, 3, 3)
    paragraphs = document.text.split("\n\n")
    assert "2. (1) The Ruritania Regulations are amended." in paragraphs
    assert "(a) omit lace;" in paragraphs
    assert "5804 | Lace" in paragraphs
    assert "Amendment of regulation 3" in paragraphs
    assert "not part" not in document.text
    assert document.facts["cites"] == ["uk-si/2019-417"]
    assert "5th March 2031" in document.facts["comes_into_force"]
    assert document.facts["explanatory_note"] == "This note is not part of the Regulations."


def test_another_instrument_than_the_one_asked_for_is_not_believed() -> None:
    reading = read(ACT.replace('Number Value="417"', 'Number Value="418"'))
    assert reading.trouble is not None
    assert reading.trouble.problem is Problem.IMPLAUSIBLE


def test_an_instrument_without_body_is_broken_layout() -> None:
    reading = read(ACT.replace("<Body>", "<Other>").replace("</Body>", "</Other>"))
    assert reading.trouble is not None
    assert reading.trouble.problem is Problem.LAYOUT


def test_what_is_no_feed_is_broken_layout() -> None:
    reading = entrance(KIND, FEED, "<html><body>Maintenance</body></html>")
    assert reading.trouble is not None
    assert reading.trouble.problem is Problem.LAYOUT


@pytest.mark.parametrize("body", [ACT[:900], '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', ""])
def test_a_cut_or_expanding_instrument_is_unreadable(body: Any) -> None:
    with pytest.raises(ReadError):
        read(body)
