import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.read.flow import fragment_text, one_line, plain_text, title_text, visible
from tests.work import calls


def test_blocks_are_paragraphs_and_inline_elements_are_not() -> None:
    assert fragment_text("<p>One <b>bold</b> word</p><div>Two</div>three") == "One bold word\n\nTwo\n\nthree"


def test_one_line_break_stays_and_two_part_paragraphs() -> None:
    assert fragment_text("A<br>B<br/><br>C<br> <br>D") == "A\nB\n\nC\n\nD"


def test_a_row_of_data_is_one_paragraph() -> None:
    table = "<table><tr><th>Name</th><th>Since</th></tr><tr><td><p>Aster Bank</p></td><td>2031</td></tr></table>"
    assert fragment_text(table) == "Name | Since\n\nAster Bank | 2031"


def test_a_table_that_only_lays_out_a_page_keeps_its_paragraphs() -> None:
    assert fragment_text("<table><tr><td><p>One</p><p>Two</p></td></tr></table>") == "One\n\nTwo"


def test_items_of_a_list_are_paragraphs_though_nobody_closes_them() -> None:
    assert fragment_text("<ul><li>Aster<li>Begonia</ul>") == "Aster\n\nBegonia"


def test_scripts_styles_and_comments_say_nothing() -> None:
    markup = "<p>Text</p><script>if (a<b) {}</script><style>p{}</style><!-- note --><noscript>Switch it on</noscript>"
    assert fragment_text(markup) == "Text"


def test_invisible_characters_and_runs_of_space_go() -> None:
    assert fragment_text("<p>\u200bGeneral\u00a0\u2003 Li\u00adcense\ufeff</p>") == "General License"
    assert visible("a \t b\u200b\nc") == "a b\nc"
    assert one_line(" a\n\tb ") == "a b"


def test_markup_that_was_escaped_twice_is_still_markup() -> None:
    assert fragment_text("&lt;p&gt;Fees &amp;amp; taxes&lt;/p&gt;&lt;p&gt;Two&lt;/p&gt;") == "Fees & taxes\n\nTwo"


def test_plain_text_keeps_its_paragraphs_and_its_signs() -> None:
    assert fragment_text("A < B\nand on\n\nNext") == "A < B\nand on\n\nNext"
    assert plain_text("one\r\n\r\n \ntwo") == "one\n\ntwo"


@pytest.mark.parametrize(
    ("markup", "title"),
    [
        ("U.S.\n  eases &amp;quot;sanctions&amp;quot;", 'U.S. eases "sanctions"'),
        ("<b>New</b> license<br/>for oil", "New license for oil"),
        ("&lt;i&gt;Aster&lt;/i&gt; v. Bank", "Aster v. Bank"),
        ("Profit < 5% and > 2%", "Profit < 5% and > 2%"),
        ("Q&A: what now?", "Q&A: what now?"),
        ("Lace &lt;script&gt;alert(1)&lt;/script&gt; rules", "Lace rules"),
        ("Lace\x1b[31m \u202eselur", "Lace[31m selur"),
    ],
)
def test_titles_have_no_markup_and_no_line_breaks(markup: str, title: str) -> None:
    assert title_text(markup) == title


def test_tables_in_tables_without_end_cost_no_more_than_their_length() -> None:
    assert fragment_text("<table><tr><td>x" * 20_000).count("x") == 20_000


@given(st.text(alphabet="<>/&;abptdrl# \n\u200b", max_size=80))
def test_whatever_the_markup_the_text_is_clean(markup: str) -> None:
    text = fragment_text(markup)
    assert "\u200b" not in text
    assert all(paragraph.strip() == paragraph != "" for paragraph in text.split("\n\n")) or text == ""
    assert "\n" not in title_text(markup)


def test_markup_that_was_escaped_again_and_again_is_read_so_often_and_no_more() -> None:
    def escaped(times: int) -> str:
        return f"&{'amp;' * times}lt;b&{'amp;' * times}gt;lace"

    assert fragment_text(f"<p>{escaped(0)}") == "lace"
    hostile = "<p>" + "".join(map(escaped, range(200)))
    assert fragment_text(hostile).count("lace") == 200
    assert calls(lambda: fragment_text(hostile)) <= 3.5 * calls(lambda: fragment_text(hostile, again=0))


def test_a_heading_that_is_pressed_is_a_heading_and_a_button_elsewhere_is_none() -> None:
    assert fragment_text("<h3><button>Who is listed?</button></h3><p>Aster.</p><button>Print</button>") == (
        "Who is listed?\n\nAster."
    )
    assert fragment_text("<h3>Lists<p>Text <button>Share</button></p>") == "Lists\n\nText"
