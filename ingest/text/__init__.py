"""The folded view of a text and its sentences."""
