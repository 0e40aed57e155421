import pytest

from monitor.law.heading import license_label


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("GENERAL LICENSE NO. 25A", "25A"),
        ("GENERAL LICENSE 7a", "7a"),
        ("General License No. 2-H", "2-H"),
        ("General License D-2", "D-2"),
        ("GENERAL LICENSE J-1", "J-1"),
        ("General License No. 1C", "1C"),
        ("GENERAL LICENSE NO.46", "46"),
        ("SYRIA GENERAL LICENSE NO. 25", "25"),
        ("Non-Proliferation General License No. 5c", "5c"),
        ("REVOCATION OF GENERAL LICENSE NO. 4", "4"),
        ("GENERAL LICENSE", ""),
    ],
)
def test_a_heading_gives_its_label(line: str, label: str) -> None:
    assert license_label(line) == label


@pytest.mark.parametrize(("line", "label"), [("GENERAL LICENSES", "S"), ("GENERAL LICENSER", "R")])
def test_a_letter_printed_without_its_space_is_the_label(line: str, label: str) -> None:
    assert license_label(line) == label


@pytest.mark.parametrize(
    "line",
    [
        "Annex to General License 46B",
        "Publication of Web General License 2",
        "General Licenses",
        "General License",
        "by this General License No. 46A",
        "General License No. 25 authorizes telecommunications",
        "(a) Except as provided in General License 8",
        "",
    ],
)
def test_a_line_about_a_license_is_no_heading(line: str) -> None:
    assert license_label(line) is None
