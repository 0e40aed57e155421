import json

import pytest

from monitor.model.faults import ReadError
from monitor.model.words import Problem
from monitor.read.furniture import main_text, page_text
from monitor.read.html import parse
from tests.material import shared

RULE = "<p>Payments to the port authority are allowed until the stated day, with a report every quarter.</p>" * 3


def page(main: str, *, before: str = "", after: str = "") -> bytes:
    return f"<html><body>{before}<main><h1>Notice</h1>{main}</main>{after}</body></html>".encode()


PLAIN = page_text(page(RULE))


@pytest.mark.parametrize(
    "noise",
    [
        page(
            RULE,
            before="<nav><ul><li><a href=/x>Rates</a></li></ul></nav>",
            after="<footer>Last updated: 3 May</footer>",
        ),
        page(RULE + "<p>Last updated: 09/14/2031 05:00 AM</p>"),
        page(RULE + "<p>Page generated on 2031-09-14 05:00:01</p><p>12,345 views</p>"),
        page(RULE + "<div class='survey-box'><p>Was this page helpful?</p><button>Yes</button></div>"),
        page(
            RULE,
            before="<div id='cookie-banner'>We use cookies.</div><div class='site-alert'>Maintenance on Sunday</div>",
        ),
        page(RULE + "<aside><h2>Most read</h2><ol><li>Weather</li></ol></aside>"),
        page(RULE + "<div class='share-buttons'>Share on</div><form><label>Search</label></form>"),
        page(RULE + "<script>count(7)</script>"),
        page(RULE.replace("<p>", "\n   <p class=x>\n\t").replace("allowed", "al\u200blowed")),
        page(RULE.replace("<p>", "<section><p><span>").replace("</p>", "</span></p></section>")),
        page(RULE + "<p>2031-09-14</p>"),
    ],
)
def test_what_is_no_substance_changes_nothing(noise: bytes) -> None:
    assert page_text(noise) == PLAIN


def test_what_is_folded_away_or_said_in_small_print_is_substance() -> None:
    text = page_text(
        page(
            RULE
            + "<div class='accordion__content' hidden><p>Insurance is excluded.</p></div><small>Not for oil.</small>"
        )
    )
    assert "Insurance is excluded." in text
    assert "Not for oil." in text


def test_a_page_in_a_menu_that_nobody_closed_is_still_read() -> None:
    body = f"<body><nav class=menu><ul><li><a href=/a>Rates</a><div class='content js-backtotop'><main><h1>Notice</h1>{RULE}"
    assert page_text(body.encode()) == PLAIN


def test_a_page_inside_a_form_is_still_read() -> None:
    assert (
        page_text(
            f"<body><form id=aspnet><div class=topmenu><a href=/>Home</a></div><h1>Notice</h1>{RULE}</form>".encode()
        )
        == PLAIN
    )


def test_classes_that_tell_what_stands_beside_an_element_do_not_count() -> None:
    assert page_text(f"<body><div class='main_content has_sidebar'><h1>Notice</h1>{RULE}</div>".encode()) == PLAIN


def test_headings_that_only_lead_to_other_pages_are_an_index() -> None:
    index = "".join(f"<h3><a href=/{n}>Subject {n}</a></h3>" for n in range(4))
    assert page_text(page(RULE + index)) == PLAIN
    under = "".join(f"<h3><a href=/{n}>License {n}</a></h3><p>Allows subject {n}.</p>" for n in range(4))
    assert "License 3\n\nAllows subject 3." in page_text(page(RULE + under))


def test_a_page_that_is_nothing_but_links_keeps_them() -> None:
    body = (
        "<body><div class=menu><ul>"
        + "".join(f"<li><a href=/{n}>License {n}</a></li>" for n in range(9))
        + "</ul></div>"
    )
    assert page_text(body.encode()).count("License") == 9


def test_a_selector_takes_its_parts_in_order_and_each_once() -> None:
    body = b"<div class=a><p>One</p><div class=a><p>Two</p></div></div><p>No</p><div class=a><nav>Menu</nav>Three</div>"
    assert page_text(body, None, ".a") == "One\n\nTwo\n\nThree"


@pytest.mark.parametrize("select", ["#gone", "p[[", "p:nonsense"])
def test_a_selector_that_fits_nothing_is_a_changed_layout(select: str) -> None:
    with pytest.raises(ReadError) as refused:
        page_text(page(RULE), None, select)
    assert refused.value.problem is Problem.LAYOUT


def test_a_paragraph_designated_c_is_no_copyright_notice() -> None:
    body = page(RULE + "<p>(c) This general license does not authorize:</p><p>(c) 2024 Example Ministry</p>")
    assert page_text(body) == f"{PLAIN}\n\n(c) This general license does not authorize:"


def test_scripts_that_broke_out_of_their_element_are_no_text() -> None:
    assert page_text(page(RULE + "<p>'); }); jQuery('.x').each( function() { } );</p>")) == PLAIN


def test_recorded_pages_whose_markup_alone_changed_say_the_same() -> None:
    folder = shared("corpus", "pages", "history")
    rows = [json.loads(line) for line in (folder / "pairs.jsonl").read_text().splitlines()]
    texts = {
        name: main_text(parse((folder / name).read_bytes())) for row in rows for name in (row["before"], row["after"])
    }
    for row in rows:
        before, after = texts[row["before"]], texts[row["after"]]
        assert len(after) > 500
        if row["source"] == "sg_mas" or "Navigation/banner" in row["note"]:
            assert before == after, row
        if row["substantive"]:
            assert before != after, row
