"""When a report is confirmed by the official text, and how far ahead of it it was. Not which report belongs to which text."""

from __future__ import annotations

from datetime import datetime, timedelta

UNCONFIRMED_AFTER = timedelta(days=7)


def lead_hours(reported: datetime, official: datetime) -> float:
    """Hours that the report was ahead of the official text; negative where it came after."""
    return round((official - reported) / timedelta(hours=1), 2)


def never_confirmed(reported: datetime, now: datetime) -> bool:
    """True once a report has waited so long for an official text that its readers are told there was none."""
    return now - reported >= UNCONFIRMED_AFTER
