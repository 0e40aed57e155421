import pytest

from monitor.model.place import Listed, Part, Reading
from monitor.model.words import Problem
from tests.material import shared
from tests.sources.ofac_pages import ROOT, link, program
from tests.sources.official import entrance, follow, only_document

KIND = "ofac-program"
URL = f"{ROOT}/sanctions-programs-and-country-information/lace-sanctions"
CURRENT = (
    f"<li>{link(7, 'Lace-related General License 8A', 'lace_gl8a.pdf')} - Authorizing Lifting (March 04, 2031)</li>"
    f"<li>{link(8, 'General License No. D-2')} - Authorizing Messages</li>"
)
ARCHIVED = f"<li>{link(6, 'Lace-related General License 8')} - Authorizing Lifting (superseded March 4, 2031)</li><li>General License No. 2 (expired)</li>"


def read(body: str, *programs: str) -> Reading:
    return entrance(KIND, URL, body, programs=programs or ("lace",))


def test_current_and_archived_licenses_are_listed_with_their_labels() -> None:
    reading = read(program(CURRENT, ARCHIVED))
    assert reading.trouble is None
    assert reading.listing is not None
    assert reading.listing.program == "lace"
    assert [(i.label, i.archived) for i in reading.listing.items] == [
        ("8A", False),
        ("D-2", False),
        ("8", True),
        ("2", True),
    ]
    assert reading.listing.items[0] == Listed(
        "8A",
        "Lace-related General License 8A - Authorizing Lifting (March 04, 2031)",
        f"{ROOT}/media/7/download?inline",
        measure="us-ofac/lace/gl-8",
    )
    assert reading.items == 4


def test_a_license_of_another_program_on_the_page_is_not_taken_for_one_of_its_own() -> None:
    other = f"{CURRENT}<li>{link(9, 'Lace-related General License 9')}</li><li>{link(5, 'Button-related General License 8')}</li>"
    listing = read(program(other)).listing
    assert listing is not None
    assert [(i.label, i.measure) for i in listing.items] == [
        ("8A", "us-ofac/lace/gl-8"),
        ("D-2", "us-ofac/lace/gl-d"),
        ("9", "us-ofac/lace/gl-9"),
        ("8", None),
    ]


def test_only_files_of_current_licenses_are_asked_for() -> None:
    wishes = read(program(CURRENT, ARCHIVED)).wishes
    assert [(w.part, w.url) for w in wishes] == [
        (Part.INSTRUMENT, f"{ROOT}/media/7/download?inline"),
        (Part.INSTRUMENT, f"{ROOT}/media/8/download?inline"),
    ]
    assert (wishes[0].facts["label"], wishes[0].facts["title"]) == ("8A", "lace_gl8a.pdf")


def test_a_license_behind_the_list_is_read() -> None:
    wish = read(program(CURRENT)).wishes[0]
    document = only_document(follow(KIND, wish, b"%PDF-1.7", "application/pdf", pdf=lambda _: "GENERAL LICENSE NO. 8A"))
    assert document.text == "GENERAL LICENSE NO. 8A"


def test_the_block_of_recent_actions_beside_the_list_is_no_part_of_it() -> None:
    reading = read(program(CURRENT))
    assert (
        reading.meaning == read(program(CURRENT).replace("Button-related General License 3", "Other license 9")).meaning
    )
    assert reading.listing is not None
    assert "3" not in {i.label for i in reading.listing.items}


def test_the_page_of_several_programs_is_that_of_none() -> None:
    reading = read(program(CURRENT), "lace", "ribbon")
    assert reading.listing is not None
    assert reading.listing.program is None


def test_a_license_that_moves_to_the_archive_changes_the_meaning() -> None:
    assert read(program(CURRENT)).meaning != read(program("", CURRENT)).meaning


def test_a_heading_of_the_same_rank_ends_the_list() -> None:
    body = program(CURRENT).replace("Executive Order 99999", "General License 44 of another program")
    reading = read(body)
    assert reading.listing is not None
    assert "44" not in {i.label for i in reading.listing.items}


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("<html><main><article><h1>Lace Sanctions</h1><p>Moved.</p></article></main></html>", Problem.LAYOUT),
        ("<html></html>", Problem.LAYOUT),
        (program(""), Problem.IMPLAUSIBLE),
    ],
)
def test_a_page_without_its_list_withdraws_nothing(body: str, problem: Problem) -> None:
    reading = read(body)
    assert reading.trouble is not None
    assert reading.trouble.problem is problem
    assert reading.listing is None


def test_the_recorded_page_of_a_program_lists_its_licenses_whatever_its_frame_shows() -> None:
    bodies = sorted(shared("stories", "silent-edit", "bodies").glob("program*.html"))
    readings = [read(body.read_text(), "russia") for body in bodies]
    assert len({reading.meaning for reading in readings}) == 1
    for reading in readings:
        assert reading.listing is not None
        assert [(i.label, i.archived) for i in reading.listing.items] == [("25E", False), ("25D", True)]


def test_licenses_of_one_paragraph_are_told_apart_by_its_breaks() -> None:
    lines = "<br>".join(
        f"{link(n, f'General License {label}')} - Authorizing Lifting" for n, label in ((7, "8A"), (8, "9"), (9, "10"))
    )
    reading = read(program("").replace("</article>", f"<h3>General Licenses</h3><p>{lines}<br></p></article>"))
    assert reading.listing is not None
    assert [(i.label, i.url) for i in reading.listing.items] == [
        ("8A", f"{ROOT}/media/7/download?inline"),
        ("9", f"{ROOT}/media/8/download?inline"),
        ("10", f"{ROOT}/media/9/download?inline"),
    ]


def test_a_section_that_is_unfolded_by_its_heading_is_read() -> None:
    folded = program(CURRENT).replace("General Licenses</h", "<button>General Licenses</button></h")
    assert "<button>" in folded
    assert read(folded).listing == read(program(CURRENT)).listing
