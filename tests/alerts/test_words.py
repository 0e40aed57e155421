"""The words of alerts: every template, in plain text and HTML, also for hostile and for very long matter."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor import bundled
from monitor.alerts.matter import of_change, of_group, to_json
from monitor.alerts.specimen import specimens
from monitor.alerts.words import Letterhead, Templates, Thread, compose, message_id
from monitor.model.faults import ConfigurationError
from monitor.model.instrument import Redline, RedlineParagraph, Span, SpanKind
from monitor.model.message import Matter, MatterKind, Message
from monitor.model.words import Direction, Kind, Stage
from tests.alerts.conftest import LETTERHEAD, channel
from tests.alerts.matters import NOW, change, operation, redline, reported, told

HOSTILE = '<script>alert(1)</script>"><img src=x onerror=a>{{ 7*7 }}{% raw %}\r\nBcc: victim@example.org'


def made(templates: Templates, matter: Matter, **fields: object) -> Message:
    return compose(matter, channel("-"), templates, LETTERHEAD, alert=12, **fields)  # type: ignore[arg-type]


class Page(HTMLParser):
    """What a client would find in the HTML: its tags, the links, the visible words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.links: list[str | None] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        self.links += [value for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.mark.parametrize("kind", [*MatterKind])
def test_every_kind_has_a_plain_text_that_stands_alone_and_an_html_page(templates: Templates, kind: MatterKind) -> None:
    matter = specimens()[kind]
    message = made(templates, matter)
    assert matter.title in message.text or kind is MatterKind.DIGEST
    assert "alert 12" in message.text
    assert "\n\n\n" not in message.text
    page = Page(message.html)
    assert page.tags[0] == "html"
    assert "alert 12" in page.words
    assert not {"script", "img", "iframe", "form", "link", "object"} & set(page.tags)


def test_a_change_says_what_since_when_until_when_why_and_where_it_stands(templates: Templates) -> None:
    message = made(templates, told())
    for part in (
        "RELAXED: Russia GL 25A, amended",
        "mail [+and telephone+] services",
        "(a)(1) (changed, relaxed): more ports",
        "Since:    8 May 2031 16:00 CEST",
        "Until:    7 Jul 2031 16:00 CEST",
        "Replaces: 25",
        "Source:   https://sanctions.example/25a (recent-actions)",
        "Evidence: sha256 " + "ab" * 32,
        "sanctions-monitor measure us-ofac/russia/gl-25",
        "sanctions-monitor diff us-ofac/russia/gl-25 25 25A",
    ):
        assert part in message.text
    assert "<ins" in message.html
    assert "and telephone</ins>" in message.html


def test_words_that_went_are_struck_out(templates: Templates) -> None:
    message = made(
        templates, of_change(change(redline=redline(("same", "mail"), ("removed", " and telephone"), ("same", "."))))
    )
    assert "mail [-and telephone-]." in message.text
    assert "and telephone</del>" in message.html


@pytest.mark.parametrize(
    ("texts", "shown"),
    [
        ((("same", "one "), ("removed", "two"), ("same", "three")), "one [-two-] three"),
        ((("same", "one "), ("removed", "two"), ("added", "2"), ("same", ", three")), "one [-two-] [+2+], three"),
        ((("same", "License 25"), ("added", "A"), ("same", " is")), "License 25[+A+] is"),
        ((("same", "("), ("removed", "b"), ("added", "c"), ("same", ")")), "([-b-] [+c+])"),
        ((("moved", "to there"), ("same", " it goes")), "[~to there~] it goes"),
        ((("same", "a"), ("same", " "), ("added", "b")), "a [+b+]"),
        ((("removed", "gone"), ("same", " \n"), ("same", "here")), "[-gone-] here"),
    ],
)
def test_runs_of_words_stand_as_they_are_printed(
    templates: Templates, texts: tuple[tuple[str, str], ...], shown: str
) -> None:
    assert f"(a)(1): {shown}\n" in made(templates, told(redline=redline(*texts))).text


def test_without_a_redline_the_words_before_and_after_are_shown(templates: Templates) -> None:
    message = made(templates, told(redline=Redline()))
    assert "(a)(1) changed [-one port-] [+two ports+]" in message.text
    assert "one port</del>" in message.html


def test_a_long_change_is_cut_and_says_how_much_is_left_out(templates: Templates) -> None:
    long = Redline(
        tuple(
            RedlineParagraph(
                f"({n})", (Span(SpanKind.SAME, "as before " * 80), Span(SpanKind.ADDED, "more words " * 30))
            )
            for n in range(40)
        )
    )
    message = made(templates, told(redline=long, operations=tuple(operation(path=f"({n})") for n in range(40))))
    assert "left out here: 30 more changed paragraphs" in message.text
    assert "… and 28 more" in message.text
    assert len(message.text) < 12_000
    assert len(message.html) < 40_000


def test_what_to_run_fits_what_there_is_to_see(templates: Templates) -> None:
    added = made(templates, told(kind=Kind.ADDED, before_label=None)).text
    assert "sanctions-monitor measure us-ofac/russia/gl-25\n" in added
    assert "sanctions-monitor diff" not in added
    page = made(templates, told(before_label="25A")).text
    assert "sanctions-monitor diff us-ofac/russia/gl-25\n" in page
    assert f"sanctions-monitor evidence {change().id}\n" in page
    entries = made(templates, of_group((change(measure="us-ofac/sdn-1"), change(measure="us-ofac/sdn-2")))).text
    assert "sanctions-monitor changes\n" in entries
    assert "sdn-1\n" not in entries
    assert "sanctions-monitor evidence" not in entries
    update = made(templates, specimens()[MatterKind.UPDATE]).text
    assert "sanctions-monitor evidence 1\n" in update, "the change's number, not the update's"


def test_a_new_text_that_has_no_older_one_beside_it_is_shown_from_its_beginning(templates: Templates) -> None:
    head = "OFFICE\n\n" + change().title.upper() + "\n\n"
    text = head + "\n\n".join(f"({n}) " + "transactions are authorized " * 20 for n in range(200))
    new = change(kind=Kind.ADDED, operations=(), redline=Redline())
    message = made(templates, of_change(new, text=text))
    assert "What it says:\n\n  (0) transactions are authorized" in message.text
    assert "OFFICE" not in message.text
    assert f"… left out here: {61 * 200 - 320} more words" in message.text
    assert "(0) transactions" in Page(message.html).words
    assert "What it says" not in made(templates, of_change(change(), text=text)).text


def test_what_has_a_sign_is_explained_before_what_has_none(templates: Templates) -> None:
    silent = operation(path="(e)", direction=Direction.UNCHANGED, why="machinery")
    text = made(templates, told(operations=(silent, operation()))).text
    assert text.index("more ports") < text.index("machinery")


def test_a_report_claims_no_kind_of_change(templates: Templates) -> None:
    assert "amended" not in Page(made(templates, reported()).html).words


def test_a_report_says_how_it_begins_and_that_no_official_text_was_seen(templates: Templates) -> None:
    message = made(templates, reported(text="Carriers may connect calls again. " * 40))
    for words in (message.text, Page(message.html).words):
        assert "No official text has been seen yet" in words
        assert "Carriers may connect calls again." in words
        assert words.count("Carriers") < 20


def test_a_report_of_what_was_official_before_is_not_called_unconfirmed(templates: Templates) -> None:
    before, after = (reported(confirmed_at=NOW - timedelta(hours=hours)) for hours in (2, 1))
    message = made(templates, before)
    assert message.subject.startswith("REPORTED RELAXED Russia GL 25: ")
    for words in (message.text, Page(message.html).words):
        assert "The official text was seen before it." in words
        assert "unconfirmed" not in words.casefold()
    assert made(templates, after).subject.startswith("UNCONFIRMED "), "confirmed later: nobody knew it then"


@pytest.mark.parametrize(
    ("stage", "said"),
    [
        (Stage.AGREED_NOT_ADOPTED, "agreed, not adopted: it is not in force"),
        (Stage.PROPOSED, "only proposed: it is not in force"),
        (Stage.COURT, "comes from a court"),
        (Stage.COMMENTARY, "tells no decision itself"),
        (Stage.ADOPTED, ""),
    ],
)
def test_what_a_stage_means_is_said_in_a_sentence(templates: Templates, stage: Stage, said: str) -> None:
    message = made(templates, reported(stage=stage))
    for words in (message.text, Page(message.html).words):
        assert said in words
        assert ("What it tells" in words or "It comments" in words) == bool(said)


def test_many_entries_are_named_up_to_a_number(templates: Templates) -> None:
    group = of_group(tuple(change(measure=f"us-ofac/sdn-{n}", summary=f"Person {n}") for n in range(40)))
    text = made(templates, group).text
    assert "amended: Person 0" in text
    assert "… and 15 more" in text


def test_a_confirmed_report_is_named_in_the_change_that_confirms_it(templates: Templates) -> None:
    text = made(templates, of_change(change(), confirms=("Telephone services to be allowed",))).text
    assert "This confirms what was reported: Telephone services to be allowed" in text


def test_nothing_that_was_fetched_becomes_markup_a_template_or_a_line_of_the_head(templates: Templates) -> None:
    matter = of_change(
        change(
            title=HOSTILE,
            summary=HOSTILE,
            label=HOSTILE,
            note=HOSTILE,
            url="javascript:alert(1)",
            redline=redline(("added", HOSTILE)),
            operations=(operation(path=HOSTILE, before=HOSTILE, after=HOSTILE, why=HOSTILE),),
        )
    )
    message = made(templates, matter)
    page = Page(message.html)
    assert not {"script", "img"} & set(page.tags)
    assert not any(name.startswith("on") for name, _ in page.attributes)
    assert page.links == []
    assert "49" not in page.words
    assert "<script>alert(1)</script>" in page.words
    assert "\n" not in message.subject
    assert not any(line.startswith("Bcc:") for line in message.text.splitlines())


def test_only_addresses_of_the_web_become_links(templates: Templates) -> None:
    page = Page(made(templates, told(url='https://sanctions.example/a"b c')).html)
    assert page.links == ['https://sanctions.example/a"b%20c']


@settings(max_examples=30)
@given(st.text(max_size=80), st.text(max_size=80))
def test_whatever_stands_in_a_text_the_message_can_be_made(templates: Templates, title: str, words: str) -> None:
    message = made(templates, told(title=title, summary=words, redline=redline(("same", words), ("added", title))))
    message.text.encode()
    message.html.encode()
    assert message.html


def test_the_message_id_is_the_same_at_every_attempt_and_another_everywhere_else() -> None:
    other = Letterhead("another", "monitor.example")
    ids = [
        message_id(1, "a", LETTERHEAD),
        message_id(2, "a", LETTERHEAD),
        message_id(1, "b", LETTERHEAD),
        message_id(1, "a", other),
    ]
    assert len(set(ids)) == 4
    assert message_id(1, "a", LETTERHEAD) == ids[0]
    assert ids[0].startswith("<alert-1.")
    assert ids[0].endswith("@monitor.example>")


def test_a_domain_that_would_break_a_header_is_refused() -> None:
    with pytest.raises(ValueError, match="domain"):
        Letterhead("x", "bad domain\r\nBcc: a@b")


def test_a_later_message_of_a_story_answers_the_last_one_and_names_the_first(templates: Templates) -> None:
    ids = tuple(f"<{n}@x.example>" for n in range(30))
    message = made(templates, told(), thread=Thread(ids))
    assert message.in_reply_to == ids[-1]
    assert message.references == (ids[0], *ids[-9:])
    assert made(templates, told()).references == ()


def test_a_template_of_ones_own_that_is_broken_is_found_at_the_start() -> None:
    texts = {name: bundled.read_text(f"templates/{name}.j2") for name in bundled.names("templates", ".j2")}
    texts["change.txt"] = "{% if %}"
    texts["report.html"] = "{{ no_such_word }}"
    del texts["digest.txt"]
    with pytest.raises(ConfigurationError) as caught:
        Templates.parse(texts)
    told = str(caught.value)
    assert "templates/change.txt.j2: line 1" in told
    assert "no_such_word" in told
    assert "templates/digest.txt.j2: file: is missing" in told


def test_a_template_cannot_reach_out_of_its_sandbox() -> None:
    texts = {name: bundled.read_text(f"templates/{name}.j2") for name in bundled.names("templates", ".j2")}
    texts["change.txt"] = "{{ title.__class__.__mro__[1].__subclasses__() }}"
    with pytest.raises(ConfigurationError):
        Templates.parse(texts)


def test_a_template_that_fails_at_night_still_lets_the_bare_facts_out() -> None:
    texts = {name: bundled.read_text(f"templates/{name}.j2") for name in bundled.names("templates", ".j2")}
    texts["report.txt"] = "{{ why[0] }}"
    fragile = Templates.parse(texts)
    message = compose(reported(why=()), channel("-"), fragile, LETTERHEAD, alert=3)
    assert "Telephone services to be allowed" in message.text
    assert "https://news.example/1" in message.text
    assert message.message_id


def test_a_digest_lists_its_matters_with_what_to_run(templates: Templates) -> None:
    message = made(templates, specimens()[MatterKind.DIGEST])
    assert message.text.count("* RELAXED Atlantis") == 2
    assert "sanctions-monitor measure us-ofac/atlantis/gl-7" in message.text


def test_a_digest_names_the_first_of_many_entries(templates: Templates) -> None:
    group = of_group(tuple(change(measure=f"us-ofac/sdn-{n}", summary=f"Company {n} is listed.") for n in range(8)))
    matter = replace(specimens()[MatterKind.DIGEST], facts={"items": [to_json(group), to_json(told())]})
    message = made(templates, matter)
    for words in (message.text, Page(message.html).words):
        assert "Company 4 is listed." in words
        assert "Company 5 is listed." not in words
        assert words.count("… and 3 more") == 1


def test_who_must_answer_is_told_until_when_and_how(templates: Templates) -> None:
    message = made(templates, told(), ack_by=NOW + timedelta(hours=4))
    assert "told at 8 May 2031 20:00 CEST, unless one of you runs\n  sanctions-monitor alerts ack 12\n" in message.text
    assert "sanctions-monitor alerts ack 12" in Page(message.html).words
    assert "alerts ack" not in made(templates, told()).text


def test_an_end_after_the_autumn_change_is_told_in_winter_time(templates: Templates) -> None:
    text = made(templates, told(expires_at=NOW + timedelta(days=200))).text
    assert "Until:    24 Nov 2031 15:00 CET" in text


def test_the_documentation_shows_a_message_as_it_is_sent(templates: Templates) -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "alerts.md").read_text(encoding="utf-8")
    shown = page.partition("```text\n")[2].partition("```")[0]
    sent = made(templates, specimens()[MatterKind.CHANGE], ack_by=NOW + timedelta(hours=4)).text
    assert sent.startswith(shown)
    assert sent.removeprefix(shown).startswith("\n--\nsanctions-monitor, alert 12 (")
