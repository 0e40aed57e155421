from datetime import date

import pytest

from monitor.law import keys


@pytest.mark.parametrize(
    ("label", "parts"),
    [
        ("25", ("25", "")),
        ("25A", ("25", "A")),
        ("7a", ("7", "a")),
        ("2-H", ("2", "H")),
        ("D-2", ("D", "2")),
        ("X", ("X", "")),
        ("525.512", ("525.512", "")),
    ],
)
def test_a_label_is_number_and_version(label: str, parts: tuple[str, str]) -> None:
    assert keys.split_label(label) == parts


def test_keys_are_as_the_contract_writes_them() -> None:
    assert keys.license_key("russia", "25G") == "us-ofac/russia/gl-25"
    assert keys.license_key("iran", "D-2") == "us-ofac/iran/gl-d"
    assert keys.license_key("iran", "Medical Parts") == "us-ofac/iran/gl-medical-parts"
    assert keys.directive_key("14024", "1A") == "us-ofac/eo-14024/directive-1"
    assert keys.determination_key("14071", date(2024, 6, 12)) == "us-ofac/eo-14071/determination-2024-06-12"
    assert keys.order_key("14024") == "us-eo/14024"
    assert keys.section_key("587.507") == "us-cfr/31/587.507"
    assert keys.faq_key(1040) == "us-ofac/faq-1040"
    assert keys.listing_key("russia", "2022-04-07") == "us-ofac/russia/designations-2022-04-07"
    assert keys.listing_key("russia", "2022-04-07-33") == "us-ofac/russia/designations-2022-04-07-33"
    assert keys.listing_key("russia", "2022-04-07", removal=True) == "us-ofac/russia/removals-2022-04-07"
    assert keys.ofsi_key("INT/2023/2824812") == "uk-ofsi/int-2023-2824812"
    assert keys.uk_instrument_key(2019, 855) == "uk-si/2019-855"
    assert keys.eu_key("regulation", 2014, 833) == "eu/regulation-2014-833"
