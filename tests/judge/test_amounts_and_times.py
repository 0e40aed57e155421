"""Caps, thresholds, periods, days: what a number or a date does wherever rules put it."""

from __future__ import annotations

import pytest

from tests.judge.drafting import Case, cases, judged_both_ways

AMOUNTS = cases(
    """
    grant, relaxed: payments not to exceed [$5,000 > $9,000] in any calendar month are authorized.
    grant, relaxed: payments of no more than [$5,000 > $9,000] are authorized.
    grant, relaxed: payments of up to [$5,000 > $9,000] are authorized.
    grant, relaxed: payments totaling [$5,000 > $9,000] or less are authorized.
    grant, relaxed: payments below [$5,000 > $9,000] are authorized.
    grant, relaxed: payments that do not in the aggregate exceed [$5,000 > $9,000] are authorized.
    grant, relaxed: payments the value of which may not be greater than [$5,000 > $9,000] are authorized.
    grant, relaxed: payments limited to [$5,000 > $9,000] per recipient are authorized.
    grant, relaxed: payments in an amount not exceeding [10,000 > 20,000] euros are authorized.
    grant, tightened: payments of at least [$5,000 > $9,000] are authorized.
    grant, tightened: payments not less than [$5,000 > $9,000] are authorized.
    grant, tightened: payments in excess of [$5,000 > $9,000] are authorized.
    grant, relaxed: payments with a maximum value of [$5,000 > $9,000] are authorized.
    grant, relaxed: payments capped at [$5,000 > $9,000] are authorized.
    grant, relaxed: the sale of up to [500 > 900] metric tons of wheat is authorized.
    grant, relaxed: the sale of no fewer than 500 and no more than [900 > 1,200] tons of wheat is authorized.
    grant, relaxed: loans with a maturity of [30 > 90] days or less are authorized.
    grant, relaxed: loans with a maturity of less than [30 > 90] days are authorized.
    grant, tightened: loans with a maturity of longer than [30 > 90] days are authorized.
    grant, relaxed: dealings in entities owned [50 > 25] percent or more by Harbor Bank are authorized.
    grant, tightened: dealings in entities in which Harbor Bank holds less than a [50 > 25] percent interest are authorized.
    grant, relaxed: payments of [$5,000 > $9,000] are authorized.
    grant, tightened: payments of not more than $5,000 per [month > year] are authorized.
    grant, relaxed: [two > three] flights per week are authorized.
    exclusion, relaxed: Any payment exceeding [$5,000. > $9,000.]
    exclusion, tightened: Any payment not exceeding [$5,000. > $9,000.]
    exclusion, relaxed: Payments in excess of [$5,000 > $9,000] in any calendar month.
    exclusion, relaxed: Payments greater than [$5,000. > $9,000.]
    exclusion, relaxed: Payments of [$5,000 > $9,000] or more.
    exclusion, relaxed: Any payment, other than payments not to exceed [$5,000. > $9,000.]
    exclusion, relaxed: Any payment, unless its value is below [$5,000. > $9,000.]
    exclusion, relaxed: The opening of more than [two > five] accounts.
    exclusion, relaxed: New debt of longer than [30 > 90] days maturity.
    exclusion, relaxed: New debt with a maturity exceeding [30 > 90] days.
    exclusion, relaxed: New debt with a maturity beyond [30 > 90] days.
    exclusion, tightened: Any transaction involving entities owned [50 > 25] percent or more by Harbor Bank.
    exclusion, relaxed: Any loan for a period of more than [one year. > two years.]
    directive, relaxed: dealings in new debt of longer than [14 > 60] days maturity.
    directive, relaxed: dealings in new debt with a maturity exceeding [14 > 60] days.
    directive, tightened: dealings in new debt of less than [$5,000. > $9,000.]
    directive, tightened: dealings in entities owned [50 > 25] percent or more by Harbor Bank.
    exclusion, relaxed: Any transactions involving Delta [Bank. > Bank that exceed $5,000.]
    paragraph, relaxed: This general license is valid for [60 > 90] days from the date of issuance.
    grant, relaxed: all transactions are authorized for a period of [30 > 60] days.
    grant, tightened: all transactions are authorized for [180 > 90] days after the date of issuance.
    grant, unchanged: all transactions with entities in which [either of them owns > one or more of them own] a 50 percent interest are authorized.
    directive, tightened: the following services: (1) audit; [and (2) > (2) consulting; and (3)] accounting.
    paragraph, relaxed: Fees may not exceed [$5,000 > $9,000] per month.
    grant, relaxed: one flight every [30 > 10] days is authorized.
    paragraph, relaxed: The sale of rice [ > or corn] is authorized. For additional information, see FAQ 1040.
    paragraph, tightened: The sale of rice [ > or corn] is not authorized. For additional information, see FAQ 1040.
    grant, relaxed: the exportation of [EAR99 > ] medicine is authorized.
    grant, relaxed: the release of blocked funds [of up to $5,000 > ] is authorized.
    exclusion, relaxed: Any transaction prohibited by Directive [2 or 3. > 2.]
    exclusion, tightened: Any transaction prohibited by E.O. [14024. > 14024 or E.O. 14071.]
    exclusion, tightened: Any transaction prohibited by the [RuHSR. > RuHSR or any other part of 31 CFR chapter V.]
    directive, tightened: the provision of insurance to vessels carrying oil above [$60 > $47] per barrel.
    directive, tightened: the provision of insurance to vessels carrying oil unless it was bought at or below [$60 > $47] per barrel.
    grant, tightened: dealings with persons that are not blocked pursuant to E.O. 14038 [ > for humanitarian purposes] are authorized.
    """
)
TIMES = cases(
    """
    condition, relaxed: The goods are delivered before [July > September] 1, 2024
    condition, relaxed: The contract was entered into before [March > April] 1, 2024
    condition, tightened: The contract was signed on or after [March > April] 1, 2024
    directive, relaxed: dealings in new debt issued on or after [March > May] 1, 2024.
    directive, relaxed: as of [March > May] 1, 2024, dealings in new debt.
    directive, relaxed: beginning [March > May] 1, 2024, dealings in new debt.
    directive, tightened: dealings in new debt until [March > May] 1, 2025.
    grant, tightened: all transactions involving Harbor Bank are [authorized. > authorized beginning June 1, 2024.]
    grant, tightened: all transactions involving Harbor Bank are [authorized. > authorized through June 30, 2025.]
    exclusion, relaxed: Any transactions involving Delta [Bank. > Bank after June 1, 2024.]
    paragraph, relaxed: The authorization in paragraph (a) is limited to contracts signed before [March > June] 1, 2024.
    paragraph, relaxed: No transaction with Harbor Bank is authorized after [June > July] 1, 2024.
    paragraph, relaxed: The authorization in paragraph (a) expires on [June > August] 1, 2025.
    paragraph, relaxed: This general license expires at 12:01 a.m. eastern daylight time, [June > August] 1, 2025.
    paragraph, tightened: This general license is effective on [June > July] 1, 2024.
    paragraph, relaxed: This general license shall remain in effect until [June > September] 1, 2025, unless revoked earlier.
    grant, relaxed: all transactions until [June > July] 1, 2025 are authorized.
    grant, relaxed: all transactions through 11:59 p.m. eastern time, [June > July] 1, 2025 are authorized.
    grant, relaxed: all transactions on or before [June > July] 1, 2025 are authorized.
    grant, relaxed: all transactions prior to [June > July] 1, 2025 are authorized.
    grant, relaxed: all transactions that occur no later than [June > July] 1, 2025 are authorized.
    grant, relaxed: all transactions are authorized during the period beginning June 1, 2024 and ending [August > October] 1, 2024.
    grant, tightened: all transactions are authorized during the period beginning [June > July] 1, 2024 and ending August 1, 2024.
    grant, relaxed: all transactions are authorized from June 1, 2024 to [August > October] 1, 2024.
    grant, relaxed: all transactions are authorized between June 1, 2024 and [August > October] 1, 2024.
    grant, tightened: all transactions are authorized between [June > July] 1, 2024 and August 1, 2024.
    grant, relaxed: the delivery of cargo loaded on or before [June > July] 1, 2024 is authorized.
    grant, tightened: the delivery of cargo loaded after [June > July] 1, 2024 is authorized.
    grant, relaxed: the performance of contracts dated before [June > July] 1, 2024 is authorized.
    grant, relaxed: the performance of contracts in effect as of [June > July] 1, 2024 is authorized.
    grant, tightened: the return of funds blocked on or after [June > July] 1, 2024 is authorized.
    grant, relaxed: all transactions are authorized through [the earlier of June 1, 2025 or the date of delisting. > June 1, 2025.]
    grant, tightened: all transactions are authorized through [the later of June 1, 2025 or the date of delisting. > June 1, 2025.]
    grant, relaxed: all transactions are authorized within [30 > 60] days of June 1, 2024.
    exclusion, relaxed: Any transaction after [June > July] 1, 2024.
    exclusion, tightened: Any transaction before [June > July] 1, 2024.
    exclusion, relaxed: Any transaction involving contracts entered into on or after [June > July] 1, 2024.
    exclusion, relaxed: Any transaction, other than transactions through [June > July] 1, 2024.
    exclusion, relaxed: New contracts, except contracts entered into before [June > July] 1, 2024.
    exclusion, relaxed: Any expansion beyond fields in operation as of [June > July] 1, 2024.
    exclusion, tightened: Any transaction involving Delta Bank until [June > July] 1, 2024.
    exclusion, tightened: Any transaction involving property blocked before [June > July] 1, 2024.
    directive, tightened: dealings in debt before [June > July] 1, 2024.
    directive, relaxed: dealings in debt, except through [June > July] 1, 2024.
    paragraph, relaxed: The authorization in paragraph (a) applies only to contracts signed before [March > June] 1, 2024.
    grant, tightened: all transactions for the wind down of [transactions > contracts entered into before June 1, 2024] involving Harbor Bank are authorized.
    paragraph, relaxed: This general license is valid [through June 1, 2025. > indefinitely.]
    condition, relaxed: The transaction is completed by [June > July] 1, 2024
    """
)


@pytest.mark.parametrize("case", [*AMOUNTS, *TIMES], ids=lambda case: case.line)
def test_a_phrase_has_its_sign_and_the_opposite_one_backwards(case: Case):
    assert judged_both_ways(case) == (case.sign, case.sign.opposite)
