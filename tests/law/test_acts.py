import pytest

from monitor.law.acts import sign_of_act
from monitor.model.words import Direction

HEAD = "COUNCIL REGULATION (EU) 2031/417\nWhereas:\n(1) It shall be prohibited to sell lace, said the Council.\nHAS ADOPTED THIS REGULATION:\n"
TAIL = "\nArticle 9\nThis Regulation shall enter into force on the day following that of its publication.\nDone at Brussels, 3 March 2031."
T, R, M = Direction.TIGHTENED, Direction.RELAXED, Direction.MIXED


@pytest.mark.parametrize(
    ("words", "direction"),
    [
        ("Article 1\nthe following Article is inserted: ‘Article 5z 1. It shall be prohibited to sell lace.’", T),
        (
            "Annex I is amended as set out in the Annex.\nANNEX\nThe following persons are added to the list set out in Annex I:\n1. Doe",
            T,
        ),
        ("The following vessels shall be added to Annex XVI.", T),
        ("The entry concerning the following person is deleted: Doe", R),
        ("Doe is removed from the list in Annex I.", R),
        ("Regulation (EU) No 36/2012 is repealed.", R),
        ("The application of the measures in Article 3 is suspended.", R),
        ("the following paragraph is added: ‘4. The prohibition in paragraph 1 shall not apply to bobbins.’", R),
        (
            "the following is inserted: ‘3a. By way of derogation from Article 3, the competent authorities may authorise the sale of lace.’",
            R,
        ),
        ("the following point is added: ‘(k) the sale of old lace shall not be subject to the prohibition.’", R),
        ("The prohibition in Article 9 shall cease to apply.", R),
        ("It shall be prohibited to sell lace.\nThe prohibition shall not apply to old lace.", T),
        (
            "The following persons are added to the list:\nThe entries concerning the following entities are deleted: Roe Ltd",
            M,
        ),
        ("in Article 13 the second paragraph becomes: This Decision shall apply until 31 July 2032.", T),
        ("Article 3 is replaced by the following:\n‘1. It shall be prohibited to sell lace.’", None),
        ("In Article 5(3), ‘31 December 2031’ is replaced by ‘31 December 2032’.", None),
        ("Annex III is amended as set out in the Annex to this Regulation.", None),
        ("The entry for Doe is replaced by the following: Doe, born 1970", None),
    ],
)
def test_an_act_points_where_its_operative_words_do(words: str, direction: Direction | None) -> None:
    sign = sign_of_act(HEAD + words + TAIL)
    assert (sign.direction if sign else None) is direction


@pytest.mark.parametrize(
    ("words", "direction"),
    [
        (
            "After regulation 46 insert—\n“46A. A person must not directly or indirectly provide lace to a person connected with Ruritania.”",
            T,
        ),
        (
            "2. In regulation 60, after paragraph (2) insert— “(2A) The prohibition in regulation 46 is not contravened by the sale of bobbins.”",
            R,
        ),
        ("The Ruritania (Sanctions) Regulations 2019 are revoked.", R),
        ("Citation and commencement\n1. These Regulations may be cited as the Lace Regulations.", None),
    ],
)
def test_a_statutory_instrument_has_no_enacting_words_and_is_read_whole(
    words: str, direction: Direction | None
) -> None:
    sign = sign_of_act(words)
    assert (sign.direction if sign else None) is direction


def test_the_words_that_decided_are_kept() -> None:
    sign = sign_of_act(HEAD + "It shall be prohibited to sell lace." + TAIL)
    assert sign is not None
    assert "prohibited to sell lace" in sign.words
