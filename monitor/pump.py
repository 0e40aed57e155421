"""Takes what is due and starts it, politely and a bounded number at once: the same for the daemon and for a replay. Not a clock."""

from __future__ import annotations

from datetime import datetime

from monitor.cycle import Cycle
from monitor.clock import Clock
from monitor.model.place import Target
from monitor.store.store import Tx
