"""A paragraph that comes into a license has the sign of what its own words do, and going the opposite one; what says nothing clear is not judged."""

from __future__ import annotations

import pytest

from monitor.model.words import Direction
from tests.judge.forms import judged

BODY = (
    "OFFICE OF FOREIGN ASSETS CONTROL\n\nRussian Harmful Foreign Activities Sanctions Regulations\n\n31 CFR Part 587\n\n"
    "GENERAL LICENSE NO. 300\n\nAuthorizing Certain Transactions\n\n"
    "(a) All transactions prohibited by the RuHSR involving Harbor Bank are authorized.\n\n"
    "(b) This general license does not authorize:\n\n(1) Any debit to a blocked account; or\n\n(2) The sale of arms.{}\n\n"
    "Bradley T. Smith,\nDirector, Office of Foreign Assets Control.\n\nDated: May 1, 2024.\n"
)
PARAGRAPHS = """
tightened: U.S. persons participating in transactions authorized by this general license are required, within 10 business days after the expiration date, to file a report with OFAC.
tightened: Any U.S. person relying on this general license is to retain records of each transaction.
tightened: Any U.S. person engaging in such transactions is responsible for filing a report with OFAC.
tightened: Persons relying on this general license shall maintain full and accurate records.
tightened: This authorization does not unblock property blocked before May 1, 2024.
tightened: Payments to Harbor Bank may only be made into a blocked account.
tightened: Payments may be made only into a blocked account.
tightened: Payments are to be made into a blocked account.
tightened: No payment may be made to a person located in Iran.
tightened: No payment shall be made to a person located in Iran.
tightened: No person located in Iran may be a party to such transactions.
tightened: In no event may payments be made in digital currency.
tightened: Under no circumstances may a U.S. person deal in gold.
tightened: Such transactions may not involve a person located in Iran.
tightened: U.S. persons may not engage in such transactions without notifying OFAC.
tightened: U.S. persons cannot rely on paragraph (a) for the sale of gold.
tightened: Transactions involving gold are outside the scope of this general license.
tightened: Transactions involving gold are excluded from paragraph (a).
tightened: Transactions involving gold remain prohibited.
tightened: Transactions involving gold are not covered by this general license.
tightened: Transactions involving gold require a specific license.
tightened: Transactions involving gold continue to require a specific license.
tightened: Transactions involving gold are prohibited.
tightened: The sale of gold is not authorized by this general license.
tightened: Paragraph (a) shall not apply to gold.
tightened: Paragraph (a) does not cover gold.
tightened: Paragraph (a) is not available to financial institutions.
tightened: Paragraph (a) is subject to the condition that payments be made into a blocked account.
tightened: The authorization in paragraph (a) is conditioned on the receipt of prior approval from OFAC.
tightened: The transactions described in paragraph (a) are authorized only if payments are made into a blocked account.
tightened: Contracts entered into pursuant to paragraph (a) must be governed by the laws of the United States.
tightened: Before engaging in such transactions, U.S. persons must obtain a certification.
tightened: Prior to any payment, a U.S. person needs to notify OFAC.
tightened: This general license expires on August 1, 2025.
tightened: This general license will terminate on August 1, 2025.
tightened: The authorization in this general license ends at 12:01 a.m. eastern daylight time, August 1, 2025.
tightened: The authorization in this general license is valid until August 1, 2025.
tightened: This general license ceases to be in effect on August 1, 2025.
relaxed: U.S. persons may also export rice to Harbor Bank.
relaxed: U.S. persons are also authorized to export rice to Delta Bank.
relaxed: All transactions ordinarily incident to the export of rice to Delta Bank are authorized.
relaxed: The export of rice to Delta Bank is authorized.
relaxed: Transactions involving Delta Bank are also permitted.
relaxed: Paragraph (a) also applies to Delta Bank.
relaxed: The authorization in paragraph (a) extends to Delta Bank.
relaxed: This general license also authorizes the export of rice.
relaxed: In addition, U.S. persons may import gold.
relaxed: U.S. financial institutions may process transfers for Delta Bank.
relaxed: Except as provided in paragraph (b), the unblocking of property of Delta Bank is authorized.
relaxed: Notwithstanding paragraph (b)(1), debits for the payment of taxes are authorized.
relaxed: Notwithstanding paragraph (b)(1), U.S. persons may make debits for taxes.
relaxed: Paragraph (b)(1) does not apply to the payment of taxes.
relaxed: The exclusion in paragraph (b)(2) does not apply to hunting rifles.
relaxed: The limitation in paragraph (b) shall not apply to hunting rifles.
relaxed: Nothing in paragraph (b)(2) prohibits the sale of hunting rifles.
relaxed: The sale of hunting rifles is exempt from paragraph (b)(2).
unchanged: Nothing in this general license relieves any person from compliance with other laws.
unchanged: Effective May 1, 2024, General License No. 299, dated March 3, 2024, is replaced and superseded in its entirety.
unchanged: OFAC may revoke or modify this general license at any time.
unchanged: For additional information, see FAQ 1040.
unchanged: Note to paragraph (a). For additional information about Harbor Bank, see FAQ 1040.
unchanged: Note 1 to paragraph (a). The transactions authorized by paragraph (a) include the payment of salaries.
unchanged: Note 2 to paragraph (b)(1). See 31 CFR 587.201 for the definition of the term blocked account.
tightened: Note 3 to paragraph (a). Paragraph (a) does not authorize the sale of gold.
relaxed: Note 4 to paragraph (a). Paragraph (a) also authorizes the sale of gold to Delta Bank.
unchanged: Note to General License No. 300. U.S. persons remain responsible for compliance with other applicable laws.
"""


