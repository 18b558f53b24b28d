"""Dates and figures as printed, and the values that they stand for."""
