"""One transaction with all its parts: history, stories, work, outbox. Opening and closing it is the store's."""

from __future__ import annotations

from monitor.store.history import History
from monitor.store.outbox import Outbox
from monitor.store.stories import Stories
from monitor.store.work import Work


class Tx(History, Stories, Work, Outbox):
    """Everything that may be read and written within one transaction; valid only until its `with` block ends."""
