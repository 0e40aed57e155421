"""What each act means upon each object, and how plain an act is; a table, not a grammar."""

from __future__ import annotations

from monitor.model.words import Direction, NewsLabel

_T, _R, _U = Direction.TIGHTENED, Direction.RELAXED, Direction.UNCHANGED
_L = NewsLabel

# What an act does to an object. The sign turns with the object: an embargo extended tightens, a license extended relaxes.
MEANINGS: dict[tuple[str, str], tuple[NewsLabel, Direction]] = {
    ("impose", "restriction"): (_L.MEASURE_ADDED, _T),
    ("impose", "register"): (_L.DESIGNATION_ADDED, _T),
    ("impose", "permission"): (_L.MEASURE_RELAXED, _R),  # an exemption is introduced
    ("impose", "emergency"): (_L.MEASURE_ADDED, _T),
    ("adopt", "restriction"): (_L.MEASURE_ADDED, _T),
    ("adopt", "permission"): (_L.MEASURE_RELAXED, _R),
    ("restore", "restriction"): (_L.MEASURE_ADDED, _T),
    ("restore", "register"): (_L.MEASURE_ADDED, _T),
    ("restore", "permission"): (_L.MEASURE_RELAXED, _R),
    ("issue", "permission"): (_L.MEASURE_RELAXED, _R),
    ("issue", "guidance"): (_L.GUIDANCE, _U),
    ("amend", "guidance"): (_L.GUIDANCE, _U),
    ("amend", "permission"): (_L.MEASURE_RELAXED, _R),  # licenses are amended to cover more far oftener than less
    ("update", ""): (_L.GUIDANCE, _U),
    ("tighten", "restriction"): (_L.MEASURE_TIGHTENED, _T),
    ("tighten", "permission"): (_L.MEASURE_TIGHTENED, _T),
    ("expand", "restriction"): (_L.MEASURE_TIGHTENED, _T),
    ("expand", "register"): (_L.DESIGNATION_ADDED, _T),
    ("expand", "permission"): (_L.MEASURE_RELAXED, _R),
    ("ease", "restriction"): (_L.MEASURE_RELAXED, _R),
    ("ease", "permission"): (_L.MEASURE_RELAXED, _R),
    ("lift", "restriction"): (_L.MEASURE_EXPIRED_OR_REVOKED, _R),
    ("lift", "emergency"): (_L.MEASURE_EXPIRED_OR_REVOKED, _R),
    ("lift", "permission"): (_L.MEASURE_EXPIRED_OR_REVOKED, _T),
    ("lift", "register"): (_L.DESIGNATION_REMOVED, _R),
    ("suspend", "restriction"): (_L.MEASURE_RELAXED, _R),
    ("suspend", "permission"): (_L.MEASURE_EXPIRED_OR_REVOKED, _T),
    ("extend", "restriction"): (_L.MEASURE_EXTENDED, _T),
    ("extend", "emergency"): (_L.MEASURE_EXTENDED, _T),
    ("extend", "register"): (_L.MEASURE_EXTENDED, _T),
    ("extend", "permission"): (_L.MEASURE_EXTENDED, _R),
    ("keep", "restriction"): (_L.MEASURE_EXTENDED, _T),
    ("keep", "permission"): (_L.MEASURE_EXTENDED, _R),
    ("expire", "restriction"): (_L.MEASURE_EXPIRED_OR_REVOKED, _R),
    ("expire", "permission"): (_L.MEASURE_EXPIRED_OR_REVOKED, _T),
    ("veto", "extend"): (_L.MEASURE_EXPIRED_OR_REVOKED, _R),
    ("list", ""): (_L.DESIGNATION_ADDED, _T),
    ("notify", ""): (_L.DESIGNATION_ADDED, _T),
    ("freeze", ""): (_L.DESIGNATION_ADDED, _T),
    ("delist", ""): (_L.DESIGNATION_REMOVED, _R),
    ("allow", ""): (_L.MEASURE_RELAXED, _R),
    ("allow", "permission"): (_L.MEASURE_RELAXED, _R),
    ("forbid", ""): (_L.MEASURE_ADDED, _T),
}
OBJECTS = ("permission", "restriction", "register", "guidance", "emergency")
ACTS = tuple(dict.fromkeys(act for act, _ in MEANINGS))
# A vaguer act gives way to a plainer one in the same sentence ("agreed to extend" is an extension), and reaches less far.
_PLAINNESS = {
    "impose": 2,
    "adopt": 1,
    "issue": 2,
    "allow": 1,
    "forbid": 1,
    "amend": 1,
    "freeze": 2,
    "veto": 4,
}
PLAIN = 3
REACH = {1: 6, 2: 8}  # words between an act and its object, by plainness
FARTHEST = 13


def plainness_of(act: str) -> int:
    """How plainly the act says what changes: an extension says more than an agreement."""
    return _PLAINNESS.get(act, PLAIN)
