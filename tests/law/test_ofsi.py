from datetime import UTC, date, datetime

from monitor.law import read_instrument
from monitor.model.instrument import Instrument
from monitor.model.program import Programs

LICENCE = (
    "GENERAL LICENCE – River Ferries\n\nINT/2026/1234567\n\n1. This licence is granted under regulation 64 of the Russia "
    "(Sanctions) (EU Exit) Regulations 2019.\n\n2. Under this licence, subject to the conditions below:\n\n2.1 A Person may "
    "make payments to Ferries Ltd; and\n\n2.2 A Relevant Institution may process them.\n\n3. A Person must report within 30 "
    "days.\n\n4. This licence takes effect on 1 June 2026 and expires at 23:59 on 28 May 2028."
    "\n\nSigned:\n\nOffice of Financial Sanctions Implementation\n\n27 March 2026"
)


def test_a_licence_of_the_united_kingdom_is_read_by_its_number(programs: Programs) -> None:
    licence = read_instrument(LICENCE, programs)
    assert isinstance(licence, Instrument)
    assert (licence.key, licence.label) == ("uk-ofsi/int-2026-1234567", "INT/2026/1234567")
    assert licence.issuer == "uk-ofsi"
    assert licence.title == "River Ferries"
    assert licence.issued == date(2026, 3, 27)
    assert licence.starts == date(2026, 6, 1)
    assert [p.effect.value for p in licence.provisions][1:] == [
        "machinery",
        "permits",
        "permits",
        "permits",
        "condition",
        "permits",
    ]
    assert licence.program == "russia"
    assert [p.path for p in licence.provisions if p.path != "title"] == ["1", "2", "2.1", "2.2", "3", "4"]
    assert licence.provisions[-1].text.endswith("28 May 2028.")  # who signed is no part of it
    assert licence.expires == date(2028, 5, 28)
    assert licence.expires_at == datetime(2028, 5, 28, 22, 59, tzinfo=UTC)
