from datetime import date

import pytest

from monitor.law import read_instrument
from monitor.model.instrument import Instrument
from monitor.model.program import Programs
from tests.law.form import license_text


def term(programs: Programs, *body: str) -> tuple[date | None, date | None]:
    reading = read_instrument(license_text(*body), programs)
    assert isinstance(reading, Instrument)
    return reading.starts, reading.expires


@pytest.mark.parametrize(
    "words",
    [
        "are authorized through 12:01 a.m. eastern daylight time, July 4, 2026.",
        "are authorized until 12:01 a.m. eastern time, July 4, 2026.",
        "are authorized through July 4, 2026.",
        "are authorized prior to 12:01 a.m. eastern daylight time, July 4, 2026.",
        "are authorized. This authorization expires at 12:01 a.m. eastern daylight time on July 4, 2026.",
        "are authorized. This general license is valid through July 4, 2026.",
        (
            "are authorized, provided such transactions are ordinarily incident and necessary to the day-to-day "
            "operations of river ferries and of their owners and of the entities that they own or control, directly or "
            "indirectly, through 12:01 a.m. eastern daylight time, July 4, 2026."
        ),
    ],
)
def test_the_end_is_read_in_every_wording(words: str, programs: Programs) -> None:
    assert term(programs, f"(a) All transactions in grain {words}") == (None, date(2026, 7, 4))


@pytest.mark.parametrize(
    "words",
    [
        "involving grain loaded on any vessel on or before 12:01 a.m. eastern daylight time, July 4, 2026 are authorized.",
        "in contracts in effect prior to July 4, 2026 are authorized.",
        "in grain blocked on July 4, 2026 are authorized.",
        "in trades that were placed prior to 4:00 p.m. eastern standard time, July 4, 2026, are authorized.",
        "in grain purchased on or after July 4, 2026 are authorized.",
    ],
)
def test_a_date_of_something_else_is_no_term(words: str, programs: Programs) -> None:
    assert term(programs, f"(a) All transactions {words}") == (None, None)


@pytest.mark.parametrize(
    "words",
    [
        "Except as provided in paragraph (b) of this general license, on or after July 4, 2026, all transactions in grain are authorized.",
        "On or after July 4, 2026, all transactions in grain are authorized.",
        "All transactions in grain are authorized beginning July 4, 2026.",
        "All transactions in grain are authorized effective July 4, 2026.",
        "All transactions in grain are authorized. This authorization shall take effect on July 4, 2026.",
    ],
)
def test_the_beginning_is_read_in_every_wording(words: str, programs: Programs) -> None:
    assert term(programs, f"(a) {words}") == (date(2026, 7, 4), None)


def test_the_date_of_superseding_is_no_beginning(programs: Programs) -> None:
    older = (
        "(b) Effective July 4, 2026, General License 7, dated May 5, 2026, is replaced and superseded in its entirety."
    )
    assert term(programs, "(a) All transactions in grain are authorized.", older) == (None, None)


def test_the_last_of_several_ends_ends_the_license(programs: Programs) -> None:
    early, late = (
        f"All transactions in {what} are authorized through {day}."
        for what, day in (("rice", "May 1, 2026"), ("rye", "June 1, 2026"))
    )
    assert term(programs, f"(a) {early}", f"(b) {late}") == (None, date(2026, 6, 1))


def test_a_grant_without_an_end_keeps_the_license_alive(programs: Programs) -> None:
    ending = "(a) All transactions in rice are authorized through May 1, 2026."
    assert term(programs, ending, "(b) All transactions in rye are authorized.") == (None, None)


def test_a_grant_that_serves_another_ends_with_it(programs: Programs) -> None:
    ending = "(a) All transactions in rice are authorized through May 1, 2026."
    serving = "(b) Banks are authorized to process transfers for the transactions described in paragraph (a)."
    assert term(programs, ending, serving) == (None, date(2026, 5, 1))


def test_a_date_in_an_exclusion_ends_nothing(programs: Programs) -> None:
    limits = "(b) This general license does not authorize payments through 12:01 a.m. eastern time, May 1, 2026."
    assert term(programs, "(a) All transactions in rice are authorized.", limits) == (None, None)


def test_a_paragraph_that_ends_the_license_ends_every_grant(programs: Programs) -> None:
    grants = ("(a) All transactions in grain are authorized.", "(b) The repair of ferries is authorized for 60 days.")
    for ends in ("This general license expires on", "The authorization in this general license is valid through"):
        assert term(programs, *grants, f"(c) {ends} July 4, 2026.") == (None, date(2026, 7, 4))


def test_a_period_has_its_beginning_and_its_end(programs: Programs) -> None:
    period = "beginning 12:01 a.m. eastern daylight time, June 1, 2026 and ending 12:01 a.m. eastern daylight time, July 4, 2026"
    grant = f"(a) All transactions in grain are authorized during the period {period}."
    assert term(programs, grant) == (date(2026, 6, 1), date(2026, 7, 4))
