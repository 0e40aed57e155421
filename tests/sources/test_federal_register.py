import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from monitor.model.faults import ReadError
from monitor.model.place import DocumentKind, Part, Target, Wish
from monitor.model.words import Problem
from monitor.sources import adapter
from tests.material import shared
from tests.sources.official import NOW, capture, entrance, follow, only_document, source

KIND = "federal-register"
QUERY = "https://www.federalregister.gov/api/v1/documents.json?conditions[agencies][]=foreign-assets-control-office&order=newest&per_page=20"
INSPECTION = "https://www.federalregister.gov/api/v1/public-inspection-documents/current.json"


def result(number: str = "2031-00417", day: str = "2031-03-04", **more: Any) -> dict[str, Any]:
    return {
        "document_number": number,
        "title": "Publication of Ruritania Sanctions Regulations Web General Licenses 4 and 4A",
        "type": "Rule",
        "publication_date": day,
        "html_url": f"https://www.federalregister.gov/documents/{day.replace('-', '/')}/{number}/ruritania",
    } | more


def answer(*results: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"count": len(results), "description": "Documents", "total_pages": 1, "results": list(results)} | more


def printed(body: str, number: str = "2031-00417", section: str = "Rules and Regulations") -> str:
    return (
        "<html>\n<head>\n<title>Federal Register, Volume 96 Issue 42</title>\n</head>\n<body><pre>\n"
        "[Federal Register Volume 96, Number 42 (Tuesday, March 4, 2031)]\n"
        f"[{section}]\n[Pages 11024-11026]\n"
        f'From the Federal Register Online via the Government Publishing Office [<a href="http://www.gpo.gov">www.gpo.gov</a>]\n'
        f"[FR Doc No: {number}]\n\n\n{body}\n\n[FR Doc. {number} Filed 3-3-31; 8:45 am]\nBILLING CODE 4810-AL-P\n\n</pre></body>\n</html>"
    )


LICENSES = (
    "AGENCY: Office of Foreign Assets Control, Treasury.\n\nACTION: Publication of web general\nlicenses.\n\n"
    "SUMMARY: OFAC is publishing two general licenses, each of which was\npreviously made available on its website.\n\n"
    "GENERAL LICENSE NO. 4\n\n    (a) All transactions in lace are authorized."
)


def wish_of(record: dict[str, Any]) -> Wish:
    (wish,) = entrance(KIND, QUERY, answer(record)).wishes
    return wish


def document_of(record: dict[str, Any], page: str) -> Any:
    return only_document(follow(KIND, wish_of(record), page))


def test_the_query_is_asked_exactly_as_it_is_written() -> None:
    assert adapter(KIND).entrance(source(KIND, QUERY)).url == QUERY


def test_an_address_is_made_from_date_and_number_where_the_answer_has_none() -> None:
    wish = wish_of(result())
    assert wish.part is Part.INSTRUMENT
    assert wish.url == "https://www.federalregister.gov/documents/full_text/text/2031/03/04/2031-00417.txt"
    assert wish.facts["html_url"].endswith("/ruritania")


def test_the_address_that_the_answer_names_is_taken() -> None:
    url = "https://www.federalregister.gov/documents/full_text/text/2031/03/04/elsewhere.txt"
    assert wish_of(result(raw_text_url=url)).url == url
    assert "elsewhere" not in wish_of(result(raw_text_url="javascript:alert(1)")).url


def test_two_pages_with_the_same_documents_mean_the_same() -> None:
    one = entrance(KIND, QUERY, answer(result(type="Rule")))
    two = entrance(KIND, QUERY, answer(result(type="Notice")))
    other = entrance(KIND, QUERY, answer(result(number="2031-00418")))
    assert one.meaning == two.meaning != other.meaning
    assert one.items == 1


def test_licenses_that_are_printed_again_are_a_republication() -> None:
    document = document_of(result(), printed(LICENSES))
    assert document.kind is DocumentKind.INSTRUMENT
    assert document.republication
    assert document.citation == "96 FR 11024"
    assert document.identity == "2031-00417"
    assert document.published_on == date(2031, 3, 4)
    assert document.url.endswith("/ruritania")
    assert document.facts["action"] == "Publication of web general licenses."
    assert "GENERAL LICENSE NO. 4" in document.text