@pytest.mark.parametrize("line", PARAGRAPHS.strip().splitlines())
def test_a_paragraph_does_what_its_words_say(line: str):
    sign, _, words = line.partition(": ")
    before, after = BODY.format(""), BODY.format(f"\n\n{'' if words.startswith('Note') else '(c) '}{words}")
    directions = (judged(before, after).direction, judged(after, before).direction)
    assert directions == (Direction(sign), Direction(sign).opposite)


OFAC = "OFFICE OF FOREIGN ASSETS CONTROL\n\n"
SIGNED = "\n\nBradley T. Smith\nDirector\nOffice of Foreign Assets Control\n\nDated: May 1, 2024"
OTHERS = {
    "directive": (
        (
            f"{OFAC}Directive 3 under Executive Order 14024\n\nProhibitions Related to Debt\n\nThe following activities by a U.S. "
            f"person are prohibited: all dealings in new debt of Harbor Bank.{{}}{SIGNED}"
        ),
        "",
    ),
    "determination": (
        (
            f"{OFAC}DETERMINATION PURSUANT TO SECTION 1(a)(ii) OF EXECUTIVE ORDER 14071\n\nProhibition on Harbor Services\n\n"
            f"I hereby determine that the prohibitions in section 1(a)(ii) of E.O. 14071 shall apply to harbor services.{{}}{SIGNED}"
        ),
        "",
    ),
    "section": (
        (
            "§ 587.299 Prohibited dealings in harbors.\n\n(a) All dealings by U.S. persons in harbors of the Russian Federation "
            "are prohibited.\n\n(b) The term “harbors” means ports.{}"
        ),
        "(c) ",
    ),
    "license section": (
        (
            "§ 587.599 Harbor transactions authorized.\n\n(a) All transactions ordinarily incident to harbors are authorized.\n\n"
            "(b) This section does not authorize debits.{}"
        ),
        "(c) ",
    ),
    "licence": (
        (
            "OFFICE OF FINANCIAL SANCTIONS IMPLEMENTATION\n\nGENERAL LICENCE - Harbor\n\nINT/2026/1234567\n\n1. This licence is "
            "granted under regulation 64 of the Russia (Sanctions) (EU Exit) Regulations 2019.\n\n2. A Person may make payments to "
            "Harbor Bank.{}\n\nOffice of Financial Sanctions Implementation\n\n30 March 2026"
        ),
        "3. ",
    ),
}
"""Instruments that are no general license of OFAC, with the number that a further paragraph gets."""
ELSEWHERE = """
directive, tightened: All dealings in new equity of Harbor Bank are also prohibited.
directive, tightened: U.S. persons may not lend to Harbor Bank.
directive, tightened: No U.S. person may lend to Harbor Bank.
directive, tightened: The lending of funds to Harbor Bank is prohibited.
directive, tightened: Any transaction that evades or avoids the prohibitions of this directive is prohibited.
directive, relaxed: The prohibitions of this directive do not apply to pensions.
directive, relaxed: This directive does not prohibit the payment of pensions.
directive, relaxed: Pensions are not prohibited.
directive, relaxed: U.S. persons are authorized to pay pensions.
directive, relaxed: Nothing in this directive prohibits the payment of pensions.
directive, relaxed: The payment of pensions is exempt.
directive, relaxed: U.S. persons may pay pensions.
directive, unchanged: For additional information, see FAQ 1001.
directive, unchanged: Nothing in this directive relieves any person from compliance with other laws.
directive, unchanged: Directive 3, dated March 1, 2022, is superseded and replaced in its entirety.
directive, tightened: The prohibitions of this directive also apply to derivatives of such debt.
directive, tightened: The prohibitions of this directive extend to Delta Bank.
section, tightened: Any conspiracy to violate this section is prohibited.
section, tightened: U.S. persons may not insure such harbors.
section, relaxed: The prohibitions in paragraph (a) do not apply to the rescue of crews.
section, relaxed: Paragraph (a) does not apply to the rescue of crews.
section, relaxed: The prohibition in paragraph (a) shall not apply to the rescue of crews.
section, relaxed: The rescue of crews is exempt from paragraph (a).
section, relaxed: Except as authorized, U.S. persons may pay harbor dues.
licence, tightened: A Person must report each payment to HM Treasury within 14 days.
licence, tightened: A Person shall keep records of each payment for six years.
licence, tightened: The permissions in this licence do not authorise any act which will result in funds being made available to Delta Bank.
licence, tightened: This licence does not permit payments to Delta Bank.
licence, tightened: Payments may only be made in sterling.
licence, tightened: A Person may not make payments in cash.
licence, tightened: No payment under this licence may exceed £5,000.
licence, tightened: This licence expires at 23:59 on 1 June 2026.
licence, relaxed: A Relevant Institution may process such payments.
licence, relaxed: A Relevant Institution is permitted to process such payments.
licence, unchanged: HM Treasury may vary, revoke or suspend this licence at any time.
licence, unchanged: Information provided to HM Treasury in connection with this licence shall be disclosed to third parties only in compliance with the UK General Data Protection Regulation.
license section, tightened: U.S. persons must keep records of such transactions.
license section, tightened: This section does not authorize the importation of goods.
license section, relaxed: The importation of goods is also authorized.
determination, tightened: The prohibitions shall also apply to pilot services.
determination, relaxed: This determination does not apply to the rescue of crews.
determination, relaxed: This determination excludes services to ships owned by U.S. persons.
determination, unchanged: For additional information, see FAQ 1001.
determination, relaxed: Nothing in this determination shall be deemed to prohibit the rescue of crews.
"""


@pytest.mark.parametrize("line", ELSEWHERE.strip().splitlines())
def test_it_does_so_in_other_instruments_too(line: str):
    place, _, words = line.partition(": ")
    form, _, sign = place.partition(", ")
    text, number = OTHERS[form]
    before, after = text.format(""), text.format(f"\n\n{number}{words}")
    directions = (judged(before, after).direction, judged(after, before).direction)
    assert directions == (Direction(sign), Direction(sign).opposite)


@pytest.mark.parametrize(
    "words", ["Section 587.201 of this part.", "All funds of Harbor Bank on May 1, 2024.", "Harbor Bank."]
)
def test_a_paragraph_that_says_nothing_clear_is_not_judged(words: str):
    before, after = BODY.format(""), BODY.format(f"\n\n(c) {words}")
    assert judged(before, after).direction is Direction.UNJUDGED
    assert judged(after, before).direction is Direction.UNJUDGED
