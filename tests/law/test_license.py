from datetime import UTC, date, datetime

import pytest

from monitor.law import read_instrument
from monitor.model.instrument import Instrument, InstrumentKind, NoInstrument, Supersession
from monitor.model.program import Programs
from monitor.model.words import Effect
from tests.law.form import GRANT, LIMITS, OLDER, license_text


def read(text: str, programs: Programs, hint: str | None = None) -> Instrument:
    reading = read_instrument(text, programs, hint)
    assert isinstance(reading, Instrument), reading
    return reading


def effects(instrument: Instrument) -> dict[str, str]:
    return {provision.path: provision.effect.value for provision in instrument.provisions}


def test_a_license_is_read_whole(programs: Programs) -> None:
    license_ = read(license_text(), programs)
    assert license_.key == "us-ofac/burma/gl-7"
    assert (license_.number, license_.label, license_.program) == ("7", "7A", "burma")
    assert license_.kind is InstrumentKind.LICENSE
    assert license_.cfr_parts == (525,)
    assert license_.title == "Authorizing the Repair of River Ferries"
    assert license_.issued == date(2026, 12, 1)
    assert license_.starts is None
    assert license_.expires == date(2027, 2, 3)
    assert license_.expires_at == datetime(2027, 2, 3, 5, 1, tzinfo=UTC)
    assert license_.supersedes == (Supersession("7", date(2025, 5, 2)),)


def test_every_provision_has_its_effect(programs: Programs) -> None:
    assert effects(read(license_text(), programs)) == {
        "title": "machinery",
        "(a)": "permits",
        "(a)(1)": "condition",
        "(a)(2)": "condition",
        "(b)": "excludes",
        "(b)(1)": "excludes",
        "(b)(1)(i)": "permits",  # an exception within an exclusion
        "(b)(1)(ii)": "permits",
        "(b)(2)": "excludes",
        "(c)": "machinery",
    }


def test_parents_are_the_paragraphs_above(programs: Programs) -> None:
    provisions = read(license_text(), programs).provisions
    above = {p.path: provisions[p.parent].path if p.parent is not None else None for p in provisions}
    assert above["(b)(1)(i)"] == "(b)(1)"
    assert above["(a)(2)"] == "(a)"
    assert above["(b)"] is None


def test_a_text_without_blank_lines_reads_the_same(programs: Programs) -> None:
    spaced = license_text()
    tight = spaced.replace("\n\n", "\n")
    assert read(tight, programs).provisions == read(spaced, programs).provisions


def test_a_wrapped_citation_begins_no_paragraph(programs: Programs) -> None:
    wrapped = "(a) All transactions described in paragraph\n(b) of this general license and in paragraphs\n(c) and\n(d) are authorized."
    assert [p.path for p in read(license_text(wrapped), programs).provisions] == ["title", "(a)"]


def test_a_page_break_in_a_sentence_does_not_part_it(programs: Programs) -> None:
    broken = "(a) All transactions with the Ministry of\n\nHarbors are authorized."
    provision = read(license_text(broken), programs).provisions[1]
    assert provision.text == "All transactions with the Ministry of Harbors are authorized."


def test_a_title_that_names_regulations_is_a_title(programs: Programs) -> None:
    title = "Authorizing Transactions Prohibited by the Burma Sanctions Regulations"
    assert read(license_text(title=title), programs).title == title


def test_a_title_may_run_over_several_lines(programs: Programs) -> None:
    text = license_text(title="Authorizing the Repair of River Ferries and the Wind\nDown of Ship-\nYards")
    assert read(text, programs).title == "Authorizing the Repair of River Ferries and the Wind Down of Ship-Yards"


def test_a_header_may_name_several_programs(programs: Programs) -> None:
    header = (
        "Iranian Transactions and Sanctions Regulations, 31 CFR Part 560;\n\nUkraine-/Russia-Related Sanctions "
        "Regulations, 31 CFR Part\n589;\n\nExecutive Order 13949 of September 21, 2020"
    )
    license_ = read(license_text(header=header), programs)
    assert license_.programs == ("iran", "ukraine-russia")
    assert license_.cfr_parts == (560, 589)
    assert license_.key == "us-ofac/iran/gl-7"


