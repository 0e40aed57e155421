"""What is handed on for finding the event: names and numbers that languages share."""

from tests.news.conftest import read


def test_names_of_two_scripts_meet():
    russian = read("", "США сняли санкции с бизнесмена Михаила Фридмана.").names
    english = read("", "The US lifted sanctions on the businessman Mikhail Fridman.").names
    assert "fridman" in russian
    assert "fridman" in english


def test_numbers_and_license_labels_are_kept():
    names = read("EU lists 45 ships", "The council added 45 tankers on 20 May 2025.").names
    assert {"45", "20", "2025"} <= set(names)


def test_a_headline_in_capitals_brings_no_names():
    assert "Lifts".casefold() not in read("US Lifts Sanctions On Former Mayor Of Town").names


def test_the_list_is_short():
    assert (
        len(read("", " ".join(f"Said Name{chr(97 + n % 26)}{chr(97 + n // 26)} so." for n in range(200))).names) <= 40
    )
