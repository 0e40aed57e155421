import pytest

from monitor.law import parse_programs
from monitor.model.faults import ConfigurationError
from monitor.model.program import Programs


@pytest.mark.parametrize(
    ("part", "slug"),
    [
        (510, "north-korea"),
        (515, "cuba"),
        (525, "burma"),
        (528, "icc"),
        (542, "syria"),
        (544, "wmd"),
        (548, "belarus"),
        (550, "ethiopia"),
        (560, "iran"),
        (561, "iran"),
        (569, "syria-related"),
        (578, "cyber"),
        (583, "global-magnitsky"),
        (587, "russia"),
        (589, "ukraine-russia"),
        (590, "transnational-crime"),
        (591, "venezuela"),
        (594, "counter-terrorism"),
        (597, "counter-terrorism"),
        (598, "narcotics"),
    ],
)
def test_every_part_of_the_domain_has_its_program(part: int, slug: str, programs: Programs) -> None:
    found = programs.by_part(part)
    assert found is not None
    assert found.slug == slug


@pytest.mark.parametrize(
    ("tag", "slug"),
    [
        ("RUSSIA-EO14024", "russia"),
        ("CYBER2", "cyber"),
        ("SDGT", "counter-terrorism"),
        ("CAATSA - RUSSIA", "russia"),
        ("DPRK3", "north-korea"),
    ],
)
def test_a_code_of_the_list_names_its_program(tag: str, slug: str, programs: Programs) -> None:
    found = programs.by_tag(tag)
    assert found is not None
    assert found.slug == slug


def test_an_unknown_code_names_none(programs: Programs) -> None:
    assert programs.by_tag("QQQ") is None


def test_no_part_and_no_order_stands_twice(programs: Programs) -> None:
    parts = [part for program in programs.programs for part in program.cfr_parts]
    orders = [order for program in programs.programs for order in program.orders]
    assert len(parts) == len(set(parts))
    assert len(orders) == len(set(orders))


def test_every_fault_of_the_file_is_told_at_once() -> None:
    text = '[[program]]\nslug = "a"\nname = 3\ncolour = "red"\norders = "14024"\n[[program]]\nslug = "a"\nname = "A"\n[other]\n'
    with pytest.raises(ConfigurationError) as told:
        parse_programs(text)
    keys = {fault.key for fault in told.value.faults}
    assert keys == {"other", "program[1].name", "program[1].colour", "program[1].orders", "program.slug"}


@pytest.mark.parametrize("text", ["program = 3", "not toml ["])
def test_a_file_of_another_form_is_refused(text: str) -> None:
    with pytest.raises(ConfigurationError):
        parse_programs(text)
