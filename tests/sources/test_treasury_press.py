from datetime import UTC, date, datetime

import pytest

from monitor.model.faults import ReadError
from monitor.model.place import DocumentKind, Part
from monitor.model.words import Problem
from tests.material import shared
from tests.sources.official import entrance, follow, only_document

KIND = "treasury-press"
LIST = "https://home.treasury.gov/news/press-releases"


def row(number: str, title: str, day: str = "2031-03-04T15:30:00Z") -> str:
    return (
        f"<div class=content--2col__body><div><time datetime={day} class=datetime>March 4, 2031</time></div>"
        f"<h3 class=featured-stories__headline><a href=/news/press-releases/{number} hreflang=en>{title}</a></h3></div>"
    )


def listing(*rows: str, after: str = "") -> str:
    teaser = "<nav><a href=/news/press-releases/sb0001>The newest of all</a></nav>"
    return f"<html><body>{teaser}<main><h1>Press Releases</h1>{''.join(rows)}{after}</main></body></html>"


RELEASE = """<html><body><main><h2 class="uswds-page-title"><span>Treasury Sanctions Lace Smugglers</span></h2>
<div class="field field--name-field-news-publication-date"><time datetime="2031-03-05T02:10:00Z">March 4, 2031</time></div>
<div class="field field--name-field-news-body"><p>WASHINGTON &mdash; Today OFAC acted.</p>
<p>Click <a href=https://ofac.treasury.gov/recent-actions/20310304>here</a>.</p></div></main>
<footer><p>Last rebuilt at noon</p></footer></body></html>"""


def test_the_list_is_read_though_no_link_has_quotation_marks() -> None:
    reading = entrance(KIND, LIST, listing(row("sb0124", "Second"), row("sb0123", "First")))
    assert [w.url for w in reading.wishes] == [f"{LIST}/sb0123", f"{LIST}/sb0124"]
    assert {w.part for w in reading.wishes} == {Part.PRESS}
    assert reading.wishes[0].facts == {
        "press_release": "sb0123",
        "title": "First",
        "published": "2031-03-04T15:30:00+00:00",
        "date": "2031-03-04",
    }
    assert reading.items == 2


def test_a_teaser_in_the_menu_is_no_row() -> None:
    assert entrance(KIND, LIST, listing(row("jy0042", "Only"))).items == 1


def test_the_time_of_another_row_is_not_taken() -> None:
    bare = "<div><a href=/news/press-releases/sb0125>No time</a></div>"
    facts = {
        w.facts["press_release"]: w.facts
        for w in entrance(KIND, LIST, listing(f"<div>{row('sb0126', 'A')}{bare}</div>")).wishes
    }
    assert "published" not in facts["sb0125"]
    assert "published" in facts["sb0126"]


def test_a_time_that_is_none_is_left_out() -> None:
    (wish,) = entrance(KIND, LIST, listing(row("sb0127", "A", day="soon"))).wishes
    assert set(wish.facts) == {"press_release", "title"}


def test_a_list_without_releases_is_broken_layout() -> None:
    reading = entrance(KIND, LIST, "<html><body><main><p>Under maintenance</p></main></body></html>")
    assert reading.trouble is not None
    assert reading.trouble.problem is Problem.LAYOUT


def test_a_page_full_of_news_leads_to_the_next_on_the_same_host() -> None:
    after = '<nav><a rel=next href="?page=1">Next</a></nav>'
    seen = datetime(2031, 3, 1, tzinfo=UTC)
    *_, further = entrance(KIND, LIST, listing(row("sb0128", "A"), after=after), read_at=seen).wishes
    assert (further.part, further.url) == (Part.PAGE, f"{LIST}?page=1")
    elsewhere = after.replace("?page=1", "https://elsewhere.example/")
    assert all(
        w.part is Part.PRESS
        for w in entrance(KIND, LIST, listing(row("sb0128", "A"), after=elsewhere), read_at=seen).wishes
    )


def test_a_release_is_a_notice_with_its_day_in_washington() -> None:
    (wish,) = entrance(KIND, LIST, listing(row("sb0123", "Treasury Sanctions Lace Smugglers"))).wishes
    document = only_document(follow(KIND, wish, RELEASE, url=LIST))
    assert document.kind is DocumentKind.NOTICE
    assert document.identity == "sb0123"
    assert document.title == "Treasury Sanctions Lace Smugglers"
    assert document.text == "WASHINGTON — Today OFAC acted.\n\nClick here."
    assert document.published == datetime(2031, 3, 5, 2, 10, tzinfo=UTC)
    assert document.published_on == date(2031, 3, 4)
    assert document.facts["official_pages"] == ["https://ofac.treasury.gov/recent-actions/20310304"]


def test_a_rebuilt_site_means_the_same() -> None:
    (wish,) = entrance(KIND, LIST, listing(row("sb0123", "A"))).wishes
    again = RELEASE.replace("noon", "midnight").replace("<p>", "\n  <p class='x'>")
    assert follow(KIND, wish, RELEASE, url=LIST).meaning == follow(KIND, wish, again, url=LIST).meaning


@pytest.mark.parametrize("gone", ["field--name-field-news-body", "uswds-page-title"])
def test_a_release_without_its_parts_is_broken_layout(gone: str) -> None:
    (wish,) = entrance(KIND, LIST, listing(row("sb0123", "A"))).wishes
    reading = follow(KIND, wish, RELEASE.replace(gone, "other"), url=LIST)
    assert reading.trouble is not None
    assert reading.trouble.problem is Problem.LAYOUT


def test_a_release_that_breaks_off_is_not_read_in_part() -> None:
    (wish,) = entrance(KIND, LIST, listing(row("sb0123", "A"))).wishes
    with pytest.raises(ReadError, match="breaks off"):
        follow(KIND, wish, RELEASE[: RELEASE.index("<p>Click")], url=LIST)


def test_a_recorded_release_is_read() -> None:
    (wish,) = entrance(KIND, LIST, listing(row("jy1925", "A"))).wishes
    page = shared("corpus", "pages", "recorded", "home.treasury.gov_press-releases_jy1925_main.html").read_bytes()
    document = only_document(follow(KIND, wish, page, url=LIST))
    assert document.identity == "jy1925"
    assert document.title.startswith("U.S. Treasury Announces Largest Settlements")
    assert document.published_on == date(2023, 11, 21)
    assert len(document.facts["official_pages"]) == 2
    assert "Use featured image" not in document.text
