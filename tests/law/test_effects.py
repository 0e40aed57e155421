import pytest

from monitor.law.effects import effect_of_note, effect_of_paragraph
from monitor.model.words import Effect


@pytest.mark.parametrize(
    ("text", "effect"),
    [
        ("All transactions that are prohibited by the Order are authorized.", Effect.PERMITS),
        ("Except as provided in paragraph (c), U.S. persons are authorized to export rice.", Effect.PERMITS),
        ("This general license does not authorize:", Effect.EXCLUDES),
        ("Nothing in this general license authorizes:", Effect.EXCLUDES),
        ("Paragraph (a) does not authorize any payment of taxes.", Effect.EXCLUDES),
        ("No debit to a blocked account is authorized.", Effect.EXCLUDES),
        ("For purposes of this general license, the term “ferry” means a vessel.", Effect.DEFINITION),
        ("The term “established U.S. entity” means any entity organized in the United States.", Effect.DEFINITION),
        ("U.S. persons must report each transaction within ten days.", Effect.CONDITION),
        ("Reports described in paragraph (c) are due every 90 days.", Effect.CONDITION),
        ("Effective May 5, 2026, General License 4 is replaced and superseded in its entirety.", Effect.MACHINERY),
        ("Nothing in this general license relieves any person from compliance with other laws.", Effect.MACHINERY),
        ("The sale of rice is authorized. For additional information, see FAQ 9.", Effect.PERMITS),
        ("The sale of rice is not authorized. Nothing in this general license relieves any person.", Effect.EXCLUDES),
        ("U.S. persons are prohibited from selling rice.", Effect.EXCLUDES),
        ("U.S. persons may not, under paragraph (a), sell rice.", Effect.EXCLUDES),
        ("No U.S. person may sell rice.", Effect.EXCLUDES),
        ("Payments that are prohibited by the BuSR, and that are for rice, are authorized.", Effect.PERMITS),
        ("Fees may not exceed $5,000 in any month.", Effect.CONDITION),
        ("Fees may not be paid in rubles.", Effect.EXCLUDES),
        ("U.S. persons must tell OFAC when a contract is amended.", Effect.CONDITION),
        ("Vessels whose registration is revoked must leave.", Effect.CONDITION),
    ],
)
def test_the_words_of_a_license_tell_its_effect(text: str, effect: Effect) -> None:
    assert effect_of_paragraph(text, None, "", permits=True) is effect


@pytest.mark.parametrize(
    ("text", "effect"),
    [
        ("The following activities by a U.S. person are prohibited:", Effect.PROHIBITS),
        ("All property of the following persons is blocked and may not be transferred:", Effect.PROHIBITS),
        ("This directive does not prohibit the payment of taxes.", Effect.PERMITS),
        ("For purposes of this directive, the term “entity” means a partnership.", Effect.DEFINITION),
        ("Grain of Ruritanian origin.", Effect.PROHIBITS),
        ("The sale of rice is prohibited. This paragraph does not apply to seeds.", Effect.PROHIBITS),
        ("The prohibitions in this directive do not apply to seeds.", Effect.PERMITS),
        ("By the authority vested in me as President, it is hereby ordered:", Effect.MACHINERY),
        ("By the authority vested in me as President, I hereby order as follows:", Effect.MACHINERY),
        ("Pursuant to section 1, I hereby determine that the sale of rice is prohibited.", Effect.PROHIBITS),
    ],
)
def test_the_words_of_a_prohibition_tell_its_effect(text: str, effect: Effect) -> None:
    assert effect_of_paragraph(text, None, "", permits=False) is effect


@pytest.mark.parametrize(
    ("above", "lead", "effect"),
    [
        (Effect.PERMITS, "are authorized:", Effect.PERMITS),
        (Effect.PERMITS, "are authorized, provided that:", Effect.CONDITION),
        (Effect.PERMITS, "are authorized subject to the following conditions:", Effect.CONDITION),
        (Effect.PERMITS, "are authorized, except:", Effect.EXCLUDES),
        (Effect.EXCLUDES, "does not authorize:", Effect.EXCLUDES),
        (Effect.EXCLUDES, "does not authorize any transfer, except:", Effect.PERMITS),
        (Effect.EXCLUDES, "does not apply to:", Effect.EXCLUDES),
        (Effect.PROHIBITS, "are prohibited, other than the following:", Effect.PERMITS),
        (Effect.CONDITION, "must submit a report that identifies:", Effect.CONDITION),
        (Effect.DEFINITION, "means:", Effect.DEFINITION),
        (Effect.PERMITS, "are authorized, except transactions involving:", Effect.EXCLUDES),
        (Effect.PERMITS, "are authorized, except that no such service may be provided to:", Effect.EXCLUDES),
        (Effect.PERMITS, "are authorized, provided that no payment is made to:", Effect.EXCLUDES),
        (Effect.PERMITS, "are authorized, provided that any payment is made to:", Effect.CONDITION),
        (Effect.PERMITS, "are authorized, but such transactions may not involve:", Effect.EXCLUDES),
        (Effect.PERMITS, "are, except as provided in paragraph (b), authorized for:", Effect.PERMITS),
        (Effect.EXCLUDES, "are not authorized, other than transactions involving:", Effect.PERMITS),
        (Effect.PROHIBITS, "are prohibited, except for services to:", Effect.PERMITS),
        (Effect.PROHIBITS, "are prohibited. This paragraph does not apply to:", Effect.PERMITS),
        (Effect.PERMITS, "are authorized. This paragraph does not apply to:", Effect.EXCLUDES),
        (Effect.PERMITS, "described in the limitation, which does not apply to:", Effect.PERMITS),
        (Effect.PERMITS, "are authorized, unless they involve:", Effect.EXCLUDES),
    ],
)
def test_an_item_does_what_the_words_above_its_list_say(above: Effect, lead: str, effect: Effect) -> None:
    permits = above is not Effect.PROHIBITS
    assert effect_of_paragraph("Harbor dues;", above, f"Such transactions {lead}", permits=permits) is effect


def test_an_exception_to_an_exception_excludes_again() -> None:
    first = effect_of_paragraph(
        "Dues, except:", Effect.EXCLUDES, "This license does not authorize, except:", permits=True
    )
    assert first is Effect.PERMITS
    assert effect_of_paragraph("Dues of pilots.", first, "Dues, except:", permits=True) is Effect.EXCLUDES


@pytest.mark.parametrize(
    ("text", "effect"),
    [
        (
            "Note to General License 1: Except as described, this general license does not authorize sales.",
            Effect.EXCLUDES,
        ),
        ("Note 1 to paragraph (a). The term “grain” means rice.", Effect.DEFINITION),
        ("Note 2 to paragraph (a). Paragraph (a) also authorizes payments in rice.", Effect.PERMITS),
        ("Note to General License 8. Nothing in this general license relieves any person.", Effect.NOTE),
        ("Note to paragraph (b). See 31 CFR 525.203.", Effect.NOTE),
        (
            "Note to paragraph (a). The term “grain” means rice. For additional information, see FAQ 9.",
            Effect.DEFINITION,
        ),
        ("Note to paragraph (a). For additional information on what is authorized, see FAQ 9.", Effect.NOTE),
    ],
)
def test_a_note_may_do_more_than_note(text: str, effect: Effect) -> None:
    assert effect_of_note(text, permits=True) is effect
