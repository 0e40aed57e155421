"""One more item of a list has the sign of the words above it, and one less the opposite one."""

from __future__ import annotations

import pytest

from monitor.model.words import Direction
from tests.judge.forms import judged

BODY = (
    "OFFICE OF FOREIGN ASSETS CONTROL\n\nRussian Harmful Foreign Activities Sanctions Regulations\n\n31 CFR Part 587\n\n"
    "GENERAL LICENSE NO. 300\n\nAuthorizing Certain Transactions\n\n(a) All transactions involving Harbor Bank are "
    "authorized.\n\n(b) {}\n\n"
    "Bradley T. Smith,\nDirector, Office of Foreign Assets Control.\n\nDated: May 1, 2024.\n"
)
# sign | the words above the list | first item; connective, last item | the further one
LISTS = """
relaxed | The following transactions are also authorized: | The sale of rice; or The sale of corn | The sale of wheat
relaxed | U.S. persons may engage in the following: | The sale of rice; or The sale of corn | The sale of wheat
relaxed | Transactions ordinarily incident to one or more of the following are authorized: | The sale of rice; or The sale of corn | The sale of wheat
tightened | This general license does not authorize: | The sale of rice; or The sale of corn | The sale of wheat
tightened | Paragraph (a) does not authorize any of the following: | The sale of rice; or The sale of corn | The sale of wheat
tightened | Nothing in this general license authorizes the following: | The sale of rice; or The sale of corn | The sale of wheat
tightened | The following transactions are not authorized: | The sale of rice; or The sale of corn | The sale of wheat
tightened | The following transactions remain prohibited: | The sale of rice; or The sale of corn | The sale of wheat
tightened | The following transactions are excluded from paragraph (a): | The sale of rice; or The sale of corn | The sale of wheat
tightened | The authorization in paragraph (a) does not extend to the following: | The sale of rice; or The sale of corn | The sale of wheat
tightened | U.S. persons may not, under paragraph (a), do any of the following: | Sell rice; or Sell corn | Sell wheat
tightened | U.S. persons are prohibited from the following: | Selling rice; or Selling corn | Selling wheat
tightened | No U.S. person may do any of the following: | Sell rice; or Sell corn | Sell wheat
tightened | The authorization in paragraph (a) is subject to the following conditions: | The parties keep records; and The parties are insured | The parties notify OFAC
tightened | The transactions in paragraph (a) are authorized only if: | The parties keep records; and The parties are insured | The parties notify OFAC
relaxed | The transactions in paragraph (a) are authorized only if one of the following conditions is met: | The parties keep records; or The parties are insured | The parties notify OFAC
tightened | U.S. persons relying on paragraph (a) must: | Keep records; and Be insured | Notify OFAC
tightened | U.S. persons relying on paragraph (a) are required to: | Keep records; and Be insured | Notify OFAC
tightened | U.S. persons must submit a report that includes: | The names of the parties; and The amounts | The dates
tightened | Any report required by this general license must contain the following information: | The names of the parties; and The amounts | The dates
tightened | Each contract must provide for: | Arbitration in the United States; and Termination | Notice to OFAC
relaxed | Paragraph (a) also applies to the following persons: | Onega Bank; or Ladoga Bank | Volga Bank
relaxed | The persons described in paragraph (a) include: | Onega Bank; or Ladoga Bank | Volga Bank
tightened | Paragraph (a) does not apply to the following persons: | Onega Bank; or Ladoga Bank | Volga Bank
relaxed | The sale of rice is authorized to: | Onega Bank; or Ladoga Bank | Volga Bank
tightened | The sale of rice is authorized, other than to: | Onega Bank; or Ladoga Bank | Volga Bank
tightened | The sale of rice is authorized, provided that it does not involve: | Onega Bank; or Ladoga Bank | Volga Bank
tightened | The sale of rice is authorized, unless it involves: | Onega Bank; or Ladoga Bank | Volga Bank
tightened | The sale of rice is authorized, except for sales to: | Onega Bank; or Ladoga Bank | Volga Bank
tightened | The sale of rice is authorized, excluding: | Brown rice; or Red rice | White rice
relaxed | The limitation in paragraph (a) does not apply to: | Onega Bank; or Ladoga Bank | Volga Bank
relaxed | For purposes of paragraph (a), the term “transactions” means: | Payments; or Loans | Guarantees
relaxed | For purposes of paragraph (a), the term “transactions” includes: | Payments; and Loans | Guarantees
tightened | For purposes of paragraph (a), the term “transactions” does not include: | Payments; or Loans | Guarantees
tightened | Notwithstanding paragraph (a), the following are prohibited: | The sale of rice; or The sale of corn | The sale of wheat
relaxed | Notwithstanding the foregoing, the following are permitted: | The sale of rice; or The sale of corn | The sale of wheat
tightened | Transactions under paragraph (a) are limited, and may not include: | Payments; or Loans | Guarantees
relaxed | Transactions under paragraph (a) are limited to: | Payments; or Loans | Guarantees
relaxed | The authorization in paragraph (a) applies only to: | Payments; or Loans | Guarantees
"""


def written(lead: str, items: list[str], joint: str) -> str:
    ends = [*[";"] * (len(items) - 2), f"; {joint}", "."]
    rows = [f"({n}) {item}{end}" for n, (item, end) in enumerate(zip(items, ends, strict=True), 1)]
    return BODY.format("\n\n".join((lead, *rows)))


@pytest.mark.parametrize("line", LISTS.strip().splitlines())
def test_an_item_does_what_the_words_above_it_say(line: str):
    sign, lead, row, more = (part.strip() for part in line.split("|"))
    first, _, rest = row.partition("; ")
    joint, _, last = rest.partition(" ")
    before, after = written(lead, [first, last], joint), written(lead, [first, more, last], joint)
    directions = (judged(before, after).direction, judged(after, before).direction)
    assert directions == (Direction(sign), Direction(sign).opposite)
