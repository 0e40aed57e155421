"""What the monitor says about itself."""

from __future__ import annotations

from datetime import timedelta

import pytest

from monitor.alerts import notices
from monitor.alerts.subjects import subject
from monitor.alerts.words import Templates, compose
from monitor.model.message import Delivery, Matter, Message
from monitor.model.place import Outbreak
from monitor.model.words import DeliveryState, Problem
from tests.alerts.conftest import LETTERHEAD, channel
from tests.alerts.matters import NOW

HOUR = timedelta(hours=1)
BROKEN = Outbreak("ofac", "https://x.example/list", Problem.LAYOUT, "no list\r\nof items", NOW - 3 * HOUR)


def dead() -> Delivery:
    return Delivery(4, "chat", DeliveryState.DEAD, Message("s", "t"), None, attempts=9, error="HTTP 404")


NOTICES = [
    (notices.source_in_trouble(BROKEN, NOW), "MONITOR trouble: ofac: layout", "polling goes on"),
    (notices.source_recovered(BROKEN, NOW), "MONITOR recovered: ofac: layout is over", "after 3 h"),
    (
        notices.source_late("ofac", NOW - 2 * HOUR, HOUR / 6, NOW),
        "MONITOR late: ofac: late",
        "Last read 2 h ago; expected every 10 min",
    ),
    (notices.source_late("ofac", None, HOUR, NOW), "MONITOR late: ofac: late", "Never read so far"),
    (notices.source_on_time("ofac", NOW), "MONITOR recovered: ofac: no longer late", "Read again"),
    (
        notices.source_silent("ofac", NOW - 90 * 24 * HOUR, 40 * 24 * HOUR, NOW),
        "MONITOR silent: ofac: silent",
        "longest silence was 40 days",
    ),
    (notices.source_speaks("ofac", NOW), "MONITOR recovered: ofac: no longer silent", "something new"),
    (
        notices.source_moved("ofac", "https://x.example/old", "https://x.example/new", NOW),
        "MONITOR moved: ofac: moved",
        "to https://x.example/new",
    ),
    (notices.delivery_dead(dead(), "RELAXED Russia", NOW), "MONITOR dead: chat: delivery given up", "alerts retry 4"),
    (notices.channel_recovered("chat", NOW), "MONITOR recovered: chat: delivers again", "accepted again"),
    (
        notices.disk_low("/var/lib/x", 300 << 20, NOW),
        "MONITOR disk: disk almost full",
        "300 MB free. Polling has stopped",
    ),
    (notices.disk_well("/var/lib/x", 3 << 30, NOW), "MONITOR recovered: disk has room again", "3.0 GB free"),
    (notices.clock_jumped(-2 * HOUR, NOW), "MONITOR clock: clock jumped back", "moved 2 h back"),
    (notices.damaged("journal", "row 7", NOW), "MONITOR damaged: journal damaged", "sanctions-monitor verify"),
    (notices.intact("journal", NOW), "MONITOR recovered: journal verifies again", "holds what it should"),
    (
        notices.heartbeat(
            NOW, polls=412, changes=3, troubles=(), undelivered=0, journal_head="beef", since=NOW - 24 * HOUR
        ),
        "MONITOR heartbeat: 412 polls, 3 changes, nothing in trouble",
        "journal head beef",
    ),
    (
        notices.heartbeat(
            NOW, polls=9, changes=0, troubles=("ofac: http",), undelivered=2, journal_head="beef", since=NOW
        ),
        "MONITOR heartbeat: 9 polls, 0 changes, 1 in trouble",
        "2 messages waiting",
    ),
]


@pytest.mark.parametrize(("matter", "head", "words"), NOTICES, ids=[head for _, head, _ in NOTICES])
def test_each_notice_says_what_is_the_matter_and_what_follows(
    templates: Templates, matter: Matter, head: str, words: str
) -> None:
    assert subject(matter) == head
    text = compose(matter, channel("-"), templates, LETTERHEAD, alert=1).text
    assert words in text


def test_every_problem_has_a_sentence() -> None:
    for problem in Problem:
        assert notices.source_in_trouble(Outbreak("s", "u", problem, "", NOW), NOW).summary


def test_a_detail_that_was_fetched_stays_on_its_line() -> None:
    assert notices.source_in_trouble(BROKEN, NOW).facts["details"] == ["no list of items"]
