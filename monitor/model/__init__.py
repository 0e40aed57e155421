"""The nouns of the house: frozen values and enums. No I/O, no clock, no settings, no behaviour beyond themselves."""
