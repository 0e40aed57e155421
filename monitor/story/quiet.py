"""What goes on with the only story of a quiet program, weeks later and in other words. Not for programs with two stories: there words decide."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.model.register import Mention, Story
from monitor.model.words import Direction, NewsLabel
from monitor.story.concepts import speaks_of_return
from monitor.story.likeness import SAME_PROGRAM, jurisdictions, programs
from monitor.story.verdict import direction_of


def goes_on_with(mention: Mention, stories: Sequence[Story]) -> Story | None:
    """The only story of the program whose next chapter the mention is, or None. Official texts are never placed so."""
    if mention.official or mention.program is None:
        return None
    ours = [story for story in stories if _of_program(mention, story)]
    ours = [story for story in ours if _of_jurisdiction(mention, story)] or ours
    if len(ours) != 1:
        return None
    return ours[0] if _comes_back(mention, ours[0]) or _ends_on(mention, ours[0]) else None


def _of_program(mention: Mention, story: Story) -> bool:
    return any(
        programs(mention, other) == SAME_PROGRAM and jurisdictions(mention, other) >= 0 for other in story.mentions
    )


def _of_jurisdiction(mention: Mention, story: Story) -> bool:
    return any(jurisdictions(mention, other) > 0 for other in story.mentions)


def _comes_back(mention: Mention, story: Story) -> bool:
    """True for talk of a return, or the return that was talked of: of what, only the story before it says."""
    decided = any(other.worth for other in story.mentions)
    return speaks_of_return(mention.title) and not (mention.worth and decided)


def _ends_on(mention: Mention, story: Story) -> bool:
    """True for one more act of ending a regime: the order, the regulations that go, the controls that follow, over months."""
    ends = NewsLabel.MEASURE_EXPIRED_OR_REVOKED
    told = [mention, *story.mentions]
    one_way = mention.direction is direction_of(story.mentions) is Direction.RELAXED
    return mention.worth and one_way and any(one.label is ends for one in told)
