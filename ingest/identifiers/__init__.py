"""By what an instrument is known: its type and its number."""
