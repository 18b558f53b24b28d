"""One edition of a collection after the other: its files, what its readers have open, and how the next is shown."""
