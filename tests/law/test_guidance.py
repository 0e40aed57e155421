from datetime import date

from monitor.law import as_json, read_instrument
from monitor.model.instrument import Instrument, InstrumentKind
from monitor.model.program import Programs

FAQ = (
    "Frequently Asked Questions\n\nVenezuela Sanctions\n\n1900. What does Venezuela-related General License (GL) 8Z\n"
    "authorize?\n\nGL 8Z authorizes the repair of ferries. (a) Persons unsure may ask OFAC.\n\nIt does not authorize the sale "
    "of ferries.\n\nDate Released\nNovember 14, 2025\n\nDate Updated: December 10, 2025\n\nRecent Actions\n\nIran-related Designations"
)


def test_a_question_is_read_with_its_answer(programs: Programs) -> None:
    faq = read_instrument(FAQ, programs)
    assert isinstance(faq, Instrument)
    assert (faq.kind, faq.key, faq.label) == (InstrumentKind.FAQ, "us-ofac/faq-1900", "1900")
    assert faq.title == "What does Venezuela-related General License (GL) 8Z authorize?"
    assert faq.program == "venezuela"
    assert faq.issued == date(2025, 12, 10)
    assert [p.path for p in faq.provisions] == ["title", "Paragraph 1", "Paragraph 2"]
    assert "Iran" not in faq.text


def test_guidance_is_told_as_no_license(programs: Programs) -> None:
    told = as_json(read_instrument(FAQ, programs), "x")
    assert told["key"] is None
    assert "1900" in told["problem"]


def test_the_hint_finds_the_question_on_a_page_of_many(programs: Programs) -> None:
    page = "1898. What is rice?\n\nA grain.\n\n1899. What is rye?\n\nAnother grain."
    faq = read_instrument(page, programs, "us-ofac/faq-1899")
    assert isinstance(faq, Instrument)
    assert faq.title == "What is rye?"
