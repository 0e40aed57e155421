"""sanctions-monitor: notices when a sanctions measure changes, and can prove when it knew.

Read `monitor/cycle.py` first; it is the whole product on one page.
"""

__version__ = "0.1.0"
