"""Licenses of our own wording in the official form, and how tests read them."""

from __future__ import annotations

from pathlib import Path

from monitor.judge import compare
from monitor.law import parse_programs, read_instrument
from monitor.model.instrument import Instrument, Judgment

PROGRAMS = parse_programs(
    (Path(__file__).resolve().parents[2] / "config" / "programs.toml").read_text(encoding="utf-8")
)

HARBOR = """OFFICE OF FOREIGN ASSETS CONTROL

Russian Harmful Foreign Activities Sanctions Regulations

31 CFR Part 587

GENERAL LICENSE NO. 301

Authorizing Certain Transactions Related to Harbor Services

(a) Except as provided in paragraph (c) of this general license, all transactions prohibited by Executive Order (E.O.) 14024 that are ordinarily incident and necessary to the dredging, repair, or lighting of harbors, involving one or more of the following blocked entities, are authorized through 12:01 a.m. eastern daylight time, June 30, 2024, provided that:

(1) Any payment to a blocked person is made into a blocked account located in the United States; and

(2) The fees paid to any harbor authority do not exceed $20,000 in any calendar year.

(b) Except as provided in paragraph (c) of this general license, U.S. persons are authorized to insure the vessels of the following entities on or after March 1, 2024:

(1) Northwind Harbor Works;

(2) Kestrel Dredging Company; or

(3) Any entity in which one or more of the above entities own, directly or indirectly, a 50 percent or greater interest.

Note to paragraph (b). For purposes of this general license, the term "vessels" means ships, barges, and tugs registered in the Russian Federation.

(c) This general license does not authorize:

(1) Any transactions prohibited by Directive 2 under E.O. 14024;

(2) The purchase of fuel from a person located in the Crimea region of Ukraine, other than fuel for rescue boats; or

(3) Any transaction involving a person listed in the Annex to this general license.

(d) U.S. persons that engage in transactions pursuant to this general license must submit to the Office of Foreign Assets Control a report that identifies:

(1) The parties involved; and

(2) The dates and values of the transactions.

(e) Reports described in paragraph (d) are due no later than 30 days after the first transaction and every 90 days thereafter.

Note to General License No. 301. Nothing in this general license relieves any person from compliance with any other Federal laws.

Bradley T. Smith,
Director, Office of Foreign Assets Control.

Dated: February 20, 2024.

Annex--Persons Excluded by Paragraph (c)(3) of General License 301

Onega Breakwater Holding
Ladoga Marine Supply LLC
Sergei Ivanovich Makarov
"""


def read(text: str) -> Instrument:
    """The instrument of a text that is one."""
    found = read_instrument(text, PROGRAMS)
    assert isinstance(found, Instrument), found
    return found


def judged(before: str, after: str) -> Judgment:
    """Both texts read and compared."""
    return compare(read(before), read(after))


def edited(text: str, old: str, new: str) -> str:
    """The text with one edit that really happens, once."""
    assert text.count(old) == 1, (text.count(old), old)
    return text.replace(old, new)
