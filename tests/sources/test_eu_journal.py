from datetime import date
from typing import Any

import pytest

from monitor.model.faults import ReadError
from monitor.model.place import DocumentKind, Part, Target
from monitor.model.words import Problem
from monitor.sources import adapter
from monitor.sources.eu_journal import acts_named, celex_in, package_of
from tests.sources.official import NOW, entrance, follow, only_document

KIND = "eu-journal"
FEED = "https://eur-lex.europa.eu/EN/display-feed.rss?rssId=222"
TITLE = (
    "Council Regulation (EU) 2031/417 of 3 March 2031 amending Regulation (EU) No 833/2014 concerning restrictive measures "
    "in view of Russia's actions destabilising the situation in Ukraine"
)
DAY = date(2031, 3, 4)


def item(celex: str = "32031R0417", title: str = TITLE, when: str = "Tue, 04 Mar 2031 06:00:00 +0100") -> str:
    return (
        f"<item><title>CELEX:{celex}: {title}</title><link>./legal-content/AUTO/?uri=CELEX:{celex}</link>"
        f"<guid>CELEX:{celex}</guid><pubDate>{when}</pubDate></item>"
    )


def feed(*items: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>OJ L</title>{"".join(items)}</channel></rss>'


ACT = (
    '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "x.dtd">'
    '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>L_202600417EN</title></head><body><div class="eli-container">'
    f'<p class="oj-doc-ti">COUNCIL REGULATION (EU) 2031/417</p><p class="oj-doc-ti">{TITLE}</p>'
    f'<p class="oj-normal">THE COUNCIL OF THE EUROPEAN UNION, {"having regard to lace, " * 10}</p>'
    "<p>HAS ADOPTED THIS REGULATION:</p><p>Article 1</p><p>Lace may be sold.</p></div></body></html>"
)


def test_an_act_about_restrictive_measures_is_read_from_cellar_in_english() -> None:
    reading = entrance(
        KIND,
        FEED,
        feed(item(), item("32031R0418", "Commission Implementing Regulation (EU) 2031/418 on fishing quotas")),
    )
    (wish,) = reading.wishes
    assert wish.url == "https://publications.europa.eu/resource/celex/32031R0417"
    assert wish.part is Part.INSTRUMENT
    target = Target("s", wish.url, wish.part, NOW, NOW)
    assert adapter(KIND).accept(target) == "xhtml"
    assert wish.facts["amends"] == ["eu/regulation-2014-833"]
    assert wish.facts["title"] == TITLE
    assert wish.facts["date"] == "2031-03-04"
    assert reading.items == 2


def test_an_act_is_a_measure_with_the_year_first() -> None:
    (wish,) = entrance(KIND, FEED, feed(item())).wishes
    document = only_document(follow(KIND, wish, ACT, "application/xhtml+xml", url=FEED))
    assert document.kind is DocumentKind.INSTRUMENT
    assert (document.measure, document.label) == ("eu/regulation-2031-417", "2031/417")
    assert document.published_on == DAY
    assert document.url.endswith("uri=CELEX:32031R0417")
    assert "Lace may be sold." in document.text
    assert document.facts["amends"] == ["eu/regulation-2014-833"]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("CELEX:32014R0833", "eu/regulation-2014-833"),
        ("./legal-content/AUTO/?uri=CELEX:32031D1417", "eu/decision-2031-1417"),
        ("uri=CELEX%3A32031D0009", "eu/decision-2031-9"),
        ("52031PC0100", None),
        ("32031L0001", None),
    ],
)
def test_a_celex_number_says_which_act_it_is(text: str, key: str) -> None:
    found = celex_in(text)
    assert (found.key if found else None) == key


def test_a_corrigendum_is_told_and_is_no_new_text() -> None:
    celex = "32031R0417R(01)"
    (wish,) = entrance(KIND, FEED, feed(item(celex, f"Corrigendum to {TITLE}"))).wishes
    assert wish.url.endswith("/32031R0417R%2801%29")
    document = only_document(follow(KIND, wish, ACT, url=FEED))
    assert document.kind is DocumentKind.NOTICE
    assert document.facts["corrigendum"] is True


