"""Watched pages: what is substance and what pages do by themselves."""

from __future__ import annotations

import json

import pytest

from monitor.judge import compare_pages
from monitor.read.furniture import page_text
from tests.material import needs_shared, shared

PAGE = (
    "Restricted list\n\nAs of February 6, 2025\n\nDirect dealings with these entities are prohibited.\n\n"
    "Hotel Alba\n\nHotel Brisa Effective July 14, 2024\n\n12 views\n\nTotal frozen funds: 1,422 million euros at 9 firms."
)
QUIET = [
    ("a checking date", "February 6, 2025", "July 14, 2025"),
    ("a counter", "12 views", "97 views"),
    ("a statistic", "1,422 million euros at 9 firms", "1,413 million euros at 10 firms"),
    ("a space of no width", "Hotel Alba", "Hotel\u200b Alba"),
    ("capitals", "Restricted list", "RESTRICTED LIST"),
]
TOLD = [
    ("a slip", "Direct dealings", "Direct dealigns"),
    ("a year put right", "Effective July 14, 2024", "Effective July 14, 2025"),
]
SUBSTANCE = [
    ("one more entity", "Hotel Alba", "Hotel Alba\n\nHotel Costa"),
    ("one entity less", "Hotel Alba\n\n", ""),
    ("another verb", "are prohibited", "are permitted"),
    ("another day", "Effective July 14, 2024", "Effective August 1, 2024"),
]


@pytest.mark.parametrize(("name", "old", "new"), QUIET, ids=[e[0] for e in QUIET])
def test_what_pages_do_by_themselves_is_no_operation(name, old, new):
    assert compare_pages(PAGE, PAGE.replace(old, new)) == (False, ())


@pytest.mark.parametrize(("name", "old", "new"), TOLD, ids=[e[0] for e in TOLD])
def test_what_is_put_right_is_told_and_no_substance(name, old, new):
    substantive, operations = compare_pages(PAGE.replace(old, new), PAGE)
    assert not substantive
    assert len(operations) == 1


@pytest.mark.parametrize(("name", "old", "new"), SUBSTANCE, ids=[e[0] for e in SUBSTANCE])
def test_what_changes_the_rule_is_substance(name, old, new):
    substantive, operations = compare_pages(PAGE, PAGE.replace(old, new))
    assert substantive
    assert len(operations) == 1


@pytest.mark.parametrize(
    "line",
    [
        "Zaktualizowano: 14.07.2025",
        "Atnaujinta 2025-07-14",
        "Mise à jour : 14 juillet 2025",
        "14 July 2025",
        "14.07.2025 12:30",
    ],
)
def test_dates_of_checking_are_known_in_other_languages(line):
    earlier = line.replace("14", "12", 1) if line.count("14") == 1 else line.replace("14.07", "12.07")
    assert compare_pages(f"{PAGE}\n\n{earlier}", f"{PAGE}\n\n{line}") == (False, ())


def test_the_end_of_a_permission_a_year_later_is_substance():
    before = PAGE + "\n\nThe exemption holds through June 30, 2025."
    assert compare_pages(before, before.replace("June 30, 2025", "June 30, 2026"))[0]


@pytest.mark.parametrize(
    "name",
    [
        *(
            "Home Lace Company Ltd",
            "English Lace Works",
            "Next Generation Shipping LLC",
            "Search Marine FZE",
            "Print House",
        ),
        *(
            "Contact Trading OOO",
            "Language Institute",
            "Copyright Agency of Ruritania",
            "Feedback Systems LLC",
            "E-mail Bank",
        ),
    ],
)
def test_a_company_with_the_name_of_a_button_is_substance(name):
    assert compare_pages(PAGE, PAGE.replace("Hotel Alba", f"Hotel Alba\n\n{name}"))[0]
    assert compare_pages(PAGE.replace("Hotel Alba", f"Hotel Alba\n\n{name}"), PAGE)[0]


@pytest.mark.parametrize(
    "button",
    [
        "Share this page on Facebook",
        "Print",
        "Search this website",
        "English | Français",
        "Contact us",
        "Privacy policy",
        "> Next page 2",
        "© 2026 Ministry",
    ],
)
def test_a_button_is_none(button):
    assert not compare_pages(PAGE, f"{PAGE}\n\n{button}")[0]


@pytest.mark.parametrize(
    "line",
    ["Deadline for reports: 31 March {}", "Licence | Expiry date 30.06.{}", "Valid until {}", "Gültig bis 30. Juni {}"],
)
def test_another_year_of_an_end_is_no_slip(line):
    before, after = (f"{PAGE}\n\n{line.format(year)}" for year in (2031, 2032))
    assert compare_pages(before, after)[0]


@needs_shared
def test_recorded_pages_have_the_recorded_verdicts():
    folder = shared("corpus", "pages", "history")
    for line in (folder / "pairs.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        before, after = (page_text((folder / row[side]).read_bytes()) for side in ("before", "after"))
        if row.get("strict", True):
            assert compare_pages(before, after)[0] is row["substantive"], row["note"]