def test_a_header_may_name_only_an_order(programs: Programs) -> None:
    header = (
        "Executive Order 13902 of January 10, 2020\n\nImposing Sanctions With Respect to Additional Sectors of Iran"
    )
    license_ = read(license_text(header=header, heading="GENERAL LICENSE T"), programs)
    assert (license_.key, license_.cfr_parts) == ("us-ofac/iran/gl-t", ())


def test_parts_named_only_in_the_body_are_no_parts_of_the_header(programs: Programs) -> None:
    license_ = read(license_text(header="Executive Order 14024 of April 15, 2021"), programs)
    assert license_.cfr_parts == ()
    assert license_.program == "russia"


def test_a_list_of_parts_is_read_whole(programs: Programs) -> None:
    license_ = read(license_text(header="31 CFR Parts 594, 595, and 597"), programs)
    assert license_.cfr_parts == (594, 595, 597)
    assert license_.program == "counter-terrorism"


def test_a_program_may_stand_under_the_heading(programs: Programs) -> None:
    text = license_text(
        "Effective June 1, 2026, General License No. 4, “Ferries,” dated March 3, 2025, is revoked.",
        header="",
        heading="REVOCATION OF GENERAL LICENSE NO. 4",
        title="Burma Sanctions Regulations\n31 CFR Part 525",
    )
    license_ = read(text, programs)
    assert (license_.key, license_.cfr_parts) == ("us-ofac/burma/gl-4", (525,))
    assert license_.title == "REVOCATION OF GENERAL LICENSE NO. 4"
    assert license_.revokes == (Supersession("4", date(2025, 3, 3)),)


def test_a_program_nobody_knows_yet_still_has_a_key(programs: Programs) -> None:
    license_ = read(
        license_text(GRANT.replace("525", "999"), header="Lake Sanctions Regulations\n\n31 CFR Part 999"), programs
    )
    assert license_.key == "us-ofac/cfr-999/gl-7"


def test_the_hint_counts_only_where_the_text_is_silent(programs: Programs) -> None:
    silent = license_text("(a) All transactions in grain are authorized.", header="A Header")
    assert read(silent, programs, "us-ofac/mali/gl-7").key == "us-ofac/mali/gl-7"
    assert read(license_text(), programs, "us-ofac/mali/gl-7").key == "us-ofac/burma/gl-7"


def test_a_license_without_letters_has_a_path_all_the_same(programs: Programs) -> None:
    license_ = read(license_text("All transactions in grain prohibited by the BuSR are authorized."), programs)
    assert effects(license_) == {"title": "machinery", "Paragraph 1": "permits"}


def test_numbers_under_an_unnumbered_lead_belong_to_it(programs: Programs) -> None:
    body = "The following transactions are authorized, provided that:\n\n(1) They are small; and\n\n(2) They are few."
    license_ = read(license_text(body), programs)
    assert effects(license_) == {
        "title": "machinery",
        "Paragraph 1": "permits",
        "(1)": "condition",
        "(2)": "condition",
    }
    assert license_.provisions[2].parent == 1


def test_notes_have_the_place_that_they_name(programs: Programs) -> None:
    notes = (
        "(a) All transactions in grain are authorized.\n\nNote 1 to paragraph (a). The term “grain” includes rice.\n\n"
        "Note to paragraph (a)(1): See 31 CFR 525.203.\n\nNote to General License No. 7A. Nothing in this general "
        "license relieves any person from compliance with other laws."
    )
    assert effects(read(license_text(notes), programs)) == {
        "title": "machinery",
        "(a)": "permits",
        "Note 1 to (a)": "definition",
        "Note to (a)(1)": "note",
        "Note": "note",
    }


def test_an_annex_does_what_the_paragraph_does_that_speaks_of_it(programs: Programs) -> None:
    body = (
        "(a) All transactions in grain are authorized.\n\n(b) This general license does not authorize any transaction "
        "with a person listed in the Annex to this general license."
    )
    annex = "\n\nAnnex--Persons Described in Paragraph (b)\n\n-----------------\nName.........  Number\n-----------------\nAnna Example.........  1\nBela Example.........  2\n"
    license_ = read(license_text(body) + annex, programs)
    last = license_.provisions[-1]
    assert (last.path, last.effect) == ("Annex", Effect.EXCLUDES)
    assert last.text.splitlines()[1:] == ["Name Number", "Anna Example 1", "Bela Example 2"]


