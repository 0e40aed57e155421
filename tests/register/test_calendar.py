from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from monitor.model.register import Ending
from monitor.model.words import Direction, Kind, Status
from monitor.register import standing
from monitor.register.calendar import expiry
from tests.register.texts_of_our_own import KEY, NOW, held, version

END = datetime(2026, 3, 10, 4, 1, tzinfo=UTC)


def test_an_end_that_has_come_with_no_successor_is_expired_and_tightens():
    ended = expiry(held(version(expires_at=END)), NOW)
    assert ended is not None
    ending, change = ended
    assert (ending.by, ending.at) == ("expired", END)
    assert (change.kind, change.direction, change.effective) == (Kind.EXPIRED, Direction.TIGHTENED, END)


def test_an_end_is_told_once():
    over = Ending(KEY, "900", END, "expired", None, END)
    assert expiry(held(version(expires_at=END), endings=(over,)), NOW) is None


def test_a_superseded_version_expires_without_a_word():
    first, second = (
        version(expires_at=END),
        version("900A", issued=date(2026, 3, 1), expires_at=NOW + timedelta(days=9)),
    )
    assert expiry(held(first, second), NOW) is None


def test_before_its_end_a_license_is_in_force_and_after_it_expired():
    measure = held(version(expires_at=END))
    assert standing.status(measure, END - timedelta(seconds=1)) is Status.IN_FORCE
    assert standing.status(measure, END) is Status.EXPIRED


def test_a_license_that_starts_later_is_not_yet():
    assert standing.status(held(version(starts=date(2026, 5, 5))), NOW) is Status.NOT_YET


def test_an_older_version_printed_later_is_not_the_current_one():
    new, old = version("900A", issued=date(2026, 3, 1)), version("900", issued=date(2026, 2, 1), seen_at=NOW)
    current = standing.latest(held(new, old))
    assert current is not None
    assert current.label == "900A"
