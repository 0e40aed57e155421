"""What the operator hears of the monitor's own troubles (disk, archive, journal): once when one begins, once when it is over. Measures nothing."""

from __future__ import annotations

from datetime import datetime

from monitor.model.message import Matter
from monitor.steps.scene import Knowledge
from monitor.steps.tell import tell_operator
from monitor.store.tx import Tx

_LASTING = "own:"

DISK, ARCHIVE, JOURNAL = "disk", "archive", "journal"


def begins(tx: Tx, knowledge: Knowledge, what: str, notice: Matter) -> bool:
    """Tells of a trouble and remembers that it lasts, over restarts too; False where it was told already."""
    if tx.pending(_LASTING + what) is not None:
        return False
    tx.put_pending(_LASTING + what, None, {"since": notice.at.isoformat(), "summary": notice.title})
    tell_operator(tx, knowledge, notice)
    return True


def ends(tx: Tx, knowledge: Knowledge, what: str, notice: Matter) -> bool:
    """Tells that a trouble is over; False where there was none."""
    if tx.pending(_LASTING + what) is None:
        return False
    tx.drop_pending(_LASTING + what)
    tell_operator(tx, knowledge, notice)
    return True


def tell(tx: Tx, knowledge: Knowledge, notice: Matter) -> None:
    """Tells of something that does not last: a clock that jumped."""
    tell_operator(tx, knowledge, notice)


def lasts(tx: Tx, what: str) -> bool:
    """True while a trouble that was told is not over."""
    return tx.pending(_LASTING + what) is not None


def lasting(tx: Tx) -> dict[str, datetime]:
    """The monitor's own troubles that last, and since when (UTC)."""
    found = tx.pending_like(_LASTING)
    return {one.key.removeprefix(_LASTING): datetime.fromisoformat(one.payload["since"]) for one in found}
