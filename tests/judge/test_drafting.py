"""Phrases of legal drafting: who and what is covered, what is asked for, what is excepted."""

from __future__ import annotations

import pytest

from tests.judge.drafting import Case, cases, judged_both_ways

DUTIES = cases(
    """
    condition, relaxed: The fee does not exceed [$5,000 > $9,000]
    condition, relaxed: The fee must not be more than [$5,000 > $9,000]
    condition, relaxed: The fee is not to exceed [$5,000 > $9,000] in any calendar year
    condition, relaxed: No payment exceeds [$5,000 > $9,000]
    condition, relaxed: No fee greater than [$5,000 > $9,000] is paid
    condition, tightened: At least [20 > 40] percent of the proceeds is paid into a blocked account
    condition, tightened: The parties retain records for at least [five > ten] years
    condition, tightened: The parties retain records for [five > ten] years
    condition, tightened: A report is submitted within [30 > 10] days
    condition, relaxed: A report is submitted not later than [30 > 60] days after the transaction
    condition, relaxed: Notice is given at least [30 > 10] days before the payment
    condition, relaxed: Notice is given [30 > 10] days in advance
    condition, relaxed: Reports are due every [30 > 90] days
    condition, relaxed: Reports are due on a [monthly > quarterly] basis
    condition, tightened: Reports are submitted [once > twice] a year
    condition, relaxed: Any transaction valued at [$5,000 > $9,000] or more is reported to OFAC
    condition, relaxed: Any transaction over [$5,000 > $9,000] is reported to OFAC
    condition, relaxed: The cargo is discharged within [30 > 60] days
    condition, relaxed: The vessel is owned no more than [25 > 49] percent by a blocked person
    paragraph, relaxed: U.S. persons must report every transaction within [ten > 30] business days.
    paragraph, relaxed: U.S. persons must file a report by the fifth day of each [month. > quarter.]
    paragraph, relaxed: U.S. persons must report transactions exceeding [$1,000,000. > $2,000,000.]
    paragraph, tightened: U.S. persons must report [transactions exceeding $1,000,000. > transactions.]
    paragraph, tightened: U.S. persons are required to submit reports [annually. > semiannually.]
    condition, unchanged: Any payment to a blocked person [is > must be] made into a blocked account
    condition, tightened: Any payment to a blocked person [ > or its subsidiaries] is made into a blocked account
    condition, tightened: Any payment [to a blocked person > ] is made into a blocked account
    condition, relaxed: Any payment to a blocked person [ > exceeding $5,000] is made into a blocked account
    condition, relaxed: Any payment to a blocked person is made into a blocked account [ > or an escrow account]
    condition, tightened: Any payment to a blocked person is made into a blocked account [ > and is reported to OFAC]
    condition, tightened: Any payment to a blocked person is made into a [blocked > blocked, interest-bearing] account
    condition, relaxed: Any payment to a blocked [person > person, other than salaries,] is made into a blocked account
    condition, relaxed: Any payment to a blocked person [is > may be] made into a blocked account
    condition, tightened: Any payment to a blocked person is made into a blocked account [ > located in the United States]
    condition, tightened: The payment does not involve a blocked person [ > or a person located in Iran]
    condition, relaxed: The payment does not [ > knowingly] involve a blocked person
    condition, relaxed: The payment does not involve a blocked [person > person, other than Harbor Bank]
    condition, relaxed: The goods are for civilian [ > or medical] use
    condition, tightened: The goods are for civilian [use > end use in Russia]
    condition, relaxed: The goods are [solely > ] for civilian use
    condition, relaxed: The goods are for use in Japan [ > or Korea]
    condition, relaxed: The contract is governed by the laws of the United States [ > or the United Kingdom]
    condition, tightened: The contract specifies that the laws of the United States govern [ > and that disputes are resolved there]
    paragraph, tightened: U.S. persons must submit a [ > detailed] report to OFAC.
    paragraph, relaxed: U.S. persons [must > may] submit a report to OFAC.
    paragraph, tightened: U.S. persons must submit a report to [OFAC. > OFAC and the Department of State.]
    paragraph, relaxed: U.S. persons must submit a report to [OFAC. > OFAC or the Department of State.]
    paragraph, relaxed: U.S. [persons > financial institutions] must submit a report to OFAC.
    paragraph, tightened: [U.S. > All] persons must submit a report to OFAC.
    paragraph, relaxed: U.S. persons must submit a report to [OFAC. > OFAC upon request.]
    paragraph, relaxed: U.S. persons [ > other than individuals] must submit a report to OFAC.
    paragraph, unchanged: U.S. persons [must > are required to] submit a report to OFAC.
    paragraph, unchanged: U.S. persons [must > shall] submit a report to OFAC.
    paragraph, relaxed: U.S. persons must submit a report that identifies the [parties and the amounts. > parties.]
    paragraph, tightened: Any person that has exported gold [ > or silver] must report to OFAC.
    paragraph, relaxed: Any person that has exported gold [ > worth $5,000 or more] must report to OFAC.
    paragraph, tightened: Any U.S. person that is located in Russia [ > or Belarus] must report to OFAC.
    paragraph, tightened: Any U.S. person that does business with Harbor Bank [ > or Delta Bank] must report to OFAC.
    paragraph, tightened: Each U.S. person who is a party to a contract must notify [OFAC if the contract is amended. > OFAC.]
    paragraph, relaxed: Each U.S. person must notify [OFAC. > OFAC if requested.]
    paragraph, relaxed: Each U.S. person must notify [OFAC. > OFAC unless OFAC waives the notice.]
    paragraph, tightened: Each U.S. person must notify [OFAC. > OFAC in writing.]
    paragraph, tightened: Each U.S. person must notify [OFAC. > OFAC before each payment.]
    paragraph, relaxed: Each U.S. person must notify OFAC of any [payment. > payment exceeding $5,000.]
    paragraph, tightened: Each U.S. person must notify OFAC of any [payment. > payment or loan.]
    paragraph, tightened: Each U.S. person must [ > promptly] notify OFAC of any payment.
    paragraph, relaxed: Such contracts must specify that the laws of the United States [ > or France] govern.
    paragraph, relaxed: Fees shall not exceed [$5,000 > $9,000] per month.
    paragraph, relaxed: Fees must not in the aggregate exceed [$5,000 > $9,000] per month.
    paragraph, relaxed: U.S. persons must report any transaction within [30 > 60] days.
    paragraph, tightened: U.S. persons must report any transaction to [OFAC. > OFAC and the Department of State.]
    paragraph, tightened: U.S. persons must report any transaction in [rubles. > rubles or yuan.]
    paragraph, relaxed: U.S. persons must notify OFAC of each [loan. > loan to Harbor Bank.]
    paragraph, tightened: U.S. persons must notify OFAC at least ten days before any [payment. > payment or loan.]
    condition, relaxed: The goods are inspected, except for medicines [ > and food]
    condition, tightened: The payment is made into an account, other than an account at Harbor Bank [ > or Delta Bank]
    condition, tightened: Any vessel is insured [ > for at least $5,000]
    condition, tightened: Any vessel that is owned by Harbor Bank [ > or Delta Bank] is insured
    condition, tightened: U.S. persons retain all records [ > and contracts]
    condition, relaxed: U.S. persons obtain a certificate [ > or permit]
    condition, tightened: U.S. persons obtain a certificate [ > from OFAC]
    paragraph, unchanged: U.S. persons must report to OFAC. [ > For additional information, see FAQ 1040.]
    paragraph, tightened: U.S. persons must notify OFAC if a contract [ > or permit] is amended.
    paragraph, relaxed: Vessels whose registration is revoked must leave the port within [ten > 20] days.
    paragraph, tightened: If a contract [ > or permit] is amended, U.S. persons must notify OFAC.
    paragraph, tightened: If a contract is [amended, > amended or renewed,] U.S. persons must notify OFAC.
    paragraph, tightened: If a contract is amended, U.S. persons must notify [OFAC. > OFAC and the Department of State.]
    paragraph, tightened: U.S. persons may rely on a [certificate. > certificate, and must keep it for ten years.]
    paragraph, tightened: U.S. persons may rely on a certificate, and must keep it for [five > ten] years.
    paragraph, tightened: U.S. persons must keep [invoices. > invoices and must send them to OFAC.]
    condition, relaxed: The transaction does not involve a blocked person other than Harbor Bank [ > or Delta Bank]
    condition, tightened: Neither party is a blocked person [ > or a person located in Iran]
    condition, tightened: The funds are not transferred to Russia [ > or Belarus]
    condition, relaxed: The goods are classified as EAR99 [ > or 5D992]
    condition, relaxed: The goods do not exceed 10 tons [and are for civilian use > ]
    condition, tightened: The vessel is not owned [ > or operated] by a blocked person
    condition, relaxed: The vessel calls only at ports in Japan [ > or Korea]
    condition, relaxed: Payments are made in U.S. dollars [ > or euros]
    condition, relaxed: No payment is made to a blocked [person > person, except for taxes]
    condition, tightened: Each party certifies that it is not blocked [ > and will not resell the goods]
    condition, tightened: Each party [ > and each bank] certifies that it is not blocked
    paragraph, tightened: U.S. persons must report to OFAC the amount [ > and purpose] of each payment.
    paragraph, tightened: U.S. persons must report to OFAC within 30 [days. > days and annually thereafter.]
    paragraph, relaxed: Reports must be submitted by [mail. > mail or e-mail.]
    paragraph, tightened: Reports must be submitted by [ > registered] mail.
    paragraph, relaxed: Reports must include the [parties, the dates, > parties] and the amounts.
    paragraph, tightened: Such records must be made available to [OFAC upon request. > OFAC.]
    paragraph, tightened: U.S. persons must tell OFAC the [amount. > amount as well as the purpose.]
    """
)
SCOPE = cases(
    """
    grant, unchanged: [all > any] transactions involving Harbor Bank are authorized.
    grant, unchanged: [all > ] transactions involving Harbor Bank are authorized.
    grant, tightened: [all > certain] transactions involving Harbor Bank are authorized.
    grant, tightened: all [ > financial] transactions involving Harbor Bank are authorized.
    grant, tightened: all transactions [ > directly] involving Harbor Bank are authorized.
    grant, relaxed: all transactions involving Harbor Bank [ > or its subsidiaries] are authorized.
    grant, relaxed: all transactions involving Harbor Bank [ > and Delta Bank] are authorized.
    grant, tightened: all transactions involving Harbor [Bank > Bank, except Harbor Bank Finance,] are authorized.
    grant, tightened: all transactions involving Harbor Bank [ > that are not otherwise prohibited] are authorized.
    grant, tightened: all transactions involving Harbor Bank are [authorized. > authorized for U.S. persons.]
    grant, tightened: all transactions involving Harbor Bank are [authorized. > authorized, subject to prior notice to OFAC.]
    grant, tightened: all transactions involving Harbor Bank are [authorized. > authorized, provided that OFAC is notified.]
    grant, tightened: all transactions involving Harbor Bank are [authorized. > authorized, if OFAC is notified.]
    grant, tightened: all transactions involving Harbor Bank are [authorized. > authorized on the condition that OFAC is notified.]
    grant, tightened: all transactions involving Harbor Bank are [ > not] authorized.
    grant, relaxed: all transactions ordinarily incident [and > or] necessary to the sale of rice are authorized.
    grant, relaxed: all transactions [ordinarily incident and necessary > related] to the sale of rice are authorized.
    grant, relaxed: all transactions ordinarily incident and necessary to the sale [ > or donation] of rice are authorized.
    grant, relaxed: all transactions ordinarily incident and necessary to the sale of [rice > rice, wheat, and corn] are authorized.
    grant, tightened: all transactions ordinarily incident and necessary to the sale of rice [ > to Cuba] are authorized.
    grant, tightened: all transactions ordinarily incident and necessary to the [ > commercial] sale of rice are authorized.
    grant, tightened: all transactions ordinarily incident and necessary to the sale of rice [ > originating in Russia] are authorized.
    grant, relaxed: [U.S. persons > Persons] are authorized to sell rice.
    grant, relaxed: U.S. persons [ > and foreign persons] are authorized to sell rice.
    grant, tightened: U.S. [persons > financial institutions] are authorized to sell rice.
    grant, tightened: U.S. persons [ > located in the United States] are authorized to sell rice.
    grant, relaxed: U.S. persons are authorized to [ > buy and] sell rice.
    grant, relaxed: U.S. persons are authorized to [sell > sell, lease, or store] rice.
    grant, tightened: U.S. persons are authorized to sell [rice. > rice solely for humanitarian purposes.]
    grant, tightened: U.S. persons are authorized to sell rice to [Cuba and Burma. > Cuba.]
    grant, relaxed: nongovernmental organizations [ > and international organizations] are authorized to sell rice.
    exclusion, tightened: Any transactions involving Delta [ > Bank or Ural] Bank.
    exclusion, relaxed: Any transactions involving Delta [Bank. > Bank, other than payments of taxes.]
    exclusion, relaxed: Any transactions involving Delta [Bank. > Bank without prior approval.]
    exclusion, relaxed: Any [ > financial] transactions involving Delta Bank.
    exclusion, unchanged: Any transactions [ > or dealings] involving Delta Bank.
    exclusion, unchanged: Any transactions involving Delta [Bank. > Bank unless separately authorized.]
    exclusion, relaxed: Any transactions [ > knowingly] involving Delta Bank.
    exclusion, tightened: Any transactions involving a person located [in > in, or organized under the laws of,] Iran.
    exclusion, relaxed: Any transactions involving [a person > an entity] located in Iran.
    exclusion, tightened: Any transactions involving a person located in [Iran. > Iran or Cuba.]
    exclusion, relaxed: Any transactions involving a person located in [Iran or Cuba. > Iran.]
    exclusion, tightened: The importation of gold [ > or diamonds] into the United States.
    exclusion, tightened: The importation [ > or exportation] of gold into the United States.
    exclusion, relaxed: The importation of gold [ > of Russian origin] into the United States.
    exclusion, relaxed: The importation of [gold > gold, other than recycled gold,] into the United States.
    exclusion, relaxed: The importation of gold, other than recycled [gold, > gold or scrap,] into the United States.
    exclusion, tightened: The importation of gold, other than recycled [gold, > gold certified by OFAC,] into the United States.
    exclusion, tightened: The importation of gold, other than recycled gold (except dental [gold), > gold and coins),] into the United States.
    directive, tightened: the exportation of accounting [ > or consulting] services.
    directive, relaxed: the exportation of accounting [services. > services to any person located in Russia.]
    directive, relaxed: the exportation of accounting [services. > services, except to entities owned by U.S. persons.]
    directive, relaxed: the exportation of accounting services, except to entities owned [ > or controlled] by U.S. persons.
    directive, tightened: the exportation of accounting services by [a U.S. > any] person.
    directive, tightened: the [exportation > exportation, reexportation, or sale] of accounting services.
    paragraph, relaxed: The authorization in paragraph (a) is limited to [contracts. > contracts and permits.]
    paragraph, tightened: The authorization in paragraph (a) does not extend to [gold. > gold or silver.]
    paragraph, tightened: Paragraph (a) does not apply to [gold. > gold or silver.]
    paragraph, relaxed: Paragraph (a) applies only to [banks. > banks and insurers.]
    paragraph, tightened: Nothing in this general license authorizes the sale of [gold. > gold or silver.]
    paragraph, tightened: U.S. persons may not use correspondent [ > or payable-through] accounts at Harbor Bank.
    paragraph, tightened: U.S. persons are prohibited from selling [gold. > gold or silver.]
    paragraph, relaxed: For the purposes of this general license, the term transactions means [payments. > payments or loans.]
    paragraph, tightened: For the purposes of this general license, the term transactions does not include [payments. > payments or loans.]
    paragraph, tightened: For the purposes of this general license, the term transactions includes [payments. > payments in rubles.]
    grant, unchanged: all transactions involving [one or more > any] of the following entities are authorized: Harbor Bank and Delta Bank.
    grant, unchanged: all transactions with Harbor Bank [or > and] any entity owned by it are authorized.
    grant, relaxed: transactions that are (i) for safety; [or (ii) > (ii) for cleaning; or (iii)] for repair are authorized.
    grant, tightened: all transactions are authorized, provided that (i) no cash is paid; [and (ii) > (ii) no gold is used; and (iii)] OFAC is told.
    grant, relaxed: all transactions are authorized, provided that [(i) no cash is paid and (ii) > ] OFAC is told.
    grant, relaxed: [weekly > daily] flights are authorized.
    paragraph, relaxed: The sale of rice [ > or corn] is authorized. Nothing in this general license relieves any person from other law.
    grant, unchanged: all transactions involving [Alexander Cargo > Aleksandr Kargo] are authorized.
    paragraph, relaxed: U.S. persons may rely on a [certificate. > certificate or a permit.]
    paragraph, tightened: U.S. persons may rely on a [certificate. > certificate issued by OFAC.]
    paragraph, relaxed: Paragraph (a) also applies to Delta [ > Bank and Ural] Bank.
    paragraph, relaxed: The exclusion in paragraph (b) does not apply to Delta [ > Bank and Ural] Bank.
    paragraph, tightened: No payment may be made to Delta [ > Bank or Ural] Bank.
    paragraph, relaxed: Payments may only be made to Delta [ > Bank or Ural] Bank.
    paragraph, tightened: Transactions involving Delta Bank [ > or Ural Bank] are prohibited.
    paragraph, tightened: Transactions involving Delta Bank [ > or Ural Bank] require a specific license.
    paragraph, tightened: Transactions described in paragraph (a) are authorized only if OFAC [is > and the Department of State are] notified.
    paragraph, tightened: In no event may payments be made in [gold. > gold or silver.]
    grant, relaxed: transactions such as [payments and loans > payments, loans, and guarantees] are authorized.
    grant, relaxed: travel by employees [ > and their family members] is authorized.
    grant, tightened: travel by employees and their [ > immediate] family members is authorized.
    grant, relaxed: all transactions to the extent they involve Harbor Bank [ > or Delta Bank] are authorized.
    grant, tightened: all transactions with persons who are not blocked [ > or located in Iran] are authorized.
    grant, relaxed: all transactions with persons [not blocked > ] are authorized.
    grant, relaxed: transactions with the Ministry of Health [ > and any agency thereof] are authorized.
    grant, relaxed: the importation of goods from Russia [ > or Belarus] into the United States is authorized.
    grant, tightened: the importation of goods other than gold [ > and diamonds] is authorized.
    grant, relaxed: the importation of [goods, except luxury goods, > goods] is authorized.
    grant, tightened: the importation of goods, with the exception of [gold, > gold and silver,] is authorized.
    grant, relaxed: transactions [solely > ] between foreign persons are authorized.
    grant, relaxed: transactions by individuals [ordinarily > ] resident in Crimea are authorized.
    grant, relaxed: [noncommercial, > ] personal remittances are authorized.
    grant, tightened: the exportation of [food, medicine, and medical devices > food and medicine] is authorized.
    grant, relaxed: the exportation of services incident to the exchange of [personal > ] communications is authorized.
    grant, tightened: the exportation of services incident [to, or supporting, > to] communications is authorized.
    grant, tightened: the operation [of, and insurance for, > of] vessels is authorized.
    grant, tightened: transactions necessary for safety [or environmental protection > ] are authorized.
    grant, relaxed: [specific > ] transactions described in Annex I are authorized.
    grant, tightened: the provision of legal services to [or on behalf of > ] blocked persons is authorized.
    grant, relaxed: wages, salaries, [and pensions > pensions, and bonuses] may be paid to employees.
    grant, tightened: transfers for which Harbor Bank is the [originator, intermediary, > originator] or beneficiary are authorized.
    grant, tightened: the sale of any item is authorized unless it is a [firearm. > firearm or explosive.]
    grant, tightened: the sale of any item that is not a firearm [ > or explosive] is authorized.
    grant, tightened: the sale of rice by [or to > ] Harbor Bank is authorized.
    grant, tightened: U.S. persons, [including > excluding] their foreign branches, are authorized to sell rice.
    grant, relaxed: U.S. persons are authorized to sell [rice in bulk. > rice.]
    exclusion, tightened: Any transaction with a military [ > or intelligence] entity.
    exclusion, relaxed: Any transaction with a military [entity. > entity, unless for humanitarian purposes.]
    exclusion, tightened: Any new investment in [Russia. > Russia, or the maintenance of existing investment.]
    exclusion, tightened: The entry into new [ > contracts or the renewal of existing] contracts.
    exclusion, tightened: The entry into new [commercial > ] contracts.
    exclusion, tightened: The payment of [dividends to blocked persons. > dividends.]
    exclusion, tightened: Payments from [ > or to] accounts in the United States.
    exclusion, tightened: Any transaction with the Government of [Iran. > Iran, its agencies, instrumentalities, or controlled entities.]
    exclusion, relaxed: Transactions with Delta [Bank, Ural Bank, > Bank] or Volga Bank.
    exclusion, tightened: Transactions with a person listed in Annex [I. > I or Annex II.]
    paragraph, relaxed: Banks may rely on the statements of [customers. > customers and brokers.]
    paragraph, tightened: Banks may rely on the [ > written] statements of customers.
    paragraph, tightened: Banks may rely on the statements of customers, unless they know [ > or have reason to know] otherwise.
    paragraph, tightened: The term transactions excludes payments to Delta [ > Bank or Ural] Bank.
    paragraph, tightened: For the purposes of this general license, the term transactions means [payments and loans. > payments.]
    paragraph, tightened: For the purposes of this general license, the term transactions includes payments other than [loans. > loans or gifts.]
    directive, tightened: the provision of insurance to vessels carrying [oil. > oil or gas.]
    directive, relaxed: lending, other than to [subsidiaries. > subsidiaries and branches.]
    directive, tightened: lending to any entity owned [ > or controlled] by Harbor Bank.
    directive, tightened: lending by U.S. financial [institutions. > institutions and their foreign branches.]
    exclusion, tightened: Payments that are not commercially reasonable, or are made in [gold. > gold or silver.]
    grant, relaxed: transactions with the United Nations and its [funds > funds, as well as its agencies,] are authorized.
    exclusion, tightened: Transactions with the Ministry of [Harbors. > Harbors, as well as its agencies.]
    paragraph, tightened: The transactions in paragraph (a) do not include payments of [ransom. > ransom or gifts.]
    """
)


@pytest.mark.parametrize("case", [*DUTIES, *SCOPE], ids=lambda case: case.line)
def test_a_phrase_has_its_sign_and_the_opposite_one_backwards(case: Case):
    assert judged_both_ways(case) == (case.sign, case.sign.opposite)
