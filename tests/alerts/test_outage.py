"""Three changes while the mail server is away, the program restarted meanwhile: all arrive, once, in order, in one thread."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from monitor.alerts import outbox
from monitor.alerts.dispatch import Post
from monitor.alerts.send import Sender
from monitor.alerts.words import Templates
from monitor.model.message import Delivery, Outcome, Subscription
from monitor.model.news import NewsItem, NewsReading
from monitor.model.program import Programs
from monitor.model.words import Direction
from monitor.settings import OperatorSettings, Settings, StoreSettings
from monitor.steps import posting
from monitor.steps.scene import Knowledge
from monitor.steps.tell import alert
from monitor.store.store import Store
from tests.alerts.conftest import LETTERHEAD, AnyPort, MailServer, channel
from tests.alerts.matters import NOW, told


def _no_news(item: NewsItem) -> NewsReading:
    raise AssertionError(f"nothing is read here: {item.title}")


@pytest.fixture
def knowledge(templates: Templates, tmp_path: Path, unused_port: int) -> Knowledge:
    channels = (
        channel(f"mailto://127.0.0.1:{unused_port}?to=desk@example.org&from=watch@example.org"),
        channel("-", "operations"),
    )
    settings = Settings(
        tmp_path / "monitor.toml",
        StoreSettings(tmp_path / "monitor.db", tmp_path / "archive"),
        operator=OperatorSettings(channel="operations"),
        channels=channels,
        subscriptions=(Subscription("everything", ("compliance",)),),
    )
    post = Post(templates, LETTERHEAD, {one.name: one for one in channels})
    return Knowledge(settings, Programs(), _no_news, post)


@pytest.fixture
def store(knowledge: Knowledge) -> Iterator[Store]:
    with Store.open(knowledge.settings.store.database) as opened:
        yield opened


@contextmanager
def mail_on(port: int) -> Iterator[MailServer]:
    handler = MailServer()
    controller = AnyPort(handler, hostname="127.0.0.1", port=port, server_hostname="mail.test")
    controller.start()
    yield handler
    controller.stop(no_assert=True)


async def attempt(store: Store, knowledge: Knowledge, now: datetime) -> int:
    """One turn of the outbox over the real network. How many were tried."""
    with store.writing() as tx:
        begun = posting.begin(tx, now)
    for delivery in begun:
        outcome = await Sender(now=lambda: now).send(knowledge.post.channels[delivery.channel], delivery.message)
        with store.writing() as tx:
            posting.end(tx, knowledge, delivery, outcome, now, 0.5)
    return len(begun)


def waiting(store: Store) -> list[Delivery]:
    with store.reading() as tx:
        return tx.deliveries_in("pending", "sending", "failed")


def change_comes(store: Store, knowledge: Knowledge, number: int, at: datetime) -> None:
    with store.writing() as tx:
        story = tx.story("s1")
        if story is None:
            tx.add_story("s1", at, "telephone", Direction.RELAXED)
        alert(tx, knowledge, told(id=number, label=f"25{'ABC'[number - 1]}", story="s1", at=at))


async def test_nothing_is_lost_while_the_mail_server_is_away(
    store: Store, knowledge: Knowledge, unused_port: int
) -> None:
    now = NOW
    for number in (1, 2, 3):
        change_comes(store, knowledge, number, now)
        assert await attempt(store, knowledge, now) == (1 if number == 1 else 0)
        now += timedelta(seconds=5)
        with store.writing() as tx:
            if number == 2:
                posting.begin(tx, now + timedelta(minutes=5))  # killed in the middle of an attempt
            posting.recover(tx, now)
        await attempt(store, knowledge, now)
    with mail_on(unused_port) as server:
        for _ in range(10):
            wake = outbox.next_wake(waiting(store), now)
            if wake is None:
                break
            now = max(wake, now)
            await attempt(store, knowledge, now)
    letters = server.letters
    assert [str(letter["Subject"])[:21] for letter in letters] == [f"RELAXED Russia GL 25{x}" for x in "ABC"]
    assert len({letter["Message-ID"] for letter in letters}) == 3
    assert letters[1]["In-Reply-To"] == letters[0]["Message-ID"]
    assert str(letters[2]["References"]).split() == [letters[0]["Message-ID"], letters[1]["Message-ID"]]
    assert waiting(store) == []


def test_a_start_tries_at_once_what_had_failed(store: Store, knowledge: Knowledge) -> None:
    change_comes(store, knowledge, 1, NOW)
    with store.writing() as tx:
        [begun] = posting.begin(tx, NOW)
        posting.end(tx, knowledge, begun, Outcome(ok=False, detail="away"), NOW, 0.5)
        assert posting.begin(tx, NOW) == ()
        assert posting.recover(tx, NOW) == 1
        assert len(posting.begin(tx, NOW)) == 1


def test_a_delivery_that_was_given_up_is_told_once_and_once_more_when_its_channel_works_again(
    store: Store, knowledge: Knowledge
) -> None:
    no = Outcome(ok=False, permanent=True, detail="404")
    subjects = []
    now = NOW
    for number, outcome in ((1, no), (2, Outcome(ok=True)), (3, Outcome(ok=True))):
        change_comes(store, knowledge, number, now)
        with store.writing() as tx:
            [begun] = [one for one in posting.begin(tx, now) if one.channel == "compliance"]
            tired = replace(begun, attempts=9, first_try=now - timedelta(hours=9))
            posting.end(tx, knowledge, tired, outcome, now, 0.5)
            subjects += [one.message.subject for one in posting.begin(tx, now) if one.channel == "operations"]
            for one in tx.deliveries_in("sending"):
                posting.end(tx, knowledge, one, Outcome(ok=True), now, 0.5)
        now += timedelta(hours=1)
    assert subjects == ["MONITOR dead: compliance: delivery given up", "MONITOR recovered: compliance: delivers again"]
