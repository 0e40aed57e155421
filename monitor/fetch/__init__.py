"""Asks one address and brings back a whole, plausible answer, or says why there is none. Knows nothing of licenses."""
