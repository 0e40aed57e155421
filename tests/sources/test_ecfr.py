from datetime import UTC, date, datetime
from typing import Any

import pytest

from monitor.model.faults import ReadError
from monitor.model.place import DocumentKind, Part
from monitor.model.words import Problem
from tests.material import shared
from tests.sources.official import entrance, follow

KIND = "ecfr"
VERSIONS = "https://www.ecfr.gov/api/versioner/v1/versions/title-31.json?part=799"
AT = datetime(2031, 3, 10, 15, 0, tzinfo=UTC)


def version(number: str, day: str, name: str = "", **more: Any) -> dict[str, Any]:
    return {
        "date": day,
        "identifier": number,
        "name": name or f"§ {number}   Lace.",
        "part": "799",
        "substantive": True,
        "removed": False,
        "type": "section",
    } | more


def answer(*versions: dict[str, Any], **meta: Any) -> dict[str, Any]:
    return {"content_versions": list(versions), "meta": {"result_count": str(len(versions)), **meta}}


def section(number: str, body: str, heading: str = "") -> str:
    return f'<DIV8 N="{number}" TYPE="SECTION"><HEAD>&#xA7; {number} {heading or "Lace."}</HEAD>{body}</DIV8>'


def part(*sections: str) -> str:
    return (
        '<?xml version="1.0"?>\n<DIV5 N="799" TYPE="PART"><HEAD>PART 799</HEAD><AUTH><HED>Authority:</HED></AUTH>'
        f'<DIV6 N="E" TYPE="SUBPART"><HEAD>Subpart E</HEAD>{"".join(sections)}</DIV6></DIV5>'
    )


LACE = section(
    "799.501",
    "<P>(a) <I>Lace.</I> All transactions in lace are authorized.</P>\n<P>(1) Old lace;</P>"
    "<NOTE><HED>Note 1 to &#xA7; 799.501:</HED><P>Bobbins are no lace.</P></NOTE>"
    '<CITA TYPE="N">[90 FR 1200, Jan. 3, 2030, as amended at 96 FR 11024, Mar. 4, 2031]</CITA>',
)


def test_the_newest_text_of_the_part_is_asked_for_once() -> None:
    reading = entrance(
        KIND,
        VERSIONS,
        answer(version("799.501", "2030-01-03"), version("799.501", "2031-03-04"), version("799.502", "2030-01-03")),
        at=AT,
    )
    (wish,) = reading.wishes
    assert wish.url == "https://www.ecfr.gov/api/versioner/v1/full/2031-03-04/title-31.xml?part=799"
    assert wish.part is Part.INSTRUMENT
    assert wish.facts["labels"] == {"799.501": "2031-03-04", "799.502": "2030-01-03"}
    assert reading.items == 2


def test_an_amendment_of_today_waits_until_its_day_is_over_in_washington() -> None:
    body = answer(version("799.501", "2031-03-04"), version("799.502", "2031-03-10"), version("799.503", "2031-04-01"))
    today = entrance(KIND, VERSIONS, body, at=AT)
    assert "/2031-03-04/" in today.wishes[0].url
    late = entrance(KIND, VERSIONS, body, at=datetime(2031, 3, 11, 3, 0, tzinfo=UTC))  # still the 10th there
    assert late.meaning == today.meaning
    tomorrow = entrance(KIND, VERSIONS, body, at=datetime(2031, 3, 11, 6, 0, tzinfo=UTC))
    assert "/2031-03-10/" in tomorrow.wishes[0].url
    assert tomorrow.meaning != today.meaning
    assert (today.fleeting, tomorrow.fleeting) == (True, True)


def test_a_list_without_amendments_to_come_says_the_same_tomorrow() -> None:
    assert not entrance(KIND, VERSIONS, answer(version("799.501", "2031-03-04")), at=AT).fleeting


def read(body: Any, *versions: dict[str, Any]) -> Any:
    (wish,) = entrance(KIND, VERSIONS, answer(*versions), at=AT).wishes
    return follow(KIND, wish, body, "application/xml", url=VERSIONS)


def test_a_section_is_a_measure_and_its_day_the_label() -> None:
    (document,) = read(part(LACE), version("799.501", "2031-03-04")).documents
    assert document.kind is DocumentKind.INSTRUMENT
    assert (document.measure, document.label) == ("us-cfr/31/799.501", "2031-03-04")
    assert document.published_on == date(2031, 3, 4)
    assert document.citation == "96 FR 11024"
    assert document.facts["subpart"] == "E"
    assert document.text == (
        "§ 799.501 Lace.\n\n(a) Lace. All transactions in lace are authorized.\n\n(1) Old lace;\n\n"
        "Note 1 to § 799.501:\n\nBobbins are no lace."
    )


def test_the_editors_history_is_no_part_of_the_text() -> None:
    quiet = LACE.replace("as amended at 96 FR 11024, Mar. 4, 2031", "as amended at 97 FR 1, Jan. 2, 2032")
    (one,) = read(part(LACE), version("799.501", "2031-03-04")).documents
    (two,) = read(part(quiet), version("799.501", "2031-03-04")).documents
    assert one.text == two.text


def test_a_reserved_section_says_nothing() -> None:
    body = part(LACE, section("799.502", "", "[Reserved]"))
    assert len(read(body, version("799.501", "2031-03-04"), version("799.502", "2031-03-04")).documents) == 1


