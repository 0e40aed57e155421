"""What was read is kept as a text, and read again from it when the next version comes: nothing may change on the way."""

import pytest

from monitor.bundled import read_text
from monitor.law import parse_programs, read_instrument
from monitor.model.instrument import Instrument

PROGRAMS = parse_programs(read_text("programs.toml"))

OFSI = """GENERAL LICENCE - Lace
INT/2031/2345678
1. This licence is granted under regulation 64 of the Russia (Sanctions) (EU Exit) Regulations 2019.
2. Any act which would otherwise breach the prohibitions is exempt from them.
2.1 The exemption has conditions.
Permissions
3. A UK Person may trade in lace with a designated person.
4. This licence expires at 23:59 on 30 June 2031.
"""
ORDER = """Executive Order 14999 of March 1, 2031
Blocking Property of Ruritania
By the authority vested in me as President, I hereby order:
Section 1. (a) All property of Ruritania in the United States is blocked.
(b) The prohibitions apply except to the extent provided by regulations.
Sec. 2. Any transaction that evades this order is prohibited.
"""
LICENSE = """OFFICE OF FOREIGN ASSETS CONTROL
Russian Harmful Foreign Activities Sanctions Regulations
31 CFR part 587
GENERAL LICENSE NO. 999
Authorizing Transactions in Lace
(a) All transactions in lace are authorized, provided that:
(1) the lace is old; and
(2) nobody is paid.
(b) This general license does not authorize:
(1) Bobbins.
Director, Office of Foreign Assets Control
Dated: March 3, 2031
"""
SECTION = """§ 587.599 Transactions in lace.

(a) Lace. All transactions in lace are authorized, provided that:

(1) the lace is old; and

(2) nobody is paid.

(b) This section does not authorize bobbins.
"""


@pytest.mark.parametrize("text", [OFSI, ORDER, LICENSE, SECTION], ids=["ofsi", "order", "license", "section"])
def test_a_text_that_was_read_reads_the_same_again(text: str) -> None:
    first = read_instrument(text, PROGRAMS)
    assert isinstance(first, Instrument)
    again = read_instrument(first.text, PROGRAMS, first.key)
    assert isinstance(again, Instrument)
    assert again.text == first.text
    assert again.provisions == first.provisions
