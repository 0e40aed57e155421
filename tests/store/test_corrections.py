"""What a person put right stands in the place of what was wrong, in the story as everywhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from monitor.model.words import Direction
from monitor.store import Store
from tests.store import samples

HOUR = timedelta(hours=1)


def told(tx, *, direction=Direction.RELAXED, corrects=None, hours=0):
    at = samples.NOON + hours * HOUR
    number = tx.add_change(samples.change(direction=direction, corrects=corrects, at=at))
    return number, replace(samples.mention(official=True, at=at), direction=direction)


def filed(tx):
    story = tx.story("s1")
    assert story is not None
    return [mention.direction for mention in story.mentions]


def test_a_correction_takes_the_place_of_the_first_word_and_of_earlier_corrections(store: Store) -> None:
    with store.writing() as tx:
        tx.add_story("s1", samples.NOON, "x", Direction.RELAXED)
        first, mention = told(tx)
        tx.add_mention("s1", mention, change=first)
        later, last_word = told(tx, direction=Direction.TIGHTENED, hours=2)
        tx.add_mention("s1", last_word, change=later)
        tx.add_mention("s1", samples.mention(at=samples.NOON + 3 * HOUR))
        for direction in (Direction.MIXED, Direction.UNCHANGED):
            number, _ = told(tx, direction=direction, corrects=first, hours=5)
            assert tx.mention_of_change(first) == mention
            tx.add_mention("s1", replace(mention, direction=direction), change=number)
            assert filed(tx) == [direction, Direction.TIGHTENED, Direction.RELAXED]


def test_a_change_that_was_filed_under_no_story_brought_nothing_to_one(store: Store) -> None:
    with store.writing() as tx:
        assert tx.mention_of_change(tx.add_change(samples.change())) is None
