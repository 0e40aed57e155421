import pytest

from monitor.law import references
from monitor.law.references import expand
from monitor.model.program import Programs


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("OFAC issued Russia-related General License 25A today.", ["us-ofac/russia/gl-25"]),
        ("Russia-related GL 124B and GL 8L", ["us-ofac/russia/gl-124", "us-ofac/russia/gl-8"]),
        ("Venezuela-related General Licenses 46, 46A, and 5X", ["us-ofac/venezuela/gl-46", "us-ofac/venezuela/gl-5"]),
        ("Iran General License D-2 and General License J-1", ["us-ofac/iran/gl-d", "us-ofac/iran/gl-j"]),
        ("Syria General License (GL) 25", ["us-ofac/syria/gl-25"]),
        ("FAQ 1040", ["us-ofac/faq-1040"]),
        ("Frequently Asked Questions (FAQs) 1126-1128 and 980", [f"us-ofac/faq-{n}" for n in (1126, 1127, 1128, 980)]),
        ("under E.O. 14024", ["us-eo/14024"]),
        ("Executive Orders 13405 and 14038", ["us-eo/13405", "us-eo/14038"]),
        ("Directive 2 under Executive Order (E.O.) 14024", ["us-ofac/eo-14024/directive-2", "us-eo/14024"]),
        ("authorized by 31 CFR 587.507 or 31 CFR § 525.512", ["us-cfr/31/587.507", "us-cfr/31/525.512"]),
        ("Council Regulation (EU) No 833/2014", ["eu/regulation-2014-833"]),
        ("Regulation (EU) 2022/576", ["eu/regulation-2022-576"]),
        ("Regulation (EC) No 765/2006", ["eu/regulation-2006-765"]),
        ("Council Decision 2014/512/CFSP", ["eu/decision-2014-512"]),
        ("Decision (CFSP) 2022/578", ["eu/decision-2022-578"]),
        ("licence INT/2023/2824812", ["uk-ofsi/int-2023-2824812"]),
        ("the Regulations 2019 (S.I. 2019/855)", ["uk-si/2019-855"]),
        ("UN Security Council resolution 2231 (2015)", ["un/resolution-2231"]),
        (
            "the determination of January 10, 2025 made pursuant to section 1(a)(ii) of E.O. 14071",
            ["us-ofac/eo-14071/determination-2025-01-10", "us-eo/14071"],
        ),
    ],
)
def test_a_named_measure_gives_its_key(text: str, keys: list[str], programs: Programs) -> None:
    assert list(references(text, programs)) == keys


@pytest.mark.parametrize(
    "text",
    [
        "General License 8",
        "GL 44A was issued",
        "a general license a person may use",
        "Craniofacial FAQs of 2023",
        "50 percent",
        "Section 25",
    ],
)
def test_a_number_without_a_program_is_no_identity(text: str, programs: Programs) -> None:
    assert references(text, programs) == ()


def test_the_program_just_before_a_license_goes_first(programs: Programs) -> None:
    text = "Ukraine-/Russia-related General License 25 is about journalism; Russia-related General License 25 is not."
    assert references(text, programs) == ("us-ofac/ukraine-russia/gl-25", "us-ofac/russia/gl-25")


def test_a_program_named_later_serves_a_bare_number(programs: Programs) -> None:
    assert references("GL 44A ends a broad permission for Venezuela.", programs) == ("us-ofac/venezuela/gl-44",)


def test_ranges_are_told_one_by_one() -> None:
    assert expand("1, 3-5, and 7 through 8") == ["1", "3", "4", "5", "7", "8"]


def test_an_absurd_range_is_two_numbers() -> None:
    assert expand("1-1800") == ["1", "1800"]