@pytest.mark.parametrize(
    "title",
    [
        "Ruritanian Harmful Activities Sanctions Regulations Determination",
        "Notes on lace",
    ],
)
def test_what_the_summary_calls_published_before_is_a_republication_under_any_title(title: str) -> None:
    text = "SUMMARY: OFAC is publishing a price cap determination. The determination was\npreviously issued on its website.\n\nText."
    document = document_of(result(title=title), printed(text))
    assert (document.kind, document.republication) == (DocumentKind.INSTRUMENT, True)


@pytest.mark.parametrize(
    "title", ["Notice of OFAC Sanctions Action", "Notice of Department of State Sanctions Actions"]
)
def test_a_notice_of_sanctions_actions_tells_what_was_done_before(title: str) -> None:
    document = document_of(result(title=title, type="Notice"), printed("SUMMARY: Names.", section="Notices"))
    assert (document.kind, document.republication) == (DocumentKind.NOTICE, True)


def test_a_final_rule_is_first_official_here() -> None:
    text = "ACTION: Final rule.\n\nSUMMARY: OFAC is adding a general license on legal services to the regulations.\n\nText."
    document = document_of(result(title="Ruritania Sanctions Regulations", effective_on="2031-03-05"), printed(text))
    assert (document.kind, document.republication) == (DocumentKind.NOTICE, False)
    assert document.facts["effective_on"] == "2031-03-05"


def test_an_executive_order_is_a_measure_of_its_own() -> None:
    text = "                Executive Order 14999 of March 1, 2031\n\n\nBlocking Property of Ruritania\n\nBy the authority vested in me."
    page = printed(text.replace("                ", ""), section="Presidential Documents")
    document = document_of(result(title="Blocking Property of Ruritania", type="Presidential Document"), page)
    assert (document.kind, document.republication) == (DocumentKind.INSTRUMENT, True)
    assert (document.measure, document.label) == ("us-eo/14999", "14999")


def test_an_order_that_a_rule_only_mentions_is_not_its_measure() -> None:
    text = "ACTION: Final rule.\n\nExecutive Order 14999 of March 1, 2031 blocked property."
    assert document_of(result(title="Ruritania Sanctions Regulations"), printed(text)).measure is None


def test_a_correction_says_what_it_corrects() -> None:
    record = result(
        number="C1-2031-00417", title="Ruritania Sanctions Regulations",
        correction_of="https://www.federalregister.gov/api/v1/documents/2031-00417",
    )  # fmt: skip
    document = document_of(record, printed("Correction\n\n``v'' should read ``vi''.", number="C1-2031-00417"))
    assert document.facts["correction"] is True
    assert document.facts["corrects"] == "2031-00417"
    assert not document.republication


def test_addresses_behind_a_mail_shield_read_the_same_however_they_are_scrambled() -> None:
    def shielded(key: int) -> str:
        code = bytes([key, *(letter ^ key for letter in b"desk@example.gov")]).hex()
        anchor = f'<a href="/cdn-cgi/l/email-protection#{code}"><span class="__cf_email__" data-cfemail="{code}">[email&#160;protected]</span></a>'
        return str(document_of(result(), printed(f"{LICENSES}\n\nWrite to {anchor}.")).text)

    assert shielded(0x08) == shielded(0xC7)
    assert "desk@example.gov" in shielded(0x08)


def test_another_document_than_the_one_asked_for_is_not_believed() -> None:
    reading = follow(KIND, wish_of(result()), printed(LICENSES, number="2031-00999"))
    assert reading.trouble is not None
    assert reading.trouble.problem is Problem.IMPLAUSIBLE


def test_leading_zeros_of_a_number_do_not_make_it_another() -> None:
    assert document_of(result(number="2031-417"), printed(LICENSES, number="2031-00417"))


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("<html><body><h1>Please wait</h1></body></html>", Problem.LAYOUT),
        (printed(LICENSES)[:500], Problem.UNREADABLE),
        ("<html><body><pre>   </pre></body></html>", Problem.LAYOUT),
    ],
)
def test_a_page_without_a_whole_printed_text_is_no_document(body: Any, problem: Problem) -> None:
    with pytest.raises(ReadError) as caught:
        follow(KIND, wish_of(result()), body)
    assert caught.value.problem is problem


