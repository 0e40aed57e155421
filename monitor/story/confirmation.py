"""When a report is confirmed by the official text, and how far ahead of it it was. Not which report belongs to which text."""

from __future__ import annotations

from datetime import datetime, timedelta

from monitor.model.register import UNCONFIRMED_AFTER
from monitor.model.words import Standing
from monitor.story.likeness import WINDOW
from monitor.story.match import MEMORY


def lead_hours(reported: datetime, official: datetime) -> float:
    """Hours that the report was ahead of the official text; negative where it came after."""
    return round((official - reported) / timedelta(hours=1), 2)


def bears_out(official: datetime, reported: datetime, *, named: bool) -> bool:
    """Whether an official text of the report's own story speaks for that report; `named` if the report names its measure.

    A story may go on for months, act after act: the text of the first one says nothing of what is reported of the last.
    """
    return named or timedelta(0) <= official - reported <= MEMORY or timedelta(0) <= reported - official <= WINDOW


def standing(reported: datetime, confirmed: datetime | None, now: datetime) -> Standing:
    """Where a report stands at `now`: one that has waited for an official text too long is said to have none.

    The views `reports` and `stories` of the history say the same in SQL.
    """
    if confirmed is not None:
        return Standing.CONFIRMED
    return Standing.NEVER_CONFIRMED if now - reported >= UNCONFIRMED_AFTER else Standing.UNCONFIRMED
