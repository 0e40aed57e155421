"""What is kept in less detail as it grows old: polls, one row an hour and source. History is never thinned."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from monitor.store.rows import instant
from monitor.store.store import Store

# Days that hold an hour of a source with more than one row. Folded hours have one, so a day is folded once.
_DAYS = """
SELECT DISTINCT substr(at, 1, 10) AS day FROM poll WHERE at < ?
GROUP BY source, substr(at, 1, 13) HAVING count(*) > 1 ORDER BY day
"""


def fold_polls(store: Store, older_than: datetime, go_on: Callable[[], bool] = lambda: True) -> int:
    """Folds the polls of whole hours before a moment into one row an hour and source. Returns how many rows went.

    A folded row keeps the bytes and the number of polls, whether anything changed, a problem if there was one, and the address
    and status where all agreed. Works a day at a time, so that the daemon never waits long, and stops
    between two of them where `go_on` says no; the rest is folded the next time.
    """
    hour = older_than.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    with store.reading() as tx:
        days = [row["day"] for row in tx.rows(_DAYS, (instant(hour),))]
    gone = 0
    for day in days:
        if not go_on():
            break
        with store.writing() as tx:
            gone += tx.fold_polls(day, hour)
    return gone
