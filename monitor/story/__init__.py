"""Which reports and changes are about one event, which way it goes, and when it was confirmed. Pure; knows no license grammar."""

from monitor.story.confirmation import bears_out, lead_hours, standing
from monitor.story.match import MEMORY, Placement, place
from monitor.story.verdict import direction_of

__all__ = ["MEMORY", "Placement", "bears_out", "direction_of", "lead_hours", "place", "standing"]
