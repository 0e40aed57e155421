from datetime import date

from monitor.law import as_json, cut_instruments, read_instrument
from monitor.model.instrument import Instrument, NoInstrument
from monitor.model.program import Programs
from tests.law.form import license_text

NOTICE = (
    "[Federal Register Volume 91]\n\nDEPARTMENT OF THE TREASURY\n\nOffice of Foreign Assets Control\n\n31 CFR Part 525\n\n"
    "Publication of Burma Sanctions Regulations Web General License 7A\n\nAGENCY: Office of Foreign Assets Control, Treasury.\n\n"
    "ACTION: Publication of web general licenses.\n\nSUMMARY: OFAC is publishing General License 7A.\n\n"
)


def test_every_license_of_a_register_document_is_cut_out(programs: Programs) -> None:
    second = license_text(
        "(a) All transactions in rice are authorized.",
        heading="GENERAL LICENSE NO. 8",
        title="Authorizing Rice",
        signed="Dated: May 5, 2026.",
    )
    text = f"{NOTICE}{license_text()}\n\n{second}\n\n[FR Doc. 2026-1 Filed 5-6-26; 8:45 am]\n\nBILLING CODE 4810-AL-P"
    found = cut_instruments(text, programs)
    assert [(i.label, i.issued) for i in found] == [("7A", date(2026, 12, 1)), ("8", date(2026, 5, 5))]
    assert all(i.key.startswith("us-ofac/burma/") for i in found)
    assert "FR Doc" not in found[1].text
    assert "Federal Register" not in found[0].text


def test_a_document_without_licenses_gives_none(programs: Programs) -> None:
    assert cut_instruments(NOTICE, programs) == ()


def test_a_running_head_makes_no_second_license(programs: Programs) -> None:
    text = license_text().replace("(b) This", "GENERAL LICENSE NO. 7A\n\n(b) This")
    assert len(cut_instruments(text, programs)) == 1


def test_what_is_told_has_the_form_of_the_contract(programs: Programs) -> None:
    told = as_json(read_instrument(license_text(), programs), "one")
    assert list(told) == [
        "id",
        "key",
        "issuer",
        "program",
        "cfr_parts",
        "number",
        "label",
        "title",
        "issued",
        "starts",
        "expires",
        "expires_at",
        "supersedes",
        "provisions",
    ]
    assert told["expires_at"] == "2027-02-03T05:01:00Z"
    assert told["supersedes"] == [{"label": "7", "dated": "2025-05-02"}]
    assert told["provisions"][1]["path"] == "(a)"


def test_what_is_no_instrument_is_told_with_its_problem() -> None:
    assert as_json(NoInstrument("because"), "two") == {"id": "two", "key": None, "problem": "because"}


def test_the_text_of_an_instrument_reads_the_same_again(programs: Programs) -> None:
    first = read_instrument(license_text(), programs)
    assert isinstance(first, Instrument)
    assert read_instrument(first.text, programs) == first
