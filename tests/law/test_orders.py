from datetime import UTC, date, datetime

from monitor.law import read_instrument
from monitor.model.instrument import Instrument, InstrumentKind, Supersession
from monitor.model.program import Programs

_SIGNED = "\n\nJane Q. Public\nDirector\nOffice of Foreign Assets Control\n\nDated: June 12, 2026"


def read(text: str, programs: Programs, hint: str | None = None) -> Instrument:
    reading = read_instrument(text, programs, hint)
    assert isinstance(reading, Instrument), reading
    return reading


def test_a_directive_prohibits(programs: Programs) -> None:
    text = (
        "OFFICE OF FOREIGN ASSETS CONTROL\n\nDIRECTIVE 1A UNDER EXECUTIVE ORDER 14024\n\nProhibitions Related to Certain "
        "Bonds of the Republic\n\nPursuant to sections 1(a)(iv) and 8 of Executive Order 14024, the following activities "
        "by a U.S. financial institution are prohibited, except to the extent provided by law:\n\n(1) As of March 1, 2026, "
        "participation in the market for bonds; and\n\n(2) Lending.\n\nThis directive does not prohibit the payment of "
        "taxes.\n\nEffective June 14, 2026, Directive 1, dated April 15, 2025, is superseded." + _SIGNED
    )
    directive = read(text, programs)
    assert directive.kind is InstrumentKind.DIRECTIVE
    assert (directive.key, directive.label) == ("us-ofac/eo-14024/directive-1", "1A")
    assert directive.program == "russia"
    assert directive.issued == date(2026, 6, 12)
    assert directive.supersedes == (Supersession("1", date(2025, 4, 15)),)
    assert [(p.path, p.effect.value) for p in directive.provisions] == [
        ("title", "machinery"),
        ("Paragraph 1", "prohibits"),
        ("(1)", "prohibits"),
        ("(2)", "prohibits"),
        ("Paragraph 2", "permits"),
        ("Paragraph 3", "machinery"),
    ]


def test_a_determination_is_named_by_its_day(programs: Programs) -> None:
    text = (
        "OFFICE OF FOREIGN ASSETS CONTROL\n\nDETERMINATION PURSUANT TO SECTION 1(a)(ii) OF EXECUTIVE ORDER 14071\n\n"
        "Prohibition on Certain Services\n\nI hereby determine that the exportation of ferry services to the Republic is "
        "prohibited. This determination shall take effect beginning at 12:01 a.m. eastern daylight time on September 12, "
        "2026." + _SIGNED
    )
    determination = read(text, programs)
    assert determination.key == "us-ofac/eo-14071/determination-2026-06-12"
    assert determination.starts_at == datetime(2026, 9, 12, 4, 1, tzinfo=UTC)
    assert not determination.kind.permits


def test_an_order_is_read_to_its_sections(programs: Programs) -> None:
    text = (
        "Executive Order 14071 of April 6, 2022\n\nProhibiting New Investment in the Republic\n\nBy the authority vested "
        "in me as President by the Constitution, I hereby order:\n\nSection 1. (a) The following are prohibited:\n\n"
        "(i) New investment; and\n\n(ii) Services.\n\nSec. 2. (a) Any transaction that evades is prohibited.\n\n"
        "(b) Any conspiracy is prohibited."
    )
    order = read(text, programs)
    assert (order.kind, order.key, order.program) == (InstrumentKind.ORDER, "us-eo/14071", "russia")
    assert [p.path for p in order.provisions][2:] == [
        "Sec. 1(a)",
        "Sec. 1(a)(i)",
        "Sec. 1(a)(ii)",
        "Sec. 2(a)",
        "Sec. 2(b)",
    ]


def test_an_order_without_its_number_takes_it_from_the_hint(programs: Programs) -> None:
    text = "Prohibiting New Investment\n\nBy the authority vested in me as President, I hereby order:\n\nSection 1. Investment is prohibited."
    assert read(text, programs, "us-eo/14599").key == "us-eo/14599"
    assert not isinstance(read_instrument(text, programs), Instrument)
