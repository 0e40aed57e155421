from monitor.judge.words import Sort, scan


def dates(text: str) -> list[str]:
    return [token.norm for token in scan(text) if token.sort is Sort.DATE]


def test_a_time_of_twenty_four_hours_belongs_to_its_date() -> None:
    assert [t.norm for t in scan("expires at 23:59 on 30 June 2033")][:2] == ["expires", "at"]
    assert dates("23:59 on 30 June 2033") == dates("11:59 p.m. on 30 June 2033")
    assert dates("23:59 (GMT) on 30 June 2033") == dates("23:59 BST, 30 June 2033")
    assert dates("00:01 on 30 June 2033") == dates("12:01 a.m. eastern daylight time, June 30, 2033")


def test_figures_with_a_colon_are_no_time_without_a_date() -> None:
    assert not dates("at a ratio of 10:15 of the parts")
