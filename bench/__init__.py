"""Measures the house against its peers in one run, as ratios. `make bench`."""