def test_plain_text_needs_no_page_around_it() -> None:
    document = only_document(follow(KIND, wish_of(result()), "ACTION: Final rule.\n\nText.", "text/plain"))
    assert "Text." in document.text
    bare = "[Federal Register Volume 96, Number 42 (Tuesday, March 4, 2031)]\n[Notices]\n[Page 9]\n\nText."
    assert only_document(follow(KIND, wish_of(result()), bare)).citation == "96 FR 9"


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ({"count": 3}, Problem.LAYOUT),
        ({"errors": {"order": "is invalid"}}, Problem.LAYOUT),
        (answer(result(), count=5), Problem.IMPLAUSIBLE),
        (answer(count=5), Problem.IMPLAUSIBLE),
        (answer(result(), result(number="2031-2"), count=1), Problem.IMPLAUSIBLE),
        (answer(result(), count="many"), Problem.LAYOUT),
        ({"count": 1, "results": {"a": 1}}, Problem.LAYOUT),
        ({"count": 1, "total_pages": 1, "results": [7]}, Problem.LAYOUT),
        (answer({"document_number": "../../etc"}), Problem.LAYOUT),
    ],
)
def test_an_answer_that_contradicts_itself_is_trouble(body: Any, problem: Problem) -> None:
    reading = entrance(KIND, QUERY, body)
    assert reading.trouble is not None
    assert reading.trouble.problem is problem
    assert not reading.wishes


@pytest.mark.parametrize(
    "body",
    [b"", b"<html>Access Denied</html>", b"[1]", b'{"results": [', b"[" * 200_000, b'{"a": ' + b"9" * 9_000 + b"}"],
)
def test_bytes_that_are_no_json_object_are_unreadable(body: Any) -> None:
    with pytest.raises(ReadError):
        entrance(KIND, QUERY, body)


def test_nothing_found_is_trouble_only_where_something_was_found_before() -> None:
    before = entrance(KIND, QUERY, answer(result())).meaning
    first = entrance(KIND, QUERY, answer())
    assert first.trouble is None
    assert first.items == 0
    later = entrance(KIND, QUERY, {"count": 0, "description": "Documents"}, meaning=before)
    assert later.trouble is not None
    assert later.trouble.problem is Problem.IMPLAUSIBLE
    assert entrance(KIND, QUERY, answer(), meaning=first.meaning).trouble is None


def full_page(day: str, url: str = f"{QUERY}&page=2") -> dict[str, Any]:
    return answer(result(day=day), count=40, total_pages=2, next_page_url=url)


def test_a_first_look_reads_one_page() -> None:
    assert [w.part for w in entrance(KIND, QUERY, full_page("2031-03-04")).wishes] == [Part.INSTRUMENT]


def test_a_page_on_which_everything_is_new_leads_to_the_next() -> None:
    seen = datetime(2031, 3, 1, 12, tzinfo=UTC)
    *_, further = entrance(KIND, QUERY, full_page("2031-03-04"), read_at=seen).wishes
    assert further.part is Part.PAGE
    assert further.facts == {"until": "2031-03-01", "page": 1}
    assert all(w.part is not Part.PAGE for w in entrance(KIND, QUERY, full_page("2031-02-27"), read_at=seen).wishes)


def test_a_back_fill_goes_on_page_by_page_to_its_day() -> None:
    *_, second = entrance(KIND, QUERY, full_page("2031-03-04"), back_to=date(2031, 1, 1)).wishes
    third = follow(KIND, second, full_page("2031-01-15", f"{QUERY}&page=3"), url=QUERY).wishes[-1]
    assert third.part is Part.PAGE
    assert third.facts == second.facts | {"page": 2}
    last = follow(KIND, third, full_page("2030-12-20", f"{QUERY}&page=4"), url=QUERY)
    assert [w.part for w in last.wishes] == [Part.INSTRUMENT]
    assert last.items is None


@pytest.mark.parametrize("url", ["https://elsewhere.example/page=2", QUERY, "file:///etc/passwd"])
def test_a_next_page_never_leads_to_another_host_or_in_a_circle(url: str) -> None:
    wishes = entrance(KIND, QUERY, full_page("2031-03-04", url), back_to=date(2031, 1, 1)).wishes
    assert [w.part for w in wishes] == [Part.INSTRUMENT]


def inspected() -> dict[str, Any]:
    return {
        "document_number": "2031-00500",
        "title": "Notice of OFAC Sanctions Action",
        "type": "Notice",
        "filed_at": "2031-03-03T08:45:00.000-05:00",
        "publication_date": "2031-03-04",
        "pdf_url": "https://public-inspection.federalregister.gov/2031-00500.pdf",
    }


