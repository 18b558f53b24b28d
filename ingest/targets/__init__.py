"""Figures that a document wants reached, and of what."""
