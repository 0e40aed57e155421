"""The three steps of `cycle.py`, spelled out: what is done inside the one transaction of a poll, a tick, a delivery. No network, no clock of its own."""