def test_a_date_in_an_annex_is_no_date_of_issue(programs: Programs) -> None:
    license_ = read(license_text() + "\n\nAnnex--Ferries\n\nList as of January 5, 2027:\n\nLILY\nROSE\n", programs)
    assert license_.issued == date(2026, 12, 1)


def test_a_revocation_is_a_document_of_its_own(programs: Programs) -> None:
    text = license_text(
        "Effective June 1, 2026, General License No. 4, dated March 3, 2025, is revoked.",
        heading="GENERAL LICENSE NO. 4",
        title="Revocation of General License No. 4",
    )
    license_ = read(text, programs)
    assert license_.kind is InstrumentKind.REVOCATION
    assert license_.revokes == (Supersession("4", date(2025, 3, 3)),)
    assert license_.supersedes == ()


@pytest.mark.parametrize(
    ("words", "older"),
    [
        ("General License 7, dated June 20, 2007, is replaced", ("7",)),
        ("This general license replaces and supersedes General License 7, dated June 20, 2007.", ("7",)),
        ("General License Nos. 6 and 7 are superseded by this General License No. 7A.", ("6", "7")),
        (
            "General License J, dated July 29, 2016, is replaced and superseded in its entirety by this General License J-1.",
            ("J",),
        ),
    ],
)
def test_one_or_several_older_licenses_are_superseded(words: str, older: tuple[str, ...], programs: Programs) -> None:
    license_ = read(license_text(GRANT, f"(b) Effective December 1, 2026, {words}"), programs)
    assert tuple(s.label for s in license_.supersedes) == older


def test_words_after_a_heading_wrapped_to_its_form_make_no_second_license(programs: Programs) -> None:
    wrapped = OLDER.replace("entirety by this General License No. 7A.", "entirety by this\nGeneral License No. 7A.")
    license_ = read(license_text(GRANT, LIMITS, wrapped), programs)
    assert license_.provisions[-1].text.endswith("by this General License No. 7A.")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no words"),
        ("1234 )))", "no words"),
        ("The weather is fine.", "no line names"),
        ("OFFICE OF FOREIGN ASSETS CONTROL\n\nGENERAL LICENSE NO. 7\n", "no line names"),
        (
            license_text("The ferries of the northern rivers are older than those of the south."),
            "authorizes or revokes",
        ),
        (
            "Office of Foreign Assets Control\n\nSyria General License No. 25\n\nFerry Licenses\n\nMore licenses, authorizing other transactions, stand elsewhere among these pages.",
            "neither regulations above it nor a grant",
        ),
        ("OFAC is issuing\nRussia-related General License 24\n, “Authorizing the Wind Down.”", "no line names"),
    ],
)
def test_what_is_no_license_says_why(text: str, why: str, programs: Programs) -> None:
    reading = read_instrument(text.replace("Authorizing the Repair", "The Repair"), programs)
    assert isinstance(reading, NoInstrument)
    assert why in reading.problem


def test_a_note_and_a_paragraph_run_together_are_parted(programs: Programs) -> None:
    glued = (
        "(a) All transactions in grain are authorized. Note to paragraph (a). Grain includes rice. (b) This general "
        "license does not authorize loans. Note to General License No. 7A. See 31 CFR 525.203."
    )
    assert [p.path for p in read(license_text(glued), programs).provisions] == [
        "title",
        "(a)",
        "Note to (a)",
        "(b)",
        "Note",
    ]


def test_a_license_on_one_line_is_read_all_the_same(programs: Programs) -> None:
    folded = read(" ".join(license_text().split()), programs)
    spread = read(license_text(), programs)
    assert [p.path for p in folded.provisions] == [p.path for p in spread.provisions]
    assert (folded.title, folded.issued, folded.expires) == (spread.title, spread.issued, spread.expires)