def test_acts_are_named_in_the_old_style_and_the_new() -> None:
    text = (
        "Decision 2014/512/CFSP, Regulation (EU) No 833/2014, Regulation (EC) No 765/2006, Decision (CFSP) 2024/1484 "
        "and Regulation (EU) 2024/1485, implementing Regulation (EU) No 833/2014"
    )
    assert acts_named(text) == (
        "eu/decision-2014-512",
        "eu/regulation-2014-833",
        "eu/regulation-2006-765",
        "eu/decision-2024-1484",
        "eu/regulation-2024-1485",
    )


def test_the_acts_of_one_package_have_one_name() -> None:
    decision = "Council Decision (CFSP) 2031/418 amending Decision 2014/512/CFSP concerning restrictive measures in view of Russia's actions"
    belarus = "Council Regulation (EU) 2031/419 concerning restrictive measures in view of the situation in Belarus"
    assert package_of(TITLE, DAY) == package_of(decision, DAY) == package_of(belarus, DAY)
    assert package_of(TITLE, DAY) != package_of(TITLE, date(2031, 3, 5))


def test_other_regimes_of_the_same_day_are_other_packages() -> None:
    iran = "Council Regulation (EU) 2031/420 concerning restrictive measures against Iran"
    mali = "Council Regulation (EU) 2031/421 concerning restrictive measures in view of the situation in Mali"
    assert len({package_of(title, DAY) for title in (TITLE, iran, mali)}) == 3
    assert package_of("Commission Regulation on fish", DAY) is None


@pytest.mark.parametrize(
    "body", [ACT.replace("2031/417", "2031/999"), "<html><body><p>Just a moment</p></body></html>"]
)
def test_an_answer_that_is_not_the_act_is_not_believed(body: Any) -> None:
    (wish,) = entrance(KIND, FEED, feed(item())).wishes
    reading = follow(KIND, wish, body, url=FEED)
    assert reading.trouble is not None
    assert reading.trouble.problem is Problem.IMPLAUSIBLE


def test_an_act_that_breaks_off_is_not_read_in_part() -> None:
    (wish,) = entrance(KIND, FEED, feed(item())).wishes
    with pytest.raises(ReadError, match="breaks off"):
        follow(KIND, wish, ACT[: ACT.index("<p>Article 1")], url=FEED)


@pytest.mark.parametrize(
    ("title", "link", "celex"),
    [
        (TITLE, "http://data.europa.eu/eli/reg/2031/417/oj", "32031R0417"),
        (f"L_203100417: {TITLE}", "https://eur-lex.europa.eu/legal-content/AUTO/?uri=OJ:L_203100417", "32031R0417"),
        ("On restrictive measures", "http://data.europa.eu/eli/reg_impl/2031/9/oj", "32031R0009"),
        ("On restrictive measures", "http://data.europa.eu/eli/dec/2031/1418/oj", "32031D1418"),
        (
            "Council Implementing Decision (CFSP) 2031/418 implementing Decision 2014/145/CFSP concerning restrictive measures",
            "",
            "32031D0418",
        ),
    ],
)
def test_an_act_without_a_celex_number_is_known_by_its_own_title_or_address(title: str, link: str, celex: str) -> None:
    printed = f"<item><title>{title}</title><link>{link}</link></item>"
    (wish,) = entrance(KIND, FEED, feed(printed)).wishes
    assert wish.facts["celex"] == celex
    assert wish.url.endswith(f"/celex/{celex}")


def test_an_act_that_only_cites_others_is_none_of_them() -> None:
    cites = "Notice on the restrictive measures provided for in Council Regulation (EU) 2031/417"
    assert entrance(KIND, FEED, feed(f"<item><title>{cites}</title></item>")).wishes == ()


def test_what_is_no_feed_is_broken_layout() -> None:
    reading = entrance(KIND, FEED, "<feed/>")
    assert reading.trouble is not None
    assert reading.trouble.problem is Problem.LAYOUT


@pytest.mark.parametrize("body", ["", "<rss><item>", '<!DOCTYPE rss [<!ENTITY a "b">]><rss>&a;</rss>'])
def test_a_feed_that_is_no_xml_is_unreadable(body: Any) -> None:
    with pytest.raises(ReadError):
        entrance(KIND, FEED, body)


def test_an_item_without_a_date_is_read_without_package() -> None:
    (wish,) = entrance(KIND, FEED, feed(item(when="soon"))).wishes
    assert "date" not in wish.facts
    assert "package" not in wish.facts
    document: Any = only_document(follow(KIND, wish, ACT, url=FEED))
    assert document.published_on is None