def listed(reading: Any) -> dict[str, bool]:
    return {item.measure: item.archived for item in reading.listing.items}


def test_a_removed_section_is_listed_as_gone_though_another_has_its_heading() -> None:
    reading = entrance(
        KIND,
        VERSIONS,
        answer(
            version("799.501", "2030-01-03"),
            version("799.501", "2031-03-04"),
            version("799.502", "2031-03-04", removed=True),
        ),
        at=AT,
    )
    assert listed(reading) == {"us-cfr/31/799.501": False, "us-cfr/31/799.502": True}
    assert "799.502" not in reading.wishes[0].facts["labels"]


def test_a_section_that_only_got_another_number_is_not_gone() -> None:
    old = version("799.502", "2031-03-04", "§ 799.502   Old lace.", removed=True)
    new = version("799.612", "2031-03-04", "§ 799.612   Old lace.", substantive=False)
    reading = entrance(KIND, VERSIONS, answer(old, new), at=AT)
    assert not any(listed(reading).values())
    (document,) = follow(
        KIND, reading.wishes[0], part(section("799.612", "<P>Text.</P>")), "application/xml", url=VERSIONS
    ).documents
    assert document.facts["renumbered_from"] == "us-cfr/31/799.502"
    assert document.facts["editorial"] is True


def test_a_part_that_is_gone_as_a_whole_is_not_asked_for() -> None:
    reading = entrance(KIND, VERSIONS, answer(version("799.501", "2031-03-04", removed=True)), at=AT)
    assert not reading.wishes
    assert reading.items == 1
    assert listed(reading) == {"us-cfr/31/799.501": True}


def test_two_sections_of_one_heading_are_not_matched_by_it() -> None:
    olds = [version(n, "2031-03-04", f"§ {n}   Definitions.", removed=True) for n in ("799.502", "799.503")]
    new = version("799.612", "2031-03-04", "§ 799.612   Definitions.")
    gone = listed(entrance(KIND, VERSIONS, answer(*olds, new), at=AT))
    assert sorted(measure for measure, archived in gone.items() if archived) == [
        "us-cfr/31/799.502",
        "us-cfr/31/799.503",
    ]


def test_a_section_stays_known_as_renumbered_when_it_is_amended_later() -> None:
    old = version("799.502", "2030-03-04", "§ 799.502   Old lace.", removed=True)
    new = [
        version("799.612", "2030-03-04", "§ 799.612   Old lace."),
        version("799.612", "2031-03-04", "§ 799.612   Lace."),
    ]
    reading = entrance(KIND, VERSIONS, answer(old, *new), at=AT)
    assert reading.wishes[0].facts["renumbered_from"] == {"799.612": "799.502"}
    assert not any(listed(reading).values())


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ({"meta": {}}, Problem.LAYOUT),
        (answer(), Problem.IMPLAUSIBLE),
        (answer(version("799.501", "2031-03-04"), result_count="9"), Problem.IMPLAUSIBLE),
        (answer(version("799.501", "2099-01-01")), Problem.IMPLAUSIBLE),
        (answer({"identifier": "799.501", "date": "when it is done"}), Problem.IMPLAUSIBLE),
    ],
)
def test_a_list_that_cannot_be_whole_is_trouble(body: Any, problem: Problem) -> None:
    reading = entrance(KIND, VERSIONS, body, at=AT)
    assert reading.trouble is not None
    assert reading.trouble.problem is problem


def test_a_text_in_which_most_sections_are_missing_is_not_believed() -> None:
    reading = read(part(LACE), *(version(f"799.50{n}", "2031-03-04") for n in range(1, 6)))
    assert reading.trouble is not None
    assert reading.trouble.problem is Problem.IMPLAUSIBLE


@pytest.mark.parametrize(
    "body",
    [
        part(LACE)[:200],
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><DIV5>&b;</DIV5>',
        '<!DOCTYPE x SYSTEM "file:///etc/passwd"><DIV5/>',
        "<html><body>Access Denied<br></body></html>",
        "",
    ],
)
def test_xml_that_is_cut_or_brings_entities_is_unreadable(body: Any) -> None:
    with pytest.raises(ReadError) as caught:
        read(body, version("799.501", "2031-03-04"))
    assert caught.value.problem is Problem.UNREADABLE


def test_a_recorded_part_is_read_section_by_section() -> None:
    folder = shared("corpus", "federal-register", "ecfr")
    listed = entrance(
        KIND,
        VERSIONS.replace("799", "501"),
        (folder / "ecfr-versions-31-501.json").read_bytes(),
        at=datetime(2026, 7, 29, tzinfo=UTC),
    )
    (wish,) = listed.wishes
    assert wish.url.endswith("/full/2026-07-27/title-31.xml?part=501")
    text = (folder / "31-CFR-501-authority-2026-07-27.xml").read_bytes()
    reading = follow(KIND, wish, text, "application/xml", url=VERSIONS)
    documents = {d.measure: d for d in reading.documents}
    assert len(documents) == listed.items == 66
    assert documents["us-cfr/31/501.603"].label == "2026-07-27"
    assert documents["us-cfr/31/501.603"].citation == "91 FR 46837"
    assert "us-cfr/31/appendix-a-to-part-501" in documents
