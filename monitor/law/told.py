"""An instrument as the contract's `inspect license` tells it; not the command."""

from __future__ import annotations

from datetime import date
from typing import Any

from monitor.model.instrument import Instrument, InstrumentKind, NoInstrument

_GUIDANCE = {InstrumentKind.FAQ, InstrumentKind.PAGE}


def as_json(reading: Instrument | NoInstrument, identity: str) -> dict[str, Any]:
    """The object of CONTRACT.md, "inspect license". Guidance is read, but is no license."""
    if isinstance(reading, NoInstrument):
        return {"id": identity, "key": None, "problem": reading.problem}
    if reading.kind in _GUIDANCE:
        return {
            "id": identity,
            "key": None,
            "problem": f"is {reading.kind.value.upper()} {reading.label}: guidance, no license",
        }
    return {
        "id": identity,
        "key": reading.key,
        "issuer": reading.issuer,
        "program": reading.program,
        "cfr_parts": list(reading.cfr_parts),
        "number": reading.number,
        "label": reading.label,
        "title": reading.title,
        "issued": _iso(reading.issued),
        "starts": _iso(reading.starts),
        "expires": _iso(reading.expires),
        "expires_at": None if reading.expires_at is None else reading.expires_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "supersedes": [{"label": s.label, "dated": _iso(s.dated)} for s in reading.supersedes],
        "provisions": [{"path": p.path, "effect": p.effect.value, "text": p.text} for p in reading.provisions],
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
