"""What the passing of time does to what is held: ends that come. Not what texts or pages say, and not who is reminded before."""

from __future__ import annotations

from datetime import datetime

from monitor.model.register import Change, Ending, Held
from monitor.model.words import Kind
from monitor.register import standing
from monitor.register.beginnings import end_direction


def expiry(held: Held, now: datetime) -> tuple[Ending, Change] | None:
    """The end of the latest version by its own date, where no successor is held; None where it has not come or was told."""
    version = standing.latest(held)
    if (
        version is None
        or version.expires_at is None
        or version.expires_at > now
        or standing.ending_of(held, version) is not None
    ):
        return None
    ending = Ending(held.measure.key, version.label, version.expires_at, "expired", None, now)
    change = Change(
        at=now,
        measure=held.measure.key,
        label=version.label,
        kind=Kind.EXPIRED,
        direction=end_direction(held.measure.kind),
        title=version.title,
        summary=f"{version.label} reached its end and no successor is known: {version.title}",
        sources=(version.source,),
        url=version.url,
        effective=version.expires_at,
        sha256=version.evidence,
        program=held.measure.program,
        jurisdiction=standing.jurisdiction(held.measure.key),
        before_label=version.label,
        expires_at=version.expires_at,
    )
    return ending, change
