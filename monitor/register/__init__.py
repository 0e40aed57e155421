"""The life of a measure: what a text, a notice, an absence or the calendar does to what the register holds. Pure; knows no source's markup."""