def test_a_document_on_public_inspection_is_read_from_its_pdf() -> None:
    (wish,) = entrance(KIND, INSPECTION, {"count": 1, "results": [inspected()]}).wishes
    assert wish.url.endswith("2031-00500.pdf")
    reading = follow(
        KIND, wish, b"%PDF-1.7 ...", "application/pdf", pdf=lambda _: "Notice of OFAC Sanctions Action\n\nNames."
    )
    document = only_document(reading)
    assert document.facts["public_inspection"] is True
    assert document.republication


def test_only_the_agencies_that_the_address_names_are_read_from_public_inspection() -> None:
    ours = inspected() | {"agencies": [{"slug": "treasury-department"}, {"slug": "foreign-assets-control-office"}]}
    other = inspected() | {"document_number": "2031-00501", "agencies": [{"slug": "fish-and-wildlife-service"}, 7]}
    url = f"{INSPECTION}?conditions[agencies][]=foreign-assets-control-office"
    (wish,) = entrance(KIND, url, {"count": 2, "results": [ours, other]}).wishes
    assert wish.facts["document_number"] == "2031-00500"
    none = entrance(KIND, url, {"count": 1, "results": [other]})
    assert none.trouble is None
    assert not none.wishes


@pytest.mark.parametrize(
    ("url", "hour", "items"),
    [
        (INSPECTION, 10, None),
        (INSPECTION, 15, 0),
        (INSPECTION.replace("/current.json", ".json?conditions[agencies][]=x"), 15, None),
    ],
)
def test_public_inspection_is_empty_from_midnight_to_a_quarter_to_nine_in_washington(
    url: str, hour: int, items: int | None
) -> None:
    at = datetime(2031, 3, 4, hour, 0, tzinfo=UTC)
    reading = entrance(KIND, url, {"count": 0, "results": []}, at=at, meaning="something")
    assert reading.trouble is None
    assert reading.items == items
    assert reading.fleeting is ("current" in url)


def test_a_title_with_halves_of_surrogate_pairs_can_be_stored() -> None:
    body = json.dumps(answer(result(title="Lace \ud800\x00 and\nmore"))).encode()
    (wish,) = entrance(KIND, QUERY, body).wishes
    assert wish.facts["title"] == "Lace and more"


def test_every_recorded_document_is_read_with_its_citation() -> None:
    raw = shared("corpus", "federal-register", "raw")
    read = {}
    for path in sorted(raw.glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        document = document_of(record, path.with_suffix(".txt").read_bytes())  # type: ignore[arg-type]
        assert document.citation == record["citation"]
        assert document.published_on == date.fromisoformat(record["publication_date"])
        read[document.identity] = document
    assert len(read) == 45
    licenses = {n for n, d in read.items() if d.kind is DocumentKind.INSTRUMENT and d.republication}
    assert licenses == {n for n, d in read.items() if str(d.facts.get("action", "")).startswith("Publication of")}


def test_the_recorded_index_tells_license_prints_and_sanctions_notices_from_rules() -> None:
    from monitor.sources.federal_register_text import Printed, sort

    nothing = Printed("", "", "", "", "", "")
    lines = (
        shared("corpus", "federal-register", "ofac_fr_documents_2020-2026.jsonl")
        .read_text(encoding="utf-8")
        .splitlines()
    )
    sorts = {(r := json.loads(line))["document_number"]: (r["title"], sort(nothing, r)) for line in lines}
    for title, (kind, again) in sorts.values():
        if "Web General License" in title:
            assert (kind, again) == (DocumentKind.INSTRUMENT, True), title
        elif title.startswith("Notice of OFAC Sanctions Action"):
            assert (kind, again) == (DocumentKind.NOTICE, True), title
        elif title.endswith("Sanctions Regulations") or "Air Quality" in title:
            assert not again, title


def test_a_target_of_another_part_is_read_as_a_document() -> None:
    target = Target("s", "https://x.example/documents/full_text/text/2031/03/04/2031-1.txt", Part.DETAIL, NOW, NOW)
    reading = adapter(KIND).read(source(KIND, QUERY), target, capture(target.url, printed(LICENSES)), lambda _: "")
    assert only_document(reading).published_on == date(2031, 3, 4)
