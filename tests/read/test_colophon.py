import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.read.colophon import about_itself, only_a_date, substance


@pytest.mark.parametrize(
    "paragraph",
    [
        "Last updated: 09/14/2031 05:00 AM",
        "Page last reviewed on 3 May 2031",
        "This page was last modified 2031-05-03",
        "Date modified: 2031-05-03",
        "Last updated",
        "Updated Monday, 3 May 2031 at 14:05 EST",
        "Updated 5 minutes ago",
        "Last modified on Monday, 3 May 2031, 10:00 Eastern Daylight Time",
        "(atnaujinta 2023-11-24)",
        "Letzte Änderung 12.01.2031",
        "Stand: 12.01.2031",
        "Laatst bijgewerkt op 3 mei 2031",
        "Dernière mise à jour : 3 mai 2031",
        "Última actualización: 3 de mayo de 2031",
        "Senast uppdaterad 3 maj 2031",
        "Дата обновления: 03.05.2031",
        "更新日：2031年5月3日",
        "12,345 views",
        "Visitors: 1 234 567",
        "Displaying 1 - 10 of 3154 results.",
        "Showing 1–20 of 340 entries",
        "3 min read",
        "Was this page helpful? Yes No",
        "We use cookies to make this website better.",
        "Skip to main content",
        "Show more",
        "Back to top ↑",
        "© 2031 Office of Lace. All rights reserved.",
        "(c) 2031 Office of Lace",
        "Copyright 2031",
        "Follow us on social media",
    ],
)
def test_what_a_page_says_of_itself_is_no_substance(paragraph: str) -> None:
    assert about_itself(paragraph)


@pytest.mark.parametrize(
    "paragraph",
    [
        "(c) This general license does not authorize anything else.",
        "Updated Guidance on the Lace Ban",
        "Changed: 3 persons removed from the list",
        "Updated: 12 entries of annex IV",
        "Reviewed 5 designations of lace houses",
        "Effective July 14, 2031",
        "As of July 14, 2031",
        "Changed persons: Aster Bank, Begonia Bank",
        "Reviewed entities may apply for delisting until 3 May 2031.",
        "Standing orders are prohibited.",
        "Copyright infringement of lace patterns is sanctioned.",
        "Print works of Asteria",
        "Home Lace Company Ltd",
        "X Bank",
        "10 entities are listed.",
        "Nine items were added.",
        "Search and rescue services are authorized.",
        "More than fifty percent owned entities are blocked.",
    ],
)
def test_what_a_page_says_of_the_world_is(paragraph: str) -> None:
    assert not about_itself(paragraph)


@pytest.mark.parametrize("size", ["PDF, 120 KB", "PDF 1.2 MB", "pdf - 124,5 kB, 3 pages", "DOCX, 88 KB"])
def test_the_size_of_a_file_is_no_substance(size: str) -> None:
    kind = size.replace(",", " ").split()[0]
    assert substance(f"List of persons ({size})\n\nRule") == f"List of persons ({kind})\n\nRule"


def test_a_lone_date_at_the_end_is_when_the_page_was_put_there() -> None:
    assert substance("Rule\n\n2031-05-03") == "Rule"
    assert substance("Rule\n\n3 May 2031\n\nRule two") == "Rule\n\n3 May 2031\n\nRule two"
    assert substance("3 May 2031") == "3 May 2031"
    assert only_a_date("May 3, 2031 at 5:00 p.m.")
    assert not only_a_date("From 3 May 2031")


@given(st.text(max_size=300))
def test_any_text_can_be_asked(text: str) -> None:
    assert substance(substance(text)) == substance(text) or only_a_date(substance(text).split("\n\n")[-1])
