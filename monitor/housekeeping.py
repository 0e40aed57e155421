"""What is done once a day so that the history does not grow without need. Not verifying it, and not the daemon that calls."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from monitor.settings import StoreSettings
from monitor.store.retention import fold_polls
from monitor.store.store import Store


def daily(store: Store, settings: StoreSettings, now: datetime, go_on: Callable[[], bool] = lambda: True) -> int:
    """Folds the polls that are older than `keep_polls` (CONTRACT.md, [store]). Returns how many rows went.

    `now` is UTC. Blocks, a short transaction for each day folded; may run in a thread of its own beside everything else, and
    `go_on` is asked between two days, so that it never holds up the end of the program. Raises StoreError.
    """
    return fold_polls(store, now - settings.keep_polls, go_on)
