import pytest

from monitor.fetch.redirect import next_address
from monitor.model.faults import FetchError

HERE = "https://cellar.example/resource/celex/32031R0417"


def test_a_place_that_names_itself_with_http_is_asked_securely() -> None:
    there = next_address(HERE, 303, {"location": "http://cellar.example/resource/cellar/9/DOC_1"}, {HERE})
    assert there == "https://cellar.example/resource/cellar/9/DOC_1"


def test_no_redirect_leads_from_a_secure_place_to_another_open_one() -> None:
    with pytest.raises(FetchError, match="from https to the open"):
        next_address(HERE, 303, {"location": "http://elsewhere.example/"}, {HERE})


def test_going_back_to_itself_with_http_is_a_circle() -> None:
    with pytest.raises(FetchError, match="circle"):
        next_address(HERE, 303, {"location": HERE.replace("https", "http")}, {HERE})
