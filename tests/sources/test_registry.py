import pytest

from monitor.model.faults import UsageError
from monitor.model.place import Part
from monitor.sources import KINDS, adapter, default_zone
from tests.sources.official import source


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_an_adapter_that_goes_by_its_word_and_begins_at_its_entrance(kind: str) -> None:
    found = adapter(kind)
    assert found.kind == kind
    assert found.entrance(source(kind, "https://x.example/")).part is Part.ENTRANCE
    assert default_zone(kind).count("/") <= 1


def test_a_kind_that_nobody_knows_is_named_with_those_that_there_are() -> None:
    with pytest.raises(UsageError, match=r"no source kind 'fax'; there are feed, page, "):
        adapter("fax")
    with pytest.raises(UsageError):
        default_zone("fax")


def test_offices_write_the_dates_of_their_own_zone() -> None:
    assert default_zone("ofac-recent-actions") == "America/New_York"
    assert default_zone("feed") == "UTC"
