from monitor.law import read_instrument
from monitor.model.instrument import Instrument, InstrumentKind
from monitor.model.program import Programs


def read(text: str, programs: Programs) -> Instrument:
    reading = read_instrument(text, programs)
    assert isinstance(reading, Instrument), reading
    return reading


def test_a_section_that_authorizes_is_a_license(programs: Programs) -> None:
    text = (
        "§ 525.512 Official business of ferry inspectors.\n(a) All transactions for the conduct of the official business "
        "of inspectors are authorized.\n(b) This section does not authorize:\n(1) Gifts; or\n(2) Loans."
    )
    section = read(text, programs)
    assert (section.key, section.label) == ("us-cfr/31/525.512", "525.512")
    assert section.kind is InstrumentKind.LICENSE
    assert section.title == "Official business of ferry inspectors"
    assert [p.effect.value for p in section.provisions] == ["machinery", "permits", "excludes", "excludes", "excludes"]


def test_a_section_that_prohibits_is_none(programs: Programs) -> None:
    section = read(
        "§ 587.201 Prohibited transactions.\n\nAll transactions prohibited pursuant to the Order are prohibited.",
        programs,
    )
    assert section.kind is InstrumentKind.SECTION
    assert section.provisions[-1].effect.value == "prohibits"


def test_a_section_may_be_named_with_its_title_of_the_code(programs: Programs) -> None:
    assert read("31 CFR 525.512 - Grain authorized.\n\n(a) Grain is authorized.", programs).key == "us-cfr/31/525.512"


def test_a_whole_part_is_a_regulation_with_its_sections(programs: Programs) -> None:
    text = (
        "PART 525—BURMA SANCTIONS REGULATIONS\n\n§ 525.201 Prohibited transactions.\n\n(a) Ferries are prohibited.\n\n"
        "§ 525.202 Effect of transfers. (a) Any transfer is null and void. (b) Any other is valid."
    )
    part = read(text, programs)
    assert (part.kind, part.key) == (InstrumentKind.REGULATION, "us-cfr/31/525")
    assert part.title == "PART 525—BURMA SANCTIONS REGULATIONS"
    assert [p.path for p in part.provisions][1:] == [
        "§ 525.201",
        "§ 525.201(a)",
        "§ 525.202",
        "§ 525.202(a)",
        "§ 525.202(b)",
    ]


def test_a_register_document_that_amends_sections_is_none_of_them(programs: Programs) -> None:
    text = "AGENCY: Office of Foreign Assets Control.\n\nACTION: Final rule.\n\n§ 525.201 Prohibited transactions.\n\n(a) Revised."
    assert not isinstance(read_instrument(text, programs), Instrument)
