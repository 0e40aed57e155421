import pytest

from monitor.read.article import read

LEAD = "The Treasury now lets shippers pay port dues for another half year, a spokesman said on Thursday."
REST = "Oil is not covered. Banks must still report every payment within ten days of making it."


def page(body: str) -> bytes:
    return f"""<html lang="nl-BE"><head><title>Dues - Paper</title>
    <meta property="article:published_time" content="2031-03-04T08:00:00Z"></head><body>
    <header><nav><a href="/">Home</a></nav></header>{body}<footer>(c) Paper</footer></body></html>""".encode()


POSTS = "<aside><h2>Most read</h2><ol><li>Weather</li></ol></aside>"


@pytest.mark.parametrize(
    "body",
    [
        f"<main><article><h1>Dues</h1><time>2031-03-04</time><div class=entry-content><p>{LEAD}</p><p>{REST}</p></div></article>{POSTS}</main>",
        f"<div class='article__body'><p>{LEAD}</p><p>{REST}</p><p>Reacties (3)</p><p>Ik vind dit helemaal niets.</p></div>",
        f"<article class=teaser><p>Short</p></article><article><h1>Dues</h1><p>{LEAD}</p><div class='share-bar'>Share</div><p>{REST}</p></article>",
        f"<div><h1>Dues</h1><p>{LEAD}</p><p>{REST}</p></div><div class=comments><p>I do not agree at all with this.</p></div>",
        f"<div itemprop=articleBody><p>{LEAD}</p><p>Advertisement</p><p>{REST}</p></div>",
        f"<div itemprop=articleBody><p>{LEAD}</p><p>Lees ook</p><p>Vijf telefoons vergeleken</p><p>{REST}</p></div>",
    ],
)
def test_the_running_text_is_found_without_what_stands_beside_it(body: str) -> None:
    assert read(page(body)).text == f"{LEAD}\n\n{REST}"


def test_title_language_and_time_come_from_the_page() -> None:
    found = read(page(f"<article><h1>Dues\n <em>longer</em></h1><p>{LEAD}</p></article>"))
    assert read(page(f"<p>{LEAD}</p>")).title == "Dues - Paper"
    assert (found.title, found.language, found.published) == ("Dues longer", "nl", "2031-03-04T08:00:00Z")


def test_a_page_without_running_text_has_none() -> None:
    assert read(b"<html><body><script>render()</script></body></html>").text == ""
