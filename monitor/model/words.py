"""The closed vocabularies that the contract fixes; not their translations and not their rules."""

from __future__ import annotations

from enum import StrEnum


class Direction(StrEnum):
    """What a change means for somebody who has to comply (DIRECTION.md)."""

    RELAXED = "relaxed"
    TIGHTENED = "tightened"
    MIXED = "mixed"
    UNCHANGED = "unchanged"
    UNJUDGED = "unjudged"

    @property
    def opposite(self) -> Direction:
        """Relaxed for tightened and the reverse; every other direction is its own opposite."""
        return {Direction.RELAXED: Direction.TIGHTENED, Direction.TIGHTENED: Direction.RELAXED}.get(self, self)


class Kind(StrEnum):
    """What happened to a measure."""

    ADDED = "added"
    AMENDED = "amended"
    EXTENDED = "extended"
    SHORTENED = "shortened"
    REVOKED = "revoked"
    EXPIRED = "expired"
    REINSTATED = "reinstated"
    WITHDRAWN = "withdrawn"
    CORRECTED = "corrected"
    REPUBLISHED = "republished"


class Effect(StrEnum):
    """What a provision does."""

    PERMITS = "permits"
    CONDITION = "condition"
    EXCLUDES = "excludes"
    PROHIBITS = "prohibits"
    DEFINITION = "definition"
    NOTE = "note"
    MACHINERY = "machinery"


class Op(StrEnum):
    """What happened to a provision."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


class Problem(StrEnum):
    """Why a target could not be read or believed."""

    CHALLENGE = "challenge"
    LAYOUT = "layout"
    HTTP = "http"
    NETWORK = "network"
    TOO_LARGE = "too-large"
    UNREADABLE = "unreadable"
    IMPLAUSIBLE = "implausible"


class Role(StrEnum):
    """Whether a source's word changes the register."""

    OFFICIAL = "official"
    NEWS = "news"


class Status(StrEnum):
    """Where a measure stands at some moment."""

    IN_FORCE = "in force"
    NOT_YET = "not yet"
    SUPERSEDED = "superseded"
    EXPIRED = "expired"
    REVOKED = "revoked"
    WITHDRAWN = "withdrawn"


class NewsLabel(StrEnum):
    """What a news item says happened."""

    MEASURE_ADDED = "measure_added"
    MEASURE_TIGHTENED = "measure_tightened"
    MEASURE_RELAXED = "measure_relaxed"
    MEASURE_EXTENDED = "measure_extended"
    MEASURE_EXPIRED_OR_REVOKED = "measure_expired_or_revoked"
    DESIGNATION_ADDED = "designation_added"
    DESIGNATION_REMOVED = "designation_removed"
    GUIDANCE = "guidance"
    ENFORCEMENT = "enforcement"
    NONE = "none"

    @property
    def worth_an_alert(self) -> bool:
        """True for every label but `none`, `guidance` and `enforcement` (CONTRACT.md, finer points)."""
        return self not in {NewsLabel.NONE, NewsLabel.GUIDANCE, NewsLabel.ENFORCEMENT}


class Stage(StrEnum):
    """Whether what a news item tells is law, agreed, or only talked about."""

    ADOPTED = "adopted"
    IN_FORCE = "in_force"
    AGREED_NOT_ADOPTED = "agreed_not_adopted"
    PROPOSED = "proposed"
    COURT = "court"
    REPUBLICATION = "republication"
    COMMENTARY = "commentary"
    NOT_APPLICABLE = "n/a"


class DeliveryState(StrEnum):
    """Where one alert stands on its way to one channel."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"  # this attempt failed; another is due at `next_try`
    DEAD = "dead"


class Standing(StrEnum):
    """Whether an official text has borne a report out. The last one is said after `register.UNCONFIRMED_AFTER`."""

    CONFIRMED = "confirmed"
    UNCONFIRMED = "unconfirmed"
    NEVER_CONFIRMED = "never confirmed"
