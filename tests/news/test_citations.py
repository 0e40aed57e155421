"""References to instruments become measure keys, in every language."""

import pytest

from tests.news.conftest import read


@pytest.mark.parametrize(
    ("title", "keys"),
    [
        ("OFAC issues Russia-related General License 124B", ["us-ofac/russia/gl-124"]),
        ("OFAC issues Iran General License D-2", ["us-ofac/iran/gl-d"]),
        ("Treasury amends Iran General License No. 8A on sanctions", ["us-ofac/iran/gl-8"]),
        ("Russia GL 20, Ukraine-/Russia-related GL 25 issued", ["us-ofac/russia/gl-20", "us-ofac/ukraine-russia/gl-25"]),
        ("Venezuela sanctions: GLs 3I, 9H and 45 issued", ["us-ofac/venezuela/gl-3", "us-ofac/venezuela/gl-9", "us-ofac/venezuela/gl-45"]),
        ("OFAC verlengt algemene licentie 8 voor Rusland ondanks de sancties", ["us-ofac/russia/gl-8"]),
        ("OFAC erteilt Allgemeine Lizenz Nr. 25 für Syrien trotz Sanktionen", ["us-ofac/syria/gl-25"]),
        ("L'OFAC publie la licence générale n° 44 pour le Venezuela", ["us-ofac/venezuela/gl-44"]),
        ("La OFAC prorroga la licencia general 5 de Venezuela y las sanciones", ["us-ofac/venezuela/gl-5"]),
        ("OFAC przedłużył licencję generalną nr 8 dla Rosji mimo sankcji", ["us-ofac/russia/gl-8"]),
        ("Минфин США продлил генеральную лицензию № 8 по России", ["us-ofac/russia/gl-8"]),
        ("Мінфін США видав генеральну ліцензію № 115 щодо Росії", ["us-ofac/russia/gl-115"]),
        ("Минфин США продлил лицензию 55D по России", ["us-ofac/russia/gl-55"]),
        ("La OFAC publicó la licencia 5F de Venezuela", ["us-ofac/venezuela/gl-5"]),
        ("Petrol stations in Moldova: OFAC issues general license 128 for a Russian firm", ["us-ofac/russia/gl-128"]),
        ("Sanctions under Executive Order (E.O.) 14312 end", ["us-eo/14312"]),
        ("EU ändert Verordnung (EU) Nr. 833/2014 über Sanktionen", ["eu/regulation-2014-833"]),
        ("Council amends Regulation (EU) 2024/1745 on sanctions", ["eu/regulation-2024-1745"]),
        ("Council Decision 2014/512/CFSP renews sanctions", ["eu/decision-2014-512"]),
        ("Sanctions under Executive Order 14024 widened", ["us-eo/14024"]),
        ("OFAC publishes FAQ 1040 and FAQs 1126 and 1127 on sanctions", ["us-ofac/faq-1040", "us-ofac/faq-1126", "us-ofac/faq-1127"]),
        ("Sanctions of Directive 1A under E.O. 14024 widened", ["us-eo/14024", "us-ofac/eo-14024/directive-1"]),
    ],
)  # fmt: skip
def test_an_instrument_is_found_by_its_number(title, keys):
    assert list(read(title).instruments) == keys


def test_an_ofsi_license_keeps_its_whole_number():
    assert read("OFSI extends licence", "INT/2023/2824812 now runs to 2028.").instruments == (
        "uk-ofsi/int-2023-2824812",
    )


def test_a_license_without_a_program_takes_that_of_the_item():
    reading = read("New sanctions relief for Syria", "The Treasury issued a license. General License 25 is open-ended.")
    assert reading.instruments == ("us-ofac/syria/gl-25",)


@pytest.mark.parametrize(
    "title",
    [
        "A license for 25 ships",
        "Bar sanctions: license 55 taken away",
        "Two licenced bars and 33 sanctions",
        "GL company sanctions",
    ],
)
def test_a_number_that_is_no_label_is_no_reference(title):
    assert read(title, language="en").instruments == ()


def test_a_page_of_references_is_cut():
    pages = " ".join(f"Russia General Licenses {n}, {n + 30} and {n + 60} end." for n in range(1, 30))
    assert len(read("", pages).instruments) == 40
